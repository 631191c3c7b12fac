import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart, LanguageModelV4Usage } from "@ai-sdk/provider";
import { itemsOf, type Context } from "../platform/index.ts";
import { Outrun, type Attempt } from "./attempt.ts";
import { faultOf, type Answered } from "./try-once.ts";
import { NO_TOKENS, textTokens, tokensOf, toldTokens, type CallTokens } from "../models/index.ts";
import { AnswerFault, plainError } from "../keys/index.ts";
import type { Ending, OpenCall } from "./call.ts";
import { BrokenOff, writerOf } from "./writer.ts";

type Part = LanguageModelV4StreamPart;

/** A stream whose first words are there, so that it is no longer taken back for another model's. */
export interface Begun {
  head: Part[];
  reader: AsyncIterator<Part>;
}

const WORDS = new Set<Part["type"]>(["text-delta", "reasoning-delta", "tool-input-delta", "tool-call", "finish", "file", "source"]);
/** A model that goes on far beyond what it may is cut off. */
const FAR_BEYOND = 1.5;
const SLACK_TOKENS = 512;

const LEFT = { outcome: "cancelled", fault: "aborted" } as const;

/** Begins to stream; until the first words a failure is a failure of the attempt, and may be tried elsewhere. */
export async function beginStream(
  attempt: Attempt,
  [model, options]: readonly [LanguageModelV4, LanguageModelV4CallOptions],
): Promise<Begun> {
  const reader = itemsOf((await model.doStream(options)).stream);
  const head: Part[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.next();
      if (done) throw new AnswerFault("malformed", "the answer ended before it began");
      if (value.type === "error") throw value.error;
      head.push(value);
      if (value.type === "finish") requireWhole(value.finishReason.unified, () => (attempt.used = toldTokens(value.usage)));
      if (!WORDS.has(value.type)) continue;
      attempt.came(true);
      return { head, reader };
    }
  } catch (error) {
    attempt.used ??= toldTokens(await leave(attempt, reader, error));
    throw error;
  }
}

/** Lets a stream go whose first words came second. */
export async function discard({ reader, head }: Begun, attempt: Attempt, inputTokens: number): Promise<CallTokens> {
  const seen = head.reduce((all, part) => all + ("delta" in part ? textTokens(part.delta) : 0), 0);
  const usage = await leave(attempt, reader, new Outrun("another one was faster"));
  return tokensOf(usage, { input: inputTokens, output: Math.ceil(seen) });
}

/** Ends the request. Says what the provider had counted: drivers tell it after the fault. */
async function leave(attempt: Attempt, reader: AsyncIterator<Part>, reason: unknown): Promise<LanguageModelV4Usage | undefined> {
  attempt.stop(reason instanceof Error ? reason : new Error("the answer is not wanted any more", { cause: reason }));
  try {
    for (;;) {
      const { done, value } = await reader.next();
      if (done) return undefined;
      if (value.type === "finish") return value.usage;
    }
  } catch {
    return undefined;
  } finally {
    void reader.return?.().catch(() => undefined);
  }
}

/** Throws for an answer that broke off. */
export function requireWhole(finishReason: string, onBroken?: () => void): void {
  if (finishReason !== "interrupted" && finishReason !== "error") return;
  onBroken?.();
  throw new AnswerFault("unavailable", "the answer broke off");
}

/** Hands the answer on part by part to its only reader and settles the call, however it ends: complete, cut, or left by its reader. */
export function relay(ctx: Context, call: OpenCall, answered: Answered<Begun>): AsyncIterable<Part> {
  const { attempt } = answered;
  const { head, reader } = answered.result;
  let seen = 0;
  let settled: Promise<void> | undefined;
  const most = call.maxOutputTokens * FAR_BEYOND + SLACK_TOKENS;
  /** What the provider counted; where it told nothing, what we saw counts. */
  const soFar = (usage?: LanguageModelV4Usage): CallTokens =>
    answered.candidate.offline ? NO_TOKENS : tokensOf(usage, { input: call.inputTokens, output: Math.ceil(seen) });

  /** The part as it goes on; a finish with the report of the call. */
  function see(part: Part): Part {
    if ("delta" in part) seen += textTokens(part.delta);
    if (part.type === "error") throw part.error;
    if (part.type !== "finish") return part;
    requireWhole(part.finishReason.unified, () => (attempt.used = toldTokens(part.usage)));
    const tokens = tokensOf(part.usage, { input: call.inputTokens, output: Math.ceil(seen) });
    const refused = part.finishReason.unified === "content-filter";
    settled = call.end(answered, { tokens, outcome: refused ? "refused" : "ok", ...(refused ? { fault: "refused" } : {}) });
    return { ...part, providerMetadata: { ...part.providerMetadata, openvibe: { ...call.report(answered, tokens) } } };
  }

  /** Settles a call whose answer is left before its end, and resolves when it is. */
  function settleLeft(reason: unknown, ending: Omit<Ending, "tokens">): Promise<void> {
    settled ??= leave(attempt, reader, reason).then((usage) => call.end(answered, { ...ending, tokens: attempt.used ?? soFar(usage) }));
    return settled;
  }

  function breakOff(error: unknown): Part {
    const { aborted, reason } = call.signal;
    const fault = aborted ? { kind: "aborted" as const, message: "" } : faultOf(ctx, error);
    void settleLeft(error, aborted ? LEFT : { outcome: "failed", fault: fault.kind, broken: fault });
    const said: unknown = aborted
      ? (reason ?? error)
      : new BrokenOff(plainError(answered.candidate.ref, fault, error), writerOf(call.report(answered, NO_TOKENS)));
    call.stop(said);
    return { type: "error", error: said };
  }

  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        if (settled) {
          await settled;
          return { done: true, value: undefined };
        }
        try {
          const first = head.shift();
          if (first) return { done: false, value: see(first) };
          attempt.waits();
          const { done, value } = await reader.next();
          if (done) throw new AnswerFault("unavailable", "the answer broke off");
          attempt.came(WORDS.has(value.type));
          if (seen > most) throw new AnswerFault("malformed", "the answer does not end");
          return { done: false, value: see(value) };
        } catch (error) {
          return { done: false, value: breakOff(error) };
        }
      },
      async return(reason: unknown) {
        const why = reason ?? new DOMException("The reader left.", "AbortError");
        call.stop(why);
        await settleLeft(why, LEFT);
        return { done: true, value: undefined };
      },
    }),
  };
}
