"use client";
import { useQuery } from "@tanstack/react-query";
import { ShieldAlert, WifiOff } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { readHealth } from "../settings/health.ts";

const LOST_FOR_MS = 1500;

/** What a person must know wherever they are: that apps are not isolated. */
export function IsolationBanner() {
  const health = useQuery({ queryKey: ["health"], queryFn: readHealth, staleTime: Infinity });
  if (health.data?.sandbox?.isolates !== false) return null;
  return (
    <p role="status" className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-1.5 text-center text-xs text-warning">
      <ShieldAlert aria-hidden className="size-3.5 shrink-0" />
      Apps run as plain processes here ({health.data.sandbox.name}): they are not isolated from this machine. Build only what you trust.
    </p>
  );
}

/** That there is no connection: over the header, on a phone over its title, so that nothing moves as it comes and goes. */
export function OfflineNotice() {
  const lost = useLost();
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 top-0 z-20 flex h-12 items-center pl-12 md:justify-center md:px-24"
    >
      {lost ? (
        <p className="flex items-center gap-2 rounded-full border border-line-strong bg-raised px-3 py-1 text-xs text-ink-soft shadow-md">
          <WifiOff aria-hidden className="size-3.5 shrink-0" />
          <span>
            No connection to the server
            <span className="max-lg:sr-only">. You can go on writing: messages are sent as soon as it is back.</span>
          </span>
        </p>
      ) : null}
    </div>
  );
}

/** A short break is not worth a word. */
function useLost(): boolean {
  const { connection } = useWorkspace();
  const online = useOnline();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (connection !== "lost" && online) {
      setLost(false);
      return;
    }
    const timer = setTimeout(() => setLost(true), LOST_FOR_MS);
    return () => clearTimeout(timer);
  }, [connection, online]);
  return lost;
}

/** A socket notices a cut cable only after its next heartbeat; the browser knows at once. */
function useOnline(): boolean {
  return useSyncExternalStore(
    (notify) => {
      window.addEventListener("online", notify);
      window.addEventListener("offline", notify);
      return () => {
        window.removeEventListener("online", notify);
        window.removeEventListener("offline", notify);
      };
    },
    () => navigator.onLine,
    () => true,
  );
}
