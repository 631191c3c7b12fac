"use client";
import type { TranscriptSummary, TurnEnd } from "@openvibe/core/turns/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Badge, type Tone } from "@openvibe/ui/primitives/badge";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { BY_CURSOR } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { dollars } from "../billing/money.ts";
import { skillName } from "../billing/skill-names.ts";
import { formatDuration } from "../chat/cards/duration.ts";
import { useMemberLookup } from "../identity/use-members.ts";
import { Listing } from "../shell/listing.tsx";
import { TranscriptView } from "./transcript-view.tsx";

const PAGE = 30;
const ENDS: Readonly<Record<TurnEnd, { label: string; tone: Tone }>> = {
  answered: { label: "Answered", tone: "success" },
  stopped: { label: "Stopped", tone: "neutral" },
  too_many_rounds: { label: "Too many steps", tone: "warning" },
  too_costly: { label: "Too costly", tone: "warning" },
  too_long: { label: "Took too long", tone: "warning" },
  too_many_mistakes: { label: "Too many mistakes", tone: "warning" },
  outcome_unknown: { label: "Outcome unknown", tone: "danger" },
  model_failed: { label: "Model failed", tone: "danger" },
};

/** What agents did with a model, turns and single calls, each with its transcript; for admins. */
export function TurnList({ agentId }: { agentId?: string }) {
  const { queries } = useWorkspace();
  const [open, setOpen] = useState<TranscriptSummary>();
  const turns = useInfiniteQuery(
    queries.turns.listTranscripts.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: PAGE, ...(agentId === undefined ? {} : { agentId }) }),
      ...BY_CURSOR,
    }),
  );
  return (
    <>
      <Listing
        label="Recent work"
        query={turns}
        skeleton="h-40"
        empty={
          <EmptyState icon={<ScrollText />} title="Nothing yet">
            When an agent answers, plans or writes a spec, what it was given, called and said is kept here, encrypted, for 90 days unless
            settings say otherwise.
          </EmptyState>
        }
      >
        {(turn) => <Row key={turn.id} turn={turn} onOpen={() => setOpen(turn)} />}
      </Listing>
      <Dialog
        open={open !== undefined}
        onOpenChange={(next) => !next && setOpen(undefined)}
        title="Transcript"
        tall
        className="flex w-[min(48rem,calc(100vw-2rem))] flex-col"
      >
        {open ? <TranscriptView summary={open} /> : null}
      </Dialog>
    </>
  );
}

/** The name of the conversation that it answered in. */
function Where({ threadId }: { threadId: string }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.chat.getThread.queryOptions({ input: { threadId }, staleTime: 60_000, retry: false }));
  return data ? (
    <span className="wrap-anywhere text-ink-soft">
      {" in "}
      <bdi>{data.title}</bdi>
    </span>
  ) : null;
}

function Row({ turn, onOpen }: { turn: TranscriptSummary; onOpen: () => void }) {
  const members = useMemberLookup();
  const { skill, threadId, agentId, askedFor, end, rounds, toolCalls, costMicros, tainted, startedAt, changedAt } = turn;
  const isTurn = skill === "turn";
  const { label, tone } = end === null ? ({ label: "At work", tone: "brand" } as const) : ENDS[end];
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-left hover:bg-hover"
      >
        <span className="min-w-52 flex-1">
          <span className="block text-base">
            <bdi className="font-medium">{members.byId(agentId).name}</bdi> for <bdi>{members.byId(askedFor).name}</bdi>
            <Where threadId={threadId} />
          </span>
          <span className="tabular text-xs text-ink-faint">
            {isTurn ? null : `${skillName(skill)} · `}
            <RelativeTime at={startedAt} /> · {rounds} {rounds === 1 ? "step" : "steps"} ·{" "}
            {isTurn ? `${toolCalls} ${toolCalls === 1 ? "tool call" : "tool calls"} · ` : null}
            {dollars(costMicros)}
            {end === null ? "" : ` · ${formatDuration(changedAt.getTime() - startedAt.getTime())}`}
          </span>
        </span>
        {tainted ? <Badge tone="warning">words from outside</Badge> : null}
        <Badge tone={tone}>{label}</Badge>
      </button>
    </li>
  );
}
