import * as chat from "@openvibe/core/chat";
import { addMember, removeMember } from "@openvibe/core/identity";
import {
  countAfter,
  createLogger,
  createWakeups,
  emit,
  endOfLog,
  makeContext,
  newId,
  openDatabase,
  readEvents,
  write,
  type Context,
} from "@openvibe/core/platform";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFeed, type Outlet, type SentEvent, type ServerToClient } from "../src/doors/socket-feed.ts";
import { onDatabase, openServer, type OpenServer, type Person } from "./open-server.ts";

let server: OpenServer;
const tabs: Socket[] = [];
beforeAll(async () => {
  server = await openServer();
  await server.world.platform.wakeups.connect(server.world.platform.database, server.world.platform.log);
});
afterEach(() => tabs.splice(0).forEach((tab) => void tab.disconnect()));
afterAll(() => server.close());

interface TabOptions {
  cookie?: string;
  workspaceId: string;
  cursor?: string;
  origin?: string;
  transports?: string[];
}

/** A browser tab: keeps its cursor, connects again at once when cut off. */
function openTab(options: TabOptions) {
  const state = { cursor: options.cursor, events: [] as SentEvent[], resyncs: 0, connections: 0 };
  const socket: Socket<ServerToClient> = io(server.origin.replace("localhost", "127.0.0.1"), {
    transports: options.transports ?? ["websocket"],
    forceNew: true,
    timeout: 10_000,
    reconnectionDelay: 1,
    reconnectionDelayMax: 5,
    extraHeaders: {
      origin: options.origin ?? server.origin.replace("localhost", "127.0.0.1"),
      ...(options.cookie ? { cookie: options.cookie } : {}),
    },
    auth: (give) => give({ workspaceId: options.workspaceId, ...(state.cursor ? { cursor: state.cursor } : {}) }),
  });
  tabs.push(socket);
  socket.on("connect", () => void (state.connections += 1));
  socket.on("ready", ({ cursor }) => {
    state.cursor = cursor;
  });
  socket.on("resync", ({ cursor }) => {
    state.resyncs += 1;
    state.cursor = cursor;
  });
  socket.on("events", (batch) => {
    state.cursor = batch.cursor;
    state.events.push(...batch.events);
  });
  const opened = new Promise<void>((resolve, reject) => {
    socket.once(options.cursor === undefined ? "ready" : "connect", () => resolve());
    socket.once("connect_error", reject);
  });
  return { socket, state, opened };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 50_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("it did not happen in 50 seconds");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const tabOf = (person: Person, more: Partial<TabOptions> = {}) =>
  openTab({ cookie: person.cookie, workspaceId: person.ctx.workspaceId, ...more });
const asSent = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
/** Whether nothing stands after the cursor, not even events that a transaction elsewhere still holds back. */
const isAtEnd = async (ctx: Context, cursor: string | undefined) =>
  cursor !== undefined && (await countAfter(ctx, cursor, 1, { heldBack: true })) === 0;
const caughtUp = (ctx: Context, state: { cursor: string | undefined }) => until(() => isAtEnd(ctx, state.cursor));
const settled = (ctx: Context) => until(async () => isAtEnd(ctx, await endOfLog(ctx)));
const sent = (events: readonly SentEvent[]) =>
  events.filter((event) => event.type === "chat.message_sent").map((event) => (event.payload as chat.Message).id);

test("old state and events make the fresh state, each event once and in order, while connections are cut at random", async () => {
  const person = await server.person("Ada");
  const channel = await chat.createChannel(person.ctx, { name: "noise", topic: "" });
  const tab = tabOf(person);
  await tab.opened;
  const cutting = setInterval(() => {
    if (tab.socket.connected && Math.random() < 0.5) tab.socket.io.engine.close();
    else server.doors.cutConnections();
  }, 40);
  const write = async () => {
    const { thread } = await chat.startThread(person.ctx, { channelId: channel.id, text: "first", title: "Talk" });
    for (let number = 0; number < 40; number += 1) await chat.sendMessage(person.ctx, { threadId: thread.id, text: `message ${number}` });
    await chat.renameThread(person.ctx, { threadId: thread.id, title: `Talk about ${thread.id}` });
    return thread.id;
  };
  const threadIds = await Promise.all(Array.from({ length: 6 }, write));
  clearInterval(cutting);
  await caughtUp(person.ctx, tab.state);

  const threads = new Map<string, unknown>();
  const messages = new Map<string, unknown>();
  for (const { type, payload } of tab.state.events) {
    if (type.startsWith("chat.thread_")) threads.set((payload as chat.Thread).id, payload);
    if (!type.startsWith("chat.message_")) continue;
    // What is said of its thread beside it is no part of the message.
    const { thread: _, ...message } = payload as chat.Message & { thread?: unknown };
    messages.set(message.id, message);
  }
  const fresh = await chat.listThreads(person.ctx, { channelId: channel.id, limit: 100 });
  expect([...threads.values()].toSorted(byId)).toEqual((asSent(fresh.items) as { id: string }[]).toSorted(byId));
  for (const threadId of threadIds) {
    const { items } = await chat.listMessages(person.ctx, { threadId, limit: 100 });
    const held = [...messages.values()].filter((message) => (message as chat.Message).threadId === threadId);
    expect(held).toEqual(asSent(items));
  }
  const ids = sent(tab.state.events);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(6 * 41);
  expect(tab.state.connections).toBeGreaterThan(2);
  expect(tab.state.resyncs).toBe(0);
});

test("without a session, from another site or for another's workspace no tab opens", async () => {
  const person = await server.person("Grace");
  const other = await server.person("Eve");
  await expect(tabOf(person, { cookie: undefined }).opened).rejects.toThrow("Sign in first");
  await expect(tabOf(person, { cookie: other.cookie }).opened).rejects.toThrow("not a member");
  const evil = `http://evil.localhost:${new URL(server.origin).port}`;
  await expect(tabOf(person, { origin: evil }).opened).rejects.toThrow("websocket error");
  await expect(tabOf(person, { origin: evil, transports: ["polling"] }).opened).rejects.toThrow("xhr poll error");
  await expect(tabOf(person, { transports: ["polling", "websocket"] }).opened).resolves.toBeUndefined();
});

test("another workspace's events never arrive", async () => {
  const one = await server.person("One");
  const two = await server.person("Two");
  const tab = tabOf(one, { cursor: "0-0" });
  await tab.opened;
  await chat.createChannel(two.ctx, { name: "secret", topic: "" });
  await chat.createChannel(one.ctx, { name: "open", topic: "" });
  await caughtUp(one.ctx, tab.state);
  expect(tab.state.events.map((event) => event.type)).toEqual([
    "identity.workspace_created",
    "identity.member_added",
    "chat.channel_created",
    "chat.channel_joined",
  ]);
  expect(tab.state.events.every((event) => event.actorId === one.ctx.actor.id)).toBe(true);
});

test("a cursor of another log or too far back asks the tab to load afresh, and it follows from there", async () => {
  const person = await server.person("Old");
  const channel = await chat.createChannel(person.ctx, { name: "long", topic: "" });
  await settled(person.ctx);
  for (const cursor of ["nonsense", "18446744073709551615-1"]) {
    const tab = tabOf(person, { cursor });
    await until(() => tab.state.resyncs > 0);
    expect([tab.state.resyncs, tab.state.cursor]).toEqual([1, await endOfLog(person.ctx)]);
  }
  const before = await endOfLog(person.ctx);
  const fill =
    "insert into events (workspace_id, type, actor_kind, actor_id, payload) select $1, 'chat.noise', 'system', 'system', '{}' from generate_series(1, $2)";
  await onDatabase(server.world.url, fill, [person.ctx.workspaceId, 5_000]);
  await settled(person.ctx);
  const near = tabOf(person, { cursor: before });
  await caughtUp(person.ctx, near.state);
  expect([near.state.resyncs, near.state.events.length]).toEqual([0, 5_000]);
  await onDatabase(server.world.url, fill, [person.ctx.workspaceId, 1]);
  await settled(person.ctx);
  const far = tabOf(person, { cursor: before });
  await until(() => far.state.resyncs > 0);
  expect([far.state.resyncs, far.state.events.length]).toEqual([1, 0]);
  const { message } = await chat.startThread(person.ctx, { channelId: channel.id, text: "still here" });
  await until(() => sent(far.state.events).includes(message.id));
});

test("what happens while a tab catches up comes after what it missed, and what it may not see stays away", async () => {
  const { ctx } = await server.person("Patient");
  const channel = await chat.ensureChannel(ctx, "general", "");
  const happen = (name: string, channelId?: string) =>
    write(ctx, "chat:write", (tx) =>
      emit(tx, chat.ChatEvents.ChannelCreated, { ...channel, id: name, name }, channelId ? { channelId } : {}),
    );
  await settled(ctx);
  const cursor = await endOfLog(ctx);
  await happen("missed", "chn_slow");
  await happen("hidden", "chn_hidden");
  await settled(ctx);

  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const received: string[] = [];
  const outlet: Outlet = {
    emit: (name, at) => received.push(name, ...("events" in at ? at.events.map((event) => (event.payload as { id: string }).id) : [])),
    conn: { close: () => received.push("cut off") },
  };
  const feed = startFeed({ ctx }, outlet, cursor, async (_ctx, { channelId }) => {
    if (channelId === null) return true;
    reached.resolve();
    await gate.promise;
    return channelId !== "chn_hidden";
  });
  feed.catchUp();
  await reached.promise;
  await happen("later");
  await settled(ctx);
  feed.take((await readEvents(ctx, cursor, 10)).slice(1));
  gate.resolve();
  await until(() => received.includes("later"));
  expect(received).toEqual(["events", "missed", "events", "later"]);
});

test("who is removed from the workspace is cut off and stays out", async () => {
  const owner = await server.person("Boss");
  const guest = await server.person("Guest");
  const member = await addMember(owner.ctx, { email: guest.email, role: "member" });
  const tab = openTab({ cookie: guest.cookie, workspaceId: owner.ctx.workspaceId });
  await tab.opened;
  const refused = new Promise<Error>((resolve) => {
    tab.socket.once("disconnect", () => {
      tab.socket.once("connect_error", resolve);
      tab.socket.connect();
    });
  });
  await removeMember(owner.ctx, { memberId: member.id });
  expect((await refused).message).toContain("not a member");
});

test("what another process writes arrives too", async () => {
  const person = await server.person("Far");
  const tab = tabOf(person);
  await tab.opened;
  const log = createLogger({ level: "silent" });
  const database = openDatabase({ url: server.world.url, maxConnections: 2, log, useAppRole: true });
  const wakeups = createWakeups();
  try {
    await wakeups.connect(database, log);
    const platform = { ...server.world.platform, database, wakeups };
    const elsewhere = makeContext(platform, { workspaceId: person.ctx.workspaceId, actor: person.ctx.actor, requestId: newId("req") });
    const channel = await chat.createChannel(elsewhere, { name: "far", topic: "" });
    await caughtUp(person.ctx, tab.state);
    expect(tab.state.events.map((event) => (event.payload as { id?: string }).id)).toContain(channel.id);
  } finally {
    await wakeups.close();
    await database.close();
  }
});

function byId(left: unknown, right: unknown): number {
  return (left as { id: string }).id < (right as { id: string }).id ? -1 : 1;
}
