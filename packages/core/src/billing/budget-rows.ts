import { and, asc, eq, sql, type SQL } from "drizzle-orm";
import type { Context, Tx } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import type { Budget } from "./model.ts";
import { operatorLimit } from "./subjects.ts";
import { budgets } from "./tables.ts";

/** A budget as it stands now: a window that is over counts nothing any more. */
export interface BudgetNow {
  id: string;
  scope: Budget["scope"];
  subjectId: string;
  period: Budget["period"];
  name: string;
  limitMicros: number;
  hard: boolean;
  windowStart: Date;
  spentMicros: number;
  reservedMicros: number;
  alertedPercent: number;
  resetsAt: Date | null;
  createdAt: Date;
}

/** When windows begin. */
export async function timeZoneOf(ctx: Context): Promise<string> {
  return settingOf(ctx, "workspace.timeZone");
}

export function windowStartOf(period: SQL | typeof budgets.period, now: Date, timeZone: string): SQL<Date> {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql<Date>`case ${period} when 'total' then to_timestamp(0) else date_trunc(${period}, ${at}, ${timeZone}) end`.mapWith(
    budgets.windowStart,
  );
}

function columnsAt(now: Date, timeZone: string) {
  const local = sql`${now.toISOString()}::timestamptz at time zone ${timeZone}`;
  return {
    id: budgets.id,
    scope: budgets.scope,
    subjectId: budgets.subjectId,
    period: budgets.period,
    name: budgets.name,
    limitMicros: budgets.limitMicros,
    hard: budgets.hard,
    windowStart: budgets.windowStart,
    spentMicros: budgets.spentMicros,
    reservedMicros: budgets.reservedMicros,
    alertedPercent: budgets.alertedPercent,
    createdAt: budgets.createdAt,
    windowNow: windowStartOf(budgets.period, now, timeZone),
    resetsAt: sql<Date | null>`case ${budgets.period} when 'total' then null
      else (date_trunc(${budgets.period}, ${local}) + ('1 ' || ${budgets.period})::interval) at time zone ${timeZone} end`.mapWith(
      budgets.windowStart,
    ),
  };
}

/** What counts in the present window; what calls under way hold is held in any. The operator's limit is what this server was told. */
function asOfNow({ platform }: Context, { windowNow, ...row }: BudgetNow & { windowNow: Date }): BudgetNow {
  const told = row.scope === "operator" ? platform.drivers.find(operatorLimit) : row.limitMicros;
  const now = { ...row, limitMicros: told ?? row.limitMicros, hard: row.hard && told !== undefined };
  return row.windowStart >= windowNow ? now : { ...now, windowStart: windowNow, spentMicros: 0, alertedPercent: 0 };
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
  return rows.map((row) => asOfNow(ctx, row));
}

/** Locked in the order of their ids, as everybody does, so that no two wait for each other. */
export async function lockBudgets(tx: Tx, timeZone: string, where: SQL | undefined): Promise<BudgetNow[]> {
  const rows = await tx.db
    .select(columnsAt(tx.clockNow, timeZone))
    .from(budgets)
    .where(and(eq(budgets.workspaceId, tx.workspaceId), where))
    .orderBy(asc(budgets.id))
    .for("update");
  return rows.map((row) => asOfNow(tx, row));
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
