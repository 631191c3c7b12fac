import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { accountsByProvider, AnswerFault, modelDriver, type UsableAccount } from "../keys/index.ts";
import { isTx, requirePermission, type Context } from "../platform/index.ts";
import { asSeen, inputSize, sees, shownKinds, tokensIn, withoutShown, type InputSize } from "../models/index.ts";
import { beginCall, type OpenCall } from "./call.ts";
import { keepPrompt } from "./keep-prompt.ts";
import { mostOf, mostOutput } from "./meter.ts";
import { modelProvider } from "./provider.ts";
import type { CallPurpose, Difficulty } from "./purpose.ts";
import type { Answered } from "./try-once.ts";
import { redactPrompt } from "../screening/index.ts";
import { needsOf, planRoute, type Candidate } from "./route.ts";
import { skillModel } from "./skill-model.ts";

/** What an answer may have when its asker says nothing, thinking included. */
const OUTPUT: Readonly<Record<Difficulty, number>> = { routine: 4_096, normal: 16_384, hard: 32_768 };

/** With less room for its answer than this, files are not worth their money. */
const LEAST_ANSWER = 1_024;
const TOO_DEAR =
  "(It is not shown, as looking at it would cost more than is left for this answer. Do not guess what is in it. Say so to the person: an admin can let you spend more, on your page under Abilities.)";

export interface LanguageCall {
  call: OpenCall;
  /** The model, and the call as it takes it. */
  prepare: (candidate: Candidate, account: UsableAccount | undefined, signal: AbortSignal) => [LanguageModelV4, LanguageModelV4CallOptions];
}

/** Routed, masked and reserved; nothing has been sent yet. */
export async function openCall(
  ctx: Context,
  purpose: CallPurpose,
  asked: LanguageModelV4CallOptions,
  { races = false } = {},
): Promise<LanguageCall> {
  requireCall(ctx);
  asked.abortSignal?.throwIfAborted();
  const startedAt = performance.now();
  const accounts = await accountsByProvider(ctx, purpose.onBehalfOf);
  const whole = redactPrompt(asked, keysOf([...accounts.values()].flat()));
  const size = inputSize(whole);
  const candidates = await planRoute(ctx, purpose, needsOf(whole, purpose, tokensIn(size)), accounts);
  const leftMicros = whole.providerOptions?.["openvibe"]?.["leftMicros"] ?? purpose.costLimitMicros;
  const isDear = shownKinds(whole).length > 0 && isTooDear(ctx, leftMicros, candidates[0], size);
  const options = isDear ? asSeen(whole, () => false, TOO_DEAR) : whole;
  const input = isDear ? inputSize(options) : size;
  const maxOutputTokens = asked.maxOutputTokens ?? OUTPUT[purpose.difficulty ?? "normal"];
  const call = await beginCall(ctx, {
    purpose,
    candidates,
    input,
    maxOutputTokens,
    startedAt,
    races,
    abortSignal: asked.abortSignal,
  });
  const shown = shownKinds(options);
  const saw = ({ candidate }: Answered<unknown>) => shown.some((kind) => sees(candidate, kind));
  const kindOfCall = `${ctx.workspaceId}/${purpose.skill}`;
  return {
    call: {
      ...call,
      report: (answered, tokens) => ({ ...call.report(answered, tokens), ...(saw(answered) ? { saw: true } : {}) }),
    },
    prepare(candidate, account, abortSignal) {
      const seen = shown.length === 0 ? options : asSeen(options, (kind) => sees(candidate, kind));
      const shaped = candidate.offline
        ? withoutShown(options)
        : keepPrompt(shape(seen, candidate, call.maxOutputTokens), candidate, kindOfCall);
      return [modelOf(ctx, candidate, account), { ...shaped, abortSignal }];
    },
  };
}

/** Whether the files that have words would take more than the task may still cost. */
function isTooDear(ctx: Context, leftMicros: unknown, first: Candidate | undefined, input: InputSize): boolean {
  return first !== undefined && typeof leftMicros === "number" && mostOf(ctx, first, input, LEAST_ANSWER) > leftMicros;
}

export function requireCall(ctx: Context): void {
  requirePermission(ctx, "gateway:call");
  if (isTx(ctx)) throw new Error("a model call inside a transaction");
}

export function keysOf(accounts: readonly UsableAccount[]): string[] {
  return accounts.flatMap(({ account }) => account.key ?? []);
}

function modelOf({ platform }: Context, candidate: Candidate, account: UsableAccount | undefined): LanguageModelV4 {
  const driver = platform.drivers.find(modelDriver);
  if (account) {
    if (!driver) throw new AnswerFault("unavailable", "no driver for models is set up");
    return driver.languageModel(account.account, candidate.model);
  }
  const rules = platform.drivers.get(modelProvider);
  return driver?.languageModel({ kind: "offline", name: rules.name }, candidate.model) ?? skillModel(rules);
}

/** The call as this model takes it. */
function shape(options: LanguageModelV4CallOptions, candidate: Candidate, maxOutputTokens: number): LanguageModelV4CallOptions {
  const { temperature, topP, topK, presencePenalty, frequencyPenalty, seed, responseFormat, ...rest } = options;
  const { offline: _rules, openvibe, ...providerOptions } = options.providerOptions ?? {};
  // NOTE: a model that nobody described is asked for the form too: the servers that people run themselves take one.
  const keepsToForm = candidate.info?.abilities.structured !== false || openvibe?.["formInWords"] !== true;
  const sampling = Object.fromEntries(
    Object.entries({ temperature, topP, topK, presencePenalty, frequencyPenalty, seed }).filter(([, value]) => value !== undefined),
  );
  return {
    ...rest,
    ...(candidate.info?.abilities.sampling === false ? {} : sampling),
    ...(responseFormat && keepsToForm ? { responseFormat } : {}),
    providerOptions,
    maxOutputTokens: mostOutput(candidate, maxOutputTokens),
  };
}
