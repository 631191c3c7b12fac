import { driverSlot, type Context } from "../platform/index.ts";
import type { BudgetScope } from "./model.ts";

/** Throws where there is no such subject, or none that the actor may see: by the modules that own them. */
export type RequireSubject = (ctx: Context, id: string) => Promise<unknown>;
export type BudgetSubjects = Readonly<Record<Exclude<BudgetScope, "workspace">, RequireSubject>>;
export const budgetSubjects = driverSlot<BudgetSubjects>("subjects of budgets");

/** A budget for what is not there would hold nothing back, and nobody would notice. */
export async function requireSubject(ctx: Context, scope: BudgetScope, subjectId: string): Promise<void> {
  if (scope !== "workspace") await ctx.platform.drivers.find(budgetSubjects)?.[scope](ctx, subjectId);
}
