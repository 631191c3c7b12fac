import { and, asc, eq } from "drizzle-orm";
import { AppError, newId, requirePermission, write, type Context, type Tx } from "../platform/index.ts";
import { emitIn, fetchMessage, seenBy } from "./internal.ts";
import { mentionsIn } from "./mentions.ts";
import { ChatEvents, type ByMessage, type Channel, type EditMessage, type Message, type MessageEdit } from "./model.ts";
import { lockTitledBy, retitle } from "./retitle-opening.ts";
import { channels, messageEdits, messages } from "./tables.ts";

const MOST_EDITS = 100;

/** One's own words, in other words. What they were before is kept, and shown to whoever asks. */
export function editMessage(ctx: Context, input: EditMessage): Promise<Message> {
  return write(ctx, "chat:write", async (tx) => {
    const titled = await lockTitledBy(tx, input.messageId);
    const { message: before, channel } = await fetchMessage(tx, input.messageId);
    requireStanding(before, channel);
    if (before.authorId !== tx.actor.id) throw new AppError("forbidden", "Only its author may edit a message.");
    if (before.text === input.text) return before;
    const { id: messageId, text } = before;
    await tx.db.insert(messageEdits).values({ id: newId("edt"), workspaceId: tx.workspaceId, messageId, text, editedAt: tx.clockNow });
    const { keyId = null } = tx.actor;
    const changes = { text: input.text, keyId, mentions: await mentionsIn(tx, channel, input.text), editedAt: tx.clockNow };
    await tx.db.update(messages).set(changes).where(eq(messages.id, messageId));
    const message = { ...before, ...changes };
    await emitIn(tx, channel, ChatEvents.MessageChanged, message);
    await retitle(tx, channel, titled, message);
    return message;
  });
}

/** What a message said before each edit, the first text first; of a deleted one nothing. */
export async function listMessageEdits(ctx: Context, input: ByMessage): Promise<MessageEdit[]> {
  requirePermission(ctx, "chat:read");
  return ctx.db
    .select({ text: messageEdits.text, editedAt: messageEdits.editedAt })
    .from(messageEdits)
    .innerJoin(messages, eq(messages.id, messageEdits.messageId))
    .innerJoin(channels, eq(channels.id, messages.channelId))
    .where(and(eq(messageEdits.messageId, input.messageId), seenBy(ctx)))
    .orderBy(asc(messageEdits.id))
    .limit(MOST_EDITS);
}

/** Refuses what cannot be changed any more. */
export function requireStanding(message: Message, channel: Channel): void {
  if (message.deletedAt) throw new AppError("conflict", "This message was deleted.");
  if (channel.archivedAt) throw new AppError("conflict", `#${channel.name} is archived. Bring it back to change something in it.`);
}

/** Takes the history of a message away with it. */
export async function forgetEdits(tx: Tx, messageId: string): Promise<void> {
  await tx.db.delete(messageEdits).where(eq(messageEdits.messageId, messageId));
}
