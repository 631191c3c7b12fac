import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import { emitAbout, inSeenChannel } from "../chat/index.ts";
import { actAs, AppError, may, personOf, SYSTEM, type Context, type Tx } from "../platform/index.ts";
import { addTasks } from "../runs/index.ts";
import { ScheduleEvents, type Schedule, type ScheduleRun } from "./model.ts";
import { sayCalendar } from "./say-calendar.ts";
import { scheduleRuns, schedules } from "./tables.ts";

export type ScheduleRow = typeof schedules.$inferSelect;
export type RunRow = typeof scheduleRuns.$inferSelect;

export const seen = (ctx: Context) =>
  and(eq(schedules.workspaceId, ctx.workspaceId), isNull(schedules.removedAt), inSeenChannel(ctx, schedules.channelId));

export async function fetchSchedule(ctx: Context, id: string): Promise<ScheduleRow> {
  const [row] = await ctx.db
    .select()
    .from(schedules)
    .where(and(eq(schedules.id, id), seen(ctx)));
  return row ?? notFound();
}

/** Locked until the transaction ends; only its owner and admins change it. */
export async function lockOwn(tx: Tx, id: string): Promise<ScheduleRow> {
  const [row] = await tx.db
    .select()
    .from(schedules)
    .where(and(eq(schedules.id, id), seen(tx)))
    .for("update");
  if (!row) notFound();
  if (row.ownerId !== personOf(tx.actor) && !may(tx.actor, "agents:manage"))
    throw new AppError("forbidden", "Only its owner and admins change a schedule.");
  return row;
}

function notFound(): never {
  throw new AppError("not_found", "There is no such schedule. Reload the list of schedules.");
}

/** The task that will run it; one that a change leaves behind finds another time in the row, and does nothing. */
export async function planNext(tx: Tx, { id, channelId, nextAt }: Pick<ScheduleRow, "id" | "channelId" | "nextAt">): Promise<void> {
  if (!nextAt) return;
  const uniqueKey = `schedule/${id}/${nextAt.getTime()}/${tx.clockNow.getTime()}`;
  const input = { scheduleId: id, dueAt: nextAt.toISOString() };
  await addTasks(actAs(tx, SYSTEM), [
    { kind: "schedules.due", input, runAt: nextAt, uniqueKey, channelId, maxAttempts: 10, announce: false },
  ]);
}

export async function tellChanged(tx: Tx, { id, channelId, threadId, ownerId }: ScheduleRow, removed = false): Promise<void> {
  await emitAbout(tx, channelId, ScheduleEvents.ScheduleChanged, { scheduleId: id, threadId, removed, ownerId });
}

export async function tellRun(tx: Tx, channelId: string, run: RunRow): Promise<void> {
  await emitAbout(tx, channelId, ScheduleEvents.RunChanged, toRun(run));
}

export const toRun = ({ workspaceId: _, ...run }: RunRow): ScheduleRun => run;

/** With the last run of each. */
export async function toSchedules(ctx: Context, rows: readonly ScheduleRow[]): Promise<Schedule[]> {
  const ids = rows.map(({ id }) => id);
  const last =
    ids.length === 0
      ? []
      : await ctx.db
          .selectDistinctOn([scheduleRuns.scheduleId])
          .from(scheduleRuns)
          .where(inArray(scheduleRuns.scheduleId, ids))
          .orderBy(scheduleRuns.scheduleId, desc(scheduleRuns.id));
  const bySchedule = new Map(last.map((run) => [run.scheduleId, toRun(run)]));
  return rows.map(({ workspaceId: _, removedAt: _removed, madeFrom: _source, keyId: _key, pausedAt, ...row }) => ({
    ...row,
    inWords: sayCalendar(row.cron),
    paused: pausedAt !== null,
    lastRun: bySchedule.get(row.id) ?? null,
  }));
}

export async function toSchedule(ctx: Context, row: ScheduleRow): Promise<Schedule> {
  const [schedule] = await toSchedules(ctx, [row]);
  return schedule ?? notFound();
}
