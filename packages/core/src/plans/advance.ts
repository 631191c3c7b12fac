import { eq } from "drizzle-orm";
import { getProfile } from "../agents/index.ts";
import { postMessage } from "../chat/index.ts";
import { actorOf } from "../identity/index.ts";
import { actAs, AppError, SYSTEM, withKey, type Tx } from "../platform/index.ts";
import { requireOn } from "../registry/index.ts";
import { addTasks } from "../runs/index.ts";
import { handoffFor } from "./handoff.ts";
import { waitsForModel } from "./beyond-rules.ts";
import { groupOf, keepPlan, tasksOf, type PlanRow, type PlanTaskRow } from "./internal.ts";
import { isOver, type Plan } from "./model.ts";
import { reportOn } from "./report.ts";
import { next, nextMove } from "./states.ts";
import { planTasks } from "./tables.ts";

/** Does what comes next until there is nothing to do but wait; the plan is locked by the caller. */
export async function advance(tx: Tx, locked: PlanRow): Promise<Plan> {
  const system = actAs(tx, SYSTEM);
  let plan = locked;
  if (!isOver(plan.state))
    for (const { id } of await waitsForModel(system, plan.ownerId, await tasksOf(system, plan.id)))
      await put(tx, id, { state: "needs_model" });
  for (;;) {
    const tasks = await tasksOf(system, plan.id);
    const { start, skip, replan, becomes } = nextMove(plan, tasks);
    if (becomes) {
      const state = next(plan.state, becomes);
      plan = await reportOn(system, { ...plan, state, endedAt: isOver(state) ? tx.clockNow : null }, tasks);
      break;
    }
    if (start.length + skip.length + replan.length === 0) break;
    for (const id of skip)
      await put(tx, id, { state: "skipped", mark: null, note: "Something it needs did not succeed.", endedAt: tx.clockNow });
    for (const id of replan) {
      plan = { ...plan, replans: plan.replans + 1 };
      await put(tx, id, { state: "replanning" });
      const input = { planId: plan.id, planTaskId: id };
      const { channelId } = plan;
      await addTasks(system, [{ kind: "plans.replan", input, uniqueKey: `replan/${plan.id}/${plan.replans}`, channelId, announce: false }]);
    }
    for (const id of start) {
      const task = tasks.find((each) => each.id === id);
      if (task) await begin(system, plan, task, tasks);
    }
  }
  return keepPlan(tx, plan);
}

export async function put(tx: Tx, id: string, change: Partial<PlanTaskRow>): Promise<void> {
  await tx.db.update(planTasks).set(change).where(eq(planTasks.id, id));
}

/** Asks the agent in the thread, on behalf of whose plan it is; what keeps it from beginning is its failure. */
async function begin(system: Tx, plan: PlanRow, task: PlanTaskRow, tasks: readonly PlanTaskRow[]): Promise<void> {
  const attempt = task.attempt + 1;
  const at = { attempt, mark: null, startedAt: system.clockNow, endedAt: null };
  try {
    const { handle } = await getProfile(system, { agent: task.agent });
    await requireOn(system, task.agent, plan.channelId);
    const owner = actAs(system, withKey(await actorOf(system, { kind: "person", id: plan.ownerId }), plan.keyId));
    const handoff = await handoffFor(owner, plan, task, tasks);
    const { threadId, channelId } = plan;
    const again = attempt > 1 && task.note !== "" && task.mark !== "stopped" ? `\n\nThe last attempt failed: ${task.note}` : "";
    const text = `@${handle} **${task.title}**\n\n${task.instructions}${again}${handoff === "" ? "" : `\n\n${handoff}`}`;
    const clientKey = `plan/${task.id}/${attempt}`;
    // NOTE: quiet, so that the agent takes it up once, by the task below.
    const message = await postMessage(owner, { threadId, text: text.slice(0, 20_000).toWellFormed(), quiet: true, clientKey });
    const [taskId = ""] = await addTasks(system, [
      {
        kind: "agents.turn",
        // NOTE: what was done in an attempt before, or in the task whose place it took, is shown to this one, which does not do it again.
        input: {
          messageId: message.id,
          threadId,
          text: task.instructions,
          agent: task.agent,
          ...(task.taskId === null ? {} : { after: task.taskId }),
        },
        groupId: groupOf(plan.id),
        channelId,
        aboutMessageId: message.id,
      },
    ]);
    await put(system, task.id, { ...at, state: "running", handoff, messageId: message.id, answerId: null, taskId, note: "" });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "unavailable") throw error;
    await put(system, task.id, { ...at, state: "failed", note: error.message, endedAt: system.clockNow });
  }
}
