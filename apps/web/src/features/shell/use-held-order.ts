"use client";
import { createContext, type DOMAttributes, useContext, useEffect, useRef, useState } from "react";

/** So long after the pointer has last moved over a list its rows may change places again. */
const STILL_MS = 1_500;

/** Whether somebody aims at a row of the lists in it. */
export const Aimed = createContext(false);

/** Put the handlers on what holds the lists, and the answer into `Aimed`. */
export function useAim(): { aimed: boolean; handlers: DOMAttributes<HTMLElement> } {
  const [aimed, setAimed] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const aim = (forMs: number | undefined) => {
    clearTimeout(timer.current);
    setAimed(forMs !== 0);
    if (forMs) timer.current = setTimeout(() => setAimed(false), forMs);
  };
  return {
    aimed,
    handlers: {
      onPointerMove: ({ buttons }) => aim(buttons === 0 ? STILL_MS : undefined),
      onPointerDown: () => aim(undefined),
      onPointerUp: () => aim(STILL_MS),
      onPointerCancel: () => aim(0),
      onPointerLeave: () => aim(0),
    },
  };
}

/**
 * The rows in the order they had when somebody began to aim at one: a row that moves between press and release loses the click, and another
 * one may get it. What is new stands at the end until then; what the rows say is always as it is now.
 */
export function useHeldOrder<Item extends { id: string }>(items: readonly Item[]): readonly Item[] {
  const aimed = useContext(Aimed);
  const [held, setHeld] = useState<readonly string[]>();
  if (aimed && !held) setHeld(items.map(({ id }) => id));
  if (!aimed && held) setHeld(undefined);
  return aimed && held ? inOrder(items, held) : items;
}

/** Those that are named in the order of the names, the others after them. */
function inOrder<Item extends { id: string }>(items: readonly Item[], ids: readonly string[]): Item[] {
  const places = new Map(ids.map((id, index) => [id, index]));
  const placeOf = ({ id }: Item) => places.get(id) ?? ids.length;
  return items.toSorted((one, other) => placeOf(one) - placeOf(other));
}
