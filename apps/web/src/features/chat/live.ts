import { type Channel, ChatEvents, type ListedChannel, type Message, type Thread } from "@openvibe/core/chat/model";
import { type Cache, type FollowedCache, onEvent } from "../../data/live-event.ts";
import type { Page } from "../../data/contract.ts";
import { type Pages, replaceInPages, upsertIn } from "../../data/pages.ts";
import { type MessageWindow, reachesEnd } from "./message-window.ts";

/** The first page is the newest and its last item the latest; an event that comes twice changes nothing, nor does one past the window. */
export function withMessage(data: MessageWindow | undefined, message: Message): MessageWindow | undefined {
  const [newest, ...older] = data?.pages ?? [];
  if (!data || !newest || !reachesEnd(data)) return data;
  if (data.pages.some((page) => page.items.some(({ id }) => id === message.id))) return data;
  const at = newest.items.findLastIndex(({ id }) => id < message.id) + 1;
  return { ...data, pages: [{ ...newest, items: newest.items.toSpliced(at, 0, message) }, ...older] };
}

export function withChangedMessage(data: MessageWindow | undefined, message: Message): MessageWindow | undefined {
  return replaceInPages(data, message);
}

/** As the server lists them: pinned ones first, then the latest talk, and of the same moment the younger one. */
function isBefore(one: Thread, other: Thread): boolean {
  const [pinned, otherPinned] = [one.pinnedAt !== null, other.pinnedAt !== null];
  if (pinned !== otherPinned) return pinned;
  const apartMs = one.lastMessageAt.getTime() - other.lastMessageAt.getTime();
  return apartMs === 0 ? one.id > other.id : apartMs > 0;
}

/** A thread that is new or has changed moves to its place; past the end of what is loaded it comes with its page. */
export function withThread(data: Pages<Thread> | undefined, thread: Thread): Pages<Thread> | undefined {
  if (!data) return data;
  const pages = data.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => id !== thread.id) }));
  const into = pages.findIndex(({ items, nextCursor }) => !nextCursor || items.some((other) => isBefore(thread, other)));
  const page = pages[into];
  if (!page) return { ...data, pages };
  const at = page.items.findIndex((other) => isBefore(thread, other));
  const items = page.items.toSpliced(at === -1 ? page.items.length : at, 0, thread);
  return { ...data, pages: pages.with(into, { ...page, items }) };
}

