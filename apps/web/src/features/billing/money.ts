import { MICROS_PER_DOLLAR } from "@openvibe/core/billing/model";

export { dollars } from "@openvibe/core/billing/model";

const LEAST_DECIMALS = 2;
const MOST_DECIMALS = 6;

/** Writes what stands in one column: cents, or as many decimals more as two digits of the smallest amount in it take. */
export function dollarsAlike(column: readonly number[]): (micros: number) => string {
  const smallest = Math.min(...column.filter((micros) => micros !== 0).map((micros) => Math.abs(micros) / MICROS_PER_DOLLAR));
  const isSmall = smallest < 10 ** -LEAST_DECIMALS;
  const decimals = isSmall ? Math.min(MOST_DECIMALS, 1 - Math.floor(Math.log10(smallest))) : LEAST_DECIMALS;
  const format = written(decimals, decimals);
  return (micros) => format.format(micros / MICROS_PER_DOLLAR);
}

const PRICE = written(LEAST_DECIMALS, MOST_DECIMALS);

/** A price to its last digit: "$2.50", "$0.075". */
export const priceInDollars = (micros: number): string => PRICE.format(micros / MICROS_PER_DOLLAR);

function written(least: number, most: number): Intl.NumberFormat {
  return new Intl.NumberFormat("en", { style: "currency", currency: "USD", minimumFractionDigits: least, maximumFractionDigits: most });
}

/** What somebody wrote as dollars, in micro-USD; NaN for what is no amount. */
export function microsOf(text: string): number {
  const written = text.trim().replace(/^\$\s*/, "");
  // NOTE: a thousand to some and one to others is nobody's amount.
  if (/^[1-9]\d{0,2},\d{3}$/.test(written)) return Number.NaN;
  const plain = written.replace(",", ".");
  return /^\d+(\.\d*)?$|^\.\d+$/.test(plain) ? Math.round(Number(plain) * MICROS_PER_DOLLAR) : Number.NaN;
}
