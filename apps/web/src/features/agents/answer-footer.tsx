"use client";
import type { HowAnswered } from "@openvibe/core/agents/model";
import type { ToolUse } from "@openvibe/core/turns/model";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { ListFrame } from "@openvibe/ui/components/list-frame";
import { Badge, type Tone } from "@openvibe/ui/primitives/badge";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { useQuery } from "@tanstack/react-query";
import { ShieldAlert, Wrench } from "lucide-react";
import { useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { EFFECTS } from "../approvals/effects.ts";
import { dollars } from "../billing/money.ts";
import { formatDuration } from "../chat/cards/duration.ts";
import { useRights } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { GivenParts } from "./given/given-parts.tsx";
import { FollowContext } from "./given/sources.tsx";
import { Part } from "./part.tsx";

const OUTCOMES: Readonly<Record<ToolUse["outcome"], { label: string; tone: Tone }>> = {
  done: { label: "done", tone: "success" },
  failed: { label: "failed", tone: "danger" },
  denied: { label: "not allowed", tone: "warning" },
  mistaken: { label: "called wrongly", tone: "warning" },
  unknown: { label: "outcome unknown", tone: "danger" },
};

const REMEMBER = "memory_remember";

interface Answer {
  messageId: string;
  threadId: string;
}

/** One line under an answer: what it cost and did; all of it on a click. Older answers have theirs in their menu. */
export function AnswerFooter({ messageId, threadId, isLatest }: Answer & { isLatest: boolean }) {
  const [open, setOpen] = useState(false);
  const { data: how } = useHow(messageId);
  if (!how) return null;
  const parts = partsOf(how);
  const isNotable = how.cached > 0 || how.tainted;
  if (!(isLatest || isNotable || open)) return null;
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="tabular mt-1 flex max-w-full flex-wrap items-center gap-x-1.5 rounded-sm text-left text-2xs text-ink-faint hover:text-ink"
      >
        <span className="sr-only">How it came to be: </span>
        {parts.length > 0 ? parts.join(" · ") : "What it was given"}
      </button>
      <HowDialog messageId={messageId} threadId={threadId} open={open} onOpenChange={setOpen} />
    </>
  );
}

export const useHow = (messageId: string, enabled = true) =>
  useQuery(useWorkspace().queries.agents.explainAnswer.queryOptions({ input: { messageId }, staleTime: Infinity, enabled }));

/** What an answer cost, what its agent did, and what it was given for it. */
export function HowDialog({ open, onOpenChange, ...answer }: Answer & { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="How this answer came to be" tall className="w-[min(36rem,calc(100vw-2rem))]">
      <FollowContext value={() => onOpenChange(false)}>
        <How {...answer} />
      </FollowContext>
    </Dialog>
  );
}

function How({ messageId, threadId }: Answer) {
  const { data: how, error, refetch } = useHow(messageId);
  if (how === undefined) return <NotThereYet of={{ error, refetch }} say={messageOf} className="h-40" />;
  if (how === null)
    return <p className="text-base text-pretty text-ink-soft">No agent answered with this message: there is nothing to tell.</p>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 text-sm">
      <Explanation how={how} />
      <GivenParts messageId={messageId} threadId={threadId} />
      <TranscriptsLink />
    </div>
  );
}

function partsOf({ costMicros, cached, tools }: HowAnswered): string[] {
  return [
    ...(costMicros > 0 ? [dollars(costMicros)] : []),
    ...(cached > 0 ? ["answered before"] : []),
    ...(tools.length > 0 ? [tools.length === 1 ? "1 tool" : `${tools.length} tools`] : []),
  ];
}

function Explanation({ how }: { how: HowAnswered }) {
  const { models, fallbackFrom, fallbackReasons, costMicros, calls, turns, isWhole, cached, tools, tainted } = how;
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 [&>dd]:wrap-anywhere [&>dt]:text-ink-faint">
        <dt>Model</dt>
        <dd>{models.length > 0 ? models.join(", ") : "none answered"}</dd>
        {fallbackFrom.length > 0 ? (
          <>
            <dt>Instead of</dt>
            <dd>{[`${fallbackFrom.join(", ")}, which did not answer.`, ...fallbackReasons].join(" ")}</dd>
          </>
        ) : null}
        <dt>Cost</dt>
        <dd className="tabular">
          {dollars(costMicros)} for {calls} {calls === 1 ? "call" : "calls"}
          {turns > 1 ? ` in ${turns} parts` : ""}
          {cached > 0 ? `, ${cached} of them answered from what was asked before` : ""}
          {isWhole ? "" : ". What was done for it before, if anything, is no longer known."}
        </dd>
      </dl>
      {tainted ? (
        <p className="flex items-start gap-1.5 rounded-md bg-warning-soft px-2.5 py-2 text-pretty text-warning">
          <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          Words from outside were in play: fewer tools were within reach.
        </p>
      ) : null}
      {tools.length > 0 ? (
        <Part title="What it did">
          <ListFrame label="Tools" ordered>
            {tools.map(({ tool, title, effect, outcome, durationMs }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the calls keep their places
              <li key={index} className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2">
                <Wrench aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
                <span className="min-w-32 flex-1 wrap-anywhere">
                  {title} <code className="text-xs text-ink-faint">{title === tool ? "" : tool}</code>
                </span>
                {effect === null || effect === "read" ? null : <Badge tone={EFFECTS[effect].tone}>{EFFECTS[effect].label}</Badge>}
                <Badge tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].label}</Badge>
                <span className="tabular text-xs text-ink-faint">{formatDuration(durationMs)}</span>
              </li>
            ))}
          </ListFrame>
          {tools.some(({ tool, outcome }) => tool === REMEMBER && outcome === "done") ? (
            <p className="text-pretty text-ink-soft">
              What it remembered is corrected or forgotten under <AgentsLink tab="memory">Memory</AgentsLink>.
            </p>
          ) : null}
        </Part>
      ) : null}
    </>
  );
}

function TranscriptsLink() {
  const { manage } = useRights();
  return manage ? <AgentsLink tab="turns">Recent work of agents, in full</AgentsLink> : null;
}

function AgentsLink({ tab, children }: { tab: "memory" | "turns"; children: string }) {
  return (
    <RouteLink to={{ screen: "agents" }} search={`?tab=${tab}`} className="text-brand-text underline underline-offset-2">
      {children}
    </RouteLink>
  );
}
