"use client";
import { ChatEvents } from "@openvibe/core/chat/model";
import { IdentityEvents, type Me } from "@openvibe/core/identity/model";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, type RefObject, useContext, useEffect, useMemo, useState } from "react";
import { applyEvent } from "../features/live.ts";
import { type Api, createApi } from "./api.ts";
import { isUnreachable, statusOf } from "./errors.ts";
import { connectLive, type ConnectionState } from "./live-connection.ts";
import type { LiveEvent } from "./live-event.ts";
import { followEvents } from "./live-follow.ts";
import { type LiveState, withoutAnswer } from "./live-signals.ts";
import { createLiveStore, type LiveStore } from "./live-store.ts";

interface WorkspaceValue extends Api {
  me: Me;
  workspace: Me["workspaces"][number];
  connection: ConnectionState;
  live: LiveStore;
}

const WorkspaceContext = createContext<WorkspaceValue | null>(null);

export function useWorkspace(): WorkspaceValue {
  const value = useContext(WorkspaceContext);
  if (!value) throw new Error("useWorkspace is called outside a workspace");
  return value;
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        networkMode: "always",
        retry: (count, error) => count < 2 && (isUnreachable(error) || (statusOf(error) ?? 500) >= 500),
        retryDelay: (count) => Math.min(400 * 2 ** count, 3000),
      },
      mutations: { networkMode: "always" },
    },
  });
}

interface WorkspaceProviderProps {
  me: Me;
  workspace: Me["workspaces"][number];
  /** Where the event log stood before anything of the workspace was read; for the first one that is opened. */
  from: RefObject<string | undefined>;
  /** Called when what the person may do has changed; resolves to whether they are a member still. */
  onOwnChange: () => Promise<boolean>;
  children: ReactNode;
}

/** Everything below belongs to one workspace: its client, its cache, its socket. Give it the workspace's id as its key. */
export function WorkspaceProvider({ me, workspace, from, onOwnChange, children }: WorkspaceProviderProps) {
  const [queryClient] = useState(createQueryClient);
  const [api] = useState(() => createApi(workspace.id));
  const [live] = useState(createLiveStore);
  // From before the first reading on, which begins before any effect of this component.
  const [following] = useState(() => followEvents({ client: queryClient, queries: api.queries, memberId: workspace.memberId }, applyEvent));
  const [connection, setConnection] = useState<ConnectionState>("connecting");
  useEffect(() => {
    const { current: cursor } = from;
    from.current = undefined;
    return connectLive({
      workspaceId: workspace.id,
      from: cursor,
      live,
      onState: setConnection,
      onStale: following.startOver,
      onEvents: (events) => {
        following.take(events);
        live.change((state) => events.reduce(withoutEnded, state));
        if (events.some((event) => isAbout(workspace.memberId, event))) void onOwnChange();
      },
      onDismissed: onOwnChange,
    });
  }, [workspace.id, workspace.memberId, from, following, live, onOwnChange]);
  const value = useMemo(() => ({ ...api, me, workspace, connection, live }), [api, me, workspace, connection, live]);
  return (
    <QueryClientProvider client={queryClient}>
      <WorkspaceContext.Provider value={value}>{children}</WorkspaceContext.Provider>
    </QueryClientProvider>
  );
}

function withoutEnded(state: LiveState, { type, payload }: LiveEvent): LiveState {
  if (type !== ChatEvents.MessageChanged.type && type !== ChatEvents.MessageDeleted.type) return state;
  const message = ChatEvents.MessageChanged.payload.safeParse(payload);
  return message.success ? withoutAnswer(state, message.data) : state;
}

function isAbout(memberId: string, { type, payload }: { type: string; payload: unknown }): boolean {
  const changed = type === IdentityEvents.MemberChanged.type ? IdentityEvents.MemberChanged.payload.safeParse(payload) : undefined;
  return changed?.data?.id === memberId;
}
