import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { settled } from "@openvibe/core/gateway";
import { createVirtualKey } from "@openvibe/core/keys";
import { setBudget } from "@openvibe/core/billing";
import { generateText, isStepCount, streamText, tool } from "ai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { usageRecords } from "../../../packages/core/src/billing/tables.ts";
import { openModelsDoorWorld, type ModelsDoorWorld } from "./models-door-world.ts";

let world: ModelsDoorWorld;
beforeAll(async () => {
  world = await openModelsDoorWorld(["openai", "anthropic", "google"]);
});
afterAll(() => world.close());
beforeEach(() => world.models.reset());

const weather = tool({ inputSchema: z.object({ town: z.string() }), execute: ({ town }) => `rain in ${town}` });
const asClaude = () => createAnthropic({ baseURL: `${world.server.origin}/v1`, apiKey: world.key });
const asChat = () => createOpenAICompatible({ name: "openvibe", baseURL: `${world.server.origin}/v1`, apiKey: world.key });
const asResponses = () => createOpenAI({ baseURL: `${world.server.origin}/v1`, apiKey: world.key });
/** OpenAI's client leaves thoughts out of what it takes to be kept on the other side. */
const STATELESS = { providerOptions: { openai: { store: false } } };
const post = (path: string, body: unknown, token = world.key) =>
  fetch(`${world.server.origin}/v1/${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "x-api-key": token, "content-type": "application/json" },
  });
const rows = async () => {
  await settled(world.server.world.platform);
  return world.ada.ctx.db.select().from(usageRecords);
};

test("Anthropic's client gets text, streams, tools and thoughts over Messages, whichever vendor's model answers", async () => {
  const { models } = world;
  const before = (await rows()).length;
  models.next({ say: "Good day", usage: { input: 12, output: 3, cacheRead: 5 } });
  const whole = await generateText({ model: asClaude()("claude-sonnet-4-5"), prompt: "Hello" });
  expect([whole.text, whole.usage.inputTokens, whole.usage.outputTokens]).toEqual(["Good day", 17, 3]);
  expect(models.requests.at(-1)?.wire).toBe("anthropic");
  models.next({ say: ["One ", "two ", "three"], usage: { input: 20, output: 5 } });
  const streamed = streamText({ model: asClaude()("openai/gpt-5-mini"), system: "Count.", prompt: "To three" });
  expect(await streamed.text).toBe("One two three");
  expect([(await streamed.usage).inputTokens, (await streamed.usage).outputTokens]).toEqual([20, 5]);
  expect(models.requests.at(-1)?.wire).toBe("openai-responses");
  for (const model of ["claude-sonnet-4-5", "openai/gpt-5-mini"]) {
    models.next({ say: "Let me see.", call: [{ name: "weather", input: { town: "Bern" } }] }, "It rains in Bern.");
    const turn = streamText({ model: asClaude()(model), prompt: "Weather?", tools: { weather }, stopWhen: isStepCount(3) });
    expect(await turn.text).toBe("It rains in Bern.");
    expect(JSON.stringify(models.requests.at(-1)?.body)).toContain("rain in Bern");
  }
  const kept = (await rows()).slice(before);
  expect(kept).toHaveLength(6);
  expect(kept.every((row) => row.keyId === world.keyId && row.outcome === "ok")).toBe(true);
});

test("OpenAI's client gets text, streams and tools over Responses, whichever vendor's model answers", async () => {
  const { models } = world;
  models.next({ say: "Good day", usage: { input: 12, output: 3 } });
  const whole = await generateText({ model: asResponses()("gpt-5-mini"), prompt: "Hello", ...STATELESS });
  expect([whole.text, whole.usage.inputTokens, whole.usage.outputTokens]).toEqual(["Good day", 12, 3]);
  models.next({ say: ["One ", "two ", "three"], usage: { input: 20, output: 5 } });
  const streamed = streamText({ model: asResponses()("anthropic/claude-sonnet-4-5"), prompt: "Count", ...STATELESS });
  expect(await streamed.text).toBe("One two three");
  expect([(await streamed.usage).inputTokens, (await streamed.usage).outputTokens]).toEqual([20, 5]);
  expect(models.requests.at(-1)?.wire).toBe("anthropic");
  for (const model of ["gpt-5-mini", "anthropic/claude-sonnet-4-5"]) {
    models.next({ say: "Let me see.", call: [{ name: "weather", input: { town: "Bern" } }] }, "It rains in Bern.");
    const asked = { model: asResponses()(model), prompt: "Weather?", tools: { weather }, stopWhen: isStepCount(3), ...STATELESS };
    const turn = streamText(asked);
    expect(await turn.text).toBe("It rains in Bern.");
    expect(JSON.stringify(models.requests.at(-1)?.body)).toContain("rain in Bern");
  }
});

test("a tool whose input is free text comes back as one, streamed and whole, and its result is understood", async () => {
  const { models } = world;
  const patch = { type: "custom", name: "apply_patch", description: "Edits files.", format: { type: "grammar", definition: "start: x" } };
  const ask = { model: "openai/gpt-5-mini", tools: [patch, { type: "web_search" }], store: false };
  models.next({ call: [{ name: "apply_patch", input: { input: "*** Begin Patch" } }] });
  const whole = (await (await post("responses", { ...ask, input: "Edit it" })).json()) as { output: Called[] };
  expect(whole.output).toMatchObject([{ type: "custom_tool_call", name: "apply_patch", input: "*** Begin Patch" }]);
  expect(models.requests.at(-1)?.asked?.tools.map(({ name }) => name)).toEqual(["apply_patch"]);
  models.next({ call: [{ name: "apply_patch", input: { input: "*** Begin Patch" } }] });
  const streamed = eventsOf(await (await post("responses", { ...ask, input: "Edit it", stream: true })).text());
  expect(streamed.map(({ type }) => type)).toEqual([
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.custom_tool_call_input.delta",
    "response.custom_tool_call_input.done",
    "response.output_item.done",
    "response.completed",
  ]);
  expect(streamed.map((event) => event["sequence_number"])).toEqual([0, 1, 2, 3, 4, 5, 6]);
  models.next("Done.");
  const [called] = whole.output;
  const result = { type: "custom_tool_call_output", call_id: called?.call_id, output: "patched" };
  const told = await post("responses", { ...ask, input: [{ role: "user", content: "Edit it" }, called, result] });
  expect(await told.json()).toMatchObject({ status: "completed", output: [{ content: [{ text: "Done." }] }] });
  expect(JSON.stringify(models.requests.at(-1)?.body)).toContain("patched");
});

test("tokens are counted without a model, and what a model thought comes back to it", async () => {
  const { models } = world;
  const short = await post("messages/count_tokens", { model: "auto", messages: [{ role: "user", content: "Hello" }] });
  const long = await post("messages/count_tokens", { model: "auto", messages: [{ role: "user", content: "Hello ".repeat(1_000) }] });
  const [few, many] = [(await short.json()) as Counted, (await long.json()) as Counted];
  expect(few.input_tokens).toBeGreaterThan(0);
  expect(many.input_tokens).toBeGreaterThan(few.input_tokens + 900);
  expect(models.requests).toHaveLength(0);
  const signature = Buffer.from(JSON.stringify({ anthropic: { signature: "signed-by-the-vendor" } })).toString("base64url");
  const thought = { type: "thinking", thinking: "Rain is likely.", signature };
  await post("messages", {
    model: "claude-sonnet-4-5",
    max_tokens: 2_000,
    thinking: { type: "enabled", budget_tokens: 1_024 },
    cache_control: { type: "ephemeral", ttl: "1h" },
    messages: [
      { role: "user", content: [{ type: "text", text: "Weather?", cache_control: { type: "ephemeral" } }] },
      { role: "assistant", content: [thought, { type: "text", text: "Rain." }] },
      { role: "user", content: "Sure?" },
    ],
  });
  const passedOn = JSON.stringify(models.requests.at(-1)?.body);
  expect(passedOn).toContain("signed-by-the-vendor");
  expect(passedOn).toContain('"text":"Weather?","cache_control":{"type":"ephemeral"}');
  // An hour would cost more than the books know.
  expect(models.requests.at(-1)?.body["cache_control"]).toEqual({ type: "ephemeral" });
});

test.each([
  ["Messages", () => asClaude()("google/gemini-4-hydrogen")],
  ["Responses", () => asResponses()("google/gemini-4-hydrogen")],
  ["chat completions", () => asChat()("google/gemini-4-hydrogen")],
])("a Gemini model gets the signatures of its calls back through %s, streamed and whole, round by round", async (_format, model) => {
  const { models } = world;
  const towns = (...names: string[]) => ({ call: names.map((town) => ({ name: "weather", input: { town } })) });
  const turn = { model: model(), prompt: "Weather?", tools: { weather }, stopWhen: isStepCount(4), ...STATELESS };
  const rounds = () => models.next({ say: "Let me see.", ...towns("Bern", "Rome") }, towns("Oslo"), "It rains everywhere.");
  const signed = () => JSON.stringify(models.requests.at(-1)?.body).match(/"thoughtSignature":"[^"]*"/g);
  rounds();
  expect((await generateText(turn)).text).toBe("It rains everywhere.");
  const whole = signed();
  rounds();
  expect(await streamText(turn).text).toBe("It rains everywhere.");
  expect(models.requests).toHaveLength(6);
  const given = ["call_0_0", "call_2_0"].map((id) => Buffer.from(`thought before ${id}`).toString("base64"));
  const want = given.map((each) => `"thoughtSignature":"${each}"`);
  expect([whole, signed()]).toEqual([want, want]);
});

test("a call that a client sends without its signature is still taken; a wrong signature is refused, and one that is missing at the vendor too", async () => {
  const { models } = world;
  const called = { type: "function_call", call_id: "call_0_0", name: "weather", arguments: "{}" };
  const result = { type: "function_call_output", call_id: "call_0_0", output: "rain" };
  const ask = (...before: object[]) =>
    post("responses", { model: "google/gemini-4-hydrogen", input: [{ role: "user", content: "Weather?" }, ...before, called, result] });
  models.next("It rains.");
  expect((await ask()).status).toBe(200);
  const forged = Buffer.from(JSON.stringify({ google: { thoughtSignature: "forged" }, callId: "call_0_0" })).toString("base64url");
  const refused = await ask({ type: "reasoning", summary: [], encrypted_content: forged });
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("Corrupted thought signature")]);
  const contents = [{ role: "model", parts: [{ functionCall: { id: "call_0_0", name: "weather", args: {} } }] }];
  const address = `${models.baseUrl("google")}/models/gemini-4-hydrogen:generateContent`;
  const missing = await fetch(address, { method: "POST", body: JSON.stringify({ contents }), headers: { "x-goog-api-key": "right-key" } });
  expect([missing.status, await missing.text()]).toEqual([400, expect.stringContaining("missing a thought_signature")]);
});

test("a file is held at the most that it can cost, and nothing is sent where that is not there; secrets in it stay here", async () => {
  const { models, ada } = world;
  const small = await createVirtualKey(ada.ctx, { name: "Small" });
  await setBudget(ada.ctx, { scope: "key", subjectId: small.virtualKey.id, period: "month", limitMicros: 100_000 });
  const base64 = (media_type: string, bytes: Buffer) => ({ type: "base64", media_type, data: bytes.toString("base64") });
  const about = (...content: object[]) =>
    post("messages", { model: "claude-sonnet-4-5", max_tokens: 100, messages: [{ role: "user", content }] }, small.key);
  const pdf = Buffer.from(`%PDF-1.4\n${"<< /Type /Page >> endobj\n".repeat(60)}`);
  const asked = await about({ type: "document", source: base64("application/pdf", pdf) });
  expect([asked.status, await asked.json()]).toMatchObject([
    402,
    { error: { type: "billing_error", message: expect.stringContaining("The budget “Key” has $0.10 left, too little for this call.") } },
  ]);
  expect(models.requests).toHaveLength(0);
  const picture = { type: "image", source: base64("image/png", Buffer.from("\u0089PNG", "latin1")) };
  expect((await about(picture)).status).toBe(200);
  const token = `ghp_${"A1b2".repeat(10)}`;
  const notes = { type: "document", source: { type: "text", media_type: "text/plain", data: `The token is ${token}` } };
  expect((await about(notes, { type: "document", source: base64("text/plain", Buffer.from(`Again: ${token}`)) })).status).toBe(200);
  const sent = JSON.stringify(models.requests.at(-1)?.body);
  expect(sent).toContain("Again: [GitHub token removed]");
  expect(sent).not.toContain(token);
});

test("errors come in the shape of each format, before a stream and within it", async () => {
  const { models } = world;
  const hello = { model: "claude-sonnet-4-5", max_tokens: 100, messages: [{ role: "user", content: "Hello" }] };
  const wrong = await post("messages", hello, "ovm_wrong");
  expect([wrong.status, await wrong.json()]).toMatchObject([401, { type: "error", error: { type: "authentication_error" } }]);
  const empty = await post("messages", { model: "auto", max_tokens: 100, messages: [] });
  expect([empty.status, await empty.json()]).toMatchObject([400, { error: { type: "invalid_request_error" } }]);
  const poor = await createVirtualKey(world.ada.ctx, { name: "Poor" });
  await setBudget(world.ada.ctx, { scope: "key", subjectId: poor.virtualKey.id, period: "month", limitMicros: 1 });
  const spent = await post("messages", hello, poor.key);
  expect([spent.status, await spent.json()]).toMatchObject([402, { error: { type: "billing_error" } }]);
  expect((await post("responses", { model: "gpt-5-mini", input: "Hello" }, poor.key)).status).toBe(429);
  const kept = await post("responses", { model: "gpt-5-mini", input: "Hello", previous_response_id: "resp_1" });
  expect([kept.status, JSON.stringify(await kept.json())]).toEqual([400, expect.stringContaining("send the whole input")]);
  const broken = await post("responses", { model: "gpt-5-mini", input: [{ type: "function_call", name: "x" }] });
  expect(broken.status).toBe(400);
  expect(models.requests).toHaveLength(0);
  models.next({ say: ["One ", "two ", "three ", "four"], cutAfter: 5 });
  const cut = eventsOf(await (await post("messages", { ...hello, stream: true })).text());
  expect(cut.at(-1)).toMatchObject({ type: "error", error: { type: "api_error" } });
  models.next({ say: ["One ", "two ", "three ", "four"], cutAfter: 4 });
  const failed = eventsOf(await (await post("responses", { model: "gpt-5-mini", input: "Hello", stream: true })).text());
  expect(failed.at(-1)).toMatchObject({ type: "response.failed", response: { status: "failed", error: { code: "api_error" } } });
});

interface Called {
  type: string;
  call_id: string;
}
interface Counted {
  input_tokens: number;
}

function eventsOf(text: string): (Record<string, unknown> & { type: string })[] {
  const lines = text.split("\n").filter((line) => line.startsWith("data: "));
  return lines.map((line) => JSON.parse(line.slice("data: ".length)) as Record<string, unknown> & { type: string });
}
