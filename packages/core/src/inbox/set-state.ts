import { and, eq } from "drizzle-orm";
import { getThread } from "../chat/index.ts";
import { emit, write, type Context } from "../platform/index.ts";
import { requireJoined, saveState, toThreadState } from "./internal.ts";
import { InboxEvents, type SetChannelLevel, type SetThreadState, type ThreadState } from "./model.ts";
import { channelStates, threadStates } from "./tables.ts";

/** Follow, leave or mute a thread; what a person chose here holds against what would follow by itself. */
export function setThreadState(ctx: Context, input: SetThreadState): Promise<ThreadState> {
  return write(ctx, "inbox:write", async (tx) => {
    await getThread(tx, input);
    const { following, muted } = input;
    return saveState(tx, { memberId: tx.actor.id, threadId: input.threadId }, (before) => ({
      following: following ?? before?.following ?? false,
      chosen: following === undefined ? (before?.chosen ?? false) : true,
      muted: muted ?? before?.muted ?? false,
    }));
  });
}

/** How a thread stands for the asking member; one that was never touched is not followed, and nothing of it is read. */
export async function getThreadState(ctx: Context, input: { threadId: string }): Promise<ThreadState> {
  const thread = await getThread(ctx, input);
  const [row] = await ctx.db
    .select()
    .from(threadStates)
    .where(and(eq(threadStates.memberId, ctx.actor.id), eq(threadStates.threadId, thread.id)));
  return row ? toThreadState(row) : { threadId: thread.id, following: false, muted: false, lastReadMessageId: null };
}

export function setChannelLevel(ctx: Context, input: SetChannelLevel): Promise<SetChannelLevel> {
  return write(ctx, "inbox:write", async (tx) => {
    const { channelId, level } = input;
    await requireJoined(tx, channelId);
    await tx.db
      .insert(channelStates)
      .values({ workspaceId: tx.workspaceId, memberId: tx.actor.id, channelId, level })
      .onConflictDoUpdate({ target: [channelStates.memberId, channelStates.channelId], set: { level } });
    await emit(tx, InboxEvents.OverviewChanged, { channelId }, { memberId: tx.actor.id });
    return { channelId, level };
  });
}
