import type { Context } from "../platform/index.ts";
import { expectTurns, listProfiles } from "../registry/index.ts";
import type { PlanTaskRow } from "./internal.ts";
import type { PlanEstimate } from "./model.ts";

type Step = Pick<PlanTaskRow, "id" | "agent" | "after" | "state">;

/** What the tasks will cost together and how long the longest way through them takes, by what such turns took so far; those that were dropped do not count. */
export async function estimatePlan(ctx: Context, ownerId: string, tasks: readonly Step[]): Promise<PlanEstimate> {
  const steps = tasks.filter(({ state }) => state !== "cancelled");
  const asked = new Set(steps.map(({ agent }) => agent));
  const turns = await expectTurns(
    ctx,
    (await listProfiles(ctx)).filter(({ agent }) => asked.has(agent)),
    ownerId,
  );
  // An agent that is gone does nothing.
  const expected = (agent: string) => turns.get(agent) ?? { costMicros: 0, ms: 0 };
  const ends = new Map<string, number>();
  for (let left = [...steps]; left.length > 0;) {
    const ready = left.filter(({ after }) => after.every((id) => ends.has(id) || !steps.some((step) => step.id === id)));
    if (ready.length === 0) break;
    for (const step of ready) ends.set(step.id, Math.max(0, ...step.after.map((id) => ends.get(id) ?? 0)) + expected(step.agent).ms);
    left = left.filter(({ id }) => !ends.has(id));
  }
  const costMicros = steps.reduce((all, { agent }) => all + expected(agent).costMicros, 0);
  return { costMicros, minutes: Math.round((Math.max(0, ...ends.values()) / 60_000) * 10) / 10 };
}
