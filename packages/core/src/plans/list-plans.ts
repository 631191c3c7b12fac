import { and, desc, eq, lt } from "drizzle-orm";
import { inSeenChannel } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import { requirePermission, toPage, type Context, type Page } from "../platform/index.ts";
import { fetchPlan, seen, tasksOf, toPlan, toSummaries } from "./internal.ts";
import type { ByPlan, ListPlans, Plan, PlanRecord, PlanSummary } from "./model.ts";
import { plans } from "./tables.ts";

export async function listPlans(ctx: Context, input: ListPlans): Promise<Page<PlanSummary>> {
  requirePermission(ctx, "plans:read");
  const rows = await ctx.db
    .select()
    .from(plans)
    .where(
      and(
        seen(ctx),
        input.threadId === undefined ? undefined : eq(plans.threadId, input.threadId),
        input.state === undefined ? undefined : eq(plans.state, input.state),
        input.cursor === undefined ? undefined : lt(plans.id, input.cursor),
      ),
    )
    .orderBy(desc(plans.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, ({ id }) => id);
  return { ...page, items: await toSummaries(ctx, page.items) };
}

/** With its tasks: the columns of a board by their state, the nodes of a graph with `after` as its edges. */
export async function getPlan(ctx: Context, { planId }: ByPlan): Promise<Plan> {
  requirePermission(ctx, "plans:read");
  return toPlan(ctx, await fetchPlan(ctx, planId), await tasksOf(ctx, planId));
}

/** For an export, with what its words go with. */
export async function getPlanRecord(ctx: Context, { planId }: ByPlan): Promise<PlanRecord> {
  const plan = await getPlan(ctx, { planId });
  const { madeFrom, reportIds, keyId } = await fetchPlan(ctx, planId);
  if (madeFrom === null) return { ...plan, reportIds, keyId, madeFrom };
  const mayRead = (await ctx.db.$count(messages, and(eq(messages.id, madeFrom), inSeenChannel(ctx, messages.channelId)))) > 0;
  return { ...plan, reportIds, keyId, madeFrom: mayRead ? madeFrom : null };
}
