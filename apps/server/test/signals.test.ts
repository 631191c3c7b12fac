import { AGENTS, answerTask, stopAnswer } from "@openvibe/core/agents";
import { showActivity } from "@openvibe/core/activity";
import * as chat from "@openvibe/core/chat";
import { modelProvider, type StreamPart } from "@openvibe/core/gateway";
import { addAgent, addMember, contextFor, resolveSession, type PresenceState } from "@openvibe/core/identity";
import {
  createLogger,
  createSignals,
  createWakeups,
  makeContext,
  openDatabase,
  type Context,
  type Platform,
} from "@openvibe/core/platform";
import { addTasks, startWorker } from "@openvibe/core/runs";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openDoors, type Doors } from "../src/doors/server.ts";
import type { SentEvent, ServerToClient } from "../src/doors/socket-feed.ts";
import type { ClientToServer } from "../src/doors/socket-signals.ts";
import { onDatabase, openServer, whileLocked, type OpenServer, type Person } from "./open-server.ts";

const wait = { timeout: 40_000, interval: 20 };
let server: OpenServer;
let second: { platform: Platform; doors: Doors; origin: string; close(): Promise<void> };
const tabs: Socket[] = [];

beforeAll(async () => {
  server = await openServer();
  const { platform } = server.world;
  await platform.wakeups.connect(platform.database, platform.log);
  await platform.signals.connect(platform.database, platform.log);
  second = await openSecond();
});
afterEach(() => tabs.splice(0).forEach((tab) => void tab.disconnect()));
afterAll(async () => {
  await second.close();
  await server.close();
});

/** Another server process on the same database: everything it has is its own. */
async function openSecond() {
  const log = createLogger({ level: "silent" });
  const database = openDatabase({ url: server.world.url, maxConnections: 6, log, useAppRole: true });
  const [wakeups, signals] = [createWakeups(), createSignals()];
  await wakeups.connect(database, log);
  await signals.connect(database, log);
  const platform: Platform = { ...server.world.platform, log, database, wakeups, signals };
  let origin = "http://localhost";
  const doors = openDoors({ platform, origin: () => origin, appOrigins: () => origin, operatorToken: server.operatorToken });
  await doors.app.listen({ host: "127.0.0.1", port: 0 });
  origin = `http://localhost:${(doors.app.server.address() as AddressInfo).port}`;
  return {
    platform,
    doors,
    origin,
    async close() {
      await doors.close();
      await signals.close();
      await wakeups.close();
      await database.close();
    },
  };
}

