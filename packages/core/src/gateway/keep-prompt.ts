import { hash } from "node:crypto";
import type { LanguageModelV4CallOptions, LanguageModelV4Prompt, SharedV4ProviderOptions } from "@ai-sdk/provider";
import type { Candidate } from "./route.ts";

const KEPT = { cacheControl: { type: "ephemeral" } };

/** The call as its provider keeps the prompt for those that follow it: calls of one kind share what is kept. What the caller set stands. */
export function keepPrompt(options: LanguageModelV4CallOptions, candidate: Candidate, kindOfCall: string): LanguageModelV4CallOptions {
  const { providerOptions, prompt } = options;
  if (candidate.provider === "openai") {
    const promptCacheKey = hash("sha256", kindOfCall, "base64url").slice(0, 32);
    return { ...options, providerOptions: { ...providerOptions, openai: { promptCacheKey, ...providerOptions?.["openai"] } } };
  }
  // NOTE: this one keeps only what it is told to, and takes a quarter more for it: that pays where rounds of tools follow.
  const follows = candidate.provider === "anthropic" && candidate.info?.abilities.promptCache && (options.tools ?? []).length > 0;
  if (!follows || isMarked(options)) return options;
  const anthropic = { ...KEPT, ...providerOptions?.["anthropic"] };
  return { ...options, prompt: withHeadKept(prompt), providerOptions: { ...providerOptions, anthropic } };
}

/** The instructions by themselves, too: they hold where the talk after them is cut. */
function withHeadKept(prompt: LanguageModelV4Prompt): LanguageModelV4Prompt {
  const talkAt = prompt.findIndex(({ role }) => role !== "system");
  return prompt.map((message, at) => {
    if (message.role !== "system" || at !== talkAt - 1 || message.content === "") return message;
    return {
      ...message,
      providerOptions: { ...message.providerOptions, anthropic: { ...message.providerOptions?.["anthropic"], ...KEPT } },
    };
  });
}

/** Whether the caller says itself what is to be kept: there may be four marks at most. */
function isMarked({ prompt, tools = [], providerOptions }: LanguageModelV4CallOptions): boolean {
  const parts = prompt.flatMap(({ content }): readonly object[] => (typeof content === "string" ? [] : content));
  return [{ providerOptions }, ...tools, ...prompt, ...parts].some(
    (each: { providerOptions?: SharedV4ProviderOptions | undefined }) =>
      each.providerOptions?.["anthropic"]?.["cacheControl"] !== undefined,
  );
}
