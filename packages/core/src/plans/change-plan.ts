import { and, eq, ne, sql } from "drizzle-orm";
import { findAnswer, getProfile, stopAnswer } from "../agents/index.ts";
import { withdrawApprovals } from "../approvals/index.ts";
import { actAs, AppError, newId, personOf, SYSTEM, systemContext, write, type Context, type Tx } from "../platform/index.ts";
import { requireOn } from "../registry/index.ts";
import { cancelGroup, cancelTask } from "../runs/index.ts";
import { advance, put } from "./advance.ts";
import { judged, noModel } from "./beyond-rules.ts";
import { estimatePlan } from "./estimate.ts";
import { fetchPlan, groupOf, keepPlan, lockOwn, lockPlan, notFound, tasksOf, toPlan, type PlanRow, type PlanTaskRow } from "./internal.ts";
import { AddPlanTask, ChangePlanTask, isOpen, isOver, type ByPlan, type ByPlanTask, type Plan } from "./model.ts";
import { requireOwner } from "./owner-left.ts";
import { MOST_TASKS } from "./plan-skills.ts";
import { next, requireGraph, saidOf } from "./states.ts";
import { planTasks } from "./tables.ts";

/** Its tasks begin, as far as they wait for nothing. Only a person says so. */
export function approvePlan(ctx: Context, { planId }: ByPlan): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    if (tx.actor.kind === "agent") throw new AppError("forbidden", "Only a person lets a plan begin.");
    const row = await lockOwn(tx, planId);
    return goOn(tx, { ...row, state: next(row.state, "approved") });
  });
}

/** What runs goes on; no other task begins. */
export function pausePlan(ctx: Context, { planId }: ByPlan): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const row = await lockPlan(tx, planId);
    return keepPlan(tx, { ...row, state: next(row.state, "paused") });
  });
}

/** Also what needed a model, once there is one; of a plan at work that alone. */
export function resumePlan(ctx: Context, { planId }: ByPlan): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const row = await lockOwn(tx, planId);
    const lacksModel = ({ state }: Pick<PlanTaskRow, "state">) => state === "needs_model";
    if (row.state !== "running" || !(await tasksOf(tx, planId)).some(lacksModel))
      return goOn(tx, { ...row, state: next(row.state, "resumed") });
    const plan = await goOn(tx, row);
    return plan.tasks.some(lacksModel) ? noModel() : plan;
  });
}

/** Ends what runs and begins nothing more; what its agents asked, nobody can allow any more. */
export function cancelPlan(ctx: Context, { planId }: ByPlan): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const row = await lockPlan(tx, planId);
    const state = next(row.state, "cancelled");
    const ended = { state: "cancelled" as const, endedAt: tx.clockNow };
    const open = sql`${planTasks.state} in ('waiting', 'needs_model', 'running', 'replanning')`;
    const atWork = (await tasksOf(tx, planId)).flatMap(({ state: how, taskId }) => (how === "running" && taskId !== null ? [taskId] : []));
    await tx.db
      .update(planTasks)
      .set(ended)
      .where(and(eq(planTasks.planId, planId), open));
    await cancelGroup(actAs(tx, SYSTEM), { groupId: groupOf(planId) });
    for (const taskId of atWork) await withdrawApprovals(tx, taskId);
    return keepPlan(tx, { ...row, state, endedAt: tx.clockNow });
  });
}

export async function addPlanTask(ctx: Context, input: AddPlanTask): Promise<Plan> {
  const { planId, position, ...asked } = AddPlanTask.parse(input);
  const plan = await fetchPlan(ctx, planId);
  const task = await judged(systemContext(ctx.platform, ctx.workspaceId), { ...plan, ...askedBy(ctx, plan) }, asked);
  return inOpenPlan(ctx, planId, async (tx, row, tasks) => {
    if (tasks.filter(({ state }) => state !== "cancelled").length >= MOST_TASKS)
      throw new AppError("conflict", `A plan has at most ${MOST_TASKS} tasks.`);
    const id = newId("ptk");
    await requireAgent(tx, task.agent, row);
    requireGraph([...tasks, { ...task, id }]);
    const last = Math.max(-1, ...tasks.map((each) => each.position));
    const at = { position: position ?? last + 1, state: "waiting" as const };
    await tx.db.insert(planTasks).values({ ...task, ...at, id, planId: row.id, workspaceId: tx.workspaceId });
    return true;
  });
}

