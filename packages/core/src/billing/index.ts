/** Who pays for what: budgets that are reserved before a call and settled after it, the ledger of credit, and the usage of every call. */
export * from "./model.ts";
export { reserve } from "./reserve.ts";
export type { Reserve, Reserved } from "./holding.ts";
export { overBudget } from "./over-budget.ts";
export { giveBack } from "./allowances.ts";
export { endHolds, settle } from "./settle.ts";
export type { CallTokens, Settlement } from "./ending.ts";
export { expireHoldsOf, releaseExpired } from "./release-expired.ts";
export type { Payer } from "./payer.ts";
export { getBudgets, listBudgets, removeBudget, removeBudgetsOf, setBudget } from "./set-budget.ts";
export { budgetSubjects, operatorLimit, type BudgetSubjects, type RequireSubject } from "./subjects.ts";
export { getCredit, grantCredit, listLedger } from "./credit.ts";
export { getUsage } from "./get-usage.ts";
export { callsOfTasks, type TaskCalls } from "./calls-of-task.ts";
export { reasonBefore } from "./reason-before.ts";
export { callsOfKey, type CallKey } from "./calls-of-key.ts";
export { getPastCalls } from "./predict-cost.ts";
export { pruneTaskBudgets } from "./prune-budgets.ts";
