import { and, desc, eq, lt } from "drizzle-orm";
import { usageRecords } from "../billing/tables.ts";
import { may, requirePermission, toPage, type Context, type Page } from "../platform/index.ts";
import type { KeyUse, ListKeyUses } from "./model.ts";
import { fetchProviderKey } from "./provider-key-rows.ts";

/** The calls that a provider's key was used for, the newest first, for whoever looks after that key; what was said in them is not among it. */
export async function listKeyUses(ctx: Context, { keyId, cursor, limit }: ListKeyUses): Promise<Page<KeyUse>> {
  requirePermission(ctx, may(ctx.actor, "keys:manage") ? "keys:manage" : "keys:own");
  const { id } = await fetchProviderKey(ctx, keyId);
  const rows = await ctx.db
    .select({
      id: usageRecords.id,
      skill: usageRecords.skill,
      provider: usageRecords.provider,
      model: usageRecords.model,
      memberId: usageRecords.memberId,
      agentId: usageRecords.agentId,
      virtualKeyId: usageRecords.keyId,
      inputTokens: usageRecords.inputTokens,
      outputTokens: usageRecords.outputTokens,
      costMicros: usageRecords.costMicros,
      outcome: usageRecords.outcome,
      createdAt: usageRecords.createdAt,
    })
    .from(usageRecords)
    .where(
      and(
        eq(usageRecords.workspaceId, ctx.workspaceId),
        eq(usageRecords.providerKeyId, id),
        cursor === undefined ? undefined : lt(usageRecords.id, cursor),
      ),
    )
    .orderBy(desc(usageRecords.id))
    .limit(limit + 1);
  const uses = rows.map(({ provider, model, ...use }): KeyUse => ({ ...use, model: `${provider}/${model}` }));
  return toPage(uses, limit, (use) => use.id);
}
