import { isOpen, type PlanState, type PlanTaskMark, type PlanTaskState } from "@openvibe/core/plans/model";
import { Route } from "lucide-react";

/** Of a plan that rests: how much of what it would do next takes the place of what failed. */
export function AnotherWay({
  plan,
}: {
  plan: { state: PlanState; tasks: readonly { state: PlanTaskState; mark?: PlanTaskMark | null | undefined }[] };
}) {
  const { state, tasks } = plan;
  const count = tasks.filter((task) => isOpen(task) && task.mark === "instead").length;
  if (state !== "paused" || count === 0) return null;
  return (
    <p className="flex basis-full items-start gap-1.5 text-sm text-pretty text-ink-soft">
      <Route aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warning" />
      <span>
        Something failed, and {count === 1 ? "a task is" : `${count} tasks are`} new in its place. Look at {count === 1 ? "it" : "them"},
        then press Go on.
      </span>
    </p>
  );
}
