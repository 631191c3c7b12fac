import { and, eq, isNull } from "drizzle-orm";
import { findActor } from "../identity/index.ts";
import { AppError, personOf, write, type Context, type Tx } from "../platform/index.ts";
import { requireCalendar } from "./calendar.ts";
import { requireAgent } from "./create-schedule.ts";
import { lockOwn, planNext, tellChanged, toSchedule, type ScheduleRow } from "./internal.ts";
import { ChangeSchedule, type BySchedule, type Schedule } from "./model.ts";
import { schedules } from "./tables.ts";

const LEFT = "Who it runs for is no longer here. Change what is to be done, and it runs for you.";

/** Who changes what is asked, or of whom, is who asks it from then on; another time is still the same question. */
export function changeSchedule(ctx: Context, input: ChangeSchedule): Promise<Schedule> {
  const { scheduleId, ...change } = ChangeSchedule.parse(input);
  return write(ctx, "schedules:write", async (tx) => {
    const row = await lockOwn(tx, scheduleId);
    if (change.agent !== undefined && change.agent !== row.agent) await requireAgent(tx, change.agent, row.channelId);
    const isOther = (field: "title" | "instructions" | "agent") => change[field] !== undefined && change[field] !== row[field];
    // NOTE: words that somebody writes here are their own.
    const madeFrom = isOther("instructions") ? null : row.madeFrom;
    const asks = tx.actor.kind !== "system" && (isOther("title") || isOther("instructions") || isOther("agent"));
    // NOTE: what a program asked for stays a program's until a person has said all of it anew, its title too.
    const { keyId = isOther("instructions") && change.title !== undefined ? null : row.keyId } = tx.actor;
    const asker = asks ? { ownerId: personOf(tx.actor), keyId } : {};
    const next = { ...row, ...change, madeFrom, ...asker };
    const first = requireCalendar(next, tx.clockNow);
    return put(tx, { ...next, nextAt: row.pausedAt ? null : first });
  });
}

/** What runs goes on; nothing begins until it is resumed. */
export function pauseSchedule(ctx: Context, { scheduleId }: BySchedule): Promise<Schedule> {
  return write(ctx, "schedules:write", async (tx) => {
    const row = await lockOwn(tx, scheduleId);
    return row.pausedAt ? toSchedule(tx, row) : put(tx, { ...row, pausedAt: tx.clockNow, pausedBecause: "", nextAt: null });
  });
}

/** From now on: what was missed meanwhile is not made up for. */
export function resumeSchedule(ctx: Context, { scheduleId }: BySchedule): Promise<Schedule> {
  return write(ctx, "schedules:write", async (tx) => {
    const row = await lockOwn(tx, scheduleId);
    if (!row.pausedAt) return toSchedule(tx, row);
    if ((await findActor(tx, { kind: "person", id: row.ownerId })) === undefined) throw new AppError("conflict", LEFT);
    if (row.instructions === "") throw new AppError("conflict", "Say first what is to be done: what was said was deleted.");
    return put(tx, { ...row, pausedAt: null, pausedBecause: "", nextAt: requireCalendar(row, tx.clockNow) });
  });
}

/** All that runs for somebody who is no longer here: it could not begin. */
export async function pauseOf(system: Tx, ownerId: string): Promise<void> {
  const own = and(eq(schedules.workspaceId, system.workspaceId), eq(schedules.ownerId, ownerId));
  const rows = await system.db
    .select()
    .from(schedules)
    .where(and(own, isNull(schedules.removedAt), isNull(schedules.pausedAt)))
    .for("update");
  for (const row of rows) await put(system, { ...row, pausedAt: system.clockNow, pausedBecause: LEFT, nextAt: null });
}

export function removeSchedule(ctx: Context, { scheduleId }: BySchedule): Promise<void> {
  return write(ctx, "schedules:write", async (tx) => {
    const row = await lockOwn(tx, scheduleId);
    await tx.db.update(schedules).set({ removedAt: tx.clockNow, nextAt: null, pausedAt: tx.clockNow }).where(eq(schedules.id, row.id));
    await tellChanged(tx, row, true);
  });
}

async function put(tx: Tx, next: ScheduleRow): Promise<Schedule> {
  const row = { ...next, changedAt: tx.clockNow };
  await tx.db.update(schedules).set(row).where(eq(schedules.id, row.id));
  await planNext(tx, row);
  await tellChanged(tx, row);
  return toSchedule(tx, row);
}
