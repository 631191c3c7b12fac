import type {
  LanguageModelV4CallOptions,
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
} from "@ai-sdk/provider";
import { mostTokens, textTokens } from "./estimate.ts";
import { isPdf, isText, lengthOf, pagesIn, textIn } from "./file-size.ts";

/** What a call sends. */
export interface InputSize {
  /** Tokens of its words, about. */
  text: number;
  pictures: number;
  /** Of documents that a provider shows its model page by page. */
  pages: number;
  /** Of files of any other kind. */
  bytes: number;
}

/** What providers tell a model of how tools are called. */
const TOKENS_FOR_TOOLS = 350;
const TOKENS_PER_MESSAGE = 4;
/** What a picture and a page mostly are; which of them a provider counts more for, it says itself. */
const TYPICAL_PICTURE = 1_600;
const TYPICAL_PAGE = 3_000;
/** Sound and moving pictures have few tokens for their size. */
const TYPICAL_BYTES_PER_TOKEN = 40;
/**
 * The words of a page at most: Anthropic says 1,500 to 3,000 with its picture (platform.claude.com/docs/en/build-with-claude/pdf-support), the others
 * count less. One that hides more than a page's words is found out by the provider's own count.
 */
const MOST_OF_PAGE = 3_000;
/**
 * A picture at most, however large, as the vendors have it in November 2026. gpt-4o-mini counts 2,833 and 5,667 for each of up to eight tiles
 * (developers.openai.com/api/docs/guides/images-vision); Anthropic shrinks to 4,784 (platform.claude.com/docs/en/build-with-claude/vision), Google
 * counts 2,240 or 258 for each tile (ai.google.dev/gemini-api/docs/media-resolution), OpenAI's newer models 10,000 patches of 32 pixels.
 */
const MOST_OF_PICTURE: readonly (readonly [ref: RegExp, tokens: number])[] = [
  [/gpt-4o-mini/, 48_169],
  [/^(?:anthropic|google)\//, 4_784],
  [/(?:^|\/)(?:gpt-4o|gpt-4\.1|gpt-5(?:-|$)|o[134](?:-|$))/, 3_800],
  [/./, 12_000],
];

export const ofText = (text: number): InputSize => ({ text, pictures: 0, pages: 0, bytes: 0 });

/** How much a call sends. */
export function inputSize({ prompt, tools, responseFormat }: LanguageModelV4CallOptions): InputSize {
  const size = ofText(responseFormat?.type === "json" ? jsonTokens(responseFormat.schema ?? {}) : 0);
  const schemas = (tools ?? []).reduce((all, tool) => all + jsonTokens(tool), 0);
  if (schemas > 0) size.text += schemas + TOKENS_FOR_TOOLS;
  for (const message of prompt) addMessage(size, message);
  return size;
}

/** About how many tokens that is, for any provider. */
export function tokensIn({ text, pictures, pages, bytes }: InputSize): number {
  return text + pictures * TYPICAL_PICTURE + pages * TYPICAL_PAGE + Math.ceil(bytes / TYPICAL_BYTES_PER_TOKEN);
}

/** About how many tokens a call sends. */
export function inputTokens(options: LanguageModelV4CallOptions): number {
  return tokensIn(inputSize(options));
}

/** What a reservation counts with: as many as this model can count for it. Files never have more than it takes in at once. */
export function mostInput({ text, pictures, pages, bytes }: InputSize, ref: string, contextTokens = Number.MAX_SAFE_INTEGER): number {
  const picture = MOST_OF_PICTURE.find(([pattern]) => pattern.test(ref))?.[1] ?? 0;
  const files = (pictures + pages) * picture + pages * MOST_OF_PAGE + bytes;
  return mostTokens(text) + Math.min(files, contextTokens);
}

function addMessage(size: InputSize, message: LanguageModelV4Message): void {
  size.text += TOKENS_PER_MESSAGE;
  if (message.role === "system") {
    size.text += textTokens(message.content);
    return;
  }
  for (const part of message.content) {
    if (part.type === "text" || part.type === "reasoning") size.text += textTokens(part.text);
    else if (part.type === "tool-call") size.text += textTokens(part.toolName) + jsonTokens(part.input);
    else if (part.type === "tool-result") addOutput(size, part.output);
    else if (part.type === "file" || part.type === "reasoning-file") addFile(size, part);
    else size.text += TOKENS_PER_MESSAGE;
  }
}

/** A picture that a tool gives is a picture. */
function addOutput(size: InputSize, output: LanguageModelV4ToolResultOutput): void {
  if (output.type !== "content") {
    size.text += jsonTokens(output);
    return;
  }
  for (const part of output.value) {
    if (part.type === "file") addFile(size, part);
    else size.text += jsonTokens(part);
  }
}

function addFile(size: InputSize, { mediaType, data }: Pick<LanguageModelV4FilePart, "mediaType" | "data">): void {
  if (data.type === "text") size.text += textTokens(data.text);
  else if (data.type !== "data") size.text += jsonTokens(data);
  else if (isText(mediaType)) size.text += textTokens(textIn(data.data));
  else if (isPdf(mediaType, data.data)) size.pages += pagesIn(data.data);
  else if (mediaType.toLowerCase().startsWith("image")) size.pictures += 1;
  else size.bytes += lengthOf(data.data);
}

function jsonTokens(value: unknown): number {
  return textTokens(JSON.stringify(value) ?? "");
}
