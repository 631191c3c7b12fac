import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
  SharedV4FileData,
} from "@ai-sdk/provider";
import { isText, textIn } from "../models/index.ts";
import { isNamedSecret, redactText } from "./redact-text.ts";

/** What leaves for a provider: every text of the prompt, of files, of tool calls and their results, of tools and of the answer's form without secrets. */
export function redactPrompt(options: LanguageModelV4CallOptions, own: readonly string[]): LanguageModelV4CallOptions {
  const { prompt, tools, responseFormat } = options;
  return {
    ...options,
    prompt: prompt.map((message) => redactMessage(message, own)),
    ...(tools ? { tools: redactValue(tools, own) as typeof tools } : {}),
    ...(responseFormat ? { responseFormat: redactValue(responseFormat, own) as typeof responseFormat } : {}),
  };
}

function redactMessage(message: LanguageModelV4Message, own: readonly string[]): LanguageModelV4Message {
  if (message.role === "system") return { ...message, content: redactText(message.content, own) };
  return { ...message, content: message.content.map((part) => redactPart(part, own)) } as LanguageModelV4Message;
}

type Part = Exclude<LanguageModelV4Message["content"], string>[number];
type Output = LanguageModelV4ToolResultOutput;
type Shown = Extract<Output, { type: "content" }>["value"][number];

/** Ids and what providers want back as it was are left so: a provider would not know them again. */
function redactPart(part: Part | Shown, own: readonly string[]): Part | Shown {
  if (part.type === "text" || part.type === "reasoning") return { ...part, text: redactText(part.text, own) };
  if (part.type === "tool-call") return { ...part, input: redactValue(part.input, own) };
  if (part.type === "tool-result") return { ...part, output: redactOutput(part.output, own) };
  if (part.type !== "file") return part;
  const { filename, mediaType, data } = part;
  return { ...part, ...(filename ? { filename: redactText(filename, own) } : {}), data: redactFile(data, mediaType, own) };
}

function redactOutput(output: Output, own: readonly string[]): Output {
  if (output.type === "content") return { ...output, value: output.value.map((part) => redactPart(part, own) as Shown) };
  if (output.type === "execution-denied") return output.reason ? { ...output, reason: redactText(output.reason, own) } : output;
  return { ...output, value: redactValue(output.value, own) } as Output;
}

/** Text is masked however it is packed; other bytes hold no words that could be read here. */
function redactFile(data: SharedV4FileData, mediaType: string, own: readonly string[]): SharedV4FileData {
  if (data.type === "text") return { ...data, text: redactText(data.text, own) };
  if (data.type !== "data" || !isText(mediaType)) return data;
  const text = textIn(data.data);
  const clean = redactText(text, own);
  return clean === text ? data : { ...data, data: Buffer.from(clean).toString("base64") };
}

/** Texts anywhere in a value, and what stands under the name of a secret. */
function redactValue(value: unknown, own: readonly string[]): unknown {
  if (typeof value === "string") return redactText(value, own);
  if (Array.isArray(value)) return value.map((each) => redactValue(each, own));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, isNamedSecret(key, each) ? "[secret removed]" : redactValue(each, own)]),
  );
}
