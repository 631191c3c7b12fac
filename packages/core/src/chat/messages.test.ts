import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEnd, settledEvents, type World } from "../../test/world.ts";
import { fileStore, getFile, uploadFile, type StorageDriver } from "../files/index.ts";
import { addAgent } from "../identity/index.ts";
import { LOG_START, settleLog, write, type Context } from "../platform/index.ts";
import {
  addToChannel,
  archiveThread,
  changeChannel,
  changeMessage,
  createChannel,
  deleteMessage,
  editMessage,
  forkMessage,
  getMessage,
  getThread,
  listChannelMembers,
  listMessageEdits,
  listMessages,
  listPinned,
  listThreads,
  maySeeChannel,
  pinMessage,
  pinThread,
  postMessage,
  React,
  reactTo,
  sendMessage,
  startThread,
} from "./index.ts";

let world: World;
let ada: Context;
let bob: Context;
let admin: Context;
let channelId: string;
beforeAll(async () => {
  world = await makeWorld();
  [ada, bob, admin] = await Promise.all([addPerson(world, "ada"), addPerson(world, "bob"), addPerson(world, "root", "admin")]);
  ({ id: channelId } = await createChannel(ada, { name: "talk" }));
});
afterAll(() => world.close());

const talk = (text = "Shall we?", where = channelId) => startThread(ada, { channelId: where, text });
const privateChannel = async (name: string) => (await createChannel(ada, { name, kind: "private" })).id;

test("one's words are edited, what they were is kept, and a title made of them follows", async () => {
  const { thread, message } = await talk("The pasword is hunter2");
  await editMessage(ada, { messageId: message.id, text: "The password is in the vault" });
  const edited = await editMessage(ada, { messageId: message.id, text: "Ask @bob for the password" });
  expect(edited).toMatchObject({ editedAt: expect.any(Date) as Date, mentions: [bob.actor.id] });
  expect((await listMessageEdits(bob, { messageId: message.id })).map((edit) => edit.text)).toEqual([
    "The pasword is hunter2",
    "The password is in the vault",
  ]);
  expect((await getThread(bob, { threadId: thread.id })).title).toBe("Ask @bob for the password");
  const same = await editMessage(ada, { messageId: message.id, text: "Ask @bob for the password" });
  expect(same.editedAt).toEqual(edited.editedAt);
  await expect(editMessage(admin, { messageId: message.id, text: "mine" })).rejects.toMatchObject({ code: "forbidden" });
});

test("a deleted message leaves a mark and nothing of what it said: no history, reaction, pin, card or title", async () => {
  const { thread, message } = await talk("A secret that should not be here");
  const { id: messageId } = message;
  const fork = await forkMessage(bob, { messageId });
  await editMessage(ada, { messageId, text: "A secret still" });
  await reactTo(bob, { messageId, emoji: "👀", on: true });
  await pinMessage(bob, { messageId, pinned: true });
  await expect(deleteMessage(bob, { messageId })).rejects.toMatchObject({ code: "forbidden" });
  await settleLog(ada);
  const from = await settledEnd(ada);
  const mark = await deleteMessage(ada, { messageId });
  expect(mark).toMatchObject({ text: "", cards: [], attachments: [], reactions: [], mentions: [], pinnedAt: null });
  expect(await getMessage(bob, { messageId })).toEqual(mark);
  expect(await listMessageEdits(ada, { messageId })).toEqual([]);
  expect(await listPinned(ada, { threadId: thread.id })).toEqual([]);
  const titles = [await getThread(ada, { threadId: thread.id }), await getThread(ada, { threadId: fork.id })].map(({ title }) => title);
  expect(titles).toEqual(["Deleted message", "Deleted message"]);
  const events = await settledEvents(ada, from);
  expect(events.map(({ type }) => type)).toEqual([
    "chat.message_pinned",
    "chat.message_deleted",
    "chat.thread_changed",
    "chat.thread_changed",
    "chat.words_taken_back",
  ]);
  expect(JSON.stringify(events)).not.toContain("secret");
  expect(await deleteMessage(ada, { messageId })).toEqual(mark);
  for (const refused of [
    () => editMessage(ada, { messageId, text: "back" }),
    () => reactTo(bob, { messageId, emoji: "👀", on: true }),
    () => pinMessage(bob, { messageId, pinned: true }),
  ])
    await expect(refused()).rejects.toMatchObject({ code: "conflict" });
  expect(await changeMessage(ada, messageId, () => ({ text: "back" }))).toEqual(mark);
});

