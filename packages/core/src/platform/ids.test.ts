import { expect, test } from "vitest";
import { idAt, moveId, newId } from "./ids.ts";

test("an id says its time in ten digits and what is random in sixteen, and sorts by both", () => {
  expect(idAt("msg", 0, 0n)).toBe("msg_00000000000000000000000000");
  expect(idAt("msg", 1_700_000_000_000, 5n)).toBe("msg_01hf7yat000000000000000005");
  expect(idAt("msg", 2 ** 48 - 1, 2n ** 80n - 1n)).toBe("msg_7zzzzzzzzzzzzzzzzzzzzzzzzz");
  const ids = Array.from({ length: 1_000 }, () => newId("thr"));
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

test("an id that was moved there and back is itself, also over all its digits", () => {
  const id = idAt("wsp", 1_700_000_000_000, 2n ** 80n - 1n);
  expect(moveId(id, 1n)).toBe("wsp_01hf7yat010000000000000000");
  expect(moveId(moveId(id, 12_345n), -12_345n)).toBe(id);
});
