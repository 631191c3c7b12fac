import type { MessagePage } from "@openvibe/core/chat/model";
import type { InfiniteData } from "@tanstack/react-query";

export const PAGE = 50;

/** How a page of a thread was asked for; with nothing set it is the newest one. */
export interface Turn {
  cursor?: string;
  direction?: "older" | "newer";
  around?: string;
}

/** Some pages of a thread that follow each other, newest page first, oldest message first in each. */
export type MessageWindow = InfiniteData<MessagePage, Turn>;

/** A page that was read forwards says nothing of what is before it: where it began, there was something. */
export function olderThan(page: MessagePage, _pages: MessagePage[], turn: Turn): Turn | undefined {
  const cursor = turn.direction === "newer" ? (page.items[0]?.id ?? turn.cursor) : page.nextCursor;
  return cursor ? { cursor, direction: "older" } : undefined;
}

/** Nor does one that was read backwards say what is after it. */
export function newerThan(page: MessagePage, _pages: MessagePage[], turn: Turn): Turn | undefined {
  const cursor = { older: page.items.at(-1)?.id ?? turn.cursor, newer: page.nextCursor, none: page.newerCursor }[turn.direction ?? "none"];
  return cursor ? { cursor, direction: "newer" } : undefined;
}

/** Whether nothing newer was there when the window was read; what was sent since comes by events. */
export function reachesEnd({ pages: [page], pageParams: [turn] }: MessageWindow): boolean {
  return page !== undefined && newerThan(page, [], turn ?? {}) === undefined;
}

export const isNewest = ({ cursor, around }: Turn): boolean => cursor === undefined && around === undefined;

/** Whether the message is still there when as many pages as are shown are read anew, of which this is the newest. */
export function stillHolds({ pages }: MessageWindow, newest: MessagePage, messageId: string): boolean {
  const shown = new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)));
  // Not by the last one shown: what was written here may stand there already, with a gap before it.
  if (!shown.has(newest.items[0]?.id ?? "")) return false;
  const came = newest.items.filter(({ id }) => !shown.has(id)).length;
  const from = [...shown].filter((id) => id >= messageId).length;
  return came + from <= pages.length * PAGE;
}
