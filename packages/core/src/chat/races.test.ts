import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCK_WAITS } from "../../test/lock-waits.ts";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import { LOG_START, makeContext, write } from "../platform/index.ts";
import { resetSetting, setSetting } from "../settings/index.ts";
import {
  addToChannel,
  ChatEvents,
  createChannel,
  editMessage,
  forkMessage,
  listChannelMembers,
  listMessages,
  listThreads,
  maySeeChannel,
  pinThread,
  reactTo,
  removeFromChannel,
  startThread,
  type Message,
} from "./index.ts";
import { lockTitledBy } from "./retitle-opening.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

test("a thread that is started twice at the same moment with one key, as by a page that asks again, is one thread", async () => {
  const { id: channelId } = await createChannel(world.owner, { name: "twice" });
  for (const clientKey of ["key-of-one-1", "key-of-one-2", "key-of-one-3"]) {
    const started = await Promise.all(
      Array.from({ length: 4 }, () => startThread(world.owner, { channelId, text: "Where do we meet?", clientKey })),
    );
    const [first] = started;
    for (const each of started) {
      expect(each.thread.id).toBe(first?.thread.id);
      expect(each.message).toMatchObject({ id: first?.message.id, threadId: first?.thread.id });
    }
  }
  const { items } = await listThreads(world.owner, { channelId, limit: 50 });
  expect(items.map(({ messageCount }) => messageCount)).toEqual([1, 1, 1]);
  for (const { id: threadId } of items) expect((await listMessages(world.owner, { threadId, limit: 10 })).items).toHaveLength(1);
});

test("of many who branch from a thread at the same moment no more get a place than the settings give", async () => {
  const { id: channelId } = await createChannel(world.owner, { name: "branches" });
  await setSetting(world.owner, { key: "forks.perThread", layer: "workspace", value: 2 });
  const { message } = await startThread(world.owner, { channelId, text: "Which way?" });
  const forks = await Promise.allSettled(Array.from({ length: 6 }, () => forkMessage(world.owner, { messageId: message.id })));
  expect(forks.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  await resetSetting(world.owner, { key: "forks.perThread", layer: "workspace" });
});

test("a process that asked who reads a channel hears that somebody was taken out of it", async () => {
  const [ada, bob] = [await addPerson(world, "cleo"), await addPerson(world, "dan")];
  const { id: channelId } = await createChannel(ada, { name: "elsewhere", kind: "private" });
  await addToChannel(ada, { channelId, memberIds: [bob.actor.id] });
  const now = world.clock.now();
  // Where no time passes nothing is forgotten but by being told.
  const bobElsewhere = makeContext({ ...world.platform, clock: { now: () => now } }, bob);
  expect(await maySeeChannel(bobElsewhere, channelId)).toBe(true);
  await removeFromChannel(ada, { channelId, memberId: bob.actor.id });
  await expect.poll(() => maySeeChannel(bobElsewhere, channelId), { timeout: 30_000 }).toBe(false);
});

test("of two who take each other out of a private channel at the same moment one stays in it", async () => {
  const [ada, bob] = [await addPerson(world, "ada"), await addPerson(world, "bob")];
  const { id: channelId } = await createChannel(ada, { name: "duel", kind: "private" });
  await addToChannel(ada, { channelId, memberIds: [bob.actor.id] });
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const first = write(ada, "chat:write", async (tx) => {
    await removeFromChannel(tx, { channelId, memberId: bob.actor.id });
    reached.resolve();
    await gate.promise;
  });
  await reached.promise;
  let isOver = false;
  const second = removeFromChannel(bob, { channelId, memberId: ada.actor.id }).finally(() => (isOver = true));
  second.catch(() => undefined);
  await expect.poll(async () => isOver || (await someoneWaits()), { timeout: 30_000 }).toBe(true);
  gate.resolve();
  await first;
  await expect(second).rejects.toMatchObject({ code: "not_found" });
  expect((await listChannelMembers(ada, { channelId, limit: 5 })).items.map(({ memberId }) => memberId)).toEqual([ada.actor.id]);
});

const CHANGES = {
  "an opening message": (message: Message) => reactTo(world.owner, { messageId: message.id, emoji: "👀", on: true }),
  "its thread": ({ threadId }: Message) => pinThread(world.owner, { threadId, pinned: true }),
};
for (const [what, change] of Object.entries(CHANGES))
  test(`the log tells of changes to ${what} in the order they were made, also while it is edited`, async () => {
    const { id: channelId } = await createChannel(world.owner, { name: `order-${what.replaceAll(" ", "-")}` });
    const { thread, message } = await startThread(world.owner, { channelId, text: "First words" });
    let changing: Promise<unknown> = Promise.resolve();
    await write(world.owner, "chat:write", async (tx) => {
      // An edit that has its place in the log, as anything that it writes gives it one, and is not done.
      await lockTitledBy(tx, message.id);
      await tx.db.execute(sql`select pg_current_xact_id()`);
      let isOver = false;
      changing = change(message).finally(() => (isOver = true));
      await expect.poll(async () => isOver || (await someoneWaits()), { timeout: 30_000 }).toBe(true);
      await editMessage(tx, { messageId: message.id, text: "Other words" });
    });
    await changing;
    const told = await settledEvents(world.owner, LOG_START);
    const last = (type: string, id: string) =>
      told
        .map((each) => each as { type: string; payload: { id?: string } })
        .findLast((each) => each.type === type && each.payload.id === id)?.payload;
    expect(last(ChatEvents.MessageChanged.type, message.id)).toMatchObject({ text: "Other words" });
    expect(last(ChatEvents.ThreadChanged.type, thread.id)).toMatchObject({ title: "Other words" });
  });

/** Whether somebody waits for a lock. */
async function someoneWaits(): Promise<boolean> {
  const { rows } = await world.platform.database.transaction("", (db) => db.execute(sql.raw(LOCK_WAITS)));
  return rows.length > 0;
}
