import { expect, test } from "vitest";
import { costOf } from "./cost.ts";
import { mostTokens, textTokens, tokensOf } from "./estimate.ts";

const usage = (input: number, output: number, more: { cacheRead?: number; cacheWrite?: number; reasoning?: number } = {}) => ({
  inputTokens: { total: input, noCache: undefined, cacheRead: more.cacheRead, cacheWrite: more.cacheWrite },
  outputTokens: { total: output, text: undefined, reasoning: more.reasoning },
});
const price = { input: 3_000_000, output: 15_000_000, cacheRead: 300_000, cacheWrite: 3_750_000 };
const seen = { input: 120, output: 30 };

test("what a provider says it counted never gives money back, and always fits the books", () => {
  const hostile = [
    usage(-1_000_000, -1_000_000_000),
    usage(Number.NaN, Number.POSITIVE_INFINITY),
    usage(100, 10, { cacheRead: -5_000, cacheWrite: Number.NaN, reasoning: -1 }),
    usage(10, 10, { cacheRead: 1e9, cacheWrite: 1e9 }),
    usage(1e300, 1e300),
    usage(10.4, 3.2),
  ];
  for (const told of hostile) {
    const tokens = tokensOf(told, seen);
    for (const count of Object.values(tokens)) expect(Number.isSafeInteger(count) && count >= 0 && count < 2 ** 31).toBe(true);
    expect(tokens.cacheReadTokens + tokens.cacheWriteTokens).toBeLessThanOrEqual(tokens.inputTokens);
    expect(Number.isSafeInteger(costOf(price, tokens))).toBe(true);
    expect(costOf(price, tokens)).toBeGreaterThan(0);
  }
  expect(tokensOf(usage(-1, Number.NaN), seen)).toMatchObject({ inputTokens: 120, outputTokens: 30 });
});

test("what is reserved is enough for text that takes many tokens for its length", () => {
  // Signs and digits one by one, base64 by little more than one character: as tokenizers cut them at worst.
  const dense = [
    ["!@#$%^&*()_+-=[]{}|;:,.<>?/~`".repeat(40), 1_000],
    ["7 1 9 3 0 4 8 2 ".repeat(60), 960],
    [Buffer.from(Array.from({ length: 900 }, (_, at) => (at * 167 + 13) % 256)).toString("base64"), 780],
  ] as const;
  for (const [text, tokens] of dense) expect(mostTokens(textTokens(text))).toBeGreaterThanOrEqual(tokens);
  const prose = "The team meets on Monday and talks about what customers have asked for since last week. ".repeat(20);
  expect(mostTokens(textTokens(prose))).toBeLessThan(prose.length / 2.4);
});
