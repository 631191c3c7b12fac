import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, type World } from "../../test/world.ts";
import { makeContext, openDatabase, write, type Context } from "../platform/index.ts";
import {
  createChannel,
  addToChannel,
  deleteMessage,
  editMessage,
  listMessages,
  pinMessage,
  reactTo,
  removeFromChannel,
  sendMessage,
  startThread,
} from "./index.ts";

let world: World;
let ada: Context;
let bob: Context;
beforeAll(async () => {
  world = await makeWorld();
  [ada, bob] = await Promise.all([addPerson(world, "ada"), addPerson(world, "bob")]);
});
afterAll(() => world.close());

const newest = (ctx: Context, threadId: string, limit = 30) => listMessages(ctx, { threadId, limit });
/** Another process on the same database. */
const elsewhere = (ctx: Context): Context => {
  const database = openDatabase({ url: world.url, maxConnections: 3, log: world.platform.log, useAppRole: true });
  return makeContext({ ...world.platform, database }, ctx);
};

test("a page that nothing changed is the very same, and any change to any of its messages gives another", async () => {
  const { id: channelId } = await createChannel(ada, { name: "talk" });
  const { thread, message } = await startThread(ada, { channelId, text: "First" });
  const threadId = thread.id;
  const other = elsewhere(bob);
  const messageId = message.id;
  const changes: [string, () => Promise<unknown>][] = [
    ["sent", () => sendMessage(bob, { threadId, text: "Second" })],
    ["sent in another process", () => sendMessage(other, { threadId, text: "Third" })],
    ["edited", () => editMessage(ada, { messageId, text: "First!" })],
    [
      "edited twice in one transaction",
      () =>
        write(
          ada,
          "chat:write",
          async (tx) => void [await editMessage(tx, { messageId, text: "1" }), await editMessage(tx, { messageId, text: "2" })],
        ),
    ],
    ["a reaction", () => reactTo(bob, { messageId, emoji: "👍", on: true })],
    ["pinned", () => pinMessage(bob, { messageId, pinned: true })],
    ["deleted", () => deleteMessage(ada, { messageId })],
  ];
  let before = await newest(bob, threadId);
  for (const [what, change] of changes) {
    expect(await newest(ada, threadId), what).toBe(before);
    await change();
    const after = await newest(bob, threadId);
    expect(after, what).not.toEqual(before);
    expect(after, what).toEqual(await newest(other, threadId));
    before = after;
  }
  expect(before.items.map(({ text }) => text)).toEqual(["", "Second", "Third"]);
  expect((await newest(bob, threadId, 2)).nextCursor).toBeDefined();
  await other.platform.database.close();
});

test("what was read by one is not given to another who may not see it, nor to one who may not any more", async () => {
  const { id: channelId } = await createChannel(ada, { name: "secret", kind: "private" });
  const { thread } = await startThread(ada, { channelId, text: "Between us" });
  await addToChannel(ada, { channelId, memberIds: [bob.actor.id] });
  expect((await newest(ada, thread.id)).items).toHaveLength(1);
  expect(await newest(bob, thread.id)).toBe(await newest(ada, thread.id));
  await expect(newest(world.stranger, thread.id)).rejects.toMatchObject({ code: "not_found" });
  await removeFromChannel(ada, { channelId, memberId: bob.actor.id });
  await expect(newest(bob, thread.id)).rejects.toMatchObject({ code: "not_found" });
});

test("what a change that is taken back wrote is in nobody's page", async () => {
  const { id: channelId } = await createChannel(ada, { name: "undone" });
  const { thread } = await startThread(ada, { channelId, text: "Stays" });
  const undone = write(ada, "chat:write", async (tx) => {
    await sendMessage(tx, { threadId: thread.id, text: "Never said" });
    expect((await newest(tx, thread.id)).items.map(({ text }) => text)).toEqual(["Stays", "Never said"]);
    throw new Error("taken back");
  });
  await expect(undone).rejects.toThrow("taken back");
  expect((await newest(bob, thread.id)).items.map(({ text }) => text)).toEqual(["Stays"]);
});
