import { DrizzleQueryError, eq, sql } from "drizzle-orm";
import { firstWriteOf, messageOf, explainFault, prepareStatement } from "../database/index.ts";
import { systemContext, type Platform, type Tx } from "./context.ts";
import type { Follower } from "./define-follower.ts";
import { parseCursor, type Cursor, type StoredEvent } from "./events.ts";
import type { NextEvents } from "./next-events.ts";
import { followerFailures, followers } from "./tables.ts";
import { actAs, write } from "./write.ts";

const MAX_ATTEMPTS = 5;

export interface Batch {
  taken: number;
  /** There may be more right now. */
  more: boolean;
  /** How long it held back those who read the log. */
  heldMs: number;
  /** Of the machine, not of the event that met it: it waits until that is over, however long it lasts. */
  fault?: unknown;
}

const NOTHING: Batch = { taken: 0, more: false, heldMs: 0 };

const ONE = sql`(select 1) one`;
/** Of transactions that take in for one follower; a lock of the row itself would make whoever reads the log wait for the whole batch. */
const FOLLOWERS = 1_970_168_182;

const lockFollower = prepareStatement((db) =>
  db
    .select({ isFree: sql<boolean>`pg_try_advisory_xact_lock(${sql.raw(String(FOLLOWERS))}, hashtext(${sql.placeholder("name")}))` })
    .from(ONE),
);

export const storedPlace = prepareStatement((db) =>
  db
    .select()
    .from(followers)
    .where(eq(followers.name, sql.placeholder("name"))),
);

const movePlace = prepareStatement((db) =>
  db
    .update(followers)
    .set({
      xid: sql`${sql.placeholder("xid")}::xid8`,
      seq: sql`${sql.placeholder("seq")}::bigint`,
      updatedAt: sql`${sql.placeholder("at")}::timestamptz`,
    })
    .where(eq(followers.name, sql.placeholder("name"))),
);

/** Takes in so many events at most, in one transaction. `failures`: how often each event that stands first has failed so far. */
export async function takeBatch(
  platform: Platform,
  follower: Follower,
  size: number,
  { failures, next }: { failures: Map<number, number>; next: NextEvents },
): Promise<Batch> {
  if (failures.size === 0) {
    // What any of them fails with is found out one by one.
    const together = await inTurn(platform, follower, size, next, (tx, events) => takeTogether(tx, follower, events)).catch(
      () => undefined,
    );
    if (together) return together;
  }
  return inTurn(platform, follower, size, next, (tx, events) => takeEach(tx, follower, events, failures));
}

/** With the follower's place held, which then moves behind those that were taken. */
function inTurn(
  platform: Platform,
  follower: Follower,
  size: number,
  next: NextEvents,
  take: (tx: Tx, events: readonly StoredEvent[]) => Promise<{ taken: number; fault?: unknown }>,
): Promise<Batch> {
  return write(systemContext(platform), "platform:follow", async (tx) => {
    const place = await holdPlace(tx, follower);
    if (!place) return NOTHING;
    const events = await next.read(tx, place, size);
    if (events.length === 0) return NOTHING;
    const { taken, fault } = await take(tx, events);
    const last = events[taken - 1];
    if (last) moveTo(tx, follower, last.cursor);
    const now = performance.now();
    return { taken, more: events.length === size && taken === size, heldMs: now - (firstWriteOf(tx.db) ?? now), fault };
  });
}

/** Moves on over events that do not concern the follower, so that it need not look through them again. */
export function moveOn(platform: Platform, follower: Follower, over: { from: Cursor; to: Cursor }): Promise<void> {
  return write(systemContext(platform), "platform:follow", async (tx) => {
    if ((await holdPlace(tx, follower)) === over.from) moveTo(tx, follower, over.to);
  });
}

/** Where the follower stands, until the transaction ends for nobody else; nothing while another takes in for it. The lock comes first: what is read before may be old. */
async function holdPlace(tx: Tx, { name }: Follower): Promise<Cursor | undefined> {
  const [[lock], [place]] = await Promise.all([lockFollower(tx.db, { name }), storedPlace(tx.db, { name })]);
  return lock?.isFree && place ? `${place.xid}-${place.seq}` : undefined;
}

/** Sent with the commit, which fails with it. */
function moveTo(tx: Tx, { name }: Follower, cursor: Cursor): void {
  goAhead(movePlace(tx.db, { name, ...parseCursor(cursor), at: tx.clockNow.toISOString() }));
}

/** One workspace after the other. */
async function takeTogether(tx: Tx, follower: Follower, events: readonly StoredEvent[]): Promise<{ taken: number }> {
  for (const [workspaceId, own] of Map.groupBy(events, (event) => event.workspaceId))
    await follower.handleMany(inWorkspace(tx, workspaceId), own);
  return { taken: events.length };
}

/** So that of those that came together the one that fails is known. */
async function takeEach(
  tx: Tx,
  follower: Follower,
  events: readonly StoredEvent[],
  failures: Map<number, number>,
): Promise<{ taken: number; fault: unknown }> {
  for (const [index, event] of events.entries()) {
    try {
      await inSavepoint(tx, () => follower.handle(inWorkspace(tx, event.workspaceId), event));
      failures.delete(event.seq);
    } catch (error) {
      if (explainFault(error)?.code === "unavailable") return { taken: index, fault: error };
      if (!(await putAside(tx, follower, event, failures, error))) return { taken: index, fault: undefined };
    }
  }
  return { taken: events.length, fault: undefined };
}

async function putAside(tx: Tx, follower: Follower, event: StoredEvent, failures: Map<number, number>, error: unknown): Promise<boolean> {
  const attempts = (failures.get(event.seq) ?? 0) + 1;
  failures.set(event.seq, attempts);
  tx.log.error(
    { err: error, follower: follower.name, event: event.type, seq: event.seq, attempts },
    "a follower could not take in an event",
  );
  if (attempts < MAX_ATTEMPTS) return false;
  failures.delete(event.seq);
  await tx.db
    .insert(followerFailures)
    .values({ follower: follower.name, eventSeq: event.seq, attempts, error: reasonOf(error).slice(0, 2_000) });
  return true;
}

/** Of a failed statement what the database said: its own message holds the values, which may be anybody's words. */
function reasonOf(error: unknown): string {
  return messageOf(error instanceof DrizzleQueryError ? (error.cause ?? error) : error);
}

/** What it did is taken back when it fails, and the transaction goes on. */
async function inSavepoint(tx: Tx, fn: () => Promise<void>): Promise<void> {
  goAhead(tx.db.execute(sql`savepoint taking`));
  try {
    await fn();
    await tx.db.execute(sql`release savepoint taking`);
  } catch (error) {
    await tx.db.execute(sql`rollback to savepoint taking`);
    throw error;
  }
}

/** Until another is bound, or the transaction ends. Places and failures of followers are of no workspace. */
function inWorkspace(tx: Tx, workspaceId: string): Tx {
  goAhead(bind(tx.db, { workspaceId }));
  return actAs(tx, tx.actor, workspaceId);
}

const bind = prepareStatement((db) =>
  db.select({ workspaceId: sql<string>`set_config('openvibe.workspace', ${sql.placeholder("workspaceId")}, true)` }).from(ONE),
);
/** Sent with what comes next, which fails with it. */
function goAhead(statement: PromiseLike<unknown>): void {
  statement.then(undefined, () => undefined);
}