/** Also its place: what it waits for, and which of several begins first. */
export async function changePlanTask(ctx: Context, input: ChangePlanTask): Promise<Plan> {
  const { planTaskId, ...asked } = ChangePlanTask.parse(input);
  const change = { ...asked, ...(await judgedAnew(ctx, { planTaskId, ...asked })) };
  return inPlanOf(ctx, planTaskId, async (tx, task, tasks, row) => {
    if (change.agent !== undefined) await requireAgent(tx, change.agent, row);
    requireGraph(tasks.map((each) => (each.id === task.id ? { ...each, ...change } : each)));
    if (Object.keys(change).length > 0) await put(tx, task.id, change);
    return isReworded(task, asked);
  });
}

/** What waited for it waits for what it waited for. */
export function removePlanTask(ctx: Context, { planTaskId }: ByPlanTask): Promise<Plan> {
  return inPlanOf(ctx, planTaskId, async (tx, task, tasks) => {
    for (const each of tasks)
      if (each.after.includes(task.id))
        await put(tx, each.id, { after: [...new Set([...each.after.filter((id) => id !== task.id), ...task.after])] });
    await tx.db.delete(planTasks).where(and(eq(planTasks.id, task.id), ne(planTasks.state, "running")));
    return false;
  });
}

/** A task that failed, was skipped or needed a model waits again, and so does what was skipped because of it. */
export function retryPlanTask(ctx: Context, { planTaskId }: ByPlanTask): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const { row, task, tasks } = await lockPlanOf(tx, planTaskId);
    await requireOwner(tx, row);
    if (task.state !== "failed" && task.state !== "skipped" && task.state !== "needs_model")
      throw new AppError("conflict", `A task that is ${saidOf(task.state)} is not tried again.`);
    const again = tasks.filter(({ id, state }) => id === task.id || state === "skipped");
    for (const { id } of again)
      await put(tx, id, {
        state: "waiting",
        endedAt: null,
        ...(id === task.id && task.state === "failed" ? {} : { note: "", mark: null }),
      });
    const isAtRest = row.state === "failed" || row.state === "needs_model";
    const plan = await advance(tx, { ...row, state: isAtRest ? next(row.state, "retried") : row.state, endedAt: null });
    return plan.tasks.some(({ id, state }) => id === task.id && state === "needs_model") ? noModel() : plan;
  });
}

/** Ends what its agent does. It waits then, and its plan, until somebody changes it, takes it out or has the plan go on. */
export function stopPlanTask(ctx: Context, { planTaskId }: ByPlanTask): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const { row, task, tasks } = await lockPlanOf(tx, planTaskId);
    if (task.state !== "running" || task.taskId === null) throw new AppError("conflict", "It is not at work any more.");
    const answer = task.messageId === null ? undefined : await findAnswer(tx, task.messageId);
    if (answer) await stopAnswer(tx, { messageId: answer.message.id });
    else await cancelTask(actAs(tx, SYSTEM), { taskId: task.taskId });
    return toPlan(tx, row, tasks);
  });
}

/** Says whether agents are asked something else by it. */
type Change<Of> = (tx: Tx, of: Of, tasks: readonly PlanTaskRow[], plan: PlanRow) => Promise<boolean>;

function inOpenPlan(ctx: Context, planId: string, change: Change<PlanRow>): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const row = await lockOwn(tx, planId);
    if (isOver(row.state)) throw new AppError("conflict", `This plan is ${row.state}. Make another one.`);
    const isAsked = await change(tx, row, await tasksOf(tx, row.id), row);
    return advance(tx, await estimatedAnew(tx, isAsked ? handedTo(tx, row) : row));
  });
}

function inPlanOf(ctx: Context, planTaskId: string, change: Change<PlanTaskRow>): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const { row, task, tasks } = await lockPlanOf(tx, planTaskId);
    if (isOver(row.state)) throw new AppError("conflict", `This plan is ${row.state}. Make another one.`);
    if (!isOpen(task)) throw new AppError("conflict", `A task that is ${task.state} cannot be changed any more.`);
    const isAsked = await change(tx, task, tasks, row);
    return advance(tx, await estimatedAnew(tx, isAsked ? handedTo(tx, row) : row));
  });
}

