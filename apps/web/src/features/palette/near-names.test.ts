import { expect, it } from "vitest";
import { nearnessAmong } from "./near-names.ts";

const NAMES = ["New app", "Inbox", "plans for the kitchen", "a lantern of nails", "Theme dark", "kitchen-plans"];
const found = (names: readonly string[], search: string) => {
  const nearness = nearnessAmong(names);
  return names.filter((name) => nearness(name, search) > 0);
};

it("names with the letters scattered over them are left out where others have the word, and are found where none has", () => {
  expect(found(NAMES, "plans")).toEqual(["plans for the kitchen", "kitchen-plans"]);
  expect(found(NAMES, "lan")).toEqual(["plans for the kitchen", "a lantern of nails", "kitchen-plans"]);
  expect(found(["a lantern of nails", "Inbox"], "lnn")).toEqual(["a lantern of nails"]);
  expect(found(["kitchen-plans", "Inbox"], "kp")).toEqual(["kitchen-plans"]);
  expect(found(NAMES, "zebra")).toEqual([]);
});
