import { expect, test } from "vitest";
import { cronOf, whenOf } from "./when.ts";

test.each([
  ["30 * * * *", "hour"],
  ["0 9 * * *", "day"],
  ["5 18 * * 1-5", "weekdays"],
  ["0 9 * * 0", "week"],
  ["0 7 31 * *", "month"],
  ["*/15 * * * *", "own"],
  ["*/25 * * * *", "own"],
  ["0 9 1 1 *", "own"],
  ["0 9 1 * 1", "own"],
  ["0 9,17 * * *", "own"],
  ["0 9 * * MON", "own"],
  ["@daily", "own"],
  ["1 2 3", "own"],
])("%s is chosen as %s and written again as it was", (cron, often) => {
  expect(whenOf(cron).often).toBe(often);
  expect(cronOf(whenOf(cron))).toBe(cron);
});
