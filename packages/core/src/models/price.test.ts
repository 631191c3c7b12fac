import { expect, test } from "vitest";
import { anthropicModels } from "./anthropic.ts";
import { costOf, FREE, mostCost, outputFor } from "./cost.ts";
import { googleModels } from "./google.ts";
import { priceAt } from "./price.ts";

test("a price holds from its day, and another one for long prompts; money is rounded up", () => {
  const carbon = googleModels.find(({ id }) => id === "gemini-4-carbon")?.prices ?? [];
  expect(priceAt(carbon, new Date("2026-11-30T23:59:59Z"), 0)).toMatchObject({ input: 2_000_000, output: 10_000_000 });
  expect(priceAt(carbon, new Date("2026-12-01T00:00:00Z"), 0)).toMatchObject({ input: 4_000_000, output: 20_000_000 });
  const haiku = anthropicModels.find(({ id }) => id === "claude-haiku-5-5")?.prices ?? [];
  expect(priceAt(haiku, new Date("2026-11-21"), 100_000)).toMatchObject({ input: 100_000 });
  const long = priceAt(haiku, new Date("2026-11-21"), 100_001);
  expect(long).toMatchObject({ input: 500_000, output: 2_500_000 });
  const price = { input: 3_000_000, output: 15_000_000, cacheRead: 300_000, cacheWrite: 3_750_000 };
  const tokens = { inputTokens: 1_001, outputTokens: 7, cacheReadTokens: 500, cacheWriteTokens: 101, reasoningTokens: 0 };
  expect(costOf(price, tokens)).toBe(Math.ceil(400 * 3 + 500 * 0.3 + 101 * 3.75 + 7 * 15));
  expect(outputFor(price, 1_000, mostCost(price, 1_000, 333))).toBe(333);
  // Of what has no output, as embeddings, the input is paid all the same.
  const noOutput = { input: 20_000, output: 0 };
  expect([outputFor(noOutput, 5_000, 99) < 0, outputFor(noOutput, 5_000, 100) > 0, outputFor(FREE, 5_000, -1) > 0]).toEqual([
    true,
    true,
    true,
  ]);
});
