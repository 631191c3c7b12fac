import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from "@ai-sdk/provider";
import { streamOf, type Context } from "../platform/index.ts";
import { cachedAnswer, keepAnswer, keeping, replay } from "./answer-cache.ts";
import { NO_TOKENS, textTokens, tokensOf, toldTokens } from "../models/index.ts";
import { whileOpen } from "./meter.ts";
import { openCall } from "./open-call.ts";
import type { CallPurpose } from "./purpose.ts";
import { beginStream, discard, relay, requireWhole } from "./relay.ts";
import { writerOf, type Writer } from "./writer.ts";

/**
 * A model for a purpose: each call is routed, reserved, limited, cached, retried, fallen back, masked and settled, with one usage row. Needs
 * `gateway:call`; never called inside a transaction. What it says of itself is `providerMetadata.openvibe`, a `CallReport`; who writes a stream,
 * `onWriter` is told before its first words. `faultIn` says what is wrong with an answer as a whole: it is in the books as failed.
 */
export function languageModel(ctx: Context, purpose: CallPurpose, onWriter?: (writer: Writer) => void, faultIn?: FaultIn): PartsModel {
  const doParts: PartsModel["doParts"] = (options) => partsOnce(ctx, purpose, options, onWriter);
  return {
    specificationVersion: "v4",
    provider: "openvibe",
    modelId: purpose.skill,
    supportedUrls: {},
    doGenerate: (options) => generateOnce(ctx, purpose, options, faultIn),
    doStream: async (options) => ({ stream: streamOf(await doParts(options)) }),
    doParts,
  };
}

type Parts = Iterable<LanguageModelV4StreamPart> | AsyncIterable<LanguageModelV4StreamPart>;

/** A stream as the SDK has it, or its parts for who reads them here, without a stream between. */
export interface PartsModel extends LanguageModelV4 {
  doParts(options: LanguageModelV4CallOptions): Promise<Parts>;
}

type FaultIn = (result: LanguageModelV4GenerateResult) => string | undefined;

async function generateOnce(
  ctx: Context,
  purpose: CallPurpose,
  options: LanguageModelV4CallOptions,
  faultIn?: FaultIn,
): Promise<LanguageModelV4GenerateResult> {
  const cached = await cachedAnswer(ctx, purpose, options);
  if (cached?.answer) return cached.answer;
  const { call, prepare } = await openCall(ctx, purpose, options);
  const used = ({ usage, content }: LanguageModelV4GenerateResult) =>
    tokensOf(usage, { input: call.inputTokens, output: content.reduce((all, part) => all + saidIn(part), 0) });
  const answered = await call.ask(
    async (candidate, account, attempt) => {
      const [model, shaped] = prepare(candidate, account, attempt.signal);
      const result = await model.doGenerate(shaped);
      requireWhole(result.finishReason.unified, () => (attempt.used = toldTokens(result.usage)));
      return result;
    },
    { until: "whole", discard: async ({ result }) => used(result) },
  );
  const { result } = answered;
  const tokens = used(result);
  const refused = result.finishReason.unified === "content-filter";
  const fault = refused ? "refused" : faultIn?.(result);
  const outcome = refused ? "refused" : fault ? "failed" : "ok";
  const booked = call.end(answered, { tokens, outcome, ...(fault ? { fault } : {}) });
  const report = call.report(answered, tokens);
  const whole = { ...result, providerMetadata: { ...result.providerMetadata, openvibe: { ...report } } };
  const kept = cached && !fault ? booked.then(() => keepAnswer(ctx, cached, whole, report)) : booked;
  if (purpose.answerFirst) void whileOpen(ctx.platform, kept);
  else await kept;
  return whole;
}

function saidIn(part: LanguageModelV4Content): number {
  if ("text" in part) return textTokens(part.text);
  return "input" in part ? textTokens(part.input) : 0;
}

async function partsOnce(
  ctx: Context,
  purpose: CallPurpose,
  options: LanguageModelV4CallOptions,
  onWriter?: (writer: Writer) => void,
): Promise<Parts> {
  const cached = await cachedAnswer(ctx, purpose, options);
  if (cached?.answer) {
    onWriter?.(writerOf(cached.report));
    return replay(cached.answer);
  }
  const { call, prepare } = await openCall(ctx, purpose, options, { races: true });
  const answered = await call.ask((candidate, account, attempt) => beginStream(attempt, prepare(candidate, account, attempt.signal)), {
    until: "begun",
    discard: ({ result, attempt }) => discard(result, attempt, call.inputTokens),
  });
  onWriter?.(writerOf(call.report(answered, NO_TOKENS)));
  const parts = relay(ctx, call, answered);
  return cached ? keeping(ctx, cached, parts) : parts;
}
