import { expect, it } from "vitest";
import { sideOf } from "./side-of.ts";

it("a text begins on the side of its own first letter, whoever is named before it", () => {
  const sides = (...texts: string[]) => [...new Set(texts.map(sideOf))];
  expect(sides("@Ada שלום", "@ada, @bob: مرحبا", "#general שלום Ada", "12. @ada-b — סלון")).toEqual(["rtl"]);
  expect(sides("@דוד hello", "(@ada) hello", "@Ada, hello שלום")).toEqual(["ltr"]);
  // Here the browser finds it by itself.
  expect(sides("", "@Ada", "@דוד 12:30", "👍", "hello", "שלום @ada", "a@שלום.com")).toEqual(["auto"]);
});
