import { englishFor } from "@openvibe/ui/reader-locale";
import { expect, test } from "vitest";
import { sayTime, withTimesOfReader } from "./times.ts";

test("times are in English with the reader's own clock and order, in talk as in schedules", () => {
  const at = new Date(2026, 10, 22, 9, 5);
  const said = (locale: string) => new Intl.DateTimeFormat(englishFor(locale), { dateStyle: "medium", timeStyle: "short" }).format(at);
  expect(["en-US", "en-GB", "de-DE", "ar-EG", "en-US-u-hc-h23"].map((locale) => said(locale).replaceAll("\u202F", " "))).toEqual([
    "Nov 22, 2026, 9:05 AM",
    "22 Nov 2026, 09:05",
    "22 Nov 2026, 09:05",
    "Nov 22, 2026, 9:05 AM",
    "Nov 22, 2026, 09:05",
  ]);
});

test("a calendar that the server puts in words has the same times as all others", () => {
  const morning = sayTime("time", new Date(2026, 10, 22, 9, 0));
  expect(withTimesOfReader("Monday to Friday at 09:00")).toBe(`Monday to Friday at ${morning}`);
  expect(sayTime("soon", new Date(2026, 10, 22, 9, 0))).toContain(morning);
  expect(withTimesOfReader("By the calendar 1 2 3")).toBe("By the calendar 1 2 3");
});
