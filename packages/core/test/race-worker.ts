import { flushCompileCache } from "node:module";
import { openPlatform } from "./process-platform.ts";
import { makeContext, newId } from "../src/platform/index.ts";
import { giveBack, reserve, settle } from "../src/billing/index.ts";

/** Half of the callers of the budget race. Arguments: the database's address, the workspace, how many callers, what each call costs. */
const [url = "", workspaceId = "", callers = "50", amount = "1000"] = process.argv.slice(2);
const platform = openPlatform({ url, maxConnections: 12 });
await platform.signals.connect(platform.database, platform.log);
const amountMicros = Number(amount);

/** Calls until the budget says no; each costs what was reserved for it, or less. */
async function spend(caller: number): Promise<{ spent: number; calls: number; refusals: number }> {
  const ctx = makeContext(platform, { workspaceId, actor: { kind: "agent", id: `agent-${caller % 5}`, can: "everything" } });
  const payer = { projectId: `project-${caller % 3}` };
  let spent = 0;
  let calls = 0;
  for (;;) {
    const callId = newId("mdc");
    const call = { callId, provider: "stub", model: "stub", skill: "race", payer, ownKey: false };
    const reserved = await reserve(ctx, { ...call, amountMicros });
    if (!reserved.ok) return { spent, calls, refusals: 1 };
    // A third of the calls uses less than was held, some nothing at all.
    const costMicros = calls % 3 === 0 ? Math.floor(amountMicros * Math.random()) : amountMicros;
    const { reservationId } = reserved;
    await settle(ctx, { ...call, reservationId, costMicros, usage: { inputTokens: 1, outputTokens: 1 }, outcome: "ok", durationMs: 1 });
    spent += costMicros;
    calls += 1;
  }
}

process.stdout.write("ready\n");
// The two processes begin together.
await new Promise<void>((begin) => process.stdin.once("data", () => begin()));
const done = await Promise.all(Array.from({ length: Number(callers) }, (_, caller) => spend(caller)));
await giveBack(platform);
const sum = (name: "spent" | "calls" | "refusals") => done.reduce((all, each) => all + each[name], 0);
process.stdout.write(`${JSON.stringify({ spent: sum("spent"), calls: sum("calls"), refusals: sum("refusals") })}\n`);
await platform.signals.close();
await platform.database.close();
flushCompileCache();
process.exit(0);
