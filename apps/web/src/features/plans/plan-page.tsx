"use client";
import { isOver, type Plan, type PlanTask } from "@openvibe/core/plans/model";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { AnotherWay } from "./another-way.tsx";
import { NeedsModel } from "./needs-model.tsx";
import { PlanActions, usePlanRights } from "./plan-actions.tsx";
import { PlanBoard } from "./plan-board.tsx";
import { spent } from "./plan-cost.ts";
import { PlanTaskForm } from "./plan-task-form.tsx";
import { PlanTaskView } from "./plan-task-view.tsx";
import { sayPlan } from "./states.ts";
import { WhyRules } from "./why-rules.tsx";

const PlanGraph = lazy(() => import("./plan-graph.tsx").then((module) => ({ default: module.PlanGraph })));

export function PlanPage({ planId }: { planId: string }) {
  const { queries } = useWorkspace();
  const { data, error, refetch } = useQuery(queries.plans.getPlan.queryOptions({ input: { planId }, retry: false }));
  return (
    <div className="grid grid-cols-1 gap-5">
      <RouteLink
        to={{ screen: "agents" }}
        search="?tab=plans"
        className="touch-around inline-flex items-center gap-1.5 justify-self-start rounded-md text-sm text-ink-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" /> All plans
      </RouteLink>
      {data ? null : <NotThereYet of={{ error, refetch }} say={messageOf} className="h-64 rounded-xl" />}
      {data ? <Whole plan={data} /> : null}
    </div>
  );
}

function Whole({ plan }: { plan: Plan }) {
  const { mayChange } = usePlanRights(plan.ownerId);
  const [view, setView] = useState<"board" | "graph">("board");
  const [openId, setOpenId] = useState<string>();
  const [adding, setAdding] = useState(false);
  const open = plan.tasks.find(({ id }) => id === openId);
  const onOpen = ({ id }: PlanTask) => setOpenId(id);
  return (
    <>
      <Head plan={plan} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented
          label="Shown as"
          value={view}
          onChange={setView}
          options={[
            { value: "board", label: "Board" },
            { value: "graph", label: "Graph" },
          ]}
        />
        {mayChange && !isOver(plan.state) ? (
          <Button onClick={() => setAdding(true)}>
            <Plus aria-hidden className="size-3.5" /> Add a task
          </Button>
        ) : null}
      </div>
      {view === "board" ? (
        <PlanBoard plan={plan} onOpen={onOpen} />
      ) : (
        <Suspense fallback={<Skeleton className="h-96 rounded-xl" />}>
          <PlanGraph plan={plan} onOpen={onOpen} />
        </Suspense>
      )}
      <Dialog
        open={open !== undefined}
        onOpenChange={(next) => !next && setOpenId(undefined)}
        title={open?.title ?? "Task"}
        tall
        className="w-[min(36rem,calc(100vw-2rem))]"
      >
        {open ? <PlanTaskView key={open.id} plan={plan} task={open} onDone={() => setOpenId(undefined)} /> : null}
      </Dialog>
      <Dialog open={adding} onOpenChange={setAdding} title="Add a task" tall>
        <PlanTaskForm plan={plan} task={undefined} onDone={() => setAdding(false)} />
      </Dialog>
    </>
  );
}

function Head({ plan }: { plan: Plan }) {
  const { id, title, request, ownerId, threadId, messageId, progress, replans, whyRules } = plan;
  const { write } = useRights();
  const said = sayPlan(plan, write);
  const members = useMemberLookup();
  const done = Math.round(progress * 100);
  return (
    <header className="grid gap-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-56 flex-1">
          <h2 className="flex flex-wrap items-center gap-2 text-lg font-semibold tracking-tight">
            <bdi className="wrap-anywhere">{title}</bdi>
            <Badge tone={said.tone}>{said.label}</Badge>
          </h2>
          <p className="text-sm text-ink-faint first-letter:uppercase">
            runs for <bdi>{members.byId(ownerId).name}</bdi> ·{" "}
            <RouteLink
              to={{ screen: "thread", threadId }}
              search={`?m=${messageId}`}
              className="text-brand-text underline underline-offset-2"
            >
              where it was asked for
            </RouteLink>{" "}
            · <span className="tabular">{spent(plan)}</span>
            {replans > 0 ? ` · planned anew ${replans === 1 ? "once" : `${replans} times`}` : ""}
          </p>
        </div>
        <PlanActions planId={id} plan={plan} />
      </div>
      <NeedsModel plan={plan} />
      <AnotherWay plan={plan} />
      <WhyRules why={whyRules} />
      {request && request !== title ? (
        <p dir="auto" className="line-clamp-3 text-base wrap-anywhere text-ink-soft">
          {request}
        </p>
      ) : null}
      <div
        role="progressbar"
        aria-label="Done of the plan"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={done}
        className="h-1.5 overflow-hidden rounded-full bg-active"
      >
        <div className="h-full rounded-full bg-brand transition-[width]" style={{ width: `${done}%` }} />
      </div>
    </header>
  );
}
