import { sql } from "drizzle-orm";
import { AppError, messageOf, sqlState, write, type Context, type Tx } from "../platform/index.ts";
import { settleDependants } from "./dependants.ts";
import { announce, planByIndex, textArray, time, type Change } from "./internal.ts";
import type { TaskError, TaskProgress } from "./model.ts";

/** The right to write for a task: which one, and the fencing token of the claim. */
export interface Hold {
  readonly taskId: string;
  readonly fence: number;
}

/** How a worker lets go of a task. */
export interface Settlement {
  readonly state: "done" | "failed" | "waiting" | "ready";
  readonly attempt: number;
  readonly runAt?: Date | undefined;
  readonly result?: unknown;
  readonly error?: TaskError | undefined;
  readonly question?: { text: string; step: string } | undefined;
  /** Forgets the steps: a repeating task starts anew. */
  readonly anew?: boolean | undefined;
}

/**
 * Writes for all running tasks of a worker. What arrives while one transaction commits goes into the next together, each checked against
 * its fencing token; promises resolve after the commit.
 */
export interface Journal {
  /** Returns the step's result as stored: an earlier one wins. `undefined` says that the hold is gone. */
  step(hold: Hold, name: string, result: string): Promise<string | undefined>;
  /** False says that the hold is gone and nothing was written. */
  settle(hold: Hold, settlement: Settlement): Promise<boolean>;
  progress(hold: Hold, progress: TaskProgress): void;
  /** Takes nothing more; resolves when what was given is written, or cannot be. */
  close(): Promise<void>;
}

type Op = { hold: Hold; reject: (error: unknown) => void } & (
  | { what: "step"; name: string; result: string; resolve: (stored: string | undefined) => void }
  | { what: "settle"; settlement: Settlement; resolve: (held: boolean) => void }
);

const MOST_PER_WRITE = 500;
const PROGRESS_MS = 50;
const AGAIN_MS = 100;

