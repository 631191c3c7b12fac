import { and, desc, eq, lt } from "drizzle-orm";
import { requirePermission, toPage, type Context, type Page, type PageInput } from "../platform/index.ts";
import { usageRecords } from "./tables.ts";

/** With a key of a provider, or a virtual one. */
export type CallKey = { providerKeyId: string } | { keyId: string };

/** The calls with one key, the newest first; whose key it is, a verb above looks at first. */
export async function callsOfKey(ctx: Context, of: CallKey, page: PageInput): Promise<Page<typeof usageRecords.$inferSelect>> {
  requirePermission(ctx, "billing:read");
  const isIts = "keyId" in of ? eq(usageRecords.keyId, of.keyId) : eq(usageRecords.providerKeyId, of.providerKeyId);
  const after = page.cursor === undefined ? undefined : lt(usageRecords.id, page.cursor);
  const its = and(eq(usageRecords.workspaceId, ctx.workspaceId), isIts, after);
  const calls = ctx.db.select().from(usageRecords).where(its);
  return toPage(await calls.orderBy(desc(usageRecords.id)).limit(page.limit + 1), page.limit, ({ id }) => id);
}
