import { afterAll, beforeAll, expect, test } from "vitest";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import {
  addToChannel,
  createChannel,
  deleteMessage,
  forkMessage,
  joinChannel,
  removeFromChannel,
  resolveFork,
  sendMessage,
  startThread,
} from "../chat/index.ts";
import { LOG_START, type Context } from "../platform/index.ts";
import {
  getThreadState,
  getUnread,
  inboxFollower,
  InboxEvents,
  listInbox,
  markChannelRead,
  markRead,
  markUnreadFrom,
  setChannelLevel,
  setThreadState,
} from "./index.ts";

let world: World;
let ada: Context;
let bob: Context;
let settled: (this: void) => Promise<void>;
beforeAll(async () => {
  world = await makeWorld();
  const following = world.follow([inboxFollower]);
  settled = () => following.settled();
  ada = world.owner;
  bob = world.actor("mem_bob", new Set(["chat:read", "chat:write", "chat:join", "inbox:write"]));
});
afterAll(() => world.close());

let made = 0;
async function talk(kind: "public" | "private" = "public") {
  const channel = await createChannel(ada, { name: `talk-${(made += 1)}`, kind });
  if (kind === "public") await joinChannel(bob, { channelId: channel.id });
  // What is said in the millisecond of joining is read.
  world.clock.pass(1);
  const { thread, message } = await startThread(ada, { channelId: channel.id, text: "Shall we start?" });
  return { channel, thread, message };
}
const of = async (ctx: Context, threadId: string) => (await getUnread(ctx)).threads.find((each) => each.threadId === threadId);

test("what others wrote is unread until it is read, and unread again from or after any message", async () => {
  const { thread, message } = await talk();
  const second = await sendMessage(ada, { threadId: thread.id, text: "Anybody?" });
  await settled();
  expect(await of(bob, thread.id)).toMatchObject({ unread: 2, mentions: 0, firstUnreadMessageId: message.id });
  expect(await of(ada, thread.id)).toBeUndefined();

  await markRead(bob, { threadId: thread.id, messageId: message.id });
  expect(await of(bob, thread.id)).toMatchObject({ unread: 1, firstUnreadMessageId: second.id });
  await markRead(bob, { threadId: thread.id, messageId: second.id });
  expect(await of(bob, thread.id)).toBeUndefined();
  await markRead(bob, { threadId: thread.id, messageId: message.id });
  expect(await of(bob, thread.id)).toBeUndefined();
  await markRead(bob, { threadId: thread.id, messageId: message.id, exactly: true });
  expect(await of(bob, thread.id)).toMatchObject({ unread: 1, firstUnreadMessageId: second.id });

  await markUnreadFrom(bob, { messageId: message.id });
  expect(await of(bob, thread.id)).toMatchObject({ unread: 2 });
  await deleteMessage(ada, { messageId: second.id });
  expect(await of(bob, thread.id)).toMatchObject({ unread: 1 });
});

test("who writes follows, and what one writes is read up to there", async () => {
  const { thread } = await talk();
  await sendMessage(bob, { threadId: thread.id, text: "Here I am" });
  await settled();
  expect(await of(bob, thread.id)).toBeUndefined();
  expect(await getThreadState(bob, { threadId: thread.id })).toMatchObject({ following: true });
  expect(await of(ada, thread.id)).toMatchObject({ unread: 1 });
});

test("a channel's level says what counts; a muted thread is silent, one that was left counts no more", async () => {
  const { channel, thread } = await talk();
  await settled();
  await setChannelLevel(bob, { channelId: channel.id, level: "followed" });
  expect(await of(bob, thread.id)).toBeUndefined();
  await setThreadState(bob, { threadId: thread.id, following: true });
  expect(await of(bob, thread.id)).toMatchObject({ unread: 1 });
  await setThreadState(bob, { threadId: thread.id, muted: true });
  expect(await of(bob, thread.id)).toBeUndefined();
  await setThreadState(bob, { threadId: thread.id, muted: false, following: false });
  await setChannelLevel(bob, { channelId: channel.id, level: "all" });
  expect(await of(bob, thread.id)).toBeUndefined();
  await setThreadState(bob, { threadId: thread.id, following: true });
  await markChannelRead(bob, { channelId: channel.id });
  expect(await of(bob, thread.id)).toBeUndefined();
  await sendMessage(ada, { threadId: thread.id, text: "One more" });
  expect(await of(bob, thread.id)).toMatchObject({ unread: 1 });
});

test("what was said before joining is read; what a private channel says is unread for those in it alone", async () => {
  const { channel, thread } = await talk("private");
  await settled();
  expect(await of(bob, thread.id)).toBeUndefined();
  await expect(markRead(bob, { threadId: thread.id, messageId: "msg_x" })).rejects.toMatchObject({ code: "not_found" });
  await addToChannel(ada, { channelId: channel.id, memberIds: [bob.actor.id] }).catch(() => undefined);
});

