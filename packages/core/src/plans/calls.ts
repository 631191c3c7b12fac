import { messagesThatAsk } from "../approvals/index.ts";
import { actAs, isTx, SYSTEM, systemContext, type Context } from "../platform/index.ts";
import { askingModels } from "./beyond-rules.ts";
import type { PlanRow, PlanTaskRow } from "./internal.ts";
import { isOpen, type PlanCall } from "./model.ts";

export interface PlanCalls {
  /** By task of a plan, the message in which its agent asks whether it may. */
  asks: ReadonlyMap<string, string>;
  /** By plan, what it waits for from a person. */
  calls: ReadonlyMap<string, PlanCall>;
}

/** Of a plan that rests, what waits again since a model came. */
const isBeyond = (task: PlanTaskRow) => isOpen(task) && task.beyondRules;

/**
 * What people have to do before these plans go on, as it is at this moment. Of the tasks those at work are looked at, and those that need a model.
 * Where both is wanted of a plan, it says that it can go on: that somebody asks, its task says.
 */
export async function callsOf(ctx: Context, plans: readonly PlanRow[], tasks: readonly PlanTaskRow[]): Promise<PlanCalls> {
  const atWork = tasks.filter(({ state }) => state === "running");
  const taskIds = atWork.flatMap(({ taskId }) => taskId ?? []);
  const messages = await messagesThatAsk(ctx, taskIds);
  const asks = new Map<string, string>();
  for (const { id, taskId } of atWork) {
    const messageId = messages.get(taskId ?? "");
    if (messageId !== undefined) asks.set(id, messageId);
  }
  const asking = new Set(atWork.filter(({ id }) => asks.has(id)).map(({ planId }) => planId));
  const lacking = new Set(tasks.filter(({ state }) => state === "needs_model").map(({ planId }) => planId));
  const resting = plans.filter(({ id, state }) => state === "needs_model" || (state === "running" && lacking.has(id)));
  const system = isTx(ctx) ? actAs(ctx, SYSTEM) : systemContext(ctx.platform, ctx.workspaceId);
  const lack = ({ id, state }: PlanRow) =>
    tasks.filter((task) => task.planId === id && (task.state === "needs_model" || (state === "needs_model" && isBeyond(task))));
  const calls = new Map<string, PlanCall>();
  for (const { id, state } of plans) if (state === "running" && asking.has(id)) calls.set(id, "decision");
  for (const [ownerId, own] of Map.groupBy(resting, (plan) => plan.ownerId)) {
    const served = await askingModels(
      system,
      ownerId,
      own.flatMap((plan) => lack(plan).map(({ agent }) => agent)),
    );
    for (const plan of own) if (lack(plan).some(({ agent }) => served.has(agent))) calls.set(plan.id, "go_on");
  }
  return { asks, calls };
}
