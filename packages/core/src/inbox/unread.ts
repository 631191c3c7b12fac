import { and, desc, eq, isNotNull, isNull, or, sql, type SQL } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import { inSeenChannel, isNarrowed } from "../chat/index.ts";
import { channelMembers, channels, messages, threads } from "../chat/tables.ts";
import type { Context } from "../platform/index.ts";
import { MOST_UNREAD, type Unread } from "./model.ts";
import { channelStates, threadStates } from "./tables.ts";

const MOST_THREADS = 300;

/** By the channel's level; being named counts in each but "none", and nothing does of a thread that one has left. */
const counts = sql`case coalesce(${channelStates.level}, 'all')
    when 'none' then false
    when 'followed' then coalesce(${threadStates.following}, false) or ${sql.identifier("counted")}.${sql.identifier("mentions")} > 0
    else not coalesce(${threadStates.chosen} and not ${threadStates.following}, false)
  end`;

/**
 * The threads with something unread for the actor, counted from the messages themselves, so that no counter can drift. Only channels the
 * actor is in count; what was said before joining is read, unless they marked it unread.
 */
export async function unreadThreads(ctx: Context, only: { threadId?: string } = {}): Promise<Unread[]> {
  const me = ctx.actor.id;
  const since = sql`greatest(${channelMembers.joinedAt}, ${channelStates.readUpTo})`;
  const counted = ctx.db
    .select({
      unread: sql<number>`count(*)::int`.as("unread"),
      mentions: sql<number>`(count(*) filter (where ${me} = any(named)))::int`.as("mentions"),
      first: sql<string>`min(id)`.as("first"),
      last: sql<string>`max(id)`.as("last"),
    })
    .from(
      sql`(select ${messages.id} as id, ${messages.mentions} as named from ${messages}
        where ${messages.threadId} = ${threads.id}
          and ${messages.id} > coalesce(${threadStates.lastReadMessageId}, '')
          and ${messages.deletedAt} is null
          and (${messages.id} = ${threadStates.unreadFromMessageId}
            or ${messages.authorId} <> ${me}
              and (${messages.createdAt} > ${since} or ${messages.id} > ${threadStates.unreadFromMessageId})
              and (not ${messages.quiet} or ${takesPartInFork(me)}))
        order by ${messages.id} limit ${MOST_UNREAD}) missed`,
    )
    .as("counted");
  const rows = await ctx.db
    .select({
      threadId: threads.id,
      channelId: threads.channelId,
      parentThreadId: threads.parentThreadId,
      unread: counted.unread,
      mentions: counted.mentions,
      firstUnreadMessageId: counted.first,
      lastUnreadMessageId: counted.last,
    })
    .from(channelMembers)
    .innerJoin(channels, and(eq(channels.id, channelMembers.channelId), isNull(channels.archivedAt)))
    .leftJoin(channelStates, and(eq(channelStates.channelId, channels.id), eq(channelStates.memberId, me)))
    .innerJoin(
      threads,
      and(eq(threads.channelId, channels.id), sql`(${threads.lastMessageAt} > ${since} or ${threads.id} = any(${marked(ctx)}))`),
    )
    .leftJoin(threadStates, and(eq(threadStates.threadId, threads.id), eq(threadStates.memberId, me)))
    .innerJoinLateral(counted, sql`true`)
    .where(
      and(
        eq(channelMembers.memberId, me),
        isNarrowed(ctx) ? inSeenChannel(ctx, channelMembers.channelId) : undefined,
        only.threadId ? eq(threads.id, only.threadId) : undefined,
        isNotNull(counted.first),
        or(isNotNull(threadStates.unreadFromMessageId), and(sql`not coalesce(${threadStates.muted}, false)`, counts)),
      ),
    )
    .orderBy(desc(threads.lastMessageAt))
    .limit(MOST_THREADS);
  return rows;
}

/** The threads that the actor marked unread themselves, looked up once for the statement. */
function marked(ctx: Context): SQL {
  const mine = and(eq(threadStates.memberId, ctx.actor.id), isNotNull(threadStates.unreadFromMessageId));
  return sql`array(${new QueryBuilder().select({ id: threadStates.threadId }).from(threadStates).where(mine)})`;
}

/** An outcome is unread for those who took part in the side conversation it closes. */
function takesPartInFork(me: string): SQL {
  return sql`exists (select 1 from ${threadStates} fork where fork.member_id = ${me} and fork.following
    and fork.thread_id = ${messages.cards} -> 0 ->> 'threadId')`;
}
