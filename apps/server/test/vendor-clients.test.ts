import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import Anthropic from "@anthropic-ai/sdk";
import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { setBudget } from "@openvibe/core/billing";
import { settled } from "@openvibe/core/gateway";
import { createVirtualKey } from "@openvibe/core/keys";
import { takeTurn } from "@openvibe/core/platform";
import { embedMany, generateText, isStepCount, Output, streamText, tool } from "ai";
import OpenAI from "openai";
import { zodResponseFormat, zodTextFormat } from "openai/helpers/zod";
import { ResponsesToolRunner } from "openai/helpers/responses-tool-runner";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { usageRecords } from "../../../packages/core/src/billing/tables.ts";
import { openModelsDoorWorld, type ModelsDoorWorld } from "./models-door-world.ts";

let world: ModelsDoorWorld;
let openai: OpenAI;
let claude: Anthropic;
beforeAll(async () => {
  world = await openModelsDoorWorld(["openai", "anthropic"]);
  openai = asOpenAi(world.key);
  claude = asClaude(world.key);
});
afterAll(() => world.close());
beforeEach(() => world.models.reset());

/** What came back over the wire, whatever a client made of it: the status, and what it said of trying again. */
const told: string[] = [];
const heard: typeof fetch = async (...asked) => {
  const answer = await fetch(...asked);
  told.push(`${answer.status} ${answer.headers.get("retry-after")}`);
  return answer;
};
const asOpenAi = (apiKey: string, more: object = {}) => new OpenAI({ baseURL: `${world.server.origin}/v1`, apiKey, fetch: heard, ...more });
const asClaude = (apiKey: string, more: object = {}) => new Anthropic({ baseURL: world.server.origin, apiKey, fetch: heard, ...more });
const rows = async () => {
  await settled(world.server.world.platform);
  return world.ada.ctx.db.select().from(usageRecords);
};
const lastBody = () => JSON.stringify(world.models.requests.at(-1)?.body);
const said = (text: string) => [{ role: "user" as const, content: text }];
const hello = (model: string) => ({ model, max_tokens: 100, messages: said("Hello") });

const Sum = z.object({ answer: z.number(), why: z.string().nullable(), parts: z.array(z.object({ name: z.string() })) });
const SUM = { answer: 4, why: null, parts: [{ name: "two" }] };
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const PDF = Buffer.from("%PDF-1.4\n<< /Type /Page >> endobj\n").toString("base64");
const picture = `data:image/png;base64,${PNG}`;
const file_data = `data:application/pdf;base64,${PDF}`;
const Town = z.object({ town: z.string() });
const inTown = { type: "object", properties: { town: { type: "string" } }, required: ["town"], additionalProperties: false };
const rounds = () =>
  world.models.next(
    { say: "Let me see.", call: ["Bern", "Rome"].map((town) => ({ name: "weather", input: { town } })) },
    { call: [{ name: "weather", input: { town: "Oslo" } }] },
    "It rains everywhere.",
  );
const MODELS = ["openai/gpt-5-mini", "anthropic/claude-sonnet-4-5"];

