import { titleFor } from "../answers/title-for.ts";
import { sentencesOf, type Said, type Sentence } from "./sentences.ts";

const MOST_MESSAGES = 12;
/** A question that opens a conversation is mostly what it is about. */
const ASKED = 1.6;

/** Of the message that first says something, the sentence whose words come back most, as a title; null where none says enough. */
export function titleThread(messages: readonly Said[]): string | null {
  const sentences = sentencesOf(messages.slice(0, MOST_MESSAGES));
  const turns = new Map<string, Set<number>>();
  for (const { stems, turn } of sentences) for (const stem of stems) turns.set(stem, (turns.get(stem) ?? new Set()).add(turn));
  const scoreOf = ({ stems, turn, question }: Sentence) => {
    const weight = [...stems].reduce((sum, stem) => sum + (turns.get(stem)?.size ?? 0), 0);
    return (weight / Math.sqrt(stems.size + 2)) * (turn === 0 && question ? ASKED : 1);
  };
  const telling = sentences.filter(({ stems }) => stems.size >= 2);
  const [best] = telling.filter(({ turn }) => turn === telling[0]?.turn).toSorted((left, right) => scoreOf(right) - scoreOf(left));
  return best ? titleFor(best.text) : null;
}
