import { createHash } from "node:crypto";
import { and, eq, or, sql } from "drizzle-orm";
import { z } from "zod";
import { AppError, explainFault, makeContext, write, type Actor, type Context, type Platform, type Tx } from "../platform/index.ts";
import type { Claimed } from "./claim.ts";
import type { Outcome, Run, TaskDefinition } from "./define-task.ts";
import { storable, time } from "./internal.ts";
import type { Journal, Settlement } from "./journal.ts";
import { backoffMs, isRetryable, nextRepetition } from "./states.ts";
import { taskDependencies, tasks, taskSteps } from "./tables.ts";

/** Thrown through a task's code when it has to wait; not a failure. */
export class TaskSuspended extends Error {
  override readonly name = "TaskSuspended";
}

/** Thrown through a task's code when the task is no longer this worker's: cancelled, or taken over by another. */
export class HoldLost extends Error {
  override readonly name = "HoldLost";
}

const TIMEOUT_MS = 30 * 60_000;
/** How long code that was aborted may take to clean up before its attempt is settled without it. */
const UNWIND_MS = 5_000;

export interface RunEnvironment {
  readonly platform: Platform;
  readonly journal: Journal;
  readonly actorFor: (task: { workspaceId: string; kind: string; actor: Pick<Actor, "kind" | "id"> }) => Promise<Actor> | Actor;
  readonly random: () => number;
}

export interface ActiveRun {
  readonly claimed: Claimed;
  /** Resolves when the task is settled or given up; never rejects. */
  readonly ended: Promise<void>;
  /** The task is no longer ours: nothing of it is written any more. */
  lose(): void;
  /** Gives the task back, for any worker to run again. */
  release(): Promise<void>;
}

export function startRun(environment: RunEnvironment, definition: TaskDefinition, claimed: Claimed): ActiveRun {
  const { row } = claimed;
  const { journal, platform } = environment;
  const hold = { taskId: row.id, fence: row.fence };
  const controller = new AbortController();
  const limit = limitAttempt(definition.timeoutMs ?? TIMEOUT_MS, controller);
  let over = false;

  async function settle(settlement: Settlement): Promise<void> {
    if (over) return;
    over = true;
    if (!(await journal.settle(hold, settlement))) refused();
  }

  function refused(): void {
    platform.log.warn({ taskId: row.id, kind: row.kind, fence: row.fence }, "a result was refused: the task was cancelled or taken over");
  }

  async function attempt(): Promise<void> {
    const suspension: { by?: Settlement } = {};
    try {
      const { workspaceId, kind } = row;
      const actor = await environment.actorFor({ workspaceId, kind, actor: { kind: row.actorKind, id: row.actorId } });
      const ctx = makeContext(platform, { workspaceId, actor, requestId: row.id });
      const run = makeRun(environment, claimed, ctx, controller.signal, suspension);
      const result = await Promise.race([definition.run(run, parseInput(definition, row.input)), limit.passed]);
      limit.clear();
      if (suspension.by) return await settle(suspension.by);
      const late = limit.overrun();
      if (late) throw late;
      await settle(finished(row, definition.output ? definition.output.parse(result) : result, platform.clock.now()));
    } catch (error) {
      if (suspension.by) return settle(suspension.by);
      const overrun = limit.overrun();
      if (overrun && !over) return settle(failed(environment, claimed, overrun));
      if (error instanceof HoldLost) return refused();
      over = over && controller.signal.aborted;
      await settle(failed(environment, claimed, error));
    } finally {
      limit.clear();
    }
  }

  return {
    claimed,
    ended: attempt().catch((error: unknown) => platform.log.error({ err: error, taskId: row.id }, "a task could not be settled")),
    lose() {
      over = true;
      controller.abort(new HoldLost("The task was cancelled or taken over."));
    },
    async release() {
      const released = settle({ state: "ready", attempt: row.attempt - 1, error: row.error ?? undefined });
      controller.abort(new HoldLost("The worker stops."));
      await released;
    },
  };
}

