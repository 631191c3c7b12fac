import type { TokenPrice } from "./model.ts";

/** Tokens of one call, all kinds that are priced. */
export interface CallTokens {
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  reasoningTokens: number;
}

export const NO_TOKENS: CallTokens = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };

export function addTokens(one: CallTokens, other: CallTokens): CallTokens {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    cacheReadTokens: one.cacheReadTokens + other.cacheReadTokens,
    cacheWriteTokens: one.cacheWriteTokens + other.cacheWriteTokens,
    reasoningTokens: one.reasoningTokens + other.reasoningTokens,
  };
}

export const FREE: TokenPrice = { input: 0, output: 0 };

/** In micro-USD, rounded up. Tokens read from or written to the provider's cache are part of the input. */
export function costOf(price: TokenPrice, tokens: CallTokens): number {
  const { cacheRead = price.input, cacheWrite = price.input } = price;
  const fresh = Math.max(0, tokens.inputTokens - tokens.cacheReadTokens - tokens.cacheWriteTokens);
  const parts =
    fresh * price.input + tokens.cacheReadTokens * cacheRead + tokens.cacheWriteTokens * cacheWrite + tokens.outputTokens * price.output;
  return Math.ceil(parts / 1_000_000);
}

/** The most that a call can cost: all input as dear as it can be, all output used. */
export function mostCost(price: TokenPrice, inputTokens: number, outputTokens: number): number {
  const dearest = Math.max(price.input, price.cacheWrite ?? 0);
  return Math.ceil((inputTokens * dearest + outputTokens * price.output) / 1_000_000);
}

/** How many tokens of output so much money buys once the input is paid; below 0 where it does not pay for that. */
export function outputFor(price: TokenPrice, inputTokens: number, amountMicros: number): number {
  const sent = mostCost(price, inputTokens, 0);
  if (price.output === 0) return sent === 0 || sent <= amountMicros ? Number.MAX_SAFE_INTEGER : -1;
  return Math.floor(((amountMicros - sent) * 1_000_000) / price.output);
}
