import type { LanguageModelV4Usage } from "@ai-sdk/provider";
import type { CallTokens } from "./cost.ts";

const ASCII_PER_TOKEN = 3.6;
/** Signs and digits are often tokens of their own; capitals outside of words, as in base64, nearly so. */
const PER_SIGN = 0.75;
const PER_CAPITAL = 0.6;
/** Larger counts of a provider are no counts. */
const MOST_COUNTED = 100_000_000;
/** How far a provider's own count may lie above the estimate. */
const SAFETY = 1.35;

/** About how many tokens a text has, for any provider. */
export function textTokens(text: string): number {
  let wide = 0;
  let signs = 0;
  let capitals = 0;
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) wide += 1;
    else if (code >= 65 && code <= 90) capitals += 1;
    else if (code > 32 && (code < 97 || code > 122)) signs += before === 32 ? 2 : 1;
    // NOTE: a space in front of a sign is no part of its token, as it is of a word's; a run of spaces is one token.
    before = code === 32 && before <= 32 ? 0 : code;
  }
  const plain = Math.max(0, text.length - wide - signs - capitals);
  return Math.ceil(plain / ASCII_PER_TOKEN + wide + signs * PER_SIGN + capitals * PER_CAPITAL);
}

/** What a reservation counts with for text. */
export function mostTokens(estimated: number): number {
  return Math.ceil(estimated * SAFETY) + 16;
}

/** What the provider counted, or where it says nothing that can be true, what we saw go and come. */
export function tokensOf(usage: LanguageModelV4Usage | undefined, seen: { input: number; output: number }): CallTokens {
  const inputTokens = countOf(usage?.inputTokens.total) ?? seen.input;
  const outputTokens = countOf(usage?.outputTokens.total) ?? seen.output;
  const cacheReadTokens = Math.min(countOf(usage?.inputTokens.cacheRead) ?? 0, inputTokens);
  const cacheWriteTokens = Math.min(countOf(usage?.inputTokens.cacheWrite) ?? 0, inputTokens - cacheReadTokens);
  const reasoningTokens = Math.min(countOf(usage?.outputTokens.reasoning) ?? 0, outputTokens);
  return { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens };
}

/** What the provider counted of an answer that is not used; undefined where it told nothing. */
export function toldTokens(usage: LanguageModelV4Usage | undefined): CallTokens | undefined {
  const isTold = countOf(usage?.inputTokens.total) !== undefined || countOf(usage?.outputTokens.total) !== undefined;
  return isTold ? tokensOf(usage, { input: 0, output: 0 }) : undefined;
}

/** Undefined for what is no number of tokens: whoever runs a server of models may answer anything. */
export function countOf(told: number | undefined): number | undefined {
  return told !== undefined && told >= 0 && told < Number.POSITIVE_INFINITY ? Math.min(Math.ceil(told), MOST_COUNTED) : undefined;
}
