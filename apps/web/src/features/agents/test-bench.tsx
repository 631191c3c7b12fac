"use client";
import type { AgentProfile } from "@openvibe/core/agents/model";
import type { Trial, Tried } from "@openvibe/core/bench/model";
import { isOffline } from "@openvibe/core/gateway/model";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { FlaskConical } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { dollars } from "../billing/money.ts";
import { formatDuration } from "../chat/cards/duration.ts";
import { Markdown } from "../chat/markdown.tsx";
import { WrittenBy } from "../chat/written-by.tsx";
import { useMemberLookup } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { PastPrompts } from "./past-prompts.tsx";
import { TextAreaField } from "@openvibe/ui/primitives/text-area-field";

/** The same words answered twice, under what holds now and under the draft; neither changes anything. */
export function TestBench({ profile: { agent, instructions }, draft }: { profile: AgentProfile; draft: string }) {
  const { client } = useWorkspace();
  const [prompt, setPrompt] = useState("");
  const [trial, setTrial] = useState<Trial & { told: string; drafted: string }>();
  const [problem, setProblem] = useState<string>();
  const running = useRef<AbortController>(undefined);
  const [busy, setBusy] = useState(false);
  useEffect(() => () => running.current?.abort(), []);
  const answers = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (busy || trial) bringIntoSight(answers.current);
  }, [busy, trial]);
  const run = async () => {
    const abort = new AbortController();
    running.current = abort;
    setBusy(true);
    setProblem(undefined);
    setTrial(undefined);
    try {
      const tried = await client.agents.tryInstructions({ agent, instructions: draft, prompt }, { signal: abort.signal });
      setTrial({ ...tried, told: instructions, drafted: draft });
    } catch (error) {
      if (!abort.signal.aborted) setProblem(messageOf(error));
    }
    setBusy(false);
  };
  /** What was saved or written since the trial makes its answers those of other words. */
  const titleOf = (words: string, otherwise: string) => {
    if (words.trim() === instructions.trim()) return "As it is told now";
    return words.trim() === draft.trim() ? "Under your draft" : otherwise;
  };
  return (
    <section aria-label="Test bench" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div>
        <h3 className="flex items-center gap-2 text-md font-semibold tracking-tight">
          <FlaskConical aria-hidden className="size-4 text-ink-faint" /> Test bench
        </h3>
        <p className="text-sm text-pretty text-ink-soft">
          The same words, answered under what holds now and under your draft. Tools that would change something are only told, not run.
        </p>
      </div>
      <PastPrompts agent={agent} onChoose={setPrompt} />
      <TextAreaField label="What somebody writes to it" rows={3} value={prompt} onChange={setPrompt} error={problem} />
      <div className="flex gap-2">
        <Button busy={busy} disabled={prompt.trim() === ""} onClick={() => void run()}>
          {draft === instructions ? "Try it" : "Try both"}
        </Button>
        {busy ? (
          <Button look="ghost" onClick={() => running.current?.abort()}>
            Stop
          </Button>
        ) : null}
      </div>
      <div ref={answers} aria-live="polite" className="grid scroll-my-4 gap-3">
        {busy ? <Skeleton className="h-32 rounded-xl" /> : null}
        {trial && isOffline(trial.current.writtenBy) ? (
          <p role="status" className="text-sm text-pretty text-ink-soft">
            Rules on this server answered, not a language model: they follow no instructions.
            {trial.current.insteadOf === null ? null : ` ${trial.current.insteadOf} did not answer.`}{" "}
            <RouteLink to={{ screen: "settings" }} search="?tab=models" className="text-brand-text underline underline-offset-2">
              {trial.current.insteadOf === null ? "Add a key of a model" : "See to its key"}
            </RouteLink>{" "}
            to try yours.
          </p>
        ) : null}
        {trial ? (
          <div className="grid gap-3 md:grid-cols-2">
            <Answer title={titleOf(trial.told, "As it was told before")} tried={trial.current} />
            {trial.told === trial.drafted ? null : <Answer title={titleOf(trial.drafted, "Under an earlier draft")} tried={trial.draft} />}
          </div>
        ) : null}
      </div>
    </section>
  );
}

/** What stands below what one sees; its beginning where it is higher than that. Who has gone on to something else stays there. */
function bringIntoSight(element: HTMLElement | null): void {
  const { top = Infinity, height = 0 } = element?.getBoundingClientRect() ?? {};
  const isNear = top > 0 && top < innerHeight * 1.5;
  if (isNear) element?.scrollIntoView({ block: height > innerHeight / 2 ? "start" : "nearest" });
}

function Answer({ title, tried }: { title: string; tried: Tried }) {
  const members = useMemberLookup();
  const { text, calls, costMicros, durationMs, rounds, writtenBy, insteadOf } = tried;
  return (
    <article aria-label={title} className="flex min-w-0 flex-col rounded-xl border border-line bg-raised shadow-sm">
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2 text-sm font-medium">
        {title}
        <WrittenBy model={writtenBy} insteadOf={insteadOf} />
      </header>
      <div dir="auto" className="flex-1 px-3.5 py-2.5">
        {text.trim() === "" ? <p className="text-sm text-ink-faint">It said nothing.</p> : <Markdown text={text} members={members} />}
        {calls.length > 0 ? (
          <ul aria-label="Tools it called" className="mt-2 grid gap-1 border-t border-line pt-2 text-xs text-ink-soft">
            {calls.map(({ tool, says, did }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the calls keep their places
              <li key={index} className="flex items-start gap-2 wrap-anywhere">
                <Badge tone={did ? "neutral" : "warning"}>{did ? "ran" : "would run"}</Badge>
                <span>
                  <code>{tool}</code> {says}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <footer className="tabular border-t border-line px-3.5 py-2 text-xs text-ink-faint">
        {dollars(costMicros)} · {formatDuration(durationMs)} · {rounds} {rounds === 1 ? "step" : "steps"}
      </footer>
    </article>
  );
}
