import { and, eq, ne, sql } from "drizzle-orm";
import { getProfile } from "../agents/index.ts";
import { actAs, AppError, newId, SYSTEM, write, type Context, type Tx } from "../platform/index.ts";
import { cancelGroup } from "../runs/index.ts";
import { advance, put } from "./advance.ts";
import { estimatePlan } from "./estimate.ts";
import { keepPlan, lockOwn, lockPlan, notFound, tasksOf, type PlanRow, type PlanTaskRow } from "./internal.ts";
import { AddPlanTask, ChangePlanTask, type ByPlan, type ByPlanTask, type Plan } from "./model.ts";
import { MOST_TASKS } from "./plan-skills.ts";
import { isOver, next, requireGraph } from "./states.ts";
import { planTasks } from "./tables.ts";

/** Its tasks begin, as far as they wait for nothing. Only a person says so. */
export function approvePlan(ctx: Context, { planId }: ByPlan): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    if (tx.actor.kind === "agent") throw new AppError("forbidden", "Only a person lets a plan begin.");
    const row = await lockOwn(tx, planId);
    return advance(tx, { ...row, state: next(row.state, "approved") });
  });
}

/** What runs goes on; no other task begins. */
export function pausePlan(ctx: Context, { planId }: ByPlan): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const row = await lockPlan(tx, planId);
    return keepPlan(tx, { ...row, state: next(row.state, "paused") });
  });
}

export function resumePlan(ctx: Context, { planId }: ByPlan): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const row = await lockOwn(tx, planId);
    return advance(tx, { ...row, state: next(row.state, "resumed") });
  });
}

/** Ends what runs and begins nothing more. */
export function cancelPlan(ctx: Context, { planId }: ByPlan): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const row = await lockPlan(tx, planId);
    const state = next(row.state, "cancelled");
    const ended = { state: "cancelled" as const, endedAt: tx.clockNow };
    const open = sql`${planTasks.state} in ('waiting', 'running', 'replanning')`;
    await tx.db
      .update(planTasks)
      .set(ended)
      .where(and(eq(planTasks.planId, planId), open));
    await cancelGroup(actAs(tx, SYSTEM), { groupId: `plan/${planId}` });
    return keepPlan(tx, { ...row, state, endedAt: tx.clockNow });
  });
}

export function addPlanTask(ctx: Context, input: AddPlanTask): Promise<Plan> {
  const { planId, position, ...task } = AddPlanTask.parse(input);
  return inOpenPlan(ctx, planId, async (tx, row, tasks) => {
    if (tasks.filter(({ state }) => state !== "cancelled").length >= MOST_TASKS)
      throw new AppError("conflict", `A plan has at most ${MOST_TASKS} tasks.`);
    const id = newId("ptk");
    await requireAgent(tx, task.agent);
    requireGraph([...tasks, { ...task, id }]);
    const last = Math.max(-1, ...tasks.map((each) => each.position));
    const at = { position: position ?? last + 1, state: "waiting" as const };
    await tx.db.insert(planTasks).values({ ...task, ...at, id, planId: row.id, workspaceId: tx.workspaceId });
  });
}

/** Also its place: what it waits for, and which of several begins first. */
export function changePlanTask(ctx: Context, input: ChangePlanTask): Promise<Plan> {
  const { planTaskId, ...change } = ChangePlanTask.parse(input);
  return inPlanOf(ctx, planTaskId, async (tx, task, tasks) => {
    if (change.agent !== undefined) await requireAgent(tx, change.agent);
    requireGraph(tasks.map((each) => (each.id === task.id ? { ...each, ...change } : each)));
    if (Object.keys(change).length > 0) await put(tx, task.id, change);
  });
}

/** What waited for it waits for what it waited for. */
export function removePlanTask(ctx: Context, { planTaskId }: ByPlanTask): Promise<Plan> {
  return inPlanOf(ctx, planTaskId, async (tx, task, tasks) => {
    for (const each of tasks)
      if (each.after.includes(task.id))
        await put(tx, each.id, { after: [...new Set([...each.after.filter((id) => id !== task.id), ...task.after])] });
    await tx.db.delete(planTasks).where(and(eq(planTasks.id, task.id), ne(planTasks.state, "running")));
  });
}

/** A failed or skipped task waits again, and so does what was skipped because of it. */
export function retryPlanTask(ctx: Context, { planTaskId }: ByPlanTask): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const { row, task, tasks } = await lockPlanOf(tx, planTaskId);
    if (task.state !== "failed" && task.state !== "skipped")
      throw new AppError("conflict", `A task that is ${task.state} is not tried again.`);
    const again = tasks.filter(({ id, state }) => id === task.id || state === "skipped");
    for (const { id } of again) await put(tx, id, { state: "waiting", endedAt: null, ...(id === task.id ? {} : { note: "" }) });
    return advance(tx, { ...row, state: row.state === "failed" ? next(row.state, "retried") : row.state, endedAt: null });
  });
}

type Change = (tx: Tx, row: PlanRow, tasks: readonly PlanTaskRow[]) => Promise<void>;

function inOpenPlan(ctx: Context, planId: string, change: Change): Promise<Plan> {
  return write(ctx, "plans:write", async (tx) => {
    const row = await lockOwn(tx, planId);
    if (isOver(row.state)) throw new AppError("conflict", `This plan is ${row.state}. Make another one.`);
    await change(tx, row, await tasksOf(tx, row.id));
    return advance(tx, await estimatedAnew(tx, row));
  });
}

function inPlanOf(ctx: Context, planTaskId: string, change: (tx: Tx, task: PlanTaskRow, tasks: readonly PlanTaskRow[]) => Promise<void>) {
  return write(ctx, "plans:write", async (tx) => {
    const { row, task, tasks } = await lockPlanOf(tx, planTaskId);
    if (isOver(row.state)) throw new AppError("conflict", `This plan is ${row.state}. Make another one.`);
    if (task.state !== "waiting") throw new AppError("conflict", `A task that is ${task.state} cannot be changed any more.`);
    await change(tx, task, tasks);
    return advance(tx, await estimatedAnew(tx, row));
  });
}

/** As its tasks are now. */
export async function estimatedAnew(tx: Tx, row: PlanRow): Promise<PlanRow> {
  return { ...row, estimate: await estimatePlan(actAs(tx, SYSTEM), await tasksOf(tx, row.id)) };
}

async function lockPlanOf(tx: Tx, planTaskId: string) {
  const [found] = await tx.db.select({ planId: planTasks.planId }).from(planTasks).where(eq(planTasks.id, planTaskId));
  if (!found) notFound();
  const row = await lockOwn(tx, found.planId);
  const tasks = await tasksOf(tx, row.id);
  const task = tasks.find(({ id }) => id === planTaskId);
  return task ? { row, task, tasks } : notFound();
}

async function requireAgent(tx: Tx, agent: string): Promise<void> {
  const { enabled } = await getProfile(actAs(tx, SYSTEM), { agent });
  if (!enabled) throw new AppError("conflict", "This agent is turned off. Choose another one.");
}
