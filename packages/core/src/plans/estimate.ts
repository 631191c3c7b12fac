import { listProfiles } from "../agents/index.ts";
import { predictCost } from "../gateway/index.ts";
import type { Context } from "../platform/index.ts";
import { countTurns } from "../turns/index.ts";
import type { PlanTaskRow } from "./internal.ts";
import type { PlanEstimate } from "./model.ts";

/** A turn of which nothing is known yet: rounds, tokens in each, and how long it takes. */
const USUAL = { rounds: 3, inputTokens: 6_000, outputTokens: 1_000, ms: 60_000 };
const PAST_MS = 90 * 86_400_000;

type Step = Pick<PlanTaskRow, "id" | "agent" | "after" | "state">;

/** What the tasks will cost together and how long the longest way through them takes, by what such turns took so far; those that were dropped do not count. */
export async function estimatePlan(ctx: Context, ownerId: string, tasks: readonly Step[]): Promise<PlanEstimate> {
  const steps = tasks.filter(({ state }) => state !== "cancelled");
  const turns = await countTurns(ctx, new Date(ctx.platform.clock.now().getTime() - PAST_MS));
  const memberOf = new Map((await listProfiles(ctx)).map(({ agent, memberId }) => [agent, memberId]));
  const { inputTokens, outputTokens, rounds } = USUAL;
  const usual = await predictCost(ctx, { skill: "turn", onBehalfOf: ownerId, inputTokens, outputTokens });
  const of = ({ agent }: Step) => {
    const past = turns.get(memberOf.get(agent) ?? "");
    // NOTE: turns that rules took cost nothing and say nothing of what a model's cost.
    const costMicros = past && past.costMicros > 0 ? past.costMicros / past.turns : usual.costMicros * rounds;
    return { costMicros: usual.offline ? 0 : costMicros, ms: past?.medianMs ?? (usual.offline ? 1_000 : USUAL.ms) };
  };
  const ends = new Map<string, number>();
  for (let left = [...steps]; left.length > 0;) {
    const ready = left.filter(({ after }) => after.every((id) => ends.has(id) || !steps.some((step) => step.id === id)));
    if (ready.length === 0) break;
    for (const step of ready) ends.set(step.id, Math.max(0, ...step.after.map((id) => ends.get(id) ?? 0)) + of(step).ms);
    left = left.filter(({ id }) => !ends.has(id));
  }
  const costMicros = Math.round(steps.reduce((all, step) => all + of(step).costMicros, 0));
  return { costMicros, minutes: Math.round((Math.max(0, ...ends.values()) / 60_000) * 10) / 10 };
}
