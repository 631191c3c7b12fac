"use client";
import type { ProgressCard as ProgressCardData } from "@openvibe/core/chat/model";
import { cx } from "@openvibe/ui/class-names";
import { Button } from "@openvibe/ui/primitives/button";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { Ban, Check, Circle, LoaderCircle, Minus, X } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf, Refusal } from "../../../data/errors.ts";
import { useAct } from "../../../data/use-act.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useRights } from "../../identity/use-members.ts";
import { CardFrame } from "./card-frame.tsx";
import { formatDuration } from "./duration.ts";

type Step = ProgressCardData["steps"][number];

/** Live steps of a build; one line once it is over. */
export function ProgressCard({ card }: { card: ProgressCardData }) {
  if (card.state === "done") return <Finished card={card} />;
  return (
    <CardFrame aria-label={card.title} className="max-w-[30rem]">
      <header className="flex min-h-11 items-center gap-2.5 border-b border-line px-4 py-2">
        <StateIcon state={card.state} />
        <h3 className="min-w-0 flex-1 truncate text-base font-semibold">{card.title}</h3>
        {card.state === "running" ? (
          <Cancel groupId={card.groupId} />
        ) : (
          <>
            <span className="text-xs text-ink-faint">{card.state === "cancelled" ? "Cancelled" : "Failed"}</span>
            {card.state === "failed" && !card.final ? <TryAgain groupId={card.groupId} /> : null}
          </>
        )}
      </header>
      <Steps steps={card.steps} />
    </CardFrame>
  );
}

function Finished({ card }: { card: ProgressCardData }) {
  const total = card.steps.reduce((sum, step) => sum + (step.durationMs ?? 0), 0);
  return (
    <CardFrame aria-label={card.title} className="max-w-[30rem]">
      <Disclosure
        className="[&>summary]:px-3.5 [&>summary]:py-2"
        summary={
          <>
            <StateIcon state="done" />
            <span className="truncate text-base font-medium">{card.title}</span>
            <span className="tabular ml-auto text-xs text-ink-faint">{formatDuration(total)}</span>
          </>
        }
      >
        <div className="border-t border-line">
          <Steps steps={card.steps} />
        </div>
      </Disclosure>
    </CardFrame>
  );
}

function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="px-4 py-2.5" aria-live="polite">
      {steps.map((step) => (
        <li
          key={step.key}
          className={cx(
            "flex items-start gap-2.5 py-1 text-base",
            step.state === "waiting" && "text-ink-faint",
            step.state === "skipped" && "text-ink-faint line-through",
          )}
        >
          <StateIcon state={step.state} className="mt-0.75" />
          <span className="min-w-0 flex-1">
            {step.label}
            {step.note ? <span className="block text-xs text-ink-faint">{step.note}</span> : null}
          </span>
          {step.durationMs === undefined ? null : (
            <span className="tabular mt-0.5 text-xs text-ink-faint">{formatDuration(step.durationMs)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

function StateIcon({ state, className }: { state: Step["state"] | ProgressCardData["state"]; className?: string }) {
  const shared = cx("size-4 shrink-0", className);
  switch (state) {
    case "done":
      return <Check role="img" aria-label="done" className={cx(shared, "text-success")} strokeWidth={2.5} />;
    case "running":
      return <LoaderCircle role="img" aria-label="running" className={cx(shared, "animate-spin text-brand")} />;
    case "failed":
      return <X role="img" aria-label="failed" className={cx(shared, "text-danger")} strokeWidth={2.5} />;
    case "cancelled":
      return <Ban role="img" aria-label="cancelled" className={cx(shared, "text-ink-faint")} />;
    case "skipped":
      return <Minus role="img" aria-label="skipped" className={cx(shared, "text-ink-faint")} />;
    case "waiting":
      return <Circle role="img" aria-label="waiting" className={cx(shared, "text-line-strong")} />;
  }
}

/** What failed of it gets all its attempts again; what was done stays done. */
function TryAgain({ groupId }: { groupId: string }) {
  const { client } = useWorkspace();
  const { write } = useRights();
  const { act, busy } = useAct();
  const again = async () => {
    const { items } = await client.runs.listTasks({ groupId, state: "failed", limit: 20 });
    if (items.length === 0) throw new Refusal("What failed here is no longer kept. Write what you want, and it is built anew.");
    for (const { id: taskId } of items) await client.runs.retryTask({ taskId });
  };
  return write ? (
    <Button size="sm" busy={busy} onClick={() => void act(again)}>
      Try again
    </Button>
  ) : null;
}

function Cancel({ groupId }: { groupId: string }) {
  const { client } = useWorkspace();
  const [asked, setAsked] = useState(false);
  const cancel = async () => {
    setAsked(true);
    try {
      await client.runs.cancelGroup({ groupId });
    } catch (error) {
      toast.error(messageOf(error));
      setAsked(false);
    }
  };
  return (
    <Button size="sm" look="ghost" disabled={asked} onClick={() => void cancel()}>
      {asked ? "Cancelling" : "Cancel"}
    </Button>
  );
}
