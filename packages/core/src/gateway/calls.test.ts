import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { getUsage, listBudgets, setBudget } from "../billing/index.ts";
import { usageRecords } from "../billing/tables.ts";
import { addProviderKey, listProviderKeys, revokeProviderKey, writeKeyUses } from "../keys/index.ts";
import { setModel } from "../models/index.ts";
import { write } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import { defineSkill, forgetAnswers, generate, languageModel, stream, type CallReport, type Writer } from "./index.ts";
import { ask, makeModelsWorld, read, type ModelsWorld } from "../../test/models-world.ts";

let models: ModelsWorld;
beforeAll(async () => {
  models = await makeModelsWorld();
});
afterAll(() => models.close());
beforeEach(async () => {
  models.server.reset();
  models.use();
  await write(models.world.owner, "test:reset", (tx) => tx.db.delete(usageRecords));
});

const PURPOSE = { skill: "answer" };
const reportOf = (metadata: Record<string, unknown> | undefined) => metadata?.["openvibe"] as CallReport;

test("a call goes to the model of its difficulty, and is kept with its tokens and its cost, to the token", async () => {
  models.use(models.account("anthropic"));
  models.server.next({ say: "Fine.", usage: { input: 1_000, output: 200, cacheRead: 3_000, cacheWrite: 500 } });
  const { stream: parts } = await languageModel(models.world.owner, { ...PURPOSE, projectId: "prj_1" }).doStream(ask("How are you?"));
  const { text, parts: all } = await read(parts);
  expect(text).toBe("Fine.");
  // 1,000 at 2, 3,000 at 0.1, 500 at 2.5 and 200 at 10 USD for a million.
  const costMicros = 2_000 + 300 + 1_250 + 2_000;
  const end = all.find((part) => part.type === "finish");
  expect(reportOf(end?.providerMetadata)).toMatchObject({ provider: "anthropic", model: "claude-sonnet-5-5", costMicros, offline: false });
  expect(await models.rows()).toMatchObject([
    { inputTokens: 4_500, outputTokens: 200, cacheReadTokens: 3_000, cacheWriteTokens: 500, costMicros, outcome: "ok", projectId: "prj_1" },
  ]);
  await languageModel(models.world.owner, { ...PURPOSE, difficulty: "routine" }).doGenerate(ask("Hello"));
  await languageModel(models.world.owner, { ...PURPOSE, difficulty: "hard" }).doGenerate(ask("Hello"));
  expect(models.server.requests.map(({ asked }) => asked?.model)).toEqual(["claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-5-5"]);
});

test("Anthropic is told to keep the prompt where rounds of tools follow, and is not where one call is all; what the caller marks stands", async () => {
  const { server, world } = models;
  models.use(models.account("anthropic"), models.account("openai"));
  const kept = { type: "ephemeral" };
  const look = { type: "function" as const, name: "look_up", inputSchema: { type: "object" as const, properties: {} } };
  const system = { role: "system" as const, content: "You look words up." };
  const said = ask("What is a fork?").prompt;
  const output = { type: "text" as const, value: "A thread with a parent." };
  const call = { toolCallId: "call_1", toolName: "look_up" };
  const round = [
    { role: "assistant" as const, content: [{ type: "tool-call" as const, ...call, input: {} }] },
    { role: "tool" as const, content: [{ type: "tool-result" as const, ...call, output }] },
  ];
  const turn = languageModel(world.owner, { ...PURPOSE, difficulty: "hard" });
  server.next({ call: [{ name: "look_up", input: {} }], usage: { input: 20, output: 10, cacheWrite: 10_000 } });
  await turn.doGenerate({ prompt: [system, ...said], tools: [look] });
  server.next({ say: "A thread.", usage: { input: 30, output: 10, cacheRead: 10_000, cacheWrite: 100 } });
  await turn.doGenerate({ prompt: [system, ...said, ...round], tools: [look] });
  await turn.doGenerate({ prompt: [system, ...said] });
  const marks = ({ body }: (typeof server.requests)[number]) => [body["cache_control"], body["system"]];
  const marked = [kept, [{ type: "text", text: system.content, cache_control: kept }]];
  expect(server.requests.map(marks)).toEqual([marked, marked, [undefined, [{ type: "text", text: system.content }]]]);
  // Writes at 5, reads at 0.2, the rest at 4 and 20 USD for a million.
  expect((await models.rows()).slice(0, 2)).toMatchObject([
    { cacheWriteTokens: 10_000, costMicros: 50_000 + 80 + 200 },
    { cacheReadTokens: 10_000, cacheWriteTokens: 100, costMicros: 2_000 + 500 + 120 + 200 },
  ]);
  const own = { providerOptions: { anthropic: { cacheControl: kept } } };
  await turn.doGenerate({ prompt: [system, ...said, ...round].map((each) => ({ ...each, ...own })), tools: [look] });
  const [top] = marks(server.requests[3] as (typeof server.requests)[number]);
  expect([top, JSON.stringify(server.requests[3]?.body).split("cache_control").length - 1]).toEqual([undefined, 4]);
  await languageModel(world.owner, { ...PURPOSE, models: ["openai/gpt-6.1-sol"] }).doGenerate({ prompt: [system, ...said], tools: [look] });
  expect(JSON.stringify(server.requests[4]?.body)).not.toContain("cache_control");
});

