"use client";
import { type Message, type OutcomeCard as Card, UNDO_MS } from "@openvibe/core/chat/model";
import { Button } from "@openvibe/ui/primitives/button";
import { useQuery } from "@tanstack/react-query";
import { CheckCheck, CornerUpLeft } from "lucide-react";
import { useEffect, useState } from "react";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useForkActions } from "../forks/use-fork-actions.ts";
import { useForks } from "../forks/use-forks.ts";
import { RouteLink } from "../../shell/navigation.tsx";
import { threadPlace } from "../../shell/routes.ts";
import { CardFrame } from "./card-frame.tsx";

/** A fork beside the thread that its outcome stands in; a thread's own outcome leads to the thread. */
const placeOf = (threadId: string, standsIn: string) => threadPlace(threadId, threadId === standsIn ? undefined : standsIn);

/** What a conversation came to, with a way back to where each thing was said. */
export function OutcomeCard({ card, message: { id, threadId } }: { card: Card; message: Pick<Message, "id" | "threadId"> }) {
  const { decision, decisionMessageId, reasons, openPoints } = card.outcome;
  return (
    <CardFrame aria-label={`Outcome of ${card.title}`}>
      <header className="flex items-center gap-2 border-b border-line bg-success-soft/60 px-3.5 py-2 text-sm text-success">
        <CheckCheck aria-hidden className="size-4 shrink-0" />
        <span className="shrink-0 font-medium">Resolved</span>
        <RouteLink to={placeOf(card.threadId, threadId)} className="min-w-0 truncate text-ink-soft underline-offset-2 hover:underline">
          <bdi>{card.title}</bdi>
        </RouteLink>
        <UndoButton of={card.threadId} standsIn={threadId} messageId={id} />
      </header>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-3.5 py-3 text-md">
        <p className="font-medium text-pretty" dir="auto">
          {decision} <Source threadId={threadId} forkId={card.threadId} messageId={decisionMessageId} />
        </p>
        <Points title="Why" points={reasons} threadId={threadId} forkId={card.threadId} />
        <Points title="Still open" points={openPoints} threadId={threadId} forkId={card.threadId} />
      </div>
    </CardFrame>
  );
}

/** For a minute, and for who resolved it. */
function UndoButton({ of, standsIn, messageId }: { of: string; standsIn: string; messageId: string }) {
  const { workspace, queries } = useWorkspace();
  const forks = useForks(standsIn);
  const own = useQuery(queries.chat.getThread.queryOptions({ input: { threadId: standsIn }, enabled: of === standsIn }));
  const { undo } = useForkActions();
  const { closing } = (of === standsIn ? own.data : [...forks.values()].flat().find(({ id }) => id === of)) ?? {};
  const isMine = closing?.outcomeMessageId === messageId && closing.by === workspace.memberId;
  const untilMs = isMine ? closing.at.getTime() + UNDO_MS : 0;
  const [overMs, setOverMs] = useState(0);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOverMs(untilMs), Math.max(0, untilMs - Date.now()));
    return () => clearTimeout(timer);
  }, [untilMs]);
  if (overMs === untilMs || untilMs <= Date.now()) return null;
  return (
    <Button
      size="sm"
      look="ghost"
      busy={busy}
      className="-my-1 ml-auto shrink-0"
      onClick={() => {
        setBusy(true);
        void undo(of).finally(() => setBusy(false));
      }}
    >
      Undo
    </Button>
  );
}

function Points({ title, points, ...place }: { title: string; points: Card["outcome"]["reasons"]; threadId: string; forkId: string }) {
  if (points.length === 0) return null;
  return (
    <div>
      <p className="mb-1 text-xs font-medium text-ink-faint">{title}</p>
      <ul className="list-disc space-y-1 pl-4.5 text-base text-ink-soft marker:text-ink-faint">
        {points.map((point) => (
          <li key={point.text} dir="auto">
            {point.text} <Source {...place} messageId={point.messageId} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Source({ threadId, forkId, messageId }: { threadId: string; forkId: string; messageId: string | null }) {
  if (!messageId) return null;
  return (
    <RouteLink
      to={placeOf(forkId, threadId)}
      search={`?m=${messageId}`}
      aria-label="Where it was said"
      title="Where it was said"
      className="inline-grid size-5 place-items-center rounded-sm align-text-bottom text-ink-faint hover:bg-hover hover:text-ink"
    >
      <CornerUpLeft className="size-3.5" />
    </RouteLink>
  );
}
