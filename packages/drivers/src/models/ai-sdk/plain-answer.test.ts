import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { itemsOf, streamOf } from "@openvibe/core/platform";
import { expect, test } from "vitest";
import type { Exchange } from "./direct-fetch.ts";
import { faultOf } from "./fault-of.ts";
import { plainFetch, readAnswer, type PartReader } from "./plain-answer.ts";

type Part = LanguageModelV4StreamPart;

const piece = (delta: object | null, more: object = {}) =>
  JSON.stringify({ id: "c1", created: 1_800_000_000, model: "m", choices: [{ index: 0, delta, finish_reason: null, ...more }] });
const text = (content: string, more: object = {}) => piece({ content }, more);
const END = [piece({}, { finish_reason: "stop" }), '{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}', "[DONE]"];
const call = (index: number, fn: object, id?: string) => piece({ tool_calls: [{ index, ...(id ? { id } : {}), function: fn }] });

const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  "words alone": [piece({ role: "assistant", content: "" }), text("Grüße "), text("an 👩‍👩‍👧 alle"), ...END],
  "words with fields that are empty": [
    piece({ role: "assistant", content: "a", refusal: null, tool_calls: null }, { logprobs: null }),
    ...END,
  ],
  "words beside the end": [text("a "), text("b", { finish_reason: "stop" }), "[DONE]"],
  "words that count as they come": [
    text("a "),
    JSON.stringify({ ...JSON.parse(text("b ")), usage: { prompt_tokens: 3 } }),
    text("c"),
    ...END,
  ],
  "words that are counted in detail": [
    text("a"),
    piece({ content: null }, { finish_reason: "length" }),
    '{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":8,"prompt_tokens_details":{"cached_tokens":5},"completion_tokens_details":{"reasoning_tokens":6}}}',
    "[DONE]",
  ],
  "words that are counted at their end": [
    text("a"),
    JSON.stringify({ ...JSON.parse(piece({}, { finish_reason: "stop" })), usage: { prompt_tokens: 3, completion_tokens: 1 } }),
  ],
  "words behind the end": [text("a"), END[0] ?? "", text("b"), ...END],
  "no words": END,
  "words that the provider withheld": [text("a"), piece({}, { finish_reason: "content_filter" }), ...END.slice(1)],
  "calls behind the words": [
    text("Wait. "),
    call(0, { name: "t", arguments: '{"a"' }, "x"),
    call(0, { arguments: ":1}" }),
    text("So"),
    ...END,
  ],
  "thoughts before": [piece({ reasoning_content: "Hm" }), text("a"), ...END],
  "thoughts between": [text("a"), piece({ reasoning: "Hm" }), text("b"), piece({ content: "c", reasoning: "Hm" }), ...END],
  "a refusal": [text("I "), piece({ refusal: "will not" }), ...END],
  "words in parts": [text("a"), piece({ content: [{ type: "text", text: "b" }] }), text("c"), ...END],
  "two choices": [text("a"), `{"choices":[{"delta":{"content":"b"}},{"delta":{"content":"x"}}]}`, ...END],
};
const FAULTY: Readonly<Record<string, readonly string[]>> = {
  "a fault within": [text("a "), '{"error":{"message":"overloaded"}}', text("b"), ...END],
  "no JSON": [text("a "), "{", text("b"), ...END],
  "the wrong shape": [text("a "), '{"choices":"x"}', '{"choices":[null]}', "null", "1", piece(null), text("b"), ...END],
  "a wrong role": [text("a "), piece({ role: "king", content: "b" }), ...END],
  "no end": [text("a "), text("b")],
  nothing: [],
};

/** The bytes as they come: in pieces of so many. */
function answering(events: readonly string[], size: number, newline: string, breaks = false): typeof globalThis.fetch {
  const wire = new TextEncoder().encode(`: alive${newline}${events.map((data) => `data: ${data}${newline}${newline}`).join("")}`);
  let at = 0;
  const body = () =>
    new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (at < wire.length) controller.enqueue(wire.slice(at, (at += size)));
          else if (breaks) controller.error(new Error("cut"));
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  return async () => new Response(body(), { headers: { "content-type": "text/event-stream" } });
}

function begin(fetch: typeof globalThis.fetch) {
  const model = createOpenAICompatible({ name: "compatible", baseURL: "https://models.example/v1", includeUsage: true, fetch })("m");
  return () => model.doStream({ prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }] });
}

interface Told {
  parts: Part[];
  fault?: string;
}

