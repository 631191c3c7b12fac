import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart, LanguageModelV4Usage } from "@ai-sdk/provider";
import { z } from "zod";
import { AppError, streamOf } from "../platform/index.ts";
import type { ModelProvider, ModelRequest, TokenUsage } from "./provider.ts";

const Skill = z.object({ skill: z.string(), input: z.unknown() });
const Text = z.object({ text: z.string() });

/** A provider of skills in the shape of a language model: what is asked comes in `providerOptions.offline`. */
export function skillModel(provider: ModelProvider): LanguageModelV4 {
  const requestOf = (options: LanguageModelV4CallOptions): ModelRequest => {
    const asked = Skill.safeParse(options.providerOptions?.["offline"]);
    if (!asked.success) throw new AppError("unavailable", "The offline model only knows its skills. Add a model key for this.");
    return { ...asked.data, schema: z.unknown(), signal: options.abortSignal };
  };
  return {
    specificationVersion: "v4",
    provider: provider.name,
    modelId: provider.model,
    supportedUrls: {},
    async doGenerate(options) {
      const { output, usage } = await provider.generate(requestOf(options));
      const text = Text.safeParse(output);
      return {
        content: [{ type: "text", text: text.success ? text.data.text : JSON.stringify(output) }],
        finishReason: { unified: "stop", raw: undefined },
        usage: usageOf(usage),
        warnings: [],
      };
    },
    async doStream(options) {
      return { stream: streamOf(partsOf(provider, requestOf(options))) };
    },
  };
}

async function* partsOf(provider: ModelProvider, request: ModelRequest): AsyncGenerator<LanguageModelV4StreamPart> {
  yield { type: "stream-start", warnings: [] };
  yield { type: "text-start", id: "0" };
  let usage: TokenUsage = { inputTokens: 0, outputTokens: 0 };
  for await (const part of provider.stream(request)) {
    if (part.type === "text") yield { type: "text-delta", id: "0", delta: part.text };
    else usage = part.usage;
  }
  yield { type: "text-end", id: "0" };
  yield { type: "finish", usage: usageOf(usage), finishReason: { unified: "stop", raw: undefined } };
}

function usageOf({ inputTokens, outputTokens }: TokenUsage): LanguageModelV4Usage {
  return {
    inputTokens: { total: inputTokens, noCache: inputTokens, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: outputTokens, text: outputTokens, reasoning: undefined },
  };
}
