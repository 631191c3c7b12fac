import { and, desc, eq, getTableColumns, lt, type SQL } from "drizzle-orm";
import { getThread, inSeenChannel } from "../chat/index.ts";
import { requirePermission, toPage, type Context, type Page, type PageInput } from "../platform/index.ts";
import type { Handoff, HandoffRecord, ListHandoffs } from "./model.ts";
import { handoffs } from "./tables.ts";

/** Of a thread that the actor may read, newest first. */
export async function listHandoffs(ctx: Context, { threadId, ...page }: ListHandoffs): Promise<Page<Handoff>> {
  requirePermission(ctx, "briefing:read");
  await getThread(ctx, { threadId });
  const { items, ...rest } = await pageOf(ctx, page, eq(handoffs.threadId, threadId));
  return { ...rest, items: items.map(({ quotes: _, ...shown }) => shown) };
}

/** Of every thread that the actor may read, newest first, as an export has them. */
export async function listHandoffRecords(ctx: Context, page: PageInput): Promise<Page<HandoffRecord>> {
  requirePermission(ctx, "briefing:read");
  return pageOf(ctx, page);
}

async function pageOf(ctx: Context, { cursor, limit }: PageInput, which?: SQL): Promise<Page<HandoffRecord>> {
  const { workspaceId, ...shown } = getTableColumns(handoffs);
  const after = cursor === undefined ? undefined : lt(handoffs.id, cursor);
  const rows = await ctx.db
    .select(shown)
    .from(handoffs)
    .where(and(eq(workspaceId, ctx.workspaceId), which, inSeenChannel(ctx, handoffs.channelId), after))
    .orderBy(desc(handoffs.id))
    .limit(limit + 1);
  return toPage(rows, limit, ({ id }) => id);
}
