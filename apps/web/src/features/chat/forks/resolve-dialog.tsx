"use client";
import { type ChannelKind, type Outcome, Outcome as OutcomeWords, type Thread } from "@openvibe/core/chat/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useId, useState } from "react";
import { messageOf } from "../../../data/errors.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { inputClass } from "@openvibe/ui/primitives/input";
import { cx } from "@openvibe/ui/class-names";
import { InsteadOf, whoDid } from "../instead-of.tsx";
import { WrittenBy } from "../written-by.tsx";
import { PointsField } from "./points-field.tsx";
import { useForkActions } from "./use-fork-actions.ts";

const EMPTY: Outcome = { decision: "", decisionMessageId: null, reasons: [], openPoints: [] };

/** An agent drafts what the side conversation came to; the person puts it right, sees who will read it, and posts it. */
export function ResolveDialog({ fork, open, onOpenChange }: { fork: Thread; open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Resolve with its outcome"
      description="Posted into the thread it branched from, quietly. You can take it back for a minute."
      className="top-[6vh] w-[min(38rem,calc(100vw-1.5rem))]"
    >
      {open ? <Draft fork={fork} onDone={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

function Draft({ fork, onDone }: { fork: Thread; onDone: () => void }) {
  const { queries } = useWorkspace();
  const draft = useQuery(
    queries.agents.draftOutcome.queryOptions({
      input: { threadId: fork.id },
      staleTime: 0,
      gcTime: 0,
      retry: false,
      refetchOnWindowFocus: false,
    }),
  );
  if (draft.isPending)
    return (
      <div role="status" aria-label="An agent reads the conversation" className="grid gap-3">
        <p className="text-sm text-ink-faint">Reading what was said…</p>
        <Skeleton className="h-16" />
        <Skeleton className="h-9" />
        <Skeleton className="h-9 w-2/3" />
      </div>
    );
  return (
    <OutcomeForm
      fork={fork}
      drafted={draft.data ?? EMPTY}
      writer={draft.data}
      problem={draft.error ? messageOf(draft.error) : undefined}
      onDone={onDone}
    />
  );
}

function OutcomeForm({
  fork,
  drafted,
  writer,
  problem,
  onDone,
}: {
  fork: Thread;
  drafted: Outcome;
  writer: { writtenBy: string; insteadOf?: string | undefined; why?: string | undefined } | undefined;
  problem: string | undefined;
  onDone: () => void;
}) {
  const { resolve } = useForkActions();
  const [outcome, setOutcome] = useState(drafted);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState<string>();
  const id = useId();
  const isBlank = drafted.decision === "" && drafted.reasons.length === 0 && drafted.openPoints.length === 0;
  const post = async () => {
    const cleaned = {
      ...outcome,
      reasons: outcome.reasons.filter(({ text }) => text.trim() !== ""),
      openPoints: outcome.openPoints.filter(({ text }) => text.trim() !== ""),
    };
    const sound = OutcomeWords.safeParse(cleaned);
    if (!sound.success) {
      setMissing(sound.error.issues[0]?.message);
      return;
    }
    setBusy(true);
    const done = await resolve(fork, sound.data);
    setBusy(false);
    if (done) onDone();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void post();
      }}
    >
      <div className="-mx-1 grid max-h-[58vh] gap-4 overflow-y-auto px-1">
        {writer ? (
          <p className="flex flex-wrap items-center gap-2 text-xs text-ink-faint">
            {isBlank ? "No decision was found in what was said. Write it in your own words." : "Drafted for you"}{" "}
            <WrittenBy model={writer.writtenBy} insteadOf={writer.insteadOf} />
          </p>
        ) : null}
        {writer?.insteadOf ? (
          <InsteadOf className="-mt-2">
            {whoDid(writer.writtenBy, isBlank ? "read this" : "drafted this")}: {writer.insteadOf} did not answer. {writer.why}
          </InsteadOf>
        ) : null}
        {problem ? (
          <p className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">No draft: {problem} Write the outcome yourself.</p>
        ) : null}
        <div className="grid gap-1.5">
          <label htmlFor={id} className="text-sm font-medium">
            What was decided
          </label>
          <textarea
            id={id}
            value={outcome.decision}
            dir="auto"
            rows={2}
            maxLength={2000}
            aria-invalid={missing ? true : undefined}
            aria-describedby={missing ? `${id}-error` : undefined}
            onChange={(event) => {
              setMissing(undefined);
              setOutcome({ ...outcome, decision: event.currentTarget.value });
            }}
            className={cx(inputClass, "field-sizing-content max-h-48 resize-none py-2")}
          />
          {missing ? (
            <p id={`${id}-error`} role="alert" className="text-xs text-danger">
              {missing}
            </p>
          ) : null}
        </div>
        <PointsField
          label="Why"
          placeholder="A reason"
          points={outcome.reasons}
          onChange={(reasons) => setOutcome({ ...outcome, reasons })}
        />
        <PointsField
          label="Still open"
          placeholder="What is left to do or to answer"
          points={outcome.openPoints}
          onChange={(openPoints) => setOutcome({ ...outcome, openPoints })}
        />
      </div>
      <div className="mt-4 flex flex-wrap items-center justify-end gap-2">
        <Readers fork={fork} />
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy}>
          Post the outcome
        </Button>
      </div>
    </form>
  );
}

function readersOf({ kind, count }: { kind: ChannelKind; count: number }): string {
  if (kind === "public") return "Everyone in the workspace can read it";
  return count === 1 ? "Only you can read it" : `${count} people can read it`;
}

function Readers({ fork }: { fork: Thread }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.chat.listReaders.queryOptions({ input: { threadId: fork.id } }));
  return (
    <p className="mr-auto flex min-w-0 items-center gap-1.5 text-xs text-ink-faint">
      <Eye aria-hidden className="size-3.5 shrink-0" />
      {data ? readersOf(data) : "…"}
    </p>
  );
}
