import { callsOfKey, type CallKey } from "../billing/index.ts";
import { may, requirePermission, systemContext, type Context, type Page, type PageInput } from "../platform/index.ts";
import { KeyUse, type ListKeyUses } from "./model.ts";
import { fetchProviderKey } from "./provider-key-rows.ts";
import { getVirtualKey } from "./virtual-keys.ts";

/** The calls that a provider's key was used for, the newest first, for whoever looks after that key; what was said in them is not among it. */
export async function listKeyUses(ctx: Context, { keyId, ...page }: ListKeyUses): Promise<Page<KeyUse>> {
  requirePermission(ctx, may(ctx.actor, "keys:manage") ? "keys:manage" : "keys:own");
  const { id: providerKeyId } = await fetchProviderKey(ctx, keyId);
  return usesOf(ctx, { providerKeyId }, page);
}

/** The same of the calls that came with a virtual key. */
export async function listVirtualKeyUses(ctx: Context, { keyId, ...page }: ListKeyUses): Promise<Page<KeyUse>> {
  const { id } = await getVirtualKey(ctx, { keyId });
  return usesOf(ctx, { keyId: id }, page);
}

async function usesOf(ctx: Context, of: CallKey, page: PageInput): Promise<Page<KeyUse>> {
  // NOTE: whoever looks after a key may know this of it, whatever else of money they may know.
  const { items, ...rest } = await callsOfKey(systemContext(ctx.platform, ctx.workspaceId), of, page);
  return {
    ...rest,
    items: items.map((call) => KeyUse.parse({ ...call, model: `${call.provider}/${call.model}`, virtualKeyId: call.keyId })),
  };
}
