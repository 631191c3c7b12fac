import { emit, type Tx } from "../platform/index.ts";
import type { AccountNow } from "./accounts.ts";
import type { BudgetNow } from "./budget-rows.ts";
import { ALERT_PERCENTS, BillingEvents, CREDIT } from "./model.ts";

/** What a refusing budget may have left to be used up for all who wait for it. */
const HARDLY_ANYTHING = 0.1;

type Counted = Pick<BudgetNow, "limitMicros" | "spentMicros" | "reservedMicros" | "alertedPercent">;

export function isUsedUp({ limitMicros, spentMicros, reservedMicros }: Counted): boolean {
  return limitMicros - spentMicros - reservedMicros <= limitMicros * HARDLY_ANYTHING;
}

/** Marks the highest threshold that was newly reached; the same row, saved, tells of it once in its window. */
export function reach<Row extends Counted>(row: Row, refused = false): { row: Row; percent: number | undefined } {
  const percent = refused ? 100 : ALERT_PERCENTS.findLast((each) => row.spentMicros * 100 >= row.limitMicros * each);
  if (percent === undefined || percent <= row.alertedPercent) return { row, percent: undefined };
  return { row: { ...row, alertedPercent: percent }, percent };
}

/** Budgets of tasks are too many and too short-lived to tell of; the operator's is none where the server has no limit. */
export async function tellReached(tx: Tx, reached: readonly ReturnType<typeof reach<BudgetNow>>[]): Promise<void> {
  for (const { row, percent } of reached)
    if (percent !== undefined && row.scope !== "task" && (row.scope !== "operator" || row.hard))
      await emit(tx, BillingEvents.BudgetAlert, { budgetId: row.id, percent });
}

/** The same of credit that was paid in advance: in percent of what there was after the last grant. */
export async function tellOfCredit(tx: Tx, credit: AccountNow, refused: boolean): Promise<void> {
  const { fullMicros: limitMicros, balanceMicros, reservedMicros, alertedPercent } = credit;
  if (limitMicros <= 0) return;
  const counted = { limitMicros, spentMicros: limitMicros - balanceMicros, reservedMicros, alertedPercent };
  const { percent } = reach(counted, refused && isUsedUp(counted));
  if (percent === undefined) return;
  credit.alertedPercent = percent;
  await emit(tx, BillingEvents.BudgetAlert, { budgetId: CREDIT, percent });
}
