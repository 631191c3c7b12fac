import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { AppConfigProvider } from "../../shared/client/app-config.tsx";
import type { ClientConfig } from "../../shared/client/app-config.tsx";
import { createQueryClient } from "../../shared/client/query-client.ts";
import { QueryProblem } from "../../shared/client/query-problem.tsx";
import { useSession } from "../../shared/client/session.tsx";
import { SlotsProvider } from "../../shared/client/slots.tsx";
import type { Slots } from "../../shared/client/slots.tsx";
import { ErrorBoundary } from "../../shared/ui/error-state.tsx";
import { CardsSkeleton } from "../../shared/ui/skeleton.tsx";
import { Toaster } from "../../shared/ui/toast.tsx";
import { Shell } from "./shell.tsx";

interface AppRootProps {
  config: ClientConfig;
  slots: Slots;
  children: ReactNode;
}

/** Everything the pages stand on: data, session, frame and the last resort for errors. */
export function AppRoot({ config, slots, children }: AppRootProps) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <AppConfigProvider value={config}>
        <SlotsProvider value={slots}>
          <SessionGate>
            <Shell>
              <PageBoundary>{children}</PageBoundary>
            </Shell>
          </SessionGate>
          <Toaster />
        </SlotsProvider>
      </AppConfigProvider>
    </QueryClientProvider>
  );
}

/** No page is drawn before it is known who is there, so that none shows for a moment what it then takes back; who waits for long sees that something comes. */
function SessionGate({ children }: { children: ReactNode }) {
  const session = useSession();
  if (session.data) return children;
  if (session.isError)
    return (
      <main className="mx-auto max-w-xl px-4 py-24">
        <QueryProblem error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  return (
    <div className="mx-auto max-w-6xl px-4 py-20 transition-opacity delay-300 duration-200 sm:px-6 lg:px-8 starting:opacity-0">
      <CardsSkeleton />
    </div>
  );
}

function PageBoundary({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  return <ErrorBoundary resetKey={location}>{children}</ErrorBoundary>;
}
