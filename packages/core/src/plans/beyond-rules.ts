import { canByRules } from "../agents/index.ts";
import { AppError, type Context } from "../platform/index.ts";
import { listProfiles, predictRound } from "../registry/index.ts";
import type { PlanRow, PlanTaskRow } from "./internal.ts";

type Step = Pick<PlanTaskRow, "agent" | "instructions">;

/** Those of the agents that would ask a language model now, each by its own models, for the plan's owner. */
export async function askingModels(ctx: Context, ownerId: string, agents: readonly string[]): Promise<Set<string>> {
  const named = (await listProfiles(ctx)).filter(({ agent }) => agents.includes(agent));
  const served = new Set<string>();
  for (const profile of named) if (!(await predictRound(ctx, profile, ownerId)).offline) served.add(profile.agent);
  return served;
}

/** The task, with whether rules would only talk of it. Asks a driver, so never inside a transaction. */
export async function judged<Task extends Step>(
  ctx: Context,
  { threadId, ownerId, keyId }: Pick<PlanRow, "threadId" | "ownerId" | "keyId">,
  task: Task,
): Promise<Task & { beyondRules: boolean }> {
  const { agent, instructions: text } = task;
  return { ...task, beyondRules: !(await canByRules(ctx, { agent, askedFor: ownerId, keyId, threadId, text })) };
}

/** Those of the tasks that cannot begin, as only a language model does them and there is none. */
export async function waitsForModel<Task extends Pick<PlanTaskRow, "agent" | "state" | "beyondRules">>(
  ctx: Context,
  ownerId: string,
  tasks: readonly Task[],
): Promise<Task[]> {
  const asking = tasks.filter(({ state, beyondRules }) => state === "waiting" && beyondRules);
  if (asking.length === 0) return [];
  const served = await askingModels(
    ctx,
    ownerId,
    asking.map(({ agent }) => agent),
  );
  return asking.filter(({ agent }) => !served.has(agent));
}

export function noModel(): never {
  throw new AppError("conflict", "There is no language model for this yet. Add a model's key under Settings → Models, then try again.");
}
