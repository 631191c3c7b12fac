import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { getThreads, inOpenChannel, inSeenChannel } from "../chat/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import { lineageOf, toItem } from "./internal.ts";
import { holdsIn } from "./list-context-items.ts";
import type { ContextItem, ContextLine } from "./model.ts";
import { contextItems } from "./tables.ts";

/** What an agent is given at most, unless it is asked for otherwise. */
const CONTEXT_TOKENS = 1_500;
const MOST = 300;
const CHARACTERS_PER_TOKEN = 4;
/** The kind, the title and the marks around an item. */
const FRAME = 24;

/**
 * What an agent that writes in a thread is to know, within a budget of tokens (a token is taken for four characters): the nearest first, then
 * the newest. Only what everybody who reads the thread may read: the answer tells them.
 */
export async function contextFor(
  ctx: Context,
  input: { threadId: string; projectId?: string | undefined; budgetTokens?: number },
): Promise<{ lines: ContextLine[]; items: ContextItem[]; tokens: number; leftOut: number }> {
  requirePermission(ctx, "knowledge:read");
  const lineage = await lineageOf(ctx, input.threadId);
  const channelId = lineage[0]?.channelId ?? "";
  const ids = sql.param(lineage.map((thread) => thread.id));
  const nearest = sql`case ${contextItems.scope} when 'thread' then array_position(${ids}::text[], ${contextItems.scopeId})
    when 'channel' then 1000 when 'project' then 1001 else 1002 end`;
  const rows = await ctx.db
    .select()
    .from(contextItems)
    .where(
      and(
        eq(contextItems.workspaceId, ctx.workspaceId),
        isNull(contextItems.supersededBy),
        holdsIn(lineage, input.projectId),
        inSeenChannel(ctx, contextItems.channelId),
        or(eq(contextItems.channelId, channelId), inOpenChannel(contextItems.channelId)),
      ),
    )
    .orderBy(nearest, desc(contextItems.id))
    .limit(MOST);
  return fit(ctx, rows.map(toItem), input.budgetTokens ?? CONTEXT_TOKENS);
}

/** Takes what fits; an item that is too long for what is left does not keep shorter ones out. */
async function fit(ctx: Context, items: readonly ContextItem[], budgetTokens: number) {
  const titles = await getThreads(
    ctx,
    items.flatMap((item) => item.sourceThreadId ?? []),
  );
  const lines: ContextLine[] = [];
  const taken: ContextItem[] = [];
  let tokens = 0;
  for (const item of items) {
    const { kind, text, sourceThreadId } = item;
    const from = titles.get(sourceThreadId ?? "")?.title ?? null;
    const cost = Math.ceil((text.length + (from?.length ?? 0) + FRAME) / CHARACTERS_PER_TOKEN);
    if (tokens + cost > budgetTokens) continue;
    lines.push({ kind, text, from });
    taken.push(item);
    tokens += cost;
  }
  return { lines, items: taken, tokens, leftOut: items.length - taken.length };
}
