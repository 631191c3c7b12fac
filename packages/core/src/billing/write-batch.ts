import { inArray, or } from "drizzle-orm";
import { columnsOf, newId, prepareStatement, rowsFromArrays, systemContext, write, type Platform, type Tx } from "../platform/index.ts";
import { lockCallAccounts, saveAccount, type CallAccounts } from "./accounts.ts";
import { isUsedUp, reach, tellReached } from "./alerts.ts";
import { rowsOf, type Books } from "./books.ts";
import { grantOf, newAllowance, releasesOf, sharesOf, type Allotment, type HandBack } from "./allowance.ts";
import { tookBack } from "./tickets.ts";
import { release, type HeldPart } from "./release.ts";
import { lockBudgets, saveCounts, timeZoneOf, type BudgetNow } from "./budget-rows.ts";
import { chargeOf, heldBy, keepRecords, type Ending } from "./ending.ts";
import { answer, leftOf, setDefaultsOfTasks, type Holding } from "./holding.ts";
import { ALLOWANCE_MS, HELD_MS } from "./holds.ts";
import { countsFor } from "./payer.ts";
import { budgets, ledgerEntries, reservations } from "./tables.ts";

type Reservation = typeof reservations.$inferSelect;
export type Entry = Holding | Ending | Allotment | HandBack;

/** Calls that ended first, so that what they let go of is there for those that begin. */
export async function writeBatch(platform: Platform, workspaceId: string, entries: readonly Entry[]): Promise<void> {
  const system = systemContext(platform, workspaceId);
  const timeZone = await timeZoneOf(system);
  const endings = entries.filter((entry) => entry.kind === "ending");
  const holdings = entries.filter((entry) => entry.kind === "holding");
  const allotments = entries.filter((entry) => entry.kind === "allotment");
  const handedBack = entries.filter((entry) => entry.kind === "hand_back").map(({ allowance }) => allowance);
  const releases = releasesOf(
    endings.flatMap(({ tickets, call }) => sharesOf(tickets, call.costMicros)),
    handedBack,
  );
  await write(system, "billing:manage", async (tx) => {
    const [kept, gone, released] = await Promise.all([
      keepRecords(tx, endings),
      letGoOf(tx, endings),
      release(tx, releases, handedBack),
      setDefaultsOfTasks(tx, holdings),
    ]);
    const counted = endings.filter(({ call }) => kept.has(call.callId) && (call.costMicros > 0 || heldBy(call).some((id) => gone.has(id))));
    if (counted.length === 0 && holdings.length === 0 && allotments.length === 0 && released.length === 0) return;
    const books = await openBooks(tx, timeZone, counted, holdings, { gone, released, allotments });
    for (const ending of counted) count(books, ending, gone);
    for (const each of released) letGoIn(books, each);
    const held = [...holdings.flatMap((holding) => hold(tx, books, holding)), ...allotments.flatMap((each) => allot(tx, books, each))];
    await closeBooks(tx, books, counted, held);
  });
  tookBack(
    platform,
    releases,
    endings.flatMap(({ tickets, call }) => (tickets.length > 0 ? heldBy(call) : [])),
  );
}

async function letGoOf(tx: Tx, endings: readonly Ending[]): Promise<ReadonlyMap<string, Reservation>> {
  const ids = endings.flatMap(({ reservationIds }) => reservationIds);
  if (ids.length === 0) return new Map();
  const gone = await tx.db.delete(reservations).where(inArray(reservations.id, ids)).returning();
  return new Map(gone.map((row) => [row.id, row]));
}

interface Held {
  gone: ReadonlyMap<string, Reservation>;
  released: readonly HeldPart[];
  allotments: readonly Allotment[];
}

async function openBooks(
  tx: Tx,
  timeZone: string,
  endings: readonly Ending[],
  holdings: readonly Holding[],
  { gone, released, allotments }: Held,
): Promise<Books> {
  const payers = [...endings, ...holdings].map(({ payer }) => payer);
  const rows = [...gone.values(), ...released, ...allotments];
  const held = [...new Set(rows.flatMap(({ budgetIds }) => budgetIds))];
  const asksAccounts =
    holdings.some(({ terms }) => terms.prepaid) || endings.some(({ call }) => chargeOf(call) > 0) || rows.some(({ onCredit }) => onCredit);
  const [list, accounts] = await Promise.all([
    lockBudgets(tx, timeZone, or(countsFor(payers), held.length > 0 ? inArray(budgets.id, held) : undefined)),
    asksAccounts ? lockCallAccounts(tx) : undefined,
  ]);
  return {
    rows: new Map(list.map((row) => [row.id, row])),
    bySubject: Map.groupBy(list, ({ scope, subjectId }) => `${scope}/${subjectId}`),
    accounts,
    changed: new Set(),
    refusing: new Set(),
  };
}

