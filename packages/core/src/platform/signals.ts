import { randomBytes } from "node:crypto";
import { type Database, messageOf } from "../database/index.ts";
import type { Logger } from "./log.ts";

const CHANNEL = "openvibe_signal";
const COALESCE_MS = 25;
/** PostgreSQL takes less than 8,000 bytes in one notice. */
const NOTICE_BYTES = 7_900;
const ENVELOPE_BYTES = 64;
const MOST_WAITING = 5_000;
const COMPLAIN_MS = 10_000;

/** What is true now and kept nowhere: somebody types, a few more words of an answer. Losing one must be harmless. */
export interface Signal<Payload = unknown> {
  readonly type: string;
  readonly workspaceId: string;
  /** Set when only those who may see the channel may get it. */
  readonly channelId: string | null;
  readonly payload: Payload;
  /** Takes the place of one with the same key that has not left yet. */
  readonly key?: string;
}

type Listener = (signals: readonly Signal[]) => void;

/** Signals to this process, and by NOTIFY to the others on the same database. Never waits, never fails, keeps nothing. */
export interface Signals {
  publish(signal: Signal): void;
  /** Called with those of this process and of all others, in batches. */
  subscribe(listener: Listener): () => void;
  /** Joins the other processes on the same database. */
  connect(database: Database, log: Logger): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  signal: Signal;
  text: string;
  bytes: number;
}

export function createSignals(): Signals {
  const self = randomBytes(6).toString("base64url");
  const listeners = new Set<Listener>();
  const here = createQueue();
  const away = createQueue();
  let database: Database | undefined;
  let listening: { close(): Promise<void> } | undefined;
  let log: Logger | undefined;
  let timer: NodeJS.Timeout | undefined;
  let flushedAt = 0;
  let sending: Promise<void> | undefined;
  let complainedAt = 0;

  function deliver(signals: readonly Signal[]): void {
    for (const listener of listeners) {
      try {
        listener(signals);
      } catch (error) {
        log?.error({ err: error }, "a signal could not be taken");
      }
    }
  }

  function flush(): void {
    timer = undefined;
    flushedAt = performance.now();
    const batch = here.take(Number.POSITIVE_INFINITY).map(({ signal }) => signal);
    if (batch.length > 0) deliver(batch);
    sending ??= send().finally(() => (sending = undefined));
  }

  /** One notice at a time: while the database is slow, newer signals take the place of older ones. */
  async function send(): Promise<void> {
    for (;;) {
      const batch = away.take(NOTICE_BYTES - ENVELOPE_BYTES);
      if (batch.length === 0 || !database) return;
      const notice = `{"from":"${self}","signals":[${batch.map(({ text }) => text).join(",")}]}`;
      await database.notify(CHANNEL, notice).catch((error: unknown) => complain(messageOf(error)));
    }
  }

  function complain(fault: string): void {
    if (performance.now() - complainedAt < COMPLAIN_MS) return;
    complainedAt = performance.now();
    log?.warn({ fault }, "signals for other processes are dropped");
  }

  function receive(notice: string): void {
    if (notice === "") return;
    try {
      const { from, signals } = JSON.parse(notice) as { from: string; signals: Signal[] };
      if (from !== self) deliver(signals);
    } catch (error) {
      log?.error({ err: error }, "a notice of signals could not be read");
    }
  }

  return {
    publish(signal) {
      const text = JSON.stringify(signal);
      const waiting = { signal, text, bytes: Buffer.byteLength(text) + 1 };
      if (waiting.bytes > NOTICE_BYTES - ENVELOPE_BYTES) throw new Error(`a signal ${signal.type} of ${waiting.bytes} bytes is too large`);
      here.put(waiting);
      if (database && !away.put(waiting)) complain("too many are waiting");
      timer ??= setTimeout(flush, Math.max(0, flushedAt + COALESCE_MS - performance.now()));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async connect(opened, logger) {
      log = logger;
      listening = await opened.listen(CHANNEL, receive);
      database = opened;
    },
    async close() {
      clearTimeout(timer);
      database = undefined;
      await sending;
      await listening?.close();
    },
  };
}

function createQueue() {
  const waiting = new Map<string, Waiting>();
  let count = 0;
  return {
    /** False when the oldest one had to make room. */
    put(one: Waiting): boolean {
      const key = one.signal.key ?? `#${(count += 1)}`;
      waiting.delete(key);
      waiting.set(key, one);
      if (waiting.size <= MOST_WAITING) return true;
      const [oldest] = waiting.keys();
      if (oldest !== undefined) waiting.delete(oldest);
      return false;
    },
    /** The oldest ones, as many as fit. */
    take(bytes: number): Waiting[] {
      const taken: Waiting[] = [];
      let room = bytes;
      for (const [key, one] of waiting) {
        if (one.bytes > room) break;
        room -= one.bytes;
        taken.push(one);
        waiting.delete(key);
      }
      return taken;
    },
  };
}
