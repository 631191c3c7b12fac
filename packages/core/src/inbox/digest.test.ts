import { afterEach, beforeEach, expect, test } from "vitest";
import { removeFromChannel, sendMessage, startThread } from "../chat/index.ts";
import { AppError, type Context } from "../platform/index.ts";
import {
  DEFAULT_PREFERENCES,
  listNotifications,
  listOutbox,
  mailDriver,
  markRead,
  readOutboxMail,
  setPreferences,
  type Mail,
  type Preferences,
} from "./index.ts";
import { makeInboxWorld, MINUTE, type InboxWorld } from "../../test/inbox-world.ts";

let world: InboxWorld;
let ada: Context;
let bob: Context;
let eve: Context;
beforeEach(async () => {
  world = await makeInboxWorld();
  [ada, bob, eve] = await Promise.all([world.person("Ada"), world.person("Bob"), world.person("Eve")]);
});
afterEach(() => world.close());

const digestAfter = (minutes: number): Preferences => ({ ...DEFAULT_PREFERENCES, digest: { on: true, minutes, without: [] } });

/** A provider that can be dead. */
function provider() {
  const sent: Mail[] = [];
  const state = { dead: undefined as Error | undefined, asked: 0 };
  world.drivers.put(mailDriver, {
    name: "test",
    async send(mail) {
      state.asked += 1;
      if (state.dead) throw state.dead;
      sent.push(mail);
    },
    close: () => Promise.resolve(),
  });
  return { sent, state };
}
const outboxOf = async (ctx: Context) => (await listOutbox(ctx, { limit: 50 })).items;

test("what was not read for a while comes as one mail, with links, and never again", async () => {
  const channelId = await world.channel(ada, "public", [bob]);
  const { thread, message } = await startThread(ada, { channelId, text: "@bob <b>bold</b> & plain" });
  await startThread(ada, { channelId, title: "Second", text: "@bob and this" });
  await world.after(20 * MINUTE);
  expect(await outboxOf(bob)).toEqual([]);
  await world.after(12 * MINUTE);
  const [entry, ...others] = await outboxOf(bob);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ to: "bob@example.com", subject: "What waits for you in Bridges <& Sons>" });
  const mail = await readOutboxMail(bob, { mailId: entry?.id ?? "" });
  const link = `https://vibe.example.com/w/${world.workspaceId}/t/${thread.id}?m=${message.id}`;
  expect(mail.text).toContain("Ada named you: @bob <b>bold</b> & plain");
  expect(mail.text).toContain(link);
  expect(mail.text).toContain("Second\n  Ada named you: @bob and this");
  // A thread that is named by its first words says them once.
  expect(mail.text.match(/bold/g)).toHaveLength(1);
  expect(mail.html.match(/bold/g)).toHaveLength(1);
  expect(mail.html).toContain(`<a href="${link}"`);
  expect(mail.html).toContain("@bob &lt;b&gt;bold&lt;/b&gt; &amp; plain");
  expect(mail.html).not.toContain("<b>bold");
  await world.after(24 * 60 * MINUTE);
  expect(await outboxOf(bob)).toHaveLength(1);
  await startThread(ada, { channelId, text: "@bob tomorrow's" });
  await world.after(32 * MINUTE);
  const later = await outboxOf(bob);
  expect(later).toHaveLength(2);
  expect((await readOutboxMail(bob, { mailId: later[0]?.id ?? "" })).text).not.toContain("and this");
});

test("what was read, and what nobody wants to be mailed, is not mailed", async () => {
  await setPreferences(eve, { ...DEFAULT_PREFERENCES, digest: { on: false, minutes: 5, without: [] } });
  await setPreferences(bob, digestAfter(5));
  const channelId = await world.channel(ada, "public", [bob, eve]);
  const { thread, message } = await startThread(ada, { channelId, text: "@bob @eve look" });
  await world.settled();
  await markRead(bob, { threadId: thread.id, messageId: message.id });
  await world.after(60 * MINUTE);
  expect([...(await outboxOf(bob)), ...(await outboxOf(eve))]).toEqual([]);
});

test("what somebody wants to see in the app alone is not mailed, also when they chose so after it came", async () => {
  await setPreferences(bob, { ...digestAfter(5), digest: { on: true, minutes: 5, without: ["reply"] } });
  await setPreferences(eve, digestAfter(5));
  const channelId = await world.channel(ada, "public", [bob, eve]);
  const { thread } = await startThread(bob, { channelId, text: "Plans" });
  await sendMessage(eve, { threadId: thread.id, text: "a reply" });
  await sendMessage(ada, { threadId: thread.id, text: "@bob @eve by name" });
  await world.settled();
  await setPreferences(eve, { ...DEFAULT_PREFERENCES, digest: { on: true, minutes: 5, without: ["mention"] } });
  await world.after(7 * MINUTE);
  const [entry] = await outboxOf(bob);
  const { text } = await readOutboxMail(bob, { mailId: entry?.id ?? "" });
  expect(text).toContain("Ada named you: @bob @eve by name");
  expect(text).not.toContain("a reply");
  expect((await listNotifications(bob, { limit: 10 })).items.map(({ kind }) => kind)).toEqual(["mention", "reply"]);
  expect(await outboxOf(eve)).toEqual([]);
});

