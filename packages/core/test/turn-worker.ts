import { flushCompileCache } from "node:module";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { hasEnded, processIdentity } from "@openvibe/drivers/machine";
import { Pool } from "pg";
import { z } from "zod";
import { agentActor } from "../src/identity/index.ts";
import { createLogger, defineTool, makeContext, SYSTEM, write } from "../src/platform/index.ts";
import { defineTask, startWorker } from "../src/runs/index.ts";
import { handsFor, takeTurn, TURN_LIMITS } from "../src/turns/index.ts";
import { openPlatform } from "./process-platform.ts";
import { scriptedModel } from "./scripted-model.ts";

/** A worker that takes turns, to be killed at any moment. Arguments: the database's address, the master key in hex. */
const [url = "", key = ""] = process.argv.slice(2);
const log = createLogger({ level: "fatal" });
const platform = openPlatform({ url, maxConnections: 4, log, key: Buffer.from(key, "hex") });
// What is outside knows nothing of our transactions.
const outside = new Pool({ connectionString: url, max: 3 });

const moment = () => pause(2 + Math.random() * 25);
const began = (task: string, step: string) =>
  outside.query("insert into begun (task, step, at) values ($1, $2, clock_timestamp())", [task, step]);

const turn = defineTask({
  kind: "crash-turn",
  input: z.object({ threadId: z.string(), askedFor: z.string() }),
  async run(run, { threadId, askedFor }) {
    const { taskId } = run;
    const actor = await agentActor(run.ctx, "tester");
    const agent = makeContext(platform, { workspaceId: run.ctx.workspaceId, actor });
    const input = z.object({ step: z.string() });
    const about = { title: "Test", description: "", input, says: () => "Acts" };
    const tools = [
      defineTool({
        ...about,
        name: "look_up",
        permission: "chat:read",
        effect: "read",
        async run(_, { step }) {
          await began(taskId, step);
          await moment();
          return step;
        },
      }),
      defineTool({
        ...about,
        name: "write_down",
        permission: "chat:write",
        effect: "write",
        run: (ctx, { step }) =>
          write(ctx, "chat:write", async (tx) => {
            await tx.db.execute(sql`insert into written (task, step) values (${taskId}, ${step})`);
            await moment();
            return step;
          }),
      }),
      defineTool({
        ...about,
        name: "send_out",
        permission: "chat:write",
        effect: "irreversible",
        async run(_, { step }) {
          await began(taskId, step);
          await moment();
          await outside.query("insert into sent (task, step) values ($1, $2)", [taskId, step]);
          await moment();
          return step;
        },
      }),
    ];
    const rounds = [
      [
        { tool: "look_up", input: { step: "tool/1/0" } },
        { tool: "look_up", input: { step: "tool/1/1" } },
        { tool: "write_down", input: { step: "tool/1/2" } },
      ],
      [{ tool: "send_out", input: { step: "tool/2/0" } }],
      [
        { tool: "write_down", input: { step: "tool/3/0" } },
        { tool: "send_out", input: { step: "tool/3/1" } },
      ],
    ];
    const model = scriptedModel(async (_, round) => {
      await began(taskId, `model/${round}`);
      await moment();
      const calls = rounds[round - 1];
      return calls ? { text: `Round ${round}. `, calls } : { text: "Done." };
    });
    return takeTurn(run, {
      agent,
      hands: await handsFor(agent, { askedFor }, threadId),
      handsNow: () => handsFor(agent, { askedFor }, threadId),
      askedFor,
      threadId,
      modelFor: () => model,
      instructions: "",
      said: [],
      quotes: [],
      tainted: false,
      tools,
      limits: TURN_LIMITS,
      asksForWrites: false,
      approvalHours: 24,
      offline: {},
      onText: () => undefined,
      signal: run.signal,
    });
  },
});

startWorker(platform, {
  tasks: [turn],
  concurrency: 6,
  placesPerWorkspace: 6,
  // A worker that is only slow keeps what it holds; what a killed one held is taken up at once.
  process: { id: await processIdentity(), isGone: hasEnded },
  leaseMs: 60_000,
  actorFor: () => SYSTEM,
});
await platform.wakeups.connect(platform.database, log);
process.stdout.write("ready\n");
// NOTE: Node would do so at its end, which here never comes.
flushCompileCache();
