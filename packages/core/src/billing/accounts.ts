import { and, eq, inArray, sql } from "drizzle-orm";
import { newId, type Context, type Tx } from "../platform/index.ts";
import type { LedgerAccountKind, LedgerEntryKind } from "./model.ts";
import { ledgerAccounts, ledgerEntries } from "./tables.ts";

export interface AccountNow {
  id: string;
  balanceMicros: number;
  reservedMicros: number;
  /** Of credit: the balance after the last grant. */
  fullMicros: number;
  /** Of credit: the highest threshold of which somebody was told since then. */
  alertedPercent: number;
}

const ORDER: readonly LedgerAccountKind[] = ["grants", "credit", "usage"];
const { id, balanceMicros, reservedMicros, fullMicros, alertedPercent } = ledgerAccounts;
const columns = { id, balanceMicros, reservedMicros, fullMicros, alertedPercent };
const ofKind = (ctx: Context, kind: LedgerAccountKind) =>
  and(eq(ledgerAccounts.workspaceId, ctx.workspaceId), eq(ledgerAccounts.kind, kind));

/** Made at first use. */
async function openAccounts(tx: Tx): Promise<void> {
  await tx.db
    .insert(ledgerAccounts)
    .values(ORDER.map((kind) => ({ id: newId("lac"), workspaceId: tx.workspaceId, kind })))
    .onConflictDoNothing();
}

export async function readAccount(ctx: Context, kind: LedgerAccountKind): Promise<AccountNow | undefined> {
  const [row] = await ctx.db.select(columns).from(ledgerAccounts).where(ofKind(ctx, kind));
  return row;
}

/** Credit, and where it goes: what calls take their money from. */
export interface CallAccounts {
  credit: AccountNow;
  usage: AccountNow;
}

export async function lockCallAccounts(tx: Tx): Promise<CallAccounts> {
  const rows = await tx.db
    .select({ ...columns, kind: ledgerAccounts.kind })
    .from(ledgerAccounts)
    .where(and(eq(ledgerAccounts.workspaceId, tx.workspaceId), inArray(ledgerAccounts.kind, ["credit", "usage"])))
    .orderBy(ledgerAccounts.kind)
    .for("update");
  const [credit, usage] = (["credit", "usage"] as const).map((kind) => rows.find((row) => row.kind === kind));
  if (credit && usage) return { credit, usage };
  await openAccounts(tx);
  return lockCallAccounts(tx);
}

/** Writes a row that is locked. */
export async function saveAccount(tx: Tx, { id, balanceMicros, reservedMicros, alertedPercent }: AccountNow): Promise<void> {
  await tx.db.update(ledgerAccounts).set({ balanceMicros, reservedMicros, alertedPercent }).where(eq(ledgerAccounts.id, id));
}

/** Returns the account's id. */
async function addToAccount(tx: Tx, kind: LedgerAccountKind, micros: number): Promise<string> {
  const set = { balanceMicros: sql`${ledgerAccounts.balanceMicros} + ${micros}::bigint` };
  const [row] = await tx.db.update(ledgerAccounts).set(set).where(ofKind(tx, kind)).returning({ id: ledgerAccounts.id });
  if (row) return row.id;
  await openAccounts(tx);
  return addToAccount(tx, kind, micros);
}

/** From a grant on, notices are of what is there now. */
export async function fillCredit(tx: Tx): Promise<void> {
  await tx.db.update(ledgerAccounts).set({ fullMicros: ledgerAccounts.balanceMicros, alertedPercent: 0 }).where(ofKind(tx, "credit"));
}

export interface Movement {
  kind: LedgerEntryKind;
  from: LedgerAccountKind;
  to: LedgerAccountKind;
  amountMicros: number;
  note?: string;
}

/** One transaction of the ledger: the entry, and the balances that sum its like. Returns the entry's id. */
export async function post(tx: Tx, { kind, from, to, amountMicros, note = "" }: Movement): Promise<string> {
  const ids = new Map<LedgerAccountKind, string>();
  // In one order, so that no two wait for each other.
  for (const each of ORDER.filter((one) => one === from || one === to))
    ids.set(each, await addToAccount(tx, each, each === from ? -amountMicros : amountMicros));
  const id = newId("lge");
  await tx.db.insert(ledgerEntries).values({
    id,
    workspaceId: tx.workspaceId,
    kind,
    debitAccountId: ids.get(from) ?? "",
    debitMicros: -amountMicros,
    creditAccountId: ids.get(to) ?? "",
    creditMicros: amountMicros,
    note,
    createdBy: tx.actor.id,
    createdAt: tx.clockNow,
  });
  return id;
}
