import { plainText } from "@openvibe/core/cards/model";
import type { Message } from "@openvibe/core/chat/model";

const READ_OUT = 200;
/** Of those that came together, the newest. */
const AT_ONCE = 3;
/** Numbers of ours, which nobody wants to hear letter by letter; they stand in the message. */
const IDS = /\b[a-z]{2,5}_[0-9a-z]{26}\b/g;

export type Utterance = Pick<Message, "id" | "authorId" | "text" | "answerState" | "deletedAt" | "attachments">;

/** How far the talk was heard. */
export interface Heard {
  upTo: string;
  /** Answers that were not whole yet. */
  awaited: ReadonlySet<string>;
}

/** What is new in the talk since, in the words that are read out. */
export function toReadOut(
  messages: readonly Utterance[],
  heard: Heard | undefined,
  own: string,
  nameOf: (id: string) => string,
): Heard & { lines: string[] } {
  const news = messages.filter(({ id }) => heard && (id > heard.upTo || heard.awaited.has(id)));
  const due = news.filter(({ authorId, answerState, deletedAt }) => authorId !== own && answerState !== "writing" && !deletedAt);
  return {
    upTo: messages.reduce((last, { id }) => (id > last ? id : last), heard?.upTo ?? ""),
    awaited: new Set(messages.filter(({ answerState }) => answerState === "writing").map(({ id }) => id)),
    lines: due.slice(-AT_ONCE).map((message) => `${nameOf(message.authorId)}: ${wordsOf(message)}`),
  };
}

function wordsOf({ text, attachments }: Utterance): string {
  const plain = plainText(text, { addresses: false }).replaceAll(IDS, "…");
  if (plain === "") return attachments.length > 0 ? "a file" : "a card";
  return plain.length > READ_OUT ? `${plain.slice(0, READ_OUT).toWellFormed()} …` : plain;
}
