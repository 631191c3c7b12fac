/**
 * Budgets under a race: callers in two processes spend one budget to its end; how much more than it was spent, how many calls a second, and
 * what reserve and settle take beside one bare update of one row. Run: node benchmarks/budget-race.ts [callers] [calls]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { getUsage, listBudgets, reserve, setBudget, settle } from "@openvibe/core/billing";
import { makeContext, newId, type Context } from "@openvibe/core/platform";
import pg from "pg";
import { startBarePlatform } from "./bare-platform.ts";

const CALLERS = Number(process.argv[2] ?? 100);
const CALLS = Number(process.argv[3] ?? 3_000);
const AMOUNT = 1_000;
const PROCESSES = 2;
const SAMPLES = 500;

const { platform, databaseUrl, close } = await startBarePlatform(12);
const inWorkspace = (): Context =>
  makeContext(platform, { workspaceId: newId("wsp"), actor: { kind: "agent", id: "agent-1", can: "everything" } });

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function spread(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2);
  say(`${name.padEnd(52)} p50 ${at(0.5).padStart(7)}  p95 ${at(0.95).padStart(7)}  p99 ${at(0.99).padStart(7)}`);
}

async function timed(times: number[], work: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  await work();
  times.push(performance.now() - startedAt);
}

async function startRacer(workspaceId: string) {
  const root = join(import.meta.dirname, "..");
  const script = join(root, "packages/core/test/race-worker.ts");
  const callers = String(Math.ceil(CALLERS / PROCESSES));
  const child = spawn(
    process.execPath,
    ["--import", join(root, "tools/quick-imports.ts"), script, databaseUrl, workspaceId, callers, String(AMOUNT)],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    go: () => child.stdin.write("go\n"),
    async result() {
      const { value } = await lines.next();
      if (child.exitCode === null) await once(child, "exit");
      return JSON.parse(String(value)) as { spent: number; calls: number; refusals: number };
    },
  };
}

async function race(): Promise<void> {
  const ctx = inWorkspace();
  const limitMicros = CALLS * AMOUNT;
  await setBudget(ctx, { scope: "workspace", period: "total", limitMicros });
  const racers = await Promise.all(Array.from({ length: PROCESSES }, () => startRacer(ctx.workspaceId)));
  const startedAt = performance.now();
  for (const racer of racers) racer.go();
  const results = await Promise.all(racers.map((racer) => racer.result()));
  const seconds = (performance.now() - startedAt) / 1_000;
  const [budget] = (await listBudgets(ctx, { limit: 1 })).items;
  const { total } = await getUsage(ctx, { by: "model" });
  const spent = results.reduce((all, each) => all + each.spent, 0);
  const calls = results.reduce((all, each) => all + each.calls, 0);
  say(`${CALLERS} callers in ${PROCESSES} processes, a budget of ${limitMicros} micro-USD, ${AMOUNT} held for each call`);
  say(`${Math.max(0, spent - limitMicros)} micro-USD over the budget   goal 0`);
  say(`${limitMicros - spent} micro-USD left when all were refused   goal < ${AMOUNT}`);
  say(
    `${Math.abs(spent - total.costMicros) + Math.abs(spent - (budget?.spentMicros ?? 0))} micro-USD between callers, usage and budget   goal 0`,
  );
  say(`${calls} calls in ${seconds.toFixed(1)} s: ${(calls / seconds).toFixed(0)} a second, each reserved and settled\n`);
}

/** The limit that this database sets on this machine: one update of one row, committed; by one caller, and by as many as race. */
async function bareUpdates(callers: number): Promise<number[]> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 12 });
  await pool.query("create table if not exists bare (id int primary key, spent bigint not null)");
  await pool.query("insert into bare values (1, 0) on conflict do nothing");
  const times: number[] = [];
  const one = async () => {
    for (let left = Math.ceil(SAMPLES / callers); left > 0; left -= 1)
      await timed(times, () => pool.query({ name: "bare", text: "update bare set spent = spent + 1 where id = 1" }));
  };
  await Promise.all(Array.from({ length: callers }, one));
  await pool.end();
  return times;
}

async function calls(callers: number): Promise<{ reserving: number[]; settling: number[] }> {
  const ctx = inWorkspace();
  await setBudget(ctx, { scope: "workspace", period: "month", limitMicros: 1_000_000_000 });
  await setBudget(ctx, { scope: "agent", subjectId: "agent-1", period: "day", limitMicros: 1_000_000_000 });
  const reserving: number[] = [];
  const settling: number[] = [];
  const one = async () => {
    for (let left = Math.ceil(SAMPLES / callers); left > 0; left -= 1) {
      const call = { callId: newId("mdc"), provider: "stub", model: "stub", skill: "bench", payer: {}, ownKey: false };
      let reservationId = "";
      await timed(reserving, async () => {
        const reserved = await reserve(ctx, { ...call, amountMicros: AMOUNT });
        if (reserved.ok) ({ reservationId } = reserved);
      });
      const usage = { inputTokens: 1, outputTokens: 1 };
      await timed(settling, () => settle(ctx, { ...call, reservationId, costMicros: 700, usage, outcome: "ok", durationMs: 1 }));
    }
  };
  await Promise.all(Array.from({ length: callers }, one));
  return { reserving, settling };
}

try {
  await race();
  await bareUpdates(1);
  await calls(1);
  say("ms, one caller at a time, two budgets that count");
  spread("limit: a bare update of one row", await bareUpdates(1));
  const alone = await calls(1);
  spread("reserve", alone.reserving);
  spread("settle, with usage, ledger and budgets", alone.settling);
  say(`\nms, ${CALLERS} callers at once in one process`);
  spread("limit: bare updates of one row", await bareUpdates(CALLERS));
  const crowd = await calls(CALLERS);
  spread("reserve", crowd.reserving);
  spread("settle, with usage, ledger and budgets", crowd.settling);
} finally {
  await close();
}
