import { and, count, eq } from "drizzle-orm";
import { AppError, newId, write, type Context, type Tx } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import { hold } from "./hold.ts";
import { emitIn, fetchMessage, seenBy, toThread } from "./internal.ts";
import { ChatEvents, type ForkMessage, type Thread } from "./model.ts";
import { openingTitle } from "./retitle-opening.ts";
import { channels, messages, threads } from "./tables.ts";

/** Opens a side conversation from a message, in the same channel and empty; the conversation it branches from goes on as before. */
export function forkMessage(ctx: Context, input: ForkMessage): Promise<Thread> {
  return write(ctx, "chat:write", async (tx) => {
    await hold(tx, [input.messageId]);
    const parent = await lockParent(tx, input.messageId);
    const { message, channel } = await fetchMessage(tx, input.messageId);
    if (message.deletedAt) throw new AppError("conflict", "This message was deleted; nothing can branch from it.");
    if (channel.archivedAt) throw new AppError("conflict", `#${channel.name} is archived. Bring it back to fork a message in it.`);
    const depth = (parent.fork?.depth ?? 0) + 1;
    await requireRoom(tx, parent.id, depth);
    const fork = { parentThreadId: parent.id, messageId: message.id, rootThreadId: parent.fork?.rootThreadId ?? parent.id, depth };
    const thread: Thread = {
      id: newId("thr"),
      channelId: channel.id,
      title: input.title ?? (openingTitle(message) || "Side conversation"),
      titledBy: input.title ? "person" : "opening",
      startedBy: tx.actor.id,
      status: "active",
      fork,
      closing: null,
      messageCount: 0,
      lastMessageAt: tx.clockNow,
      pinnedAt: null,
      createdAt: tx.clockNow,
    };
    const { fork: _, closing: __, ...stored } = thread;
    await tx.db.insert(threads).values({
      ...stored,
      workspaceId: tx.workspaceId,
      parentThreadId: fork.parentThreadId,
      forkedFromMessageId: fork.messageId,
      rootThreadId: fork.rootThreadId,
      forkDepth: depth,
    });
    await emitIn(tx, channel, ChatEvents.ThreadStarted, thread);
    await emitIn(tx, channel, ChatEvents.ThreadForked, { thread, message });
    return thread;
  });
}

/** Held until the end, so that two forks at once do not take the last place together; before the message, as where messages are deleted. */
async function lockParent(tx: Tx, messageId: string): Promise<Thread> {
  const [row] = await tx.db
    .select({ thread: threads })
    .from(messages)
    .innerJoin(threads, eq(threads.id, messages.threadId))
    .innerJoin(channels, eq(channels.id, messages.channelId))
    .where(and(eq(messages.id, messageId), seenBy(tx)))
    .for("update", { of: threads });
  if (!row) throw new AppError("not_found", "There is no such message in this workspace.");
  return toThread(row.thread);
}

/** Within what the workspace's settings allow. */
async function requireRoom(tx: Tx, parentThreadId: string, depth: number): Promise<void> {
  const deepest = await settingOf(tx, "forks.depth");
  if (depth > deepest)
    throw new AppError("conflict", `Side conversations branch at most ${deepest} deep. Go on here, or resolve this one first.`);
  const most = await settingOf(tx, "forks.perThread");
  const open = and(eq(threads.parentThreadId, parentThreadId), eq(threads.status, "active"));
  const [row] = await tx.db.select({ open: count() }).from(threads).where(open);
  const many = most === 1 ? "1 open side conversation" : `${most} open side conversations`;
  if ((row?.open ?? 0) >= most) throw new AppError("conflict", `This thread has ${many}, as many as it may. Resolve or abandon one first.`);
}
