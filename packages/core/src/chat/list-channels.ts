import { and, asc, desc, eq, sql } from "drizzle-orm";
import { requirePermission, type Context } from "../platform/index.ts";
import { fetchChannel, prepareSeen, toChannel } from "./internal.ts";
import type { ByChannel, Channel, ListedChannel } from "./model.ts";
import { channelMembers, channels } from "./tables.ts";

const MOST = 1_000;

const joined = sql<boolean>`${channelMembers.memberId} is not null`;
const seenChannels = prepareSeen((db, seen) =>
  db
    .select({ channel: channels, joined })
    .from(channels)
    .leftJoin(channelMembers, and(eq(channelMembers.channelId, channels.id), eq(channelMembers.memberId, sql.placeholder("actorId"))))
    .where(seen(joined))
    .orderBy(desc(joined), asc(channels.name), asc(channels.id))
    .limit(MOST),
);

/** Those that one may read, by name. Where there are more than the most that are listed, those one is in are among them. */
export async function listChannels(ctx: Context): Promise<ListedChannel[]> {
  requirePermission(ctx, "chat:read");
  const rows = await seenChannels(ctx, {});
  const listed = rows.map((row) => ({ ...toChannel(row.channel), joined: row.joined }));
  return listed.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

export async function getChannel(ctx: Context, input: ByChannel): Promise<Channel> {
  requirePermission(ctx, "chat:read");
  return fetchChannel(ctx, input.channelId);
}
