import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { AppError, type Context } from "../platform/index.ts";
import { operatorLimit } from "../billing/index.ts";
import { readRoutes, settingsOf } from "../settings/index.ts";
import { accountsByProvider, hasModel, reasonOfError, type AccountsByProvider, type UsableAccount } from "../keys/index.ts";
import {
  answersInWords,
  FREE,
  hasWords,
  knownModels,
  priceAt,
  pricedModels,
  shownFiles,
  unseenBy,
  type ModelInfo,
  type Shown,
  type TokenPrice,
} from "../models/index.ts";
import { modelProvider } from "./provider.ts";
import type { CallPurpose, Difficulty } from "./purpose.ts";

/** A model that may answer a call, with the accounts that can reach it. */
export interface Candidate {
  /** "provider/model" */
  ref: string;
  provider: string;
  model: string;
  info: ModelInfo | undefined;
  /** For as much as the call sends, about. */
  price: TokenPrice;
  accounts: readonly UsableAccount[];
  offline: boolean;
  /** Of the rules: the model that would have been asked, and why it cannot take this call. */
  insteadOf?: { ref: string; why: string } | undefined;
}

/** What a call asks of a model beyond words. */
export interface Needs {
  inputTokens: number;
  tools: boolean;
  vision: boolean;
  /** Files that are put into words for who cannot see them: who can is asked first. */
  shown?: Shown | undefined;
  /** Whether the offline model's rules may answer when nobody else does. */
  offline: boolean;
  /** A language model has worked at its task before: rules know nothing of that, and do not go on with it. */
  begun?: boolean;
}

/** Cheap where the work is routine, strong for planning and code; whichever of them has a key. */
export const DEFAULT_ROUTES: Readonly<Record<Difficulty, readonly string[]>> = {
  routine: ["anthropic/claude-haiku-5-5", "openai/gpt-6-luna", "google/gemini-3.8-flash"],
  normal: ["anthropic/claude-sonnet-5-5", "openai/gpt-6.1-terra", "google/gemini-4-hydrogen"],
  hard: ["anthropic/claude-opus-5-5", "openai/gpt-6.1-sol", "google/gemini-4-carbon"],
};

export function needsOf(options: LanguageModelV4CallOptions, purpose: CallPurpose, inputTokens: number): Needs {
  const isObject = options.responseFormat?.type === "json";
  const hasRules = options.providerOptions?.["offline"] !== undefined;
  const vision = options.prompt.some(
    ({ role, content }) =>
      role === "user" && content.some((part) => part.type === "file" && part.mediaType.startsWith("image") && !hasWords(part)),
  );
  return {
    inputTokens,
    tools: (options.tools ?? []).length > 0,
    vision,
    shown: shownFiles(options),
    offline: hasRules || (!isObject && purpose.keyId === undefined),
    begun: options.providerOptions?.["openvibe"]?.["begun"] === true,
  };
}

/** The models for a call, in the order in which they are asked; never none. */
export async function planRoute(ctx: Context, purpose: CallPurpose, needs: Needs, among?: AccountsByProvider): Promise<Candidate[]> {
  const accounts = among ?? (await accountsByProvider(ctx, purpose.onBehalfOf));
  const offline = offlineCandidate(ctx);
  const models = await modelsOf(ctx, accounts);
  const refs = purpose.models ?? (await routeOf(ctx, purpose, models, accounts));
  const found = [...new Set(refs)].map((ref) => (ref === offline.ref ? offline : candidateOf(ctx, ref, models, accounts, needs)));
  const named = purpose.models !== undefined;
  const { shown, begun = false } = needs;
  const inOrder = found.filter((each) => "ref" in each).filter(({ offline: isRules }) => named || !(begun && isRules));
  const able = shown && !named ? inOrder.toSorted((one, other) => unseenBy(one, shown) - unseenBy(other, shown)) : inOrder;
  const withOffline = !able.includes(offline) && !named && !begun && (needs.offline || accounts.size === 0);
  const candidates = withOffline
    ? [...able, able.length > 0 ? offline : { ...offline, insteadOf: unableIn(found, [...new Set(refs)]) }]
    : able;
  if (candidates.length > 0) return candidates;
  const faults = found.filter((each) => each instanceof AppError);
  const why = faults.find(({ code }) => code !== "not_found") ?? faults[0];
  if (why && (named || why.code !== "not_found")) throw why;
  throw new AppError("unavailable", why?.message ?? "No model is set up for this. An admin can add a key in the settings under Models.");
}

/** The first that has a key, and cannot take the call all the same. */
function unableIn(found: readonly (Candidate | AppError)[], refs: readonly string[]): Candidate["insteadOf"] {
  for (const [at, ref] of refs.entries()) {
    const each = found[at];
    if (each instanceof AppError && each.code !== "not_found") return { ref, why: reasonOfError(each) };
  }
  return undefined;
}

/** What the workspace says of a model goes before what is known; not on keys of the operator's that have a limit. */
export async function modelsOf(ctx: Context, accounts: AccountsByProvider): Promise<Models> {
  const known = knownModels(ctx);
  const priced = accounts.size === 0 ? [] : await pricedModels(ctx);
  if (priced.length === 0) return known;
  const limited = ctx.platform.drivers.find(operatorLimit) === undefined ? undefined : accounts;
  const before = together.get(priced);
  if (before?.known === known && before.limited === limited) return before.models;
  const own = priced.filter(({ provider }) => !limited?.get(provider)?.some(isOperators));
  const models = new Map([...known, ...own.map((model) => [`${model.provider}/${model.id}`, model] as const)]);
  together.set(priced, { known, limited, models });
  return models;
}

