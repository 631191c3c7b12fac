import type { PlanCall, PlanState, PlanTaskState } from "@openvibe/core/plans/model";
import { KeyRound } from "lucide-react";
import { RouteLink } from "../shell/navigation.tsx";

/** How much of a plan only a language model does while there is none, and what to do about it; then that there is one. */
export function NeedsModel({
  plan,
}: {
  plan: { state: PlanState; callsFor: PlanCall | null; tasks: readonly { state: PlanTaskState }[] };
}) {
  const { state, callsFor, tasks } = plan;
  const left = tasks.filter((task) => task.state !== "cancelled");
  const count = left.filter((task) => task.state === "needs_model").length;
  const mayGoOn = callsFor === "go_on" || count === 0;
  if (count === 0 && state !== "needs_model") return null;
  const all = count === left.length;
  return (
    <p className="flex basis-full items-start gap-1.5 text-sm text-pretty text-ink-soft">
      <KeyRound aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warning" />
      {mayGoOn ? (
        <span>There is a language model now. Press Go on to have the rest done.</span>
      ) : (
        <span>
          {all ? "All of it needs" : `${count} of ${left.length} tasks ${count === 1 ? "needs" : "need"}`} a language model.{" "}
          <RouteLink to={{ screen: "settings" }} search="?tab=models" className="touch-around text-brand-text underline underline-offset-2">
            Add a model key
          </RouteLink>
          , then press {state === "proposed" ? "Start" : "Go on"}.
          {state === "proposed" && !all ? " Without one, only what needs none begins." : ""}
        </span>
      )}
    </p>
  );
}
