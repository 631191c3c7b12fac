import type {
  JSONSchema7,
  LanguageModelV4CallOptions,
  LanguageModelV4FunctionTool,
  LanguageModelV4Prompt,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
} from "@ai-sdk/provider";
import { z } from "zod";
import { writerOf, type Difficulty, type Writer } from "../gateway/index.ts";
import { AppError, inputSchemaOf, may, messageOf, type Context, type Tool } from "../platform/index.ts";
import type { TurnPlan } from "./plan.ts";
import { withFiles } from "./show-files.ts";

export interface CalledTool {
  id: string;
  tool: string;
  /** As the model wrote it: JSON, hopefully. */
  input: string;
  /** By provider: what it signed the call with, and wants to see again with it. */
  signed?: Signed | undefined;
}

type Signed = Record<string, { thoughtSignature: string }>;

/** What a model answered in one round. */
export interface Reply extends Writer {
  text: string;
  calls: CalledTool[];
  /** It would not answer, and said no more than that. */
  refused?: boolean;
  /** It had more to say than it may. */
  isCut?: boolean;
  /** Its time was over before it was done: what it wanted to call is not called. */
  isLate?: boolean;
  /** It was shown files, and can see them. */
  saw?: boolean;
  usage: { inputTokens: number; outputTokens: number };
  costMicros: number;
  model: string;
  durationMs: number;
}

const MOST_CALLS = 32;
const LONGEST_INPUT = 200_000;
const Report = z.object({
  openvibe: z.object({
    provider: z.string(),
    model: z.string(),
    fallbackFrom: z.string().optional(),
    costMicros: z.number(),
    offline: z.boolean(),
    saw: z.boolean().optional(),
  }),
});

/** What a turn may still take, and whether a language model has worked at it: rules do not go on with what they know nothing of. */
interface Left {
  ms: number;
  micros: number;
  begun: boolean;
}

/** One model call, its text said as it comes, for as long as the turn may still take. */
export async function askModel(
  plan: TurnPlan,
  left: Left,
  prompt: LanguageModelV4Prompt,
  tools: readonly Tool[],
  difficulty: Difficulty,
  onText: (text: string) => void,
): Promise<Reply> {
  const startedAt = performance.now();
  const offered = offeredTo(plan.hands, tools);
  const late = AbortSignal.timeout(Math.max(1, Math.ceil(left.ms)));
  const options: LanguageModelV4CallOptions = {
    prompt: await withFiles(plan.hands, prompt),
    abortSignal: AbortSignal.any([plan.signal, late]),
    providerOptions: { offline: { skill: "answer", input: plan.offline }, openvibe: { leftMicros: left.micros, begun: left.begun } },
    ...(offered.length > 0 ? { tools: offered, toolChoice: { type: "auto" as const } } : {}),
  };
  const reply: Reply = {
    text: "",
    calls: [],
    usage: { inputTokens: 0, outputTokens: 0 },
    costMicros: 0,
    writtenBy: "offline",
    insteadOf: undefined,
    model: "",
    durationMs: 0,
  };
  try {
    const { stream } = await plan.modelFor(difficulty).doStream(options);
    for await (const part of stream) take(reply, part, onText);
  } catch (error) {
    if (!late.aborted || plan.signal.aborted) throw error;
    Object.assign(reply, { calls: [], isLate: true }, plan.lastWriter?.());
  }
  plan.signal.throwIfAborted();
  return { ...reply, durationMs: performance.now() - startedAt };
}

function take(reply: Reply, part: LanguageModelV4StreamPart, onText: (text: string) => void): void {
  switch (part.type) {
    case "text-delta": {
      const text = part.delta.replaceAll("\u0000", "");
      reply.text += text;
      return onText(text);
    }
    case "tool-call":
      if (reply.calls.length < MOST_CALLS)
        reply.calls.push({
          id: part.toolCallId,
          tool: part.toolName,
          input: part.input.slice(0, LONGEST_INPUT),
          signed: signedBy(part.providerMetadata),
        });
      return;
    case "finish": {
      const { inputTokens, outputTokens } = part.usage;
      if (part.finishReason.unified === "content-filter") reply.refused = true;
      if (part.finishReason.unified === "length") reply.isCut = true;
      reply.usage = { inputTokens: inputTokens.total ?? 0, outputTokens: outputTokens.total ?? 0 };
      const report = Report.safeParse(part.providerMetadata);
      if (!report.success) return;
      const { provider, model, costMicros, saw = false } = report.data.openvibe;
      Object.assign(reply, { saw, costMicros, model: `${provider}/${model}`, ...writerOf(report.data.openvibe) });
      return;
    }
    case "error":
      throw part.error instanceof Error ? part.error : new AppError("unavailable", `The model broke off (${messageOf(part.error)}).`);
  }
}

/** Of what a provider tells of a call, this alone goes back. */
function signedBy(metadata: LanguageModelV4ToolCall["providerMetadata"]): Signed | undefined {
  const found = Object.entries(metadata ?? {}).flatMap(([provider, { thoughtSignature }]) =>
    typeof thoughtSignature === "string" ? [[provider, { thoughtSignature }] as const] : [],
  );
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** Those of the tools that these hands may use, as a model is told of them. */
export function offeredTo(hands: Context, tools: readonly Tool[]): LanguageModelV4FunctionTool[] {
  return tools
    .filter(({ permission }) => may(hands.actor, permission))
    .map((tool) => ({
      type: "function",
      name: tool.name,
      description: tool.description,
      inputSchema: inputSchemaOf(tool) as JSONSchema7,
    }));
}
