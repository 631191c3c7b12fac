import { and, eq, isNull } from "drizzle-orm";
import { getProfile } from "../agents/index.ts";
import { getThread, startThread } from "../chat/index.ts";
import { actorOf } from "../identity/index.ts";
import { actAs, AppError, newId, personOf, withKey, write, type Context, type ToolCall, type Tx } from "../platform/index.ts";
import { requireOn } from "../registry/index.ts";
import { settingOf } from "../settings/index.ts";
import { requireCalendar } from "./calendar.ts";
import { planNext, tellChanged, toSchedule, type ScheduleRow } from "./internal.ts";
import { CreateSchedule, type Schedule } from "./model.ts";
import { schedules } from "./tables.ts";

const MOST = 200;

/** From now on the agent does it by the calendar, on behalf of whoever made it, and tells of it in one thread. */
export function createSchedule(ctx: Context, input: CreateSchedule, { messageId, madeFor }: Partial<ToolCall> = {}): Promise<Schedule> {
  const { title, instructions, agent, cron, timeZone: zone, threadId, channelId } = CreateSchedule.parse(input);
  return write(ctx, "schedules:write", async (tx) => {
    const timeZone = zone ?? (await settingOf(tx, "workspace.timeZone"));
    const nextAt = requireCalendar({ cron, timeZone }, tx.clockNow);
    const own = and(eq(schedules.workspaceId, tx.workspaceId), isNull(schedules.removedAt));
    if ((await tx.db.$count(schedules, own)) >= MOST)
      throw new AppError("conflict", `There are ${MOST} schedules already. Remove one first.`);
    const ownerId = madeFor ?? personOf(tx.actor);
    const { kind, id, keyId = null } = tx.actor;
    const owner = kind === "system" || ownerId === id ? tx : actAs(tx, withKey(await actorOf(tx, { kind: "person", id: ownerId }), keyId));
    const place = await placeFor(owner, { threadId, channelId, title, instructions });
    await requireAgent(tx, agent, place.channelId);
    const row: ScheduleRow = {
      id: newId("sch", tx.clockNow.getTime()),
      workspaceId: tx.workspaceId,
      title,
      instructions,
      madeFrom: messageId ?? null,
      agent,
      cron,
      timeZone,
      ...place,
      ownerId,
      keyId,
      nextAt,
      pausedAt: null,
      pausedBecause: "",
      createdAt: tx.clockNow,
      changedAt: tx.clockNow,
      removedAt: null,
    };
    await tx.db.insert(schedules).values(row);
    await planNext(tx, row);
    await tellChanged(tx, row);
    return toSchedule(tx, row);
  });
}

export async function requireAgent(tx: Tx, agent: string, channelId: string): Promise<string> {
  const { handle, enabled, memberId } = await getProfile(actAs(tx, { ...tx.actor, can: "everything" }), { agent });
  if (!enabled || memberId === null) throw new AppError("conflict", "This agent is turned off. Choose another one.");
  await requireOn(tx, agent, channelId);
  return handle;
}

async function placeFor(
  owner: Tx,
  of: { threadId?: string | undefined; channelId?: string | undefined; title: string; instructions: string },
) {
  if (of.threadId !== undefined) {
    const { id, channelId } = await getThread(owner, { threadId: of.threadId });
    return { threadId: id, channelId };
  }
  const { channelId = "", title, instructions } = of;
  const text = `⏰ ${title}\n\n${instructions}`.replaceAll("@", "@\u2060");
  // NOTE: quiet, so that an agent that always answers there does not begin at once.
  const opening = { channelId, title: `⏰ ${title}`.slice(0, 80).toWellFormed(), text, quiet: true };
  const { thread } = await startThread(owner, opening);
  return { threadId: thread.id, channelId: thread.channelId };
}
