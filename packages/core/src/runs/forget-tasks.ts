import { and, eq, inArray, ne, notInArray, sql } from "drizzle-orm";
import { write, type Context, type Tx } from "../platform/index.ts";
import { cancelWhere } from "./cancel-task.ts";
import { textArray } from "./internal.ts";
import { FINAL } from "./states.ts";
import { tasks, taskSteps } from "./tables.ts";

const MOST = 1_000;

/**
 * What these messages said is gone: tasks about them lose what they were given and what they made. One that has not begun is cancelled; one
 * that runs comes to its end, and loses it then.
 */
export function forgetTasksAbout(ctx: Context, messageIds: readonly string[]): Promise<void> {
  return write(ctx, "runs:write", async (tx) => {
    const about = inArray(tasks.aboutMessageId, [...messageIds]);
    await cancelWhere(tx, and(about, notInArray(tasks.state, ["running"])));
    await tx.db.update(tasks).set({ forgotten: true }).where(about);
    await emptyForgotten(tx, about);
  });
}

/** These tasks read what is gone, among other things: they come to their end, and lose what they were given and what they made then. */
export async function forgetTasks(tx: Tx, taskIds: readonly string[]): Promise<void> {
  if (taskIds.length === 0) return;
  const which = inArray(tasks.id, [...taskIds]);
  await tx.db.update(tasks).set({ forgotten: true }).where(which);
  await emptyForgotten(tx, which);
}

/** The result of a step that repeats words of others: sealed, with the ids of what it repeats, so that it is found when one of them goes. */
export interface Quoting {
  readonly sealed: string;
  readonly quotes: readonly string[];
}

/** Those with a step that repeats one of these, unless they came to their end: then what was made of them says what they repeat. */
export async function forgetTasksQuoting(tx: Tx, ids: readonly string[]): Promise<void> {
  const result = sql`${taskSteps.result}::text`;
  const quoting = sql`${result} like '{"sealed":%' and ${result} like any(${sql.param(ids.map((id) => `%"${id}"%`))}::text[])`;
  const rows = await tx.db
    .selectDistinct({ id: tasks.id })
    .from(tasks)
    .innerJoin(taskSteps, eq(taskSteps.taskId, tasks.id))
    .where(and(eq(tasks.workspaceId, tx.workspaceId), ne(tasks.state, "done"), eq(tasks.forgotten, false), quoting));
  await forgetTasks(
    tx,
    rows.map(({ id }) => id),
  );
}

/** Tasks that have ended since they were to be forgotten. Says whether there may be more. */
export function emptyEnded(system: Context): Promise<boolean> {
  return write(system, "runs:work", (tx) => emptyForgotten(tx, undefined));
}

async function emptyForgotten(tx: Tx, which: ReturnType<typeof and>): Promise<boolean> {
  const rows = await tx.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(sql`forgotten and input is not null`, inArray(tasks.state, [...FINAL]), which))
    .orderBy(tasks.id)
    .limit(MOST)
    .for("update");
  if (rows.length === 0) return false;
  const ids = textArray(rows.map(({ id }) => id));
  await tx.db.execute(
    sql`update tasks set input = null, result = null, progress = null, question = null, error = error || '{"message": ""}' where id = any(${ids})`,
  );
  await tx.db.execute(sql`delete from task_steps where task_id = any(${ids})`);
  return rows.length === MOST;
}
