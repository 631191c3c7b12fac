import { and, eq, sql } from "drizzle-orm";
import { attachFiles } from "../files/index.ts";
import { AppError, newId, placeholdersOf, prepareStatement, type Tx } from "../platform/index.ts";
import { findPosted } from "./find-posted.ts";
import { emitIn, toMessage, toThread, type Talk } from "./internal.ts";
import { mentionsIn } from "./mentions.ts";
import { lockTalk } from "./lock-thread.ts";
import { ChatEvents, type AnswerState, type Card, type Message, type Thread } from "./model.ts";
import { next } from "./states.ts";
import { messages, threads } from "./tables.ts";

export interface NewMessage {
  text: string;
  clientKey?: string | undefined;
  cards?: Card[];
  /** The author's own uploads. */
  fileIds?: string[] | undefined;
  /** Does not raise the thread, nor open one again that is archived or resolved. */
  quiet?: boolean;
  /** The model that wrote it. */
  writtenBy?: string;
  /** The model that was asked first and did not answer. */
  insteadOf?: string | undefined;
  answerState?: AnswerState;
}

const insertMessage = prepareStatement((db) =>
  db.insert(messages).values(placeholdersOf(messages)).onConflictDoNothing().returning({ id: messages.id }),
);

const isEndedForNow = sql`(${threads.status} = 'archived' or (${threads.status} = 'resolved' and ${threads.parentThreadId} is null))`;
/** Counts the message where it was written, and brings the thread up and back. */
const raise = prepareStatement((db) => {
  const quiet = sql`${sql.placeholder("quiet")}::boolean`;
  return db
    .update(threads)
    .set({
      messageCount: sql`${threads.messageCount} + 1`,
      lastMessageAt: sql`case when ${quiet} then ${threads.lastMessageAt} else greatest(${threads.lastMessageAt}, ${sql.placeholder("at")}::timestamptz) end`,
      status: sql`case when ${sql.placeholder("reopens")}::boolean and ${isEndedForNow} then 'active' else ${threads.status} end`,
    })
    .where(
      and(
        eq(threads.id, sql.placeholder("threadId")),
        sql`exists (select 1 from ${messages} where ${messages.id} = ${sql.placeholder("messageId")})`,
      ),
    )
    .returning();
});

/** Appends to a thread; with a `clientKey` that was used before it changes nothing and returns the message that is there. */
export async function addMessage(tx: Tx, { thread, channel }: Talk, input: NewMessage): Promise<Message> {
  if (channel.archivedAt) throw new AppError("conflict", `#${channel.name} is archived. Bring it back to write in it.`);
  requireOpen(thread);
  // NOTE: before anything is written, so that the log tells of this change to the thread after those it waited for.
  const reopens = thread.status !== "active" && !input.quiet;
  if (reopens) await lockTalk(tx, thread.id);
  const row: typeof messages.$inferSelect = {
    id: newId("msg"),
    workspaceId: tx.workspaceId,
    threadId: thread.id,
    channelId: thread.channelId,
    authorId: tx.actor.id,
    keyId: tx.actor.keyId ?? null,
    text: input.text,
    cards: input.cards ?? [],
    attachments: [],
    reactions: [],
    mentions: await mentionsIn(tx, channel, input.text),
    writtenBy: input.writtenBy ?? null,
    insteadOf: input.insteadOf ?? null,
    answerState: input.answerState ?? null,
    clientKey: input.clientKey ?? null,
    createdAt: tx.clockNow,
    quiet: input.quiet ?? false,
    editedAt: null,
    deletedAt: null,
    pinnedAt: null,
  };
  const [[added], [raised]] = await Promise.all([
    insertMessage(tx.db, row),
    raise(tx.db, { threadId: thread.id, messageId: row.id, reopens, quiet: row.quiet, at: row.createdAt.toISOString() }),
  ]);
  if (!added) {
    const known = await findPosted(tx, { authorId: tx.actor.id, clientKey: input.clientKey ?? "" });
    if (!known) throw new Error("a message was refused as a repeat of one that is not there");
    return known;
  }
  if (!raised) throw new Error("a message was written into a thread that is not there");
  const message = toMessage(row);
  const { id: messageId, channelId } = message;
  const fileIds = input.fileIds ?? [];
  if (fileIds.length > 0) {
    message.attachments = await attachFiles(tx, { fileIds, channelId, messageId });
    await tx.db.update(messages).set({ attachments: message.attachments }).where(eq(messages.id, messageId));
  }
  const changed = toThread(raised);
  if (!message.quiet) {
    requireOpen(changed);
    if (reopens) await emitIn(tx, channel, ChatEvents.ThreadChanged, changed);
  }
  const { messageCount, lastMessageAt } = changed;
  await emitIn(tx, channel, ChatEvents.MessageSent, { ...message, thread: { messageCount, lastMessageAt } });
  return message;
}

function requireOpen({ status, fork }: Thread): void {
  if (!next({ status, isFork: fork !== null }, "write"))
    throw new AppError("conflict", `This side conversation is ${status}. Reopen it to go on.`);
}
