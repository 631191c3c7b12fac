import type { EmbeddingModelV4 } from "@ai-sdk/provider";
import { accountsByProvider, AnswerFault, hasModel, modelDriver, usableAccounts, type UsableAccount } from "../keys/index.ts";
import { AppError, type Context } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import type { Attempt } from "./attempt.ts";
import { beginCall } from "./call.ts";
import { keysOf, requireCall } from "./open-call.ts";
import type { CallPurpose } from "./purpose.ts";
import { redactText } from "../screening/index.ts";
import { candidateOf, listOf, modelsOf, type Candidate } from "./route.ts";
import { countOf, FREE, NO_TOKENS, ofWords } from "../models/index.ts";

const OFFLINE: Candidate = {
  ref: "offline/lexical",
  provider: "offline",
  model: "lexical",
  info: undefined,
  price: FREE,
  accounts: [],
  offline: true,
};
const STANDARD = ["openai/text-embedding-3-small", "google/gemini-embedding-001"];
const MOST_TOGETHER = 96;

export interface Embeddings {
  vectors: number[][];
  /** "provider/model": vectors of different models say nothing to each other. */
  model: string;
  dimensions: number;
  offline: boolean;
  tokens: number;
}

/** What texts mean, as directions, in their order: by a provider where there is one, else by words alone, labelled offline. One usage row. */
export async function embed(ctx: Context, purpose: CallPurpose, texts: readonly string[], abortSignal?: AbortSignal): Promise<Embeddings> {
  requireCall(ctx);
  const startedAt = performance.now();
  const own = keysOf(await usableAccounts(ctx, purpose.onBehalfOf));
  const clean = texts.map((text) => redactText(text, own));
  const input = ofWords(clean);
  const candidates = await planEmbedding(ctx, purpose);
  const call = await beginCall(ctx, { purpose, candidates, input, maxOutputTokens: 0, startedAt, abortSignal });
  const answered = await call.ask(async (candidate, account, attempt) => embedAll(modelOf(ctx, candidate, account), clean, attempt));
  const { vectors, tokens } = answered.result;
  const used = answered.candidate.offline ? NO_TOKENS : { ...NO_TOKENS, inputTokens: countOf(tokens) ?? call.inputTokens };
  const booked = call.end(answered, { tokens: used, outcome: "ok" });
  if (!purpose.answerFirst) await booked;
  const { ref, offline } = answered.candidate;
  return { vectors, model: ref, dimensions: vectors[0]?.length ?? 0, offline, tokens: used.inputTokens };
}

/** The provider's model that is asked first, as "provider/model"; undefined where only words could be compared. */
export async function findEmbeddingModel(ctx: Context, purpose: CallPurpose): Promise<string | undefined> {
  if (!ctx.platform.drivers.find(modelDriver)) return undefined;
  const [first] = await planEmbedding(ctx, purpose);
  return first && !first.offline ? first.ref : undefined;
}

async function planEmbedding(ctx: Context, purpose: CallPurpose): Promise<Candidate[]> {
  const accounts = await accountsByProvider(ctx, purpose.onBehalfOf);
  const models = await modelsOf(ctx, accounts);
  const priced = [...models].flatMap(([ref, { kind, provider, id }]) =>
    kind === "embedding" && accounts.get(provider)?.some((account) => hasModel(account, id)) ? [ref] : [],
  );
  const set = listOf(await settingOf(ctx, "models.embedding"));
  const refs = purpose.models?.filter((ref) => models.get(ref)?.kind !== "language") ?? [
    ...set,
    ...STANDARD.filter((ref) => priced.includes(ref)),
    ...priced.filter((ref) => !STANDARD.includes(ref)),
  ];
  const needs = { inputTokens: 0, tools: false, vision: false, offline: true };
  const found = [...new Set(refs)].map((ref) => (ref === OFFLINE.ref ? OFFLINE : candidateOf(ctx, ref, models, accounts, needs)));
  const able = found.filter((each) => "ref" in each);
  if (!purpose.models) return [...able.filter((each) => each !== OFFLINE), OFFLINE];
  if (able.length === 0)
    throw found.find((each) => each instanceof AppError) ?? new AppError("bad_request", "Name a model for the embeddings.");
  return able;
}

function modelOf({ platform }: Context, { model, offline, ref }: Candidate, account: UsableAccount | undefined): EmbeddingModelV4 {
  const driver = platform.drivers.find(modelDriver);
  const found = offline
    ? driver?.embeddingModel({ kind: "offline", name: "offline" }, model)
    : account && driver?.embeddingModel(account.account, model);
  if (!found) throw new AnswerFault("bad_request", `${ref} makes no embeddings`);
  return found;
}

async function embedAll(model: EmbeddingModelV4, texts: readonly string[], attempt: Attempt) {
  const most = Math.min((await model.maxEmbeddingsPerCall) ?? MOST_TOGETHER, MOST_TOGETHER);
  const vectors: number[][] = [];
  let tokens: number | undefined = 0;
  for (let from = 0; from < texts.length; from += most) {
    const { embeddings, usage } = await model.doEmbed({ values: texts.slice(from, from + most), abortSignal: attempt.signal });
    vectors.push(...embeddings);
    tokens = tokens === undefined || usage === undefined ? undefined : tokens + usage.tokens;
    attempt.used = { ...NO_TOKENS, inputTokens: countOf(tokens) ?? 0 };
  }
  const [first = []] = vectors;
  const isWhole = (vector: readonly number[]) => vector.length > 0 && vector.length === first.length && vector.every(Number.isFinite);
  if (vectors.length !== texts.length || !vectors.every(isWhole))
    throw new AnswerFault("malformed", "not every text has got an embedding like the others");
  return { vectors, tokens };
}
