import { and, asc, eq, getTableColumns, sql, type SQL } from "drizzle-orm";
import type { Context, Tx } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import type { Budget } from "./model.ts";
import { operatorLimit } from "./subjects.ts";
import { budgets, usageRecords } from "./tables.ts";

const { workspaceId: _workspace, isDefault: _default, createdBy: _by, ...COLUMNS } = getTableColumns(budgets);

/** A budget as it stands now: a window that is over counts nothing any more. */
export type BudgetNow = Pick<typeof budgets.$inferSelect, Exclude<keyof typeof COLUMNS, "changedAt">> & { resetsAt: Date | null };

/** When windows begin; the operator's do in UTC. */
export async function timeZoneOf(ctx: Context): Promise<string> {
  return settingOf(ctx, "workspace.timeZone");
}

/** Of a new budget: nothing of its window has been counted yet. */
export const UNCOUNTED = new Date(-1);

function columnsAt(now: Date, timeZone: string) {
  const at = sql`${now.toISOString()}::timestamptz`;
  const zone = sql`case ${budgets.scope} when 'operator' then 'UTC' else ${timeZone} end`;
  return {
    ...COLUMNS,
    windowNow:
      sql<Date>`case ${budgets.period} when 'total' then to_timestamp(0) else date_trunc(${budgets.period}, ${at}, ${zone}) end`.mapWith(
        budgets.windowStart,
      ),
    resetsAt: sql<Date | null>`case ${budgets.period} when 'total' then null
      else (date_trunc(${budgets.period}, ${at} at time zone ${zone}) + ('1 ' || ${budgets.period})::interval) at time zone ${zone} end`.mapWith(
      budgets.windowStart,
    ),
  };
}

type Row = BudgetNow & { changedAt: Date; windowNow: Date };

/**
 * What counts in the present window; what calls under way hold is held in any. One that begins, also because the workspace's clock was set,
 * counts what was used since then, but for what is counted afterwards. The operator's limit is what this server was told.
 */
async function asOfNow(ctx: Context, rows: readonly Row[], countedLater: (row: BudgetNow) => number = () => 0): Promise<BudgetNow[]> {
  const isBegun = ({ windowStart, windowNow }: Row) => windowStart.getTime() !== windowNow.getTime();
  // NOTE: of one that nothing was counted on since it began nothing was used.
  const used = await usedSince(
    ctx,
    rows.filter((row) => isBegun(row) && row.changedAt >= row.windowNow),
  );
  return rows.map((each) => {
    const { windowNow, changedAt: _, ...row } = each;
    const told = row.scope === "operator" ? ctx.platform.drivers.find(operatorLimit) : row.limitMicros;
    const now = { ...row, limitMicros: told ?? row.limitMicros, hard: row.hard && told !== undefined };
    if (!isBegun(each)) return now;
    const begun = { ...now, windowStart: windowNow };
    const sum = used.get(row.id);
    begun.spentMicros = sum === undefined ? 0 : sum - countedLater(begun);
    return { ...begun, alertedPercent: Math.min(row.alertedPercent, percentOf(begun)) };
  });
}

export function percentOf({ spentMicros, limitMicros }: Pick<BudgetNow, "spentMicros" | "limitMicros">): number {
  return limitMicros === 0 ? 0 : Math.floor((spentMicros * 100) / limitMicros);
}

/** By budget, what calls that count against it used in the present window. */
async function usedSince(ctx: Context, rows: readonly Row[]): Promise<ReadonlyMap<string, number>> {
  if (rows.length === 0) return new Map();
  const column = (read: (row: Row) => string) => sql.param(rows.map(read));
  const { workspaceId, createdAt, costMicros, chargedMicros, memberId, agentId, projectId, taskId, keyId } = usageRecords;
  const found = await ctx.db
    .select({
      id: sql<string>`begun.id`,
      micros: sql<number>`sum(case begun.scope when 'operator' then ${chargedMicros} else ${costMicros} end)`.mapWith(Number),
    })
    .from(usageRecords)
    .innerJoin(
      sql`unnest(${column(({ id }) => id)}::text[], ${column(({ scope }) => scope)}::text[], ${column(({ subjectId }) => subjectId)}::text[],
        ${column(({ windowNow }) => windowNow.toISOString())}::timestamptz[]) begun (id, scope, subject, start)`,
      sql`${createdAt} >= begun.start and begun.subject = case begun.scope when 'person' then ${memberId} when 'agent' then ${agentId}
        when 'project' then ${projectId} when 'task' then ${taskId} when 'key' then ${keyId} else '' end`,
    )
    .where(eq(workspaceId, ctx.workspaceId))
    .groupBy(sql`begun.id`);
  return new Map(found.map(({ id, micros }) => [id, micros]));
}

export async function readBudgets(
  ctx: Context,
  timeZone: string,
  where: SQL | undefined,
  page: { limit: number } = { limit: 1_000 },
): Promise<BudgetNow[]> {
  const rows = await ctx.db
    .select(columnsAt(ctx.platform.clock.now(), timeZone))
    .from(budgets)
    .where(and(eq(budgets.workspaceId, ctx.workspaceId), where))
    .orderBy(asc(budgets.id))
    .limit(page.limit);
  return asOfNow(ctx, rows);
}

/** Locked in the order of their ids, as everybody does, so that no two wait for each other. What is written and not yet counted is counted later. */
export async function lockBudgets(
  tx: Tx,
  timeZone: string,
  where: SQL | undefined,
  countedLater?: (row: BudgetNow) => number,
): Promise<BudgetNow[]> {
  const rows = await tx.db
    .select(columnsAt(tx.clockNow, timeZone))
    .from(budgets)
    .where(and(eq(budgets.workspaceId, tx.workspaceId), where))
    .orderBy(asc(budgets.id))
    .for("update");
  return asOfNow(tx, rows, countedLater);
}

/** Writes the counts of rows that are locked. */
export async function saveCounts(tx: Tx, rows: readonly BudgetNow[]): Promise<void> {
  if (rows.length === 0) return;
  const column = (read: (row: BudgetNow) => string | number) => sql.param(rows.map(read));
  await tx.db.execute(sql`update budgets set spent_micros = now.spent, reserved_micros = now.reserved, window_start = now.start,
      alerted_percent = now.alerted, changed_at = ${tx.clockNow.toISOString()}::timestamptz
    from unnest(${column(({ id }) => id)}::text[], ${column((row) => row.spentMicros)}::bigint[],
      ${column((row) => row.reservedMicros)}::bigint[], ${column((row) => row.windowStart.toISOString())}::timestamptz[],
      ${column((row) => row.alertedPercent)}::int[]) now (id, spent, reserved, start, alerted)
    where budgets.id = now.id`);
}

export function toBudget({ alertedPercent: _, windowStart: __, ...shown }: BudgetNow): Budget {
  return shown;
}
