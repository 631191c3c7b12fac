import { sql } from "drizzle-orm";
import { newId, type Tx } from "../platform/index.ts";
import { rowsOf, type Books } from "./books.ts";
import type { BudgetNow } from "./budget-rows.ts";
import type { LostCall } from "./lost.ts";
import { CREDIT, type BudgetScope } from "./model.ts";
import type { Payer } from "./payer.ts";
import { budgets } from "./tables.ts";

export interface Reserve {
  callId: string;
  /** The most that the call can cost; nothing is held for one that costs nothing. */
  amountMicros: number;
  provider: string;
  model: string;
  skill: string;
  payer: Payer;
  /** With a key of the workspace or a person: counted in budgets, not taken from credit. */
  ownKey: boolean;
  /** What all calls of the payer's task may cost together; the workspace's setting when left out. Counts from the task's first call. */
  taskLimitMicros?: number | undefined;
  /** What is booked where its process dies, and nobody says any more how it ended; nothing when left out. */
  lost?: Pick<LostCall, "inputTokens" | "costMicros" | "ownKey">;
}

export interface OverBudget {
  ok: false;
  reason: "over_budget";
  /** `credit` where the workspace has paid in advance and that is used up. */
  scope: BudgetScope | "credit";
  name: string;
  remainingMicros: number;
  resetsAt: Date | null;
}
export type Reserved = { ok: true; reservationId: string } | OverBudget;

/** A call that asks to begin. */
export interface Holding {
  readonly kind: "holding";
  readonly call: Reserve;
  readonly payer: Payer;
  readonly actorId: string;
  readonly terms: { prepaid: boolean; taskLimitMicros: number };
  /** Nobody asks again for it: a refusal counts. */
  readonly isLast: boolean;
  answer: Reserved | undefined;
  /** The budgets that have too little left, and `credit`. */
  shortOf?: readonly string[];
}

/** Takes a reservation back of which nobody heard whether it was written. */
export interface Withdrawal {
  readonly kind: "withdrawal";
  readonly reservationId: string;
}

/** Whether there is enough on every budget that refuses, and of credit where that was paid in advance. */
export function answer(books: Books, holding: Holding): Reserved {
  const { call, payer, terms, isLast } = holding;
  const short = rowsOf(books, payer).filter((row) => row.hard && leftOf(row) < call.amountMicros);
  if (isLast) for (const row of short) books.refusing.add(row);
  const [tightest] = short.toSorted((a, b) => leftOf(a) - leftOf(b));
  holding.shortOf = short.map(({ id }) => id);
  if (tightest) {
    const { scope, name, resetsAt } = tightest;
    return { ok: false, reason: "over_budget", scope, name, remainingMicros: Math.max(0, leftOf(tightest)), resetsAt };
  }
  const credit = books.accounts?.credit;
  const left = credit ? credit.balanceMicros - credit.reservedMicros : 0;
  if (terms.prepaid && left < call.amountMicros) {
    holding.shortOf = [CREDIT];
    if (isLast && credit) books.refusing.add(credit);
    const remainingMicros = Math.max(0, left);
    return { ok: false, reason: "over_budget", scope: "credit", name: "Credit of the workspace", remainingMicros, resetsAt: null };
  }
  return { ok: true, reservationId: newId("rsv") };
}

export const leftOf = ({ limitMicros, spentMicros, reservedMicros }: BudgetNow) => limitMicros - spentMicros - reservedMicros;

/** A task has a limit from its first call on. */
export async function setDefaultsOfTasks(tx: Tx, holdings: readonly Holding[]): Promise<void> {
  const limits = new Map<string, Holding>();
  for (const holding of holdings) {
    const { taskId } = holding.payer;
    if (taskId && !limits.has(taskId)) limits.set(taskId, holding);
  }
  if (limits.size === 0) return;
  const about = {
    workspaceId: tx.workspaceId,
    scope: "task",
    period: "total",
    name: "Limit of one task",
    hard: true,
    isDefault: true,
  } as const;
  const times = { windowStart: sql`to_timestamp(0)`, createdAt: tx.clockNow, changedAt: tx.clockNow };
  const rows = [...limits].map(([subjectId, { actorId, terms }]) => {
    return { id: newId("bgt"), ...about, ...times, subjectId, limitMicros: terms.taskLimitMicros, createdBy: actorId };
  });
  // In one order, so that no two wait for each other.
  const inOrder = rows.toSorted((one, other) => (one.subjectId < other.subjectId ? -1 : 1));
  await tx.db.insert(budgets).values(inOrder).onConflictDoNothing();
}
