import { MICROS_PER_DOLLAR } from "@openvibe/core/billing/model";

export { dollars } from "@openvibe/core/billing/model";

/** What somebody wrote as dollars, in micro-USD; NaN for what is no amount. */
export function microsOf(text: string): number {
  const written = text.trim().replace(/^\$\s*/, "");
  // NOTE: a thousand to some and one to others is nobody's amount.
  if (/^[1-9]\d{0,2},\d{3}$/.test(written)) return Number.NaN;
  const plain = written.replace(",", ".");
  return /^\d+(\.\d*)?$|^\.\d+$/.test(plain) ? Math.round(Number(plain) * MICROS_PER_DOLLAR) : Number.NaN;
}