/** Aborts an attempt whose time is over, lets it unwind for a moment, and gives it up. */
function limitAttempt(timeoutMs: number, controller: AbortController) {
  const { promise: passed, reject } = Promise.withResolvers<never>();
  // Nobody may be listening any more.
  passed.catch(() => undefined);
  let overrun: AppError | undefined;
  let unwinding: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    if (controller.signal.aborted) return reject(new HoldLost("The task was let go and did not end."));
    const message = `The attempt took longer than ${spell(timeoutMs)} and was ended.`;
    const error = (overrun = new AppError("unavailable", message));
    controller.abort(error);
    unwinding = setTimeout(() => reject(error), Math.min(timeoutMs, UNWIND_MS));
  }, timeoutMs);
  return {
    /** Rejects when the code of the task does not end by itself. */
    passed,
    overrun: () => overrun,
    clear() {
      clearTimeout(timer);
      clearTimeout(unwinding);
    },
  };
}

function spell(ms: number): string {
  return ms >= 120_000 ? `${Math.round(ms / 60_000)} minutes` : `${ms / 1_000} seconds`;
}

function parseInput(definition: TaskDefinition, input: unknown): unknown {
  const parsed = definition.input.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError("bad_request", `The input of this task does not fit its kind ${definition.kind}: ${z.prettifyError(parsed.error)}`);
}

type Row = Claimed["row"];

function repetition(row: Row, now: Date): Pick<Settlement, "state" | "attempt" | "runAt" | "anew"> | undefined {
  if (row.repeatEveryMs === null) return undefined;
  return { state: "waiting", attempt: 0, anew: true, runAt: nextRepetition(row.repeatFrom ?? row.createdAt, row.repeatEveryMs, now) };
}

function finished(row: Row, result: unknown, now: Date): Settlement {
  return { ...(repetition(row, now) ?? { state: "done", attempt: row.attempt }), result: result ?? null };
}

const isTriedAgain = (row: Row, thrown: unknown) => row.attempt < row.maxAttempts && isRetryable(thrown);

function failed({ platform, random }: RunEnvironment, { row }: Claimed, thrown: unknown): Settlement {
  const now = platform.clock.now();
  const expected = explainFault(thrown);
  const error = expected
    ? { code: expected.code, message: storable(expected.message, 2_000) }
    : { code: "internal", message: `Something went wrong on our side. To ask about it, give this number: \`${row.id}\`.` };
  const again = isTriedAgain(row, thrown);
  const line = { err: thrown, taskId: row.id, kind: row.kind, attempt: row.attempt, again };
  if (expected) platform.log.warn(line, "a task's attempt failed");
  else platform.log.error(line, "a task's attempt broke");
  if (again)
    return {
      state: "waiting",
      attempt: row.attempt,
      error,
      runAt: new Date(now.getTime() + backoffMs(row.attempt, row.backoffMs, random())),
    };
  return { ...(repetition(row, now) ?? { state: "failed", attempt: row.attempt }), error };
}

