import { and, asc, sql } from "drizzle-orm";
import type { ActorKind, Context, Tx } from "./context.ts";
import type { EventDefinition } from "./event-definition.ts";
import { prepareStatement } from "../database/index.ts";
import { events } from "./tables.ts";

export interface StoredEvent<Payload = unknown> {
  cursor: Cursor;
  seq: number;
  workspaceId: string;
  type: string;
  actor: { kind: ActorKind; id: string };
  channelId: string | null;
  memberId: string | null;
  payload: Payload;
  happenedAt: Date;
}

/** A place in the event log: `<xid>-<seq>`. */
export type Cursor = string;
export const LOG_START: Cursor = "0-0";
const SETTLE_MS = 30_000;

const append = prepareStatement((db) =>
  db.insert(events).values({
    workspaceId: sql.placeholder("workspaceId"),
    type: sql.placeholder("type"),
    actorKind: sql.placeholder("actorKind"),
    actorId: sql.placeholder("actorId"),
    channelId: sql.placeholder("channelId"),
    memberId: sql.placeholder("memberId"),
    subjectId: sql.placeholder("subjectId"),
    payload: sql.placeholder("payload"),
    happenedAt: sql.placeholder("happenedAt"),
  }),
);

/**
 * Appends the event in the transaction of the change; readers are woken after the commit. The database's answer is not waited for: what it
 * refuses fails the change as a whole.
 */
export async function emit<Payload>(
  tx: Tx,
  event: EventDefinition<Payload>,
  payload: Payload,
  options: { channelId?: string; memberId?: string } = {},
): Promise<void> {
  append(tx.db, {
    workspaceId: tx.workspaceId,
    type: event.type,
    actorKind: tx.actor.kind,
    actorId: tx.actor.id,
    channelId: options.channelId ?? null,
    memberId: options.memberId ?? null,
    subjectId: event.quotes?.subjectOf(payload) ?? null,
    payload: event.payload.parse(payload),
    happenedAt: tx.clockNow,
  }).catch(() => undefined);
  tx.afterCommit(() => tx.platform.wakeups.wake("events"));
}

const isReadable = sql`${events.xid} < pg_snapshot_xmin(pg_current_snapshot())`;
const isAfterCursor = sql`(${events.xid}, ${events.seq}) > (${sql.placeholder("xid")}::xid8, ${sql.placeholder("seq")}::bigint)`;
const isOfTypes = sql`${events.type} = any(${sql.placeholder("types")}::text[])`;
const inOrder = [asc(events.xid), asc(events.seq)] as const;
const readable = prepareStatement((db) =>
  db
    .select()
    .from(events)
    .where(and(isAfterCursor, isReadable))
    .orderBy(...inOrder)
    .limit(sql.placeholder("limit")),
);
const readableOfTypes = prepareStatement((db) =>
  db
    .select()
    .from(events)
    .where(and(isAfterCursor, isReadable, isOfTypes))
    .orderBy(...inOrder)
    .limit(sql.placeholder("limit")),
);

/**
 * Events after the cursor in commit-safe order. Rows of transactions that may still commit are held back: reading by `seq` alone
 * loses rows that commit late.
 */
export async function readEvents(ctx: Context, after: Cursor, limit: number, types?: readonly string[]): Promise<StoredEvent[]> {
  const from = { ...parseCursor(after), limit };
  const rows = await (types ? readableOfTypes(ctx.db, { ...from, types }) : readable(ctx.db, from));
  return rows.map(toStored);
}

const news = prepareStatement((db) =>
  db
    .select({ event: events, isReadable: sql<boolean>`${isReadable}` })
    .from(events)
    .where(isAfterCursor)
    .orderBy(...inOrder)
    .limit(sql.placeholder("limit")),
);

/**
 * Events after the cursor, and whether committed ones are held back because an older transaction has not ended: nothing wakes a reader
 * when it does, so that one who has seen everything readable looks again soon.
 */
export async function readNews(ctx: Context, after: Cursor, limit: number): Promise<{ found: StoredEvent[]; heldBack: boolean }> {
  const rows = await news(ctx.db, { ...parseCursor(after), limit });
  const end = rows.findIndex((row) => !row.isReadable);
  const found = (end < 0 ? rows : rows.slice(0, end)).map(({ event }) => toStored(event));
  return { found, heldBack: end >= 0 };
}

function toStored(row: typeof events.$inferSelect): StoredEvent {
  return {
    cursor: `${row.xid}-${row.seq}`,
    seq: row.seq,
    workspaceId: row.workspaceId,
    type: row.type,
    actor: { kind: row.actorKind, id: row.actorId },
    channelId: row.channelId,
    memberId: row.memberId,
    payload: row.payload,
    happenedAt: row.happenedAt,
  };
}

const lastReadable = prepareStatement((db) =>
  db
    .select({ xid: events.xid, seq: events.seq })
    .from(events)
    .where(isReadable)
    .orderBy(sql`${events.xid} desc, ${events.seq} desc`)
    .limit(1),
);

/** The last place of the log that is safe to have read up to. */
export async function endOfLog(ctx: Context): Promise<Cursor> {
  const [row] = await lastReadable(ctx.db, {});
  return row ? `${row.xid}-${row.seq}` : LOG_START;
}

/** Resolves when all that was committed before the call can be read: until then open transactions may hold it back. */
export async function settleLog(ctx: Context): Promise<void> {
  const mark = await ctx.platform.database.transaction(
    ctx.workspaceId,
    async (db) => (await db.execute<{ xid: string }>(sql`select pg_current_xact_id()::text xid`)).rows[0]?.xid,
  );
  const passed = sql<boolean>`pg_snapshot_xmin(pg_current_snapshot()) > ${mark}::xid8`;
  for (const deadline = Date.now() + SETTLE_MS; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 5))) {
    const [row] = await ctx.db.select({ passed }).from(sql`(select 1) one`);
    if (row?.passed) return;
  }
  throw new Error("a transaction stays open and holds the event log back");
}

export function parseCursor(cursor: Cursor): { xid: string; seq: string } {
  const match = /^(\d{1,20})-(\d{1,19})$/.exec(cursor);
  return { xid: match?.[1] ?? "0", seq: match?.[2] ?? "0" };
}

/** Whether `left` stands after `right`. */
export function isAfter(left: Cursor, right: Cursor): boolean {
  const a = parseCursor(left);
  const b = parseCursor(right);
  return a.xid === b.xid ? BigInt(a.seq) > BigInt(b.seq) : BigInt(a.xid) > BigInt(b.xid);
}