export function createJournal(system: Context, onReady: (readyAt?: Date) => void): Journal {
  let pending: Op[] = [];
  let progress = new Map<string, { hold: Hold; progress: TaskProgress }>();
  let progressTimer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let closed = false;

  function add(op: Op): void {
    if (closed) return op.reject(new AppError("unavailable", "This worker has stopped."));
    pending.push(op);
    start();
  }

  function start(): void {
    writing ??= drain();
  }

  async function drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (pending.length > 0 || progress.size > 0) {
      const ops = nextBatch(pending);
      const taken = new Set(ops);
      pending = pending.filter((op) => !taken.has(op));
      const notes = progress;
      progress = new Map();
      await writeAll(ops, [...notes.values()]);
    }
    writing = undefined;
  }

  async function writeAll(ops: readonly Op[], notes: readonly { hold: Hold; progress: TaskProgress }[]): Promise<void> {
    for (;;) {
      try {
        const finish = await write(system, "runs:work", (tx) => writeOps(tx, ops, notes, onReady));
        return finish();
      } catch (error) {
        if (!isPassing(error)) return writeOneByOne(ops, error);
        if (closed) return ops.forEach((op) => op.reject(error));
        system.log.warn({ err: error, writes: ops.length }, "the database did not take the workers' results and is asked again");
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  /** One result that cannot be stored must not take the others of its batch with it. */
  async function writeOneByOne(ops: readonly Op[], error: unknown): Promise<void> {
    if (ops.length <= 1) return ops.forEach((op) => op.reject(error));
    for (const op of ops) await writeAll([op], []);
  }

  return {
    step: (hold, name, result) => new Promise((resolve, reject) => add({ what: "step", hold, name, result, resolve, reject })),
    settle: (hold, settlement) => new Promise((resolve, reject) => add({ what: "settle", hold, settlement, resolve, reject })),
    progress(hold, value) {
      progress.set(`${hold.taskId} ${hold.fence}`, { hold, progress: value });
      progressTimer ??= setTimeout(() => {
        progressTimer = undefined;
        if (!closed) start();
      }, PROGRESS_MS);
    },
    async close() {
      closed = true;
      clearTimeout(progressTimer);
      await writing;
    },
  };
}

/** A worker can hold a task that it lost and took again, with the old run not yet ended: the two never write in one batch. */
function nextBatch(pending: readonly Op[]): Op[] {
  const fences = new Map<string, number>();
  return pending.slice(0, MOST_PER_WRITE).filter(({ hold }) => {
    const fence = fences.get(hold.taskId) ?? hold.fence;
    fences.set(hold.taskId, fence);
    return fence === hold.fence;
  });
}

/** Whether the same statements may well succeed a moment later: the connection broke, or the database was short of something. */
function isPassing(error: unknown): boolean {
  if (error instanceof AppError) return error.code === "unavailable";
  const state = sqlState(error);
  if (state !== undefined) return /^(08|40|53|55P|57P|E)/.test(state);
  const cause = error instanceof Error ? error.cause : undefined;
  return /connection|ECONN|timeout/i.test(messageOf(error)) || (cause !== undefined && isPassing(cause));
}

/** Returns what to tell the callers once the transaction has committed. */
async function writeOps(
  tx: Tx,
  ops: readonly Op[],
  notes: readonly { hold: Hold; progress: TaskProgress }[],
  onReady: (readyAt?: Date) => void,
): Promise<() => void> {
  await planByIndex(tx);
  const steps = ops.filter((op) => op.what === "step");
  const settlements = ops.filter((op) => op.what === "settle");
  const changes = notes.length > 0 ? await writeProgress(tx, notes) : [];
  const stored = steps.length > 0 ? await writeSteps(tx, steps) : new Map<string, string>();
  const settled = settlements.length > 0 ? await writeSettlements(tx, settlements) : [];
  const held = new Set(settled.map((row) => row.id));
  const ended = settled.filter((row) => row.state === "done" || row.state === "failed");
  const dependants =
    ended.length > 0
      ? await settleDependants(
          tx,
          ended.map((row) => ({ id: row.id, done: row.state === "done" })),
        )
      : [];
  await announce(tx, [...changes, ...settled, ...dependants]);
  return () => {
    for (const op of steps) op.resolve(stored.get(`${op.hold.taskId} ${op.name}`));
    for (const op of settlements) {
      op.resolve(held.has(op.hold.taskId));
      if (op.settlement.runAt && held.has(op.hold.taskId)) onReady(op.settlement.runAt);
    }
    if (dependants.length > 0 || settled.some((row) => row.state === "ready")) onReady();
  };
}

type GivenStep = { task_id: string; fence: number; name: string; result: string };

async function writeSteps(tx: Tx, ops: readonly (Op & { what: "step" })[]): Promise<Map<string, string>> {
  const rows = ops.map((op) => ({ task_id: op.hold.taskId, fence: op.hold.fence, name: op.name, result: op.result }));
  const { rows: added } = await tx.db.execute<{ task_id: string; name: string }>(sql`
    insert into task_steps (task_id, name, workspace_id, result, done_at)
    select g.task_id, g.name, t.workspace_id, g.result::json, ${time(tx.clockNow)}
    from json_to_recordset(${JSON.stringify(rows)}::json) as g(task_id text, fence bigint, name text, result text)
    join tasks t on t.id = g.task_id and t.fence = g.fence
    on conflict (task_id, name) do nothing returning task_id, name`);
  const given = new Map(rows.map((row) => [`${row.task_id} ${row.name}`, row]));
  const stored = new Map<string, string>();
  for (const { task_id, name } of added) {
    const key = `${task_id} ${name}`;
    stored.set(key, given.get(key)?.result ?? "null");
    given.delete(key);
  }
  if (given.size > 0) await readSteps(tx, [...given.values()], stored);
  return stored;
}

/** Of steps that were not added: those that are known already, where the hold is still good. */
async function readSteps(tx: Tx, given: readonly GivenStep[], into: Map<string, string>): Promise<void> {
  const { rows } = await tx.db.execute<{ task_id: string; name: string; result: string }>(sql`
    select s.task_id, s.name, coalesce(s.result::text, 'null') as result
    from json_to_recordset(${JSON.stringify(given)}::json) as g(task_id text, fence bigint, name text)
    join tasks t on t.id = g.task_id and t.fence = g.fence join task_steps s on s.task_id = g.task_id and s.name = g.name`);
  for (const row of rows) into.set(`${row.task_id} ${row.name}`, row.result);
}

type Settled = Change & { state: Settlement["state"]; [key: string]: unknown };

async function writeSettlements(tx: Tx, ops: readonly (Op & { what: "settle" })[]): Promise<Settled[]> {
  const now = tx.clockNow;
  const rows = ops.map(({ hold, settlement: { runAt, question, result, ...rest } }) => ({
    ...rest,
    result: result === undefined ? undefined : JSON.stringify(result),
    task_id: hold.taskId,
    fence: hold.fence,
    run_at: runAt,
    question: question?.text,
    question_step: question?.step,
  }));
  const { rows: settled } = await tx.db.execute<Settled>(sql`
    update tasks t set state = g.state, fence = t.fence + 1, attempt = g.attempt, run_at = g.run_at, result = g.result::json, error = g.error, question = g.question,
      question_step = g.question_step, lease_owner = null, lease_until = null, lost = case when g.anew then 0 else t.lost end,
      ended_at = case when g.state in ('done', 'failed') then ${time(now)} end
    from json_to_recordset(${JSON.stringify(rows)}::json) as g(task_id text, fence bigint, state text, attempt int, run_at timestamptz,
      result text, error jsonb, question text, question_step text, anew boolean)
    where t.id = g.task_id and t.fence = g.fence
    returning t.id, t.announce, t.state`);
  const held = new Set(settled.map((row) => row.id));
  const anew = ops.filter((op) => op.settlement.anew && held.has(op.hold.taskId)).map((op) => op.hold.taskId);
  if (anew.length > 0) await tx.db.execute(sql`delete from task_steps where task_id = any(${textArray(anew)})`);
  return settled;
}

async function writeProgress(tx: Tx, notes: readonly { hold: Hold; progress: TaskProgress }[]): Promise<Change[]> {
  const rows = notes.map((note) => ({ task_id: note.hold.taskId, fence: note.hold.fence, progress: note.progress }));
  const ids = textArray(rows.map((row) => row.task_id));
  const { rows: changed } = await tx.db.execute<Change & { [key: string]: unknown }>(sql`
    with free as (select id from tasks where id = any(${ids}) for update skip locked)
    update tasks t set progress = g.progress
    from json_to_recordset(${JSON.stringify(rows)}::json) as g(task_id text, fence bigint, progress jsonb) join free f on f.id = g.task_id
    where t.id = g.task_id and t.fence = g.fence
    returning t.id, t.announce`);
  return changed;
}
