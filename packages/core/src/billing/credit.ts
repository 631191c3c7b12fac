import { and, desc, eq, lt } from "drizzle-orm";
import { AppError, emit, may, requirePermission, toPage, write, type Context, type Page, type PageInput } from "../platform/index.ts";
import { settingsOf, type Settings } from "../settings/index.ts";
import { fillCredit, post, readAccount } from "./accounts.ts";
import { BillingEvents, CREDIT, GrantCredit, type Budget, type Credit, type LedgerEntry } from "./model.ts";
import { operatorLimit } from "./subjects.ts";
import { ledgerEntries } from "./tables.ts";

const LIMITED =
  "Whoever runs this server says what a workspace may spend on its keys (OPERATOR_CREDIT_USD), and can raise it. Keys of your own do not count.";

/** Gives the workspace credit; for its owner, who answers for it to the operator. Where the operator has set a limit, that holds instead. */
export async function grantCredit(ctx: Context, input: GrantCredit): Promise<LedgerEntry> {
  const { amountMicros, note } = GrantCredit.parse(input);
  if (ctx.platform.drivers.find(operatorLimit) !== undefined) throw new AppError("forbidden", LIMITED);
  return write(ctx, "billing:grant", async (tx) => {
    const id = await post(tx, { kind: "grant", from: "grants", to: "credit", amountMicros, note });
    await fillCredit(tx);
    const entry: LedgerEntry = { id, kind: "grant", amountMicros, note, createdBy: tx.actor.id, createdAt: tx.clockNow };
    await emit(tx, BillingEvents.CreditGranted, entry, { memberId: tx.actor.id });
    return entry;
  });
}

/** Below zero where more was used than granted, which only a workspace that has paid in advance is kept from. */
export async function getCredit(ctx: Context): Promise<Credit> {
  requirePermission(ctx, "billing:read");
  const account = await readAccount(ctx, "credit");
  const isLimited = ctx.platform.drivers.find(operatorLimit) !== undefined;
  return {
    balanceMicros: account?.balanceMicros ?? 0,
    reservedMicros: account?.reservedMicros ?? 0,
    prepaid: isPrepaid(ctx, await settingsOf(ctx)),
    isLimited,
  };
}

/** Whether calls with the operator's keys stop when the credit is used up. */
export function isPrepaid({ platform }: Context, setting: Settings): boolean {
  return platform.drivers.find(operatorLimit) === undefined && setting("billing.prepaid");
}

/** As it is told of: how much of it is used since the last grant, for who manages money; undefined where nothing was granted. */
export async function creditAsBudget(ctx: Context): Promise<Budget | undefined> {
  const account = may(ctx.actor, "billing:manage") ? await readAccount(ctx, "credit") : undefined;
  if (!account || account.fullMicros <= 0) return undefined;
  const { fullMicros: limitMicros, balanceMicros, reservedMicros } = account;
  const about = { id: CREDIT, scope: "workspace", subjectId: "", period: "total", name: "Credit of the workspace" } as const;
  const spentMicros = limitMicros - balanceMicros;
  return { ...about, limitMicros, spentMicros, reservedMicros, hard: true, resetsAt: null, createdAt: ctx.platform.clock.now() };
}

/** What came and went, the newest first. */
export async function listLedger(ctx: Context, input: PageInput): Promise<Page<LedgerEntry>> {
  requirePermission(ctx, "billing:manage");
  const rows = await ctx.db
    .select()
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.workspaceId, ctx.workspaceId), input.cursor === undefined ? undefined : lt(ledgerEntries.id, input.cursor)))
    .orderBy(desc(ledgerEntries.id))
    .limit(input.limit + 1);
  const entries = rows.map(({ id, kind, creditMicros, note, createdBy, createdAt }): LedgerEntry => {
    return { id, kind, amountMicros: kind === "usage" ? -creditMicros : creditMicros, note, createdBy, createdAt };
  });
  return toPage(entries, input.limit, ({ id }) => id);
}