test.each(MODELS)("OpenAI's client over chat completions, with %s behind", async (model) => {
  const { models } = world;
  models.next({ say: "Good day", usage: { input: 12, output: 3 } });
  const whole = await openai.chat.completions.create({ model, messages: said("Hello") });
  expect(whole).toMatchObject({ model, choices: [{ message: { content: "Good day" } }], usage: { total_tokens: 15 } });
  expect(whole._request_id).toMatch(/^req_/);
  models.next({ say: ["One ", "two"], usage: { input: 20, output: 5 } });
  const heardParts: string[] = [];
  const stream = openai.chat.completions.stream({ model, messages: said("Count"), stream_options: { include_usage: true } });
  stream.on("content", (part) => heardParts.push(part));
  expect([await stream.finalContent(), await stream.totalUsage(), heardParts]).toMatchObject([
    "One two",
    { total_tokens: 25 },
    ["One ", "two"],
  ]);
  const run = { parse: JSON.parse as (text: string) => { town: string }, function: ({ town }: { town: string }) => `rain in ${town}` };
  const weather = {
    type: "function" as const,
    function: { name: "weather", description: "tells", parameters: inTown, strict: true, ...run },
  };
  rounds();
  const turn = openai.chat.completions.runTools({ model, stream: true, messages: said("Weather?"), tools: [weather] });
  expect(await turn.finalContent()).toBe("It rains everywhere.");
  for (const town of ["Bern", "Rome", "Oslo"]) expect(lastBody()).toContain(`rain in ${town}`);
  models.next({ object: SUM });
  const parsed = await openai.chat.completions.parse({ model, messages: said("2+2"), response_format: zodResponseFormat(Sum, "sum") });
  expect(parsed.choices[0]?.message.parsed).toEqual(SUM);
  models.next("A dot in a paper");
  const shown = [
    { type: "text" as const, text: "What is this?" },
    { type: "image_url" as const, image_url: { url: picture, detail: "low" as const } },
    { type: "file" as const, file: { filename: "paper.pdf", file_data } },
  ];
  await openai.chat.completions.create({ model, messages: [{ role: "user", content: shown }] });
  expect([lastBody().includes(PNG), lastBody().includes(PDF), lastBody().includes("paper.pdf")]).toEqual([true, true, true]);
});

test.each(MODELS)("OpenAI's client over responses, with %s behind", async (model) => {
  const { models } = world;
  models.next({ say: "Good day", usage: { input: 12, output: 3 } });
  const whole = await openai.responses.create({ model, input: "Hello", instructions: "Be kind" });
  expect(whole).toMatchObject({ status: "completed", output_text: "Good day", usage: { total_tokens: 15 } });
  models.next({ say: ["One ", "two"], usage: { input: 20, output: 5 } });
  const heardParts: string[] = [];
  const stream = openai.responses.stream({ model, input: "Count" });
  stream.on("response.output_text.delta", ({ delta }) => heardParts.push(delta));
  expect([await stream.finalResponse(), heardParts]).toMatchObject([
    { output_text: "One two", usage: { total_tokens: 25 } },
    ["One ", "two"],
  ]);
  rounds();
  const declared = { type: "function" as const, name: "weather", strict: true, parameters: inTown };
  const runner = new ResponsesToolRunner({ functions: [{ tool: declared, execute: ({ town }) => `rain in ${String(town)}` }] });
  const turn = await runner.run(openai, { model, input: "Weather?", store: false });
  expect(turn.output_text).toBe("It rains everywhere.");
  for (const town of ["Bern", "Rome", "Oslo"]) expect(lastBody()).toContain(`rain in ${town}`);
  const format = { format: zodTextFormat(Sum, "sum") };
  models.next({ object: SUM }, { object: SUM });
  expect((await openai.responses.parse({ model, input: "2+2", text: format })).output_parsed).toEqual(SUM);
  expect((await openai.responses.stream({ model, input: "2+2", text: format }).finalResponse()).output_parsed).toEqual(SUM);
  models.next("A dot in a paper");
  const shown = [
    { type: "input_image" as const, image_url: picture, detail: "auto" as const },
    { type: "input_file" as const, filename: "paper.pdf", file_data },
  ];
  await openai.responses.create({ model, input: [{ role: "user", content: shown }] });
  expect([lastBody().includes(PNG), lastBody().includes(PDF), lastBody().includes("paper.pdf")]).toEqual([true, true, true]);
});