test("a message of files alone names its thread by the first; they are sent once, and gone when it is deleted", async () => {
  const kept = new Map<string, Uint8Array>();
  const storage: StorageDriver = {
    name: "memory",
    put: async (key, bytes) => void kept.set(key, Buffer.concat(await Array.fromAsync(bytes))),
    open: async (key) => Readable.from([kept.get(key)]),
    remove: async (key) => void kept.delete(key),
    close: () => Promise.resolve(),
  };
  world.drivers.put(fileStore, { storage, limitBytes: 1_000 });
  const upload = (ctx: Context, name: string) => uploadFile(ctx, { name, bytes: Readable.from([Buffer.from("plain words")]) });
  const [plan, list] = [await upload(ada, "plan.txt"), await upload(ada, "list.txt")];
  const { thread, message } = await startThread(ada, { channelId, text: "", fileIds: [plan.fileId] });
  expect(thread.title).toBe("plan.txt");
  expect(message.attachments).toEqual([plan]);
  const again = { threadId: thread.id, text: "and the list", fileIds: [list.fileId], clientKey: "files-once" };
  const [first, second] = await Promise.all([sendMessage(ada, again), sendMessage(ada, again)]);
  expect([first.id, first.attachments]).toEqual([second.id, second.attachments]);
  await expect(sendMessage(bob, { ...again, clientKey: "of-another" })).rejects.toMatchObject({ code: "conflict" });
  await deleteMessage(ada, { messageId: message.id });
  expect((await getThread(ada, { threadId: thread.id })).title).toBe("Deleted message");
  await expect(getFile(ada, plan, maySeeChannel)).rejects.toMatchObject({ code: "not_found" });
  expect(await getFile(bob, list, maySeeChannel)).toMatchObject({ name: "list.txt" });
});

test("those who keep order delete what anybody wrote in public, and nothing in private", async () => {
  const { message } = await talk("Rude words");
  expect(await deleteMessage(admin, { messageId: message.id })).toMatchObject({ text: "", authorId: ada.actor.id });
  const hidden = await privateChannel("hidden");
  const { message: other } = await talk("Ours", hidden);
  await expect(deleteMessage(admin, { messageId: other.id })).rejects.toMatchObject({ code: "not_found" });
  await addToChannel(ada, { channelId: hidden, memberIds: [admin.actor.id] });
  await expect(deleteMessage(admin, { messageId: other.id })).rejects.toMatchObject({ code: "forbidden" });
});

test("reactions at the same time add up; twenty different emoji are the most; anything but one emoji is refused", async () => {
  const { message } = await talk();
  const { id: messageId } = message;
  await Promise.all([ada, bob, admin].map((ctx) => reactTo(ctx, { messageId, emoji: "🎉", on: true })));
  const [party] = (await getMessage(ada, { messageId })).reactions;
  expect(party?.memberIds.toSorted()).toEqual([ada, bob, admin].map((ctx) => ctx.actor.id).toSorted());
  for (const ctx of [ada, bob, admin]) await reactTo(ctx, { messageId, emoji: "🎉", on: false });
  expect((await getMessage(ada, { messageId })).reactions).toEqual([]);
  const twenty = "😀 😃 😄 😁 😆 😅 😂 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😗 😚 😙 🥲".split(" ");
  for (const emoji of twenty) await reactTo(ada, { messageId, emoji, on: true });
  await expect(reactTo(ada, { messageId, emoji: "🍕", on: true })).rejects.toThrow(/at most 20/);
  expect((await reactTo(bob, { messageId, emoji: "😀", on: true })).reactions).toHaveLength(20);
  const accepted = ["👍", "👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇮🇳", "1️⃣", "❤️"];
  const refused = ["", "a", "👍👍", "👍 ", "<b>", "\u200b", "#", "🏽🏽", "x👍"];
  expect(accepted.filter((emoji) => !React.safeParse({ messageId, emoji, on: true }).success)).toEqual([]);
  expect(refused.filter((emoji) => React.safeParse({ messageId, emoji, on: true }).success)).toEqual([]);
});

test("pinned messages are listed, the latest pin first; pinned threads stand before all others, page by page", async () => {
  const { id: place } = await createChannel(ada, { name: "pins" });
  const made = [];
  for (const text of ["one", "two", "three", "four"]) made.push(await startThread(ada, { channelId: place, text }));
  const [one, two] = made.map(({ thread }) => thread.id);
  await pinThread(bob, { threadId: one ?? "", pinned: true });
  await pinThread(bob, { threadId: two ?? "", pinned: true });
  const titles: string[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await listThreads(ada, { channelId: place, limit: 1, cursor });
    titles.push(...page.items.map((thread) => thread.title));
    cursor = page.nextCursor;
  }
  expect(titles).toEqual(["two", "one", "four", "three"]);
  await pinThread(bob, { threadId: two ?? "", pinned: false });
  expect((await listThreads(ada, { channelId: place, limit: 1 })).items[0]?.title).toBe("one");

  const first = made[0]?.message.id ?? "";
  const second = await sendMessage(ada, { threadId: one ?? "", text: "and this" });
  world.clock.pass(1_000);
  await pinMessage(bob, { messageId: second.id, pinned: true });
  world.clock.pass(1_000);
  await pinMessage(bob, { messageId: first, pinned: true });
  expect((await listPinned(ada, { threadId: one ?? "" })).map((message) => message.id)).toEqual([first, second.id]);
});

