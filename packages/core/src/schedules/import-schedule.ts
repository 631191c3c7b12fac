import { getProfile } from "../agents/index.ts";
import { getMessage, getThread, holdMessage } from "../chat/index.ts";
import { AppError, personOf, write, type Context } from "../platform/index.ts";
import { requireCalendar } from "./calendar.ts";
import { tellChanged } from "./internal.ts";
import { CreateSchedule, type ScheduleRecord } from "./model.ts";
import { schedules } from "./tables.ts";

/** One that was made elsewhere, on behalf of whoever brings it, and paused until somebody has looked at it. False when it is here already, or was. */
export function importSchedule(ctx: Context, schedule: Omit<ScheduleRecord, "lastRun">): Promise<boolean> {
  const { title, instructions, agent, cron, timeZone, threadId } = CreateSchedule.required({ timeZone: true, threadId: true }).parse(
    schedule,
  );
  return write(ctx, "schedules:write", async (tx) => {
    requireCalendar({ cron, timeZone }, tx.clockNow);
    await getProfile(tx, { agent });
    const { channelId } = await getThread(tx, { threadId });
    const { madeFrom, keyId } = schedule;
    // NOTE: an archive is older than what was deleted since, and brings no words back.
    if (madeFrom !== null && !(await holdMessage(tx, await getMessage(tx, { messageId: madeFrom }))))
      throw new AppError("conflict", "The message that they were made of was deleted here.");
    const row = {
      id: schedule.id,
      workspaceId: tx.workspaceId,
      title,
      instructions,
      madeFrom,
      agent,
      cron,
      timeZone,
      threadId,
      channelId,
      ownerId: personOf(tx.actor),
      keyId,
      nextAt: null,
      pausedAt: tx.clockNow,
      pausedBecause: "It came with an import. Look at what it does, then resume it.",
      createdAt: schedule.createdAt,
      changedAt: tx.clockNow,
      removedAt: null,
    };
    const added = await tx.db.insert(schedules).values(row).onConflictDoNothing().returning({ id: schedules.id });
    if (added.length > 0) await tellChanged(tx, row);
    return added.length > 0;
  });
}
