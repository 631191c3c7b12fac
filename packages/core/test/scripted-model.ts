import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart, SharedV4ProviderMetadata } from "@ai-sdk/provider";

export interface ScriptedReply {
  text?: string;
  /** What its words count as; ten tokens where nothing is said. */
  outputTokens?: number;
  /** What the gateway says that it cost, where a test has none. */
  costMicros?: number;
  /** It would not answer, and this is all it says. */
  refused?: boolean;
  /** It has said as much as it may, and more was to come. */
  isCut?: boolean;
  /** What happens once its text is out, before it ends: it may break off, or wait. */
  afterText?: (signal: AbortSignal | undefined) => Promise<void>;
  calls?: { tool: string; input: unknown; providerMetadata?: SharedV4ProviderMetadata }[];
}

export interface ScriptedModel extends LanguageModelV4 {
  /** What it was asked, in order. */
  readonly asked: LanguageModelV4CallOptions[];
}

/** A language model that answers what the test says, call by call; ids of its calls follow from their place, as a provider's do not. */
export function scriptedModel(
  reply: (options: LanguageModelV4CallOptions, round: number) => ScriptedReply | Promise<ScriptedReply>,
): ScriptedModel {
  const asked: LanguageModelV4CallOptions[] = [];
  const inputTokens = { total: 100, noCache: 100, cacheRead: undefined, cacheWrite: undefined };
  async function* parts(options: LanguageModelV4CallOptions): AsyncGenerator<LanguageModelV4StreamPart> {
    asked.push(options);
    const round = roundOf(options);
    const said = await Promise.race([reply(options, round), untilLeft(options.abortSignal)]);
    const { text = "", calls = [], afterText, refused = false, isCut = false, outputTokens = 10, costMicros } = said;
    options.abortSignal?.throwIfAborted();
    yield { type: "stream-start", warnings: [] };
    if (text !== "") {
      yield { type: "text-start", id: "0" };
      for (const delta of text.split(/(?<= )/)) yield { type: "text-delta", id: "0", delta };
      await afterText?.(options.abortSignal);
      yield { type: "text-end", id: "0" };
    }
    for (const [index, { tool, input, ...signed }] of calls.entries())
      yield {
        type: "tool-call",
        toolCallId: `call-${round}-${index}`,
        toolName: tool,
        input: typeof input === "string" ? input : JSON.stringify(input),
        ...signed,
      };
    const unified = refused ? "content-filter" : isCut ? "length" : calls.length > 0 ? "tool-calls" : "stop";
    const usage = { inputTokens, outputTokens: { total: outputTokens, text: outputTokens, reasoning: undefined } };
    const report = { provider: "scripted", model: "scripted", costMicros: costMicros ?? 0, offline: false };
    const providerMetadata = costMicros === undefined ? {} : { providerMetadata: { openvibe: report } };
    yield { type: "finish", usage, finishReason: { unified, raw: undefined }, ...providerMetadata };
  }
  return {
    asked,
    specificationVersion: "v4",
    provider: "scripted",
    modelId: "scripted",
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error("turns stream")),
    doStream: async (options) => ({ stream: ReadableStream.from(parts(options)) }),
  };
}

/** Rejects when nobody wants the answer any more, as a request does. */
function untilLeft(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const leave = () => reject(signal?.reason as Error);
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave, { once: true });
  });
}

/** 1 for the first call of a turn: one more than there are results of tools before it. */
function roundOf({ prompt }: LanguageModelV4CallOptions): number {
  return 1 + prompt.filter(({ role }) => role === "tool").length;
}

/** What tools have answered so far, as the model reads it. */
export function resultsIn({ prompt }: LanguageModelV4CallOptions): { tool: string; kind: string; text: string }[] {
  return prompt.flatMap((message) =>
    message.role === "tool"
      ? message.content.flatMap((part) =>
          part.type === "tool-result" && (part.output.type === "text" || part.output.type === "error-text")
            ? [{ tool: part.toolName, kind: part.output.type, text: part.output.value }]
            : [],
        )
      : [],
  );
}