test("an archived thread comes back with the next message; a quiet one leaves it where it is", async () => {
  const { thread } = await talk();
  const { id: threadId } = thread;
  expect(await archiveThread(ada, { threadId })).toMatchObject({ status: "archived" });
  expect((await listThreads(ada, { channelId, status: "archived", limit: 5 })).items.map(({ id }) => id)).toEqual([threadId]);
  world.clock.pass(60_000);
  await postMessage(ada, { threadId, text: "for the record", quiet: true });
  const put = await getThread(ada, { threadId });
  expect(put).toMatchObject({ status: "archived", messageCount: 2 });
  await sendMessage(bob, { threadId, text: "one more thing" });
  const back = await getThread(ada, { threadId });
  expect(back).toMatchObject({ status: "active", messageCount: 3 });
  expect(back.lastMessageAt.getTime()).toBeGreaterThan(put.lastMessageAt.getTime());
});

test("a thread is read from its end, its start, a message or a time, and on in both directions", async () => {
  const { thread } = await talk("0");
  const { id: threadId } = thread;
  const ids: string[] = [];
  for (let number = 1; number <= 12; number += 1) ids.push((await sendMessage(ada, { threadId, text: `${number}` })).id);
  const texts = (page: { items: { text: string }[] }) => page.items.map((message) => message.text).join(" ");
  const around = await listMessages(bob, { threadId, limit: 4, around: ids[5] });
  expect(texts(around)).toBe("4 5 6 7");
  expect(texts(await listMessages(bob, { threadId, limit: 4, cursor: around.nextCursor }))).toBe("0 1 2 3");
  const later = await listMessages(bob, { threadId, limit: 4, cursor: around.newerCursor, direction: "newer" });
  expect(texts(later)).toBe("8 9 10 11");
  const last = await listMessages(bob, { threadId, limit: 4, cursor: later.nextCursor, direction: "newer" });
  expect([texts(last), last.nextCursor]).toEqual(["12", undefined]);
  expect(texts(await listMessages(bob, { threadId, limit: 3, direction: "newer" }))).toBe("0 1 2");
  const end = await listMessages(bob, { threadId, limit: 4, around: ids[11] });
  expect([texts(end), end.newerCursor]).toEqual(["10 11 12", undefined]);
  const start = await listMessages(bob, { threadId, limit: 4, at: new Date(0) });
  expect([texts(start), start.nextCursor]).toEqual(["0 1", undefined]);
  const future = await listMessages(bob, { threadId, limit: 4, at: new Date(8.64e15) });
  expect(texts(future)).toBe("11 12");
  expect(texts(await listMessages(bob, { threadId, limit: 4, cursor: future.nextCursor }))).toBe("7 8 9 10");
  const { message: elsewhere } = await talk("elsewhere");
  await expect(listMessages(bob, { threadId, limit: 4, around: elsewhere.id })).rejects.toMatchObject({ code: "not_found" });
  for (const cursor of [
    "1",
    "thr_x",
    "1/tomorrow/thr_00000000000000000000000000",
    "2/2026-01-01T00:00:00.000Z/thr_00000000000000000000000000",
  ])
    await expect(listThreads(bob, { channelId, limit: 5, cursor })).rejects.toMatchObject({ code: "bad_request" });
});

test("a message calls those it names who can read it, and nobody from code, addresses or look-alikes", async () => {
  const jurgen = await addPerson(world, "jurgen");
  const { thread } = await talk();
  const called = async (text: string, ctx = ada) => (await sendMessage(ctx, { threadId: thread.id, text })).mentions;
  const [a, b, j] = [ada, bob, jurgen].map((ctx) => ctx.actor.id);
  expect(await called("@bob, and @Jürgen; (@bob) again, not myself @ada")).toEqual([b, j]);
  expect(await called("**@bob** @bob's", jurgen)).toEqual([b]);
  expect(await called("@ada", bob)).toEqual([a]);
  for (const text of [
    "mail x@bob or https://host/@bob",
    "`@bob`",
    "``a ` @bob``",
    "```\n@bob\n```",
    "~~~js\n@bob",
    "> ok\n```\n@bob",
    "@b\u200bob",
    "@bobby @bo",
    "@ bob",
    "@вob",
  ])
    expect([text, await called(text)]).toEqual([text, []]);
  expect(await called("`a` @bob `")).toEqual([b]);
  expect(await called("```@bob``` then\n```\ncode\n```\n@jurgen")).toEqual([j]);

  const hidden = await privateChannel("inner");
  const { message } = await talk("@bob @root what do you think?", hidden);
  expect(message.mentions).toEqual([]);
  await addToChannel(ada, { channelId: hidden, memberIds: [admin.actor.id] });
  expect((await sendMessage(ada, { threadId: message.threadId, text: "@bob @root now?" })).mentions).toEqual([admin.actor.id]);
});

