import type { LanguageModelV4 } from "@ai-sdk/provider";
import { reserve } from "../billing/index.ts";
import { AppError, isTx, messageOf, newId, requirePermission, type Context } from "../platform/index.ts";
import { NO_TOKENS } from "../models/index.ts";
import { languageModel } from "./language-model.ts";
import { outcomeOf, payerOf, settleCall } from "./meter.ts";
import { modelProvider, type Skill, type TokenUsage } from "./provider.ts";
import type { CallPurpose } from "./purpose.ts";
import { reasonOfError, usableAccounts } from "../keys/index.ts";
import { fits, generateObject, type StructuredRequest } from "./structured.ts";
import { writerOf, type Writer } from "./writer.ts";

export interface SkillCall<Input, Output> {
  skill: Skill<Input, Output>;
  input: Input;
  signal?: AbortSignal | undefined;
  /** For whom and what, besides the skill's own name. */
  purpose?: Omit<CallPurpose, "skill"> | undefined;
  /** The model that is asked, as somebody who keeps a record of its calls would have it. */
  watched?: ((model: LanguageModelV4) => LanguageModelV4) | undefined;
}

/** With who wrote it, for what is made of the output. */
export type Generated<Output> = Writer & { output: Output };

/** One answer to a skill, checked against it: by a language model where there is one, else and last by the offline rules. Never inside a transaction. */
export async function generate<Input, Output>(ctx: Context, call: SkillCall<Input, Output>): Promise<Generated<Output>> {
  requirePermission(ctx, "gateway:call");
  if (isTx(ctx)) throw new Error("a model call inside a transaction");
  const input = call.skill.input.parse(call.input);
  const prompt = call.skill.prompt?.(input);
  if (!prompt || (await usableAccounts(ctx, call.purpose?.onBehalfOf)).length === 0) return byRules(ctx, call, input, undefined);
  const { name, output: schema } = call.skill;
  const check = call.skill.check && ((output: Output) => call.skill.check?.(output, input) ?? []);
  const request: StructuredRequest<Output> = { name, schema, ...prompt, check, signal: call.signal };
  try {
    const model = languageModel(ctx, purposeOf(call), undefined, (result) => (fits(result, request) ? undefined : "schema"));
    const { output, report } = await generateObject(call.watched?.(model) ?? model, request);
    return { output, ...writerOf(report) };
  } catch (error) {
    call.signal?.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    ctx.log.warn({ skill: name, fault: error.details?.["fault"] ?? error.code }, "the offline rules answer for a model");
    return byRules(ctx, call, input, error);
  }
}

function purposeOf<Input, Output>({ skill, purpose }: SkillCall<Input, Output>): CallPurpose {
  return { difficulty: skill.difficulty, ...purpose, skill: skill.name };
}

/** The offline rules are a call like any other: one row, and nothing to pay. */
async function byRules<Input, Output>(
  ctx: Context,
  call: SkillCall<Input, Output>,
  input: Input,
  why: AppError | undefined,
): Promise<Generated<Output>> {
  const rules = ctx.platform.drivers.get(modelProvider);
  const { skill, signal } = call;
  const reason = why && reasonOfError(why);
  const insteadOf = why && ((why.details?.["model"] as string | undefined) ?? "a language model");
  const startedAt = performance.now();
  const about = { callId: newId("mdc"), provider: rules.name, model: rules.model, skill: skill.name, payer: payerOf(purposeOf(call)) };
  const held = await reserve(ctx, { ...about, amountMicros: 0, ownKey: false });
  let usage: TokenUsage = NO_TOKENS;
  const settle = (outcome: "ok" | "failed" | "cancelled" | "refused") =>
    settleCall(ctx, {
      ...about,
      reservationId: held.ok ? held.reservationId : "",
      ownKey: false,
      costMicros: 0,
      usage,
      outcome,
      durationMs: performance.now() - startedAt,
      offline: true,
      fallbackFrom: insteadOf,
      fallbackReason: reason,
    });
  try {
    const answer = await rules.generate({ skill: skill.name, input, schema: skill.output, signal });
    usage = answer.usage;
    const output = skill.output.parse(answer.output);
    await settle("ok");
    return { output, writtenBy: rules.name, insteadOf, ...(reason === undefined ? {} : { why: reason }) };
  } catch (cause) {
    await settle(signal ? outcomeOf(signal, "") : "failed");
    if (why) throw why;
    if (cause instanceof AppError || signal?.aborted) throw cause;
    throw new AppError("unavailable", `The model ${rules.name} could not answer (${messageOf(cause).slice(0, 200)}). Try again.`, {
      cause,
    });
  }
}

export interface StreamCall<Input> extends SkillCall<Input, { text: string }> {
  /** Told before the first words. */
  onWriter?: (writer: Writer) => void;
}

/** The text of an answer as it comes. Ends metered, also when the reader stops early. */
export async function* stream<Input>(ctx: Context, call: StreamCall<Input>): AsyncGenerator<string> {
  const input = call.skill.input.parse(call.input);
  const prompt = call.skill.prompt?.(input);
  const rules = { skill: call.skill.name, input } as unknown as Record<string, never>;
  const { name, model } = ctx.platform.drivers.get(modelProvider);
  const purpose = { ...purposeOf(call), ...(prompt ? {} : { models: [`${name}/${model}`] }) };
  const parts = await languageModel(ctx, purpose, call.onWriter).doParts({
    prompt: [
      ...(prompt ? [{ role: "system" as const, content: prompt.instructions }] : []),
      { role: "user", content: [{ type: "text", text: prompt?.text ?? "" }] },
    ],
    providerOptions: { offline: rules },
    ...(call.signal ? { abortSignal: call.signal } : {}),
  });
  for await (const part of parts) {
    if (part.type === "error") throw part.error;
    if (part.type === "text-delta") yield part.delta;
  }
}
