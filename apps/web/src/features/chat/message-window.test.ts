import type { Message } from "@openvibe/core/chat/model";
import { expect, test } from "vitest";
import { type MessageWindow, PAGE, stillHolds } from "./message-window.ts";

const message = (number: number) => ({ id: `msg_${String(number).padStart(4, "0")}` }) as Message;
const page = (from: number, count = PAGE) => ({ items: Array.from({ length: count }, (_, index) => message(from + index)) });
const twoPages = (newest = page(150)): MessageWindow => ({ pages: [newest, page(100)], pageParams: [{}, {}] });
const reading = message(110).id;

test("what is read away from the end is still there after a few new messages, and is not after many", () => {
  expect(stillHolds(twoPages(), page(160), reading)).toBe(true);
  expect(stillHolds(twoPages(), page(161), reading)).toBe(false);
  expect(stillHolds(twoPages(), page(400), reading)).toBe(false);
});

test("one's own message, shown before those that came in between, does not stand for them", () => {
  const own = message(449);
  expect(stillHolds(twoPages({ items: [...page(150).items, own] }), page(400), reading)).toBe(false);
});
