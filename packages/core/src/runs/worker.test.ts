import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { makeWorld, type World } from "../../test/world.ts";
import { AppError, createWakeups, openDatabase, systemContext, write, type Context, type Platform } from "../platform/index.ts";
import { sql } from "drizzle-orm";
import { addTasks, cancelTask, defineTask, getTask, startWorker, type RunningWorker, type Task, type TaskDefinition } from "./index.ts";
import type { WorkerOptions } from "./worker.ts";

const WAIT = { timeout: 60_000, interval: 5 };

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

function work(tasks: TaskDefinition[], options: Partial<WorkerOptions> = {}, platform: Platform = world.platform): RunningWorker {
  const worker = startWorker(platform, { tasks, closeMs: 2_000, random: () => 1, actorFor: () => world.owner.actor, ...options });
  workers.push(worker);
  return worker;
}

const add = async (task: Parameters<typeof addTasks>[1][number], ctx: Context = world.owner): Promise<string> =>
  (await addTasks(ctx, [task]))[0] ?? "";

const inState = (taskId: string, state: Task["state"]): Promise<Task> =>
  vi.waitFor(async () => {
    const task = await getTask(world.owner, { taskId });
    if (task.state !== state) throw new Error(`The task is ${task.state}, not ${state}`);
    return task;
  }, WAIT);

function letPass(ms: number): void {
  world.clock.pass(ms);
  world.platform.wakeups.wake();
}

const minutes = (task: Task): number => Math.round(((task.runAt?.getTime() ?? 0) - world.clock.now().getTime()) / 60_000);

test("attempts pause longer each time; then the task has failed", async () => {
  const flaky = defineTask({
    kind: "flaky",
    input: z.object({}),
    run() {
      throw new AppError("unavailable", "The model does not answer. Try again later.");
    },
  });
  work([flaky]);
  const taskId = await add({ kind: "flaky", input: {}, maxAttempts: 3, backoffMs: 60_000 });
  expect(minutes(await inState(taskId, "waiting"))).toBe(1);
  letPass(60_000);
  const second = await vi.waitFor(async () => {
    const task = await inState(taskId, "waiting");
    expect(task.attempt).toBe(2);
    return task;
  }, WAIT);
  expect(minutes(second)).toBe(2);
  letPass(120_000);
  expect(await inState(taskId, "failed")).toMatchObject({ attempt: 3, error: { code: "unavailable" } });
});

test("what cannot pass is not tried again: a forbidden act, an input that does not fit, rights that are not known", async () => {
  const strict = defineTask({
    kind: "strict",
    input: z.object({ name: z.string() }),
    run() {
      throw new AppError("forbidden", "You may not do this here.");
    },
  });
  work([strict]);
  const refused = await add({ kind: "strict", input: { name: "x" } });
  expect(await inState(refused, "failed")).toMatchObject({ attempt: 1, error: { code: "forbidden" } });
  const wrong = await add({ kind: "strict", input: { nom: "x" } });
  expect(await inState(wrong, "failed")).toMatchObject({ attempt: 1, error: { code: "bad_request" } });
  const orphan = defineTask({ kind: "orphan", input: z.object({}), run: () => "done" });
  work([orphan], { actorFor: undefined });
  expect(await inState(await add({ kind: "orphan", input: {} }), "failed")).toMatchObject({ error: { code: "forbidden" } });
});

test("a result that cannot be stored fails its own task alone; odd characters can be stored", async () => {
  const odd = "zero \u0000, half a pair \ud800";
  const results = defineTask({
    kind: "results",
    input: z.object({ bad: z.boolean(), odd: z.string() }),
    run: (_, { bad, odd: given }): unknown => (bad ? 10n : { given, odd }),
  });
  let seen: unknown;
  const reader = defineTask({ kind: "reader", input: z.object({}), run: async (run) => void (seen = await run.result("good")) });
  work([results, reader]);
  const [bad = "", , reading = ""] = await addTasks(world.owner, [
    { kind: "results", input: { bad: true, odd }, maxAttempts: 1 },
    { key: "good", kind: "results", input: { bad: false, odd } },
    { kind: "reader", input: {}, dependsOn: ["good"] },
  ]);
  await inState(reading, "done");
  expect(seen).toEqual({ given: odd, odd });
  // A number that one can ask about is all that a person is told of a fault of ours.
  const message = `Something went wrong on our side. To ask about it, give this number: \`${bad}\`.`;
  expect(await inState(bad, "failed")).toMatchObject({ error: { code: "internal", message } });
});