async function openTab(person: { cookie: string; ctx: Context }, origin = server.origin) {
  const address = origin.replace("localhost", "127.0.0.1");
  const state = {
    events: [] as SentEvent[],
    presence: {} as Record<string, PresenceState>,
    doing: {} as Record<string, string | null>,
    answers: {} as Record<string, string>,
    cursor: undefined as string | undefined,
    heardIn: [] as string[],
  };
  const socket: Socket<ServerToClient, ClientToServer> = io(address, {
    transports: ["websocket"],
    forceNew: true,
    extraHeaders: { origin: address, cookie: person.cookie },
    reconnectionDelay: 5,
    reconnectionDelayMax: 20,
    auth: (give) => give({ workspaceId: person.ctx.workspaceId, ...(state.cursor ? { cursor: state.cursor } : {}) }),
  });
  tabs.push(socket);
  socket.on("ready", ({ cursor }) => (state.cursor = cursor));
  socket.on("events", ({ cursor, events }) => {
    state.cursor = cursor;
    state.events.push(...events);
  });
  socket.on("signals", (batch) => {
    for (const signal of batch) {
      if (signal.type === "presence") state.presence = signal.whole ? { ...signal.members } : { ...state.presence, ...signal.members };
      if (signal.type === "activity") {
        state.doing[signal.memberId] = signal.doing;
        state.heardIn.push(signal.threadId);
      }
      if (signal.type === "answer") {
        const before = signal.from === 0 ? "" : (state.answers[signal.messageId] ?? "");
        if (before.length !== signal.from) throw new Error("a piece of the answer is missing");
        state.answers[signal.messageId] = before + signal.text;
      }
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("ready", () => resolve());
    socket.once("connect_error", reject);
  });
  return { socket, state };
}

async function team() {
  const ada = await server.person("Ada");
  const grace = await server.person("Grace");
  await addMember(ada.ctx, { email: grace.email, role: "member" });
  const { platform } = server.world;
  const me = await resolveSession(platform, { cookie: grace.cookie });
  if (!me) throw new Error("not signed in");
  return { ada, grace: { ...grace, ctx: contextFor(platform, me, ada.ctx.workspaceId) } satisfies Person };
}

const talkIn = async (ctx: Context, kind: "public" | "private" = "public") => {
  const channel = await chat.createChannel(ctx, { name: `room-${kind}`, topic: "", kind });
  return { channel, thread: (await chat.startThread(ctx, { channelId: channel.id, text: "Hello" })).thread };
};

/** Typing is said again and again, as a signal may be lost. */
async function seenTyping(tab: { state: { doing: Record<string, string | null> } }, memberId: string, type: () => unknown) {
  const doing = () => {
    type();
    return tab.state.doing[memberId];
  };
  await expect.poll(doing, { ...wait, interval: 500 }).toBe("typing");
}

test("two servers on one database are one: messages, presence and typing cross over", async () => {
  const { ada, grace } = await team();
  const { thread } = await talkIn(ada.ctx);
  const here = await openTab(ada);
  const there = await openTab(grace, second.origin);
  const [adaId, graceId] = [ada.ctx.actor.id, grace.ctx.actor.id];
  for (const tab of [here, there]) {
    await expect.poll(() => tab.state.presence, wait).toMatchObject({ [adaId]: "active", [graceId]: "active" });
    tab.socket.emit("watch", [thread.id]);
  }
  there.socket.emit("here", "idle");
  await expect.poll(() => here.state.presence[graceId], wait).toBe("idle");

  await seenTyping(here, graceId, () => there.socket.emit("typing", { threadId: thread.id, on: true }));
  const elsewhere = makeContext(second.platform, { workspaceId: ada.ctx.workspaceId, actor: grace.ctx.actor });
  const sent = await chat.sendMessage(elsewhere, { threadId: thread.id, text: "from the other side" });
  await expect.poll(() => here.state.events.map(({ payload }) => (payload as { id?: string }).id), wait).toContain(sent.id);
  await expect.poll(() => here.state.doing[graceId], wait).toBeNull();

  there.socket.disconnect();
  await expect.poll(() => here.state.presence[graceId], wait).toBe("away");
});

test("an answer that one server writes streams to the tabs of the other, late ones get it whole, and a stop there stops it here", async () => {
  const { ada, grace } = await team();
  const { thread } = await talkIn(ada.ctx);
  const words: string[] = [];
  let wake = Promise.withResolvers<void>();
  const say = (word: string) => {
    words.push(word);
    wake.resolve();
  };
  server.world.drivers.put(modelProvider, {
    name: "offline",
    model: "rules",
    offline: true,
    generate: () => Promise.reject(new Error("only streams")),
    async *stream(request): AsyncGenerator<StreamPart> {
      request.signal?.addEventListener("abort", () => wake.resolve());
      for (;;) {
        request.signal?.throwIfAborted();
        for (const text of words.splice(0)) yield { type: "text", text };
        await wake.promise;
        wake = Promise.withResolvers<void>();
      }
    },
  });
  for (const { agent, name, handle, can } of AGENTS) await addAgent(ada.ctx, { agent, name, handle, can });
  const early = await openTab(grace, second.origin);
  early.socket.emit("watch", [thread.id]);
  const system = server.world.actor("system", "everything", "system");
  const question = await chat.sendMessage(ada.ctx, { threadId: thread.id, text: "Tell me" });
  const input = { messageId: question.id, threadId: thread.id, text: "Tell me", agent: "orchestrator" };
  await addTasks({ ...makeContext(system.platform, { workspaceId: ada.ctx.workspaceId }) }, [{ kind: "agents.turn", input }]);
  const worker = startWorker(server.world.platform, { tasks: [answerTask] });
  try {
    say("Word ");
    say("by word");
    const answerId = async () =>
      (await chat.listMessages(ada.ctx, { threadId: thread.id, limit: 10 })).items.find((each) => each.answerState)?.id;
    await expect.poll(answerId, wait).toBeDefined();
    const id = (await answerId()) ?? "";
    await expect.poll(() => early.state.answers[id], wait).toBe("Word by word");
    const late = await openTab(grace, second.origin);
    late.socket.emit("watch", [thread.id]);
    await expect.poll(() => late.state.answers[id], wait).toBe("Word by word");
    say(", and more");
    for (const tab of [early, late]) await expect.poll(() => tab.state.answers[id], wait).toBe("Word by word, and more");
    const elsewhere = makeContext(second.platform, { workspaceId: ada.ctx.workspaceId, actor: grace.ctx.actor });
    expect(await stopAnswer(elsewhere, { messageId: id })).toMatchObject({ text: "Word by word, and more", answerState: "stopped" });
    await worker.idle();
    expect(await chat.getMessage(ada.ctx, { messageId: id })).toMatchObject({ text: "Word by word, and more", answerState: "stopped" });
  } finally {
    await worker.close();
  }
});

test("who may not see a private channel hears nothing of what happens in it", async () => {
  const { ada, grace } = await team();
  const secret = await talkIn(ada.ctx, "private");
  const open = await talkIn(ada.ctx);
  const outsider = await openTab(grace, second.origin);
  outsider.socket.emit("watch", [secret.thread.id, open.thread.id]);
  const insider = await openTab(ada);
  insider.socket.emit("watch", [secret.thread.id, open.thread.id]);
  const type = (threadId: string) => insider.socket.emit("typing", { threadId, on: true });
  await seenTyping(insider, ada.ctx.actor.id, () => type(secret.thread.id));
  await seenTyping(outsider, ada.ctx.actor.id, () => type(open.thread.id));
  // What was typed in the private channel was said before.
  expect(new Set(outsider.state.heardIn)).toEqual(new Set([open.thread.id]));
});

test("presence of a crashed server and typing that nobody ended are forgotten", async () => {
  const { ada, grace } = await team();
  const { thread } = await talkIn(ada.ctx);
  const tab = await openTab(ada);
  const ghost = { from: "crashed", members: { [grace.ctx.actor.id]: "active" } };
  tab.socket.emit("watch", [thread.id]);
  const { signals } = server.world.platform;
  signals.publish({ type: "identity.presence", workspaceId: ada.ctx.workspaceId, channelId: null, payload: ghost });
  await expect.poll(() => tab.state.presence[grace.ctx.actor.id], wait).toBe("active");
  await seenTyping(tab, grace.ctx.actor.id, () =>
    showActivity(grace.ctx, { threadId: thread.id, channel: { id: thread.channelId, kind: "public" } }, "typing"),
  );
  server.world.clock.pass(76_000);
  await expect.poll(() => tab.state.doing[grace.ctx.actor.id], wait).toBeNull();
  await expect.poll(() => tab.state.presence[grace.ctx.actor.id], wait).toBe("away");
});

test("a viewer does not type, and calls that our page would not make change nothing", async () => {
  const { ada, grace } = await team();
  const { thread } = await talkIn(ada.ctx);
  const viewer = await server.person("Vera");
  await addMember(ada.ctx, { email: viewer.email, role: "viewer" });
  const watching = await openTab(ada);
  watching.socket.emit("watch", [thread.id]);
  const still = await openTab({ cookie: viewer.cookie, ctx: ada.ctx });
  still.socket.emit("watch", [thread.id]);
  still.socket.emit("typing", { threadId: thread.id, on: true });
  still.socket.emit("watch", "nonsense" as never);
  still.socket.emit("typing", null as never);
  still.socket.emit("here", "everywhere" as never);
  const typing = await openTab(grace);
  typing.socket.emit("watch", [thread.id]);
  await seenTyping(watching, grace.ctx.actor.id, () => typing.socket.emit("typing", { threadId: thread.id, on: true }));
  expect(Object.keys(watching.state.doing)).toEqual([grace.ctx.actor.id]);
  expect(still.socket.connected).toBe(true);
});

test("a tab that goes on before its question is answered hears nothing of where it was", async () => {
  const { ada, grace } = await team();
  const { thread } = await talkIn(ada.ctx);
  const [gone, stays, typing] = [await openTab(ada), await openTab(ada), await openTab(grace)];
  stays.socket.emit("watch", [thread.id]);
  typing.socket.emit("watch", [thread.id]);
  await whileLocked(server.world.url, "threads", async (waiting) => {
    gone.socket.emit("watch", [thread.id]);
    await expect.poll(waiting, wait).toBeGreaterThan(0);
    gone.socket.emit("watch", []);
  });
  await seenTyping(stays, grace.ctx.actor.id, () => typing.socket.emit("typing", { threadId: thread.id, on: true }));
  expect(gone.state.heardIn).toEqual([]);
});

test("a tab that reads nothing is cut off instead of being buffered for, and comes back by its cursor", async () => {
  const { ada } = await team();
  const stuck = await openTab(ada);
  const other = await openTab(ada);
  let cuts = 0;
  stuck.socket.on("disconnect", () => (cuts += 1));
  // NOTE: no more is read from its connection, as in a tab that a computer has put to sleep.
  const { ws } = stuck.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } };
  ws._socket.pause();
  const fill = `insert into events (workspace_id, type, actor_kind, actor_id, payload)
    select $1, 'chat.noise', 'system', 'system', json_build_object('text', repeat('x', 100000)) from generate_series(1, 20)`;
  const noise = (events: readonly SentEvent[]) => events.filter(({ type }) => type === "chat.noise").length;
  const rounds = 12;
  for (let round = 1; round <= rounds; round += 1) {
    await onDatabase(server.world.url, fill, [ada.ctx.workspaceId]);
    await expect.poll(() => noise(other.state.events), wait).toBe(round * 20);
  }
  ws._socket.resume();
  await expect.poll(() => cuts, wait).toBe(1);
  await expect.poll(() => noise(stuck.state.events), wait).toBe(rounds * 20);
});
