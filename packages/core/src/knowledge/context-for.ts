import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { getThreads, inOpenChannel, inSeenChannel, type Message, type Voice } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
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

export interface KnownItems {
  lines: ContextLine[];
  items: ContextItem[];
  /** Whose words they are: of what was pinned the message's, of anything else whoever wrote it, and the message that it was taken from. */
  voices: Voice[];
  /** The messages whose words are in them. */
  quotes: string[];
  tokens: number;
  leftOut: number;
}

/**
 * What an agent that writes in a thread is to know, within a budget of tokens (a token is taken for four characters): the nearest first, then
 * the newest. Only what everybody who reads the thread may read: the answer tells them.
 */
export async function contextFor(
  ctx: Context,
  input: { threadId: string; projectId?: string | undefined; budgetTokens?: number },
): Promise<KnownItems> {
  requirePermission(ctx, "knowledge:read");
  const lineage = await lineageOf(ctx, input.threadId);
  const channelId = lineage[0]?.channelId ?? "";
  const ids = sql.param(lineage.map((thread) => thread.id));
  const nearest = sql`case ${contextItems.scope} when 'thread' then array_position(${ids}::text[], ${contextItems.scopeId})
    when 'channel' then 1000 when 'project' then 1001 else 1002 end`;
  const rows = await ctx.db
    .select({ item: contextItems, source: { id: messages.id, authorId: messages.authorId, keyId: messages.keyId } })
    .from(contextItems)
    .leftJoin(messages, eq(messages.id, contextItems.sourceMessageId))
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
  return fit(ctx, rows, input.budgetTokens ?? CONTEXT_TOKENS);
}

interface Row {
  item: typeof contextItems.$inferSelect;
  source: Pick<Message, "id" | "authorId" | "keyId"> | null;
}

/** Takes what fits; an item that is too long for what is left does not keep shorter ones out. */
async function fit(ctx: Context, rows: readonly Row[], budgetTokens: number): Promise<KnownItems> {
  const titles = await getThreads(
    ctx,
    rows.flatMap(({ item }) => item.sourceThreadId ?? []),
  );
  const lines: ContextLine[] = [];
  const taken: Row[] = [];
  let tokens = 0;
  for (const row of rows) {
    const { kind, text, sourceThreadId } = row.item;
    const from = titles.get(sourceThreadId ?? "")?.title ?? null;
    const cost = Math.ceil((text.length + (from?.length ?? 0) + FRAME) / CHARACTERS_PER_TOKEN);
    if (tokens + cost > budgetTokens) continue;
    lines.push({ kind, text, from });
    taken.push(row);
    tokens += cost;
  }
  return {
    lines,
    items: taken.map(({ item }) => toItem(item)),
    voices: taken.flatMap(voicesOf),
    quotes: taken.flatMap(({ item }) => [item.sourceMessageId ?? [], item.madeFromMessageId ?? []].flat()),
    tokens,
    leftOut: rows.length - taken.length,
  };
}

function voicesOf({ item, source }: Row): Voice[] {
  const { authorId, origin, editedAt } = item;
  const author = { id: null, authorId };
  // NOTE: an outcome is said anew by whoever resolved the talk.
  if (origin === "resolution" || !source) return [author];
  return origin === "pin" && editedAt === null ? [source] : [author, source];
}