test("in quiet hours mails wait for their end", async () => {
  const local = (ms: number) => new Date(world.clock.now().getTime() + ms).toISOString().slice(11, 16);
  const quietHours = { from: local(-MINUTE), to: local(8 * 60 * MINUTE), timeZone: "UTC" };
  await setPreferences(bob, { ...digestAfter(5), quietHours });
  const channelId = await world.channel(ada, "public", [bob]);
  await startThread(ada, { channelId, text: "@bob good night" });
  await world.after(60 * MINUTE);
  await world.after(6 * 60 * MINUTE);
  expect(await outboxOf(bob)).toEqual([]);
  await startThread(ada, { channelId, text: "@bob still up?" });
  await world.after(30 * MINUTE);
  expect(await outboxOf(bob)).toEqual([]);
  await world.after(45 * MINUTE);
  const [entry, ...others] = await outboxOf(bob);
  expect(others).toEqual([]);
  expect((await readOutboxMail(bob, { mailId: entry?.id ?? "" })).text).toMatch(/good night[^]*still up\?|still up\?[^]*good night/);
});

test("a dead provider delays and loses nothing, and nothing goes out twice", async () => {
  const { sent, state } = provider();
  await setPreferences(bob, digestAfter(5));
  state.dead = new Error("connection refused");
  const channelId = await world.channel(ada, "public", [bob]);
  const first = await startThread(ada, { channelId, text: "@bob one" });
  const second = await startThread(ada, { channelId, text: "@bob two" });
  await world.after(7 * MINUTE);
  for (let hour = 0; hour < 5; hour += 1) await world.after(60 * MINUTE);
  expect(state.asked).toBeGreaterThan(3);
  expect(sent).toEqual([]);
  await markRead(bob, { threadId: first.thread.id, messageId: first.message.id });
  state.dead = undefined;
  await world.after(60 * MINUTE);
  expect(sent.map(({ to }) => to)).toEqual(["bob@example.com"]);
  expect(sent[0]?.text).toContain("@bob two");
  expect(sent[0]?.text).not.toContain("@bob one");
  for (let hour = 0; hour < 3; hour += 1) await world.after(60 * MINUTE);
  expect(sent).toHaveLength(1);
  expect((await listNotifications(bob, { limit: 10, unreadOnly: true })).items.map(({ threadId }) => threadId)).toEqual([second.thread.id]);
  expect(await listOutbox(bob, { limit: 10 })).toEqual({ items: [], kept: false });
});

test("what a provider will never take is given up, and does not hold later mails up", async () => {
  const { sent, state } = provider();
  await setPreferences(bob, digestAfter(5));
  state.dead = new AppError("bad_request", "no such mailbox");
  const channelId = await world.channel(ada, "public", [bob]);
  const { thread } = await startThread(ada, { channelId, text: "@bob one" });
  await world.after(7 * MINUTE);
  await world.after(60 * MINUTE);
  expect(state.asked).toBe(1);
  state.dead = undefined;
  await sendMessage(ada, { threadId: thread.id, text: "@bob two" });
  await world.after(7 * MINUTE);
  expect(sent.map(({ text }) => text.match(/named you: (.*)/g))).toEqual([["named you: @bob two"]]);
});

test("a mail says nothing of a channel that its reader has left, and others' mails are closed to everybody", async () => {
  const secret = await world.channel(ada, "private", [bob, eve]);
  const open = await world.channel(ada, "public", [bob]);
  await startThread(ada, { channelId: secret, title: "Sesame", text: "@bob @eve the treasure" });
  await startThread(ada, { channelId: open, text: "@bob the weather" });
  await world.settled();
  for (const { actor } of [bob, eve]) await removeFromChannel(ada, { channelId: secret, memberId: actor.id });
  await world.after(60 * MINUTE);
  expect(await outboxOf(eve)).toEqual([]);
  const [entry] = await outboxOf(bob);
  const mail = await readOutboxMail(bob, { mailId: entry?.id ?? "" });
  expect(mail.text).toContain("the weather");
  expect(mail.text + mail.html).not.toMatch(/treasure|Sesame/);

  expect((await listOutbox(world.owner, { limit: 10, all: true })).items).toEqual([entry]);
  await expect(listOutbox(eve, { limit: 10, all: true })).rejects.toMatchObject({ code: "forbidden" });
  for (const ctx of [world.owner, eve, world.stranger])
    await expect(readOutboxMail(ctx, { mailId: mail.id })).rejects.toMatchObject({ code: "not_found" });
  expect((await listOutbox(world.stranger, { limit: 10, all: true })).items).toEqual([]);
});
