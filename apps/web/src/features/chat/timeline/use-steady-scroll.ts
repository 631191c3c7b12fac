"use client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const AWAY_PX = 160;
const AT_END_PX = 4;

export interface Anchor {
  element: HTMLElement;
  id: string;
  /** Distance from the scroller's upper edge, px. */
  top: number;
}

/**
 * Keeps what is read where it is while messages come and go above and below it. The scroller is a reversed column, so its end
 * holds by itself; everywhere else the first message in view is put back where it was before each change.
 */
export function useSteadyScroll(
  scroller: RefObject<HTMLDivElement | null>,
  change: unknown,
  /** Whether what is shown ends with the latest message: more may follow otherwise, and must not push what is read away. */
  atEnd: boolean,
  /** What is kept in its place; nothing at the end. */
  anchor: RefObject<Anchor | undefined>,
): { away: boolean; onScroll: () => void; hold: () => void } {
  const [away, setAway] = useState(false);
  const endHolds = useRef(atEnd);

  const hold = useCallback(() => {
    const box = scroller.current;
    const isAtEnd = endHolds.current && box !== null && box.scrollTop > -AT_END_PX;
    anchor.current = box && !isAtEnd ? firstInView(box) : undefined;
  }, [scroller, anchor]);

  const putBack = useCallback(() => {
    const box = scroller.current;
    const held = anchor.current;
    if (!box || !held) return;
    // A message that was grouped anew is another element.
    const element = held.element.isConnected ? held.element : box.querySelector<HTMLElement>(`[data-message="${CSS.escape(held.id)}"]`);
    if (!element) return;
    held.element = element;
    const moved = topIn(box, element) - held.top;
    if (Math.abs(moved) >= 1) box.scrollTop += moved;
  }, [scroller, anchor]);

  useLayoutEffect(() => {
    putBack();
    endHolds.current = atEnd;
  }, [putBack, change, atEnd]);

  // What grows later, as a picture, a card or the composer does, must not move what is read either.
  useEffect(() => {
    const box = scroller.current;
    const content = box?.firstElementChild;
    if (!box || !content) return;
    const observer = new ResizeObserver(putBack);
    observer.observe(content);
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller, putBack]);

  const onScroll = useCallback(() => {
    hold();
    setAway((scroller.current?.scrollTop ?? 0) < -AWAY_PX);
  }, [hold, scroller]);
  return { away, onScroll, hold };
}

function topIn(box: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - box.getBoundingClientRect().top;
}

/** Messages stand one below the other, so that a few looks find it among hundreds. */
function firstInView(box: HTMLElement): Anchor | undefined {
  const rows = box.querySelectorAll<HTMLElement>("[data-message]");
  const edge = box.getBoundingClientRect().top;
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > edge) to = middle;
    else from = middle + 1;
  }
  const element = rows[from];
  return element && { element, id: element.dataset["message"] ?? "", top: topIn(box, element) };
}
