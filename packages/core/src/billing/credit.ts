import { and, desc, eq, lt } from "drizzle-orm";
import { AppError, emit, requirePermission, toPage, write, type Context, type Page, type PageInput } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import { post, readAccount } from "./accounts.ts";
import { BillingEvents, GrantCredit, type Credit, type LedgerEntry } from "./model.ts";
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
    prepaid: !isLimited && (await settingOf(ctx, "billing.prepaid")),
    isLimited,
  };
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
