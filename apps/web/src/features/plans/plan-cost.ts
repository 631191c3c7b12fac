import type { PlanEstimate } from "@openvibe/core/plans/model";
import { dollars } from "../billing/money.ts";

/** What a plan may cost and take, before it begins. */
export function expected({ costMicros, minutes }: PlanEstimate): string {
  const time = `${Math.max(1, Math.ceil(minutes))} min`;
  return costMicros === 0 ? `About ${time}, at no cost` : `About ${dollars(costMicros)} and ${time}`;
}

/** What it has cost so far. */
export const spent = (costMicros: number, estimate: PlanEstimate): string =>
  costMicros === 0 && estimate.costMicros === 0 ? "no cost so far" : `${dollars(costMicros)} of about ${dollars(estimate.costMicros)}`;