const isOperators = ({ ownKey, local }: UsableAccount) => !ownKey && !local;

type Models = ReadonlyMap<string, ModelInfo>;

/** Of those that the workspace has set a price for and those that are known; the same while neither changes. */
const together = new WeakMap<readonly ModelInfo[], { known: Models; limited: AccountsByProvider | undefined; models: Models }>();

/** What the agent prefers, what the workspace set for agent, skill and difficulty, in this order; then what we would take. */
async function routeOf(
  ctx: Context,
  { prefer = [], agentId, agent = agentId, skill, difficulty = "normal" }: CallPurpose,
  models: Models,
  accounts: AccountsByProvider,
): Promise<string[]> {
  const setting = await settingsOf(ctx);
  const routes = new Map(readRoutes(setting("models.special")).map(({ who, models: own }) => [who, listOf(own)]));
  const own = [...accounts].flatMap(([provider, list]) => {
    if (list.every(({ account }) => account.kind !== "compatible")) return [];
    const priced = [...models.values()].filter((model) => model.provider === provider && model.kind === "language");
    const listed = list.some(({ local }) => local) ? list.flatMap((each) => each.models).filter(answersInWords) : [];
    return [...priced.map(({ id }) => id), ...listed].map((id) => `${provider}/${id}`);
  });
  const standard = DEFAULT_ROUTES[difficulty].flatMap((ref) => nearestTo(ref, models, accounts));
  return [
    ...prefer,
    ...(routes.get(`agent ${agent}`) ?? []),
    ...(routes.get(`skill ${skill}`) ?? []),
    ...listOf(setting(`models.${difficulty}`)),
    ...standard,
    ...own,
  ];
}

export const providerIn = (ref: string): string => ref.slice(0, ref.indexOf("/"));
export const modelIn = (ref: string): string => ref.slice(ref.indexOf("/") + 1);

/** The model, or what comes nearest of those that the provider's keys have: another of ours, else the cheapest one known. */
function nearestTo(ref: string, models: Models, accounts: AccountsByProvider): string[] {
  const own = accounts.get(providerIn(ref));
  if (!own) return [];
  const { routine, normal, hard } = DEFAULT_ROUTES;
  const isHad = (each: string) => providerIn(each) === providerIn(ref) && own.some((account) => hasModel(account, modelIn(each)));
  const found = [ref, ...normal, ...routine, ...hard].find(isHad) ?? cheapest([...models].filter(([each]) => isHad(each)));
  return found === undefined ? [] : [found];
}

function cheapest(models: readonly (readonly [string, ModelInfo])[]): string | undefined {
  const outputOf = ({ prices }: ModelInfo) => prices.at(-1)?.output ?? 0;
  return models.filter(([, { kind }]) => kind === "language").toSorted(([, one], [, other]) => outputOf(one) - outputOf(other))[0]?.[0];
}

export function listOf(text: string): string[] {
  return text
    .split(",")
    .map((ref) => ref.trim())
    .filter((ref) => ref !== "");
}

/** The candidate, or why it cannot be one. */
export function candidateOf(
  { platform }: Context,
  ref: string,
  models: Models,
  all: AccountsByProvider,
  needs: Needs,
): Candidate | AppError {
  const [provider, model] = [providerIn(ref), modelIn(ref)];
  const known = all.get(provider);
  const having = known?.filter((account) => hasModel(account, model)) ?? [];
  // NOTE: what a provider has may have changed since it was asked; a model that somebody named is tried.
  const accounts = having.length > 0 ? having : known;
  if (!accounts)
    return new AppError(
      "not_found",
      `There is no key for ${provider}, so ${ref} cannot be asked. An admin can add one in the settings under Models.`,
    );
  const info = models.get(ref);
  const { shown } = needs;
  const inputTokens = shown && unseenBy({ info, accounts }, shown) === shown.kinds.length ? shown.tokensInWords : needs.inputTokens;
  const price = info ? priceAt(info.prices, platform.clock.now(), inputTokens) : accounts.some(({ local }) => local) ? FREE : undefined;
  if (!price) {
    const isLimited = accounts.some(isOperators) && platform.drivers.find(operatorLimit) !== undefined;
    const who = isLimited ? "Whoever runs this server can set it." : "An admin can set it in the settings under Models.";
    return new AppError("not_found", `The price of ${ref} is not known, so it is not called. ${who}`);
  }
  const about = { details: { model: ref } };
  if (info && inputTokens > info.contextTokens)
    return new AppError("too_large", `The model ${ref} cannot take in that much text. Shorten it.`, about);
  if (info && needs.tools && !info.abilities.tools) return new AppError("bad_request", `The model ${ref} cannot use tools.`, about);
  if (info && needs.vision && !info.abilities.vision) return new AppError("bad_request", `The model ${ref} cannot see pictures.`, about);
  return { ref, provider, model, info, price, accounts, offline: false };
}

function offlineCandidate({ platform }: Context): Candidate {
  const { name, model } = platform.drivers.get(modelProvider);
  return { ref: `${name}/${model}`, provider: name, model, info: undefined, price: FREE, accounts: [], offline: true };
}

/** The price of a call that sends so much. */
export function priceFor({ platform }: Context, { info, price }: Candidate, inputTokens: number): TokenPrice {
  return (info && priceAt(info.prices, platform.clock.now(), inputTokens)) ?? price;
}
