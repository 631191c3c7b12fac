import { and, asc, eq } from "drizzle-orm";
import { changeMessage, emitAbout, inSeenChannel, type PlanCard } from "../chat/index.ts";
import { actAs, AppError, may, personOf, SYSTEM, type Context, type Tx } from "../platform/index.ts";
import { PlanEvents, type Plan, type PlanSummary, type PlanTask } from "./model.ts";
import { planTasks, plans } from "./tables.ts";

export type PlanRow = typeof plans.$inferSelect;
export type PlanTaskRow = typeof planTasks.$inferSelect;

export const seen = (ctx: Context) => and(eq(plans.workspaceId, ctx.workspaceId), inSeenChannel(ctx, plans.channelId));

export async function fetchPlan(ctx: Context, planId: string): Promise<PlanRow> {
  const [row] = await ctx.db
    .select()
    .from(plans)
    .where(and(eq(plans.id, planId), seen(ctx)));
  return row ?? notFound();
}

/** Locked until the transaction ends. */
export async function lockPlan(tx: Tx, planId: string): Promise<PlanRow> {
  const [row] = await tx.db
    .select()
    .from(plans)
    .where(and(eq(plans.id, planId), seen(tx)))
    .for("update");
  return row ?? notFound();
}

/** NOTE: its agents act with its owner's rights, so nobody else says what they do. */
export async function lockOwn(tx: Tx, planId: string): Promise<PlanRow> {
  const row = await lockPlan(tx, planId);
  if (row.ownerId !== personOf(tx.actor) && !may(tx.actor, "agents:manage"))
    throw new AppError("forbidden", "Only whose plan it is and admins change it. You can pause or cancel it.");
  return row;
}

export function tasksOf(ctx: Context, planId: string): Promise<PlanTaskRow[]> {
  return ctx.db.select().from(planTasks).where(eq(planTasks.planId, planId)).orderBy(asc(planTasks.position), asc(planTasks.id));
}

export function notFound(): never {
  throw new AppError("not_found", "There is no such plan in this workspace.");
}

export const toSummary = ({ workspaceId: _, madeFrom: _source, reportIds: _reports, ...plan }: PlanRow): PlanSummary => plan;
const toTask = ({ workspaceId: _, ...task }: PlanTaskRow): PlanTask => task;

export function toPlan(row: PlanRow, tasks: readonly PlanTaskRow[]): Plan {
  const counted = tasks.filter(({ state }) => state !== "cancelled");
  const done = counted.filter(({ state }) => state === "done");
  return {
    ...toSummary(row),
    tasks: tasks.map(toTask),
    costMicros: tasks.reduce((all, { costMicros }) => all + costMicros, 0),
    progress: counted.length === 0 ? 0 : done.length / counted.length,
  };
}

export function cardOf(plan: PlanRow, tasks: readonly PlanTaskRow[]): PlanCard {
  return {
    type: "plan",
    planId: plan.id,
    title: plan.title,
    ownerId: plan.ownerId,
    whyRules: plan.whyRules,
    state: plan.state,
    estimate: plan.estimate,
    costMicros: tasks.reduce((all, { costMicros }) => all + costMicros, 0),
    tasks: tasks.map(({ id, title, agent, state, after, note }) => ({ id, title, agent, state, after, note })),
  };
}

/** Stores the plan, shows it on its card and says that it changed; the row is locked before. */
export async function keepPlan(tx: Tx, next: PlanRow): Promise<Plan> {
  const row = { ...next, changedAt: tx.clockNow };
  await tx.db.update(plans).set(row).where(eq(plans.id, row.id));
  const tasks = await tasksOf(tx, row.id);
  const system = actAs(tx, SYSTEM);
  await changeMessage(system, row.messageId, ({ cards }) => ({
    cards: cards.map((card) => (card.type === "plan" && card.planId === row.id ? cardOf(row, tasks) : card)),
  }));
  await emitAbout(system, row.channelId, PlanEvents.PlanChanged, { planId: row.id, threadId: row.threadId, state: row.state });
  return toPlan(row, tasks);
}
