import { useEffect, useRef } from "react";

/** The pane of a side conversation takes the focus with it as it goes: that goes on at its chip, or at the screen where the chip is not loaded. */
export function useFocusBack(threadId: string, forkId: string | undefined): void {
  const was = useRef({ threadId, forkId });
  useEffect(() => {
    const { threadId: lastThreadId, forkId: left } = was.current;
    was.current = { threadId, forkId };
    if (!left || forkId || lastThreadId !== threadId) return undefined;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement?.closest("nav")) return;
      (chipOf(left) ?? document.getElementById("main"))?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [threadId, forkId]);
}

/** Where a side conversation stands in its thread. */
function chipOf(forkId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`main ul a[href$="/f/${forkId}"]`);
}
