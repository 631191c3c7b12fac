"use client";
import type { CallOutcome, Transcript, TranscriptEntry, TranscriptSummary } from "@openvibe/core/turns/model";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { Badge, type Tone } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { messageOf } from "../../data/errors.ts";
import { keepFile } from "../../data/keep-file.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { plainInput } from "../approvals/effects.ts";
import { dollars } from "../billing/money.ts";
import { formatDuration } from "../chat/cards/duration.ts";
import { RouteLink } from "../shell/navigation.tsx";

const SHORT = 400;
const OUTCOMES: Readonly<Record<CallOutcome, Tone>> = {
  done: "success",
  failed: "danger",
  denied: "warning",
  mistaken: "warning",
  unknown: "danger",
};
const ROLES = { system: "What it was told", user: "What was said to it", assistant: "What it had said" } as const;

/** A turn in full: what was given, said, called and answered, in its order. */
export function TranscriptView({ summary }: { summary: TranscriptSummary }) {
  const { queries } = useWorkspace();
  const { data, error, refetch } = useQuery(
    queries.turns.getTranscript.queryOptions({ input: { transcriptId: summary.id }, staleTime: 10_000, gcTime: 0 }),
  );
  if (error && !data) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-64" />;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <RouteLink to={{ screen: "thread", threadId: data.threadId }} className="text-sm text-brand-text underline underline-offset-2">
          Where it was said
        </RouteLink>
        <Button size="sm" onClick={() => keep(data)}>
          <Download aria-hidden className="size-3.5" /> As JSON
        </Button>
      </div>
      <ol aria-label="What happened" className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {data.entries.map((entry, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- entries keep their places
          <li key={index}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Entry({ entry }: { entry: TranscriptEntry }) {
  switch (entry.type) {
    case "said":
      return (
        <Frame title={ROLES[entry.role]}>
          <Words text={entry.text} />
        </Frame>
      );
    case "reply":
      return (
        <Frame
          title={`Step ${entry.round}`}
          aside={`${entry.model} · ${entry.usage.inputTokens.toLocaleString("en")} + ${entry.usage.outputTokens.toLocaleString("en")} tokens · ${dollars(entry.costMicros)} · ${formatDuration(entry.durationMs)}`}
        >
          {entry.text ? <Words text={entry.text} /> : null}
          {entry.calls.map(({ id, tool, input }) => (
            <div key={id} className="text-sm">
              <p>
                calls <code>{tool}</code>
              </p>
              <Words text={plainInput(input)} isCode />
            </div>
          ))}
        </Frame>
      );
    case "result":
      return (
        <Frame
          title={
            <>
              <code>{entry.tool}</code> <Badge tone={OUTCOMES[entry.outcome]}>{entry.outcome}</Badge>
            </>
          }
          aside={formatDuration(entry.durationMs)}
        >
          <Words text={plainInput(entry.output)} isCode />
        </Frame>
      );
    case "broke_off":
      return (
        <Frame
          title={
            <>
              Step {entry.round} <Badge tone="danger">broke off</Badge>
            </>
          }
        >
          {entry.text ? <Words text={entry.text} /> : null}
          <p className="text-sm wrap-anywhere text-ink-soft">{entry.why}</p>
        </Frame>
      );
    case "report":
      return (
        <Frame title="What we said for it at the end">
          <Words text={entry.text} />
        </Frame>
      );
  }
}

function Frame({ title, aside, children }: { title: ReactNode; aside?: string; children: ReactNode }) {
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-lg border border-line px-3 py-2">
      <header className="flex flex-wrap items-center justify-between gap-x-3 text-xs text-ink-faint">
        <span className="font-medium text-ink-soft">{title}</span>
        {aside ? <span className="tabular">{aside}</span> : null}
      </header>
      {children}
    </article>
  );
}

/** What is long begins folded. */
function Words({ text, isCode = false }: { text: string; isCode?: boolean }) {
  const look = `wrap-anywhere whitespace-pre-wrap ${isCode ? "rounded-md bg-sunken p-2 font-mono text-xs" : "text-sm"}`;
  if (text.length <= SHORT)
    return (
      <p dir="auto" className={look}>
        {text}
      </p>
    );
  return (
    <Disclosure
      summary={
        <span dir="auto" className="truncate text-sm text-ink-soft">
          {text.slice(0, 120)} … ({text.length.toLocaleString("en")} characters)
        </span>
      }
    >
      <p dir="auto" className={look}>
        {text}
      </p>
    </Disclosure>
  );
}

function keep(transcript: Transcript): void {
  keepFile(`${transcript.id}.json`, "application/json", JSON.stringify(transcript, null, 2));
}
