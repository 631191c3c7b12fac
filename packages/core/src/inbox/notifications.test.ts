import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { settledEvents } from "../../test/world.ts";
import { deleteMessage, forkMessage, openDirect, removeFromChannel, resolveFork, sendMessage, startThread } from "../chat/index.ts";
import { LOG_START, type Context } from "../platform/index.ts";
import { addTasks, answerTask, defineTask } from "../runs/index.ts";
import {
  DEFAULT_PREFERENCES,
  getPreferences,
  InboxEvents,
  listNotifications,
  markChannelRead,
  markNotificationsRead,
  markRead,
  Preferences,
  setChannelLevel,
  setPreferences,
  setThreadState,
} from "./index.ts";
import { makeInboxWorld, type InboxWorld } from "../../test/inbox-world.ts";

const asking = defineTask({ kind: "test.ask", input: z.object({}), run: (run) => run.ask("Shall I delete the old data?") });

let world: InboxWorld;
let ada: Context;
let bob: Context;
let eve: Context;
beforeAll(async () => {
  world = await makeInboxWorld([asking]);
  [ada, bob, eve] = await Promise.all([world.person("Ada"), world.person("Bob"), world.person("Eve")]);
});
afterAll(() => world.close());

async function told(ctx: Context, threadId?: string) {
  await world.settled();
  const { items } = await listNotifications(ctx, { limit: 100, unreadOnly: true });
  return items.filter((each) => threadId === undefined || each.threadId === threadId).map(({ kind, excerpt }) => `${kind}: ${excerpt}`);
}

test("who is named is told, sees it in their list, and reading the thread reads it", async () => {
  const channelId = await world.channel(ada, "public", [bob]);
  const { thread, message } = await startThread(ada, { channelId, text: "Look at **this**, @bob" });
  expect(await told(bob, thread.id)).toEqual(["mention: Look at this, @bob"]);
  expect(await told(ada, thread.id)).toEqual([]);
  const before = (await listNotifications(bob, { limit: 1 })).unread;
  const events = (await settledEvents(ada, LOG_START)).filter(({ type }) => type === InboxEvents.Notified.type);
  expect(events.at(-1)).toMatchObject({
    memberId: bob.actor.id,
    payload: { kind: "mention", messageId: message.id, actorId: ada.actor.id },
  });
  await markRead(bob, { threadId: thread.id, messageId: message.id });
  expect(await told(bob, thread.id)).toEqual([]);
  expect((await listNotifications(bob, { limit: 1 })).unread).toBe(before - 1);
  expect((await settledEvents(ada, LOG_START)).at(-1)).toMatchObject({
    type: InboxEvents.NotificationsRead.type,
    memberId: bob.actor.id,
    payload: { threadId: thread.id },
  });
});

test("one notification stands for all replies of a thread until it is read, and none for what one read as it came", async () => {
  const channelId = await world.channel(ada, "public", [bob]);
  const { thread } = await startThread(ada, { channelId, text: "Who is for it?" });
  await sendMessage(bob, { threadId: thread.id, text: "I am" });
  expect(await told(ada, thread.id)).toEqual(["reply: I am"]);
  const last = await sendMessage(bob, { threadId: thread.id, text: "And you?" });
  expect(await told(ada, thread.id)).toEqual(["reply: I am"]);
  await markRead(ada, { threadId: thread.id, messageId: last.id });
  const gone = await sendMessage(bob, { threadId: thread.id, text: "Hello?" });
  expect(await told(ada, thread.id)).toEqual(["reply: Hello?"]);
  await deleteMessage(bob, { messageId: gone.id });
  expect(await told(ada, thread.id)).toEqual([]);
  const seen = await sendMessage(bob, { threadId: thread.id, text: "Anyway" });
  await markRead(ada, { threadId: thread.id, messageId: seen.id });
  expect(await told(ada, thread.id)).toEqual([]);
});

test("muted threads, silent channels and kinds that were turned off stay silent", async () => {
  const channelId = await world.channel(ada, "public", [bob]);
  const { thread } = await startThread(ada, { channelId, text: "First" });
  await world.settled();
  await setThreadState(bob, { threadId: thread.id, muted: true });
  await sendMessage(ada, { threadId: thread.id, text: "@bob are you there?" });
  expect(await told(bob, thread.id)).toEqual([]);
  await setThreadState(bob, { threadId: thread.id, muted: false });
  await setChannelLevel(bob, { channelId, level: "none" });
  await sendMessage(ada, { threadId: thread.id, text: "@bob now?" });
  expect(await told(bob, thread.id)).toEqual([]);
  await setChannelLevel(bob, { channelId, level: "followed" });
  await setPreferences(bob, { ...DEFAULT_PREFERENCES, kinds: { ...DEFAULT_PREFERENCES.kinds, mention: false } });
  await sendMessage(ada, { threadId: thread.id, text: "@bob and now?" });
  expect(await told(bob, thread.id)).toEqual([]);
  await setPreferences(bob, DEFAULT_PREFERENCES);
  await sendMessage(ada, { threadId: thread.id, text: "@bob at last" });
  expect(await told(bob, thread.id)).toEqual(["mention: @bob at last"]);
  await markChannelRead(bob, { channelId });
  expect(await told(bob, thread.id)).toEqual([]);
});