test("a message is marked unread whatever else counts as read, until one has read on to it", async () => {
  const channel = await createChannel(ada, { name: "before-bob" });
  const { thread, message } = await startThread(ada, { channelId: channel.id, text: "Said before Bob came" });
  const second = await sendMessage(ada, { threadId: thread.id, text: "This too" });
  await expect(markUnreadFrom(bob, { messageId: message.id })).rejects.toMatchObject({
    message: expect.stringContaining("Join the channel"),
  });
  await joinChannel(bob, { channelId: channel.id });
  await settled();
  expect(await of(bob, thread.id)).toBeUndefined();
  await markUnreadFrom(bob, { messageId: message.id });
  expect(await of(bob, thread.id)).toMatchObject({ unread: 2, firstUnreadMessageId: message.id, lastUnreadMessageId: second.id });
  expect((await listInbox(bob, { limit: 50, unreadOnly: true })).items.map((each) => each.thread.id)).toContain(thread.id);
  await markRead(bob, { threadId: thread.id, messageId: second.id });
  expect(await of(bob, thread.id)).toBeUndefined();

  await setThreadState(bob, { threadId: thread.id, muted: true });
  const own = await sendMessage(bob, { threadId: thread.id, text: "What I said myself" });
  await settled();
  await markUnreadFrom(bob, { messageId: own.id });
  expect(await of(bob, thread.id)).toMatchObject({ unread: 1, firstUnreadMessageId: own.id });
  await markChannelRead(bob, { channelId: channel.id });
  expect(await of(bob, thread.id)).toBeUndefined();
  await sendMessage(ada, { threadId: thread.id, text: "In a muted thread" });
  expect(await of(bob, thread.id)).toBeUndefined();

  await markUnreadFrom(bob, { messageId: second.id });
  expect(await of(bob, thread.id)).toMatchObject({ firstUnreadMessageId: second.id });
  await sendMessage(bob, { threadId: thread.id, text: "Who writes has read what was before" });
  await settled();
  expect(await of(bob, thread.id)).toBeUndefined();
});

test("the outcome of a side conversation is unread for those who took part, and raises nothing", async () => {
  const { thread, message } = await talk();
  await settled();
  await markRead(bob, { threadId: thread.id, messageId: message.id });
  const fork = await forkMessage(ada, { messageId: message.id });
  await sendMessage(ada, { threadId: fork.id, text: "Let us go with blue" });
  await settled();
  expect(await of(bob, fork.id)).toMatchObject({ unread: 1, parentThreadId: thread.id });
  await resolveFork(ada, { threadId: fork.id, outcome: { decision: "Blue", decisionMessageId: null, reasons: [], openPoints: [] } });
  await settled();
  expect(await of(bob, thread.id)).toBeUndefined();

  const other = await forkMessage(ada, { messageId: message.id });
  await sendMessage(bob, { threadId: other.id, text: "Or green" });
  await settled();
  await resolveFork(ada, { threadId: other.id, outcome: { decision: "Green", decisionMessageId: null, reasons: [], openPoints: [] } });
  await settled();
  expect(await of(bob, thread.id)).toMatchObject({ unread: 1 });
});

test("the inbox lists followed threads, and those that wait to be read, page by page", async () => {
  const first = await talk();
  const second = await talk();
  await sendMessage(bob, { threadId: first.thread.id, text: "**mine**, as [we](https://example.com/said) `said`" });
  await settled();
  const all = await listInbox(bob, { limit: 50 });
  expect(all.items.slice(0, 2).map(({ thread, unread, last }) => [thread.id, unread, last?.excerpt])).toEqual([
    [first.thread.id, 0, "mine, as we said"],
    [second.thread.id, 1, "Shall we start?"],
  ]);
  const unread = await listInbox(bob, { limit: 1, unreadOnly: true });
  expect(unread.items[0]?.thread.id).toBe(second.thread.id);
  const rest = await listInbox(bob, { limit: 1, cursor: (await listInbox(bob, { limit: 1 })).nextCursor });
  expect(rest.items[0]?.thread.id).toBe(second.thread.id);
  await expect(listInbox(bob, { limit: 1, cursor: "what" })).rejects.toMatchObject({ code: "bad_request" });
});

test("who is removed from a channel has nothing unread of it, in no list", async () => {
  const { channel, thread } = await talk();
  await sendMessage(bob, { threadId: thread.id, text: "Still here" });
  await sendMessage(ada, { threadId: thread.id, text: "Not for long" });
  await settled();
  expect(await of(bob, thread.id)).toMatchObject({ unread: 1 });
  await removeFromChannel(ada, { channelId: channel.id, memberId: bob.actor.id });
  expect(await of(bob, thread.id)).toBeUndefined();
});

test("another workspace sees nothing, a state is told to its member alone, and writing needs the permission", async () => {
  const { thread, message } = await talk();
  expect((await getUnread(world.stranger)).threads).toEqual([]);
  await expect(getThreadState(world.stranger, { threadId: thread.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(markRead(world.viewer, { threadId: thread.id, messageId: message.id })).rejects.toMatchObject({ code: "forbidden" });
  await markRead(bob, { threadId: thread.id, messageId: message.id });
  const told = (await settledEvents(ada, LOG_START)).filter(({ type }) => type === InboxEvents.ThreadStateChanged.type);
  expect(told.length).toBeGreaterThan(0);
  expect(told.every(({ memberId }) => memberId !== null)).toBe(true);
});
