import { canByRules } from "../agents/index.ts";
import { predictCost } from "../gateway/index.ts";
import { AppError, type Context } from "../platform/index.ts";
import type { PlanTaskRow } from "./internal.ts";

type Step = Pick<PlanTaskRow, "agent" | "instructions">;

/** Whether a language model would be asked for the owner's agents now. */
export async function wouldAskModel(ctx: Context, ownerId: string): Promise<boolean> {
  return !(await predictCost(ctx, { skill: "turn", onBehalfOf: ownerId, inputTokens: 0, outputTokens: 0 })).offline;
}

/** The task, with whether rules would only talk of it. Asks a driver, so never inside a transaction. */
export async function judged<Task extends Step>(
  ctx: Context,
  { threadId, ownerId }: { threadId: string; ownerId: string },
  task: Task,
): Promise<Task & { beyondRules: boolean }> {
  const { agent, instructions: text } = task;
  return { ...task, beyondRules: !(await canByRules(ctx, { agent, askedFor: ownerId, threadId, text })) };
}

/** Those of the tasks that cannot begin, as only a language model does them and there is none. */
export async function waitsForModel<Task extends Pick<PlanTaskRow, "state" | "beyondRules">>(
  ctx: Context,
  ownerId: string,
  tasks: readonly Task[],
): Promise<Task[]> {
  const asking = tasks.filter(({ state, beyondRules }) => state === "waiting" && beyondRules);
  return asking.length === 0 || (await wouldAskModel(ctx, ownerId)) ? [] : asking;
}

export function noModel(): never {
  throw new AppError("conflict", "There is no language model for this yet. Add a model's key under Settings → Models, then try again.");
}
