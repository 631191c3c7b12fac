import { and, eq, isNull, ne, type SQL } from "drizzle-orm";
import { ChatEvents, type Message, type Outcome, type Thread } from "../chat/index.ts";
import { defineFollower, isProgram, on, type Tx } from "../platform/index.ts";
import { plainFileName } from "../screening/index.ts";
import { changeItem, insertItem, removeItems, toItem } from "./internal.ts";
import type { ContextItem } from "./model.ts";
import { contextItems } from "./tables.ts";

const LONGEST = 2_000;

/** Keeps what talk comes to: outcomes of forks become decisions and actions, pinned messages become facts. */
export const knowledgeFollower = defineFollower("knowledge", [
  on(ChatEvents.ForkResolved, (tx, { payload: { thread, outcome, message }, actor }) =>
    keepOutcome(tx, thread, outcome, message, actor.id),
  ),
  on(ChatEvents.ThreadResolved, async (tx, { payload: { thread, outcome, message }, actor }) => {
    if (outcome && message) await keepOutcome(tx, thread, outcome, message, actor.id);
  }),
  on(ChatEvents.ResolutionUndone, async (tx, { payload: { messageId } }) => {
    await removeItems(tx, await itemsOf(tx, eq(contextItems.madeFromMessageId, messageId)));
  }),
  on(ChatEvents.MessagePinned, async (tx, { payload: { message, pinned }, actor }) => {
    const made = await itemsOf(tx, eq(contextItems.madeFromMessageId, message.id));
    if (!pinned)
      return removeItems(
        tx,
        made.filter((item) => item.origin === "pin"),
      );
    const text = factOf(message);
    // An outcome is kept as a decision already.
    if (made.length > 0 || text === "" || message.cards.some((card) => card.type === "outcome")) return;
    await insertItem(tx, {
      kind: "fact",
      text,
      scope: "thread",
      scopeId: message.threadId,
      origin: "pin",
      authorId: actor.id,
      byProgram: isProgram(message),
      channelId: message.channelId,
      sourceThreadId: message.threadId,
      sourceMessageId: message.id,
      madeFromMessageId: message.id,
    });
  }),
  on(ChatEvents.MessageChanged, async (tx, { payload: message }) => {
    const text = message.pinnedAt ? factOf(message) : "";
    if (text === "") return;
    const untouched = and(eq(contextItems.origin, "pin"), isNull(contextItems.editedAt), ne(contextItems.text, text));
    for (const item of await itemsOf(tx, and(eq(contextItems.madeFromMessageId, message.id), untouched)))
      await changeItem(tx, { ...item, text, byProgram: isProgram(message) }, "source");
  }),
  on(ChatEvents.MessageDeleted, async (tx, { payload: { id } }) => {
    await removeItems(tx, await itemsOf(tx, eq(contextItems.madeFromMessageId, id)));
    for (const item of await itemsOf(tx, eq(contextItems.sourceMessageId, id)))
      await changeItem(tx, { ...item, sourceMessageId: null }, "source");
  }),
]);

/** In the thread where the outcome stands: a fork's parent, or the thread itself. */
async function keepOutcome(tx: Tx, thread: Thread, outcome: Outcome, message: Message, authorId: string): Promise<void> {
  const known = await itemsOf(tx, eq(contextItems.madeFromMessageId, message.id));
  if (known.length > 0) return;
  const source = { channelId: thread.channelId, sourceThreadId: thread.id, madeFromMessageId: message.id };
  const byProgram = isProgram(message);
  const at = { scope: "thread", scopeId: message.threadId, origin: "resolution", authorId, byProgram, ...source } as const;
  const sourceMessageId = outcome.decisionMessageId ?? message.id;
  const decision = await insertItem(tx, { ...at, kind: "decision", text: outcome.decision, sourceMessageId });
  for (const point of outcome.openPoints)
    await insertItem(tx, { ...at, kind: "action", text: point.text, sourceMessageId: point.messageId ?? message.id });
  await supersedeEarlier(tx, thread.id, decision.id, message.id);
}

/** A thread that was reopened and resolved again: what it came to before gives way. */
async function supersedeEarlier(tx: Tx, threadId: string, by: string, madeFromMessageId: string): Promise<void> {
  const earlier = and(
    eq(contextItems.sourceThreadId, threadId),
    eq(contextItems.origin, "resolution"),
    isNull(contextItems.supersededBy),
    ne(contextItems.madeFromMessageId, madeFromMessageId),
  );
  for (const item of await itemsOf(tx, earlier)) await changeItem(tx, { ...item, supersededBy: by }, "source");
}

async function itemsOf(tx: Tx, where: SQL | undefined): Promise<ContextItem[]> {
  const rows = await tx.db
    .select()
    .from(contextItems)
    .where(and(eq(contextItems.workspaceId, tx.workspaceId), where))
    .orderBy(contextItems.id)
    .for("update");
  return rows.map(toItem);
}

function factOf(message: Message): string {
  const text = message.text || message.attachments.map((file) => plainFileName(file.name)).join(", ");
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).toWellFormed()}…`;
}
