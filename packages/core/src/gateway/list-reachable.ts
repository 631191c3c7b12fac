import { accountsByProvider, hasModel, withoutRelease } from "../keys/index.ts";
import { AppError, requirePermission, type Context } from "../platform/index.ts";
import { modelProvider } from "./provider.ts";
import { modelIn, modelsOf, providerIn } from "./route.ts";

/** The models that a call of this actor could ask now, as "provider/model"; the offline one where there is no other. */
export async function listReachable(ctx: Context): Promise<string[]> {
  requirePermission(ctx, "gateway:call");
  const accounts = await accountsByProvider(ctx);
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

/**
 * The model that is meant, as "provider/model", by a name with or without its provider; one of `only`, where that names any. A dated release that
 * nobody knows by that name is the model that it is a release of.
 */
export async function findModel(ctx: Context, name: string, only: readonly string[]): Promise<string> {
  if (only.includes(name)) return name;
  const accounts = await accountsByProvider(ctx);
  const known = await modelsOf(ctx, accounts);
  // NOTE: a name with its provider never goes to another one that has a model of that whole name.
  if (only.length === 0 && known.has(name)) return name;
  const found = (await oneOf(ctx, name, { only, accounts, known })) ?? (await oneOf(ctx, withoutRelease(name), { only, accounts, known }));
  if (found !== undefined) return found;
  if (only.length > 0) throw new AppError("not_found", `This key may not use ${name}.`);
  if (name.includes("/")) return name;
  throw new AppError("not_found", `There is no model ${name}. Use auto, or one that GET /v1/models lists.`);
}

interface Among {
  only: readonly string[];
  accounts: ReadonlyMap<string, unknown>;
  known: ReadonlyMap<string, unknown>;
}

async function oneOf(ctx: Context, name: string, { only, accounts, known }: Among): Promise<string | undefined> {
  if (only.length === 0 && known.has(name)) return name;
  const refs = only.length > 0 ? only : await listReachable(ctx);
  if (refs.includes(name)) return name;
  const found = refs.filter((ref) => modelIn(ref) === name);
  if (found.length > 1) throw new AppError("bad_request", `${found.length} providers have ${name}. Write ${found.join(" or ")}.`);
  const [ref] = found;
  if (ref !== undefined || only.length > 0) return ref;
  // What its provider did not list is tried; of what cannot be asked, the route says why.
  const unlisted = [...known.keys()].filter((each) => modelIn(each) === name);
  return unlisted.find((each) => accounts.has(providerIn(each))) ?? unlisted[0];
}
