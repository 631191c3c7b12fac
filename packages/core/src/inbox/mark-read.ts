import { and, desc, eq, inArray, isNotNull, lt } from "drizzle-orm";
import { getMessage } from "../chat/index.ts";
import { messages, threads } from "../chat/tables.ts";
import { AppError, emit, write, type Context } from "../platform/index.ts";
import { requireJoined, saveState } from "./internal.ts";
import { InboxEvents, type MarkChannelRead, type MarkRead, type MarkUnreadFrom, type ThreadState } from "./model.ts";
import { readNotifications } from "./read-notifications.ts";
import { channelStates, notifications, threadStates } from "./tables.ts";

/** Read up to and with the message. Unless a person says so, reading goes forward only: a tab that lags behind takes nothing back. */
export function markRead(ctx: Context, input: MarkRead): Promise<ThreadState> {
  return write(ctx, "inbox:write", async (tx) => {
    const message = await getMessage(tx, { messageId: input.messageId });
    if (message.threadId !== input.threadId) throw new AppError("bad_request", "This message is in another thread.");
    const who = { memberId: tx.actor.id, threadId: input.threadId };
    if (input.exactly) return saveState(tx, who, () => ({ lastReadMessageId: message.id, unreadFromMessageId: null }));
    return saveState(tx, who, (before) => {
      const read = before?.lastReadMessageId ?? "";
      const lastReadMessageId = read > message.id ? read : message.id;
      const marked = before?.unreadFromMessageId ?? null;
      return { lastReadMessageId, unreadFromMessageId: marked !== null && marked <= lastReadMessageId ? null : marked };
    });
  });
}

/** The message and all after it are unread again: also what was said before one joined, what one said oneself, and in a muted thread. */
export function markUnreadFrom(ctx: Context, input: MarkUnreadFrom): Promise<ThreadState> {
  return write(ctx, "inbox:write", async (tx) => {
    const message = await getMessage(tx, input);
    await requireJoined(tx, message.channelId, "Join the channel first: what is unread is kept for the channels that you are in.");
    const [before] = await tx.db
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.threadId, message.threadId), lt(messages.id, message.id)))
      .orderBy(desc(messages.id))
      .limit(1);
    return saveState(tx, { memberId: tx.actor.id, threadId: message.threadId }, () => ({
      lastReadMessageId: before?.id ?? null,
      unreadFromMessageId: message.id,
    }));
  });
}

export function markChannelRead(ctx: Context, input: MarkChannelRead): Promise<void> {
  return write(ctx, "inbox:write", async (tx) => {
    await requireJoined(tx, input.channelId);
    const readUpTo = tx.clockNow;
    await tx.db
      .insert(channelStates)
      .values({ workspaceId: tx.workspaceId, memberId: tx.actor.id, channelId: input.channelId, readUpTo })
      .onConflictDoUpdate({ target: [channelStates.memberId, channelStates.channelId], set: { readUpTo } });
    const ofChannel = tx.db.select({ id: threads.id }).from(threads).where(eq(threads.channelId, input.channelId));
    await tx.db
      .update(threadStates)
      .set({ unreadFromMessageId: null })
      .where(
        and(eq(threadStates.memberId, tx.actor.id), isNotNull(threadStates.unreadFromMessageId), inArray(threadStates.threadId, ofChannel)),
      );
    await readNotifications(tx, tx.actor.id, eq(notifications.channelId, input.channelId), null);
    await emit(tx, InboxEvents.OverviewChanged, { channelId: input.channelId }, { memberId: tx.actor.id });
  });
}
