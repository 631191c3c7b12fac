import type { LanguageModelV4CallOptions, LanguageModelV4Message } from "@ai-sdk/provider";

interface WireMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

/**
 * The body of a call in OpenAI's chat format whose answer is streamed, to the byte as the SDK writes it; undefined for a call that asks for more
 * than words in answer to words, which the SDK writes.
 */
export function plainRequest(model: string, options: LanguageModelV4CallOptions): string | undefined {
  const { prompt, maxOutputTokens, temperature, topP, frequencyPenalty, presencePenalty, stopSequences, seed, ...more } = options;
  const { providerOptions, abortSignal: _signal, includeRawChunks: _raw, ...others } = more;
  if (hasAny(providerOptions) || hasAny(others)) return undefined;
  const messages = prompt.map(wireMessage);
  if (!messages.every((message) => message !== undefined)) return undefined;
  return JSON.stringify({
    model,
    max_tokens: maxOutputTokens,
    temperature,
    top_p: topP,
    frequency_penalty: frequencyPenalty,
    presence_penalty: presencePenalty,
    stop: stopSequences,
    seed,
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
}

function hasAny(given: object | undefined): boolean {
  return given !== undefined && Object.values(given).some((value) => value !== undefined);
}

function wireMessage(message: LanguageModelV4Message): WireMessage | undefined {
  const { role, content } = message;
  if (hasAny(message.providerOptions) || role === "tool") return undefined;
  if (role === "system") return { role, content };
  const texts = content.flatMap((part) => (part.type === "text" && !hasAny(part.providerOptions) ? [part.text] : []));
  // NOTE: more than one part of a person's message is written as a list.
  if (texts.length !== content.length || (role === "user" && texts.length !== 1)) return undefined;
  return { role, content: texts.join("") };
}
