import { expect, test } from "vitest";
import { usageTable } from "./usage-table.ts";

test("sums are exact to the micro-USD; a name with signs of its own stays one cell, and no formula", () => {
  const sums = {
    calls: 2,
    failed: 1,
    byRules: 0,
    cached: 1,
    inputTokens: 1_500,
    outputTokens: 20,
    cacheReadTokens: 500,
    costMicros: 95_134,
    chargedMicros: 0,
  };
  const names: Readonly<Record<string, string>> = { mem_1: 'Ada "the first", Lovelace', mem_2: "=1+1" };
  const [head, first, second] = usageTable(
    [
      { key: "mem_1", ...sums },
      { key: "mem_2", ...sums },
    ],
    (key) => names[key] ?? "",
  ).split("\r\n");
  expect(head).toBe(
    'name,id,calls,failed,answered from memory,tokens in,of them from the provider\'s cache,tokens out,cost in USD,"of it from credit, in USD"',
  );
  expect(first).toBe('"Ada ""the first"", Lovelace",mem_1,2,1,1,1500,500,20,0.095134,0.000000');
  expect(second).toBe("'=1+1,mem_2,2,1,1,1500,500,20,0.095134,0.000000");
});
