import { sentenceCase } from "../spec-writer/text.ts";
import { ASSENT, ASSENT_SIGN, BECAUSE, DISSENT, DONE, LEFT, PROPOSED, SETTLED, SUGGESTED, UNSETTLED } from "./markers.ts";
import { sentencesOf, shared, type Said, type Sentence } from "./sentences.ts";

interface Point {
  text: string;
  messageId: string;
}

export interface DraftedOutcome {
  /** Empty where nothing that was said sounds like a decision. */
  decision: string;
  decisionMessageId: string | null;
  reasons: Point[];
  openPoints: Point[];
}

const MOST_POINTS = 6;
const LONGEST_POINT = 600;
const LONGEST_DECISION = 2_000;
/** A yes counts for what was said at most so many messages before it. */
const REACH = 3;

/** Reads off a conversation what it came to: words of settling, of reason and of things left. Nothing is made up: each part is a sentence that was said. */
export function draftOutcome(messages: readonly Said[]): DraftedOutcome {
  const sentences = sentencesOf(messages);
  const decision = decisionOf(sentences);
  const { claim, reason } = decision ? splitReason(decision.text) : { claim: "", reason: undefined };
  const own: Point[] = decision && reason ? [{ text: tidy(reason, LONGEST_POINT), messageId: decision.messageId }] : [];
  const others = sentences.filter((each) => each !== decision && !each.question).flatMap(reasonIn);
  const settled = { decision, done: sentences.filter((each) => DONE.test(each.text)) };
  const open = sentences.filter((each) => each !== decision && isOpen(each, sentences, settled));
  return {
    decision: tidy(bare(claim), LONGEST_DECISION),
    decisionMessageId: decision?.messageId ?? null,
    reasons: distinct([...own, ...others]),
    openPoints: distinct(open.map(({ text, messageId }) => ({ text: tidy(text, LONGEST_POINT), messageId }))),
  };
}

/** The weightiest sentence of settling; of equals the last. */
function decisionOf(sentences: readonly Sentence[]): Sentence | undefined {
  let best: Sentence | undefined;
  let most = 0;
  for (const sentence of sentences) {
    const weight = weightOf(sentence, sentences);
    if (weight > 0 && weight >= most) [best, most] = [sentence, weight];
  }
  return best;
}

function weightOf(sentence: Sentence, all: readonly Sentence[]): number {
  const { text } = sentence;
  if (UNSETTLED.test(text) || sentence.stems.size === 0) return 0;
  const suggests = SUGGESTED.test(text);
  if (sentence.question && !suggests && !PROPOSED.test(text)) return 0;
  const plain = sentence.question ? 0 : SETTLED.test(text) ? 4 : PROPOSED.test(text) ? 2 : 0;
  const weight = plain || (suggests || sentence.question ? 1 : 0);
  if (weight === 0) return 0;
  return weight + Math.min(2, answersTo(sentence, all).filter(isAssent).length) - (isContested(sentence, all) ? 2 : 0);
}

/** How the messages right after it begin, of others only. */
function answersTo(sentence: Sentence, all: readonly Sentence[]): Sentence[] {
  const first = new Map<number, Sentence>();
  for (const each of all)
    if (each.turn > sentence.turn && each.turn <= sentence.turn + REACH && !first.has(each.turn)) first.set(each.turn, each);
  return [...first.values()].filter((each) => each.author !== sentence.author);
}

const isAssent = ({ text, question }: Sentence) => !question && (ASSENT.test(text) || ASSENT_SIGN.test(text));
const isContested = (sentence: Sentence, all: readonly Sentence[]) => {
  const [answer] = answersTo(sentence, all);
  return answer !== undefined && DISSENT.test(answer.text);
};

function reasonIn(sentence: Sentence): Point[] {
  if (!BECAUSE.test(sentence.text)) return [];
  const { reason } = splitReason(sentence.text);
  return reason ? [{ text: tidy(reason, LONGEST_POINT), messageId: sentence.messageId }] : [];
}

