import type { DatedPrice, TokenPrice } from "./model.ts";

interface Dollars {
  read?: number;
  write?: number;
}

/** A price from US dollars per million tokens, as providers publish it. */
export function dollars(input: number, output: number, { read, write }: Dollars = {}): TokenPrice {
  return {
    input: micros(input),
    output: micros(output),
    ...(read === undefined ? {} : { cacheRead: micros(read) }),
    ...(write === undefined ? {} : { cacheWrite: micros(write) }),
  };
}

const micros = (usd: number) => Math.round(usd * 1_000_000);

/** What holds on that day, for a prompt of that length. */
export function priceAt(prices: readonly DatedPrice[], day: Date, inputTokens: number): TokenPrice | undefined {
  const price = prices.find(({ from }) => from === undefined || from <= day.toISOString().slice(0, 10));
  if (!price?.long || inputTokens <= price.long.aboveTokens) return price;
  return price.long;
}
