import type { AnswerChunk } from "@openvibe/core/activity/model";
import type { Activity, Message } from "@openvibe/core/chat/model";
import type { PresenceState } from "@openvibe/core/identity/model";

/** As the server's socket sends them. */
export type TabSignal =
  | { type: "presence"; members: Readonly<Record<string, PresenceState>>; whole: boolean }
  | ({ type: "activity" } & Activity)
  | ({ type: "answer" } & AnswerChunk);

interface Doing {
  memberId: string;
  doing: string;
  until: number;
}

/** What holds for a moment. Nothing in it is needed to show a thread; all of it may be lost. */
export interface LiveState {
  presence: Readonly<Record<string, PresenceState>>;
  /** By thread. */
  doing: Readonly<Record<string, readonly Doing[]>>;
  /** By message: the text of answers that are being written, from its beginning. */
  answers: Readonly<Record<string, AnswerChunk>>;
}

export const NOTHING_LIVE: LiveState = { presence: {}, doing: {}, answers: {} };
/** The server says so more often of whoever goes on. */
const DOING_MS = 8_000;

/** `missed` when a piece of an answer is not there: watching again brings it whole. */
export function withSignals(state: LiveState, signals: readonly TabSignal[], now: number): { state: LiveState; missed: boolean } {
  let next = state;
  let missed = false;
  for (const signal of signals) {
    if (signal.type === "presence") next = { ...next, presence: signal.whole ? signal.members : { ...next.presence, ...signal.members } };
    else if (signal.type === "activity") next = { ...next, doing: withActivity(next.doing, signal, now) };
    else {
      const { type: _, ...chunk } = signal;
      const grown = withChunk(next.answers[chunk.messageId], chunk);
      if (grown) next = { ...next, answers: { ...next.answers, [chunk.messageId]: grown } };
      else missed = true;
    }
  }
  return { state: next, missed };
}

function withActivity(all: LiveState["doing"], { threadId, memberId, doing }: Activity, now: number): LiveState["doing"] {
  const others = (all[threadId] ?? []).filter((each) => each.memberId !== memberId);
  return { ...all, [threadId]: doing === null ? others : [...others, { memberId, doing, until: now + DOING_MS }] };
}

/** The text with the piece; undefined when something before it is missing. */
function withChunk(known: AnswerChunk | undefined, chunk: AnswerChunk): AnswerChunk | undefined {
  if (known && chunk.run < known.run) return known;
  const text = known && known.run === chunk.run ? known.text : "";
  if (chunk.from > text.length) return undefined;
  const grown = text.slice(0, chunk.from) + chunk.text;
  return grown.length > text.length || !known || known.run !== chunk.run ? { ...chunk, from: 0, text: grown } : known;
}

/** Without those who have fallen silent; the same state when nobody has. */
export function withoutSilent(state: LiveState, now: number): LiveState {
  const entries = Object.entries(state.doing);
  if (!entries.some(([, list]) => list.length === 0 || list.some(({ until }) => until <= now))) return state;
  const heard = entries.flatMap(([threadId, list]) => {
    const left = list.filter(({ until }) => until > now);
    return left.length > 0 ? [[threadId, left] as const] : [];
  });
  return { ...state, doing: Object.fromEntries(heard) };
}

/** The message is in the log: whole, or begun anew. */
export function withoutAnswer(state: LiveState, { id, answerState, text }: Message): LiveState {
  const known = state.answers[id];
  if (!known || (answerState === "writing" && known.text.startsWith(text) && text !== "")) return state;
  const { [id]: _, ...answers } = state.answers;
  return { ...state, answers };
}

/** What to show of a message: while it is written, its words as they come. */
export function textOf(message: Message, state: LiveState): string {
  const live = state.answers[message.id];
  return message.answerState === "writing" && live && live.text.length >= message.text.length ? live.text : message.text;
}
