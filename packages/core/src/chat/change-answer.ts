import { eq } from "drizzle-orm";
import { AppError, write, type Context } from "../platform/index.ts";
import { emitIn, fetchMessage } from "./internal.ts";
import { ChatEvents, type AnswerState, type Message } from "./model.ts";
import { messages } from "./tables.ts";

export interface AnswerChange {
  text: string;
  /** Null when it is whole. */
  answerState: AnswerState | null;
  /** As they are where left out. */
  writtenBy?: string | null;
  insteadOf?: string | null;
}

/** Changes an answer that is not whole. `change` sees it as it stands now, locked; undefined leaves it. Not an edit: no history, no "edited". */
export function changeAnswer(
  ctx: Context,
  messageId: string,
  change: (message: Message) => AnswerChange | undefined,
): Promise<Message | undefined> {
  return write(ctx, "chat:write", async (tx) => {
    const { message: row, channel } = await fetchMessage(tx, messageId);
    if (row.deletedAt) return undefined;
    const next = change(row);
    if (!next) return undefined;
    const { text, answerState, writtenBy = row.writtenBy, insteadOf = row.insteadOf } = next;
    const changed = { text, answerState, writtenBy, insteadOf };
    const message = { ...row, ...changed };
    await tx.db.update(messages).set(changed).where(eq(messages.id, messageId));
    await emitIn(tx, channel, ChatEvents.MessageChanged, message);
    return message;
  });
}

/**
 * Keeps the text so far of an answer that is being written, and who writes it, for late readers, after a crash, and for when it is stopped.
 * Says nothing: its readers have it by signals.
 */
export function keepAnswer(ctx: Context, messageId: string, so: Omit<AnswerChange, "answerState">): Promise<void> {
  return write(ctx, "chat:write", async (tx) => {
    const { message } = await fetchMessage(tx, messageId);
    if (message.answerState !== "writing" || message.deletedAt)
      throw new AppError("conflict", "This answer is not being written any more.");
    const { text, writtenBy, insteadOf } = so;
    await tx.db.update(messages).set({ text, writtenBy, insteadOf }).where(eq(messages.id, messageId));
  });
}
