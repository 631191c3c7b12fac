import { and, eq, notInArray, sql, type SQL } from "drizzle-orm";
import { AppError, write, type Context, type Tx } from "../platform/index.ts";
import { settleDependants } from "./dependants.ts";
import { announce, getTaskRow, lockTaskRow, seenTasks, toTask, type TaskRow } from "./internal.ts";
import type { ByGroup, ByTask, Task } from "./model.ts";
import { FINAL, next } from "./states.ts";
import { tasks } from "./tables.ts";

const OF_PLATFORM =
  "This is work of the platform itself, which nobody stops here. What it is done for is stopped where it was set up, such as at its schedule.";

/** Ends a task that has not ended, and what depends on it. A running one gets its signal and can write nothing more. */
export function cancelTask(ctx: Context, input: ByTask): Promise<Task> {
  return write(ctx, "runs:write", async (tx) => {
    const row = await lockTaskRow(tx, input.taskId);
    if (tx.actor.kind !== "system" && isOfPlatform(row)) throw new AppError("forbidden", OF_PLATFORM);
    next(row.state, "cancelled");
    await cancelWhere(tx, eq(tasks.id, row.id));
    return toTask(await getTaskRow(tx, row.id));
  });
}

/** What nobody asked for in a conversation, as a part of something, or for themselves. */
function isOfPlatform({ actorKind, groupId, aboutMessageId, memberId }: TaskRow): boolean {
  return actorKind === "system" && groupId === null && aboutMessageId === null && memberId === null;
}

/** Cancels all tasks of a group that have not ended; says how many. */
export function cancelGroup(ctx: Context, input: ByGroup): Promise<{ cancelled: number }> {
  return write(ctx, "runs:write", async (tx) => ({
    cancelled: await cancelWhere(tx, and(eq(tasks.groupId, input.groupId), seenTasks(tx))),
  }));
}

/** Ends those that have not ended, and what depends on them; says how many. */
export async function cancelWhere(tx: Tx, which: SQL | undefined): Promise<number> {
  const open = and(which, eq(tasks.workspaceId, tx.workspaceId), notInArray(tasks.state, [...FINAL]));
  // NOTE: the locking first, in the order of ids, as everywhere: two cancels at once do not deadlock.
  const locked = await tx.db.select({ id: tasks.id }).from(tasks).where(open).orderBy(tasks.id).for("update");
  if (locked.length === 0) return 0;
  const ids = sql.param(locked.map((row) => row.id));
  const cancelled = await tx.db
    .update(tasks)
    .set({
      state: "cancelled",
      endedAt: tx.clockNow,
      question: null,
      runAt: null,
      leaseOwner: null,
      leaseUntil: null,
      fence: sql`${tasks.fence} + 1`,
    })
    .where(sql`${tasks.id} = any(${ids}::text[])`)
    .returning({ id: tasks.id, announce: tasks.announce });
  const dependants = await settleDependants(
    tx,
    cancelled.map((row) => ({ id: row.id, done: false })),
  );
  await announce(tx, [...cancelled, ...dependants], "caller");
  tx.afterCommit(() => tx.platform.wakeups.wake());
  return cancelled.length + dependants.length;
}