test.each(MODELS)("Anthropic's client over Messages, with %s behind", async (model) => {
  const { models } = world;
  models.next({ say: "Good day", usage: { input: 12, output: 3 } });
  const whole = await claude.messages.create({ ...hello(model), system: "Be kind" });
  expect(whole).toMatchObject({ model, content: [{ text: "Good day" }], stop_reason: "end_turn", usage: { input_tokens: 12 } });
  expect(whole._request_id).toMatch(/^req_/);
  models.next({ say: ["One ", "two"], usage: { input: 20, output: 5 } });
  const heardParts: string[] = [];
  const stream = claude.messages.stream(hello(model)).on("text", (part) => heardParts.push(part));
  expect([await stream.finalMessage(), heardParts]).toMatchObject([{ usage: { input_tokens: 20, output_tokens: 5 } }, ["One ", "two"]]);
  const weather = betaZodTool({ name: "weather", description: "tells", inputSchema: Town, run: ({ town }) => `rain in ${town}` });
  for (const streamed of [false, true]) {
    rounds();
    // It would leave the talk with the vendor, as a thread; told that none is kept here, it sends the whole of it.
    const turn = claude.beta.messages.toolRunner({ ...hello(model), tools: [weather], stream: streamed });
    expect((await turn.runUntilDone()).content).toMatchObject([{ text: "It rains everywhere." }]);
    for (const town of ["Bern", "Rome", "Oslo"]) expect(lastBody()).toContain(`rain in ${town}`);
  }
  const choice = { type: "auto" as const, disable_parallel_tool_use: true };
  await claude.messages.create({ ...hello(model), tools: [{ name: "weather", input_schema: { type: "object" } }], tool_choice: choice });
  expect(lastBody()).toMatch(/"parallel_tool_calls":false|"disable_parallel_tool_use":true/);
  models.next({ object: SUM });
  const parsed = await claude.messages.parse({ ...hello(model), output_config: { format: zodOutputFormat(Sum) } });
  expect(parsed.parsed_output).toEqual(SUM);
  models.next("A dot in a paper");
  const shown = [
    { type: "image" as const, source: { type: "base64" as const, media_type: "image/png" as const, data: PNG } },
    { type: "document" as const, source: { type: "base64" as const, media_type: "application/pdf" as const, data: PDF } },
  ];
  await claude.messages.create({ ...hello(model), messages: [{ role: "user", content: shown }] });
  expect([lastBody().includes(PNG), lastBody().includes(PDF)]).toEqual([true, true]);
  const { input_tokens } = await claude.messages.countTokens({ model, messages: said("Hello") });
  expect(input_tokens).toBeGreaterThan(0);
});

test("the AI SDK's own providers: tools, forms and files", async () => {
  const { models, key, server } = world;
  const at = { baseURL: `${server.origin}/v1`, apiKey: key };
  const weather = tool({ inputSchema: Town, execute: ({ town }) => `rain in ${town}` });
  // Else it leaves what was said with the vendor, and gives only numbers of it.
  const stateless = { providerOptions: { openai: { store: false } } };
  const each = [
    createOpenAI(at)("openai/gpt-5-mini"),
    createOpenAI(at).chat("openai/gpt-5-mini"),
    createAnthropic(at)("claude-sonnet-4-5"),
  ];
  for (const model of each) {
    const asked = { model, prompt: "Weather?", tools: { weather }, stopWhen: isStepCount(4), ...stateless };
    rounds();
    expect((await generateText(asked)).text).toBe("It rains everywhere.");
    rounds();
    expect(await streamText(asked).text).toBe("It rains everywhere.");
    models.next({ object: SUM });
    expect((await generateText({ model, prompt: "2+2", output: Output.object({ schema: Sum }) })).output).toEqual(SUM);
    models.next("A paper");
    const paper = { type: "file" as const, data: Buffer.from(PDF, "base64"), mediaType: "application/pdf" };
    await generateText({ model, messages: [{ role: "user", content: [paper] }] });
    expect(lastBody()).toContain(PDF);
  }
  const { embeddings } = await embedMany({ model: createOpenAI(at).embeddingModel("text-embedding-3-small"), values: ["red", "blue"] });
  expect(embeddings).toHaveLength(2);
  rounds();
  const kept = generateText({
    model: createOpenAI(at)("openai/gpt-5-mini"),
    prompt: "Weather?",
    tools: { weather },
    stopWhen: isStepCount(4),
  });
  await expect(kept).rejects.toThrow("no answers are kept here; ask with store false");
});

