import { and, eq, gt, inArray, ne, or, type SQL } from "drizzle-orm";
import { AppError, emit, may, newId, requirePermission, toPage, write, type Context, type Page, type Tx } from "../platform/index.ts";
import { budgetsChanged } from "./allowances.ts";
import { lockBudgets, percentOf, readBudgets, saveCounts, timeZoneOf, toBudget, UNCOUNTED } from "./budget-rows.ts";
import { creditAsBudget } from "./credit.ts";
import { BillingEvents, CREDIT, SetBudget, type Budget, type ByBudget, type ListBudgets } from "./model.ts";
import { openOperatorBudget } from "./operator-limit.ts";
import { operatorLimit, requireSubject } from "./subjects.ts";
import { budgets } from "./tables.ts";

const MOST_BUDGETS = 1_000;
const SAID = { workspace: "Workspace", person: "Person", agent: "Agent", project: "Project", task: "Task", key: "Key" };

/** Limits what calls may cost in each window. What was used in the present one, before there was a limit, counts too. */
export async function setBudget(ctx: Context, input: SetBudget): Promise<Budget> {
  const { scope, subjectId, period, limitMicros, hard, name } = SetBudget.parse(input);
  const timeZone = await timeZoneOf(ctx);
  return write(ctx, "billing:manage", async (tx) => {
    await requireSubject(tx, scope, subjectId);
    const isOne = and(eq(budgets.scope, scope), eq(budgets.subjectId, subjectId), eq(budgets.period, period));
    const own = and(eq(budgets.workspaceId, tx.workspaceId), eq(budgets.isDefault, false));
    const isNew = (await tx.db.$count(budgets, and(own, isOne))) === 0;
    if (isNew && (await tx.db.$count(budgets, own)) >= MOST_BUDGETS)
      throw new AppError("conflict", `There are ${MOST_BUDGETS} budgets already. Remove one first.`);
    const set = { limitMicros, hard, isDefault: false, changedAt: tx.clockNow, ...(name ? { name } : {}) };
    await tx.db
      .insert(budgets)
      .values({
        id: newId("bgt"),
        workspaceId: tx.workspaceId,
        scope,
        subjectId,
        period,
        windowStart: UNCOUNTED,
        createdBy: tx.actor.id,
        createdAt: tx.clockNow,
        ...set,
        name: name || SAID[scope],
      })
      .onConflictDoUpdate({ target: [budgets.workspaceId, budgets.scope, budgets.subjectId, budgets.period], set });
    const [row] = await lockBudgets(tx, timeZone, isOne);
    if (!row) throw new Error("a budget was set and is not there");
    // A higher limit is told of anew when it is reached.
    await saveCounts(tx, [{ ...row, alertedPercent: Math.min(row.alertedPercent, percentOf(row)) }]);
    const budget = toBudget(row);
    await emit(tx, BillingEvents.BudgetSet, budget, { memberId: tx.actor.id });
    tx.afterCommit(() => budgetsChanged(tx.platform, tx.workspaceId));
    return budget;
  });
}

/** What calls under way hold on it is forgotten with it. */
export async function removeBudget(ctx: Context, { budgetId }: ByBudget): Promise<void> {
  await write(ctx, "billing:manage", async (tx) => {
    const isOne = and(eq(budgets.id, budgetId), eq(budgets.workspaceId, tx.workspaceId));
    if ((await tx.db.$count(budgets, and(isOne, eq(budgets.scope, "operator")))) > 0)
      throw new AppError("forbidden", "This limit is set by whoever runs this server, who can change it.");
    const gone = await tx.db.delete(budgets).where(isOne).returning({ id: budgets.id });
    if (gone.length === 0) throw new AppError("not_found", "There is no such budget. Reload the list of budgets.");
    await tellRemoved(tx, gone);
  });
}

/** With their subject, by whoever may end that. */
export async function removeBudgetsOf(tx: Tx, { scope, subjectId }: Pick<Budget, "scope" | "subjectId">): Promise<void> {
  const gone = await tx.db
    .delete(budgets)
    .where(and(eq(budgets.workspaceId, tx.workspaceId), eq(budgets.scope, scope), eq(budgets.subjectId, subjectId)))
    .returning({ id: budgets.id });
  if (gone.length > 0) await tellRemoved(tx, gone);
}

async function tellRemoved(tx: Tx, gone: readonly { id: string }[]): Promise<void> {
  for (const { id: budgetId } of gone) await emit(tx, BillingEvents.BudgetRemoved, { budgetId }, { memberId: tx.actor.id });
  tx.afterCommit(() => budgetsChanged(tx.platform, tx.workspaceId));
}

/** Of a person's budgets, everybody sees their own; those who manage money see all. */
function shownTo(ctx: Context): SQL | undefined {
  if (may(ctx.actor, "billing:manage")) return undefined;
  return or(
    inArray(budgets.scope, ["workspace", "operator", "agent", "task"]),
    and(eq(budgets.scope, "person"), eq(budgets.subjectId, ctx.actor.id)),
  );
}

export async function listBudgets(ctx: Context, input: ListBudgets): Promise<Page<Budget>> {
  requirePermission(ctx, "billing:read");
  const limit = ctx.platform.drivers.find(operatorLimit);
  // Shown before the first call that it holds for.
  if (limit !== undefined) await openOperatorBudget(ctx, limit);
  const rows = await readBudgets(
    ctx,
    await timeZoneOf(ctx),
    and(
      shownTo(ctx),
      limit === undefined ? ne(budgets.scope, "operator") : undefined,
      input.subjectId === undefined ? ne(budgets.scope, "task") : undefined,
      input.scope === undefined ? undefined : eq(budgets.scope, input.scope),
      input.subjectId === undefined ? undefined : eq(budgets.subjectId, input.subjectId),
      input.cursor === undefined ? undefined : gt(budgets.id, input.cursor),
    ),
    { limit: input.limit + 1 },
  );
  return toPage(rows.map(toBudget), input.limit, ({ id }) => id);
}

/** Those of the ids that the actor may see, and what credit is told of as. */
export async function getBudgets(ctx: Context, ids: readonly string[]): Promise<Map<string, Budget>> {
  if (ids.length === 0) return new Map();
  requirePermission(ctx, "billing:read");
  const rows = await readBudgets(ctx, await timeZoneOf(ctx), and(shownTo(ctx), inArray(budgets.id, [...ids])));
  const credit = ids.includes(CREDIT) ? await creditAsBudget(ctx) : undefined;
  return new Map([...rows.map(toBudget), ...(credit ? [credit] : [])].map((budget) => [budget.id, budget]));
}
