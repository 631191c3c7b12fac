import { and, sql } from "drizzle-orm";
import { systemContext, type Context, type Platform } from "./context.ts";
import { endOfLog, LOG_START, parseCursor, readNews, type Cursor, type StoredEvent } from "./events.ts";
import { keepEvents } from "./kept-events.ts";
import { createRest } from "./rest.ts";
import { events } from "./tables.ts";

const BATCH = 500;
const POLL_MS = 1_000;
/** Between two looks at the log: what many writers say at the same time is read together. */
const APART_MS = 4;

type Listener = (byWorkspace: ReadonlyMap<string, readonly StoredEvent[]>) => void;

/** Reads the log of all workspaces once for the whole process and hands each workspace's new events on, in order. Keeps no place of its own. */
export interface Tail {
  /** What `endOfLog` gives after this resolved, and everything later, reaches the listener or was there before. */
  subscribe(listener: Listener): Promise<() => void>;
  /** The first events of these types after the cursor, as it has read them; undefined where it has not read all that stands between. */
  after(cursor: Cursor, types: ReadonlySet<string>, most: number): StoredEvent[] | undefined;
  /** How far it has read. */
  readTo(): Cursor;
  close(): Promise<void>;
}

interface Reader {
  tail: Tail;
  users: number;
}
const readers = new WeakMap<Platform, Reader>();

/** All tails of a process read as one; the last that is closed ends the reading. */
export function startTail(platform: Platform): Tail {
  const reader = readers.get(platform) ?? { tail: startReading(platform), users: 0 };
  readers.set(platform, reader);
  reader.users += 1;
  let closed = false;
  return {
    subscribe: (listener) => reader.tail.subscribe(listener),
    after: (...asked) => reader.tail.after(...asked),
    readTo: () => reader.tail.readTo(),
    async close() {
      if (closed) return;
      closed = true;
      reader.users -= 1;
      if (reader.users > 0) return;
      readers.delete(platform);
      await reader.tail.close();
    },
  };
}

function startReading(platform: Platform): Tail {
  const ctx = systemContext(platform);
  const listeners = new Set<Listener>();
  const rest = createRest(platform.wakeups);
  let closed = false;
  const { promise: ready, resolve: started } = Promise.withResolvers<void>();

  function hand(byWorkspace: ReadonlyMap<string, readonly StoredEvent[]>): void {
    for (const listener of listeners) {
      try {
        listener(byWorkspace);
      } catch (error) {
        platform.log.error({ err: error }, "a listener could not take new events");
      }
    }
  }

  const kept = keepEvents();
  let at: Cursor | undefined;
  async function run(): Promise<void> {
    while (!closed) {
      rest.begin();
      const lookedAt = performance.now();
      try {
        at ??= await endOfLog(ctx);
        started();
        const { found, heldBack } = await readNews(ctx, at, BATCH);
        kept.add(at, found);
        at = found.at(-1)?.cursor ?? at;
        if (found.length > 0) hand(Map.groupBy(found, (event) => event.workspaceId));
        if (found.length === BATCH) continue;
        await (heldBack ? rest.pauseBriefly(found.length > 0) : rest.pause(POLL_MS));
        const early = lookedAt + APART_MS - performance.now();
        if (early > 0 && !closed) await new Promise((resolve) => setTimeout(resolve, early));
      } catch (error) {
        if (closed) return;
        platform.log.error({ err: error }, "new events could not be read; trying again");
        rest.begin();
        await rest.pause(POLL_MS);
      }
    }
  }

  const running = run();
  return {
    async subscribe(listener) {
      await ready;
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    after: (...asked) => kept.after(...asked),
    readTo: () => at ?? LOG_START,
    async close() {
      closed = true;
      started();
      rest.close();
      await running;
    },
  };
}

/** How many events stand after the cursor, counted up to a limit; those held back only when asked for. */
export async function countAfter(ctx: Context, after: Cursor, limit: number, options: { heldBack?: boolean } = {}): Promise<number> {
  const { xid, seq } = parseCursor(after);
  const rows = ctx.db
    .select({ seq: events.seq })
    .from(events)
    .where(
      and(
        sql`(${events.xid}, ${events.seq}) > (${xid}::xid8, ${seq}::bigint)`,
        options.heldBack ? undefined : sql`${events.xid} < pg_snapshot_xmin(pg_current_snapshot())`,
      ),
    )
    .limit(limit)
    .as("after");
  const [row] = await ctx.db.select({ count: sql<number>`count(*)::int` }).from(rows);
  return row?.count ?? 0;
}