function count(books: Books, { call, payer }: Ending, gone: ReadonlyMap<string, Reservation>): void {
  const { accounts } = books;
  for (const row of rowsOf(books, payer)) {
    row.spentMicros += call.costMicros;
    books.changed.add(row);
  }
  for (const reservation of heldBy(call).flatMap((id) => gone.get(id) ?? [])) letGoIn(books, reservation);
  if (!accounts) return;
  accounts.credit.balanceMicros -= chargeOf(call);
  accounts.usage.balanceMicros += chargeOf(call);
}

function letGoIn({ rows, changed, accounts }: Books, { budgetIds, amountMicros, onCredit }: HeldPart): void {
  for (const id of budgetIds) {
    const row = rows.get(id);
    if (!row) continue;
    row.reservedMicros -= amountMicros;
    changed.add(row);
  }
  if (onCredit && accounts) accounts.credit.reservedMicros -= amountMicros;
}

/** Answers whoever asks; what is held is returned. */
function hold(tx: Tx, books: Books, holding: Holding): (typeof reservations.$inferInsert)[] {
  const { call, terms } = holding;
  const said = answer(books, holding);
  holding.answer = said;
  const rows = rowsOf(books, holding.payer);
  const credit = terms.prepaid ? books.accounts?.credit : undefined;
  if (!said.ok || (rows.length === 0 && !credit)) return [];
  return [
    holdIn(tx, books, { id: said.reservationId, callId: call.callId, amountMicros: call.amountMicros, rows, onCredit: terms.prepaid }),
  ];
}

/** Holds something ahead where enough is left. */
function allot(tx: Tx, books: Books, allotment: Allotment): (typeof reservations.$inferInsert)[] {
  allotment.granted = undefined;
  const { budgetIds, onCredit } = allotment;
  const rows = budgetIds.flatMap((id) => books.rows.get(id) ?? []);
  const credit = onCredit ? books.accounts?.credit : undefined;
  const left = [...rows.filter(({ hard }) => hard).map(leftOf), ...(credit ? [credit.balanceMicros - credit.reservedMicros] : [])];
  const grantedMicros = rows.length < budgetIds.length ? 0 : grantOf(Math.min(...left), allotment);
  if (grantedMicros === 0) return [];
  const goodUntil = tx.clockNow.getTime() + ALLOWANCE_MS;
  const granted = newAllowance({ workspaceId: tx.workspaceId, budgetIds, onCredit, grantedMicros, goodUntil });
  allotment.granted = granted;
  return [holdIn(tx, books, { id: granted.id, callId: newId("alw"), amountMicros: grantedMicros, rows, onCredit })];
}

function holdIn(
  tx: Tx,
  books: Books,
  { rows, ...held }: { id: string; callId: string; amountMicros: number; rows: readonly BudgetNow[]; onCredit: boolean },
): typeof reservations.$inferInsert {
  for (const row of rows) {
    row.reservedMicros += held.amountMicros;
    books.changed.add(row);
  }
  if (held.onCredit && books.accounts) books.accounts.credit.reservedMicros += held.amountMicros;
  const expiresAt = new Date(tx.clockNow.getTime() + HELD_MS);
  return { ...held, workspaceId: tx.workspaceId, budgetIds: rows.map(({ id }) => id), expiresAt };
}

async function closeBooks(
  tx: Tx,
  books: Books,
  endings: readonly Ending[],
  held: readonly (typeof reservations.$inferInsert)[],
): Promise<void> {
  const refusing = [...books.refusing].filter(isUsedUp);
  const reached = [...new Set([...books.changed, ...refusing])].map((row) => reach(row, books.refusing.has(row) && isUsedUp(row)));
  const { accounts } = books;
  const paid = endings.filter(({ call }) => chargeOf(call) > 0);
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

/** The ledger's entry of each call. */
async function enterUsage(tx: Tx, { credit, usage }: CallAccounts, paid: readonly Ending[]): Promise<void> {
  if (paid.length === 0) return;
  const entries = paid.map(({ call, actorId }) => ({
    id: newId("lge"),
    workspaceId: tx.workspaceId,
    kind: "usage" as const,
    debitAccountId: credit.id,
    debitMicros: -chargeOf(call),
    creditAccountId: usage.id,
    creditMicros: chargeOf(call),
    callId: call.callId,
    note: "",
    createdBy: actorId,
    createdAt: tx.clockNow,
  }));
  await insertEntries(tx.db, columnsOf(ledgerEntries, entries));
}
