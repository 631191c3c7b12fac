import { io } from "socket.io-client";
import type { LiveEvent } from "./live-event.ts";
import type { TabSignal } from "./live-signals.ts";
import type { LiveStore, LiveVoice } from "./live-store.ts";

export type ConnectionState = "connecting" | "live" | "lost";

interface LiveConnectionOptions {
  workspaceId: string;
  /** Where the event log stood before anything was read; without it the first word of the server is `onStale`. */
  from: string | undefined;
  onEvents: (events: LiveEvent[]) => void;
  live: LiveStore;
  /** What was read before may be old: read it again. */
  onStale: () => void;
  onState: (state: ConnectionState) => void;
  /** The server does not let this tab in any more. Resolves to whether it should ask again. */
  onDismissed: () => Promise<boolean>;
}

const ASK_AGAIN_MS = 1000;
const DISMISSALS = new Set(["unauthenticated", "not_found", "forbidden"]);

/** One socket per tab. The cursor of the last batch goes with every reconnect, so that nothing is missed or applied twice. */
export function connectLive({ workspaceId, from, live, onEvents, onStale, onState, onDismissed }: LiveConnectionOptions): () => void {
  let cursor = from;
  let again: ReturnType<typeof setTimeout> | undefined;
  const socket = io({
    auth: (give) => give({ workspaceId, cursor }),
    withCredentials: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 4000,
    transports: ["websocket", "polling"],
  });
  const startOver = (message: { cursor: string }) => {
    cursor = message.cursor;
    onState("live");
    onStale();
  };
  socket.on("ready", startOver);
  socket.on("resync", startOver);
  socket.on("events", (batch: { cursor: string; events: LiveEvent[] }) => {
    cursor = batch.cursor;
    onState("live");
    onEvents(batch.events);
  });
  socket.on("signals", (signals: TabSignal[]) => live.take(signals));
  socket.on("connect", () => {
    if (cursor !== undefined) onState("live");
    live.connected();
  });
  // NOTE: volatile, as what held a while ago does not matter once there is a connection again; one is also dropped while another leaves.
  const voice: LiveVoice = {
    watch(threadIds) {
      if (socket.connected) socket.emit("watch", threadIds);
    },
    typing: (change) => socket.volatile.emit("typing", change),
    here: (state) => socket.volatile.emit("here", state),
  };
  const stopLive = live.start(voice);
  const dismissed = async () => {
    // NOTE: after a word from the server the socket does not come back by itself.
    if (await onDismissed()) again = setTimeout(() => socket.connect(), ASK_AGAIN_MS);
  };
  socket.on("disconnect", (reason) => {
    onState("lost");
    if (reason === "io server disconnect") void dismissed();
  });
  socket.on("connect_error", (error: Error & { data?: { code?: string } }) => {
    onState("lost");
    if (DISMISSALS.has(error.data?.code ?? "")) void dismissed();
  });
  const wake = () => {
    if (document.visibilityState === "visible" && !socket.connected) socket.connect();
  };
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  return () => {
    document.removeEventListener("visibilitychange", wake);
    window.removeEventListener("online", wake);
    clearTimeout(again);
    stopLive();
    socket.close();
  };
}