test("a call is booked at the price for as much as the provider counted, whatever it was held to be", async () => {
  models.use(models.account("anthropic"));
  models.server.next({ say: "Long.", usage: { input: 100_001, output: 10 } }, { say: "Short.", usage: { input: 90_000, output: 10 } });
  for (const text of ["Short as it looks", "word ".repeat(80_000)])
    await languageModel(models.world.owner, { ...PURPOSE, difficulty: "routine" }).doGenerate(ask(text));
  // 0.5 and 2.5 USD for a million above 100,000 tokens, else 0.1 and 0.5.
  expect(await models.rows()).toMatchObject([{ costMicros: 50_001 + 25 }, { costMicros: 9_000 + 5 }]);
});

test("a workspace sets its routes; a model that has no price or no key is not called, and the error says what to do", async () => {
  const { world } = models;
  models.use(models.account("openai"), models.account("compatible"));
  await setSetting(world.owner, { layer: "workspace", key: "models.normal", value: "local/small, openai/gpt-5-mini" });
  await setSetting(world.owner, { layer: "workspace", key: "models.special", value: "skill title: openai/gpt-6-luna" });
  await languageModel(world.owner, PURPOSE).doGenerate(ask("Hello"));
  await languageModel(world.owner, { skill: "title" }).doGenerate(ask("Hello"));
  expect(models.server.requests.map(({ asked }) => asked?.model)).toEqual(["small", "gpt-6-luna"]);
  expect((await models.rows())[0]).toMatchObject({ provider: "local", costMicros: 0 });
  const exactly = (model: string) => languageModel(world.owner, { ...PURPOSE, models: [model] }).doGenerate(ask("Hello"));
  await expect(exactly("openai/gpt-unheard-of")).rejects.toMatchObject({ code: "not_found", message: expect.stringContaining("price") });
  await expect(exactly("google/gemini-4-argon")).rejects.toMatchObject({ message: expect.stringContaining("no key for google") });
  const priced = { provider: "openai", id: "gpt-unheard-of", inputMicros: 1_000_000, outputMicros: 2_000_000 };
  await setModel(world.owner, { ...priced, kind: "language", contextTokens: 8_000, maxOutputTokens: 1_000, abilities: ABILITIES });
  models.server.next({ say: "Hi", usage: { input: 100, output: 10 } });
  expect(reportOf((await exactly("openai/gpt-unheard-of")).providerMetadata).costMicros).toBe(120);
  await expect(setModel(world.viewer, { ...priced, kind: "language", contextTokens: 8_000, maxOutputTokens: 1, abilities: ABILITIES }))
    .rejects //
    .toMatchObject({ code: "forbidden" });
  await setSetting(world.owner, { layer: "workspace", key: "models.normal", value: "" });
  await setSetting(world.owner, { layer: "workspace", key: "models.special", value: "" });
});

const ABILITIES = { tools: true, vision: false, structured: false, promptCache: false, sampling: true };

