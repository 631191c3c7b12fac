"use client";
import type { Memory, MemoryScope } from "@openvibe/core/memory/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { Input } from "@openvibe/ui/primitives/input";
import { Select } from "@openvibe/ui/primitives/select";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Brain, Plus, Search } from "lucide-react";
import { useState } from "react";
import { BY_CURSOR } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { THOUGHT_MS, useRested } from "../search/use-results.ts";
import { Listing } from "../shell/listing.tsx";
import { DownloadMemories } from "./download-memories.tsx";
import { MemoryForm } from "./memory-form.tsx";
import { MemoryRow } from "./memory-row.tsx";
import { untilNextEnd } from "./until-next-end.ts";
import { SCOPES } from "./words.ts";

const PAGE = 50;

/** What people and agents remember: found by its words or its meaning, put right, and forgotten. */
export function MemoryPanel() {
  const rights = useRights();
  const [asked, setAsked] = useState("");
  const rested = useRested(asked.trim(), THOUGHT_MS);
  const query = asked.trim() === "" ? "" : rested;
  const [scope, setScope] = useState<MemoryScope | "all">("all");
  const [former, setFormer] = useState(false);
  const [adding, setAdding] = useState(false);
  const [correcting, setCorrecting] = useState<Memory>();
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="max-w-3xl text-base text-pretty text-ink-soft">
        What agents bring to mind when they work for you. Yours is seen by you alone; what comes from a private channel, only by who reads
        it.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <div className="relative min-w-52 flex-1">
          <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint" />
          <Input
            type="search"
            aria-label="Recall"
            placeholder="What do we know about …"
            value={asked}
            maxLength={1_000}
            onChange={({ currentTarget }) => setAsked(currentTarget.value)}
            className="pl-8"
          />
        </div>
        <Select
          label="Whose"
          value={scope}
          onChange={setScope}
          options={[
            { value: "all" as const, label: "All" },
            ...Object.entries(SCOPES).map(([value, label]) => ({ value: value as MemoryScope, label })),
          ]}
          className="h-9"
        />
        <Button look="primary" className="h-9" onClick={() => setAdding(true)}>
          <Plus aria-hidden className="size-3.5" /> Remember something
        </Button>
      </div>
      {query === "" ? (
        <>
          <All scope={scope === "all" ? undefined : scope} former={former} onCorrect={setCorrecting} />
          <div className="flex flex-wrap gap-1">
            <Button size="sm" look="ghost" aria-pressed={former} onClick={() => setFormer(!former)}>
              {former ? "Hide what was replaced" : "Show what was replaced too"}
            </Button>
            <DownloadMemories scope={scope === "all" ? undefined : scope} superseded={former} />
          </div>
        </>
      ) : (
        <Recalled query={query} scope={scope === "all" ? undefined : scope} onCorrect={setCorrecting} />
      )}
      <Dialog open={adding} onOpenChange={setAdding} title="Remember something">
        <MemoryForm mayShare={rights.write} onDone={() => setAdding(false)} />
      </Dialog>
      <Dialog open={correcting !== undefined} onOpenChange={(open) => !open && setCorrecting(undefined)} title="Put it right">
        {correcting ? <MemoryForm memory={correcting} mayShare={rights.write} onDone={() => setCorrecting(undefined)} /> : null}
      </Dialog>
    </div>
  );
}

interface ListProps {
  scope: MemoryScope | undefined;
  onCorrect: (memory: Memory) => void;
}

function All({ scope, former, onCorrect }: ListProps & { former: boolean }) {
  const { queries } = useWorkspace();
  const memories = useInfiniteQuery(
    queries.memory.listMemories.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: PAGE, superseded: former, ...(scope ? { scope } : {}) }),
      refetchInterval: ({ state }) => untilNextEnd(state.data?.pages.flatMap(({ items }) => items)),
      ...BY_CURSOR,
    }),
  );
  return (
    <Listing
      label="What is remembered"
      query={memories}
      skeleton="h-40"
      empty={
        <EmptyState icon={<Brain />} title={scope === undefined ? "Nothing is remembered yet" : "Nothing of these is remembered yet"}>
          Write “remember that …” to an agent, or keep something here yourself.
        </EmptyState>
      }
    >
      {(memory, _, all) => (
        <MemoryRow
          key={memory.id}
          memory={memory}
          // What is newer stands before it.
          instead={all.find(({ id }) => id === memory.supersededBy)?.text}
          onCorrect={() => onCorrect(memory)}
        />
      )}
    </Listing>
  );
}

function Recalled({ query, scope, onCorrect }: ListProps & { query: string }) {
  const { queries } = useWorkspace();
  const recalled = useQuery(
    queries.memory.recall.queryOptions({
      input: { query, limit: 30, budgetTokens: 20_000, ...(scope ? { scope } : {}) },
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => untilNextEnd(state.data?.items.map(({ memory }) => memory)),
    }),
  );
  const { data } = recalled;
  return (
    <>
      <Listing
        label="What fits best, first"
        query={recalled}
        skeleton="h-40"
        empty={<p className="py-8 text-center text-base text-ink-soft">Nothing is remembered of this.</p>}
      >
        {({ memory, byWord, byMeaning }) => (
          <MemoryRow
            key={memory.id}
            memory={memory}
            why={why(byWord, byMeaning, data?.embedding?.offline)}
            onCorrect={() => onCorrect(memory)}
          />
        )}
      </Listing>
      {data ? (
        <p className="text-xs text-ink-faint">
          {data.embedding
            ? data.embedding.offline
              ? "Found by words and their parts, on this machine: without a model for meaning, other words for the same are not."
              : `Meaning is compared by ${data.embedding.model}.`
            : "Found by words alone: no model for meaning can be asked now."}
          {data.waiting > 0
            ? ` ${data.waiting === 1 ? "One memory is" : `${data.waiting.toLocaleString("en")} memories are`} not compared yet.`
            : ""}
        </p>
      ) : null}
    </>
  );
}

/** Without a model there is no meaning: parts of words are compared in its place. */
function why(byWord: number | null, byMeaning: number | null, offline = false): string {
  if (byMeaning === null || (offline && byWord !== null)) return "by word";
  if (byWord !== null) return "by word and meaning";
  return offline ? "by parts of words" : "by meaning";
}
