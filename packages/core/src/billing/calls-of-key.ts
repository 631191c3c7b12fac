import { and, desc, eq, lt } from "drizzle-orm";
import { requirePermission, toPage, type Context, type Page, type PageInput } from "../platform/index.ts";
import { usageRecords } from "./tables.ts";

/** With a key of a provider, or a virtual one. */
export type CallKey = { providerKeyId: string } | { keyId: string };

/** The calls with one key, the newest first; whose key it is, a verb above looks at first. */
export async function callsOfKey(ctx: Context, of: CallKey, { cursor, limit }: PageInput): Promise<Page<typeof usageRecords.$inferSelect>> {
  requirePermission(ctx, "billing:read");
  const isIts = "keyId" in of ? eq(usageRecords.keyId, of.keyId) : eq(usageRecords.providerKeyId, of.providerKeyId);
  const its = and(eq(usageRecords.workspaceId, ctx.workspaceId), isIts, cursor ? lt(usageRecords.id, cursor) : undefined);
  const calls = ctx.db.select().from(usageRecords).where(its);
  return toPage(await calls.orderBy(desc(usageRecords.id)).limit(limit + 1), limit, ({ id }) => id);
}
