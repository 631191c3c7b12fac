import { and, eq, exists, not, notExists, or, sql, type Placeholder, type SQL, type SQLWrapper } from "drizzle-orm";
import { alias, QueryBuilder } from "drizzle-orm/pg-core";
import { plainText } from "../cards/index.ts";
import { AppError, emit, prepareStatement, type Building, type Context, type EventDefinition, type Tx } from "../platform/index.ts";
import { isHeld } from "./hold.ts";
import { isVisible, oneLine, type Channel, type Message, type Thread } from "./model.ts";
import { channelMembers, channels, messages, threads } from "./tables.ts";

/** Holds for channels that the actor may read: the public ones, and those it is in. The one rule that every read of talk goes through. */
export function seenBy(ctx: Context): SQL | undefined {
  if (ctx.actor.kind === "system") return undefined;
  if (ctx.actor.openOnly) return eq(channels.kind, "public");
  const { id, forMember, audienceOf } = ctx.actor;
  const isForAll = audienceOf === undefined ? undefined : and(hasIn(forMember ?? id), hasAllOf(audienceOf));
  return or(eq(channels.kind, "public"), and(hasIn(id), isForAll));
}

/** Whether the member is in the channel that is looked at. */
function hasIn(memberId: string | Placeholder | SQLWrapper): SQL {
  const member = alias(channelMembers, "member_in");
  return exists(
    new QueryBuilder()
      .select({ one: sql`1` })
      .from(member)
      .where(and(eq(member.channelId, channels.id), eq(member.memberId, memberId))),
  );
}

/** Whether all readers of that channel are in the one that is looked at. */
function hasAllOf(channelId: string | Placeholder): SQL {
  const audience = alias(channels, "audience");
  const reader = alias(channelMembers, "audience_reader");
  return notExists(
    new QueryBuilder()
      .select({ one: sql`1` })
      .from(audience)
      .leftJoin(reader, eq(reader.channelId, audience.id))
      .where(and(eq(audience.id, channelId), or(eq(audience.kind, "public"), not(hasIn(reader.memberId))))),
  );
}

/** Whose membership counts, for prepared statements. */
export const readerOf = ({ actor }: Context): string => (actor.openOnly ? "" : actor.id);

/** Whether the actor sees less than the channels that it is in. */
export const isNarrowed = ({ actor }: Context): boolean => actor.openOnly === true || actor.audienceOf !== undefined;

/** Whether the actor may read the thread, as a condition that the database looks into once for a statement, not for each row. */
export const maySeeThread = (ctx: Context, threadId: string): SQL => isSeen(threadId, seenBy(ctx));

/** The same for prepared statements, with the placeholder `threadId`. */
export const maySeeThreadPlaced = (seen: Seen): SQL => isSeen(sql.placeholder("threadId"), seen());

function isSeen(threadId: string | Placeholder, seen: SQL | undefined): SQL {
  const found = new QueryBuilder()
    .select({ one: sql`1` })
    .from(threads)
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(and(eq(threads.id, threadId), seen));
  return exists(found);
}

/** `seenBy` for prepared statements: the rule for people, and the whole of it. `isIn` says whether the actor is in the channel. */
export type Seen = (isIn?: SQL) => SQL | undefined;
const hasActorIn = hasIn(sql.placeholder("actorId"));
const seenByPeople: Seen = (isIn = hasActorIn) => or(eq(channels.kind, "public"), isIn);
const isForAllPlaced = or(
  sql`${sql.placeholder("audienceOf")}::text is null`,
  and(hasIn(sql.placeholder("forMember")), hasAllOf(sql.placeholder("audienceOf"))),
);
const seenByAll: Seen = (isIn = hasActorIn) =>
  or(sql`${sql.placeholder("isSystem")}::boolean`, eq(channels.kind, "public"), and(isIn, isForAllPlaced));

/** A statement over what the actor may read. One for everybody would be planned anew each time, as most of the rule falls away for people. */
export function prepareSeen<Rows>(build: Building<Rows, [seen: Seen]>) {
  const forPeople = prepareStatement((db) => build(db, seenByPeople));
  const forAll = prepareStatement((db) => build(db, seenByAll));
  return (ctx: Context, values: Record<string, unknown>): Promise<Rows> => {
    const { kind, id, forMember = id, audienceOf } = ctx.actor;
    const actorId = readerOf(ctx);
    if (kind !== "system" && audienceOf === undefined) return forPeople(ctx.db, { ...values, actorId });
    return forAll(ctx.db, { ...values, actorId, isSystem: kind === "system", forMember, audienceOf: audienceOf ?? null });
  };
}

