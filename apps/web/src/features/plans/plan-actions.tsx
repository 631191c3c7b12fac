"use client";
import type { PlanState } from "@openvibe/core/plans/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Ban, Pause, Play } from "lucide-react";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";

/** Does something to a plan, and reads plans anew. */
export function usePlanChange() {
  const { act, busy } = useAct(useWorkspace().queries.plans.key());
  return { change: act, busy };
}

/** Start, pause, go on, cancel: as far as the plan is. */
export function PlanActions({ planId, state }: { planId: string; state: PlanState }) {
  const { client } = useWorkspace();
  const { write } = useRights();
  const { change, busy } = usePlanChange();
  const act = (work: () => Promise<unknown>) => () => void change(work);
  if (!write || state === "done" || state === "failed" || state === "cancelled") return null;
  return (
    <div className="flex flex-wrap gap-2">
      {state === "proposed" ? (
        <Button look="primary" busy={busy} onClick={act(() => client.plans.approvePlan({ planId }))}>
          <Play aria-hidden className="size-3.5" /> Start
        </Button>
      ) : null}
      {state === "running" ? (
        <Button busy={busy} onClick={act(() => client.plans.pausePlan({ planId }))}>
          <Pause aria-hidden className="size-3.5" /> Pause
        </Button>
      ) : null}
      {state === "paused" ? (
        <Button look="primary" busy={busy} onClick={act(() => client.plans.resumePlan({ planId }))}>
          <Play aria-hidden className="size-3.5" /> Go on
        </Button>
      ) : null}
      <Button look="ghost" disabled={busy} onClick={act(() => client.plans.cancelPlan({ planId }))}>
        <Ban aria-hidden className="size-3.5" /> Cancel
      </Button>
    </div>
  );
}
