import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import type { Database } from "../database/index.ts";
import type { Logger } from "./log.ts";

const CHANNEL = "openvibe_wake";
const COALESCE_MS = 4;
const APART_MS = 10;

/** Events wake those who read the log; tasks wake workers too, who look at each wake. */
type Reason = "events" | "tasks";

/** Says "look again" to whoever waits on rows, in this process at once and in others by NOTIFY after commit. Losing one is harmless: readers poll too. */
export interface Wakeups {
  /** With "events" only those who wait for events are woken. */
  wake(reason?: "events"): void;
  /** Called at every wake until the returned function is called; with "tasks" not for events alone. */
  onWake(listener: () => void, reason?: "tasks"): () => void;
  /** Joins the other processes on the same database. */
  connect(database: Database, log: Logger): Promise<void>;
  close(): Promise<void>;
}

export function createWakeups(): Wakeups {
  const emitter = new EventEmitter().setMaxListeners(0);
  /** Tells our own notices apart: whoever waits here was woken before they were sent. */
  const origin = randomUUID();
  let database: Database | undefined;
  let listening: { close(): Promise<void> } | undefined;
  let pending: NodeJS.Timeout | undefined;
  let pendingTasks = false;
  let toldAt = 0;

  function emit(reason: Reason): void {
    emitter.emit("events");
    if (reason === "tasks") emitter.emit("tasks");
  }

  function tell(): void {
    pending = undefined;
    toldAt = performance.now();
    const notice = pendingTasks ? origin : `${origin}/events`;
    pendingTasks = false;
    // NOTE: outside any transaction: NOTIFY inside one serialises commits.
    database?.notify(CHANNEL, notice).catch(() => undefined);
  }

  function hear(notice: string): void {
    const [from, reason] = notice.split("/");
    if (from !== origin) emit(reason === "events" ? "events" : "tasks");
  }

  return {
    wake(reason) {
      emit(reason ?? "tasks");
      pendingTasks ||= reason === undefined;
      if (!database || pending) return;
      pending = setTimeout(tell, Math.max(COALESCE_MS, toldAt + APART_MS - performance.now()));
      pending.unref();
    },
    onWake(listener, reason) {
      const name: Reason = reason ?? "events";
      emitter.on(name, listener);
      return () => emitter.off(name, listener);
    },
    async connect(opened, log) {
      listening = await opened.listen(CHANNEL, hear);
      database = opened;
      log.debug("listening for other processes");
    },
    async close() {
      clearTimeout(pending);
      database = undefined;
      await listening?.close();
    },
  };
}
