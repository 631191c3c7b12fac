import { and, eq, inArray, sql } from "drizzle-orm";
import { ChatEvents, emitAbout, type Message, type MessageEdit, type Thread } from "../chat/index.ts";
import { channels, messageEdits, messages, threads } from "../chat/tables.ts";
import { attachFiles } from "../files/index.ts";
import { newId, write, type Context, type Tx } from "../platform/index.ts";

/** Whatever the settings allow now: talk was once branched so. */
const DEEPEST = 100;
/** In one statement, which holds at most 65,535 values. */
const EDITS = 1_000;

export type ImportedThread = Omit<Thread, "messageCount">;
/** With the files that it carries, uploaded by the actor, and what it said before. */
export type ImportedMessage = Omit<Message, "attachments" | "channelId" | "clientKey"> & { fileIds: string[]; edits: MessageEdit[] };

/** What came in and what was here already, in numbers. What is missing of the rest had no place: its thread is of another channel or nowhere. */
export interface TalkTaken {
  threads: { added: number; known: number };
  messages: { added: number; known: number };
}

/** Writes talk into one channel, as it was said, by whom and when. What is here already stays as it is, so the same talk may come again. */
export function landTalk(
  ctx: Context,
  input: { channelId: string; threads: readonly ImportedThread[]; messages: readonly ImportedMessage[] },
): Promise<TalkTaken> {
  return write(ctx, "transfer:import", async (tx) => {
    const [channel] = await tx.db
      .select()
      .from(channels)
      .where(and(eq(channels.id, input.channelId), eq(channels.workspaceId, tx.workspaceId)));
    if (!channel) throw new Error("talk came in for a channel that is not here");
    let added = 0;
    // NOTE: one after the other, because a fork may branch from the thread before it.
    for (const thread of input.threads) added += await addThread(tx, channel.id, thread);
    const here = await threadsHere(tx, channel.id, [...input.threads.map(({ id }) => id), ...input.messages.map((each) => each.threadId)]);
    const placed = input.messages.filter(({ threadId }) => here.has(threadId));
    // An archive that somebody wrote by hand may name one twice: the first of them counts.
    const once = [...new Map(placed.toReversed().map((message) => [message.id, message])).values()].toReversed();
    const fresh = await addMessages(tx, channel.id, once);
    const known = await messagesHere(
      tx,
      placed.map(({ id }) => id),
    );
    await raiseThreads(tx, fresh);
    const threadIds = [...new Set([...input.threads.map(({ id }) => id), ...fresh.map(({ threadId }) => threadId)])].filter((id) =>
      here.has(id),
    );
    if (added + fresh.length > 0)
      await emitAbout(tx, channel.id, ChatEvents.TalkImported, { channelId: channel.id, threadIds, messageIds: fresh.map(({ id }) => id) });
    return {
      threads: { added, known: input.threads.filter(({ id }) => here.has(id)).length - added },
      messages: { added: fresh.length, known: placed.filter(({ id }) => known.has(id)).length - fresh.length },
    };
  });
}

async function addThread(tx: Tx, channelId: string, given: ImportedThread): Promise<number> {
  const { fork, closing, ...thread } = given;
  const origin = fork ? await originOf(tx, channelId, fork) : {};
  const closed = closing
    ? { closedBy: closing.by, closedAt: closing.at, closeReason: closing.reason, outcomeMessageId: closing.outcomeMessageId }
    : {};
  const rows = await tx.db
    .insert(threads)
    .values({ ...thread, ...origin, ...closed, channelId, workspaceId: tx.workspaceId })
    .onConflictDoNothing()
    .returning({ id: threads.id });
  return rows.length;
}

/** A fork hangs on a conversation of the same channel; where that did not come along it stands by itself. */
async function originOf(tx: Tx, channelId: string, fork: NonNullable<Thread["fork"]>) {
  const [parent] = await tx.db
    .select({ id: threads.id, rootThreadId: threads.rootThreadId, depth: threads.forkDepth })
    .from(threads)
    .where(and(eq(threads.id, fork.parentThreadId), eq(threads.channelId, channelId), eq(threads.workspaceId, tx.workspaceId)));
  if (!parent || parent.depth >= DEEPEST) return {};
  return {
    parentThreadId: parent.id,
    forkedFromMessageId: fork.messageId,
    rootThreadId: parent.rootThreadId ?? parent.id,
    forkDepth: parent.depth + 1,
  };
}

async function threadsHere(tx: Tx, channelId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.db
    .select({ id: threads.id })
    .from(threads)
    .where(and(inArray(threads.id, [...new Set(ids)]), eq(threads.channelId, channelId), eq(threads.workspaceId, tx.workspaceId)));
  return new Set(rows.map(({ id }) => id));
}

async function addMessages(tx: Tx, channelId: string, given: readonly ImportedMessage[]): Promise<ImportedMessage[]> {
  if (given.length === 0) return [];
  const values = given.map(({ fileIds: _, edits: __, ...message }) => ({
    ...message,
    channelId,
    attachments: [],
    workspaceId: tx.workspaceId,
  }));
  const rows = await tx.db.insert(messages).values(values).onConflictDoNothing().returning({ id: messages.id });
  const added = new Set(rows.map(({ id }) => id));
  const fresh = given.filter(({ id }) => added.has(id));
  const edits = fresh.flatMap(({ id: messageId, edits: before }) =>
    before.map((edit) => ({ id: newId("edt"), workspaceId: tx.workspaceId, messageId, ...edit })),
  );
  for (let from = 0; from < edits.length; from += EDITS) await tx.db.insert(messageEdits).values(edits.slice(from, from + EDITS));
  for (const { id, fileIds } of fresh) {
    if (fileIds.length === 0) continue;
    const attachments = await attachFiles(tx, { fileIds, channelId, messageId: id });
    await tx.db.update(messages).set({ attachments }).where(eq(messages.id, id));
  }
  return fresh;
}

async function raiseThreads(tx: Tx, fresh: readonly ImportedMessage[]): Promise<void> {
  for (const [threadId, said] of Map.groupBy(fresh, (message) => message.threadId)) {
    const latest = Math.max(0, ...said.filter(({ quiet }) => !quiet).map(({ createdAt }) => createdAt.getTime()));
    await tx.db
      .update(threads)
      .set({
        messageCount: sql`${threads.messageCount} + ${said.length}`,
        lastMessageAt: sql`greatest(${threads.lastMessageAt}, ${new Date(latest).toISOString()}::timestamptz)`,
      })
      .where(eq(threads.id, threadId));
  }
}

/** Ids of those of the messages that are here already. */
export async function messagesHere(ctx: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ctx.db
    .select({ id: messages.id })
    .from(messages)
    .where(inArray(messages.id, [...ids]));
  return new Set(rows.map(({ id }) => id));
}