function makeRun(
  { platform, journal }: RunEnvironment,
  { row, steps }: Claimed,
  ctx: Context,
  signal: AbortSignal,
  suspension: { by?: Settlement },
): Run {
  const hold = { taskId: row.id, fence: row.fence };
  const inFlight = new Map<string, Promise<unknown>>();
  const asked = new Map<string, number>();

  function requireHold(): void {
    if (suspension.by) throw new TaskSuspended("The task waits.");
    if (signal.aborted) throw new HoldLost("The task was cancelled or taken over.");
  }

  function suspend(by: Omit<Settlement, "attempt" | "state">): never {
    suspension.by = { ...by, state: "waiting", attempt: row.attempt - 1 };
    throw new TaskSuspended("The task waits.");
  }

  async function record(name: string, value: unknown): Promise<unknown> {
    const stored = await journal.step(hold, name, JSON.stringify(value ?? null));
    if (stored === undefined) throw new HoldLost(`The result of step ${name} was refused.`);
    steps.set(name, stored);
    return JSON.parse(stored);
  }

  /** What `make` records under a name, at most once; callers of the same name at the same time share it. */
  async function once<T>(name: string, make: () => Promise<unknown>): Promise<T> {
    const stored = steps.get(name);
    if (stored !== undefined) return JSON.parse(stored) as T;
    requireHold();
    const running = inFlight.get(name) ?? make().finally(() => inFlight.delete(name));
    inFlight.set(name, running);
    return (await running) as T;
  }

  async function requireHoldIn(tx: Tx): Promise<void> {
    // NOTE: the shared lock keeps the task ours until the commit: no claim, cancel or settlement can pass it.
    const held = and(eq(tasks.id, row.id), eq(tasks.fence, row.fence));
    const found = await tx.db.select({ id: tasks.id }).from(tasks).where(held).for("share");
    if (found.length === 0) throw new HoldLost("A transaction was refused: the task was cancelled or taken over.");
  }

  function fenced<T>(permission: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
    return write(ctx, permission, async (tx) => {
      await requireHoldIn(tx);
      return fn(tx);
    });
  }

  async function outcome(task: string): Promise<Outcome> {
    const [found] = await ctx.db
      .select({ state: tasks.state, result: tasks.result, error: tasks.error })
      .from(taskDependencies)
      .innerJoin(tasks, eq(tasks.id, taskDependencies.dependsOn))
      .where(and(eq(taskDependencies.taskId, row.id), or(eq(taskDependencies.dependsOn, task), eq(taskDependencies.key, task))))
      .limit(1);
    if (!found) throw new AppError("bad_request", `This task does not depend on "${task}".`);
    return found;
  }

  return {
    taskId: row.id,
    groupId: row.groupId,
    attempt: row.attempt,
    ctx,
    signal,
    isTriedAgain: (error) => !signal.aborted && isTriedAgain(row, error),
    requireHold: requireHoldIn,
    step: (name, fn) => once(name, async () => record(name, await fn())),
    async write(permission, fn) {
      requireHold();
      return fenced(permission, fn);
    },
    writeStep: (name, permission, fn) =>
      once(name, async () => {
        const result = JSON.stringify((await fenced(permission, (tx) => withStep(tx, row, name, fn))) ?? null);
        steps.set(name, result);
        return JSON.parse(result);
      }),
    async ask(question) {
      const count = (asked.get(question) ?? 0) + 1;
      asked.set(question, count);
      const step = `ask:${createHash("sha256").update(question).digest("hex").slice(0, 16)}:${count}`;
      const answer = steps.get(step);
      if (answer !== undefined) return JSON.parse(answer);
      requireHold();
      return suspend({ question: { text: storable(question, 4_000), step } });
    },
    async sleep(name, ms) {
      const until = await once<number>(`sleep:${name}`, () => record(`sleep:${name}`, platform.clock.now().getTime() + ms));
      if (platform.clock.now().getTime() < until) suspend({ runAt: new Date(until) });
    },
    progress: (percent, note) => journal.progress(hold, { percent: Math.min(100, Math.max(0, percent)), note: storable(note, 500) }),
    outcome,
    async result(task) {
      const { state, result } = await outcome(task);
      if (state !== "done") throw new AppError("bad_request", `The task "${task}" is ${state} and has no result.`);
      return result;
    },
  };
}

/** Writes the record in the transaction of the effects; one that is there already means that they have happened. */
async function withStep<T>(tx: Tx, row: Row, name: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const [known] = await tx.db
    .select({ result: taskSteps.result })
    .from(taskSteps)
    .where(and(eq(taskSteps.taskId, row.id), eq(taskSteps.name, name)));
  if (known) return known.result as T;
  const result = await fn(tx);
  await tx.db.execute(sql`
    insert into task_steps (task_id, name, workspace_id, result, done_at)
    values (${row.id}, ${name}, ${row.workspaceId}, ${JSON.stringify(result ?? null)}::json, ${time(tx.clockNow)})`);
  return result;
}