test("a task sleeps and repeats by the clock, without a worker held and without making up for what was missed", async () => {
  const ran: string[] = [];
  const nap = defineTask({
    kind: "nap",
    input: z.object({}),
    async run(run) {
      await run.step("before", () => ran.push("before"));
      await run.sleep("an hour", 3_600_000);
      ran.push("after");
    },
  });
  const digest = defineTask({
    kind: "digest",
    input: z.object({}),
    run: (run) => run.step("send", () => ran.push("digest")),
  });
  const worker = work([nap, digest], { concurrency: 1 });
  const napping = await add({ kind: "nap", input: {} });
  expect(minutes(await inState(napping, "waiting"))).toBe(60);
  const daily = await add({ kind: "digest", input: {}, repeatEveryMs: 86_400_000 });
  expect(minutes(await inState(daily, "waiting"))).toBe(24 * 60);
  letPass(3_600_000);
  await inState(napping, "done");
  letPass(10 * 86_400_000);
  await vi.waitFor(() => expect(ran).toHaveLength(4), WAIT);
  await worker.idle();
  expect(ran).toEqual(["before", "digest", "after", "digest"]);
  expect(minutes(await inState(daily, "waiting"))).toBeLessThanOrEqual(24 * 60);
  await expect(addTasks(world.owner, [{ kind: "nap", input: {}, dependsOn: [daily] }])).rejects.toMatchObject({ code: "bad_request" });
  const delayed = await add({ kind: "nap", input: {}, runAt: new Date(world.clock.now().getTime() + 60_000) });
  expect(await getTask(world.owner, { taskId: delayed })).toMatchObject({ state: "waiting", question: null });
});

const of = (name: string, priority: Task["priority"]) => ({ kind: "named", input: { name }, priority });

test("high goes before normal before low, but low is not left behind for ever", async () => {
  const order: string[] = [];
  const named = defineTask({ kind: "named", input: z.object({ name: z.string() }), run: (_, { name }) => void order.push(name) });
  await addTasks(world.owner, [of("low", "low"), of("normal", "normal"), of("high", "high")]);
  world.clock.pass(121_000);
  await addTasks(world.owner, [of("newer high", "high"), of("newer normal", "normal")]);
  const worker = work([named], { concurrency: 1 });
  await worker.idle();
  expect(order).toEqual(["high", "normal", "low", "newer high", "newer normal"]);
});

test("one task of a small workspace is not kept waiting by a crowd of another, short or long", async () => {
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const crowd = defineTask({ kind: "crowd", input: z.object({ name: z.string() }), run: (_, { name }) => void order.push(name) });
  const long = defineTask({ kind: "long", input: z.object({}), run: () => gate.promise });
  await addTasks(
    world.owner,
    Array.from({ length: 300 }, () => ({ kind: "crowd", input: { name: "crowd" }, priority: "high" as const })),
  );
  await add({ kind: "crowd", input: { name: "alone" }, priority: "low" }, world.stranger);
  const first = work([crowd], { concurrency: 4, placesPerWorkspace: 4 });
  await first.idle();
  expect(order).toHaveLength(301);
  expect(order.indexOf("alone")).toBeLessThan(8);

  const ids = await addTasks(
    world.owner,
    Array.from({ length: 20 }, () => ({ kind: "long", input: {} })),
  );
  work([long, crowd], { concurrency: 4 });
  await vi.waitFor(async () => {
    const states = await Promise.all(ids.map((taskId) => getTask(world.owner, { taskId })));
    expect(states.filter((task) => task.state === "running")).toHaveLength(3);
  }, WAIT);
  await first.close();
  const quick = await add({ kind: "crowd", input: { name: "quick" } }, world.stranger);
  await vi.waitFor(async () => expect(await getTask(world.stranger, { taskId: quick })).toMatchObject({ state: "done" }), WAIT);
  gate.resolve();
});