test("what passes is tried again; what does not is answered by the next provider, which says so; each is one row", async () => {
  models.use(models.account("anthropic"), models.account("openai"));
  models.server.next({ fault: { status: 529 } }, "Back again");
  const first = await languageModel(models.world.owner, PURPOSE).doGenerate(ask("Hello"));
  expect(reportOf(first.providerMetadata)).toMatchObject({ provider: "anthropic" });
  expect(reportOf(first.providerMetadata)).not.toHaveProperty("fallbackFrom");
  models.server.decide = (_asked, { wire }) => (wire === "anthropic" ? { fault: { status: 500 } } : "From elsewhere");
  const second = await languageModel(models.world.owner, PURPOSE).doStream(ask("Hello"));
  const { text, parts } = await read(second.stream);
  expect(text).toBe("From elsewhere");
  const told = { provider: "openai", model: "gpt-6.1-terra", fallbackFrom: "anthropic/claude-sonnet-5-5" };
  const fallbackReason = expect.stringMatching(/^It could not be reached or broke off \(.+\)\.$/) as string;
  expect(reportOf(parts.find((part) => part.type === "finish")?.providerMetadata)).toMatchObject(told);
  expect(await models.rows()).toMatchObject([
    { provider: "anthropic", fallbackFrom: null, fallbackReason: null },
    { ...told, fallbackReason },
  ]);
});

test("a key that is limited or refused is left alone while another one can answer", async () => {
  models.use(models.account("anthropic", "one"), models.account("anthropic", "two"));
  models.server.decide = (_asked, { headers }) =>
    headers["x-api-key"] === "right-key-of-one" ? { fault: { status: 429, retryAfterSeconds: 30 } } : "Two answers";
  for (let call = 0; call < 4; call += 1) await languageModel(models.world.owner, PURPOSE).doGenerate(ask(`Hello ${call}`));
  const keys = models.server.requests.map(({ headers }) => headers["x-api-key"]);
  expect(keys.filter((key) => key === "right-key-of-one").length).toBeLessThanOrEqual(1);
  expect(await models.rows()).toMatchObject(Array.from({ length: 4 }, () => ({ outcome: "ok", providerKeyId: "two" })));
});

test("a key is counted and named for each call that it was sent with, also where none was answered", async () => {
  const { world, server } = models;
  const { owner, platform } = world;
  server.decide = () => "Hello";
  const added = (label: string) =>
    addProviderKey(owner, { kind: "anthropic", label, baseUrl: server.baseUrl("anthropic"), key: `right-key-of-${label}` });
  const [one, two] = [await added("one"), await added("two")];
  server.decide = () => ({ fault: { status: 401 } });
  const call = languageModel(owner, { ...PURPOSE, models: ["anthropic/claude-sonnet-5-5"] }).doGenerate(ask("Hello"));
  await expect(call).rejects.toMatchObject({ code: "unavailable" });
  const ids = [one.id, two.id];
  const [row] = await models.rows();
  expect(row).toMatchObject({ provider: "anthropic", outcome: "failed", ownKey: true, costMicros: 0 });
  expect(ids).toContain(row?.providerKeyId);
  await writeKeyUses(platform);
  // The first use of each is written beside the call.
  const uses = async () => (await listProviderKeys(owner, { limit: 10 })).items.map((key) => key.uses);
  await expect.poll(uses).toEqual([1, 1]);
  for (const keyId of ids) await revokeProviderKey(owner, { keyId });
});

test("where only the rules could answer else, a model that is limited for a moment is waited for, and a provider's other models are tried once each", async () => {
  const { server } = models;
  models.use(models.account("anthropic", "alone"));
  server.next({ fault: { status: 429, retryAfterSeconds: 2 } }, "After two seconds");
  const told: (string | null)[] = [];
  const onWait = (what: string | null) => void told.push(what);
  const waited = await languageModel(models.world.owner, { ...PURPOSE, onWait }).doGenerate(ask("Hello"));
  expect(waited.content).toMatchObject([{ text: "After two seconds" }]);
  expect(told).toEqual([expect.stringMatching(/^waiting: Anthropic asked for a pause of [23] s$/), null]);
  expect(reportOf(waited.providerMetadata)).toMatchObject({ offline: false });
  models.use({
    ...models.account("compatible"),
    models: ["nomic-embed-text:v1.5", "bge-m3", "first", "mxbai-embed-large", "second", "third"],
  });
  server.reset();
  server.decide = () => ({ fault: { status: 500 } });
  const ruled = await languageModel(models.world.owner, PURPOSE).doGenerate(ask("Hello"));
  expect(reportOf(ruled.providerMetadata)).toMatchObject({ offline: true, fallbackFrom: "local/first" });
  expect(server.requests.map(({ asked }) => asked?.model)).toEqual(["first", "first", "first", "second", "third"]);
});

