import type {
  LanguageModelV4CallOptions,
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
} from "@ai-sdk/provider";
import { mostTextTokens, mostTokens, textTokens } from "./estimate.ts";
import { isPdf, isText, lengthOf, pagesIn, textIn } from "./file-size.ts";

/** What a call sends. */
export interface InputSize {
  /** Tokens of its words, about, and at most. */
  text: number;
  mostText: number;
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

/** So many tokens of words of which nothing else is known. */
export const ofText = (text: number): InputSize => ({ text, mostText: mostTokens(text), pictures: 0, pages: 0, bytes: 0 });

/** Words alone, as embeddings are made of. */
export function ofWords(texts: readonly string[]): InputSize {
  const size = ofText(0);
  for (const text of texts) addText(size, text);
  return size;
}

/** How much a call sends. */
export function inputSize({ prompt, tools, responseFormat }: LanguageModelV4CallOptions): InputSize {
  const size = ofText(tools && tools.length > 0 ? TOKENS_FOR_TOOLS : 0);
  if (responseFormat?.type === "json") addJson(size, responseFormat.schema ?? {});
  for (const tool of tools ?? []) addJson(size, tool);
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
export function mostInput({ mostText, pictures, pages, bytes }: InputSize, ref: string, contextTokens = Number.MAX_SAFE_INTEGER): number {
  const picture = MOST_OF_PICTURE.find(([pattern]) => pattern.test(ref))?.[1] ?? 0;
  const files = (pictures + pages) * picture + pages * MOST_OF_PAGE + bytes;
  return mostText + Math.min(files, contextTokens);
}

function addMessage(size: InputSize, message: LanguageModelV4Message): void {
  addTokens(size, TOKENS_PER_MESSAGE);
  if (message.role === "system") {
    addText(size, message.content);
    return;
  }
  for (const part of message.content) {
    if (part.type === "text" || part.type === "reasoning") addText(size, part.text);
    else if (part.type === "tool-call") addJson(size, [part.toolName, part.input]);
    else if (part.type === "tool-result") addOutput(size, part.output);
    else if (part.type === "file" || part.type === "reasoning-file") addFile(size, part);
    else addTokens(size, TOKENS_PER_MESSAGE);
  }
}

/** A picture that a tool gives is a picture. */
function addOutput(size: InputSize, output: LanguageModelV4ToolResultOutput): void {
  if (output.type !== "content") {
    addJson(size, output);
    return;
  }
  for (const part of output.value) {
    if (part.type === "file") addFile(size, part);
    else addJson(size, part);
  }
}

function addFile(size: InputSize, { mediaType, data }: Pick<LanguageModelV4FilePart, "mediaType" | "data">): void {
  if (data.type === "text") addText(size, data.text);
  else if (data.type !== "data") addJson(size, data);
  else if (isText(mediaType)) addText(size, textIn(data.data));
  else if (isPdf(mediaType, data.data)) size.pages += pagesIn(data.data);
  else if (mediaType.toLowerCase().startsWith("image")) size.pictures += 1;
  else size.bytes += lengthOf(data.data);
}

function addText(size: InputSize, text: string): void {
  size.text += textTokens(text);
  size.mostText += mostTextTokens(text);
}

function addJson(size: InputSize, value: unknown): void {
  addText(size, JSON.stringify(value) ?? "");
}

function addTokens(size: InputSize, tokens: number): void {
  size.text += tokens;
  size.mostText += tokens;
}
