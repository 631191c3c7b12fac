import { and, eq, ne } from "drizzle-orm";
import { mayReadEvent } from "../identity/index.ts";
import { isAfter, remember, systemContext, type Context, type Cursor, type Platform, type StoredEvent } from "../platform/index.ts";
import { readerOf } from "./internal.ts";
import { ChatEvents } from "./model.ts";
import { channelMembers, channels } from "./tables.ts";

const MOST_KNOWN = 5_000;
/** The most that a process trails which missed the signal. */
const KNOWN_MS = 30_000;
const READERS_CHANGED = "chat.readers_changed";

interface Sight {
  readonly readers: Promise<ReadonlySet<string> | "everybody">;
  readonly until: number;
}

interface Known {
  readonly sights: Map<string, Sight>;
  /** The last event after which a channel's readers were asked for anew. */
  readonly droppedAt: Map<string, Cursor>;
}

const knownOf = new WeakMap<Platform, Known>();
const CHANGES: ReadonlySet<string> = new Set([ChatEvents.ChannelJoined.type, ChatEvents.ChannelLeft.type]);

/** Whether the actor may read the channel; remembered until somebody joins or leaves it, so that it can be asked for every event. */
export async function maySeeChannel(ctx: Context, channelId: string): Promise<boolean> {
  const readers = await readersOf(ctx, channelId);
  if (readers === "everybody") return true;
  if (!readers.has(readerOf(ctx))) return false;
  const { id, forMember = id, audienceOf } = ctx.actor;
  if (audienceOf === undefined) return true;
  const audience = await readersOf(ctx, audienceOf);
  return audience !== "everybody" && readers.has(forMember) && audience.isSubsetOf(readers);
}

/**
 * Whether an event is for the actor. Events are asked about in the order of the log: who was removed gets that event and nothing of the
 * channel after it.
 */
export async function maySeeEvent(ctx: Context, event: StoredEvent): Promise<boolean> {
  const isRead = mayReadEvent(ctx.actor, event);
  if (event.channelId === null) return isRead;
  if (CHANGES.has(event.type)) dropOnce(ctx, event.channelId, event.cursor);
  if (!isRead) return false;
  if (event.type === ChatEvents.ChannelLeft.type && leaver(event) === readerOf(ctx)) return true;
  return maySeeChannel(ctx, event.channelId);
}

/** The next question asks the database, in every process: for whoever changes who is in a channel. */
export function forgetChannel({ platform, workspaceId }: Context, channelId: string): void {
  const key = drop(platform, workspaceId, channelId);
  platform.signals.publish({ type: READERS_CHANGED, workspaceId, channelId, payload: null, key: `${READERS_CHANGED}/${key}` });
}

function drop(platform: Platform, workspaceId: string, channelId: string): string {
  const key = `${workspaceId}/${channelId}`;
  known(platform).sights.delete(key);
  return key;
}

function dropOnce(ctx: Context, channelId: string, at: Cursor): void {
  const { droppedAt } = known(ctx.platform);
  const last = droppedAt.get(channelId);
  if (last !== undefined && !isAfter(at, last)) return;
  remember(droppedAt, channelId, at, MOST_KNOWN);
  drop(ctx.platform, ctx.workspaceId, channelId);
}

function readersOf(ctx: Context, channelId: string): Sight["readers"] {
  const { sights } = known(ctx.platform);
  const now = ctx.platform.clock.now().getTime();
  const key = `${ctx.workspaceId}/${channelId}`;
  const sight = sights.get(key);
  if (sight && sight.until > now) return sight.readers;
  const fresh: Sight = { readers: askReaders(ctx, channelId), until: now + KNOWN_MS };
  fresh.readers.catch(() => void (sights.get(key) === fresh && sights.delete(key)));
  remember(sights, key, fresh, MOST_KNOWN);
  return fresh.readers;
}

/** Nobody, for a channel that is not of the workspace. */
async function askReaders({ platform, workspaceId }: Context, channelId: string): Promise<ReadonlySet<string> | "everybody"> {
  const rows = await systemContext(platform, workspaceId)
    .db.select({ kind: channels.kind, memberId: channelMembers.memberId })
    .from(channels)
    .leftJoin(channelMembers, and(eq(channelMembers.channelId, channels.id), ne(channels.kind, "public")))
    .where(eq(channels.id, channelId));
  if (rows[0]?.kind === "public") return "everybody";
  return new Set(rows.flatMap(({ memberId }) => memberId ?? []));
}

function leaver(event: StoredEvent): string {
  return ChatEvents.ChannelLeft.payload.parse(event.payload).memberId;
}

function known(platform: Platform): Known {
  const found = knownOf.get(platform);
  if (found) return found;
  const made: Known = { sights: new Map(), droppedAt: new Map() };
  knownOf.set(platform, made);
  platform.signals.subscribe((signals) => {
    for (const { type, workspaceId, channelId } of signals)
      if (type === READERS_CHANGED && channelId !== null) drop(platform, workspaceId, channelId);
  });
  return made;
}
