import type { JSONValue, LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { FaultKind, ProviderAccount } from "@openvibe/core/gateway";
import { generateText, jsonSchema, Output, stepCountIs, streamText, tool } from "ai";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createModelDriver } from "./driver.ts";
import { startModelServer, type Behaviour, type ModelServer } from "../testing/index.ts";

const KEY = "sk-secret-1234567890";
let server: ModelServer;
const driver = createModelDriver({ reach: "machine", mostBytes: 300_000 });
/** Waits as briefly as a test has patience for; whatever it calls is too late. */
const hasty = createModelDriver({ reach: "machine", firstByteMs: 300, idleMs: 300 });

beforeAll(async () => {
  server = await startModelServer();
});
beforeEach(() => server.reset());
afterAll(async () => {
  await driver.close();
  await hasty.close();
  await server.close();
});

const CASES = [
  { name: "anthropic", kind: "anthropic", modelId: "claude-sonnet-4-5", wire: "anthropic" },
  { name: "openai responses", kind: "openai", modelId: "gpt-4.1-mini", wire: "openai-responses" },
  { name: "openai chat", kind: "openai", modelId: "chat:gpt-4.1-mini", wire: "openai-chat" },
  { name: "google", kind: "google", modelId: "gemini-2.5-flash", wire: "google" },
  { name: "compatible", kind: "compatible", modelId: "llama3.3", wire: "openai-chat" },
] as const;

const accountOf = (kind: (typeof CASES)[number]["kind"], more: Partial<ProviderAccount> = {}): ProviderAccount => ({
  kind,
  name: "Test provider",
  baseUrl: server.baseUrl(kind),
  key: KEY,
  ...more,
});
const ask = (text: string): LanguageModelV4CallOptions => ({ prompt: [{ role: "user", content: [{ type: "text", text }] }] });

async function partsOf(model: LanguageModelV4, options: LanguageModelV4CallOptions): Promise<LanguageModelV4StreamPart[]> {
  return Array.fromAsync((await model.doStream(options)).stream);
}
const asError = (error: unknown): LanguageModelV4StreamPart[] => [{ type: "error", error }];
const textIn = (parts: readonly LanguageModelV4StreamPart[]) =>
  parts.map((part) => (part.type === "text-delta" ? part.delta : "")).join("");

