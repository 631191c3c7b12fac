import { inArray } from "drizzle-orm";
import { newId, systemContext, write, type Platform, type Tx } from "../platform/index.ts";
import { closeBooks, count, letGoIn, openBooks, rowsOf, termsOf, type Books } from "./books.ts";
import { grantOf, newAllowance, releasesOf, sharesOf, type Allotment, type HandBack } from "./allowance.ts";
import { tookBack } from "./tickets.ts";
import { HELD, release, type HeldPart } from "./release.ts";
import type { BudgetNow } from "./budget-rows.ts";
import { heldBy, keepRecords, type Ending } from "./ending.ts";
import { answer, leftOf, setDefaultsOfTasks, type Holding, type Withdrawal } from "./holding.ts";
import { ALLOWANCE_MS, HELD_MS } from "./holds.ts";
import { lostOf } from "./lost.ts";
import { reservations } from "./tables.ts";

export type Entry = Holding | Ending | Allotment | HandBack | Withdrawal;

/** Calls that ended first, so that what they let go of is there for those that begin. */
export async function writeBatch(platform: Platform, workspaceId: string, entries: readonly Entry[]): Promise<void> {
  const system = systemContext(platform, workspaceId);
  const terms = await termsOf(system);
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
      letGoOf(tx, entries),
      release(tx, releases, handedBack),
      setDefaultsOfTasks(tx, holdings),
    ]);
    const counted = kept.filter(({ call, was }) => call.costMicros > 0 || was !== undefined);
    if (counted.length === 0 && holdings.length === 0 && allotments.length === 0 && gone.length === 0 && released.length === 0) return;
    const books = await openBooks(tx, terms, { endings: counted, holdings, allotments, gone: [...gone, ...released] });
    for (const ending of counted) count(books, ending);
    for (const each of [...gone, ...released]) letGoIn(books, each);
    const held = [...holdings.flatMap((holding) => hold(tx, books, holding)), ...allotments.flatMap((each) => allot(tx, books, each))];
    await closeBooks(tx, books, counted, held);
  });
  tookBack(
    platform,
    releases,
    endings.flatMap(({ tickets, call }) => (tickets.length > 0 ? heldBy(call) : [])),
  );
}

/** What has a row of its own; what asks again may have one already, by a commit of which nobody heard. */
async function letGoOf(tx: Tx, entries: readonly Entry[]): Promise<HeldPart[]> {
  const ids = entries.flatMap((entry) => {
    if (entry.kind === "ending") return entry.reservationIds;
    if (entry.kind === "withdrawal") return [entry.reservationId];
    return entry.kind === "holding" && entry.answer?.ok ? [entry.answer.reservationId] : [];
  });
  return ids.length === 0 ? [] : tx.db.delete(reservations).where(inArray(reservations.id, ids)).returning(HELD);
}

/** Answers whoever asks; what is held is returned. */
function hold(tx: Tx, books: Books, holding: Holding): (typeof reservations.$inferInsert)[] {
  const { call, payer, actorId, terms } = holding;
  const said = answer(books, holding);
  holding.answer = said;
  const rows = rowsOf(books, payer);
  const credit = terms.prepaid ? books.accounts?.credit : undefined;
  if (!said.ok || (rows.length === 0 && !credit)) return [];
  const { callId, amountMicros } = call;
  const lost = lostOf(call, payer, actorId);
  return [holdIn(tx, books, { id: said.reservationId, callId, amountMicros, rows, onCredit: terms.prepaid, lost })];
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
  {
    rows,
    ...held
  }: Pick<typeof reservations.$inferInsert, "id" | "callId" | "amountMicros" | "onCredit" | "lost"> & { rows: readonly BudgetNow[] },
): typeof reservations.$inferInsert {
  for (const row of rows) {
    row.reservedMicros += held.amountMicros;
    books.changed.add(row);
  }
  if (held.onCredit && books.accounts) books.accounts.credit.reservedMicros += held.amountMicros;
  const expiresAt = new Date(tx.clockNow.getTime() + HELD_MS);
  return { ...held, workspaceId: tx.workspaceId, budgetIds: rows.map(({ id }) => id), expiresAt };
}
