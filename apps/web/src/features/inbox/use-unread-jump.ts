"use client";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { useGo, useRoute } from "../shell/navigation.tsx";
import { threadPlace } from "../shell/routes.ts";
import { useUnread } from "./use-unread.ts";

/** ⌥⇧↓ and ⌥⇧↑ go to the next and the previous thread with something unread, round and round, also from inside a field. */
export function useUnreadJump(): void {
  const go = useGo();
  const route = useRoute();
  const { byThread } = useUnread();
  const latest = useRef({ go, route, byThread });
  latest.current = { go, route, byThread };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by === undefined || !event.altKey || !event.shiftKey || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      // Before lists that move by plain arrows see it.
      event.stopPropagation();
      const { go: open, route: here, byThread: unread } = latest.current;
      const threads = [...unread.values()].toSorted((one, other) => (one.threadId < other.threadId ? -1 : 1));
      const current = here.screen === "thread" ? (here.forkId ?? here.threadId) : undefined;
      const others = threads.filter(({ threadId }) => threadId !== current);
      if (others.length === 0) {
        toast("Nothing is unread.");
        return;
      }
      const after = others.findIndex(({ threadId }) => current === undefined || threadId > current);
      const start = after === -1 ? others.length : after;
      const next = others[(by > 0 ? start : start - 1 + others.length) % others.length];
      if (!next) return;
      const { threadId, parentThreadId } = next;
      open(threadPlace(threadId, parentThreadId));
      requestAnimationFrame(() => {
        // A field that was left took the focus with it: among the messages j and k go on.
        if (document.activeElement === document.body) document.querySelector<HTMLElement>("main [role=log]")?.focus();
      });
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}
