import { expect, test } from "vitest";
import { requireCalendar } from "./calendar.ts";
import { sayCalendar } from "./say-calendar.ts";

const NOW = new Date("2027-01-01T00:00:00Z");

test.each([
  ["30 * * * *", "Every hour at minute 30"],
  ["0 9 * * *", "Every day at 09:00"],
  ["5 18 * * 1-5", "Monday to Friday at 18:05"],
  ["0 9 * * 0", "Every Sunday at 09:00"],
  ["0 7 31 * *", "Every month on day 31 at 07:00"],
  ["*/15 * * * *", "Every 15 minutes"],
  // The same in other writing.
  ["00 09 * * 01", "Every Monday at 09:00"],
  ["0 9 * * MON", "Every Monday at 09:00"],
  ["0 9 * * 7", "Every Sunday at 09:00"],
  ["0 9 * * mon-fri", "Monday to Friday at 09:00"],
  ["0 9 ? * *", "Every day at 09:00"],
  ["0 9 * * 0-7", "Every day at 09:00"],
  ["0 9 */1 * *", "Every day at 09:00"],
  ["@hourly", "Every hour at minute 0"],
  ["@daily", "Every day at 00:00"],
  ["@weekly", "Every Sunday at 00:00"],
  ["@monthly", "Every month on day 1 at 00:00"],
  // Several times a day.
  ["0 9,17 * * *", "At 09:00 and 17:00"],
  ["15,45 * * * *", "At 15 and 45 minutes past the hour"],
  ["*/15 8-18 * * *", "Every 15 minutes, between 08:00 and 18:59"],
  ["0 */2 * * *", "On the hour, every 2 hours"],
  ["0 9-17/2 * * 1-5", "At 09:00, 11:00, 13:00, 15:00 and 17:00, Monday through Friday"],
  // Steps that do not come out even are not as far apart as they seem.
  ["*/25 * * * *", "At 0, 25, and 50 minutes past the hour"],
  ["0 */5 * * *", "At 00:00, 05:00, 10:00, 15:00 and 20:00"],
  ["0 9 1 */5 *", "At 09:00, on day 1 of the month, only in January, June, and November"],
  ["0 9 */10 * *", "At 09:00, on day 1, 11, 21, and 31 of the month"],
  // Days.
  ["0 9 * * 1,3,5", "At 09:00, only on Monday, Wednesday, and Friday"],
  ["0 9 * * 1-5/2", "At 09:00, only on Monday, Wednesday, and Friday"],
  ["30 9 * * sat,sun", "At 09:30, only on Sunday and Saturday"],
  ["0 9 * * 5-7", "At 09:00, Friday through Sunday"],
  ["0 9 * * MON#2", "At 09:00, on the second Monday of the month"],
  ["0 9 * * FRI#L", "At 09:00, on the last Friday of the month"],
  ["30 8 1,15 * *", "At 08:30, on day 1 and 15 of the month"],
  ["0 9 L * *", "At 09:00, on the last day of the month"],
  ["0 9 L,1 * *", "At 09:00, on day 1 and the last day of the month"],
  ["0 9 LW * *", "At 09:00, on the last weekday of the month"],
  ["0 9 15W * *", "At 09:00, on the weekday nearest day 15 of the month"],
  // Months.
  ["@yearly", "At 00:00, on day 1 of the month, only in January"],
  ["0 0 1 */3 *", "At 00:00, on day 1 of the month, every 3 months"],
  ["0 12 * JAN-MAR *", "At 12:00, January through March"],
  ["0 9 * 6-8 1-5", "At 09:00, Monday through Friday, June through August"],
  // Either day will do; with a plus both must hold.
  ["0 9 1 * 1", "At 09:00, on day 1 of the month and also on Monday"],
  ["0 9 1,15 * 5#L", "At 09:00, on day 1 and 15 of the month and also on the last Friday of the month"],
  ["0 9 1-7 * +1", "At 09:00, between day 1 and 7 of the month, if it is a Monday"],
])("%s is said as: %s", (cron, said) => {
  requireCalendar({ cron, timeZone: "Europe/Berlin" }, NOW);
  expect(sayCalendar(cron)).toBe(said);
});

test("no two runs are nearer than five minutes, whenever the calendar is made", () => {
  const told = (cron: string, at: string) => {
    try {
      return typeof requireCalendar({ cron, timeZone: "Europe/Berlin" }, new Date(`2027-03-27T${at}Z`));
    } catch (error) {
      return String(error);
    }
  };
  const often = ["0,5,10,15,20,25,30,35,40,45,50,55,56,57,58,59 * * * *", "*/4 9 * * 1", "0,58 1,3,9,10 * * *", "0,57 0,23 * * *"];
  const seldom = ["*/5 * * * *", "0,58 1,9 * * *", "0,55 * * * *", "0,57 0,9 * * *", "0 0 29 2 *", "59 1 * * *"];
  for (const at of ["09:00:00", "09:54:59", "09:59:00", "23:59:30"]) {
    for (const cron of often) expect([cron, at, told(cron, at)]).toEqual([cron, at, "AppError: At most every 5 minutes."]);
    for (const cron of seldom) expect([cron, at, told(cron, at)]).toEqual([cron, at, "object"]);
  }
});

test("what is no calendar stays as it is written", () => {
  expect(sayCalendar("1 2 3")).toBe("By the calendar 1 2 3");
});
