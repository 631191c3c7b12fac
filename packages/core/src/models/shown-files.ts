import type { LanguageModelV4CallOptions, LanguageModelV4FilePart, LanguageModelV4Message } from "@ai-sdk/provider";
import type { UsableAccount } from "../keys/index.ts";
import { inputTokens } from "./input-size.ts";
import type { ModelInfo } from "./model.ts";

type UserMessage = Extract<LanguageModelV4Message, { role: "user" }>;

/** Where our own marks stand; no provider is sent them. */
const OURS = "openvibe";

/** A message of nothing but files that a model is shown, with what is said of them: the rules, which read words alone, are not given it. */
export function showing(content: UserMessage["content"]): UserMessage {
  return { role: "user", content, providerOptions: { [OURS]: { shows: true } } };
}

/** The file for a model that can see it, and words in its place for one that cannot. */
export function orWords(file: LanguageModelV4FilePart, words: string): LanguageModelV4FilePart {
  return { ...file, providerOptions: { ...file.providerOptions, [OURS]: { words } } };
}

export function hasWords({ providerOptions }: LanguageModelV4FilePart): boolean {
  return wordsOf({ providerOptions }) !== undefined;
}

/** Files that are put into words for who cannot see them, and the tokens of a call in which all are. */
export interface Shown {
  kinds: readonly string[];
  tokensInWords: number;
}

export function shownFiles(options: LanguageModelV4CallOptions): Shown | undefined {
  const kinds = shownKinds(options);
  return kinds.length === 0 ? undefined : { kinds, tokensInWords: inputTokens(asSeen(options, () => false)) };
}

interface Seer {
  info: ModelInfo | undefined;
  accounts: readonly UsableAccount[];
}

/** Whether it can see a file of this kind; servers that speak OpenAI's format are shown pictures alone, as few of them take documents. */
export function sees({ info, accounts }: Seer, mediaType: string): boolean {
  if (info?.abilities.vision !== true) return false;
  return mediaType.startsWith("image") || accounts.every(({ account }) => account.kind !== "compatible");
}

/** How many of the files it is given words for. */
export function unseenBy(seer: Seer, shown: Shown): number {
  return shown.kinds.filter((kind) => !sees(seer, kind)).length;
}

/** The kinds of those files that have words for who cannot see them. */
export function shownKinds({ prompt }: LanguageModelV4CallOptions): string[] {
  const parts = prompt.flatMap(({ role, content }) => (role === "user" ? content : []));
  return parts.flatMap((part) => (part.type === "file" && hasWords(part) ? [part.mediaType] : []));
}

/** The call for a model that sees files of these kinds, with words in the place of the others: their own, or these. */
export function asSeen(
  options: LanguageModelV4CallOptions,
  sees: (mediaType: string) => boolean,
  instead?: string,
): LanguageModelV4CallOptions {
  const prompt = options.prompt.map((message): LanguageModelV4Message => {
    if (message.role !== "user") return message;
    const content = message.content.map((part): UserMessage["content"][number] => {
      const words = part.type === "file" && !sees(part.mediaType) ? wordsOf(part) : undefined;
      return words === undefined ? part : { type: "text", text: instead ?? words };
    });
    return { ...message, content };
  });
  return { ...options, prompt };
}

/** The call without the messages that show files. */
export function withoutShown(options: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
  return { ...options, prompt: options.prompt.filter(({ providerOptions }) => providerOptions?.[OURS]?.["shows"] !== true) };
}

function wordsOf({ providerOptions }: Pick<LanguageModelV4FilePart, "providerOptions">): string | undefined {
  const words = providerOptions?.[OURS]?.["words"];
  return typeof words === "string" ? words : undefined;
}