test("direct talk and the end of a side conversation are told to those they concern", async () => {
  const { id: channelId } = await openDirect(ada, { memberIds: [bob.actor.id] });
  const direct = await startThread(ada, { channelId, text: "Between us" });
  expect(await told(bob, direct.thread.id)).toEqual(["direct: Between us"]);
  expect(await told(eve, direct.thread.id)).toEqual([]);

  const open = await world.channel(ada, "public", [bob, eve]);
  const { thread, message } = await startThread(ada, { channelId: open, text: "Which colour?" });
  const fork = await forkMessage(ada, { messageId: message.id });
  const joined = await sendMessage(bob, { threadId: fork.id, text: "Green" });
  await world.settled();
  await resolveFork(ada, { threadId: fork.id, outcome: { decision: "Green", decisionMessageId: joined.id, reasons: [], openPoints: [] } });
  expect(await told(bob, thread.id)).toEqual([expect.stringMatching(/^outcome: .*Green/s)]);
  expect(await told(eve, thread.id)).toEqual([]);
});

test("what a task asks is told to who started it, until it is answered", async () => {
  const [taskId = ""] = await addTasks(ada, [{ kind: "test.ask", input: {}, announce: true }]);
  await expect.poll(() => told(ada), { timeout: 30_000 }).toContain("question: Shall I delete the old data?");
  expect(await told(bob)).not.toContain("question: Shall I delete the old data?");
  await answerTask(ada, { taskId, answer: "no" });
  await expect.poll(() => told(ada), { timeout: 30_000 }).not.toContain("question: Shall I delete the old data?");
});

test("of a private channel only those in it are told, and nothing any more once they are out", async () => {
  const channelId = await world.channel(ada, "private", [bob]);
  const { thread } = await startThread(ada, { channelId, text: "@bob and @eve, a secret" });
  expect(await told(bob, thread.id)).toEqual(["mention: @bob and @eve, a secret"]);
  expect(await told(eve)).toEqual([]);
  expect((await listNotifications(eve, { limit: 10 })).unread).toBe(0);
  const before = (await listNotifications(bob, { limit: 1 })).unread;
  await removeFromChannel(ada, { channelId, memberId: bob.actor.id });
  expect(await told(bob, thread.id)).toEqual([]);
  expect((await listNotifications(bob, { limit: 1 })).unread).toBe(before - 1);
  await sendMessage(ada, { threadId: thread.id, text: "@bob is gone" });
  expect(await told(bob, thread.id)).toEqual([]);
  const events = await settledEvents(ada, LOG_START);
  const of = events.filter(({ type, channelId: seenIn }) => type === InboxEvents.Notified.type && seenIn === channelId);
  expect(of.map(({ memberId }) => memberId)).toEqual([bob.actor.id]);
});

test("all are read at once, of nobody else, and pages go on where they ended", async () => {
  const channelId = await world.channel(ada, "public", [bob, eve]);
  for (const text of ["@bob @eve one", "@bob @eve two", "@bob @eve three"]) await startThread(ada, { channelId, text });
  await world.settled();
  const first = await listNotifications(bob, { limit: 2 });
  const rest = await listNotifications(bob, { limit: 2, cursor: first.nextCursor });
  expect([...first.items, ...rest.items].slice(0, 3).map(({ excerpt }) => excerpt)).toEqual([
    "@bob @eve three",
    "@bob @eve two",
    "@bob @eve one",
  ]);
  await markNotificationsRead(eve, { notificationIds: first.items.map(({ id }) => id) });
  expect((await told(bob)).length).toBeGreaterThanOrEqual(3);
  await markNotificationsRead(bob, {});
  expect(await told(bob)).toEqual([]);
  expect((await told(eve)).length).toBeGreaterThanOrEqual(3);
});

test("another workspace sees nothing, settings are one's own, and writing needs the permission", async () => {
  expect(await listNotifications(world.stranger, { limit: 10 })).toEqual({ items: [], unread: 0 });
  const quiet = { ...DEFAULT_PREFERENCES, quietHours: { from: "22:00", to: "07:00", timeZone: "Europe/Berlin" } };
  await setPreferences(eve, quiet);
  expect(await getPreferences(eve)).toEqual(quiet);
  expect(await getPreferences(bob)).toEqual(DEFAULT_PREFERENCES);
  await expect(setPreferences(world.viewer, quiet)).rejects.toMatchObject({ code: "forbidden" });
  await expect(markNotificationsRead(world.viewer, {})).rejects.toMatchObject({ code: "forbidden" });
  for (const quietHours of [
    { from: "22:00", to: "07:00", timeZone: "Mars/Olympus" },
    { from: "7", to: "8", timeZone: "UTC" },
    { from: "07:00", to: "07:00", timeZone: "UTC" },
  ])
    expect(Preferences.safeParse({ ...DEFAULT_PREFERENCES, quietHours }).success).toBe(false);
});
