import { createServer } from "node:http";
import { ApiKeyEvents, IdentityEvents } from "@openvibe/core/identity";
import { ChatEvents } from "@openvibe/core/chat";
import { AppError, startTail, type StoredEvent } from "@openvibe/core/platform";
import type { FastifyInstance } from "fastify";
import { Server, type Socket } from "socket.io";
import { z } from "zod";
import type { DoorOptions } from "./options.ts";
import { requireOwnOrigin } from "./origin.ts";
import { startFanOut } from "./socket-fan-out.ts";
import { startFeed, type Feed, type ServerToClient } from "./socket-feed.ts";
import { pressureOf, type Pressure } from "./socket-pressure.ts";
import { sendWholeFrames } from "./socket-frames.ts";
import { keepSeats, type Seat } from "./socket-seats.ts";
import { startSignalDesk, type ClientToServer, type SignalDesk } from "./socket-signals.ts";
import type { UpgradeRouter } from "./upgrade.ts";

const MOST_FOR_ONE_MEMBER = 50;

/** With an API key as `token`, for programs that cannot send the header `Authorization`. */
const Handshake = z.object({
  workspaceId: z.string().max(64),
  cursor: z.string().max(64).optional(),
  token: z.string().max(100).optional(),
});

/** Ten thousand wait in one process: what tabs have in common is in their seat, and what listens to them is one function for all. */
interface TabData {
  seat: Seat;
  /** Where it says that it was. */
  cursor: string | undefined;
  feed: Feed;
  pressure: Pressure;
}
type Tab = Socket<ClientToServer, ServerToClient, Record<string, never>, TabData>;

/** The events of one workspace to each open tab, from where the tab was, and what holds for a moment. What tabs want done goes through the other doors. */
export function openSocketDoor(
  app: FastifyInstance,
  upgrades: UpgradeRouter,
  options: DoorOptions,
): { cut(): void; close(): Promise<void> } {
  const { platform } = options;
  // NOTE: a server that never listens gives Socket.IO its requests, so that it hooks into no other listener of the real one.
  const inlet = createServer();
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, TabData>(inlet, {
    serveClient: false,
    maxHttpBufferSize: 16 * 1024,
    transports: ["websocket", "polling"],
    allowRequest: (request, decide) => {
      try {
        requireOwnOrigin({ method: request.method, headers: request.headers, upgrade: true }, options.origin());
        decide(null, true);
      } catch {
        decide("foreign origin", false);
      }
    },
  });
  sendWholeFrames(io.of("/").adapter);
  upgrades.route("/socket.io/", (request, socket, head) => void inlet.emit("upgrade", request, socket, head));
  void app.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _body, unread) => unread(null));
    scope.all("/socket.io/*", (request, reply) => {
      reply.hijack();
      inlet.emit("request", request.raw, reply.raw);
    });
    done();
  });

  const tail = startTail(platform);
  const fanOut = startFanOut((tabIds, batch) => io.to(tabIds).emit("events", batch));
  const desk = startSignalDesk(platform);
  const seats = keepSeats(platform);
  const rooms = new Map<string, Set<Tab>>();
  const subscribed = tail.subscribe((byWorkspace) => {
    for (const [workspaceId, events] of byWorkspace) {
      const room = rooms.get(workspaceId);
      if (room) fanOut(room, events);
      dismissRemoved(room, events);
      tellOfMessages(desk, events);
    }
  });

  async function seat(tab: Tab): Promise<void> {
    const handshake = Handshake.safeParse(tab.handshake.auth);
    if (!handshake.success) throw new AppError("bad_request", "Say which workspace to follow.");
    const { workspaceId, cursor, token } = handshake.data;
    const found = await seats.find(tab.request.headers, workspaceId, token);
    await subscribed;
    if (seats.tabsOf(found.ctx.actor.id) >= MOST_FOR_ONE_MEMBER)
      throw new AppError("too_many_requests", "Too many open tabs. Close some of them.");
    tab.data = { seat: found, cursor } as TabData;
  }

  function roomOf(workspaceId: string): Set<Tab> {
    const room = rooms.get(workspaceId) ?? new Set();
    rooms.set(workspaceId, room);
    return room;
  }

  async function admit(tab: Tab, done: (refusal?: Error) => void): Promise<void> {
    try {
      await seat(tab);
      done();
    } catch (error) {
      if (!(error instanceof AppError)) platform.log.error({ err: error }, "a socket could not be opened");
      const known = error instanceof AppError ? error : new AppError("unavailable", "Live updates are not available now.");
      done(Object.assign(new Error(known.message), { data: { code: known.code } }));
    }
  }

  function leave(this: Tab): void {
    const { seat, feed } = this.data;
    const { workspaceId } = seat.ctx;
    feed.close();
    desk.leave(this);
    seats.leave(seat, this);
    const room = rooms.get(workspaceId);
    room?.delete(this);
    if (room?.size === 0) rooms.delete(workspaceId);
  }

  io.use((tab, next) => void admit(tab, next));
  io.on("connection", (tab: Tab) => {
    const { cursor } = tab.data;
    const seat = seats.take(tab.data.seat, tab);
    const pressure = pressureOf(tab.conn);
    const feed = startFeed(seat, tab, cursor, undefined, pressure);
    tab.data = { seat, cursor: undefined, pressure, feed };
    roomOf(seat.ctx.workspaceId).add(tab);
    tab.on("disconnect", leave);
    // In the room first, then reading what was missed: nothing falls between.
    feed.catchUp();
    desk.join(tab);
    forgetHandshake(tab);
  });

  return {
    cut() {
      for (const tab of io.sockets.sockets.values()) tab.conn.close();
    },
    async close() {
      seats.close();
      desk.close();
      await tail.close();
      await io.close();
    },
  };
}

const NOTHING = Object.freeze({});

/** What only the opening of a tab needed is let go. */
function forgetHandshake(tab: Tab): void {
  Object.assign(tab, { handshake: NOTHING });
  Object.assign(tab.conn, { request: undefined });
}

const MESSAGES: ReadonlySet<string> = new Set([
  ChatEvents.MessageSent.type,
  ChatEvents.MessageChanged.type,
  ChatEvents.MessageDeleted.type,
]);

function tellOfMessages(desk: SignalDesk, events: readonly StoredEvent[]): void {
  for (const { type, payload } of events) if (MESSAGES.has(type)) desk.said(payload as Parameters<SignalDesk["said"]>[0]);
}

function dismissRemoved(room: Set<Tab> | undefined, events: readonly StoredEvent[]): void {
  for (const event of events) {
    if (event.type === ApiKeyEvents.ApiKeyRevoked.type) {
      const { id } = ApiKeyEvents.ApiKeyRevoked.payload.parse(event.payload);
      for (const tab of room ?? []) if (tab.data.seat.keyId === id) tab.disconnect(true);
    }
    if (event.type !== IdentityEvents.MemberRemoved.type) continue;
    const { memberId } = IdentityEvents.MemberRemoved.payload.parse(event.payload);
    for (const tab of room ?? []) if (tab.data.seat.ctx.actor.id === memberId) tab.disconnect(true);
  }
}
