import { useEffect, useState, type RefObject } from "react";

const FIELDS = "input, textarea, select, [contenteditable=true]";

/**
 * An app that takes the focus, as when it comes into sight, would get the words that somebody is writing beside it. A field outside of its
 * frame keeps the focus, until a pointer comes to the frame, or Tab or whatever else leads out of the field. While this is true the frame
 * is to be inert: a pointer over a frame is not seen from outside otherwise.
 */
export function useKeptFocus(around: RefObject<HTMLElement | null>): boolean {
  const [isKept, setIsKept] = useState(false);
  useEffect(() => {
    let kept: HTMLElement | null = null;
    const keep = (target: EventTarget | null) => {
      kept = target instanceof HTMLElement && target.matches(FIELDS) ? target : null;
      setIsKept(kept !== null);
    };
    const letGo = ({ target }: Event) => {
      if (target instanceof Node && around.current?.contains(target)) keep(null);
    };
    const takeBack = () => {
      const field = around.current?.contains(document.activeElement) ? kept : null;
      // NOTE: the keyboard goes to the frame only after this event, and would stay there.
      if (field) setTimeout(() => field.focus({ preventScroll: true }));
    };
    const listening = new AbortController();
    const how = { signal: listening.signal, capture: true, passive: true };
    document.addEventListener("focusin", ({ target }) => keep(target), how);
    document.addEventListener("keydown", ({ key, target }) => keep(key === "Tab" ? null : target), how);
    for (const kind of ["pointermove", "pointerdown", "wheel"]) document.addEventListener(kind, letGo, how);
    window.addEventListener("blur", takeBack, { signal: listening.signal });
    keep(document.activeElement);
    return () => listening.abort();
  }, [around]);
  return isKept;
}
