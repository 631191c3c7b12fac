import { and, eq, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import { emitAbout, inSeenChannel, isNarrowed } from "../chat/index.ts";
import { actAs, AppError, emit, type Context, type Tx } from "../platform/index.ts";
import { RunEvents, withoutWords, type Task } from "./model.ts";
import { PATIENCE_SECONDS, PRIORITIES } from "./states.ts";
import { tasks } from "./tables.ts";

export type TaskRow = typeof tasks.$inferSelect;

export function toTask(row: TaskRow): Task {
  const { id, workspaceId, kind, groupId, aboutMessageId, state, attempt, maxAttempts, progress, question, error } = row;
  const { createdAt, startedAt, endedAt } = row;
  const priority = PRIORITIES[row.priority] ?? "normal";
  const runAt = state === "waiting" ? row.runAt : null;
  const origin = { id, workspaceId, kind, groupId, aboutMessageId, priority, maxAttempts, createdAt };
  const task = { ...origin, state, attempt, progress, question, runAt, error, startedAt, endedAt };
  return row.forgotten ? withoutWords(task) : task;
}

/** Holds for tasks that the actor may know of: of the talk that it may read, and of nobody else alone. */
export function seenTasks(ctx: Context): SQL | undefined {
  if (ctx.actor.kind === "system") return undefined;
  const own = isNarrowed(ctx) ? undefined : eq(tasks.memberId, ctx.actor.id);
  return and(inSeenChannel(ctx, tasks.channelId), or(isNull(tasks.memberId), own));
}

const seenTask = (ctx: Context, taskId: string) => and(eq(tasks.id, taskId), seenTasks(ctx));

export async function getTaskRow(ctx: Context, taskId: string): Promise<TaskRow> {
  const [row] = await ctx.db.select().from(tasks).where(seenTask(ctx, taskId));
  return row ?? notFound();
}

/** Held until the end of the transaction: no worker can claim or settle the task meanwhile. */
export async function lockTaskRow(tx: Tx, taskId: string): Promise<TaskRow> {
  const [row] = await tx.db.select().from(tasks).where(seenTask(tx, taskId)).for("update");
  return row ?? notFound();
}

function notFound(): never {
  throw new AppError("not_found", "There is no such task in this workspace.");
}

/** A task that changed, and whether the event log is told. */
export interface Change {
  id: string;
  announce: boolean;
}

/** Writes one event for each changed task that announces, with its state at this point of the transaction. */
export async function announce(tx: Tx, changes: readonly Change[], by: "caller" | "task" = "task"): Promise<void> {
  const ids = [...new Set(changes.filter((change) => change.announce).map((change) => change.id))];
  if (ids.length === 0) return;
  const rows = await tx.db.select().from(tasks).where(inArray(tasks.id, ids)).orderBy(tasks.id);
  for (const row of rows) {
    const actor = by === "caller" ? tx.actor : { kind: row.actorKind, id: row.actorId, can: new Set<string>() };
    const teller = actAs(tx, actor, row.workspaceId);
    if (row.memberId === null) await emitAbout(teller, row.channelId, RunEvents.TaskChanged, toTask(row));
    else await emit(teller, RunEvents.TaskChanged, toTask(row), { memberId: row.memberId });
  }
}

/** `order_at` of a task of the table alias `t` that gets ready now. */
export function orderAtNow(now: Date): SQL {
  const seconds = PRIORITIES.map((priority) => PATIENCE_SECONDS[priority]);
  return sql`${time(now)} + (${sql.param(seconds)}::int[])[t.priority + 1] * interval '1 second'`;
}

export function time(date: Date): SQL {
  return sql`${date.toISOString()}::timestamptz`;
}

export function textArray(values: Iterable<string>): SQL {
  return sql`${sql.param([...values])}::text[]`;
}

/**
 * Makes the statements of this transaction go by index. What the planner knows of a queue is always of a moment ago: with thousands of rows it
 * takes for three it sorts and scans them all.
 */
export async function planByIndex(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true),
    set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`);
}

/** PostgreSQL holds neither the character 0 nor half of a surrogate pair. */
export function storable(text: string, maxLength: number): string {
  return text.replaceAll("\u0000", "").slice(0, maxLength).toWellFormed();
}
