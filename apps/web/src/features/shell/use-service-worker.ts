"use client";
import { useEffect } from "react";
import { isDevelopment } from "../../data/build.ts";
import { navigate } from "./navigation.tsx";

const AGAIN_MS = 2_000;
const AGAIN_AT_MOST_MS = 300_000;

/** Keeps the shell for offline use, and goes where a notice leads that was clicked. */
export function useServiceWorker(): void {
  useEffect(() => {
    if (isDevelopment || !("serviceWorker" in navigator)) return;
    const { serviceWorker } = navigator;
    const onMessage = ({ data }: MessageEvent<{ open?: unknown } | undefined>) => {
      if (typeof data?.open !== "string") return;
      const { origin, pathname, search } = new URL(data.open, window.location.origin);
      if (origin === window.location.origin) navigate(pathname + search);
    };
    serviceWorker.addEventListener("message", onMessage);
    let again: ReturnType<typeof setTimeout> | undefined;
    const register = async (waitMs: number) => {
      try {
        await serviceWorker.register("/sw.js", { updateViaCache: "none" });
        (await serviceWorker.ready).active?.postMessage("keep-shell");
      } catch (error) {
        // A browser that keeps nothing, as in a private window, goes on without; a script that did not arrive is asked for again.
        if (error instanceof TypeError) again = setTimeout(() => void register(Math.min(2 * waitMs, AGAIN_AT_MOST_MS)), waitMs);
      }
    };
    void register(AGAIN_MS);
    return () => {
      clearTimeout(again);
      serviceWorker.removeEventListener("message", onMessage);
    };
  }, []);
}
