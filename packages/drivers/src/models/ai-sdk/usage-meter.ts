import type { LanguageModelV4StreamPart, LanguageModelV4Usage } from "@ai-sdk/provider";
import { z } from "zod";

const Count = z.number().nullish();
/** How the vendors name what they count; each says it in its own place of a piece of the stream. */
const Counts = z.object({
  input_tokens: Count,
  cache_read_input_tokens: Count,
  cache_creation_input_tokens: Count,
  output_tokens: Count,
  prompt_tokens: Count,
  completion_tokens: Count,
  promptTokenCount: Count,
  cachedContentTokenCount: Count,
  candidatesTokenCount: Count,
  thoughtsTokenCount: Count,
  prompt_tokens_details: z.object({ cached_tokens: Count }).nullish(),
  input_tokens_details: z.object({ cached_tokens: Count }).nullish(),
  completion_tokens_details: z.object({ reasoning_tokens: Count }).nullish(),
  output_tokens_details: z.object({ reasoning_tokens: Count }).nullish(),
});
const Piece = z.object({
  usage: Counts.nullish(),
  usageMetadata: Counts.nullish(),
  message: z.object({ usage: Counts.nullish() }).nullish(),
  response: z.object({ usage: Counts.nullish() }).nullish(),
});

type Input = LanguageModelV4Usage["inputTokens"];
type Output = LanguageModelV4Usage["outputTokens"];
const UNTOLD: LanguageModelV4Usage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};

export interface UsageMeter {
  see(part: LanguageModelV4StreamPart): void;
  /** What the provider told of an answer that broke off; totals that it did not tell are undefined. */
  told(): LanguageModelV4Usage;
}

export function createUsageMeter(): UsageMeter {
  let input: Input | undefined;
  let output: Output | undefined;
  return {
    see(part) {
      // NOTE: what was counted before the last words is not what was written in the end.
      if (part.type === "text-delta" || part.type === "reasoning-delta" || part.type === "tool-input-delta") output = undefined;
      if (part.type !== "raw" || !mayCount(part.rawValue)) return;
      const piece = Piece.safeParse(part.rawValue).data;
      const counts = piece?.usage ?? piece?.usageMetadata ?? piece?.message?.usage ?? piece?.response?.usage;
      if (!counts) return;
      input = inputIn(counts) ?? input;
      output = outputIn(counts) ?? output;
    },
    told: () => ({ inputTokens: input ?? UNTOLD.inputTokens, outputTokens: output ?? UNTOLD.outputTokens }),
  };
}

/** Most pieces of a stream count nothing, and are not looked into. */
function mayCount(piece: unknown): boolean {
  return (
    typeof piece === "object" &&
    piece !== null &&
    ("usage" in piece || "usageMetadata" in piece || "message" in piece || "response" in piece)
  );
}

function inputIn(counts: z.infer<typeof Counts>): Input | undefined {
  const told = counts.input_tokens ?? counts.prompt_tokens ?? counts.promptTokenCount ?? undefined;
  if (told === undefined) return undefined;
  // NOTE: one vendor counts what came from its cache beside the rest, the others within it.
  const beside = (counts.cache_read_input_tokens ?? 0) + (counts.cache_creation_input_tokens ?? 0);
  const within =
    counts.prompt_tokens_details?.cached_tokens ?? counts.input_tokens_details?.cached_tokens ?? counts.cachedContentTokenCount;
  const cacheRead = counts.cache_read_input_tokens ?? within ?? 0;
  const cacheWrite = counts.cache_creation_input_tokens ?? 0;
  return { total: told + beside, noCache: told + beside - cacheRead - cacheWrite, cacheRead, cacheWrite };
}

function outputIn(counts: z.infer<typeof Counts>): Output | undefined {
  const told = counts.output_tokens ?? counts.completion_tokens ?? counts.candidatesTokenCount ?? undefined;
  if (told === undefined) return undefined;
  // NOTE: here too one vendor counts beside the rest what the others count within it.
  const beside = counts.thoughtsTokenCount ?? 0;
  const within = counts.completion_tokens_details?.reasoning_tokens ?? counts.output_tokens_details?.reasoning_tokens ?? 0;
  return { total: told + beside, text: Math.max(0, told - within), reasoning: beside + within };
}
