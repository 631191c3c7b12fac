import { expect, test } from "vitest";
import { HERE, offsetOf, zonesWith } from "./zones.ts";

test("the browser's own zone comes first, each one once, and a chosen one stays although it goes by an old name", () => {
  const zones = zonesWith("Asia/Calcutta");
  expect(zones[0]?.value).toBe(HERE);
  expect(zones).toContainEqual({ value: "Asia/Calcutta", label: "Asia/Calcutta" });
  expect(zones).toContainEqual({ value: "America/New_York", label: "America/New York" });
  expect(new Set(zones.map(({ value }) => value)).size).toBe(zones.length);
});

test("offsets are those of the zone, on that day", () => {
  const winter = new Date("2026-01-15T08:00:00Z");
  expect([offsetOf("Europe/Berlin", winter), offsetOf("Europe/Berlin", new Date("2026-07-15T08:00:00Z"))]).toEqual(["GMT+1", "GMT+2"]);
});