const execute = (statement: ReturnType<typeof sql>) =>
  write(systemContext(world.platform), "runs:work", async (tx) => tx.db.execute(statement));

test("a worker that lost its lease can write nothing more; the one that took over finishes, and each effect happens once", async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const outcomes: unknown[] = [];
  const started: string[] = [];
  const define = (name: string, gate: Promise<void>) =>
    defineTask({
      kind: "handover",
      input: z.object({}),
      async run(run) {
        await run.writeStep("effect", "runs:write", (tx) => addTasks(tx, [{ kind: "effect", input: name }]));
        started.push(name);
        await gate;
        const late = run.writeStep("late effect", "runs:write", (tx) => addTasks(tx, [{ kind: "late", input: name }]));
        outcomes.push(
          await late.then(
            () => name,
            (error: Error) => error.name,
          ),
        );
        return run.step("by", () => name);
      },
    });
  const [gateA, gateB] = gates;
  if (!gateA || !gateB) throw new Error("no gates");
  work([define("a", gateA.promise)], { concurrency: 1 });
  const taskId = await add({ kind: "handover", input: {} });
  await vi.waitFor(() => expect(started).toEqual(["a"]), WAIT);
  // NOTE: the lease runs out and its task is taken while the first worker still believes in it.
  await execute(sql`update tasks set lease_until = now() - interval '1 hour' where id = ${taskId}`);
  work([define("b", gateB.promise)]);
  letPass(1_000);
  await vi.waitFor(() => expect(started).toEqual(["a", "b"]), WAIT);
  gateA.resolve();
  await vi.waitFor(() => expect(outcomes).toEqual(["HoldLost"]), WAIT);
  expect(await getTask(world.owner, { taskId })).toMatchObject({ state: "running" });
  gateB.resolve();
  await inState(taskId, "done");
  expect(outcomes).toEqual(["HoldLost", "b"]);
  const { rows } = await execute(sql`select kind, input #>> '{}' as by from tasks where kind in ('effect', 'late') order by kind`);
  expect(rows).toEqual([
    { kind: "effect", by: "a" },
    { kind: "late", by: "b" },
  ]);
});

test("a stopping worker gives back what does not end in time, and no attempt is used up", async () => {
  const gate = Promise.withResolvers<void>();
  let signal: AbortSignal | undefined;
  const stuck = defineTask({
    kind: "stuck",
    input: z.object({}),
    async run(run) {
      signal = run.signal;
      await gate.promise;
    },
  });
  const first = work([stuck], { closeMs: 20 });
  const taskId = await add({ kind: "stuck", input: {}, maxAttempts: 1 });
  await vi.waitFor(() => expect(signal).toBeDefined(), WAIT);
  await first.close();
  expect(signal?.aborted).toBe(true);
  expect(await getTask(world.owner, { taskId })).toMatchObject({ state: "ready", attempt: 0 });
  work([stuck]);
  await inState(taskId, "running");
  gate.resolve();
  expect(await inState(taskId, "done")).toMatchObject({ attempt: 1 });
});

test("a cancel reaches a worker in another process without a wake-up", async () => {
  const log = world.platform.log;
  const database = openDatabase({ url: world.url, maxConnections: 3, log, useAppRole: true });
  const elsewhere: Platform = { ...world.platform, database, wakeups: createWakeups() };
  const running = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  const remote = defineTask({
    kind: "remote",
    input: z.object({}),
    async run(run) {
      run.signal.addEventListener("abort", () => aborted.resolve());
      running.resolve();
      await aborted.promise;
    },
  });
  const taskId = await add({ kind: "remote", input: {} });
  const worker = work([remote], {}, elsewhere);
  await running.promise;
  await cancelTask(world.owner, { taskId });
  await aborted.promise;
  await worker.close();
  await database.close();
  expect(await getTask(world.owner, { taskId })).toMatchObject({ state: "cancelled" });
});