test("an agent that is named in a private channel is brought in, unless agents are to stay out", async () => {
  const can = ["chat:read", "chat:write"];
  const qa = await addAgent(world.owner, { agent: "qa", name: "Quinn", handle: "quinn", can });
  const hidden = await privateChannel("with-agents");
  await changeChannel(ada, { channelId: hidden, agentMode: "never" });
  const { thread, message } = await talk("@quinn?", hidden);
  expect(message.mentions).toEqual([]);
  await changeChannel(ada, { channelId: hidden, agentMode: "mentioned" });
  expect((await sendMessage(ada, { threadId: thread.id, text: "@quinn!" })).mentions).toEqual([qa.id]);
  expect((await listChannelMembers(ada, { channelId: hidden, limit: 9 })).items.map((each) => each.memberId)).toContain(qa.id);
});

test("an outsider of a private channel reaches none of it by any id, nor does another workspace", async () => {
  const hidden = await privateChannel("deep");
  const { thread, message } = await talk("Between us", hidden);
  const [messageId, threadId] = [message.id, thread.id];
  for (const ctx of [bob, admin, world.stranger]) {
    for (const refused of [
      () => getMessage(ctx, { messageId }),
      () => getThread(ctx, { threadId }),
      () => listMessages(ctx, { threadId, limit: 5 }),
      () => listMessages(ctx, { threadId, limit: 5, around: messageId }),
      () => listThreads(ctx, { channelId: hidden, limit: 5 }),
      () => listPinned(ctx, { threadId }),
      () => sendMessage(ctx, { threadId, text: "me too" }),
      () => editMessage(ctx, { messageId, text: "mine" }),
      () => deleteMessage(ctx, { messageId }),
      () => reactTo(ctx, { messageId, emoji: "👀", on: true }),
      () => pinMessage(ctx, { messageId, pinned: true }),
      () => pinThread(ctx, { threadId, pinned: true }),
      () => archiveThread(ctx, { threadId }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: "not_found" });
    expect(await listMessageEdits(ctx, { messageId })).toEqual([]);
  }
  expect(await listMessages(ada, { threadId, limit: 5 })).toMatchObject({ items: [{ text: "Between us", reactions: [] }] });
});

test("a viewer changes nothing on a message; a failure leaves nothing; events tell what happened, in order", async () => {
  const { thread, message } = await talk();
  const [messageId, threadId] = [message.id, thread.id];
  for (const refused of [
    () => editMessage(world.viewer, { messageId, text: "x" }),
    () => deleteMessage(world.viewer, { messageId }),
    () => reactTo(world.viewer, { messageId, emoji: "👀", on: true }),
    () => pinMessage(world.viewer, { messageId, pinned: true }),
    () => pinThread(world.viewer, { threadId, pinned: true }),
    () => archiveThread(world.viewer, { threadId }),
  ])
    await expect(refused()).rejects.toMatchObject({ code: "forbidden" });
  const before = await settledEvents(world.owner, LOG_START);
  const failing = write(ada, "chat:write", async (tx) => {
    await editMessage(tx, { messageId, text: "lost" });
    await sendMessage(tx, { threadId, text: "lost too", fileIds: ["fil_not_there"] });
  });
  await expect(failing).rejects.toThrow(/files/);
  expect(await settledEvents(world.owner, LOG_START)).toHaveLength(before.length);
  expect(await listMessages(ada, { threadId, limit: 5 })).toMatchObject({ items: [{ text: "Shall we?", editedAt: null }] });

  await editMessage(ada, { messageId, text: "Yes" });
  await reactTo(bob, { messageId, emoji: "👀", on: true });
  await pinMessage(bob, { messageId, pinned: true });
  await pinThread(bob, { threadId, pinned: true });
  await archiveThread(bob, { threadId });
  const types = (await settledEvents(world.owner, before.at(-1)?.cursor ?? LOG_START)).map(({ type }) => type);
  expect(types).toEqual([
    "chat.message_changed",
    "chat.thread_changed",
    "chat.message_changed",
    "chat.message_pinned",
    "chat.thread_changed",
    "chat.thread_changed",
  ]);
});
