import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { expect, test } from "vitest";
import { callOptionsFor } from "./call-options.ts";
import { plainRequest } from "./plain-request.ts";

type Options = LanguageModelV4CallOptions;
type Message = Options["prompt"][number];

const text = (words: string) => ({ type: "text" as const, text: words });
const asked: Message = { role: "user", content: [text('Grüße 👩‍👩‍👧, "you"\n</s>\u2028')] };
const PLAIN: Readonly<Record<string, Options>> = {
  "one question": { prompt: [asked] },
  "a talk": {
    prompt: [
      { role: "system", content: "Be short." },
      asked,
      { role: "assistant", content: [text("Hello. "), text("Well?")] },
      { role: "assistant", content: [] },
      { role: "user", content: [text("")] },
    ],
  },
  "all that can be set": {
    prompt: [asked],
    maxOutputTokens: 500,
    temperature: 0,
    topP: 0.5,
    frequencyPenalty: 0.1,
    presencePenalty: -0.1,
    stopSequences: ["a", "b"],
    seed: 7,
    providerOptions: {},
    abortSignal: new AbortController().signal,
  },
};
const tool = { type: "function" as const, name: "look", inputSchema: { type: "object" as const } };
const result = { type: "tool-result" as const, toolCallId: "1", toolName: "look", output: { type: "text" as const, value: "x" } };
const BY_SDK: Readonly<Record<string, Options>> = {
  "a tool": { prompt: [asked], tools: [tool] },
  "no tool at all": { prompt: [asked], tools: [tool], toolChoice: { type: "none" } },
  "a form of the answer": { prompt: [asked], responseFormat: { type: "json" } },
  "a warning": { prompt: [asked], topK: 3 },
  "an effort": { prompt: [asked], reasoning: "high" },
  "options of the provider": { prompt: [asked], providerOptions: { compatible: { user: "u" } } },
  "headers of its own": { prompt: [asked], headers: { "x-a": "b" } },
  "two parts": { prompt: [{ role: "user", content: [text("a"), text("b")] }] },
  "a picture": {
    prompt: [{ role: "user", content: [{ type: "file", mediaType: "image/png", data: { type: "data", data: "aGk=" } }] }],
  },
  "a thought": { prompt: [asked, { role: "assistant", content: [{ type: "reasoning", text: "Hm" }, text("a")] }] },
  "a call and its result": {
    prompt: [
      { role: "assistant", content: [{ type: "tool-call", toolCallId: "1", toolName: "look", input: {} }] },
      { role: "tool", content: [result] },
    ],
  },
  "options of a message": { prompt: [{ ...asked, providerOptions: { openaiCompatible: { name: "ada" } } }] },
  "options of a part": { prompt: [{ role: "user", content: [{ ...text("a"), providerOptions: { openaiCompatible: { x: 1 } } }] }] },
};

/** What the SDK sends for it. */
async function bodyBySdk(options: Options): Promise<unknown> {
  let body: unknown;
  const fetch = (_: unknown, init?: RequestInit) => {
    body = init?.body;
    return Promise.reject(new Error("seen"));
  };
  const model = createOpenAICompatible({
    name: "compatible",
    baseURL: "https://models.example/v1",
    includeUsage: true,
    supportsStructuredOutputs: true,
    fetch,
  })("m");
  await Promise.resolve(model.doStream(callOptionsFor("compatible", options))).catch(() => undefined);
  return body;
}

test.each(Object.entries(PLAIN))("a call of %s is written to the byte as the SDK writes it", async (_, options) => {
  const written = plainRequest("m", options);
  expect(written).toBeTypeOf("string");
  expect(written).toBe(await bodyBySdk(options));
});

test.each(Object.entries(BY_SDK))("a call with %s is the SDK's to write", async (_, options) => {
  expect(plainRequest("m", options)).toBeUndefined();
  expect(await bodyBySdk(options)).toBeTypeOf("string");
});
