import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { z } from "zod";
import { piecesOf } from "./pieces.ts";
import { nextMove, plannedMove } from "./planner/next-move.ts";
import { restOf } from "./rest-of.ts";
import { runSkill } from "./skills.ts";

/** What callers may tell it beside the prompt: which rules to use on what, or the person's own words where the prompt holds more. */
const Options = z.object({ skill: z.string().optional(), input: z.unknown().optional(), request: z.string().optional() });

const Text = z.object({ text: z.string() });

const NOTHING: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

/**
 * The offline model behind the interface of all models: rules for a skill (`providerOptions.offline = { skill, input }`), a planner over the
 * tools for everything else. It reads the person's words only: what tools returned is reported, and never taken for a wish.
 */
export function offlineLanguageModel(): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: "offline",
    modelId: "rules",
    supportedUrls: {},
    async doGenerate(options) {
      options.abortSignal?.throwIfAborted();
      const content = contentFor(options);
      return { content, finishReason: reasonOf(content), usage: NOTHING, warnings: [] };
    },
    async doStream(options) {
      options.abortSignal?.throwIfAborted();
      return { stream: ReadableStream.from(partsOf(contentFor(options), options.abortSignal)) };
    },
  };
}

function contentFor(options: LanguageModelV4CallOptions): LanguageModelV4Content[] {
  const { skill, input, request } = Options.parse(options.providerOptions?.["offline"] ?? {});
  const asJson = options.responseFormat?.type === "json";
  const tools = options.toolChoice?.type === "none" ? [] : (options.tools ?? []);
  const words = request ?? textIn(input);
  // NOTE: an answer is what is given where no tool is asked for.
  const move = skill === undefined || skill === "answer" ? plannedMove(options.prompt, tools, words) : undefined;
  if (!move) return [{ type: "text", text: skill === undefined ? withoutSkill(options, words, asJson) : bySkill(skill, input, asJson) }];
  if (move.calls.length === 0)
    return [{ type: "text", text: asJson ? JSON.stringify({ text: move.text }) : restOf(move.text, soFarIn(input)) }];
  return move.calls.map((call) => ({
    type: "tool-call" as const,
    toolCallId: call.id,
    toolName: call.name,
    input: JSON.stringify(call.input),
  }));
}

function bySkill(skill: string, input: unknown, asJson: boolean): string {
  const output = runSkill(skill, input);
  const said = Text.safeParse(output);
  return said.success && !asJson ? said.data.text : JSON.stringify(output);
}

function withoutSkill({ prompt }: LanguageModelV4CallOptions, words: string | undefined, asJson: boolean): string {
  const { text } = nextMove(prompt, [], words);
  return asJson ? JSON.stringify({ text }) : text;
}

const SoFar = z.object({ soFar: z.string() });
/** What was said before the answer broke off. */
function soFarIn(input: unknown): string {
  const given = SoFar.safeParse(input);
  return given.success ? given.data.soFar : "";
}

/** The person's words where they are part of what a skill is given. */
function textIn(input: unknown): string | undefined {
  const said = Text.safeParse(input);
  return said.success ? said.data.text : undefined;
}

function reasonOf(content: readonly LanguageModelV4Content[]): LanguageModelV4FinishReason {
  return { unified: content.some((part) => part.type === "tool-call") ? "tool-calls" : "stop", raw: undefined };
}

async function* partsOf(
  content: readonly LanguageModelV4Content[],
  signal: AbortSignal | undefined,
): AsyncGenerator<LanguageModelV4StreamPart> {
  yield { type: "stream-start", warnings: [] };
  for (const [index, part] of content.entries()) {
    if (part.type === "tool-call") yield part;
    if (part.type !== "text") continue;
    const id = String(index);
    yield { type: "text-start", id };
    for (const delta of piecesOf(part.text)) {
      signal?.throwIfAborted();
      yield { type: "text-delta", id, delta };
    }
    yield { type: "text-end", id };
  }
  yield { type: "finish", finishReason: reasonOf(content), usage: NOTHING };
}