const isReworded = (task: PlanTaskRow, { agent, title, instructions }: Pick<ChangePlanTask, "agent" | "title" | "instructions">): boolean =>
  (agent ?? task.agent) !== task.agent || (title ?? task.title) !== task.title || (instructions ?? task.instructions) !== task.instructions;

/** NOTE: words of a person are no program's, but the other tasks are; so a plan of a program stays one. */
const askedBy = ({ actor }: Context, { ownerId, keyId }: PlanRow): Pick<PlanRow, "ownerId" | "keyId"> =>
  actor.kind === "system" ? { ownerId, keyId } : { ownerId: personOf(actor), keyId: actor.keyId ?? keyId };

/**
 * Who says what is to be done is for whom it is done from then on. What is under way ends as it began; of a plan at work nothing more begins before
 * somebody who may has it go on, as the rest was written for another.
 */
function handedTo(tx: Tx, row: PlanRow): PlanRow {
  const asker = askedBy(tx, row);
  if (asker.ownerId === row.ownerId && asker.keyId === row.keyId) return row;
  // NOTE: what it may cost they have not agreed to.
  const { agreedMicros: _, ...estimate } = row.estimate;
  return { ...row, ...asker, estimate, state: row.state === "running" ? next(row.state, "paused") : row.state };
}

/** As it was shown: what it costs by a later look is not what they said yes to, and a lower estimate takes nothing back. */
function agreedTo({ estimate, ...row }: PlanRow): PlanRow {
  return { ...row, estimate: { ...estimate, agreedMicros: Math.max(estimate.agreedMicros ?? 0, estimate.costMicros) } };
}

/** What rests for want of a model waits like the rest; where that changes nothing, the plan stays as it was. */
async function goOn(tx: Tx, row: PlanRow): Promise<Plan> {
  await requireOwner(tx, row);
  await wakeResting(tx, row.id);
  const plan = await advance(tx, await estimatedAnew(tx, agreedTo(row)));
  return plan.state === "needs_model" ? noModel() : plan;
}

export async function wakeResting(tx: Tx, planId: string): Promise<void> {
  const resting = and(eq(planTasks.planId, planId), eq(planTasks.state, "needs_model"));
  await tx.db.update(planTasks).set({ state: "waiting", note: "", mark: null, endedAt: null }).where(resting);
}

/** What other words or another agent change about what rules can do; looked at before anything is written. */
async function judgedAnew(ctx: Context, { planTaskId, agent, instructions }: ChangePlanTask): Promise<Partial<PlanTaskRow>> {
  if (agent === undefined && instructions === undefined) return {};
  const [task] = await ctx.db.select().from(planTasks).where(eq(planTasks.id, planTaskId));
  if (!task) notFound();
  const asked = { agent: agent ?? task.agent, instructions: instructions ?? task.instructions };
  const plan = await fetchPlan(ctx, task.planId);
  const askedFor = isReworded(task, asked) ? { ...plan, ...askedBy(ctx, plan) } : plan;
  const { beyondRules } = await judged(systemContext(ctx.platform, ctx.workspaceId), askedFor, asked);
  return { beyondRules, state: "waiting", note: "", mark: null };
}

/** As its tasks are now; what was agreed to stays. */
export async function estimatedAnew(tx: Tx, row: PlanRow): Promise<PlanRow> {
  const anew = await estimatePlan(actAs(tx, SYSTEM), row.ownerId, await tasksOf(tx, row.id));
  return { ...row, estimate: { ...row.estimate, ...anew } };
}

async function lockPlanOf(tx: Tx, planTaskId: string) {
  const [found] = await tx.db.select({ planId: planTasks.planId }).from(planTasks).where(eq(planTasks.id, planTaskId));
  if (!found) notFound();
  const row = await lockOwn(tx, found.planId);
  const tasks = await tasksOf(tx, row.id);
  const task = tasks.find(({ id }) => id === planTaskId);
  return task ? { row, task, tasks } : notFound();
}

async function requireAgent(tx: Tx, agent: string, { channelId }: Pick<PlanRow, "channelId">): Promise<void> {
  const { enabled } = await getProfile(actAs(tx, SYSTEM), { agent });
  if (!enabled) throw new AppError("conflict", "This agent is turned off. Choose another one.");
  await requireOn(tx, agent, channelId);
}
