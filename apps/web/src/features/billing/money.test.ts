import { SetBudget } from "@openvibe/core/billing/model";
import { expect, test } from "vitest";
import { dollars, dollarsAlike, microsOf, priceInDollars } from "./money.ts";

test("an amount is read as it was meant; what may mean two amounts is none", () => {
  expect(["5", " $0.50", "0,005", ".5", "12,5", "1000"].map(microsOf)).toEqual([5e6, 500_000, 5_000, 500_000, 12_500_000, 1e9]);
  for (const text of ["1,000", "1,000.50", "-1", "five", "", "1e3"]) expect(microsOf(text), text).toBeNaN();
});

test("what is no amount, or more than there can be, is refused in words of people", () => {
  const said = (text: string) =>
    SetBudget.safeParse({ scope: "workspace", period: "day", limitMicros: microsOf(text) }).error?.issues[0]?.message;
  const none = "Write an amount in US dollars, such as 5 or 0.50";
  expect(["five", "", "99999999", "9".repeat(15), "5"].map(said)).toEqual([
    none,
    none,
    ...Array(2).fill("At most a million dollars"),
    undefined,
  ]);
});

test("small amounts keep the digits that tell them from nothing", () => {
  expect([0, 18, 9_999, 95_134, 1_250_000_000].map(dollars)).toEqual(["$0.00", "$0.000018", "$0.009999", "$0.10", "$1,250.00"]);
});

test("what stands below one another has the same decimals, as many as the smallest amount needs", () => {
  const column = (...all: number[]) => all.map(dollarsAlike(all));
  expect(column(0, 1_230, 95_134, 12_000_000)).toEqual(["$0.0000", "$0.0012", "$0.0951", "$12.0000"]);
  expect(column(18, 9_999)).toEqual(["$0.000018", "$0.009999"]);
  expect(column(-10_000, 2_500_000)).toEqual(["-$0.01", "$2.50"]);
  expect([2_500_000, 75_000, 0].map(priceInDollars)).toEqual(["$2.50", "$0.075", "$0.00"]);
  expect([column(0, 0), column()]).toEqual([["$0.00", "$0.00"], []]);
});
