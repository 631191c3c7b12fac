import type { ModelInfo, TokenPrice } from "./model.ts";
import { dollars } from "./price.ts";

const LOOKED_UP = {
  provider: "openai",
  kind: "language",
  asOf: "2026-11-21",
  source: "https://developers.openai.com/api/docs/pricing",
} as const;
const REASONING = { tools: true, vision: true, structured: true, promptCache: true, sampling: false };
const CLASSIC = { ...REASONING, sampling: true };
/** Still asked for by name, at the last price that they were listed with. */
const FORMER = { ...LOOKED_UP, asOf: "2025-09-01" } as const;
const MILLION = { contextTokens: 1_050_000, maxOutputTokens: 128_000 };

/** Above 272,000 tokens of prompt the whole call costs twice the input and half as much again for output. */
function doubling(price: TokenPrice) {
  const long = {
    aboveTokens: 272_000,
    input: price.input * 2,
    output: Math.round(price.output * 1.5),
    ...(price.cacheRead === undefined ? {} : { cacheRead: price.cacheRead * 2 }),
    ...(price.cacheWrite === undefined ? {} : { cacheWrite: price.cacheWrite * 2 }),
  };
  return [{ ...price, long }];
}

const embedding = (id: string, usd: number, dimensions: number): ModelInfo => ({
  ...LOOKED_UP,
  id,
  kind: "embedding",
  contextTokens: 8_191,
  maxOutputTokens: 0,
  dimensions,
  abilities: { tools: false, vision: false, structured: false, promptCache: false, sampling: false },
  prices: [dollars(usd, 0)],
});

export const openaiModels: readonly ModelInfo[] = [
  { ...LOOKED_UP, ...MILLION, id: "gpt-6-astra", abilities: REASONING, prices: doubling(dollars(10, 50, { read: 1, write: 12.5 })) },
  { ...LOOKED_UP, ...MILLION, id: "gpt-6.1-sol", abilities: REASONING, prices: doubling(dollars(2, 10, { read: 0.1, write: 2.5 })) },
  { ...LOOKED_UP, ...MILLION, id: "gpt-6.1-terra", abilities: REASONING, prices: doubling(dollars(1, 5, { read: 0.05, write: 1.25 })) },
  { ...LOOKED_UP, ...MILLION, id: "gpt-6-sol", abilities: REASONING, prices: doubling(dollars(2, 10, { read: 0.2, write: 2.5 })) },
  { ...LOOKED_UP, ...MILLION, id: "gpt-6-luna", abilities: REASONING, prices: doubling(dollars(0.1, 0.5, { read: 0.01, write: 0.125 })) },
  {
    ...LOOKED_UP,
    id: "gpt-5",
    contextTokens: 400_000,
    maxOutputTokens: 128_000,
    abilities: REASONING,
    prices: [dollars(1.25, 10, { read: 0.125 })],
  },
  {
    ...LOOKED_UP,
    id: "gpt-5-mini",
    contextTokens: 400_000,
    maxOutputTokens: 128_000,
    abilities: REASONING,
    prices: [dollars(0.25, 2, { read: 0.025 })],
  },
  {
    ...LOOKED_UP,
    id: "gpt-5-nano",
    contextTokens: 400_000,
    maxOutputTokens: 128_000,
    abilities: REASONING,
    prices: [dollars(0.05, 0.4, { read: 0.005 })],
  },
  {
    ...LOOKED_UP,
    id: "gpt-4.1",
    contextTokens: 1_047_576,
    maxOutputTokens: 32_768,
    abilities: CLASSIC,
    prices: [dollars(2, 8, { read: 0.5 })],
  },
  {
    ...LOOKED_UP,
    id: "gpt-4.1-mini",
    contextTokens: 1_047_576,
    maxOutputTokens: 32_768,
    abilities: CLASSIC,
    prices: [dollars(0.4, 1.6, { read: 0.1 })],
  },
  {
    ...FORMER,
    id: "gpt-4.1-nano",
    contextTokens: 1_047_576,
    maxOutputTokens: 32_768,
    abilities: CLASSIC,
    prices: [dollars(0.1, 0.4, { read: 0.025 })],
  },
  {
    ...FORMER,
    id: "gpt-4o",
    contextTokens: 128_000,
    maxOutputTokens: 16_384,
    abilities: CLASSIC,
    prices: [dollars(2.5, 10, { read: 1.25 })],
  },
  {
    ...LOOKED_UP,
    id: "gpt-4o-mini",
    contextTokens: 128_000,
    maxOutputTokens: 16_384,
    abilities: CLASSIC,
    prices: [dollars(0.15, 0.6, { read: 0.075 })],
  },
  {
    ...FORMER,
    id: "o3",
    contextTokens: 200_000,
    maxOutputTokens: 100_000,
    abilities: REASONING,
    prices: [dollars(2, 8, { read: 0.5 })],
  },
  {
    ...FORMER,
    id: "o4-mini",
    contextTokens: 200_000,
    maxOutputTokens: 100_000,
    abilities: REASONING,
    prices: [dollars(1.1, 4.4, { read: 0.275 })],
  },
  embedding("text-embedding-3-small", 0.02, 1_536),
  embedding("text-embedding-3-large", 0.13, 3_072),
];
