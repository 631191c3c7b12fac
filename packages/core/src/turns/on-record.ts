import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4GenerateResult } from "@ai-sdk/provider";
import { reasonBefore } from "../billing/index.ts";
import { getMessage, getThread } from "../chat/index.ts";
import { generate, isOffline, reportOf, textOf, type Generated, type SkillCall } from "../gateway/index.ts";
import { messageOf, newId, personOf, requirePermission, systemContext, write, type Context } from "../platform/index.ts";
import type { TranscriptEntry, TurnEnd } from "./model.ts";
import { transcripts } from "./tables.ts";
import { placeOf } from "./transcripts.ts";

/** A call of a skill in a thread, with the messages that it repeats: its transcript goes when one of them goes. */
export interface CallOnRecord<Input, Output> extends Omit<SkillCall<Input, Output>, "watched"> {
  threadId: string;
  quotes: readonly string[];
}

/** One answer to a skill, as `generate` gives it, with a transcript of what was given, what came and by whom. */
export async function generateOnRecord<Input, Output>(
  ctx: Context,
  { threadId, quotes, ...call }: CallOnRecord<Input, Output>,
): Promise<Generated<Output>> {
  const startedAt = ctx.platform.clock.now();
  const heard = hearing();
  const keep = (end: TurnEnd) => {
    const { skill, purpose } = call;
    return keepCall(ctx, { ...purpose, skill: skill.name, threadId, quotes: [...new Set(quotes)], startedAt, end }, heard.entries);
  };
  try {
    const made = await generate(ctx, { ...call, purpose: { ...call.purpose, threadId }, watched: heard.watch });
    if (isOffline(made.writtenBy)) heard.byRules(call.input, made);
    await keep("answered");
    return made;
  } catch (error) {
    await keep(call.signal?.aborted ? "stopped" : "model_failed");
    throw error;
  }
}

/** Why the model that should have written a message did not, where a call in its thread has told it; null where nothing has. */
export async function whyTakenOver(ctx: Context, { messageId }: { messageId: string }): Promise<string | null> {
  requirePermission(ctx, "agents:read");
  const { threadId, insteadOf, createdAt } = await getMessage(ctx, { messageId });
  return insteadOf === null ? null : reasonBefore(ctx, { threadId, model: insteadOf, before: createdAt });
}

type Reply = Extract<TranscriptEntry, { type: "reply" }>;
const NOTHING = { inputTokens: 0, outputTokens: 0 };

/** Takes down what a model is given and says; what it is given again stands there once. */
function hearing() {
  const entries: TranscriptEntry[] = [];
  const known = new Set<string>();
  let round = 0;
  const given = (role: "system" | "user" | "assistant", text: string) => {
    if (!known.has(text)) entries.push({ type: "said", role, text });
    known.add(text);
  };
  const came = (reply: Pick<Reply, "text" | "usage" | "costMicros" | "model" | "durationMs">) => {
    entries.push({ type: "reply", round, calls: [], ...reply });
    known.add(reply.text);
  };
  const ask = async (model: LanguageModelV4, options: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> => {
    round += 1;
    const startedAt = performance.now();
    for (const { role, content } of options.prompt)
      if (role !== "tool")
        given(role, typeof content === "string" ? content : content.map((part) => ("text" in part ? part.text : "")).join(""));
    try {
      const result = await model.doGenerate(options);
      const { provider, model: name, costMicros } = reportOf(result);
      const usage = { inputTokens: result.usage.inputTokens.total ?? 0, outputTokens: result.usage.outputTokens.total ?? 0 };
      came({ text: textOf(result), usage, costMicros, model: `${provider}/${name}`, durationMs: performance.now() - startedAt });
      return result;
    } catch (error) {
      entries.push({ type: "broke_off", round, text: "", why: messageOf(error) });
      throw error;
    }
  };
  return {
    entries,
    watch: (model: LanguageModelV4): LanguageModelV4 => ({ ...model, doGenerate: (options) => ask(model, options) }),
    byRules(input: unknown, { output, writtenBy }: Generated<unknown>) {
      round += 1;
      given("user", JSON.stringify(input));
      came({ text: JSON.stringify(output), usage: NOTHING, costMicros: 0, model: writtenBy, durationMs: 0 });
    },
  };
}

interface KeptCall {
  skill: string;
  threadId: string;
  taskId?: string | undefined;
  onBehalfOf?: string | undefined;
  quotes: string[];
  startedAt: Date;
  end: TurnEnd;
}

/** What goes wrong here takes nothing from what was answered. */
async function keepCall(ctx: Context, call: KeptCall, entries: readonly TranscriptEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const { skill, threadId, onBehalfOf, quotes, startedAt, end } = call;
  const row = { id: newId("trn"), skill, taskId: call.taskId ?? null };
  const replies = entries.filter((entry) => entry.type === "reply");
  const sum = (of: (reply: Reply) => number) => Math.round(replies.reduce((all, each) => all + of(each), 0));
  const kept = write(systemContext(ctx.platform, ctx.workspaceId), "turns:record", async (tx) => {
    const { channelId } = await getThread(tx, { threadId });
    await tx.db.insert(transcripts).values({
      ...row,
      workspaceId: tx.workspaceId,
      threadId,
      channelId,
      agentId: ctx.actor.id,
      askedFor: onBehalfOf ?? personOf(ctx.actor),
      end,
      rounds: entries.filter(({ type }) => type === "reply" || type === "broke_off").length,
      toolCalls: 0,
      inputTokens: sum(({ usage }) => usage.inputTokens),
      outputTokens: sum(({ usage }) => usage.outputTokens),
      costMicros: sum(({ costMicros }) => costMicros),
      tainted: false,
      quotes,
      sealed: tx.platform.secrets.seal(JSON.stringify(entries), placeOf(row)),
      startedAt,
      changedAt: tx.clockNow,
    });
  });
  await kept.catch((fault: unknown) => ctx.log.warn({ err: fault, skill }, "the transcript of a call could not be kept"));
}
