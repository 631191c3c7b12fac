"use client";
import { TooltipProvider } from "@openvibe/ui/primitives/tooltip";
import type { ReactNode } from "react";
import { Toaster } from "sonner";
import { useShownTheme } from "./theme.ts";
import { useServiceWorker } from "./use-service-worker.ts";

/** What every page shares: tooltips that follow each other quickly, and notices. */
export function AppFrame({ children }: { children: ReactNode }) {
  const theme = useShownTheme();
  useServiceWorker();
  return (
    <TooltipProvider delay={400} timeout={300}>
      {children}
      <Toaster
        theme={theme}
        position="top-center"
        offset={{ top: "0.5rem" }}
        mobileOffset={{ top: "3.5rem" }}
        style={{ fontFamily: "inherit" }}
        toastOptions={{
          // A notice is in nobody's way: what is clicked is what lies under it. As the pointer cannot hold it, it stays long enough to be read.
          className: "pointer-events-none [&_button]:pointer-events-auto",
          duration: 6_000,
          style: { background: "var(--raised)", borderColor: "var(--line)", color: "var(--ink)", fontFamily: "inherit" },
        }}
      />
    </TooltipProvider>
  );
}
