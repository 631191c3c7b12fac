import { ChatEvents, type Message } from "@openvibe/core/chat/model";
import { InboxEvents, MOST_UNREAD, type UnreadOverview } from "@openvibe/core/inbox/model";
import { type Cache, onEvent } from "../../data/live-event.ts";

/**
 * Counts a message of somebody else, by the same rules as the server; one that comes twice, or was read, is not counted. `joined` are
 * the channels the person is in, `read` is the last message read of its thread.
 */
function withUnread(data: UnreadOverview, message: Message, me: string, joined: ReadonlySet<string>, read: string): UnreadOverview {
  const { threadId, channelId } = message;
  const level = data.levels[channelId] ?? "all";
  const named = message.mentions.includes(me);
  if (message.authorId === me || message.quiet || !joined.has(channelId) || level === "none" || data.muted.includes(threadId)) return data;
  if (level === "followed" && !named && !data.following.includes(threadId)) return data;
  const known = data.threads.find((each) => each.threadId === threadId);
  if (message.id <= read || (known && message.id <= known.lastUnreadMessageId)) return data;
  const next = {
    threadId,
    channelId,
    parentThreadId: known?.parentThreadId ?? null,
    unread: Math.min(MOST_UNREAD, (known?.unread ?? 0) + 1),
    mentions: (known?.mentions ?? 0) + (named ? 1 : 0),
    firstUnreadMessageId: known?.firstUnreadMessageId ?? message.id,
    lastUnreadMessageId: message.id,
  };
  return { ...data, threads: [next, ...data.threads.filter((each) => each !== known)] };
}

const AGAIN_MS = 250;
let again: ReturnType<typeof setTimeout> | undefined;

/** Counts are read anew, once for all that happens at about the same time. */
function readAgain({ client, queries }: Cache): void {
  clearTimeout(again);
  again = setTimeout(() => {
    void client.invalidateQueries({ queryKey: queries.inbox.getUnread.key() });
    void client.invalidateQueries({ queryKey: queries.inbox.listInbox.key() });
  }, AGAIN_MS);
}

/** The bell reads anew; what was said is not in the events. */
function readNotificationsAgain({ client, queries }: Cache): void {
  void client.invalidateQueries({ queryKey: queries.inbox.listNotifications.key() });
}

export const inboxEvents = [
  onEvent(InboxEvents.Notified, (cache) => readNotificationsAgain(cache)),
  onEvent(InboxEvents.NotificationsRead, (cache) => readNotificationsAgain(cache)),
  // Read anew, as what is told of an earlier choice may come after the answer to a later one.
  onEvent(InboxEvents.PreferencesChanged, ({ client, queries }) => {
    void client.invalidateQueries({ queryKey: queries.inbox.getPreferences.key() });
  }),
  onEvent(ChatEvents.ChannelLeft, (cache, { memberId }) => {
    if (memberId === cache.memberId) readNotificationsAgain(cache);
  }),
  onEvent(ChatEvents.MessageSent, (cache, message) => {
    const { client, queries, memberId } = cache;
    const channels = client.getQueryData(queries.chat.listChannels.queryKey());
    const joined = new Set(channels?.flatMap((channel) => (channel.joined ? [channel.id] : [])));
    const state = client.getQueryData(queries.inbox.getThreadState.queryKey({ input: { threadId: message.threadId } }));
    const read = state?.lastReadMessageId ?? "";
    const key = queries.inbox.getUnread.queryKey();
    const before = client.getQueryData(key);
    if (!before) return;
    const after = withUnread(before, message, memberId, joined, read);
    client.setQueryData(key, after);
    // The event does not say whether a thread is a side conversation, and of which.
    if (after.threads.length > before.threads.length) readAgain(cache);
  }),
  onEvent(InboxEvents.ThreadStateChanged, (cache, state) => {
    cache.client.setQueryData(cache.queries.inbox.getThreadState.queryKey({ input: { threadId: state.threadId } }), state);
    readAgain(cache);
  }),
  onEvent(InboxEvents.OverviewChanged, (cache) => readAgain(cache)),
  onEvent(ChatEvents.MessageDeleted, (cache) => readAgain(cache)),
];
