import { expect, test } from "vitest";
import type { StoredEvent } from "./index.ts";
import { keepEvents } from "./kept-events.ts";

const SAID = new Set(["said"]);
const eventAt = (seq: number, payload: unknown): StoredEvent => ({
  cursor: `1-${seq}`,
  seq,
  workspaceId: "wsp_one",
  type: "said",
  actor: { kind: "person", id: "mbr_one" },
  channelId: null,
  memberId: null,
  payload,
  happenedAt: new Date(0),
});

test.each([
  { name: "short", text: "x", added: 5_000, atLeast: 2_000, atMost: 4_000 },
  { name: "long", text: "x".repeat(1_000_000), added: 40, atLeast: 8, atMost: 16 },
])("of $name messages no more is kept than has room, and what is gone is not passed over", ({ text, added, atLeast, atMost }) => {
  const kept = keepEvents();
  for (let seq = 1; seq <= added; seq += 1) kept.add(`1-${seq - 1}`, [eventAt(seq, { text, channels: null })]);
  const answered = Array.from({ length: added }, (_, seq) => kept.after(`1-${seq}`, SAID, added));
  const first = answered.findIndex((found) => found !== undefined);
  expect(added - first).toBeGreaterThanOrEqual(atLeast);
  expect(added - first).toBeLessThanOrEqual(atMost);
  for (const [seq, found] of answered.entries())
    expect(found?.map((event) => event.seq)).toEqual(
      seq < first ? undefined : Array.from({ length: added - seq }, (_, number) => seq + number + 1).slice(0, added),
    );
});

test("one event that is larger than the room is known to have been", () => {
  const kept = keepEvents();
  kept.add("1-0", [eventAt(1, { text: "x".repeat(20_000_000) })]);
  expect(kept.after("1-0", SAID, 10)).toBeUndefined();
  expect(kept.after("1-1", SAID, 10)).toEqual([]);
  kept.add("1-1", [eventAt(2, { text: "short" })]);
  expect(kept.after("1-1", SAID, 10)?.map(({ seq }) => seq)).toEqual([2]);
});
