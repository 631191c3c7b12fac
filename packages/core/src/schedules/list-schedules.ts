import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { inSeenChannel } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import { requirePermission, toPage, type Context, type Page, type PageInput } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import { momentsAfter, requireCalendar } from "./calendar.ts";
import { fetchSchedule, seen, toRun, toSchedule, toSchedules, type ScheduleRow } from "./internal.ts";
import type {
  BySchedule,
  ListScheduleRuns,
  ListSchedules,
  PreviewSchedule,
  Schedule,
  SchedulePreview,
  ScheduleRecord,
  ScheduleRun,
} from "./model.ts";
import { sayCalendar } from "./say-calendar.ts";
import { scheduleRuns, schedules } from "./tables.ts";

const SHOWN = 5;

export async function listSchedules(ctx: Context, input: ListSchedules): Promise<Page<Schedule>> {
  const page = await pageOf(ctx, input);
  return { ...page, items: await toSchedules(ctx, page.items) };
}

/** For an export, with what their words go with. */
export async function listScheduleRecords(ctx: Context, input: PageInput): Promise<Page<ScheduleRecord>> {
  const page = await pageOf(ctx, input);
  const sources = page.items.flatMap(({ madeFrom }) => madeFrom ?? []);
  const seenHere = and(inArray(messages.id, sources), inSeenChannel(ctx, messages.channelId));
  const readable =
    sources.length === 0
      ? new Set<string>()
      : new Set((await ctx.db.select({ id: messages.id }).from(messages).where(seenHere)).map(({ id }) => id));
  const kept = new Map(page.items.map((row) => [row.id, row]));
  const items = (await toSchedules(ctx, page.items)).map((schedule) => {
    const { madeFrom = null, keyId = null } = kept.get(schedule.id) ?? {};
    return { ...schedule, keyId, madeFrom: madeFrom !== null && readable.has(madeFrom) ? madeFrom : null };
  });
  return { ...page, items };
}

async function pageOf(ctx: Context, input: ListSchedules): Promise<Page<ScheduleRow>> {
  requirePermission(ctx, "schedules:read");
  const rows = await ctx.db
    .select()
    .from(schedules)
    .where(
      and(
        seen(ctx),
        input.threadId === undefined ? undefined : eq(schedules.threadId, input.threadId),
        input.agent === undefined ? undefined : eq(schedules.agent, input.agent),
        input.cursor === undefined ? undefined : lt(schedules.id, input.cursor),
      ),
    )
    .orderBy(desc(schedules.id))
    .limit(input.limit + 1);
  return toPage(rows, input.limit, ({ id }) => id);
}

export async function getSchedule(ctx: Context, { scheduleId }: BySchedule): Promise<Schedule> {
  requirePermission(ctx, "schedules:read");
  return toSchedule(ctx, await fetchSchedule(ctx, scheduleId));
}

/** How it went, newest first. */
export async function listScheduleRuns(ctx: Context, input: ListScheduleRuns): Promise<Page<ScheduleRun>> {
  requirePermission(ctx, "schedules:read");
  const { id } = await fetchSchedule(ctx, input.scheduleId);
  const rows = await ctx.db
    .select()
    .from(scheduleRuns)
    .where(and(eq(scheduleRuns.scheduleId, id), input.cursor === undefined ? undefined : lt(scheduleRuns.id, input.cursor)))
    .orderBy(desc(scheduleRuns.id))
    .limit(input.limit + 1);
  return toPage(rows.map(toRun), input.limit, (run) => run.id);
}

/** When it would run, before it is made. */
export async function previewSchedule(ctx: Context, { cron, timeZone: zone }: PreviewSchedule): Promise<SchedulePreview> {
  requirePermission(ctx, "schedules:read");
  const timeZone = zone ?? (await settingOf(ctx, "workspace.timeZone"));
  const now = ctx.platform.clock.now();
  requireCalendar({ cron, timeZone }, now);
  return { timeZone, inWords: sayCalendar(cron), next: momentsAfter({ cron, timeZone }, now, SHOWN) };
}
