import { remember, type Platform, type Signal } from "../platform/index.ts";
import type { AnswerChunk } from "./model.ts";

const CHUNK = "activity.answer";
const ASKED = "activity.answer_asked";
const STOPPED = "activity.answer_stopped";
/** Even if each is written as an escape of six bytes, a notice can carry so many. */
const CHUNK_CHARACTERS = 1_000;
const MOST_KNOWN = 500;
const ASK_AGAIN_MS = 500;

interface Where {
  workspaceId: string;
  channelId: string | null;
}
export interface AnswerPlace extends Where {
  threadId: string;
  messageId: string;
  run: number;
}

/** The writer's end of an answer. */
export interface LiveAnswer {
  readonly text: string;
  append(text: string): void;
  close(): void;
}

/** Sends an answer as it grows, with what was there before, and again to processes that missed some of it. */
export function sayLive(platform: Platform, place: AnswerPlace, soFar: string, onStop: () => void): LiveAnswer {
  const { workspaceId, channelId, ...ids } = place;
  let text = soFar;
  let repeatedAt = 0;
  function send(from: number): void {
    for (let at = from; at === from || at < text.length; at += CHUNK_CHARACTERS) {
      const payload: AnswerChunk = { ...ids, from: at, text: text.slice(at, at + CHUNK_CHARACTERS) };
      platform.signals.publish({ type: CHUNK, workspaceId, channelId, payload });
    }
  }
  const unsubscribe = platform.signals.subscribe((signals) => {
    for (const { type, payload } of signals) {
      if (payload !== place.messageId) continue;
      if (type === STOPPED) onStop();
      if (type !== ASKED || performance.now() - repeatedAt < ASK_AGAIN_MS) continue;
      repeatedAt = performance.now();
      send(0);
    }
  });
  send(0);
  return {
    get text() {
      return text;
    },
    append(more) {
      if (more === "") return;
      const from = text.length;
      text += more;
      send(from);
    },
    close: unsubscribe,
  };
}

/** Tells its writer, in whatever process, that nobody wants the rest. */
export function sayStopped(platform: Platform, where: Where, messageId: string): void {
  platform.signals.publish({ type: STOPPED, ...where, payload: messageId });
}

/** The readers' end: the answers that are being written now, in any process, whole. */
export interface LiveAnswers {
  /** What stands of each in the thread, for who comes late. */
  of(threadId: string): AnswerChunk[];
  textOf(messageId: string): string;
  /** It is in the event log now. */
  end(messageId: string): void;
  onChunk(listener: (chunk: AnswerChunk, where: Where) => void): () => void;
}

const known = new WeakMap<Platform["signals"], LiveAnswers>();

/** One for each process: it must listen before it is asked. */
export function liveAnswersOf({ signals }: Pick<Platform, "signals">): LiveAnswers {
  const made = known.get(signals) ?? followAnswers(signals);
  known.set(signals, made);
  return made;
}

interface Heard {
  chunk: AnswerChunk;
  askedAt: number;
  ended: boolean;
}

function followAnswers(signals: Platform["signals"]): LiveAnswers {
  const answers = new Map<string, Heard>();
  const listeners = new Set<(chunk: AnswerChunk, where: Where) => void>();

  function heardOf({ threadId, messageId, run }: AnswerChunk): Heard {
    const before = answers.get(messageId);
    if (before && before.chunk.run >= run) return before;
    const fresh: Heard = { chunk: { threadId, messageId, run, from: 0, text: "" }, askedAt: 0, ended: false };
    remember(answers, messageId, fresh, MOST_KNOWN);
    return fresh;
  }

  /** The piece of it that is new; undefined when there is none, or when something before it is missing. */
  function takeIn(chunk: AnswerChunk, where: Where): AnswerChunk | undefined {
    const heard = heardOf(chunk);
    const { text } = heard.chunk;
    if (chunk.run < heard.chunk.run || heard.ended) return undefined;
    if (chunk.from > text.length) {
      if (performance.now() - heard.askedAt < ASK_AGAIN_MS) return undefined;
      heard.askedAt = performance.now();
      signals.publish({ type: ASKED, ...where, payload: chunk.messageId });
      return undefined;
    }
    const news = chunk.text.slice(text.length - chunk.from);
    if (news === "" && text !== "") return undefined;
    heard.chunk = { ...heard.chunk, text: text + news };
    return { ...chunk, from: text.length, text: news };
  }

  signals.subscribe((batch) => {
    for (const [messageId, group] of Map.groupBy(batch.filter(isChunk), ({ payload }) => payload.messageId)) {
      let joined: AnswerChunk | undefined;
      let where: Where | undefined;
      for (const { payload, workspaceId, channelId } of group) {
        where = { workspaceId, channelId };
        const news = takeIn(payload, where);
        if (!news) continue;
        joined = joined && joined.run === news.run ? { ...joined, text: joined.text + news.text } : news;
      }
      if (joined && where && answers.has(messageId)) for (const listener of listeners) listener(joined, where);
    }
  });

  return {
    of: (threadId) => [...answers.values()].map(({ chunk }) => chunk).filter((chunk) => chunk.threadId === threadId && chunk.text !== ""),
    textOf: (messageId) => answers.get(messageId)?.chunk.text ?? "",
    end(messageId) {
      const heard = answers.get(messageId);
      // Kept without its text, as pieces of it may still be on their way.
      if (heard) answers.set(messageId, { ...heard, chunk: { ...heard.chunk, text: "" }, ended: true });
    },
    onChunk(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const isChunk = (signal: Signal): signal is Signal<AnswerChunk> => signal.type === CHUNK;
