const MICROS = 1_000_000;
const CENT = 10_000;

/** Micro-USD as dollars; small amounts with as many digits as they need. */
export function dollars(micros: number): string {
  const small = micros !== 0 && Math.abs(micros) < CENT;
  return new Intl.NumberFormat("en", { style: "currency", currency: "USD", maximumFractionDigits: small ? 6 : 2 }).format(micros / MICROS);
}

/** What somebody wrote as dollars, in micro-USD; NaN for what is no amount. */
export function microsOf(text: string): number {
  const written = text.trim().replace(/^\$\s*/, "");
  // NOTE: a thousand to some and one to others is nobody's amount.
  if (/^[1-9]\d{0,2},\d{3}$/.test(written)) return Number.NaN;
  const plain = written.replace(",", ".");
  return /^\d+(\.\d*)?$|^\.\d+$/.test(plain) ? Math.round(Number(plain) * MICROS) : Number.NaN;
}