test("rules that answer because the model cannot take that much say so", async () => {
  models.use(models.account("anthropic"));
  const { providerMetadata } = await languageModel(models.world.owner, PURPOSE).doGenerate(ask("word ".repeat(1_500_000)));
  expect(reportOf(providerMetadata)).toMatchObject({ offline: true, fallbackFrom: "anthropic/claude-sonnet-5-5" });
  expect(await models.rows()).toMatchObject([{ fallbackReason: "It cannot take in that much text. Shorten it." }]);
});

test("a request that is refused or wrong is not tried elsewhere, and says why in plain words", async () => {
  models.use(models.account("anthropic"), models.account("openai"));
  models.server.next({ refuse: "I will not." });
  const refused = await languageModel(models.world.owner, PURPOSE).doGenerate(ask("Something bad"));
  expect(refused.finishReason.unified).toBe("content-filter");
  expect(models.server.requests).toHaveLength(1);
  expect(await models.rows()).toMatchObject([{ outcome: "refused", fault: "refused" }]);
});

test("a stream that is cut ends with a plain error, one that its reader leaves lets the provider go; both count what came", async () => {
  models.use(models.account("anthropic", "cutting"));
  models.server.next({ say: ["One ", "two ", "three ", "four"], cutAfter: 6, usage: { input: 50, output: 4 } });
  const cut = await read((await languageModel(models.world.owner, PURPOSE).doStream(ask("Count"))).stream);
  const [error] = cut.parts.filter((part) => part.type === "error");
  const message = "The model anthropic/claude-sonnet-5-5 could not be reached or broke off (the connection broke). Try again.";
  expect(error?.error).toMatchObject({ code: "unavailable", message, details: { fault: "unavailable" } });
  expect(cut.text).toMatch(/^One /);
  models.server.next({ endless: true });
  const left = (await languageModel(models.world.owner, PURPOSE).doStream(ask("Go on"))).stream.getReader();
  for (let at = 0; at < 6; at += 1) await left.read();
  await left.cancel();
  await expect.poll(() => models.server.hangUps, { timeout: 30_000 }).toBe(1);
  const [broken, cancelled, ...more] = await models.rows();
  expect(broken).toMatchObject({ outcome: "failed", fault: "unavailable", inputTokens: 50 });
  expect(broken?.outputTokens).toBeGreaterThan(0);
  expect(cancelled).toMatchObject({ outcome: "cancelled", fault: "aborted" });
  expect(cancelled?.outputTokens).toBeGreaterThan(0);
  expect(more).toEqual([]);
});

test("text without an end is cut off", async () => {
  models.use(models.account("compatible"));
  models.server.next({ endless: true });
  const { stream: parts } = await languageModel(models.world.owner, PURPOSE).doStream(ask("Go on", { maxOutputTokens: 50 }));
  const { parts: all } = await read(parts);
  expect(all.at(-1)).toMatchObject({ type: "error", error: { details: { fault: "malformed" } } });
  await expect.poll(() => models.server.hangUps, { timeout: 30_000 }).toBe(1);
  expect(await models.rows()).toMatchObject([{ outcome: "failed", fault: "malformed" }]);
});

