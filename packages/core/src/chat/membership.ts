import { and, eq } from "drizzle-orm";
import { findPresent } from "../identity/index.ts";
import { AppError, type Tx } from "../platform/index.ts";
import { emitIn } from "./internal.ts";
import { ChatEvents, type Channel } from "./model.ts";
import { forgetChannel } from "./sight.ts";
import { channelMembers, channels } from "./tables.ts";

/** Makes them members of the channel; those who are stay, and nothing is said of them. */
export async function letIn(tx: Tx, channel: Channel, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const added = await tx.db
    .insert(channelMembers)
    .values(memberIds.map((memberId) => ({ workspaceId: tx.workspaceId, channelId: channel.id, memberId, joinedAt: tx.clockNow })))
    .onConflictDoNothing()
    .returning({ memberId: channelMembers.memberId });
  for (const { memberId } of added) await emitIn(tx, channel, ChatEvents.ChannelJoined, { channel, memberId });
  tx.afterCommit(() => forgetChannel(tx, channel.id));
}

/** Says that it is so before it is: while they are in, the event is theirs to see too. */
export async function letOut(tx: Tx, channel: Channel, memberId: string): Promise<void> {
  const left = await tx.db.delete(channelMembers).where(isIn(channel.id, memberId)).returning({ memberId: channelMembers.memberId });
  if (left.length > 0) await emitIn(tx, channel, ChatEvents.ChannelLeft, { channelId: channel.id, memberId });
  tx.afterCommit(() => forgetChannel(tx, channel.id));
}

const isIn = (channelId: string, memberId: string) => and(eq(channelMembers.channelId, channelId), eq(channelMembers.memberId, memberId));

/** The people in a channel who are still in the workspace. Locks the channel, so that two at once cannot both be the last but one. */
export async function peopleIn(tx: Tx, channelId: string): Promise<string[]> {
  await tx.db.select({ id: channels.id }).from(channels).where(eq(channels.id, channelId)).for("update");
  const rows = await tx.db.select({ id: channelMembers.memberId }).from(channelMembers).where(eq(channelMembers.channelId, channelId));
  const ids = rows.map(({ id }) => id);
  const present = await findPresent(tx, ids);
  return ids.filter((id) => present.get(id) === "person");
}

/** Of the workspace, all of them or none. */
export async function requirePresent(tx: Tx, ids: readonly string[]): Promise<void> {
  const present = await findPresent(tx, ids);
  if (ids.some((id) => !present.has(id)))
    throw new AppError("not_found", "Somebody of these is not in the workspace any more. Choose again.");
}
