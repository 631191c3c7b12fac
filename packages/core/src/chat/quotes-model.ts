import type { Quotes, Redaction } from "../platform/event-definition.ts";
import type { Card, Outcome } from "../cards/model.ts";
import type { Message, Thread } from "./model.ts";

/** Stands where words are gone that must not be empty. */
export const GONE = "Deleted message";

export const ofMessage: Quotes<Message> = { subjectOf: ({ id }) => id, without: withoutWords };

export const ofThread: Quotes<Thread> = { subjectOf: ({ id }) => id, without: withoutTitle };

/** Of events that tell of a thread beside something else of theirs. */
export function aboutThread<Payload extends { thread: Thread }>(): Quotes<Payload> {
  return { subjectOf: ({ thread }) => thread.id, without: withThread };
}

export const ofPin: Quotes<{ message: Message; pinned: boolean }> = { subjectOf: ({ message }) => message.id, without: withMessage };

/** Found by the message: what it says is also what names the fork. */
export const ofFork: Quotes<{ thread: Thread; message: Message }> = {
  subjectOf: ({ message }) => message.id,
  without: (payload, redaction) => withMessage(withThread(payload, redaction), redaction),
};

export function ofResolution<Payload extends { thread: Thread; outcome: Outcome | null; message: Message | null }>(): Quotes<Payload> {
  return {
    subjectOf: ({ thread }) => thread.id,
    without(payload, redaction) {
      const left = withThread(payload, redaction);
      if (left.message === null) return left;
      const message = withoutWords(left.message, redaction);
      if (message.id !== redaction.id) return message === left.message ? left : { ...left, message };
      return { ...left, message, outcome: { decision: GONE, decisionMessageId: null, reasons: [], openPoints: [] } };
    },
  };
}

function withThread<Payload extends { thread: Thread }>(payload: Payload, redaction: Redaction): Payload {
  const thread = withoutTitle(payload.thread, redaction);
  return thread === payload.thread ? payload : { ...payload, thread };
}

function withMessage<Payload extends { message: Message }>(payload: Payload, redaction: Redaction): Payload {
  const message = withoutWords(payload.message, redaction);
  return message === payload.message ? payload : { ...payload, message };
}

function withoutTitle(thread: Thread, { titles }: Redaction): Thread {
  const title = titles[thread.id];
  return title === undefined || thread.titledBy !== "opening" || thread.title === title ? thread : { ...thread, title };
}

/** An outcome keeps its own words when the message is gone that its fork was named by. */
function withoutWords<Said extends Message>(message: Said, { id, at, titles }: Redaction): Said {
  if (message.id === id) return message.deletedAt ? message : { ...message, ...wordless(at) };
  const cards = retitledCards(message.cards, titles);
  return cards === message.cards ? message : { ...message, cards };
}

/** What is left of a message that is deleted. */
export function wordless(at: Date) {
  return { text: "", answerState: null, deletedAt: at, cards: [], attachments: [], reactions: [], mentions: [], pinnedAt: null };
}

/** The same list when none of them names such a thread. */
export function retitledCards(cards: Card[], titles: Redaction["titles"]): Card[] {
  const isOld = (card: Card) => card.type === "outcome" && (titles[card.threadId] ?? card.title) !== card.title;
  if (!cards.some(isOld)) return cards;
  return cards.map((card) => (card.type === "outcome" && isOld(card) ? { ...card, title: titles[card.threadId] ?? card.title } : card));
}
