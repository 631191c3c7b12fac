import { afterAll, beforeAll, expect, test } from "vitest";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import { LOG_START, write } from "../platform/index.ts";
import {
  changeMessage,
  createChannel,
  ensureChannel,
  getThread,
  listChannels,
  listMessages,
  listThreads,
  postMessage,
  renameThread,
  sendMessage,
  startThread,
} from "./index.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const newThread = async (text = "Where do we eat?") => {
  const channel = await ensureChannel(world.owner, "general", "");
  return startThread(world.owner, { channelId: channel.id, text });
};

test("people talk in a thread, and read it back oldest first, page by page", async () => {
  const { thread, message } = await newThread("Where do we eat? ".repeat(8));
  expect(thread.title.length).toBeLessThanOrEqual(60);
  const { thread: marked } = await newThread("# Release **1.2**\n- [notes](https://example.com/x) of `today`");
  expect(marked.title).toBe("Release 1.2 notes of today");
  for (let number = 1; number <= 7; number += 1) await sendMessage(world.owner, { threadId: thread.id, text: `answer ${number}` });
  const newest = await listMessages(world.owner, { threadId: thread.id, limit: 5 });
  expect(newest.items.map((each) => each.text)).toEqual(["answer 3", "answer 4", "answer 5", "answer 6", "answer 7"]);
  const older = await listMessages(world.owner, { threadId: thread.id, limit: 5, cursor: newest.nextCursor });
  expect(older.items.map((each) => each.id)[0]).toBe(message.id);
  expect(older.nextCursor).toBeUndefined();
  expect(await getThread(world.owner, { threadId: thread.id })).toMatchObject({ messageCount: 8 });
  expect(await renameThread(world.owner, { threadId: thread.id, title: "Lunch" })).toMatchObject({ title: "Lunch" });
});

test("threads are listed by latest talk", async () => {
  const channel = await createChannel(world.owner, { name: "order", topic: "" });
  const made = [];
  for (const text of ["first", "second", "third"]) made.push((await startThread(world.owner, { channelId: channel.id, text })).thread);
  await sendMessage(world.owner, { threadId: made[0]?.id ?? "", text: "back to the first" });
  const page = await listThreads(world.owner, { channelId: channel.id, limit: 2 });
  expect(page.items.map((thread) => thread.title)).toEqual(["first", "third"]);
  const rest = await listThreads(world.owner, { channelId: channel.id, limit: 2, cursor: page.nextCursor });
  expect(rest.items.map((thread) => thread.title)).toEqual(["second"]);
});

test("a message that is sent again after a dropped connection is there once", async () => {
  const { thread } = await newThread();
  const sent = { threadId: thread.id, text: "only once", clientKey: "client-key-1" };
  const [first, second] = await Promise.all([sendMessage(world.owner, sent), sendMessage(world.owner, sent)]);
  expect(first.id).toBe(second.id);
  expect((await listMessages(world.owner, { threadId: thread.id, limit: 50 })).items).toHaveLength(2);
  expect(await getThread(world.owner, { threadId: thread.id })).toMatchObject({ messageCount: 2 });
});

test("an agent's card takes changes at the same time without losing one, and only its author may change it", async () => {
  const { thread } = await newThread();
  const steps = Array.from({ length: 6 }, (_, index) => ({ key: `s${index}`, label: `Step ${index}`, state: "waiting" as const }));
  const message = await postMessage(world.owner, {
    threadId: thread.id,
    text: "",
    cards: [{ type: "progress", title: "Build", groupId: "bld_1", state: "running", steps }],
    writtenBy: "offline",
  });
  const finish = (key: string) =>
    changeMessage(world.owner, message.id, ({ cards }) => ({
      cards: cards.map((card) =>
        card.type === "progress"
          ? { ...card, steps: card.steps.map((step) => (step.key === key ? { ...step, state: "done" as const } : step)) }
          : card,
      ),
    }));
  await Promise.all(steps.map((step) => finish(step.key)));
  const [, after] = (await listMessages(world.owner, { threadId: thread.id, limit: 50 })).items;
  expect(after?.cards[0]).toMatchObject({ steps: steps.map((step) => ({ ...step, state: "done" })) });
  await expect(changeMessage(world.actor("mem_other", "everything"), message.id, () => ({ text: "mine" }))).rejects.toThrow(/author/);
});

test("another workspace sees nothing of it, and cannot write into it", async () => {
  const { thread } = await newThread();
  await expect(getThread(world.stranger, { threadId: thread.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(sendMessage(world.stranger, { threadId: thread.id, text: "hello" })).rejects.toMatchObject({ code: "not_found" });
  expect((await listChannels(world.stranger)).map((channel) => channel.name)).not.toContain("general");
});

test("a viewer reads and may not write", async () => {
  const { thread } = await newThread();
  expect((await listMessages(world.viewer, { threadId: thread.id, limit: 5 })).items).toHaveLength(1);
  await expect(sendMessage(world.viewer, { threadId: thread.id, text: "hello" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(createChannel(world.viewer, { name: "mine", topic: "" })).rejects.toMatchObject({ code: "forbidden" });
});

test("a channel's name is taken once; a failure leaves no message and no event behind", async () => {
  await createChannel(world.owner, { name: "taken", topic: "" });
  await expect(createChannel(world.owner, { name: "taken", topic: "" })).rejects.toMatchObject({ code: "conflict" });
  const { thread } = await newThread();
  const before = (await settledEvents(world.owner, LOG_START)).length;
  const failing = write(world.owner, "chat:write", async (tx) => {
    await sendMessage(tx, { threadId: thread.id, text: "lost" });
    throw new Error("stop");
  });
  await expect(failing).rejects.toThrow("stop");
  expect(await settledEvents(world.owner, LOG_START)).toHaveLength(before);
  expect((await listMessages(world.owner, { threadId: thread.id, limit: 5 })).items).toHaveLength(1);
});

test("each change says so in the event log, in order", async () => {
  const events = await settledEvents(world.owner, LOG_START);
  const cursor = events.at(-1)?.cursor ?? LOG_START;
  const { thread } = await newThread();
  await sendMessage(world.owner, { threadId: thread.id, text: "and then" });
  await renameThread(world.owner, { threadId: thread.id, title: "Named" });
  const types = (await settledEvents(world.owner, cursor)).map((event) => event.type);
  expect(types).toEqual(["chat.thread_started", "chat.message_sent", "chat.message_sent", "chat.thread_changed"]);
});
