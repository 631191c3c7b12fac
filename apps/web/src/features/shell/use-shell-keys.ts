"use client";
import { useEffect, useRef } from "react";
import { useGo } from "./navigation.tsx";

const SECOND_KEY_MS = 1200;
const GOES = { i: "inbox", a: "apps", n: "new", m: "members" } as const;

/** Whether keys go into text now, or into something that takes them itself. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target;
  if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [role='dialog'], [role='menu']") !== null)
  );
}

/** The keys that work on every screen: ⌘K, ? and G with a letter. */
export function useShellKeys(keys: { onCommands: () => void; onShortcuts: () => void }): void {
  const go = useGo();
  const latest = useRef({ ...keys, go });
  latest.current = { ...keys, go };
  useEffect(() => {
    let goingAt = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        latest.current.onCommands();
        return;
      }
      if (isTaken(event)) return;
      if (event.key === "?") {
        event.preventDefault();
        latest.current.onShortcuts();
      } else if (event.key === "g") goingAt = event.timeStamp;
      else if (event.timeStamp - goingAt < SECOND_KEY_MS) {
        goingAt = 0;
        const screen = GOES[event.key as keyof typeof GOES];
        if (!screen) return;
        // The field that takes the focus there does not take the letter too.
        event.preventDefault();
        latest.current.go({ screen });
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
