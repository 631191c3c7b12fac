"use client";
import { isOpen, isOver, type Plan, type PlanTask } from "@openvibe/core/plans/model";
import { WordsWithCode } from "@openvibe/ui/components/words-with-code";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { Square } from "lucide-react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { dollars } from "../billing/money.ts";
import { formatDuration } from "../chat/cards/duration.ts";
import { Markdown } from "../chat/markdown.tsx";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { ConfirmButton } from "../shell/confirm.tsx";
import { RouteLink } from "../shell/navigation.tsx";
import { DecideLink } from "./decide-link.tsx";
import { usePlanChange, usePlanRights } from "./plan-actions.tsx";
import { PlanTaskForm } from "./plan-task-form.tsx";
import { sayTask } from "./states.ts";

/** One task: changed while it waits; later, what it was given and what came of it. */
export function PlanTaskView({ plan, task, onDone }: { plan: Plan; task: PlanTask; onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const { mayChange } = usePlanRights(plan.ownerId);
  const { change, busy } = usePlanChange();
  const { id: planTaskId, state, attempt, note } = task;
  if (mayChange && isOpen(task) && !isOver(plan.state))
    return (
      <div className="grid gap-4">
        {state === "needs_model" && plan.callsFor !== "go_on" ? (
          <p className="text-sm text-ink-soft">
            It waits for a language model. In words that the offline rules know, such as “Build an app for …” or “Search for …”, it begins
            without one.
          </p>
        ) : null}
        {attempt > 0 && note ? (
          <p className="text-sm text-ink-soft">
            <WordsWithCode>{note}</WordsWithCode> Change it, take it out, or leave it as it is: it begins anew when the plan goes on.
          </p>
        ) : null}
        <PlanTaskForm plan={plan} task={task} onDone={onDone} />
        <div className="justify-self-start">
          <ConfirmButton
            title={`Take “${task.title}” out?`}
            description={`${whatWaitsFor(task, plan)}This cannot be undone.`}
            action="Take it out"
            onConfirm={() => client.plans.removePlanTask({ planTaskId }).then(onDone)}
            stale={[queries.plans.key()]}
          />
        </div>
      </div>
    );
  return (
    <div className="grid gap-3">
      <Told plan={plan} task={task} />
      {mayChange && state === "running" ? (
        <Button
          busy={busy}
          className="justify-self-end"
          onClick={() => void change(() => client.plans.stopPlanTask({ planTaskId })).then((done) => done && onDone())}
        >
          <Square aria-hidden className="size-3.5 fill-current" /> Stop it
        </Button>
      ) : null}
      {mayChange && mayBeTried(state) && plan.state !== "cancelled" && plan.state !== "done" ? (
        <Button
          look="primary"
          busy={busy}
          className="justify-self-end"
          onClick={() => void change(() => client.plans.retryPlanTask({ planTaskId })).then((done) => done && onDone())}
        >
          Try again
        </Button>
      ) : null}
    </div>
  );
}

const mayBeTried = (state: PlanTask["state"]) => state === "failed" || state === "skipped" || state === "needs_model";

const list = new Intl.ListFormat("en");
const namesOf = (tasks: readonly PlanTask[]) => list.format(tasks.map(({ title }) => `“${title}”`));

/** What waits for it waits for what it waited for. */
function whatWaitsFor(task: PlanTask, { tasks }: Plan): string {
  const waiting = tasks.filter(({ after }) => after.includes(task.id));
  const before = tasks.filter(({ id }) => task.after.includes(id));
  if (waiting.length === 0) return "";
  const wait = waiting.length === 1 ? "waits" : "wait";
  const then = before.length === 0 ? "will no longer do so" : `will wait for ${namesOf(before)} instead`;
  return `${namesOf(waiting)} ${wait} for it and ${then}. `;
}

function Told({ plan, task }: { plan: Plan; task: PlanTask }) {
  const members = useMemberLookup();
  const { label, tone } = sayTask(task, plan, useRights().write);
  const { agent, instructions, note, handoff, costMicros, startedAt, endedAt, attempt } = task;
  const messageId = task.answerId ?? task.messageId;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-soft">
        <Badge tone={tone}>{label}</Badge>
        <DecideLink threadId={plan.threadId} task={task} />
        <bdi>{members.all.find((member) => member.agent === agent)?.name ?? "An agent"}</bdi>
        <span className="tabular text-xs text-ink-faint">
          {dollars(costMicros)}
          {startedAt && endedAt ? ` · ${formatDuration(endedAt.getTime() - startedAt.getTime())}` : ""}
          {attempt > 1 ? ` · attempt ${attempt}` : ""}
        </span>
      </p>
      <p dir="auto" className="text-base wrap-anywhere whitespace-pre-wrap">
        {instructions}
      </p>
      {note ? (
        <p dir="auto" className="text-sm wrap-anywhere text-ink-soft">
          <WordsWithCode>{note}</WordsWithCode>
        </p>
      ) : null}
      {handoff ? (
        <Disclosure summary={<span className="text-sm text-ink-soft">What it was given</span>}>
          <div dir="auto" className="rounded-md bg-sunken p-2.5 text-sm wrap-anywhere">
            <Markdown text={handoff} members={members} />
          </div>
        </Disclosure>
      ) : null}
      {messageId ? (
        <RouteLink
          to={{ screen: "thread", threadId: plan.threadId }}
          search={`?m=${messageId}`}
          className="text-sm text-brand-text underline underline-offset-2"
        >
          {task.answerId ? "Its answer" : "Where it works"}
        </RouteLink>
      ) : null}
    </>
  );
}
