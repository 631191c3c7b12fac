import { and, eq, inArray, or, sql } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import { redactEvents, type Redaction, type Tx } from "../platform/index.ts";
import { emitIn, toMessage } from "./internal.ts";
import { ChatEvents, type Channel, type Message } from "./model.ts";
import { retitledCards } from "./quotes-model.ts";
import { messages, threads } from "./tables.ts";

/**
 * Takes the words of a message out of everything of ours that repeats them: the log, and the outcomes of forks that were named by it. Tells the
 * modules above to do the same with what they made of it. `titles` are those of the threads that it named, as they are now.
 */
export async function takeBack(tx: Tx, channel: Channel, before: Message, titles: Redaction["titles"]): Promise<void> {
  const outcomes = await outcomesOf(tx, Object.keys(titles));
  for (const outcome of outcomes) {
    const cards = retitledCards(outcome.cards, titles);
    if (cards === outcome.cards) continue;
    await tx.db.update(messages).set({ cards }).where(eq(messages.id, outcome.id));
    await emitIn(tx, channel, ChatEvents.MessageChanged, { ...outcome, cards });
  }
  const resolved = before.cards.flatMap((card) => (card.type === "outcome" ? [card.threadId] : []));
  const subjectIds = [...Object.keys(titles), ...outcomes.map(({ id }) => id), ...resolved];
  const redaction: Redaction = { id: before.id, at: tx.clockNow, subjectIds, titles };
  await redactEvents(tx, redaction);
  await emitIn(tx, channel, ChatEvents.WordsTakenBack, redaction);
}

/** The outcomes that these threads left at their end, and forks in the conversation they came from, held. */
async function outcomesOf(tx: Tx, threadIds: readonly string[]): Promise<Message[]> {
  if (threadIds.length === 0) return [];
  const parents = new QueryBuilder()
    .select({ id: threads.parentThreadId })
    .from(threads)
    .where(inArray(threads.id, [...threadIds]));
  const cards = threadIds.map((threadId) => sql`${messages.cards} @> ${JSON.stringify([{ type: "outcome", threadId }])}::jsonb`);
  const rows = await tx.db
    .select()
    .from(messages)
    .where(and(or(inArray(messages.threadId, [...threadIds]), inArray(messages.threadId, parents)), or(...cards)))
    .orderBy(messages.id)
    .for("update");
  return rows.map(toMessage);
}