test("the answer is cut to what the budget still has, then nothing is called, and a skill with rules is done by them", async () => {
  const { world, server } = models;
  models.use(models.account("anthropic"));
  await setBudget(world.owner, { scope: "project", subjectId: "prj_small", period: "total", limitMicros: 20_000 });
  const purpose = { ...PURPOSE, projectId: "prj_small" };
  server.next({ say: "Short", usage: { input: 100, output: 1_970 } });
  await languageModel(world.owner, purpose).doGenerate(ask("Write a lot"));
  expect(Number(server.requests[0]?.body["max_tokens"])).toBeLessThan(2_000);
  await expect(languageModel(world.owner, { ...purpose, keyId: "vky_1" }).doGenerate(ask("More"))).rejects.toMatchObject({
    code: "over_budget",
    message: "The budget “Project” has $0.0001 left, too little for this call. An admin can raise it.",
  });
  expect(server.requests).toHaveLength(1);
  const { items } = await listBudgets(world.owner, { limit: 10, scope: "project" });
  expect(items).toMatchObject([{ spentMicros: 19_900, reservedMicros: 0 }]);
  const shout = defineSkill({ name: "title_thread", input: Talk, output: z.object({ title: z.string() }), prompt: () => PROMPT });
  const input = { messages: [{ id: "msg_1", author: "Ada", text: "Which database do we take for the shop?" }] };
  expect(await generate(world.owner, { skill: shout, input, purpose: { projectId: "prj_small" } })).toMatchObject({ writtenBy: "offline" });
});

const Talk = z.object({ messages: z.array(z.object({ id: z.string(), author: z.string(), text: z.string() })) });
const PROMPT = { instructions: "Name the thread.", text: "Which database?" };

test("an object that does not fit is mended in one round, and never taken as it is", async () => {
  const { world, server } = models;
  models.use(models.account("openai"));
  const skill = defineSkill({ name: "title_thread", input: Talk, output: z.object({ title: z.string().min(3) }), prompt: () => PROMPT });
  const input = { messages: [{ id: "msg_1", author: "Ada", text: "Which database do we take for the shop?" }] };
  server.next({ object: { heading: "No" } }, { object: { title: "A database for the shop" } });
  expect(await generate(world.owner, { skill, input })).toEqual({
    output: { title: "A database for the shop" },
    writtenBy: "openai/gpt-6.1-terra",
  });
  expect(JSON.stringify(server.requests[1]?.body)).toContain("That does not fit");
  server.next({ object: { heading: "No" } }, "Still no JSON");
  expect(await generate(world.owner, { skill, input })).toMatchObject({
    writtenBy: "offline",
    insteadOf: "openai/gpt-6.1-terra",
    why: "What it gave does not have the form that is needed, also when asked again.",
  });
  const rows = await models.rows();
  expect(rows.map(({ provider, outcome, fault }) => [provider, outcome, fault])).toEqual([
    ["openai", "failed", "schema"],
    ["openai", "ok", null],
    ["openai", "failed", "schema"],
    ["openai", "failed", "schema"],
    ["offline", "ok", null],
  ]);
  const { rows: bySkill } = await getUsage(world.owner, { by: "skill", limit: 100 });
  expect(bySkill.find(({ key }) => key === "title_thread")).toMatchObject({ failed: 3, byRules: 1 });
  models.use(models.account("anthropic", "broken"), models.account("openai"));
  server.decide = (_asked, { wire }) => (wire === "anthropic" ? { fault: { status: 401 } } : { object: { title: "The shop" } });
  expect(await generate(world.owner, { skill, input })).toEqual({
    output: { title: "The shop" },
    writtenBy: "openai/gpt-6.1-terra",
    insteadOf: "anthropic/claude-sonnet-5-5",
    why: "It refused the key.",
  });
});

test("the same question at temperature 0 is answered once for each workspace", async () => {
  const { world, server } = models;
  models.use(models.account("openai"));
  server.next({ say: "Four", usage: { input: 20, output: 1 } });
  const exactly = { ...PURPOSE, models: ["openai/gpt-4.1"] };
  const put = (ctx = world.owner) => languageModel(ctx, exactly).doGenerate(ask("2 + 2?", { temperature: 0 }));
  const [first, second] = [await put(), await put()];
  expect(second.content).toMatchObject([{ type: "text", text: "Four" }]);
  expect(reportOf(second.providerMetadata)).toMatchObject({ cached: true, costMicros: 0 });
  expect(reportOf(first.providerMetadata)).toMatchObject({ cached: false });
  const again = await languageModel(world.owner, exactly).doStream(ask("2 + 2?", { temperature: 0 }));
  expect((await read(again.stream)).text).toBe("Four");
  expect(server.requests).toHaveLength(1);
  await put(world.stranger);
  expect(server.requests).toHaveLength(2);
  expect(await models.rows()).toMatchObject([{ cached: false }, { cached: true, inputTokens: 0, costMicros: 0 }, { cached: true }]);
});

