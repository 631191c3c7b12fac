"use client";
import { isOver, type PlanCall, type PlanState } from "@openvibe/core/plans/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Ban, Pause, Play } from "lucide-react";
import { useState } from "react";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { ConfirmDialog } from "../shell/confirm.tsx";

/** Does something to a plan, and reads plans anew. */
export function usePlanChange() {
  const { act, busy } = useAct(useWorkspace().queries.plans.key());
  return { change: act, busy };
}

/** Its agents act with its owner's rights: only they and admins say what it does; whoever may write pauses and ends it. */
export function usePlanRights(ownerId: string | null): { mayChange: boolean; mayStop: boolean } {
  const { memberId } = useWorkspace().workspace;
  const { write, manage } = useRights();
  return { mayChange: write && (manage || ownerId === null || ownerId === memberId), mayStop: write };
}

/** Start, pause, go on, cancel: as far as the plan is, and by whom. */
export function PlanActions({
  planId,
  plan: { state, callsFor, ownerId },
}: {
  planId: string;
  plan: { state: PlanState; callsFor: PlanCall | null; ownerId: string | null };
}) {
  const { client, queries } = useWorkspace();
  const { mayChange, mayStop } = usePlanRights(ownerId);
  const { change, busy } = usePlanChange();
  const [asking, setAsking] = useState(false);
  const act = (work: () => Promise<unknown>) => () => void change(work);
  if (!mayStop || isOver(state)) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {state === "proposed" && mayChange ? (
        <Button look="primary" busy={busy} onClick={act(() => client.plans.approvePlan({ planId }))}>
          <Play aria-hidden className="size-3.5" /> Start
        </Button>
      ) : null}
      {state === "running" ? (
        <Button busy={busy} onClick={act(() => client.plans.pausePlan({ planId }))}>
          <Pause aria-hidden className="size-3.5" /> Pause
        </Button>
      ) : null}
      {(state === "paused" || state === "needs_model" || callsFor === "go_on") && mayChange ? (
        <Button look="primary" busy={busy} onClick={act(() => client.plans.resumePlan({ planId }))}>
          <Play aria-hidden className="size-3.5" /> Go on
        </Button>
      ) : null}
      <Button look="ghost" disabled={busy} onClick={() => setAsking(true)}>
        <Ban aria-hidden className="size-3.5" /> Cancel
      </Button>
      <ConfirmDialog
        title="Cancel this plan?"
        description="What its agents work on now is stopped, and nothing more of it begins. This cannot be undone."
        action="Cancel the plan"
        onConfirm={() => client.plans.cancelPlan({ planId })}
        stale={[queries.plans.key()]}
        open={asking}
        onOpenChange={setAsking}
      />
    </div>
  );
}
