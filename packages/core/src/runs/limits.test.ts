import { once } from "node:events";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { makeWorld, type World } from "../../test/world.ts";
import { systemContext, write } from "../platform/index.ts";
import { addTasks, defineTask, getTask, startWorker, type RunningWorker, type Task, type TaskDefinition } from "./index.ts";
import type { WorkerOptions } from "./worker.ts";

const WAIT = { timeout: 60_000, interval: 10 };

let world: World;
let workers: RunningWorker[];
beforeEach(async () => {
  world = await makeWorld();
  workers = [];
});
afterEach(async () => {
  for (const worker of workers) await worker.close();
  await world.close();
});

function work(tasks: TaskDefinition[], options: Partial<WorkerOptions> = {}): RunningWorker {
  const worker = startWorker(world.platform, { tasks, closeMs: 0, random: () => 0, actorFor: () => world.owner.actor, ...options });
  workers.push(worker);
  return worker;
}

const add = async (task: Parameters<typeof addTasks>[1][number]): Promise<string> => (await addTasks(world.owner, [task]))[0] ?? "";

const inState = (taskId: string, state: Task["state"]): Promise<Task> =>
  vi.waitFor(async () => {
    const task = await getTask(world.owner, { taskId });
    expect(task.state).toBe(state);
    return task;
  }, WAIT);

const count = (from: ReturnType<typeof sql>): Promise<number> =>
  write(systemContext(world.platform), "runs:work", async (tx) => {
    const { rows } = await tx.db.execute<{ n: number }>(sql`select count(*)::int as n from ${from}`);
    return rows[0]?.n ?? 0;
  });

test("an attempt that takes too long is ended by its signal and counts; one that does not listen loses its place all the same", async () => {
  const attempts: string[] = [];
  const never = Promise.withResolvers<void>();
  const slow = defineTask({
    kind: "slow",
    timeoutMs: 300,
    input: z.object({ listens: z.boolean() }),
    async run(run, { listens }) {
      if (!listens) return never.promise;
      const { signal } = run;
      if (!signal.aborted) await once(signal, "abort");
      attempts.push("aborted");
      await run.step("late", () => void attempts.push("must not be"));
    },
  });
  const quick = defineTask({ kind: "quick", input: z.object({}), run: () => "done" });
  work([slow, quick], { concurrency: 1, placesPerWorkspace: 1 });
  const heeding = await add({ kind: "slow", input: { listens: true }, maxAttempts: 2, backoffMs: 0 });
  const error = { code: "unavailable", message: "The attempt took longer than 0.3 seconds and was ended." };
  expect(await inState(heeding, "failed")).toMatchObject({ attempt: 2, error });
  expect(attempts).toEqual(["aborted", "aborted"]);
  const deaf = await add({ kind: "slow", input: { listens: false }, maxAttempts: 1 });
  expect(await inState(deaf, "failed")).toMatchObject({ attempt: 1, error });
  await inState(await add({ kind: "quick", input: {} }), "done");
});

test("what a killed process held is taken up at once, what a living one holds is left to it", async () => {
  const gate = Promise.withResolvers<void>();
  const ended = new Set<string>();
  const started: string[] = [];
  const processOf = (id: string) => ({ id, isGone: (other: string) => Promise.resolve(ended.has(other)) });
  const held = (by: string) =>
    defineTask({
      kind: "held",
      input: z.object({}),
      async run(run) {
        started.push(by);
        await gate.promise;
        return run.step("by", () => by);
      },
    });
  const options = { concurrency: 1, placesPerWorkspace: 1, leaseMs: 24 * 60 * 60_000 };
  work([held("killed")], { ...options, process: processOf("machine/1") });
  const first = await add({ kind: "held", input: {} });
  await vi.waitFor(() => expect(started).toEqual(["killed"]), WAIT);
  work([held("living")], { ...options, process: processOf("machine/2") });
  const second = await add({ kind: "held", input: {} });
  await vi.waitFor(() => expect(started).toEqual(["killed", "living"]), WAIT);

  ended.add("machine/1");
  work([held("new")], { ...options, process: processOf("machine/3") });
  await vi.waitFor(() => expect(started).toEqual(["killed", "living", "new"]), WAIT);
  gate.resolve();
  await Promise.all([inState(first, "done"), inState(second, "done")]);
  const results = await write(systemContext(world.platform), "runs:work", (tx) =>
    tx.db.execute(sql`select task_id as id, result #>> '{}' as by from task_steps order by task_id`),
  );
  expect(results.rows).toEqual([
    { id: first, by: "new" },
    { id: second, by: "living" },
  ]);
});

test("tasks that ended a month ago are forgotten with their steps; what still waits, and what it needs, is kept", async () => {
  const plain = defineTask({ kind: "plain", input: z.object({}), run: (run) => run.step("only", () => "result") });
  work([plain]);
  const needed = await add({ kind: "plain", input: {} });
  const old = await add({ kind: "plain", input: {} });
  await Promise.all([inState(needed, "done"), inState(old, "done")]);
  const waiting = await add({ kind: "plain", input: {}, dependsOn: [needed], runAt: new Date(Date.now() + 60 * 24 * 60 * 60_000) });
  await inState(waiting, "waiting");
  world.clock.pass(31 * 24 * 60 * 60_000);
  const fresh = await add({ kind: "plain", input: {} });
  await inState(fresh, "done");
  await vi.waitFor(async () => expect(await count(sql`tasks where id = ${old}`)).toBe(0), WAIT);
  expect(await count(sql`task_steps where task_id = ${old}`)).toBe(0);
  expect(await getTask(world.owner, { taskId: needed })).toMatchObject({ state: "done" });
  expect(await getTask(world.owner, { taskId: waiting })).toMatchObject({ state: "waiting" });
  expect(await getTask(world.owner, { taskId: fresh })).toMatchObject({ state: "done" });
});

test("tasks that wait for somebody else have places of their own: fifty at once, and none of those that work", async () => {
  const gate = Promise.withResolvers<void>();
  let waitingNow = 0;
  const waits = defineTask({
    kind: "waits-for-a-model",
    input: z.unknown(),
    waits: true,
    async run() {
      waitingNow += 1;
      await gate.promise;
    },
  });
  const works = defineTask({ kind: "works-beside", input: z.unknown(), run: () => "done" });
  work([waits, works], { concurrency: 1, placesPerWorkspace: 64 });
  await addTasks(
    world.owner,
    Array.from({ length: 50 }, () => ({ kind: waits.kind, input: null })),
  );
  await expect.poll(() => waitingNow, { timeout: 60_000, interval: 20 }).toBe(50);
  const [taskId = ""] = await addTasks(world.owner, [{ kind: works.kind, input: null }]);
  await expect.poll(async () => (await getTask(world.owner, { taskId })).state, { timeout: 60_000, interval: 20 }).toBe("done");
  gate.resolve();
});