test("a form and a tool are kept to the letter only where the client asks for it, and one call at a time too", async () => {
  const model = "openai/gpt-5-mini";
  const weather = { type: "function" as const, function: { name: "weather", parameters: { type: "object" } } };
  const form = (strict?: true) => ({
    type: "json_schema" as const,
    json_schema: { name: "sum", schema: inTown, ...(strict && { strict }) },
  });
  const asked = { model, messages: said("2+2"), tools: [weather] };
  await openai.chat.completions.create({ ...asked, response_format: form() });
  expect(world.models.requests.at(-1)?.body).toMatchObject({ text: { format: { strict: false } } });
  expect(world.models.requests.at(-1)?.body).not.toHaveProperty("parallel_tool_calls");
  const tools = [{ ...weather, function: { ...weather.function, strict: true } }];
  await openai.chat.completions.create({ ...asked, tools, response_format: form(true), parallel_tool_calls: false });
  expect(world.models.requests.at(-1)?.body).toMatchObject({
    text: { format: { strict: true } },
    tools: [{ strict: true }],
    parallel_tool_calls: false,
  });
});

test("vectors as the client takes them by default are those that it takes as numbers; models are listed to each in its own words", async () => {
  const asked = { model: "openai/text-embedding-3-small", input: ["red", "blue"] };
  const [packed, plain] = [await openai.embeddings.create(asked), await openai.embeddings.create({ ...asked, encoding_format: "float" })];
  for (const [at, { embedding }] of packed.data.entries())
    expect(embedding).toEqual(Array.from(new Float32Array(plain.data[at]?.embedding ?? [])));
  expect(packed.data[0]?.embedding.some((value) => value !== 0)).toBe(true);
  const ids: string[] = [];
  for await (const { id } of openai.models.list()) ids.push(id);
  expect(ids).toEqual(expect.arrayContaining(["auto", "openai/gpt-5-mini", "anthropic/claude-sonnet-4-5"]));
  expect(await openai.models.retrieve("openai/gpt-5-mini")).toMatchObject({ id: "openai/gpt-5-mini", owned_by: "openai" });
  const listed: string[] = [];
  for await (const { id, type, display_name } of claude.models.list()) listed.push(type === "model" ? `${id} ${display_name}` : "");
  expect(listed).toEqual(ids.map((id) => `${id} ${id}`));
  expect(await claude.models.retrieve("claude-sonnet-4-5")).toMatchObject({ type: "model", id: "anthropic/claude-sonnet-4-5" });
});