/** All parts, and how it ends; without what nobody here asks for: the names that the provider gives it, and its own words for its count. */
async function partsOf(reading: Promise<PartReader>): Promise<Told> {
  const parts: Part[] = [];
  try {
    const reader = await reading;
    for (let part = await reader.read(); part; part = await reader.read()) {
      if (part.type === "error") return { parts, fault: String(part.error) };
      if (part.type === "finish") parts.push(finishOf(part));
      else if (part.type !== "response-metadata" && part.type !== "raw") parts.push(part);
    }
    return { parts };
  } catch (error) {
    return { parts, fault: String(error) };
  }
}

function finishOf({ type, finishReason, usage: { inputTokens, outputTokens } }: Extract<Part, { type: "finish" }>): Part {
  return { type, finishReason, usage: { inputTokens: { ...inputTokens, cacheWrite: inputTokens.cacheWrite ?? 0 }, outputTokens } };
}

const here = (fetch: typeof globalThis.fetch) => partsOf(readAnswer(begin(plainFetch(fetch))));
/** Its fetch leaves all of it to the SDK. */
const bySdk = (fetch: typeof globalThis.fetch) => partsOf(readAnswer(begin(fetch)));
/** Its request went out without the SDK. */
const sent = (fetch: typeof globalThis.fetch) => partsOf(readAnswer(begin(plainFetch(refused)), exchangeOf(fetch)));
const refused = () => Promise.reject(new Error("asked twice"));
const exchangeOf = async (fetch: typeof globalThis.fetch): Promise<Exchange> => {
  const { status, headers, body } = await fetch("");
  return { status, headers: Object.fromEntries(headers), bytes: itemsOf(body ?? streamOf([])) };
};
const ways = [1, 7, 100_000].flatMap((size) => ["\n", "\r\n"].map((newline) => [size, newline] as const));

test.each(Object.entries(ANSWERS))("an answer of %s is read as the SDK reads it, however its bytes come", async (_, events) => {
  for (const way of ways)
    for (const read of [here, sent]) {
      const whole = await read(answering(events, ...way));
      expect(whole).toEqual(await bySdk(answering(events, ...way)));
      expect(whole.parts.at(-1)).toMatchObject({ type: "finish" });
      // NOTE: of what came just before, a stream that breaks may lose some; one that said that it is done, nothing.
      const { parts, fault } = await read(answering(events, ...way, true));
      expect(fault === undefined).toBe(parts.length === whole.parts.length);
      expect(parts).toEqual(whole.parts.slice(0, parts.length));
    }
});

test.each(Object.entries(FAULTY))("an answer of %s has the words and the fault that the SDK reads", async (_, events) => {
  const told = ({ parts, fault }: Told) => [parts.map((part) => (part.type === "text-delta" ? part.delta : "")).join(""), fault];
  for (const way of ways)
    for (const read of [here, sent]) {
      const [words, fault] = told(await read(answering(events, ...way)));
      expect([words, fault]).toEqual(told(await bySdk(answering(events, ...way))));
      expect(fault).toMatch(/./);
    }
});

test("who leaves in the middle of the words, or after them, ends the answer", async () => {
  for (const [most, events] of [
    [2, [text("a "), text("b "), text("c")]],
    [5, ANSWERS["calls behind the words"] ?? []],
  ] as const) {
    let left: unknown;
    const endless = () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode(events.map((data) => `data: ${data}\n\n`).join(""))),
        cancel: (reason) => void (left = reason),
      });
      return Promise.resolve(new Response(body));
    };
    for (const reading of [readAnswer(begin(plainFetch(endless))), readAnswer(begin(plainFetch(refused)), exchangeOf(endless))]) {
      const reader = await reading;
      for (let count = 0; count < most; count += 1) await reader.read();
      await reader.cancel("enough");
      expect(left).toBe("enough");
      left = undefined;
    }
  }
});

test("what refuses a request that went out without the SDK is thrown as the SDK throws it", async () => {
  const refusing = async () => Response.json({ error: { message: "slow down" } }, { status: 429, headers: { "retry-after": "7" } });
  const unreachable = () => Promise.reject(Object.assign(new Error("no way there"), { code: "ECONNREFUSED" }));
  for (const fetch of [refusing, unreachable]) {
    const faults = await Promise.all(
      [readAnswer(begin(fetch)), readAnswer(begin(plainFetch(refused)), exchangeOf(fetch))].map((reading) => reading.catch(faultOf)),
    );
    expect(faults[0]).toEqual(faults[1]);
    expect(faults[0]).toHaveProperty("kind", fetch === refusing ? "rate_limited" : "unavailable");
  }
});
