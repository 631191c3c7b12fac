import type { Channel, MessagePage, Thread } from "@openvibe/core/chat/model";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { type InfiniteData, InfiniteQueryObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
import { io } from "socket.io-client";
import type { Contract } from "../src/data/contract.ts";
import { statusOf } from "../src/data/errors.ts";
import type { LiveEvent } from "../src/data/live-event.ts";
import { followEvents } from "../src/data/live-follow.ts";
import { threadsOptions } from "../src/features/chat/use-threads.ts";
import { applyEvent } from "../src/features/live.ts";

const PAGE = 50;

export interface Seat {
  cookie: string;
  workspaceId: string;
  memberId: string;
}

/** A tab of the web app without its screen: its cache, what it does with events, its socket, and the queries that its screens would hold open. */
export function openClient(seat: Seat, origin: () => string) {
  const headers = () => ({ cookie: seat.cookie, origin: origin(), "x-workspace-id": seat.workspaceId });
  const link = new RPCLink({
    url: () => `${origin()}/rpc`,
    headers,
    fetch: (request, init) => fetch(request, { ...init, signal: AbortSignal.timeout(10_000) }),
  });
  const api = createORPCClient<Contract>(link);
  const queries = createTanstackQueryUtils(api);
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        networkMode: "always",
        // NOTE: what they may not read any more stays unread; anything else comes back.
        retry: (_, error) => (statusOf(error) ?? 500) >= 500,
        retryDelay: 50,
        gcTime: Number.POSITIVE_INFINITY,
      },
    },
  });
  const following = followEvents({ client, queries, memberId: seat.memberId }, applyEvent);
  const open = new Map<string, () => void>();
  const state = { cursor: undefined as string | undefined, seen: [] as LiveEvent[], resyncs: 0, connects: 0 };
  const socket = io(origin(), {
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 5,
    reconnectionDelayMax: 100,
    timeout: 2_000,
    auth: (give) => give({ workspaceId: seat.workspaceId, ...(state.cursor ? { cursor: state.cursor } : {}) }),
    extraHeaders: headers(),
  });
  const startOver = ({ cursor }: { cursor: string }) => {
    state.cursor = cursor;
    state.resyncs += 1;
    following.startOver();
  };
  socket.on("ready", startOver);
  socket.on("resync", startOver);
  socket.on("connect", () => void (state.connects += 1));
  socket.on("events", ({ cursor, events }: { cursor: string; events: LiveEvent[] }) => {
    state.cursor = cursor;
    state.seen.push(...events);
    following.take(events);
  });

  const channels = new QueryObserver(client, queries.chat.listChannels.queryOptions());
  const closeChannels = channels.subscribe(() => undefined);
  const threadsOf = (channelId: string) => threadsOptions(queries, channelId);
  const messagesOf = (threadId: string) =>
    queries.chat.listMessages.infiniteOptions({
      input: (turn: { cursor?: string }) => ({ threadId, limit: PAGE, ...turn }),
      initialPageParam: {},
      getNextPageParam: (page: MessagePage) => (page.nextCursor ? { cursor: page.nextCursor } : undefined),
    });

  return {
    seat,
    api,
    state,
    socket,
    channels: () => client.getQueryData<Channel[]>(queries.chat.listChannels.queryKey()) ?? [],
    threads: (channelId: string) =>
      client.getQueryData<InfiniteData<{ items: Thread[] }>>(threadsOf(channelId).queryKey)?.pages.flatMap((page) => page.items),
    /** Oldest first. */
    messages: (threadId: string) =>
      client
        .getQueryData<InfiniteData<MessagePage>>(messagesOf(threadId).queryKey)
        ?.pages.toReversed()
        .flatMap((page) => page.items),
    /** As a screen that shows it. */
    show(what: { channelId: string } | { threadId: string }): void {
      const key = JSON.stringify(what);
      if (open.has(key)) return;
      const observer =
        "channelId" in what
          ? new InfiniteQueryObserver(client, threadsOf(what.channelId))
          : new InfiniteQueryObserver(client, messagesOf(what.threadId));
      open.set(
        key,
        observer.subscribe(() => undefined),
      );
    },
    hide(what: { channelId: string } | { threadId: string }): void {
      const key = JSON.stringify(what);
      open.get(key)?.();
      open.delete(key);
      client.removeQueries({ queryKey: ("channelId" in what ? threadsOf(what.channelId) : messagesOf(what.threadId)).queryKey });
    },
    isReading: () => client.isFetching() > 0,
    cut: () => socket.io.engine?.close(),
    close() {
      following.stop();
      closeChannels();
      for (const close of open.values()) close();
      socket.disconnect();
      client.clear();
    },
  };
}

export type LiveClient = ReturnType<typeof openClient>;
