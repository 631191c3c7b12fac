import { inArray, or } from "drizzle-orm";
import { columnsOf, newId, prepareStatement, rowsFromArrays, type Context, type Tx } from "../platform/index.ts";
import { settingsOf } from "../settings/index.ts";
import { lockCallAccounts, saveAccount, type AccountNow, type CallAccounts } from "./accounts.ts";
import { isUsedUp, reach, tellOfCredit, tellReached } from "./alerts.ts";
import type { Allotment } from "./allowance.ts";
import { lockBudgets, saveCounts, timeZoneOf, type BudgetNow } from "./budget-rows.ts";
import { isPrepaid } from "./credit.ts";
import { chargeOf, type Ending } from "./ending.ts";
import type { Holding } from "./holding.ts";
import { countsFor, subjectsOf, type Payer } from "./payer.ts";
import type { HeldPart } from "./release.ts";
import { budgets, ledgerEntries, reservations } from "./tables.ts";

/** The rows that count for a batch of calls, locked; changed here and written at its end. */
export interface Books {
  readonly rows: ReadonlyMap<string, BudgetNow>;
  readonly bySubject: ReadonlyMap<string, readonly BudgetNow[]>;
  /** Locked where somebody asks what is left of it, or takes from it. */
  readonly accounts: CallAccounts | undefined;
  readonly changed: Set<BudgetNow>;
  /** Budgets, and credit, that had too little left for somebody. */
  readonly refusing: Set<BudgetNow | AccountNow>;
  /** Whether credit was paid in advance. */
  readonly prepaid: boolean;
}

/** Those that count for this payer. */
export function rowsOf({ bySubject }: Pick<Books, "bySubject">, payer: Payer): BudgetNow[] {
  return subjectsOf(payer).flatMap((subject) => bySubject.get(subject.join("/")) ?? []);
}

/** What a batch of calls is about. */
export interface Batch {
  readonly endings: readonly Ending[];
  readonly holdings: readonly Holding[];
  readonly allotments: readonly Allotment[];
  /** What is let go of. */
  readonly gone: readonly HeldPart[];
}

/** What holds in the workspace. */
export interface Terms {
  readonly timeZone: string;
  readonly prepaid: boolean;
}

export async function termsOf(ctx: Context): Promise<Terms> {
  const [timeZone, setting] = await Promise.all([timeZoneOf(ctx), settingsOf(ctx)]);
  return { timeZone, prepaid: isPrepaid(ctx, setting) };
}

export async function openBooks(tx: Tx, { timeZone, prepaid }: Terms, { endings, holdings, allotments, gone }: Batch): Promise<Books> {
  const payers = [...endings, ...holdings].map(({ payer }) => payer);
  const rows = [...gone, ...allotments];
  const held = [...new Set(rows.flatMap(({ budgetIds }) => budgetIds))];
  const asksAccounts =
    holdings.some(({ terms }) => terms.prepaid) || endings.some((each) => takenBy(each) !== 0) || rows.some(({ onCredit }) => onCredit);
  const [list, accounts] = await Promise.all([
    lockBudgets(tx, timeZone, or(countsFor(payers), held.length > 0 ? inArray(budgets.id, held) : undefined), (row) =>
      endings.filter(({ payer }) => countsOn(row, payer)).reduce((sum, ending) => sum + addedTo(row, ending), 0),
    ),
    asksAccounts ? lockCallAccounts(tx) : undefined,
  ]);
  return {
    rows: new Map(list.map((row) => [row.id, row])),
    bySubject: Map.groupBy(list, ({ scope, subjectId }) => `${scope}/${subjectId}`),
    accounts,
    changed: new Set(),
    refusing: new Set(),
    prepaid,
  };
}

/** What it takes from credit, beyond what was taken for it when it seemed lost. */
const takenBy = ({ call, was }: Ending): number => chargeOf(call) - (was?.chargedMicros ?? 0);

/** What it adds to the count of a budget. */
function addedTo({ scope, windowStart }: BudgetNow, { call, was }: Ending): number {
  const before = was && was.createdAt >= windowStart ? was : undefined;
  return scope === "operator" ? chargeOf(call) - (before?.chargedMicros ?? 0) : call.costMicros - (before?.costMicros ?? 0);
}

const countsOn = ({ scope, subjectId }: BudgetNow, payer: Payer): boolean =>
  subjectsOf(payer).some(([of, id]) => of === scope && id === subjectId);

export function count(books: Books, ending: Ending): void {
  const { accounts } = books;
  for (const row of rowsOf(books, ending.payer)) {
    row.spentMicros += addedTo(row, ending);
    books.changed.add(row);
  }
  if (!accounts) return;
  accounts.credit.balanceMicros -= takenBy(ending);
  accounts.usage.balanceMicros += takenBy(ending);
}

export function letGoIn({ rows, changed, accounts }: Books, { budgetIds, amountMicros, onCredit }: HeldPart): void {
  for (const id of budgetIds) {
    const row = rows.get(id);
    if (!row) continue;
    row.reservedMicros -= amountMicros;
    changed.add(row);
  }
  if (onCredit && accounts) accounts.credit.reservedMicros -= amountMicros;
}

export async function closeBooks(
  tx: Tx,
  books: Books,
  endings: readonly Ending[],
  held: readonly (typeof reservations.$inferInsert)[],
): Promise<void> {
  const refusing = [...books.rows.values()].filter((row) => books.refusing.has(row) && isUsedUp(row));
  const reached = [...new Set([...books.changed, ...refusing])].map((row) => reach(row, books.refusing.has(row) && isUsedUp(row)));
  const { accounts } = books;
  if (accounts && books.prepaid) await tellOfCredit(tx, accounts.credit, books.refusing.has(accounts.credit));
  const paid = endings.filter((each) => takenBy(each) !== 0);
  await Promise.all([
    saveCounts(
      tx,
      reached.map(({ row }) => row),
    ),
    held.length > 0 ? tx.db.insert(reservations).values([...held]) : undefined,
    ...(accounts ? [saveAccount(tx, accounts.credit), saveAccount(tx, accounts.usage), enterUsage(tx, accounts, paid)] : []),
    tellReached(tx, reached),
  ]);
}

const insertEntries = prepareStatement((db) => db.insert(ledgerEntries).select(rowsFromArrays(ledgerEntries)));

/** The ledger's entry of each call; of one that had seemed lost the difference. */
async function enterUsage(tx: Tx, { credit, usage }: CallAccounts, paid: readonly Ending[]): Promise<void> {
  if (paid.length === 0) return;
  const entries = paid.map((ending) => {
    const micros = takenBy(ending);
    const [from, to] = micros > 0 ? [credit, usage] : [usage, credit];
    return {
      id: newId("lge"),
      workspaceId: tx.workspaceId,
      kind: micros > 0 ? ("usage" as const) : ("correction" as const),
      debitAccountId: from.id,
      debitMicros: -Math.abs(micros),
      creditAccountId: to.id,
      creditMicros: Math.abs(micros),
      callId: ending.was ? null : ending.call.callId,
      note: ending.was ? "A call that seemed lost ended after all" : "",
      createdBy: ending.actorId,
      createdAt: tx.clockNow,
    };
  });
  await insertEntries(tx.db, columnsOf(ledgerEntries, entries));
}