/** Whether the actor may read the channel, looked into once for a statement. */
export function maySeeChannelRow(ctx: Context, channelId: string): SQL {
  const seen = new QueryBuilder()
    .select({ one: sql`1` })
    .from(channels)
    .where(and(eq(channels.id, channelId), seenBy(ctx)));
  return exists(seen);
}

/** What an outsider gets is what a mistyped id gets: a private channel does not show that it is there. */
export async function fetchChannel(ctx: Context, id: string): Promise<Channel> {
  const [row] = await ctx.db
    .select()
    .from(channels)
    .where(and(eq(channels.id, id), seenBy(ctx)));
  if (!row) throw new AppError("not_found", "There is no such channel in this workspace.");
  return toChannel(row);
}

/** A thread with the channel it is in. */
export interface Talk {
  thread: Thread;
  channel: Channel;
}

const talkOf = prepareSeen((db, seen) =>
  db
    .select()
    .from(threads)
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(and(eq(threads.id, sql.placeholder("threadId")), seen())),
);

export async function fetchTalk(ctx: Context, threadId: string): Promise<Talk> {
  const [row] = await talkOf(ctx, { threadId });
  if (!row) throw new AppError("not_found", "There is no such thread in this workspace.");
  return { thread: toThread(row.threads), channel: toChannel(row.channels) };
}

export async function fetchThread(ctx: Context, id: string): Promise<Thread> {
  return (await fetchTalk(ctx, id)).thread;
}

/** Locks the message until the transaction ends, so that changes at the same time add up. */
export async function fetchMessage(tx: Tx, id: string): Promise<{ message: Message; channel: Channel }> {
  const [row] = await tx.db
    .select()
    .from(messages)
    .innerJoin(channels, eq(channels.id, messages.channelId))
    .where(and(isHeld(id), eq(messages.id, id), seenBy(tx)))
    .for("update", { of: messages });
  if (!row) throw new AppError("not_found", "There is no such message in this workspace.");
  return { message: toMessage(row.messages), channel: toChannel(row.channels) };
}

/** Says it to those who may see the channel, and to nobody else. */
export function emitIn<Payload>(
  tx: Tx,
  channel: Pick<Channel, "id" | "kind">,
  event: EventDefinition<Payload>,
  payload: Payload,
): Promise<void> {
  return emit(tx, event, payload, channel.kind === "public" ? {} : { channelId: channel.id });
}

export function toChannel({ workspaceId: _, ...channel }: typeof channels.$inferSelect): Channel {
  return channel;
}

export function toThread(row: typeof threads.$inferSelect): Thread {
  const { workspaceId: _, parentThreadId, forkedFromMessageId, rootThreadId, forkDepth, ...rest } = row;
  const { closedBy, closedAt, closeReason, outcomeMessageId, ...thread } = rest;
  return {
    ...thread,
    fork:
      parentThreadId && forkedFromMessageId && rootThreadId
        ? { parentThreadId, messageId: forkedFromMessageId, rootThreadId, depth: forkDepth }
        : null,
    closing: row.status !== "active" && closedBy && closedAt ? { by: closedBy, at: closedAt, reason: closeReason, outcomeMessageId } : null,
  };
}

export function toMessage({ workspaceId: _, ...message }: typeof messages.$inferSelect): Message {
  return message;
}

const LONGEST = 60;
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The first words of a text, as they are seen and on one line, to be a title until a better one is given; empty where there are none. */
export function titleFrom(text: string): string {
  const line = oneLine(plainText(text.slice(0, 1_000).toWellFormed(), { addresses: false }));
  if (!isVisible(line)) return "";
  if (line.length <= LONGEST) return line;
  let start = "";
  for (const { segment } of letters.segment(line)) {
    if (start.length + segment.length >= LONGEST - 2) break;
    start += segment;
  }
  return `${start.replace(/\s\S*$/, "")}…`;
}
