import { expect, test } from "vitest";
import { untilNextEnd } from "./until-next-end.ts";

test("a list is read again when the first of what it shows is forgotten, and not before", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  const until = (...ends: (number | null)[]) =>
    untilNextEnd(
      ends.map((inMs) => ({ expiresAt: inMs === null ? null : new Date(now + inMs) })),
      now,
    );
  expect(until()).toBe(false);
  expect(until(null, null)).toBe(false);
  expect(until(null, 60_000, 20_000)).toBe(21_000);
  expect(until(-5_000)).toBe(1_000);
  // A browser that is told to wait for longer does not wait at all.
  expect(until(400 * 86_400_000)).toBe(2 ** 31 - 1);
});