test("each client's own errors are thrown, with words that say what to do; what is used up is not tried again", async () => {
  const [strange, strangeClaude] = [asOpenAi("ovm_wrong"), asClaude("ovm_wrong")];
  await expect(strange.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  await expect(strangeClaude.models.list()).rejects.toBeInstanceOf(Anthropic.AuthenticationError);
  const unknown = await openai.chat.completions.create(hello("gpt-99")).catch((error: unknown) => error);
  expect(unknown).toBeInstanceOf(OpenAI.NotFoundError);
  expect(unknown).toMatchObject({ code: "model_not_found", message: expect.stringContaining("There is no model gpt-99.") });
  const { messages, models } = claude;
  for (const ask of [() => messages.create(hello("gpt-99")), () => models.retrieve("gpt-99"), () => messages.batches.list()]) {
    const error = await Promise.resolve(ask()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Anthropic.NotFoundError);
    expect(error).toMatchObject({ type: "not_found_error" });
  }
  const model = "openai/gpt-5-mini";
  const wrong = async (asked: PromiseLike<unknown>) => {
    const error = await Promise.resolve(asked).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.BadRequestError);
    return (error as Error).message;
  };
  const sound = { type: "input_audio" as const, input_audio: { data: "AAAA", format: "wav" as const } };
  expect(await wrong(openai.chat.completions.create({ model, messages: [{ role: "user", content: [sound] }] }))).toBe(
    "400 messages.0.content.0.type: is of a kind that is not taken here: give texts, pictures and files",
  );
  expect(await wrong(openai.embeddings.create({ model: "text-embedding-3-small", input: [[1, 2]] }))).toContain("must be a text");
  const elsewhere = [{ role: "user" as const, content: [{ type: "input_file" as const, file_id: "file-1" }] }];
  expect(await wrong(openai.responses.create({ model, input: elsewhere }))).toContain("no files are kept");
  expect(await wrong(openai.responses.create({ model, input: "Hello", conversation: "conv_1" }))).toContain("send the whole input");
  const poor = await createVirtualKey(world.ada.ctx, { name: "Poor" });
  await setBudget(world.ada.ctx, { scope: "key", subjectId: poor.virtualKey.id, period: "month", limitMicros: 1 });
  told.length = 0;
  await expect(asOpenAi(poor.key).responses.create({ model, input: "Hello" })).rejects.toBeInstanceOf(OpenAI.RateLimitError);
  await expect(asClaude(poor.key).messages.create(hello(model))).rejects.toMatchObject({ status: 402, type: "billing_error" });
  expect(told).toEqual(["429 null", "402 null"]);
  expect(world.models.requests).toHaveLength(0);
});

test("a key that asks too often is told when to come again, and its client does; who stops in the middle pays for what came", async () => {
  const { models, server } = world;
  const { key, virtualKey } = await createVirtualKey(world.ada.ctx, { name: "Busy" });
  const { platform, clock } = server.world;
  while (takeTurn(platform, `models/${virtualKey.id}`, 600));
  const later: typeof fetch = async (...asked) => {
    const answer = await heard(...asked);
    clock.pass(60_000);
    return answer;
  };
  const patient = asOpenAi(key, { fetch: later });
  told.length = 0;
  await expect(patient.models.retrieve("auto")).resolves.toMatchObject({ id: "auto" });
  expect(told).toEqual(["429 1", "200 null"]);
  // A pause that the vendor asked for is passed on, and so is how long it is left alone.
  const impatient = { maxRetries: 0 };
  models.next({ fault: { status: 429, retryAfterSeconds: 42 } });
  told.length = 0;
  await expect(asOpenAi(world.key, impatient).responses.create({ model: "openai/gpt-5-nano", input: "Hello" })).rejects.toMatchObject({
    status: 429,
  });
  clock.pass(20_000);
  await expect(asClaude(world.key, impatient).messages.create(hello("openai/gpt-5-nano"))).rejects.toMatchObject({ status: 429 });
  expect(told).toEqual(["429 42", "429 22"]);
  expect(models.requests).toHaveLength(1);
  clock.pass(22_000);
  models.reset();
  const before = (await rows()).length;
  const going = { say: ["One ", "two ", "three ", "four"], silentAfter: 4 };
  models.next(going, going, going);
  const stream = openai.chat.completions.stream(hello("openai/gpt-5-nano")).on("content", () => stream.abort());
  await expect(stream.done()).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
  const reply = openai.responses.stream({ model: "openai/gpt-5-nano", input: "Hello" });
  reply.on("response.output_text.delta", () => reply.abort());
  await expect(reply.done()).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
  const message = claude.messages.stream(hello("openai/gpt-5-nano")).on("text", () => message.abort());
  await expect(message.done()).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
  await expect.poll(() => models.hangUps, { timeout: 60_000 }).toBe(3);
  await expect.poll(async () => (await rows()).length, { timeout: 60_000 }).toBe(before + 3);
  const kept = (await rows()).slice(before);
  expect(kept.every((row) => row.outcome === "cancelled" && row.inputTokens > 0 && row.outputTokens > 0)).toBe(true);
});
