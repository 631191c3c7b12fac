"use client";
import type { PlanSummary } from "@openvibe/core/plans/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Badge } from "@openvibe/ui/primitives/badge";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { BY_CURSOR } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { dollars } from "../billing/money.ts";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing, ListLead } from "../shell/listing.tsx";
import { RouteLink, useGo, useSearch } from "../shell/navigation.tsx";
import { NewPlanForm } from "./new-plan-form.tsx";
import { PlanPage } from "./plan-page.tsx";
import { sayPlan } from "./states.ts";

const PAGE = 30;

/** The plans that agents work on, or one of them. */
export function PlansPanel() {
  const planId = useSearch().get("plan");
  return planId ? <PlanPage key={planId} planId={planId} /> : <Plans />;
}

function Plans() {
  const { write } = useRights();
  const go = useGo();
  return (
    <div className="grid grid-cols-1 gap-4">
      <ListLead
        action={
          write ? (
            <DialogButton label="New plan" look="primary" description="You see the plan before anything begins, unless it is small.">
              {() => <NewPlanForm onMade={({ id }) => go({ screen: "agents" }, `?tab=plans&plan=${id}`)} />}
            </DialogButton>
          ) : null
        }
      >
        What takes several steps or several agents, as tasks with who does them and what waits for what.
      </ListLead>
      <All />
    </div>
  );
}

function All() {
  const { queries } = useWorkspace();
  const plans = useInfiniteQuery(
    queries.plans.listPlans.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: PAGE }),
      ...BY_CURSOR,
    }),
  );
  return (
    <Listing
      label="Plans"
      query={plans}
      skeleton="h-40"
      empty={
        <EmptyState icon={<ListChecks />} title="No plans yet">
          Ask @vibe for something that takes several steps: it shows a plan first, and begins when you say so.
        </EmptyState>
      }
    >
      {(plan) => <Row key={plan.id} plan={plan} />}
    </Listing>
  );
}

function Row({ plan }: { plan: PlanSummary }) {
  const { id, title, ownerId, estimate, createdAt } = plan;
  const members = useMemberLookup();
  const { label, tone } = sayPlan(plan, useRights().write);
  return (
    <li>
      <RouteLink
        to={{ screen: "agents" }}
        search={`?tab=plans&plan=${id}`}
        className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-hover"
      >
        <span className="min-w-52 flex-1">
          <span dir="auto" className="line-clamp-2 text-base font-medium wrap-anywhere">
            {title}
          </span>
          <span className="block text-xs text-ink-faint first-letter:uppercase">
            runs for <bdi>{members.byId(ownerId).name}</bdi> · <RelativeTime at={createdAt} />{" "}
            {estimate.costMicros > 0 ? ` · about ${dollars(estimate.costMicros)}` : ""}
          </span>
        </span>
        <Badge tone={tone}>{label}</Badge>
      </RouteLink>
    </li>
  );
}
