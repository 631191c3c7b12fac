"use client";
import type { ContextPart } from "@openvibe/core/agents/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useState } from "react";
import { messageOf, statusOf } from "../../../data/errors.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useMemberLookup } from "../../identity/use-members.ts";
import { RouteLink } from "../../shell/navigation.tsx";

const FIRST = 5;

/** Called when a source is followed: what stands over the page makes way. */
export const FollowContext = createContext<() => void>(() => {});

type Source = (of: { id: string; threadId: string }) => ReactNode;
const SOURCES: Readonly<Record<ContextPart["kind"], Source>> = {
  origin: SaidSource,
  summary: SaidSource,
  earlier: SaidSource,
  talk: SaidSource,
  files: SaidSource,
  project: ProjectSource,
  decisions: DecisionSource,
  spec: SpecSource,
  known: ItemSource,
  remembered: MemorySource,
};

/** Where a part came from, each as it is today and with a link to it; the newest first, a few before all. */
export function Sources({ kind, ids, threadId }: { kind: ContextPart["kind"]; ids: readonly string[]; threadId: string }) {
  const [all, setAll] = useState(false);
  const SourceOf = SOURCES[kind];
  const isTalk = SourceOf === SaidSource;
  const ordered = isTalk ? ids.toReversed() : ids;
  return (
    <>
      <ul aria-label="Sources" className="grid grid-cols-[minmax(0,1fr)] gap-1 pt-1 pb-1 pl-5">
        {(all ? ordered : ordered.slice(0, FIRST)).map((id) => (
          <li key={id} className="truncate leading-6">
            <SourceOf id={id} threadId={threadId} />
          </li>
        ))}
      </ul>
      {!all && ids.length > FIRST ? (
        <Button size="sm" look="ghost" className="ml-3" onClick={() => setAll(true)}>
          Show all {ids.length.toLocaleString("en")}
        </Button>
      ) : null}
    </>
  );
}

/** What was read, or plainly that it is not there for this person, or why it cannot be shown now. */
function Found<Item>({
  query: { data, error },
  gone,
  children,
}: {
  query: Pick<UseQueryResult<Item>, "data" | "error">;
  gone?: string;
  children: (found: NonNullable<Item>) => ReactNode;
}) {
  if (data !== undefined && data !== null) return children(data);
  if (error && statusOf(error) !== 404) return <span className="text-ink-faint">{messageOf(error)}</span>;
  if (error || data === null) return <Gone>{gone}</Gone>;
  return <Skeleton className="h-4 w-48" />;
}

function Gone({ children = "Taken back, or not for you to read." }: { children?: string | undefined }) {
  return <span className="text-ink-faint italic">{children}</span>;
}

function Place({ threadId, messageId, children }: { threadId: string; messageId?: string | null; children: ReactNode }) {
  return (
    <RouteLink
      to={{ screen: "thread", threadId }}
      search={messageId ? `?m=${messageId}` : ""}
      onClick={use(FollowContext)}
      className="text-brand-text underline-offset-2 hover:underline"
    >
      <bdi>{children}</bdi>
    </RouteLink>
  );
}

function SaidSource({ id: messageId }: { id: string }) {
  const { queries } = useWorkspace();
  const members = useMemberLookup();
  const query = useQuery(queries.chat.getMessage.queryOptions({ input: { messageId }, staleTime: 60_000 }));
  return (
    <Found query={query}>
      {({ threadId, authorId, text, deletedAt }) =>
        deletedAt ? (
          <Gone />
        ) : (
          <Place threadId={threadId} messageId={messageId}>
            {members.byId(authorId).name}: {text || "without words"}
          </Place>
        )
      }
    </Found>
  );
}

function ProjectSource({ id: projectId }: { id: string }) {
  const { queries } = useWorkspace();
  const query = useQuery(queries.projects.getProject.queryOptions({ input: { projectId }, staleTime: 60_000 }));
  return <Found query={query}>{({ name, threadId }) => <Place threadId={threadId}>{name}</Place>}</Found>;
}

function SpecSource({ id }: { id: string }) {
  const [projectId = "", version = ""] = id.split("/");
  const { queries } = useWorkspace();
  const query = useQuery(queries.projects.getProject.queryOptions({ input: { projectId }, staleTime: 60_000 }));
  return (
    <Found query={query}>
      {({ name, threadId }) => (
        <Place threadId={threadId}>
          {name}, version {version} of what it is to be
        </Place>
      )}
    </Found>
  );
}

function DecisionSource({ id, threadId }: { id: string; threadId: string }) {
  const { queries } = useWorkspace();
  const thread = useQuery(queries.chat.getThread.queryOptions({ input: { threadId } }));
  const rootId = thread.data?.fork?.rootThreadId ?? threadId;
  const project = useQuery(queries.projects.findProject.queryOptions({ input: { threadId: rootId }, enabled: thread.data !== undefined }));
  const projectId = project.data?.id ?? "";
  const decisions = useQuery(queries.projects.listDecisions.queryOptions({ input: { projectId }, enabled: projectId !== "" }));
  const data = decisions.data && (decisions.data.find((each) => each.id === id) ?? null);
  const error = thread.error ?? project.error ?? decisions.error;
  return (
    <Found query={{ data: project.data === null ? null : data, error }}>
      {({ text, messageId }) => (
        <Place threadId={rootId} messageId={messageId}>
          {text}
        </Place>
      )}
    </Found>
  );
}

function ItemSource({ id: itemId, threadId }: { id: string; threadId: string }) {
  const { queries } = useWorkspace();
  const query = useQuery(queries.knowledge.getContextItem.queryOptions({ input: { itemId }, staleTime: 60_000 }));
  return (
    <Found query={query} gone="Taken away, or not for you to read.">
      {({ text, sourceThreadId, sourceMessageId }) => (
        <Place threadId={sourceThreadId ?? threadId} messageId={sourceMessageId}>
          {text}
        </Place>
      )}
    </Found>
  );
}

function MemorySource({ id: memoryId }: { id: string }) {
  const { queries } = useWorkspace();
  const query = useQuery(queries.memory.getMemory.queryOptions({ input: { memoryId }, staleTime: 60_000 }));
  return (
    <Found query={query} gone="Forgotten, expired, or not for you to read.">
      {({ text }) => (
        <RouteLink to={{ screen: "agents" }} search="?tab=memory" className="text-brand-text underline-offset-2 hover:underline">
          <bdi>{text}</bdi>
        </RouteLink>
      )}
    </Found>
  );
}
