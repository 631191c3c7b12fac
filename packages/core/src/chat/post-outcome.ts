import { and, eq, inArray, isNull } from "drizzle-orm";
import { outcomeText } from "../cards/index.ts";
import type { Tx } from "../platform/index.ts";
import { addMessage } from "./add-message.ts";
import type { Talk } from "./internal.ts";
import type { Message, Outcome, OutcomeCard, Thread } from "./model.ts";
import { messages } from "./tables.ts";

/** Says, quietly and at the end of `into`, what the thread came to. */
export async function postOutcome(tx: Tx, of: Thread, into: Talk, said: Outcome): Promise<{ outcome: Outcome; message: Message }> {
  const outcome = await linkedWithin(tx, of, said);
  const card: OutcomeCard = { type: "outcome", threadId: of.id, title: of.title, outcome };
  // NOTE: an outcome is a record, not talk: it returns to a parent that has ended too.
  const open: Talk = { ...into, thread: { ...into.thread, status: "active" } };
  return { outcome, message: await addMessage(tx, open, { text: outcomeText(outcome), cards: [card], quiet: true }) };
}

/** Links lead into the thread or nowhere: a message of another conversation, or one that is gone, loses its link. */
async function linkedWithin(tx: Tx, thread: Thread, outcome: Outcome): Promise<Outcome> {
  const ids = [outcome.decisionMessageId, ...[...outcome.reasons, ...outcome.openPoints].map((point) => point.messageId)];
  const asked = ids.filter((id) => id !== null);
  const found =
    asked.length === 0
      ? []
      : await tx.db
          .select({ id: messages.id })
          .from(messages)
          .where(and(inArray(messages.id, asked), eq(messages.threadId, thread.id), isNull(messages.deletedAt)));
  const known = new Set(found.map((row) => row.id));
  const within = (id: string | null) => (id !== null && known.has(id) ? id : null);
  const points = (list: Outcome["reasons"]) => list.map((point) => ({ ...point, messageId: within(point.messageId) }));
  return {
    decision: outcome.decision,
    decisionMessageId: within(outcome.decisionMessageId),
    reasons: points(outcome.reasons),
    openPoints: points(outcome.openPoints),
  };
}