describe.each(CASES)("$name", ({ kind, modelId, wire }) => {
  const model = () => driver.languageModel(accountOf(kind), modelId);
  /** The kind of fault that a whole answer and a stream end with. */
  const faultsOf = async (behaviour: Behaviour) => {
    server.next(behaviour, behaviour);
    const whole = await Promise.resolve(model().doGenerate(ask("hi"))).catch((error: unknown) => driver.faultOf(error));
    const streamed = await partsOf(model(), ask("hi")).catch(asError);
    return [whole, ...streamed.flatMap((part) => (part.type === "error" ? [driver.faultOf(part.error)] : []))];
  };
  const both = (fault: { kind: FaultKind; [field: string]: unknown }) => [expect.objectContaining(fault), expect.objectContaining(fault)];

  test("answers whole and in pieces, with its usage to the token, parts from a cache too", async () => {
    const usage = { input: 11, output: 7, cacheRead: 5 };
    server.next({ say: ["Hello ", "there"], usage }, { say: ["Hello ", "there"], usage });
    const counted = { inputTokens: { total: 16, cacheRead: 5 }, outputTokens: { total: 7 } };
    const whole = await model().doGenerate(ask("hi"));
    expect(whole).toMatchObject({ content: [{ type: "text", text: "Hello there" }], finishReason: { unified: "stop" }, usage: counted });
    expect(JSON.stringify(whole)).not.toContain(KEY);
    const parts = await partsOf(model(), ask("hi"));
    expect(textIn(parts)).toBe("Hello there");
    expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "stop" }, usage: counted });
    expect(parts.filter((part) => part.type === "raw")).toEqual([]);
    expect(server.requests.map((request) => [request.wire, request.asked?.model, request.asked?.text])).toEqual(
      Array.from({ length: 2 }, () => [wire, modelId.replace("chat:", ""), "hi"]),
    );
    expect(Object.values(server.requests[0]?.headers ?? {}).some((value) => String(value).includes(KEY))).toBe(true);
  });

  test("calls tools, is given what they returned, and ends; two independent ones come in one step", async () => {
    const told: string[] = [];
    const weather = tool({
      description: "The weather of a city",
      inputSchema: jsonSchema<{ city: string }>({
        type: "object",
        properties: { city: { type: "string" } },
        required: ["city"],
        additionalProperties: false,
      }),
      execute: ({ city }) => {
        told.push(city);
        return `sunny in ${city}`;
      },
    });
    const twice = {
      call: [
        { name: "weather", input: { city: "Rome" } },
        { name: "weather", input: { city: "Oslo" } },
      ],
    };
    const run = { model: model(), prompt: "Weather in Rome and Oslo?", tools: { weather }, stopWhen: stepCountIs(3) };
    server.next(twice, "Sunny in both.");
    expect((await generateText(run)).text).toBe("Sunny in both.");
    server.next(twice, "Sunny in both.");
    expect(await streamText(run).text).toBe("Sunny in both.");
    expect(told).toEqual(["Rome", "Oslo", "Rome", "Oslo"]);
    expect(server.requests.map(({ asked }) => [asked?.tools.map(({ name }) => name), asked?.results])).toEqual([
      [["weather"], 0],
      [["weather"], 2],
      [["weather"], 0],
      [["weather"], 2],
    ]);
  });

  test("answers in a schema, and one that does not keep to it is told apart", async () => {
    const schema = jsonSchema<{ title: string }>({
      type: "object",
      properties: { title: { type: "string" } },
      required: ["title"],
      additionalProperties: false,
    });
    const strict = { validate: (value: unknown) => checked(value) };
    const run = { model: model(), prompt: "A title", output: Output.object({ schema: Object.assign(schema, strict) }) };
    server.next({ object: { title: "Recipes" } });
    expect((await generateText(run)).output).toEqual({ title: "Recipes" });
    expect(server.requests[0]?.asked?.schema).toMatchObject({ properties: { title: { type: "string" } } });
    server.next({ object: { wrong: 1 } });
    const wrong = await generateText(run)
      .then((result) => result.output)
      .catch((error: unknown) => driver.faultOf(error));
    expect(wrong).toMatchObject({ kind: "malformed" });
  });

  test("who stops it closes the connection, and hears of nothing but that", async () => {
    server.next({ say: "one two three four five", silentAfter: 4 });
    const stop = new AbortController();
    const { stream } = await model().doStream({ ...ask("hi"), abortSignal: stop.signal });
    const seen: string[] = [];
    const reading = (async () => {
      for await (const part of stream) {
        seen.push(part.type === "error" ? driver.faultOf(part.error).kind : part.type);
        if (part.type === "text-delta") stop.abort();
      }
    })();
    await reading;
    expect(seen).toContain("text-delta");
    expect(seen.slice(-3)).toEqual(["text-delta", "aborted", "finish"]);
    await vi.waitFor(() => expect(server.hangUps).toBe(1), { timeout: 30_000 });
    const early = new AbortController();
    early.abort();
    await expect(model().doGenerate({ ...ask("hi"), abortSignal: early.signal })).rejects.toSatisfy(
      (error) => driver.faultOf(error).kind === "aborted",
    );
    expect(server.requests).toHaveLength(1);
  });

  test("who reads no further closes the connection as well", async () => {
    server.next({ endless: true });
    const { stream } = await model().doStream(ask("hi"));
    for await (const part of stream) if (part.type === "text-delta") break;
    await vi.waitFor(() => expect(server.hangUps).toBe(1), { timeout: 30_000 });
  });

  test("says that it is asked too often, with how long to wait, in whatever words that comes", async () => {
    expect(await faultsOf({ fault: { status: 429, retryAfterSeconds: 3 } })).toEqual(
      both({ kind: "rate_limited", retryAfterMs: 3_000, status: 429 }),
    );
    expect(await faultsOf({ fault: { status: 429, retryAfterMs: 150 } })).toEqual(both({ kind: "rate_limited", retryAfterMs: 150 }));
    const [whole] = await faultsOf({ fault: { status: 429 } });
    expect(whole).not.toHaveProperty("retryAfterMs");
    expect(server.requests).toHaveLength(6);
  });

  test("tells a provider in trouble from a wrong key, an empty purse, and what it was asked", async () => {
    expect(await faultsOf({ fault: { status: 500 } })).toEqual(both({ kind: "unavailable", status: 500 }));
    expect(await faultsOf({ fault: { status: 503 } })).toEqual(both({ kind: "overloaded" }));
    expect(await faultsOf({ fault: { status: 529 } })).toEqual(both({ kind: "overloaded", status: 529 }));
    expect(await faultsOf({ fault: { status: 401, message: `Incorrect API key provided: ${KEY}` } })).toEqual(both({ kind: "bad_key" }));
    expect(await faultsOf({ fault: { status: 400, message: "prompt is too long: 250000 tokens > 200000 maximum" } })).toEqual(
      both({ kind: "too_long" }),
    );
    expect(await faultsOf({ fault: { status: 400, message: "Your credit balance is too low to access the API" } })).toEqual(
      both({ kind: "out_of_credit" }),
    );
    expect(await faultsOf({ fault: { status: 400, message: "Output blocked by content filtering policy" } })).toEqual(
      both({ kind: "refused" }),
    );
    expect(await faultsOf({ fault: { status: 404, message: "no such model" } })).toEqual(both({ kind: "no_access", status: 404 }));
    expect(await faultsOf({ fault: { status: 404, message: "not found" } })).toEqual(both({ kind: "bad_request", status: 404 }));
  });

  test("an answer that cannot be read, or is larger than any answer, is malformed", async () => {
    expect(await faultsOf({ malformed: true })).toEqual(both({ kind: "malformed" }));
    expect(await faultsOf({ endless: true })).toEqual(both({ kind: "malformed" }));
    await vi.waitFor(() => expect(server.hangUps).toBe(2), { timeout: 30_000 });
  });

  test("silence ends: before the answer, and in its middle", async () => {
    for (const silentAfter of [0, 4]) {
      server.next({ say: "one two three four five six", silentAfter });
      const parts = await partsOf(hasty.languageModel(accountOf(kind), modelId), ask("hi")).catch(asError);
      const faults = parts.flatMap((part) => (part.type === "error" ? [driver.faultOf(part.error).kind] : []));
      expect(faults, `silent after ${silentAfter}`).toEqual(["timeout"]);
    }
  });

  test("a stream that breaks, ends early or fails within ends with the fault and what was used", async () => {
    for (const [behaviour, fault] of [
      [{ cutAfter: 4 }, "unavailable"],
      [{ endAfter: 4 }, "unavailable"],
      [{ faultAfter: 4, fault: { status: 529, type: "overloaded_error", message: "Overloaded" } }, "overloaded"],
    ] as const) {
      server.next({ say: "one two three four five six seven", usage: { input: 40, output: 9 }, ...behaviour });
      const parts = await partsOf(model(), ask("hi"));
      expect(textIn(parts), fault).toMatch(/^one /);
      const errors = parts.filter((part) => part.type === "error");
      expect(errors.map((part) => driver.faultOf(part.error).kind)).toEqual([fault]);
      const last = parts.at(-1);
      expect(last).toMatchObject({ type: "finish" });
      const used = last?.type === "finish" ? last.usage : undefined;
      // NOTE: two vendors tell what went in when they begin; what came out is known when the last words are there.
      expect(used?.inputTokens.total).toBe(kind === "anthropic" || kind === "google" ? 40 : undefined);
      expect(used?.outputTokens.total).toBeUndefined();
    }
    // Behind the last words, before the stream is over.
    server.next({ say: "one two three", usage: { input: 40, output: 9, cacheRead: 5 }, cutAfter: 100 });
    const parts = await partsOf(model(), ask("hi"));
    expect(parts.at(-1)).toMatchObject({
      usage: { inputTokens: { total: 45, cacheRead: 5 }, outputTokens: { total: 9 } },
    });
    server.next({ say: "one two three", cutAfter: 1 });
    await expect(model().doGenerate(ask("hi"))).rejects.toMatchObject({ kind: "unavailable" });
  });

  test("a refusal is an answer that says so", async () => {
    server.next({ refuse: "I will not." }, { refuse: "I will not." });
    expect(await model().doGenerate(ask("hi"))).toMatchObject({ finishReason: { unified: "content-filter" } });
    expect((await partsOf(model(), ask("hi"))).at(-1)).toMatchObject({ finishReason: { unified: "content-filter" } });
  });

  test("a tool that nobody has and arguments that fit nothing come through as they are, to be checked by who acts on them", async () => {
    const options: LanguageModelV4CallOptions = {
      ...ask("hi"),
      tools: [{ type: "function", name: "known", inputSchema: { type: "object", properties: {} } }],
    };
    server.next({ call: [{ name: "unknown", input: { a: 1 } }] }, { call: [{ name: "known", raw: '{"a": ' }] });
    const called = async () => (await model().doGenerate(options)).content.filter((part) => part.type === "tool-call");
    expect(await called()).toMatchObject([{ toolName: "unknown", input: '{"a":1}' }]);
    expect(await called()).toMatchObject([{ toolName: "known" }]);
  });

  test("its key is tried by listing its models; a wrong one is told, and never shown", async () => {
    const { models } = await driver.test(accountOf(kind), AbortSignal.timeout(30_000));
    expect(models.length).toBeGreaterThan(1);
    const wrong = "bad-key-0987654321";
    const fault = await driver
      .test(accountOf(kind, { key: wrong }), AbortSignal.timeout(30_000))
      .catch((error: unknown) => driver.faultOf(error));
    expect(fault).toMatchObject({ kind: "bad_key", message: "Test provider does not accept the key." });
    expect(server.requests.every(({ wire: generation }) => generation === undefined)).toBe(true);
  });
});

