"use client";
import type { ContextItem, ItemKind } from "@openvibe/core/knowledge/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { useInfiniteQuery } from "@tanstack/react-query";
import { BookMarked } from "lucide-react";
import { useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { BY_CURSOR } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useForkWord } from "../chat/forks/fork-word.ts";
import { useRights } from "../identity/use-members.ts";
import { ShowOlder } from "../shell/listing.tsx";
import { PaneHeader } from "../shell/pane-header.tsx";
import { ItemView } from "./item-view.tsx";
import { NewItem } from "./new-item.tsx";

const PAGE = 50;
type Shown = ItemKind | "all";

/** What is known where a thread stands: decisions, facts and what is to do, newest first. Agents are given the same. */
export function ContextPanel({ threadId, onClose }: { threadId: string; onClose: () => void }) {
  const { queries } = useWorkspace();
  const { noun } = useForkWord();
  const { write } = useRights();
  const [shown, setShown] = useState<Shown>("all");
  const kind = shown === "all" ? {} : { kind: shown };
  const items = useInfiniteQuery(
    queries.knowledge.listContextItems.infiniteOptions({
      input: (cursor: string | undefined) => ({ threadId, limit: PAGE, superseded: true, cursor, ...kind }),
      ...BY_CURSOR,
    }),
  );
  const { data, isPending, error, refetch } = items;
  const read = data?.pages.flatMap((page) => page.items) ?? [];
  const holding = read.filter(({ supersededBy }) => supersededBy === null);
  const past = read.filter(({ supersededBy }) => supersededBy !== null);
  return (
    <section aria-label="Decisions and facts" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <PaneHeader icon={<BookMarked />} title="What is settled" onClose={onClose} />
      <div className="border-b border-line px-4 py-3">
        <Segmented
          label="Show"
          value={shown}
          onChange={(next: Shown) => setShown(next)}
          className="flex"
          options={[
            { value: "all", label: "All" },
            { value: "decision", label: "Decisions" },
            { value: "fact", label: "Facts" },
            { value: "action", label: "To do" },
          ]}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
        {isPending ? <Waiting /> : null}
        {error && !data ? <ErrorState message={messageOf(error)} onRetry={() => void refetch()} /> : null}
        {data && read.length === 0 ? (
          <EmptyState icon={<BookMarked />} title="Nothing settled yet">
            Resolve a {noun} or pin a message: what came of it is kept here, and agents are told.
          </EmptyState>
        ) : null}
        <ul className="grid grid-cols-1 gap-2">
          {holding.map((item) => (
            <ItemView key={item.id} item={item} threadId={threadId} />
          ))}
        </ul>
        {past.length > 0 ? <Past items={past} threadId={threadId} /> : null}
        <ShowOlder of={items} className="mt-2" />
      </div>
      {write ? <NewItem threadId={threadId} /> : null}
    </section>
  );
}

function Past({ items, threadId }: { items: readonly ContextItem[]; threadId: string }) {
  return (
    <details className="mt-4">
      <summary className="cursor-default rounded-sm text-xs text-ink-faint hover:text-ink">No longer holds ({items.length})</summary>
      <ul className="mt-2 grid grid-cols-1 gap-2 opacity-70">
        {items.map((item) => (
          <ItemView key={item.id} item={item} threadId={threadId} />
        ))}
      </ul>
    </details>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-2">
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
    </div>
  );
}
