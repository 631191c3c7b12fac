import { expect, it } from "vitest";
import { keysOn } from "./keys.ts";

it("names keys as the keyboard at hand does", () => {
  const keys = ["⌘K", "⌥⇧↓", "⇧Enter", "J / K"];
  expect(keys.map((each) => keysOn("MacIntel", each))).toEqual(keys);
  expect(keys.map((each) => keysOn("iPad", each))).toEqual(keys);
  expect(keys.map((each) => keysOn("Win32", each))).toEqual(["Ctrl+K", "Alt+Shift+↓", "Shift+Enter", "J / K"]);
});