/** "Go with A because it is known" is a claim and its reason; "so that" stays with what follows it. */
function splitReason(text: string): { claim: string; reason: string | undefined } {
  const found = BECAUSE.exec(text);
  if (!found) return { claim: text, reason: undefined };
  const after = text
    .slice(found.index)
    .replace(/^(?:because|weil|denn|parce que|puisque|porque|ya que|perché|poiché|siccome|pois|já que|omdat|want|since) /iu, "");
  const before = text.slice(0, found.index).replace(/[\s,;:–-]+$/u, "");
  if (after.split(/\s+/).length < 2) return { claim: text, reason: undefined };
  // A sentence that is all reason names its claim elsewhere.
  return before === "" ? { claim: text, reason: after } : { claim: before, reason: after };
}

interface Settled {
  decision: Sentence | undefined;
  done: readonly Sentence[];
}

function isOpen(sentence: Sentence, all: readonly Sentence[], { decision, done }: Settled): boolean {
  const { text, turn, stems } = sentence;
  if (stems.size === 0) return false;
  if (!sentence.question)
    return LEFT.test(text) && !done.some((each) => each.turn > turn && (shared(each.stems, stems) > 0 || each.turn === turn + 1));
  if (decision && decision.turn >= turn && (SUGGESTED.test(text) || PROPOSED.test(text))) return false;
  const others = all.filter((each) => each.turn > turn && each.author !== sentence.author && !each.question);
  return !others.some((each) => answers(each, sentence, each.turn === others[0]?.turn));
}

function answers(each: Sentence, question: Sentence, isNext: boolean): boolean {
  const related = shared(each.stems, question.stems) > 0;
  if (!related && !(isNext && fits(each.text, question.text))) return false;
  return !UNSETTLED.test(each.text) && !LEFT.test(each.text);
}

/** Whether a short answer is of the kind that was asked for. */
function fits(answer: string, question: string): boolean {
  const words = answer.split(/\s+/).length;
  if (
    /(?<!\p{L})(?:when|wann|quand|cuándo|quando|wanneer|how (?:many|much|long)|wie viele?|combien|cuántos?|quanto|hoeveel)(?!\p{L})/iu.test(
      question,
    )
  )
    return /\d|(?<!\p{L})(?:today|tomorrow|monday|tuesday|wednesday|thursday|friday|week|month|heute|morgen|demain|mañana|domani|amanhã|morgen)(?!\p{L})/iu.test(
      answer,
    );
  if (/(?<!\p{L})(?:who|wer|qui|quién|chi|quem|wie)(?!\p{L})/iu.test(question))
    return /@\w|(?<!\p{L})(?:i|me|we|us|ich|wir|je|moi|nous|yo|nosotros|io|noi|eu|nós|ik)(?!\p{L})/iu.test(answer) || words <= 3;
  if (
    /(?<!\p{L})(?:what|which|where|why|how|was|welche\w?|wo|warum|quoi|quel\w*|où|pourquoi|qué|cuál|dónde|che|quale|dove|qual|onde|wat|welke|waar)(?!\p{L})/iu.test(
      question,
    )
  )
    return words <= 6 || BECAUSE.test(answer);
  return ASSENT.test(answer) || DISSENT.test(answer);
}

/** Without the words that only lead up to it. */
function bare(claim: string): string {
  return claim.replace(
    /^(?:@\S+[\s,]+)*(?:(?:ok|okay|yes|yeah|so|then|well|right|alright|also|and|but|ja|also|gut|oui|alors|bon|sí|entonces|allora|então|goed)[\s,:–-]+)*/iu,
    "",
  );
}

function tidy(text: string, longest: number): string {
  const line = sentenceCase(text.replace(/[\s,;:]+$/u, "").trim());
  return line.length <= longest
    ? line
    : `${line
        .slice(0, longest - 1)
        .toWellFormed()
        .replace(/�$/, "")}…`;
}

function distinct(points: readonly Point[]): Point[] {
  const seen = new Map<string, Point>();
  for (const point of points) {
    const key = point.text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ");
    if (key.trim() !== "" && !seen.has(key)) seen.set(key, point);
  }
  return [...seen.values()].slice(0, MOST_POINTS);
}
