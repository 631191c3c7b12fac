import { providerOf, usableAccounts } from "../keys/index.ts";
import { AppError, type Context } from "../platform/index.ts";
import { listReachable } from "./list-reachable.ts";
import { modelIn, modelsOf, providerIn } from "./route.ts";

/** The model that is meant, as "provider/model", by a name with or without its provider; one of `only`, where that names any. */
export async function findModel(ctx: Context, name: string, only: readonly string[]): Promise<string> {
  const refs = only.length > 0 ? only : await listReachable(ctx);
  if (refs.includes(name)) return name;
  const accounts = Map.groupBy(await usableAccounts(ctx), providerOf);
  const known = await modelsOf(ctx, accounts);
  // NOTE: a name with its provider never goes to another one that has a model of that whole name.
  if (only.length === 0 && known.has(name)) return name;
  const found = refs.filter((ref) => modelIn(ref) === name);
  if (found.length > 1) throw new AppError("bad_request", `${found.length} providers have ${name}. Write ${found.join(" or ")}.`);
  const [ref] = found;
  if (ref !== undefined) return ref;
  if (only.length > 0) throw new AppError("not_found", `This key may not use ${name}.`);
  // What its provider did not list is tried; of what cannot be asked, the route says why.
  const unlisted = [...known.keys()].filter((each) => modelIn(each) === name);
  const unasked = unlisted.find((each) => accounts.has(providerIn(each))) ?? unlisted[0];
  if (unasked !== undefined) return unasked;
  if (name.includes("/")) return name;
  throw new AppError("not_found", `There is no model ${name}. Use auto, or one that GET /v1/models lists.`);
}
