import { MICROS_PER_DOLLAR, type UsageRow } from "@openvibe/core/billing/model";

const COLUMNS: Readonly<Record<string, (row: UsageRow) => string | number>> = {
  id: ({ key }) => key,
  calls: ({ calls }) => calls,
  failed: ({ failed }) => failed,
  "answered from memory": ({ cached }) => cached,
  "tokens in": ({ inputTokens }) => inputTokens,
  "of them from the provider's cache": ({ cacheReadTokens }) => cacheReadTokens,
  "tokens out": ({ outputTokens }) => outputTokens,
  "cost in USD": ({ costMicros }) => inDollars(costMicros),
  "of it from credit, in USD": ({ chargedMicros }) => inDollars(chargedMicros),
};

/** As comma-separated values, as RFC 4180 has them. */
export function usageTable(rows: readonly UsageRow[], nameOf: (key: string) => string): string {
  const lines = rows.map((row) => [nameOf(row.key), ...Object.values(COLUMNS).map((read) => read(row))]);
  return [["name", ...Object.keys(COLUMNS)], ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

const inDollars = (micros: number) => (micros / MICROS_PER_DOLLAR).toFixed(6);

/** What a spreadsheet would take for a formula is a text to it. */
function cell(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
