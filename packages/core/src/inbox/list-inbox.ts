import { and, desc, eq, sql } from "drizzle-orm";
import { plainText } from "../cards/index.ts";
import { getThreads, inSeenChannel } from "../chat/index.ts";
import { messages, threads } from "../chat/tables.ts";
import { AppError, requirePermission, toPage, type Context, type Page } from "../platform/index.ts";
import type { InboxEntry, ListInbox } from "./model.ts";
import { threadStates } from "./tables.ts";
import { unreadThreads } from "./unread.ts";

const EXCERPT = 160;
const CURSOR = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)\/(thr_[0-9a-z]+)$/;

/** Threads that the asking member follows, latest talk first; with `unreadOnly` also those of joined channels that wait to be read. */
export async function listInbox(ctx: Context, input: ListInbox): Promise<Page<InboxEntry>> {
  requirePermission(ctx, "chat:read");
  const after = input.cursor === undefined ? undefined : CURSOR.exec(input.cursor);
  if (after === null) throw new AppError("bad_request", "This is no cursor of the inbox. Start from the first page.");
  const unread = new Map((await unreadThreads(ctx)).map((each) => [each.threadId, each]));
  const mine = and(eq(threadStates.threadId, threads.id), eq(threadStates.memberId, ctx.actor.id));
  const waiting = sql`${threads.id} = any(${sql.param([...unread.keys()])}::text[])`;
  const rows = await ctx.db
    .select({ id: threads.id, lastMessageAt: threads.lastMessageAt })
    .from(threads)
    .leftJoin(threadStates, mine)
    .where(
      and(
        input.unreadOnly ? waiting : sql`(${threadStates.following} and not ${threadStates.muted} or ${waiting})`,
        inSeenChannel(ctx, threads.channelId),
        after ? sql`(${threads.lastMessageAt}, ${threads.id}) < (${after[1]}::timestamptz, ${after[2]})` : undefined,
      ),
    )
    .orderBy(desc(threads.lastMessageAt), desc(threads.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => `${row.lastMessageAt.toISOString()}/${row.id}`);
  const ids = page.items.map(({ id }) => id);
  const [shown, last] = await Promise.all([getThreads(ctx, ids), lastMessages(ctx, ids)]);
  const items = ids.flatMap((id) => {
    const thread = shown.get(id);
    return thread
      ? [{ thread, unread: unread.get(id)?.unread ?? 0, mentions: unread.get(id)?.mentions ?? 0, last: last.get(id) ?? null }]
      : [];
  });
  return { ...page, items };
}

async function lastMessages(ctx: Context, threadIds: readonly string[]): Promise<Map<string, { authorId: string; excerpt: string }>> {
  if (threadIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectDistinctOn([messages.threadId], {
      threadId: messages.threadId,
      authorId: messages.authorId,
      excerpt: sql<string>`left(${messages.text}, ${EXCERPT})`,
    })
    .from(messages)
    .where(sql`${messages.threadId} = any(${sql.param([...threadIds])}::text[]) and ${messages.deletedAt} is null`)
    .orderBy(messages.threadId, desc(messages.id));
  return new Map(
    rows.map(({ threadId, authorId, excerpt }) => [threadId, { authorId, excerpt: plainText(excerpt, { addresses: false }) }]),
  );
}
