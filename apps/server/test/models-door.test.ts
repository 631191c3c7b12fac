import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { setBudget } from "@openvibe/core/billing";
import { settled } from "@openvibe/core/gateway";
import { addProviderKey, createVirtualKey, revokeVirtualKey } from "@openvibe/core/keys";
import { Abilities, setModel } from "@openvibe/core/models";
import type { ModelServer } from "@openvibe/drivers/models/testing";
import { generateText, isStepCount, streamText, tool } from "ai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { usageRecords } from "../../../packages/core/src/billing/tables.ts";
import { openModelsDoorWorld, type ModelsDoorWorld } from "./models-door-world.ts";
import { onDatabase, whileLocked, type OpenServer, type Person } from "./open-server.ts";

let world: ModelsDoorWorld;
let server: OpenServer;
let models: ModelServer;
let ada: Person;
let key: string;
let keyId: string;

beforeAll(async () => {
  world = await openModelsDoorWorld(["openai"]);
  ({ server, models, ada, key, keyId } = world);
});
afterAll(() => world.close());
beforeEach(() => models.reset());

const call = (path: string, body?: unknown, token = key) =>
  fetch(`${server.origin}/v1/${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  });
const hello = (model = "openai/gpt-5-mini") => ({ model, messages: [{ role: "user", content: "Hello" }] });

test("the official client of the format gets text, streams and tools, and what it used is kept under its key", async () => {
  const provider = createOpenAICompatible({ name: "openvibe", baseURL: `${server.origin}/v1`, apiKey: key, includeUsage: true });
  models.next({ say: "Good day", usage: { input: 12, output: 3 } });
  const { text, usage } = await generateText({ model: provider("openai/gpt-5-mini"), prompt: "Hello" });
  expect([text, usage.inputTokens, usage.outputTokens]).toEqual(["Good day", 12, 3]);
  models.next({ say: ["One ", "two ", "three"], usage: { input: 20, output: 5 } });
  const streamed = streamText({ model: provider("routine"), prompt: "Count" });
  expect(await streamed.text).toBe("One two three");
  expect((await streamed.usage).outputTokens).toBe(5);
  models.next({ call: [{ name: "weather", input: { town: "Bern" } }] }, "It rains in Bern.");
  const weather = tool({ inputSchema: z.object({ town: z.string() }), execute: ({ town }) => `rain in ${town}` });
  const { text: told } = await generateText({ model: provider("auto"), prompt: "Weather?", tools: { weather }, stopWhen: isStepCount(3) });
  expect(told).toBe("It rains in Bern.");
  expect(JSON.stringify(models.requests.at(-1)?.body)).toContain("rain in Bern");
  await settled(server.world.platform);
  const rows = await ada.ctx.db.select().from(usageRecords);
  expect(rows).toHaveLength(4);
  expect(rows.every((row) => row.keyId === keyId && row.outcome === "ok")).toBe(true);
});

test("raw requests get the format to the letter, streamed and whole; embeddings and the list of models too", async () => {
  models.next({ say: ["Good ", "day"], usage: { input: 12, output: 3 } });
  const answer = await call("chat/completions", { ...hello(), stream: true, stream_options: { include_usage: true } });
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  const lines = (await answer.text()).split("\n\n").filter((line) => line !== "");
  expect(lines.at(-1)).toBe("data: [DONE]");
  const chunks = lines.slice(0, -1).map((line) => JSON.parse(line.slice("data: ".length)) as Chunk);
  expect(chunks[0]?.choices[0]?.delta).toMatchObject({ role: "assistant" });
  expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe("Good day");
  expect(chunks.at(-2)).toMatchObject({
    object: "chat.completion.chunk",
    choices: [{ finish_reason: "stop" }],
    openvibe: { provider: "openai" },
  });
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 } });
  models.next({ object: { answer: 4 } });
  const schema = { type: "object", properties: { answer: { type: "number" } }, required: ["answer"], additionalProperties: false };
  const format = { type: "json_schema", json_schema: { name: "answer", schema } };
  const object = (await (await call("chat/completions", { ...hello(), response_format: format })).json()) as Whole;
  expect(JSON.parse(object.choices[0]?.message.content ?? "")).toEqual({ answer: 4 });
  const embedded = await (await call("embeddings", { model: "openai/text-embedding-3-small", input: ["a", "b"] })).json();
  expect(embedded).toMatchObject({ object: "list", data: [{ index: 0 }, { index: 1 }], model: "openai/text-embedding-3-small" });
  const listed = (await (await call("models")).json()) as { data: { id: string }[] };
  expect(listed.data.map(({ id }) => id)).toEqual(expect.arrayContaining(["auto", "openai/gpt-5-mini"]));
  expect(await (await call("models/openai/gpt-5-mini")).json()).toMatchObject({ id: "openai/gpt-5-mini", object: "model" });
});

interface Chunk {
  choices: { delta: { content?: string } }[];
}
interface Whole {
  choices: { message: { content: string } }[];
}

test("errors come in the shape of the format; nothing is called for a wrong key, a wrong request or a model that the key may not use", async () => {
  const told = async (answer: Response) => ({ status: answer.status, ...((await answer.json()) as { error: object }) });
  expect(await told(await call("chat/completions", hello(), "ovm_wrong"))).toMatchObject({
    status: 401,
    error: { code: "invalid_api_key" },
  });
  expect(await told(await call("chat/completions", { model: "auto" }))).toMatchObject({
    status: 400,
    error: { type: "invalid_request_error" },
  });
  expect(await told(await call("chat/completions", hello("gpt-99")))).toMatchObject({ status: 404, error: { code: "model_not_found" } });
  expect(await told(await call("models/openai/gpt-99"))).toMatchObject({ status: 404, error: { code: "model_not_found" } });
  expect(await told(await call("chat/completions", hello("nobody/gpt")))).toMatchObject({
    status: 404,
    error: { code: "model_not_found" },
  });
  for (const model of ["constructor", "__proto__"])
    expect(await told(await call("chat/completions", { ...hello(model), max_tokens: 9 }))).toMatchObject({ status: 404 });
  expect(await told(await call("moderations", {}))).toMatchObject({ status: 404, error: { code: "unknown_url" } });
  const short = { model: "openai/text-embedding-3-small", input: "red", dimensions: 8 };
  expect(await told(await call("embeddings", short))).toMatchObject({ status: 400, error: { type: "invalid_request_error" } });
  const narrow = await createVirtualKey(ada.ctx, { name: "Narrow", models: ["openai/gpt-5-nano"] });
  expect(await told(await call("chat/completions", hello(), narrow.key))).toMatchObject({ status: 404 });
  await revokeVirtualKey(ada.ctx, { keyId: narrow.virtualKey.id });
  expect(await told(await call("chat/completions", hello("openai/gpt-5-nano"), narrow.key))).toMatchObject({ status: 401 });
  const poor = await createVirtualKey(ada.ctx, { name: "Poor" });
  await setBudget(ada.ctx, { scope: "key", subjectId: poor.virtualKey.id, period: "month", limitMicros: 1 });
  const spent = await call("chat/completions", hello(), poor.key);
  // What clients go by that would try again, in vain.
  expect([spent.headers.get("x-should-retry"), spent.headers.get("retry-after")]).toEqual(["false", null]);
  expect(await told(spent)).toMatchObject({ status: 429, error: { code: "insufficient_quota" } });
  expect(models.requests).toHaveLength(0);
  models.next({ fault: { status: 400, message: "no such thing" } });
  expect(await told(await call("chat/completions", hello()))).toMatchObject({ status: 400, error: { type: "invalid_request_error" } });
});

test("every door takes a model with its provider or without; one that two providers have is to be told apart, and a key's list holds", async () => {
  const bea = await server.person("Bea");
  const { key } = await createVirtualKey(bea.ctx, { name: "Tools" });
  const table = { contextTokens: 8_000, maxOutputTokens: 1_000, abilities: Abilities.parse({}), inputMicros: 1, outputMicros: 1 };
  await addProviderKey(bea.ctx, {
    kind: "compatible",
    name: "spare",
    label: "Spare",
    baseUrl: models.baseUrl("compatible"),
    key: "right-key",
  });
  for (const id of ["gpt-5-mini", "text-embedding-3-small", "vendor/large"])
    await setModel(bea.ctx, { ...table, provider: "spare", id, kind: id.startsWith("text-") ? "embedding" : "language" });
  const asked = (model: string, token: string) =>
    Promise.all([
      call("chat/completions", hello(model), token),
      call("responses", { model, input: "Hello" }, token),
      call("messages", { ...hello(model), max_tokens: 100 }, token),
    ]);
  const told = async (answers: readonly Response[]) =>
    Promise.all(answers.map(async (answer) => [answer.status, ((await answer.json()) as { error?: { message: string } }).error?.message]));
  const OK = [200, undefined];
  for (const name of ["gpt-5-nano", "openai/gpt-5-nano", "openai/gpt-5-mini", "spare/vendor/large", "vendor/large"])
    expect([name, ...(await told(await asked(name, key)))]).toEqual([name, OK, OK, OK]);
  const both = [400, "2 providers have gpt-5-mini. Write openai/gpt-5-mini or spare/gpt-5-mini."];
  expect(await told(await asked("gpt-5-mini", key))).toEqual([both, both, both]);
  const vectors = { model: "text-embedding-3-small", input: "red" };
  expect(await told([await call("embeddings", vectors, key), await call("models/gpt-5-mini", undefined, key)])).toEqual([
    [400, "2 providers have text-embedding-3-small. Write openai/text-embedding-3-small or spare/text-embedding-3-small."],
    both,
  ]);
  expect(await (await call("models/gpt-5-nano", undefined, key)).json()).toMatchObject({ id: "openai/gpt-5-nano" });
  // A dated release, as vendors and their tools write it, is the model that it is a release of; of what is not known undated neither is.
  const dated = await call("chat/completions", hello("gpt-5-nano-2025-08-07"), key);
  expect([dated.status, models.requests.at(-1)?.asked?.model]).toEqual([200, "gpt-5-nano"]);
  for (const name of ["gpt-5-nano-2025-08-07", "openai/gpt-5-nano-2025-08-07", "gpt-4.1-mini-latest"])
    expect([name, ...(await told(await asked(name, key)))]).toEqual([name, OK, OK, OK]);
  const unknown = [404, "There is no model gpt-99-2025-08-07. Use auto, or one that GET /v1/models lists."];
  expect(await told(await asked("gpt-99-2025-08-07", key))).toEqual([unknown, unknown, unknown]);
  const elsewhere = await told(await asked("claude-sonnet-4-5-20250929", key));
  expect(elsewhere).toEqual(Array.from({ length: 3 }, () => [404, expect.stringContaining("There is no key for anthropic")]));
  const none = [404, "There is no model gpt-99. Use auto, or one that GET /v1/models lists."];
  expect(await told(await asked("gpt-99", key))).toEqual([none, none, none]);
  const keyless = [
    404,
    "There is no key for anthropic, so anthropic/claude-haiku-4-5 cannot be asked. An admin can add one in the settings under Models.",
  ];
  expect(await told(await asked("claude-haiku-4-5", key))).toEqual([keyless, keyless, keyless]);
  const narrow = await createVirtualKey(bea.ctx, { name: "One", models: ["spare/gpt-5-mini"] });
  const sent = models.requests.length;
  expect(await told(await asked("gpt-5-mini", narrow.key))).toEqual([OK, OK, OK]);
  expect(models.requests.slice(sent).every(({ wire }) => wire === "openai-chat")).toBe(true);
  expect(await told(await asked("gpt-5-mini-2025-08-07", narrow.key))).toEqual([OK, OK, OK]);
  for (const name of ["gpt-5-nano", "openai/gpt-5-mini", "vendor/large", "gpt-5-nano-2025-08-07"]) {
    const refused = [404, `This key may not use ${name}.`];
    expect(await told(await asked(name, narrow.key))).toEqual([refused, refused, refused]);
  }
});

test("a stream that breaks off says so within it; a client that leaves lets the provider go", async () => {
  models.next({ say: ["One ", "two ", "three ", "four"], cutAfter: 5 });
  const cut = await (await call("chat/completions", { ...hello("openai/gpt-5-nano"), stream: true })).text();
  expect(cut).toContain('"type":"api_error"');
  expect(cut).not.toContain("[DONE]");
  const ended = async (outcome: string) =>
    (await ada.ctx.db.select().from(usageRecords)).filter((row) => row.keyId === keyId && row.outcome === outcome).length;
  models.next({ say: ["One ", "two ", "three ", "four"], silentAfter: 4 });
  models.silent = /embeddings$/;
  const asked = [
    ["chat/completions", { ...hello("openai/gpt-5-nano"), stream: true }],
    ["embeddings", { model: "openai/text-embedding-3-small", input: "red" }],
  ] as const;
  for (const [at, [path, body]] of asked.entries()) {
    const leaving = new AbortController();
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = fetch(`${server.origin}/v1/${path}`, { method: "POST", body: JSON.stringify(body), headers, signal: leaving.signal });
    await expect.poll(() => models.requests.length, { timeout: 60_000 }).toBe(2 + at);
    if (path !== "embeddings") await (await answer).body?.getReader().read();
    leaving.abort();
    await answer.catch(() => undefined);
    await expect.poll(() => models.hangUps, { timeout: 60_000 }).toBe(1 + at);
    await expect.poll(() => ended("cancelled"), { timeout: 60_000 }).toBe(1 + at);
  }
});

test.each([
  ["chat/completions", { ...hello(), stream: true }],
  ["responses", { model: "openai/gpt-5-mini", input: "Hello", stream: true }],
  ["messages", { ...hello(), max_tokens: 100, stream: true }],
  ["chat/completions", hello()],
  ["responses", { model: "openai/gpt-5-mini", input: "Hello" }],
  ["messages", { ...hello(), max_tokens: 100 }],
])("whoever asks at %s has the whole answer while the books are still being written: %j", async (path, asked) => {
  models.next({ say: ["Good ", "day"], usage: { input: 12, output: 3 } });
  const kept = () => ada.ctx.db.select().from(usageRecords);
  const before = (await kept()).length;
  await whileLocked(server.world.url, "usage_records", async (waiting) => {
    expect(await (await call(path, asked)).text()).toContain("day");
    await expect.poll(waiting, { timeout: 60_000 }).toBeGreaterThan(0);
  });
  await settled(server.world.platform);
  expect((await kept()).slice(before)).toMatchObject([{ outcome: "ok", inputTokens: 12, outputTokens: 3 }]);
});

test("vectors and kept answers are given while the books are still being written, too; what was asked before is asked once", async () => {
  const kept = () => ada.ctx.db.select().from(usageRecords);
  const before = (await kept()).length;
  const asked = { ...hello("openai/gpt-4.1-mini"), temperature: 0 };
  models.next({ say: "The same each time", usage: { input: 12, output: 3 } });
  await call("chat/completions", asked);
  await settled(server.world.platform);
  await whileLocked(server.world.url, "usage_records", async (waiting) => {
    const again = await (await call("chat/completions", asked)).json();
    expect(again).toMatchObject({ choices: [{ message: { content: "The same each time" } }], openvibe: { cached: true } });
    const vectors = await (await call("embeddings", { model: "openai/text-embedding-3-small", input: "red" })).json();
    expect(vectors).toMatchObject({ data: [{ object: "embedding" }] });
    await expect.poll(waiting, { timeout: 60_000 }).toBeGreaterThan(0);
  });
  expect(models.requests.map(({ path }) => path)).toEqual(["/v1/responses", "/v1/embeddings"]);
  await settled(server.world.platform);
  const rows = await kept();
  expect([rows.length - before, rows.filter(({ cached }) => cached).length]).toEqual([3, 1]);
});

test("who brings no key is told so before their body was sent, in the format of each door", async () => {
  for (const path of ["chat/completions", "responses", "embeddings", "messages", "messages/count_tokens"]) {
    const headers = { "content-type": "application/json", "content-length": 15 * 1024 * 1024, "x-api-key": "ovm_wrong" };
    const sending = request(`${server.origin}/v1/${path}`, { method: "POST", headers });
    sending.write("{");
    const [answer] = (await once(sending, "response")) as [IncomingMessage];
    expect([path, answer.statusCode]).toEqual([path, 401]);
    sending.destroy();
  }
});

test("a key that cannot be looked up is our fault and not the key's", async () => {
  const rename = (from: string, to: string) => onDatabase(server.world.url, `alter table ${from} rename to ${to}`);
  await rename("virtual_keys", "virtual_keys_away");
  const answer = await call("models", undefined, `ovm_${"a".repeat(43)}`);
  expect(answer.status).toBe(503);
  await rename("virtual_keys_away", "virtual_keys");
  expect((await call("models", undefined, `ovm_${"a".repeat(43)}`)).status).toBe(401);
});
