import { hasModel, providerOf, usableAccounts } from "../keys/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import { modelProvider } from "./provider.ts";
import { modelsOf } from "./route.ts";

/** The models that a call of this actor could ask now, as "provider/model"; the offline one where there is no other. */
export async function listReachable(ctx: Context): Promise<string[]> {
  requirePermission(ctx, "gateway:call");
  const accounts = Map.groupBy(await usableAccounts(ctx), providerOf);
  const { name, model } = ctx.platform.drivers.get(modelProvider);
  if (accounts.size === 0) return [`${name}/${model}`];
  const known = [...(await modelsOf(ctx, accounts))].flatMap(([ref, { provider, id }]) =>
    accounts.get(provider)?.some((account) => hasModel(account, id)) ? [ref] : [],
  );
  const local = [...accounts].flatMap(([provider, list]) =>
    list.flatMap((each) => (each.local ? each.models.map((id) => `${provider}/${id}`) : [])),
  );
  return [...new Set([...known, ...local])];
}
