import { and, eq, like } from "drizzle-orm";
import { ChatEvents } from "../chat/index.ts";
import { actAs, defineFollower, on, SYSTEM } from "../platform/index.ts";
import { RunEvents } from "../runs/index.ts";
import { turnsOfTasks } from "../turns/index.ts";
import { advance, answerOf, put } from "./advance.ts";
import { forgetPlansOf } from "./forget-plans.ts";
import { lockPlan, tasksOf } from "./internal.ts";
import { planTasks } from "./tables.ts";

const ENDED = new Set(["done", "failed", "cancelled"]);

/** What a handoff repeats of an answer goes with the answer. A task of a plan ends with the turn that it is; then comes what comes next. */
export const plansFollower = defineFollower("plans", [
  on(RunEvents.TaskChanged, async (tx, { payload: task }) => {
    if (!ENDED.has(task.state) || task.groupId?.startsWith("plan/") !== true) return;
    const system = actAs(tx, SYSTEM);
    const [found] = await tx.db
      .select({ planId: planTasks.planId })
      .from(planTasks)
      .where(and(eq(planTasks.taskId, task.id), eq(planTasks.workspaceId, tx.workspaceId)));
    if (!found) return;
    const plan = await lockPlan(system, found.planId);
    const step = (await tasksOf(system, plan.id)).find(({ taskId }) => taskId === task.id);
    if (step?.state !== "running") return;
    const turn = (await turnsOfTasks(system, [task.id])).get(task.id);
    const isDone = task.state === "done" && (!turn || turn.end === null || turn.end === "answered");
    const why = task.error?.message ?? (turn?.end ? `It ended early: ${turn.end.replaceAll("_", " ")}.` : "It was stopped.");
    await put(system, step.id, {
      state: isDone ? "done" : "failed",
      note: isDone ? "" : why,
      answerId: await answerOf(system, step.messageId),
      costMicros: step.costMicros + (turn?.costMicros ?? 0),
      endedAt: tx.clockNow,
    });
    await advance(system, plan);
  }),
  on(ChatEvents.WordsTakenBack, async (tx, { payload: { id } }) => {
    await forgetPlansOf(actAs(tx, SYSTEM), id);
    const repeats = like(planTasks.handoff, `%${id}%`);
    await tx.db
      .update(planTasks)
      .set({ handoff: "" })
      .where(and(eq(planTasks.workspaceId, tx.workspaceId), repeats));
  }),
]);