test("what a call under way answers is not kept once words were taken back; nor is it the answer to a call with other options", async () => {
  const { world, server } = models;
  models.use({ ...models.account("compatible"), models: ["small"] });
  const model = languageModel(world.owner, { ...PURPOSE, models: ["local/small"], cache: true });
  const okapi = (reasoningEffort: string) =>
    ask("Okapi?", { providerOptions: { compatible: { reasoningEffort }, openvibe: { leftMicros: 1e9 - server.requests.length } } });
  const { stream: words } = await model.doStream(okapi("low"));
  await write(world.owner, "test:forget", (tx) => forgetAnswers(tx));
  await read(words);
  const isCached = async (effort: string) => reportOf((await model.doGenerate(okapi(effort))).providerMetadata).cached;
  expect([await isCached("low"), await isCached("low"), await isCached("high")]).toEqual([false, true, false]);
});

test("a model that takes no temperature is asked each time, unless the caller wants the kept answer", async () => {
  const { world, server } = models;
  models.use(models.account("openai"));
  const purpose = { ...PURPOSE, models: ["openai/gpt-6.1-terra"] };
  const put = (cache?: boolean) => languageModel(world.owner, { ...purpose, cache }).doGenerate(ask("3 + 3?", { temperature: 0 }));
  await put();
  await put();
  expect(server.requests).toHaveLength(2);
  await put(true);
  expect(reportOf((await put(true)).providerMetadata)).toMatchObject({ cached: true });
  expect(server.requests).toHaveLength(3);
});

test("secrets stay here: those of known shapes, and the keys of the providers themselves", async () => {
  const { world, server } = models;
  models.use(models.account("openai"));
  const key = ["sk", "ant", "api03", "A1b2".repeat(8)].join("-");
  const text = `Use ${key} with postgres://ada:hunter22@db.example.com/shop and right-key-of-openai, password = "s3cret-s3cret"`;
  await languageModel(world.owner, PURPOSE).doGenerate(ask(text));
  const sent = JSON.stringify(server.requests[0]?.body);
  expect(sent).toContain("[Anthropic key removed]");
  for (const secret of [key, "hunter22", "right-key-of-openai", "s3cret-s3cret"]) expect(sent).not.toContain(secret);
});

test("a skill streams from the model that is there, and from the rules when it fails", async () => {
  const { world, server } = models;
  models.use(models.account("anthropic", "streaming"));
  const answer = defineSkill({ name: "answer", input: Question, output: z.object({ text: z.string() }), prompt: () => PROMPT });
  const input = { text: "How many orders?", spec: null, facts: {} };
  server.next("Twelve orders");
  const writers: Writer[] = [];
  const said = await Array.fromAsync(stream(world.owner, { skill: answer, input, onWriter: (writer) => writers.push(writer) }));
  expect(said.join("")).toBe("Twelve orders");
  server.decide = () => ({ fault: { status: 401 } });
  const byRules = await Array.fromAsync(stream(world.owner, { skill: answer, input, onWriter: (writer) => writers.push(writer) }));
  expect(byRules.join("")).not.toBe("");
  expect(writers).toEqual([
    { writtenBy: "anthropic/claude-sonnet-5-5", insteadOf: undefined },
    { writtenBy: "offline", insteadOf: "anthropic/claude-sonnet-5-5", why: "It refused the key." },
  ]);
  await setBudget(world.owner, { scope: "project", subjectId: "prj_spent", period: "total", limitMicros: 1 });
  const ruled = { ...PURPOSE, projectId: "prj_spent" };
  const { content, providerMetadata } = await languageModel(world.owner, ruled).doGenerate(ask("How many orders?"));
  expect(content).not.toEqual([]);
  expect(reportOf(providerMetadata)).toMatchObject({ offline: true, fallbackFrom: "anthropic/claude-sonnet-5-5" });
});

const Question = z.object({ text: z.string(), spec: z.null(), facts: z.record(z.string(), z.string()) });
