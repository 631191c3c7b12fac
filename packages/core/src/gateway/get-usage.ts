import { getUsage as usageBy } from "../billing/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import { usableAccounts, vendorName } from "../keys/index.ts";
import type { ModelStatus, RestingKey, UsageSummary } from "./model.ts";
import { modelProvider } from "./provider.ts";
import type { Difficulty } from "./purpose.ts";
import { needsOf, planRoute, type Candidate } from "./route.ts";
import { gatewayState } from "./state.ts";

/** All calls so far in a line; the whole story is billing's. */
export async function getUsage(ctx: Context): Promise<UsageSummary> {
  requirePermission(ctx, "gateway:read");
  const { rows, total } = await usageBy(ctx, { by: "model", limit: 400 });
  const { calls, inputTokens, outputTokens, costMicros } = total;
  const byProvider = rows.map(({ key, ...row }) => {
    const at = key.indexOf("/");
    return { provider: key.slice(0, at), model: key.slice(at + 1), calls: row.calls, costMicros: row.costMicros };
  });
  return { calls, inputTokens, outputTokens, costMicros, byProvider };
}

const OFFLINE =
  "The built-in offline model answers: rules and templates on this machine, no account, no key, no network. It understands plain descriptions of apps; it does not hold free conversation.";

/** Which model a normal call would be answered by, and which others rest. */
export async function getStatus(ctx: Context): Promise<ModelStatus> {
  requirePermission(ctx, "gateway:read");
  const accounts = await usableAccounts(ctx, ctx.actor.id);
  const routes = await Promise.all(DIFFICULTIES.map((difficulty) => candidatesFor(ctx, difficulty)));
  const [normal = []] = routes;
  const resting = routes.flat().flatMap((candidate) => restingOf(ctx, candidate));
  const isUp = ({ ref, accounts: all }: Candidate) => all.length === 0 || all.some(({ id }) => !resting.some(isOf(id, ref)));
  const first = normal.find(isUp) ?? normal[0];
  const { name, model } = ctx.platform.drivers.get(modelProvider);
  const told = { resting: resting.filter(({ keyId, model: ref }, at) => resting.findIndex(isOf(keyId, ref)) === at) };
  if (!first || first.offline) {
    const why = accounts.length === 0 ? "" : resting.length > 0 ? ALL_REST : NO_MODEL;
    return { provider: name, model, offline: true, notice: `${OFFLINE} ${why}`.trim(), ...told };
  }
  return {
    provider: first.provider,
    model: first.model,
    offline: false,
    notice: `${first.model} ${whose(first.provider)} answers, unless the agent that is asked has a model of its own.`,
    ...told,
  };
}

/** The address that an operator set up has no name that anybody would know. */
const whose = (provider: string): string => (provider === "compatible" ? "of this server" : `of ${vendorName(provider)}`);
const DIFFICULTIES = ["normal", "routine", "hard"] as const;
const isOf = (keyId: string, ref: string) => (each: RestingKey) => each.keyId === keyId && each.model === ref;

function candidatesFor(ctx: Context, difficulty: Difficulty): Promise<Candidate[]> {
  const purpose = { skill: "answer", difficulty };
  return planRoute(ctx, purpose, needsOf({ prompt: [] }, purpose, 0));
}

function restingOf(ctx: Context, { ref, accounts }: Candidate): RestingKey[] {
  const { health } = gatewayState(ctx);
  return accounts.flatMap((account) => {
    const found = health.resting(account, ref);
    return found ? [{ keyId: account.id, model: ref, ...found }] : [];
  });
}

const NO_MODEL = "There is a key, but none of its models may be called: set a model and its price in the settings under Models.";
const ALL_REST = "The models that have a key could not answer lately; they are asked again in a while.";
