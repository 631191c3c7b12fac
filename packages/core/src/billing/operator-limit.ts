import { and, eq } from "drizzle-orm";
import { newId, systemContext, write, type Context } from "../platform/index.ts";
import { UNCOUNTED } from "./budget-rows.ts";
import { budgets } from "./tables.ts";

/** Counts what of a call's cost is charged; made before the first look or the first call that it holds for, with what was charged in this month already. */
export async function openOperatorBudget(ctx: Context, limitMicros: number): Promise<void> {
  const system = systemContext(ctx.platform, ctx.workspaceId);
  const isOperators = and(eq(budgets.workspaceId, ctx.workspaceId), eq(budgets.scope, "operator"));
  if ((await system.db.$count(budgets, isOperators)) > 0) return;
  await write(system, "billing:manage", async (tx) => {
    const about = { scope: "operator" as const, period: "month" as const, name: "Keys of this server", limitMicros, hard: true };
    const times = { windowStart: UNCOUNTED, createdBy: tx.actor.id, createdAt: tx.clockNow, changedAt: tx.clockNow };
    await tx.db
      .insert(budgets)
      .values({ id: newId("bgt"), workspaceId: tx.workspaceId, ...about, ...times })
      .onConflictDoNothing();
  });
}
