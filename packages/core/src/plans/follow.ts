import { and, eq, like } from "drizzle-orm";
import { AgentEvents, findAnswer } from "../agents/index.ts";
import { ApprovalEvents, taskOfApproval, type Approval } from "../approvals/index.ts";
import { ChatEvents, getMessage } from "../chat/index.ts";
import { isOffline } from "../gateway/index.ts";
import { IdentityEvents } from "../identity/index.ts";
import { KeyEvents } from "../keys/index.ts";
import { actAs, defineFollower, on, SYSTEM, type Tx } from "../platform/index.ts";
import { addTasks, RunEvents } from "../runs/index.ts";
import { turnsOfTasks, whyEnded } from "../turns/index.ts";
import { advance, put } from "./advance.ts";
import { takeUpAnew } from "./answer-continued.ts";
import { callsOf } from "./calls.ts";
import { forgetPlansOf } from "./forget-plans.ts";
import { fetchPlan, keepPlan, lockPlan, planOfGroup, tasksOf } from "./internal.ts";
import { pausePlansOf } from "./owner-left.ts";
import { next } from "./states.ts";
import { planTasks } from "./tables.ts";

/** A model is to do it, and none answered. */
const LACKED = { state: "needs_model", beyondRules: true } as const;
/** No model took it up, and the rules called no tool: nothing came of it but words. */
const ONLY_TALK = {
  ...LACKED,
  note: "Only talked about: no language model answered, and the offline rules did nothing.",
} as const;
const ENDED = new Set(["done", "failed", "cancelled"]);

/** What a handoff repeats of an answer goes with the answer. A task of a plan ends with the turn that it is; then comes what comes next. */
export const plansFollower = defineFollower("plans", [
  on(RunEvents.TaskChanged, async (tx, { payload: task }) => {
    const planId = planOfGroup(task.groupId);
    if (!ENDED.has(task.state) || planId === undefined) return;
    const system = actAs(tx, SYSTEM);
    const plan = await lockPlan(system, planId);
    const step = (await tasksOf(system, plan.id)).find(({ messageId }) => messageId !== null && messageId === task.aboutMessageId);
    if (step?.state !== "running") return;
    const turn = (await turnsOfTasks(system, [task.id])).get(task.id);
    const badEnd = turn?.end && turn.end !== "answered" ? turn.end : undefined;
    const isDone = task.state === "done" && badEnd === undefined;
    const why = task.error?.message ?? (await whyEnded(system, task.id, badEnd ?? "stopped"));
    const found = await findAnswer(system, step.messageId ?? "");
    const answer = found?.message;
    const costMicros = step.costMicros + (turn?.costMicros ?? 0);
    // NOTE: whoever asked for the answer again was faster than this end: how the task went, the turn tells that writes it now.
    if (step.taskId !== task.id || (found && found.taskId !== task.id)) {
      await put(system, step.id, { costMicros });
      return void (await keepPlan(system, plan));
    }
    if (task.state === "cancelled" || answer?.answerState === "stopped") {
      // NOTE: whoever stopped it looks for another way themselves, or has it go on as it was.
      await put(system, step.id, {
        state: "waiting",
        mark: "stopped",
        note: "Stopped by a person.",
        answerId: answer?.id ?? null,
        costMicros,
      });
      return void (await advance(system, { ...plan, state: plan.state === "running" ? next(plan.state, "paused") : plan.state }));
    }
    // NOTE: an answer that may go on has no end of its own: rules know nothing of what was begun.
    const lacked = badEnd === "model_failed" && answer?.answerState === "interrupted";
    const isTalk = isDone && turn?.toolCalls === 0 && isOffline(answer?.writtenBy ?? "");
    const failed = { state: "failed", note: why, mark: badEnd === "outcome_unknown" ? "in_doubt" : null } as const;
    await put(system, step.id, {
      ...(isTalk ? ONLY_TALK : isDone ? { state: "done", note: "" } : lacked ? { ...LACKED, note: why } : failed),
      answerId: answer?.id ?? null,
      costMicros,
      endedAt: tx.clockNow,
    });
    await advance(system, plan);
  }),
  on(AgentEvents.AnswerContinued, (tx, event) => takeUpAnew(actAs(tx, SYSTEM), event)),
  on(IdentityEvents.MemberRemoved, (tx, { payload: { memberId } }) => pausePlansOf(actAs(tx, SYSTEM), memberId)),
  on(ApprovalEvents.ApprovalRequested, showWhoIsAsked),
  on(ApprovalEvents.ApprovalChanged, showWhoIsAsked),
  on(KeyEvents.ProviderKeyAdded, lookLater),
  on(KeyEvents.ProviderKeyRevoked, lookLater),
  on(ChatEvents.WordsTakenBack, async (tx, { payload: { id } }) => {
    await forgetPlansOf(actAs(tx, SYSTEM), id);
    const repeats = like(planTasks.handoff, `%${id}%`);
    await tx.db
      .update(planTasks)
      .set({ handoff: "" })
      .where(and(eq(planTasks.workspaceId, tx.workspaceId), repeats));
  }),
]);

/** The plan whose task this one does. */
async function planWith(system: Tx, taskId: string): Promise<string | undefined> {
  const [found] = await system.db
    .select({ planId: planTasks.planId })
    .from(planTasks)
    .where(and(eq(planTasks.taskId, taskId), eq(planTasks.workspaceId, system.workspaceId)));
  return found?.planId;
}

/**
 * A task of a plan waits for a person, or no longer does: its card says so, and whoever looks at it hears of it. The plan is held only where the
 * card says otherwise.
 */
async function showWhoIsAsked(tx: Tx, { payload: { id: approvalId } }: { payload: Approval }): Promise<void> {
  const system = actAs(tx, SYSTEM);
  const taskId = await taskOfApproval(system, { approvalId });
  const planId = taskId === undefined ? undefined : await planWith(system, taskId);
  if (planId === undefined || (await isShownAsItIs(system, planId))) return;
  const plan = await lockPlan(system, planId);
  // Whoever held it may have shown it meanwhile.
  if (!(await isShownAsItIs(system, planId))) await keepPlan(system, plan);
}

/** Whether the plan's card names the messages in which its agents ask, as they are at this moment. */
async function isShownAsItIs(system: Tx, planId: string): Promise<boolean> {
  const plan = await fetchPlan(system, planId);
  const { asks } = await callsOf(system, [plan], await tasksOf(system, planId));
  const { cards } = await getMessage(system, { messageId: plan.messageId });
  const card = cards.find((each) => each.type === "plan");
  return card !== undefined && card.tasks.every(({ id, asksAt }) => asksAt === (asks.get(id) ?? null));
}

async function lookLater(tx: Tx): Promise<void> {
  await addTasks(actAs(tx, SYSTEM), [{ kind: "plans.look_anew", input: {}, announce: false }]);
}
