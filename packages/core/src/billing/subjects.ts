import { driverSlot, type Context } from "../platform/index.ts";
import type { BudgetScope } from "./model.ts";

/** Throws where there is no such subject, or none that the actor may see: by the modules that own them. */
export type RequireSubject = (ctx: Context, id: string) => Promise<unknown>;
export type BudgetSubjects = Readonly<Record<Exclude<BudgetScope, "workspace" | "operator">, RequireSubject>>;
export const budgetSubjects = driverSlot<BudgetSubjects>("subjects of budgets");

/** What each workspace may spend on the operator's keys in a month, in micro-USD: said by who runs the server, and by nobody in it. */
export const operatorLimit = driverSlot<number>("what a workspace may spend on the operator's keys");

/** A budget for what is not there would hold nothing back, and nobody would notice. */
export async function requireSubject(ctx: Context, scope: BudgetScope, subjectId: string): Promise<void> {
  if (scope !== "workspace" && scope !== "operator") await ctx.platform.drivers.find(budgetSubjects)?.[scope](ctx, subjectId);
}
