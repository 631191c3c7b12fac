import { and, asc, desc, gte, lte, sql, type SQL } from "drizzle-orm";
import { AppError, firstIdAt, requirePermission, toPage, type Context } from "../platform/index.ts";
import { getMessage } from "./get-message.ts";
import { fetchThread, maySeeThread, toMessage } from "./internal.ts";
import type { ListMessages, Message, MessagePage } from "./model.ts";
import { newestPage } from "./newest-page.ts";
import { messages } from "./tables.ts";

/** The last time that an id can hold. */
const LATEST = 2 ** 48 - 1;

/** The newest page, or the one at a place; the items of a page are oldest first, as they are read. */
export async function listMessages(ctx: Context, input: ListMessages): Promise<MessagePage> {
  requirePermission(ctx, "chat:read");
  const { threadId, cursor, direction = "older", limit } = input;
  const place = cursor === undefined ? await placeOf(ctx, input) : undefined;
  if (place !== undefined) return pageAround(ctx, threadId, place, limit);
  const isOlder = direction === "older";
  if (isOlder && cursor === undefined) {
    const page = await newestPage(ctx, threadId, limit);
    if (page.items.length === 0) await fetchThread(ctx, threadId);
    return page;
  }
  const rows = await readRows(ctx, threadId, limit + 1, isOlder && cursor !== undefined ? { before: cursor } : { after: cursor });
  if (rows.length === 0) await fetchThread(ctx, threadId);
  const page = toPage(rows, limit, (message) => message.id);
  return isOlder ? { ...page, items: page.items.toReversed() } : page;
}

/** Half a page before the place, the rest from it on; what one side lacks is not made up by the other. */
async function pageAround(ctx: Context, threadId: string, place: string, limit: number): Promise<MessagePage> {
  const before = Math.floor(limit / 2);
  const after = limit - before;
  const [older, newer] = await Promise.all([
    readRows(ctx, threadId, before + 1, { before: place }),
    readRows(ctx, threadId, after + 1, { from: place }),
  ]);
  if (older.length + newer.length === 0) await fetchThread(ctx, threadId);
  const items = [...older.slice(0, before).toReversed(), ...newer.slice(0, after)];
  const first = items[0]?.id;
  const last = items.at(-1)?.id;
  return {
    items,
    ...(older.length > before ? { nextCursor: first ?? place } : {}),
    ...(newer.length > after && last ? { newerCursor: last } : {}),
  };
}

/** Where a page opens that does not open at the end: ids sort by time, so a time is a place too. */
async function placeOf(ctx: Context, { threadId, around, at }: ListMessages): Promise<string | undefined> {
  if (around === undefined) return at instanceof Date ? firstIdAt("msg", new Date(Math.min(Math.max(at.getTime(), 0), LATEST))) : undefined;
  const { threadId: home } = await getMessage(ctx, { messageId: around });
  if (home !== threadId) throw new AppError("not_found", "There is no such message in this thread.");
  return around;
}

/** Backwards to the messages before an id, or forwards to those after it or from it on; without an id from the end or the start. */
type Stretch = { before: string } | { after: string | undefined } | { from: string };

async function readRows(ctx: Context, threadId: string, limit: number, stretch: Stretch): Promise<Message[]> {
  const isBackwards = "before" in stretch;
  const rows = await ctx.db
    .select()
    .from(messages)
    .where(and(maySeeThread(ctx, threadId), within(threadId, stretch)))
    .orderBy(...(isBackwards ? [desc(messages.threadId), desc(messages.id)] : [asc(messages.threadId), asc(messages.id)]))
    .limit(limit);
  return rows.map(toMessage);
}

/**
 * NOTE: a range of one thread, because with "thread_id = x" the planner may take the order from the primary key instead, and reads through
 * everything that was said elsewhere since.
 */
function within(threadId: string, stretch: Stretch): SQL | undefined {
  const place = sql`(${messages.threadId}, ${messages.id})`;
  const [start, end] = [gte(messages.threadId, threadId), lte(messages.threadId, threadId)];
  if ("from" in stretch) return and(sql`${place} >= (${threadId}, ${stretch.from})`, end);
  if ("before" in stretch) return and(start, sql`${place} < (${threadId}, ${stretch.before})`);
  return and(stretch.after === undefined ? start : sql`${place} > (${threadId}, ${stretch.after})`, end);
}
