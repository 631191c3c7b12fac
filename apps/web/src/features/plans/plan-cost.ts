import { isOver, type PlanEstimate, type PlanState, type PlanTaskState } from "@openvibe/core/plans/model";
import { dollars } from "../billing/money.ts";

/** What a plan may cost and take, before it begins; nothing is known yet of what waits for a model. */
export function expected(plan: { estimate: PlanEstimate; tasks: readonly { state: PlanTaskState }[] }): string {
  if (plan.tasks.some(({ state }) => state === "needs_model")) return "The cost is estimated once there is a model";
  const { costMicros, minutes } = plan.estimate;
  const time = `${Math.max(1, Math.ceil(minutes))} min`;
  return costMicros === 0 ? `About ${time}, at no cost` : `About ${dollars(costMicros)} and ${time}`;
}

/** What it has cost so far, planning and what failed too; what is expected is of its tasks alone, and so stands beside it. */
export function spent({ state, costMicros, estimate }: { state: PlanState; costMicros: number; estimate: PlanEstimate }): string {
  const cost = costMicros === 0 ? "no cost" : dollars(costMicros);
  if (isOver(state)) return `${cost} in all`;
  return estimate.costMicros === 0 ? `${cost} so far` : `${cost} so far · about ${dollars(estimate.costMicros)} for all tasks`;
}