export function withChannel(channels: ListedChannel[] | undefined, channel: ListedChannel): ListedChannel[] | undefined {
  return channels && upsertIn(channels, channel).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Forks stand under the messages of their parent, oldest first. */
export function withFork(data: Page<Thread> | undefined, fork: Thread): Page<Thread> | undefined {
  return data && { ...data, items: upsertIn(data.items, fork) };
}

/** Puts a message where it is shown: new at the end, known in its place. */
export function showMessage({ client, queries }: Cache, message: Message): void {
  client.setQueriesData<MessageWindow>({ queryKey: queries.chat.listMessages.key({ input: { threadId: message.threadId } }) }, (data) =>
    withChangedMessage(withMessage(data, message), message),
  );
  client.setQueryData(queries.chat.getMessage.queryKey({ input: { messageId: message.id } }), (known) => known && message);
}

export function showThread(cache: Cache, thread: Thread): void {
  const known = knownThread(cache, thread);
  const shown = known ? withTalk(thread, known) : thread;
  listThread(cache, shown);
  cache.client.setQueryData(threadKey(cache, thread.id), shown);
}

const threadKey = ({ queries }: Cache, threadId: string) => queries.chat.getThread.queryKey({ input: { threadId } });

function listThread({ client, queries }: Cache, thread: Thread): void {
  if (thread.fork)
    client.setQueriesData<Page<Thread>>(
      { queryKey: queries.chat.listForks.key({ input: { threadId: thread.fork.parentThreadId } }) },
      (data) => withFork(data, thread),
    );
  else
    client.setQueriesData<Pages<Thread>>({ queryKey: queries.chat.listThreads.key({ input: { channelId: thread.channelId } }) }, (data) =>
      withThread(data, thread),
    );
}

/** Who sees which channel has changed: what was read before may be too much or too little. */
function readChannelsAgain({ client, queries }: Cache): void {
  void client.invalidateQueries({ queryKey: queries.chat.listChannels.key() });
  void client.invalidateQueries({ queryKey: queries.chat.listChannelMembers.key() });
}

/** Nothing of a private channel was told while they were not in it: whoever comes in, or comes back, reads everything again. */
function comeIn(cache: FollowedCache, { channel, memberId }: { channel: Channel; memberId: string }): void {
  if (memberId === cache.memberId && channel.kind === "private") cache.startOver();
  else readChannelsAgain(cache);
}

/** Old talk lands anywhere in what is shown. */
function readTalkAgain({ client, queries }: Cache, { channelId, threadIds }: { channelId: string; threadIds: string[] }): void {
  void client.invalidateQueries({ queryKey: queries.chat.listThreads.key({ input: { channelId } }) });
  void client.invalidateQueries({ queryKey: queries.chat.listForks.key() });
  void client.invalidateQueries({ queryKey: queries.identity.listFormerMembers.key() });
  for (const threadId of threadIds) {
    void client.invalidateQueries({ queryKey: queries.chat.getThread.key({ input: { threadId } }) });
    void client.invalidateQueries({ queryKey: queries.chat.listMessages.key({ input: { threadId } }) });
  }
}

/** Counts and times only grow, in whatever order events tell of them. */
export function withTalk(thread: Thread, { messageCount, lastMessageAt }: Pick<Thread, "messageCount" | "lastMessageAt">): Thread {
  return {
    ...thread,
    messageCount: Math.max(thread.messageCount, messageCount),
    lastMessageAt: lastMessageAt > thread.lastMessageAt ? lastMessageAt : thread.lastMessageAt,
  };
}

/** Where the thread of a message is shown, in whichever list. */
function countMessage(cache: Cache, message: Message, stands: Pick<Thread, "messageCount" | "lastMessageAt"> | undefined): void {
  const known = knownThread(cache, { id: message.threadId, channelId: message.channelId });
  if (!known || !stands) return;
  const counted = withTalk(known, stands);
  listThread(cache, counted);
  cache.client.setQueryData(threadKey(cache, counted.id), (opened) => opened && counted);
}

/** One that was opened once and has missed something since knows less than the list. */
function knownThread(cache: Cache, { id, channelId }: Pick<Thread, "id" | "channelId">): Thread | undefined {
  const opened = cache.client.getQueryState(threadKey(cache, id));
  return (opened?.isInvalidated ? undefined : opened?.data) ?? listedThread(cache, { threadId: id, channelId });
}

function listedThread({ client, queries }: Cache, { threadId, channelId }: Pick<Message, "threadId" | "channelId">): Thread | undefined {
  const lists = client.getQueriesData<Pages<Thread>>({ queryKey: queries.chat.listThreads.key({ input: { channelId } }) });
  const forks = client.getQueriesData<Page<Thread>>({ queryKey: queries.chat.listForks.key() });
  const shown = [...lists.flatMap(([, data]) => data?.pages ?? []), ...forks.flatMap(([, data]) => data ?? [])];
  return shown.flatMap((page) => page.items).find(({ id }) => id === threadId);
}

export const chatEvents = [
  onEvent(ChatEvents.ChannelCreated, readChannelsAgain),
  onEvent(ChatEvents.ChannelChanged, ({ client, queries }, channel) => {
    client.setQueryData(queries.chat.listChannels.queryKey(), (data) => {
      const known = data?.find(({ id }) => id === channel.id);
      return known ? withChannel(data, { ...known, ...channel }) : data;
    });
  }),
  onEvent(ChatEvents.ChannelJoined, comeIn),
  onEvent(ChatEvents.ChannelLeft, readChannelsAgain),
  onEvent(ChatEvents.ThreadStarted, showThread),
  onEvent(ChatEvents.ThreadChanged, showThread),
  onEvent(ChatEvents.ThreadForked, (cache, { thread }) => showThread(cache, thread)),
  onEvent(ChatEvents.ForkResolved, (cache, { thread }) => showThread(cache, thread)),
  onEvent(ChatEvents.ThreadResolved, (cache, { thread }) => showThread(cache, thread)),
  onEvent(ChatEvents.ResolutionUndone, (cache, { thread }) => showThread(cache, thread)),
  onEvent(ChatEvents.ForkAbandoned, (cache, { thread }) => showThread(cache, thread)),
  onEvent(ChatEvents.ThreadReopened, showThread),
  onEvent(ChatEvents.MessageSent, (cache, { thread, ...message }) => {
    showMessage(cache, message);
    countMessage(cache, message, thread);
  }),
  onEvent(ChatEvents.MessageChanged, showMessage),
  onEvent(ChatEvents.MessageDeleted, showMessage),
  onEvent(ChatEvents.TalkImported, readTalkAgain),
  onEvent(ChatEvents.MessagePinned, (cache, { message }) => showMessage(cache, message)),
];
