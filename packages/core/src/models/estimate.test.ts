import { expect, test } from "vitest";
import { costOf } from "./cost.ts";
import { mostTextTokens, mostTokens, textTokens, tokensOf } from "./estimate.ts";

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

test("what is reserved is enough for text that takes many tokens for its length, and little more than before for prose and code", () => {
  let seed = 7;
  const pick = (from: number, to: number) => from + ((seed = (seed * 48_271) % 2_147_483_647) % (to - from + 1));
  const chance = (from: number, to: number, count = 2_000) => String.fromCodePoint(...Array.from({ length: count }, () => pick(from, to)));
  // As OpenAI's o200k cuts them; signs and digits one by one, base64 by little more than one character.
  const dense: readonly (readonly [text: string, tokens: number])[] = [
    ["!@#$%^&*()_+-=[]{}|;:,.<>?/~`".repeat(40), 1_000],
    ["7 1 9 3 0 4 8 2 ".repeat(60), 960],
    [Buffer.from(Array.from({ length: 900 }, (_, at) => (at * 167 + 13) % 256)).toString("base64"), 780],
    ["a\n".repeat(2_000), 4_000],
    ["Y\nN\n".repeat(1_000), 4_000],
    ["q\r\n\tz".repeat(1_000), 3_000],
    ["x y z ".repeat(1_000), 3_001],
    ["1,2,3\n".repeat(1_500), 9_000],
    [chance(1, 8), 2_000],
    [chance(97, 122, 4_000), 2_090],
    [chance(65, 90, 4_000), 2_290],
    // Yi, rare Han, Vai, Han, Hangul, Tibetan, cuneiform, pictures.
    [chance(0xa000, 0xa48c), 5_980],
    [chance(0x3400, 0x4db5), 5_970],
    [chance(0xa500, 0xa62b), 5_980],
    [chance(0x4e00, 0x9fa5), 3_860],
    [chance(0xac00, 0xd7a3), 4_530],
    [chance(0xf40, 0xf6c), 3_960],
    [chance(0x12000, 0x12399), 7_970],
    [chance(0x1f300, 0x1f5ff), 4_500],
  ];
  for (const [text, tokens] of dense) expect([text.slice(0, 9), mostTextTokens(text) >= tokens]).toEqual([text.slice(0, 9), true]);
  const prose = "The team meets on Monday and talks about what customers have asked for since last week. ".repeat(20);
  const code = "  if (rows.length === 0) return new Map();\n  const found = await readBudgets(ctx, timeZone, isOne);\n".repeat(20);
  for (const text of [prose, code]) expect(mostTextTokens(text)).toBeLessThan(mostTokens(textTokens(text)) * 1.1);
  expect(mostTextTokens(prose)).toBeLessThan(prose.length / 2.4);
});
