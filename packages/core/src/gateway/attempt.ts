import { AnswerFault, type UsableAccount } from "../keys/index.ts";
import type { CallTokens } from "../models/index.ts";
import type { Candidate } from "./route.ts";

/** How long providers are waited for. What keeps a connection alive without a word of the answer is no sign of life. */
export interface Patience {
  /** Until the first word; an answer that is not streamed is one word. */
  firstWordMs: number;
  betweenWordsMs: number;
  /** For one call, with all that are asked. */
  callMs: number;
  /** Until a second one is asked besides, where that is set and too little is known of how fast the first is. */
  hedgeMs: number;
  /** The same for an answer that is not streamed. */
  hedgeWholeMs: number;
}

/** Another request for the same call was faster. */
export class Outrun extends Error {}

/** We waited long enough. */
class Impatience extends AnswerFault {}
export const isImpatience = (reason: unknown): boolean => reason instanceof Impatience;

/** Tokens that a provider counted, at that provider's price. */
export interface Spent {
  candidate: Candidate;
  account: UsableAccount | undefined;
  tokens: CallTokens;
}

/** One request to one account: it ends with the call, with our patience, or when it is stopped. */
export interface Attempt {
  readonly signal: AbortSignal;
  stop(reason: Error): void;
  /** Somebody wants the next piece of the answer: from now on the time counts. */
  waits(): void;
  /** A piece came; until somebody waits again no time counts. */
  came(isWord: boolean): void;
  /** No time counts any more. */
  close(): void;
  /** What the provider counted although the attempt failed. */
  used: CallTokens | undefined;
}

export function openAttempt({ firstWordMs, betweenWordsMs }: Patience, deadlineAt: number, call: AbortSignal): Attempt {
  const controller = new AbortController();
  let limitMs = firstWordMs;
  let waitedMs = 0;
  let since: number | undefined = performance.now();

  const stop = (reason: Error) => {
    close();
    controller.abort(reason);
  };
  const onAbort = () => stop(call.reason as Error);
  const close = () => {
    clearTimeout(timer);
    call.removeEventListener("abort", onAbort);
  };
  const look = () => {
    const now = performance.now();
    const left = limitMs - waitedMs - (since === undefined ? 0 : now - since);
    if (Math.min(left, deadlineAt - now) > 0) timer = setTimeout(look, Math.ceil(Math.min(left, deadlineAt - now)));
    else stop(new Impatience("timeout", left > 0 ? "the call took too long" : `no word came for ${Math.round(limitMs / 1000)} s`));
  };
  let timer = setTimeout(look, Math.max(0, Math.min(firstWordMs, deadlineAt - since)));
  call.addEventListener("abort", onAbort, { once: true });

  return {
    signal: controller.signal,
    stop,
    close,
    used: undefined,
    waits: () => void (since ??= performance.now()),
    came(isWord) {
      waitedMs = isWord || since === undefined ? 0 : waitedMs + performance.now() - since;
      if (isWord) limitMs = betweenWordsMs;
      since = undefined;
    },
  };
}