test("embeddings are numbers with their tokens; some providers make none", async () => {
  for (const kind of ["openai", "google", "compatible"] as const) {
    const made = await driver.embeddingModel(accountOf(kind), "text-embedding-3-small")?.doEmbed({ values: ["red", "green"] });
    expect(made?.embeddings.map((vector) => vector.length)).toEqual([64, 64]);
  }
  expect(driver.embeddingModel(accountOf("anthropic"), "any")).toBeUndefined();
});

test("what is said to OpenAI is not kept there, and a schema with optional parts is not asked for in the strict mode", async () => {
  const model = driver.languageModel(accountOf("openai"), "gpt-4.1-mini");
  const shape = (required: string[]): LanguageModelV4CallOptions => ({
    ...ask("hi"),
    responseFormat: {
      type: "json",
      schema: { type: "object", properties: { a: { type: "string" }, b: { type: "string" } }, required, additionalProperties: false },
    },
  });
  await model.doGenerate(shape(["a", "b"]));
  await model.doGenerate(shape(["a"]));
  expect(server.requests.map(({ body }) => body)).toMatchObject([
    { store: false, text: { format: { strict: true } } },
    { store: false, text: { format: { strict: false } } },
  ]);
});

test("no address behind ours is called with a key, and none without encryption", async () => {
  const strict = createModelDriver();
  const says = (baseUrl: string) =>
    Promise.resolve(strict.languageModel({ kind: "compatible", name: "Test", baseUrl, key: KEY }, "m").doGenerate(ask("hi"))).then(
      () => undefined,
      (error: unknown) => strict.faultOf(error),
    );
  for (const address of [
    server.baseUrl("openai"),
    "http://example.com/v1",
    "https://169.254.169.254/v1",
    "https://localhost/v1",
    "https://10.0.0.8/v1",
  ])
    expect(await says(address), address).toMatchObject({ kind: "bad_request" });
  expect(server.requests).toEqual([]);
  const rebound = createModelDriver({ lookup: (_name, _options, done) => done(null, [{ address: "10.1.2.3", family: 4 }]) });
  await expect(
    rebound.languageModel({ kind: "openai", name: "Test", baseUrl: "https://models.example/v1", key: KEY }, "gpt-5").doGenerate(ask("hi")),
  ).rejects.toMatchObject({
    kind: "bad_request",
    message: expect.stringContaining("is not a public address"),
  });
  await strict.close();
  await rebound.close();
});

test("nobody listens: the provider cannot be reached, and a key is needed before anything is called", async () => {
  const gone = await startModelServer();
  const baseUrl = gone.baseUrl("openai");
  await gone.close();
  await expect(driver.languageModel(accountOf("openai", { baseUrl }), "gpt-5").doGenerate(ask("hi"))).rejects.toMatchObject({
    kind: "unavailable",
  });
  await expect(driver.languageModel(accountOf("anthropic", { key: undefined }), "claude").doGenerate(ask("hi"))).rejects.toMatchObject({
    kind: "bad_key",
  });
});

function checked(value: unknown): { success: true; value: { title: string } } | { success: false; error: Error } {
  const title = (value as { title?: JSONValue }).title;
  return typeof title === "string" ? { success: true, value: { title } } : { success: false, error: new Error("no title") };
}
