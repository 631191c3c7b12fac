import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { makeInboxWorld, type InboxWorld } from "../../test/inbox-world.ts";
import { settledEvents } from "../../test/world.ts";
import { ChatEvents, sendMessage, startThread, type Message } from "../chat/index.ts";
import { actAs, LOG_START, SYSTEM, systemContext, write, type Context, type StoredEvent, type Tx } from "../platform/index.ts";
import { inboxFollower, listNotifications, markChannelRead, markRead } from "./index.ts";
import { readUpTo } from "./read-notifications.ts";
import { notifications } from "./tables.ts";

let world: InboxWorld;
let ada: Context;
let bob: Context;
beforeAll(async () => {
  world = await makeInboxWorld();
  [ada, bob] = await Promise.all([world.person("Ada"), world.person("Bob")]);
});
afterAll(() => world.close());

/** A change that did its work and commits only when it is let go. */
async function holdOpen(ctx: Context, fn: (tx: Tx) => Promise<unknown>) {
  const done = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const ended = write(ctx, "inbox:write", async (tx) => {
    await fn(tx);
    done.resolve();
    await gate.promise;
  });
  onTestFinished(() => gate.resolve());
  await Promise.race([done.promise, ended]);
  return async () => {
    gate.resolve();
    await ended;
  };
}

const tell = (tx: Tx, event: StoredEvent) => inboxFollower.handle(actAs(tx, SYSTEM, world.workspaceId), event);

const inWorkspace = () => systemContext(world.platform, world.workspaceId);

async function told(): Promise<string[]> {
  const { items } = await listNotifications(ada, { limit: 10, unreadOnly: true });
  return items.map(({ excerpt }) => excerpt);
}

async function somebodyWaits(): Promise<boolean> {
  const here = sql`database = (select oid from pg_database where datname = current_database())`;
  const { rows } = await write(systemContext(world.platform), "test", (tx) =>
    tx.db.execute(sql`select 1 from pg_locks where not granted and locktype = 'advisory' and ${here}`),
  );
  return rows.length > 0;
}

async function replyTo(text: string): Promise<{ channelId: string; reply: Message; event: StoredEvent }> {
  const channelId = await world.channel(ada, "public", [bob]);
  const { thread } = await startThread(ada, { channelId, text: "Who is for it?" });
  await world.settled();
  const reply = await sendMessage(bob, { threadId: thread.id, text });
  await world.settled();
  const log = await settledEvents(ada, LOG_START);
  const event = log.find(({ type, payload }) => type === ChatEvents.MessageSent.type && (payload as Message).id === reply.id);
  if (!event) throw new Error("the message is not in the log");
  // As if nobody had been told of it yet.
  await write(inWorkspace(), "test", (tx) => tx.db.delete(notifications).where(eq(notifications.messageId, reply.id)));
  return { channelId, reply, event };
}

const READS = [
  [
    "the thread",
    (tx: Tx, { reply }: { reply: Message }) => markRead(tx, { threadId: reply.threadId, messageId: reply.id }).then(() => undefined),
  ],
  ["the channel", (tx: Tx, { channelId }: { channelId: string }) => markChannelRead(tx, { channelId })],
] as const;

test.for(READS)("who reads %s while they are about to be told of it is not told", async ([, read]) => {
  const sent = await replyTo("I am");
  const commitReading = await holdOpen(ada, (tx) => read(actAs(tx, ada.actor), sent));
  const telling = write(inWorkspace(), "test", (tx) => tell(tx, sent.event));
  await expect.poll(somebodyWaits, { timeout: 30_000 }).toBe(true);
  await commitReading();
  await telling;
  expect(await told()).toEqual([]);
});

test.for(READS)("who reads %s while they are being told of it has read that too", async ([, read]) => {
  const sent = await replyTo("I am");
  const commitTelling = await holdOpen(inWorkspace(), (tx) => tell(tx, sent.event));
  const reading = write(ada, "inbox:write", (tx) => read(tx, sent));
  await expect.poll(somebodyWaits, { timeout: 30_000 }).toBe(true);
  await commitTelling();
  await reading;
  expect(await told()).toEqual([]);
});

test("statements that fail together, as a change had failed before them, are all heard: none ends the process", async () => {
  const { reply } = await replyTo("I am for it");
  const unheard: unknown[] = [];
  const note = (reason: unknown) => void unheard.push(reason);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  const failed = write(systemContext(world.platform, world.workspaceId), "inbox:write", async (tx) => {
    await tx.db.execute(sql`select 1 / 0`).catch(() => undefined);
    await readUpTo(tx, ada.actor.id, reply.threadId, reply.id);
  });
  await expect(failed).rejects.toMatchObject({ cause: { message: "division by zero" } });
  // What nobody heard is told before the next turn of the loop.
  await new Promise((resolve) => setImmediate(resolve));
  expect(unheard).toEqual([]);
});
