/**
 * Agents at work and the web beside them: turns asked for at once, each of a few model calls and tools, while people read; beside the same reads
 * with nobody at work. The provider is a local server that speaks as one and takes its time. Run: node benchmarks/agents.ts [agents] [--kit folder]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startModelServer } from "@openvibe/drivers/models/testing";
import { percentile, startServer, type MeasuredServer } from "./server.ts";

const { values, positionals } = parseArgs({ options: { kit: { type: "string" } }, allowPositionals: true });
const AGENTS = Number(positionals[0] ?? 50);
const READERS = 4;
const BETWEEN_READS_MS = 20;
const CALM_MS = 5_000;
const WORD_MS = 150;
const GOAL_MS = 50;
const TOOL_ROUNDS = 3;

const models = await startModelServer();
models.decide = (asked) => {
  return asked.tools.length > 0 && asked.results < TOOL_ROUNDS
    ? { call: [{ name: "memory_recall", input: { query: `what is known, round ${asked.results}` } }], chunkDelayMs: WORD_MS }
    : { say: "This is what I found in the memory of the workspace, and there is nothing else to add to it.", chunkDelayMs: WORD_MS };
};
const data = await mkdtemp(join(tmpdir(), "openvibe-bench-"));
process.env["MODEL_BASE_URL"] = models.baseUrl("compatible");
process.env["MODEL_API_KEY"] = "a-key-of-the-benchmark";
const server = await startServer(data, values.kit);
const say = (line: string) => void process.stdout.write(`${line}\n`);
try {
  const { client } = server;
  await until("the agents", async () => (await client.identity.listMembers({})).items.some(({ handle }) => handle === "vibe"));
  const { id: channelId } = await client.chat.createChannel({ name: "work" });
  const calm = await readFor(server, channelId, pause(CALM_MS));
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: AGENTS }, (_, n) => client.chat.startThread({ channelId, text: `@vibe look into matter ${n}` })));
  let most = 0;
  const working = until("the answers", async () => {
    const states = await statesOfTurns(server);
    most = Math.max(most, states.filter((state) => state === "running").length);
    return states.filter((state) => state === "done").length >= AGENTS;
  });
  const busy = await readFor(server, channelId, working);
  const seconds = (performance.now() - startedAt) / 1_000;
  const usage = await client.gateway.getUsage();
  say(
    `${AGENTS} turns of ${TOOL_ROUNDS + 1} model calls: ${seconds.toFixed(1)} s, at most ${most} at work at once, ${usage.calls} calls counted`,
  );
  report("reads with nobody at work", calm);
  report("reads while they work", busy);
  const allAtOnce = most >= AGENTS;
  if (!allAtOnce) say(`never were all ${AGENTS} at work at once, so this shows nothing of it`);
  process.exitCode = allAtOnce && percentile(busy, 0.95) < GOAL_MS ? 0 : 1;
} finally {
  await server.stop();
  await models.close();
  await rm(data, { recursive: true, force: true });
}

/** What each read took, in ms, until `end`. */
async function readFor({ client }: MeasuredServer, channelId: string, end: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const state = { over: false };
  const reads = [() => client.identity.getMe(), () => client.chat.listChannels(), () => client.chat.listThreads({ channelId })];
  const readers = Array.from({ length: READERS }, async (_, reader) => {
    for (let n = reader; !state.over; n += 1) {
      const startedAt = performance.now();
      await reads[n % reads.length]?.();
      times.push(performance.now() - startedAt);
      await pause(BETWEEN_READS_MS);
    }
  });
  await end;
  state.over = true;
  await Promise.all(readers);
  return times;
}

async function statesOfTurns({ client }: MeasuredServer): Promise<string[]> {
  const states: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.runs.listTasks({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    states.push(...page.items.filter(({ kind }) => kind === "agents.turn").map(({ state }) => state));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return states;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 300_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await pause(200);
  }
}

function report(name: string, times: number[]): void {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(1).padStart(8));
  say(`${name.padEnd(28)} p50${p50}  p95${p95}  p99${p99} ms   (${times.length} reads; goal p95 < ${GOAL_MS} ms)`);
}
