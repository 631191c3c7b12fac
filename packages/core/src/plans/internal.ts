import { and, asc, eq, inArray } from "drizzle-orm";
import { changeMessage, emitAbout, inSeenChannel, type PlanCard } from "../chat/index.ts";
import { actAs, AppError, may, personOf, SYSTEM, type Context, type Tx } from "../platform/index.ts";
import { callsOf } from "./calls.ts";
import { PlanEvents, type Plan, type PlanSummary } from "./model.ts";
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

const GROUP = "plan/";
/** What the tasks of agents that work on a plan have in common. */
export const groupOf = (planId: string): string => `${GROUP}${planId}`;
export const planOfGroup = (groupId: string | null): string | undefined =>
  groupId?.startsWith(GROUP) === true ? groupId.slice(GROUP.length) : undefined;

export function notFound(): never {
  throw new AppError("not_found", "There is no such plan in this workspace.");
}

/** With what each waits for from a person. */
export async function toSummaries(ctx: Context, rows: readonly PlanRow[]): Promise<PlanSummary[]> {
  const going = rows.filter(({ state }) => state === "running" || state === "needs_model").map(({ id }) => id);
  const counts = and(inArray(planTasks.planId, going), inArray(planTasks.state, ["running", "needs_model", "waiting"]));
  const tasks = going.length === 0 ? [] : await ctx.db.select().from(planTasks).where(counts);
  const { calls } = await callsOf(ctx, rows, tasks);
  return rows.map((row) => toSummary(row, calls.get(row.id) ?? null));
}

const toSummary = (
  { workspaceId: _, madeFrom: _source, reportIds: _reports, keyId: _key, ...plan }: PlanRow,
  callsFor: PlanSummary["callsFor"],
): PlanSummary => ({ ...plan, callsFor });

export async function toPlan(ctx: Context, row: PlanRow, tasks: readonly PlanTaskRow[]): Promise<Plan> {
  const { asks, calls } = await callsOf(ctx, [row], tasks);
  const counted = tasks.filter(({ state }) => state !== "cancelled");
  const done = counted.filter(({ state }) => state === "done");
  return {
    ...toSummary(row, calls.get(row.id) ?? null),
    tasks: tasks.map(({ workspaceId: _, ...task }) => ({ ...task, asksAt: asks.get(task.id) ?? null })),
    costMicros: tasks.reduce((all, { costMicros }) => all + costMicros, row.planningMicros),
    progress: counted.length === 0 ? 0 : done.length / counted.length,
  };
}

export function cardOf({ id: planId, title, ownerId, whyRules, state, callsFor, estimate, costMicros, tasks }: Plan): PlanCard {
  const shown = tasks.map(({ id, title: name, agent, state: how, after, note, mark, asksAt }) => ({
    id,
    title: name,
    agent,
    state: how,
    after,
    note,
    mark,
    asksAt,
  }));
  return { type: "plan", planId, title, ownerId, whyRules, state, callsFor, estimate, costMicros, tasks: shown };
}

/** Stores the plan, shows it on its card and says that it changed; the row is locked before. */
export async function keepPlan(tx: Tx, next: PlanRow): Promise<Plan> {
  const row = { ...next, changedAt: tx.clockNow };
  await tx.db.update(plans).set(row).where(eq(plans.id, row.id));
  const system = actAs(tx, SYSTEM);
  const plan = await toPlan(system, row, await tasksOf(system, row.id));
  await changeMessage(system, row.messageId, ({ cards }) => ({
    cards: cards.map((card) => (card.type === "plan" && card.planId === row.id ? cardOf(plan) : card)),
  }));
  const { id: planId, threadId, state, ownerId } = row;
  await emitAbout(tx, row.channelId, PlanEvents.PlanChanged, { planId, threadId, state, ownerId });
  return plan;
}
