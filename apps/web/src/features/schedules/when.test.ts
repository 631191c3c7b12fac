import { expect, test } from "vitest";
import { cronOf, sayWhen, whenOf } from "./when.ts";

test.each([
  ["30 * * * *", "Every hour at minute 30"],
  ["0 9 * * *", "Every day at 09:00"],
  ["5 18 * * 1-5", "Monday to Friday at 18:05"],
  ["0 9 * * 0", "Every Sunday at 09:00"],
  ["0 7 31 * *", "Every month on day 31 at 07:00"],
  ["*/15 * * * *", "Every 15 minutes"],
])("%s is said plainly and written again as it was", (cron, said) => {
  expect(sayWhen(cron)).toBe(said);
  expect(cronOf(whenOf(cron))).toBe(cron);
});

test.each(["*/7 * * * *", "0 9 1 1 *", "0 9 1 * 1", "0 9,17 * * *", "0 9 * * MON", "@daily", "1 2 3"])(
  "%s stays as it is written",
  (cron) => {
    expect(sayWhen(cron)).toBe(cron);
    expect(cronOf(whenOf(cron))).toBe(cron);
  },
);
