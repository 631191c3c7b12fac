import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { usageRecords } from "../billing/tables.ts";
import { isLocal } from "../keys/index.ts";
import { Abilities, ModelTableFile, modelTable, setModel } from "../models/index.ts";
import { write } from "../platform/index.ts";
import { embed, generateObject, getStatus, languageModel, listReachable } from "./index.ts";
import { ask, makeModelsWorld, read, type ModelsWorld } from "../../test/models-world.ts";

let models: ModelsWorld;
beforeAll(async () => {
  models = await makeModelsWorld();
});
afterAll(() => models.close());
beforeEach(async () => {
  models.server.reset();
  await write(models.world.owner, "test:reset", (tx) => tx.db.delete(usageRecords));
});

const PURPOSE = { skill: "answer" };
const asked = () => models.server.requests.map(({ asked: request, headers }) => [request?.model, headers["x-api-key"]]);

test("Google answers through the gateway: whole, streamed, with tools, in a form, in vectors; to the token, and another takes over when it fails", async () => {
  const { world, server } = models;
  models.use(models.account("google"), models.account("openai"));
  const exactly = languageModel(world.owner, { ...PURPOSE, models: ["google/gemini-2.5-flash"] });
  server.next({ say: "Fine.", usage: { input: 1_000, output: 200, cacheRead: 3_000 } });
  expect((await exactly.doGenerate(ask("How are you?"))).content).toMatchObject([{ type: "text", text: "Fine." }]);
  // 1,000 at 0.30, 3,000 at 0.03 and 200 at 2.50 USD for a million.
  expect(await models.rows()).toMatchObject([
    { provider: "google", inputTokens: 4_000, cacheReadTokens: 3_000, outputTokens: 200, costMicros: 300 + 90 + 500 },
  ]);
  server.next({ say: ["It ", "streams"], usage: { input: 7, output: 3 } }, { call: [{ name: "look_up", input: { word: "fork" } }] });
  expect((await read((await exactly.doStream(ask("Again"))).stream)).text).toBe("It streams");
  const tools = [{ type: "function" as const, name: "look_up", inputSchema: { type: "object" as const, properties: { word: {} } } }];
  const { parts } = await read((await exactly.doStream(ask("Look it up", { tools }))).stream);
  expect(parts.find((part) => part.type === "tool-call")).toMatchObject({ toolName: "look_up", input: '{"word":"fork"}' });
  server.next({ object: { title: "A database" } });
  const request = { name: "title", schema: z.object({ title: z.string() }), instructions: "Name it.", text: "Which database?" };
  expect((await generateObject(exactly, request)).output).toEqual({ title: "A database" });
  const vectors = await embed(world.owner, { ...PURPOSE, models: ["google/gemini-embedding-001"] }, ["red", "green"]);
  expect(vectors).toMatchObject({ model: "google/gemini-embedding-001", dimensions: 64, offline: false });
  server.decide = (_asked, { wire }) => (wire === "google" ? { fault: { status: 503 } } : "From elsewhere");
  await languageModel(world.owner, { ...PURPOSE, models: ["google/gemini-2.5-flash", "openai/gpt-5-mini"] }).doGenerate(ask("Hello"));
  const rows = await models.rows();
  expect(rows.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => "ok"));
  expect(rows.at(-1)).toMatchObject({ provider: "openai", fallbackFrom: "google/gemini-2.5-flash" });
});

test("a key is asked for what its provider said it has: another model of ours in place of one that it lacks, and the key that has it", async () => {
  const { world } = models;
  models.use({ ...models.account("anthropic", "small"), models: ["claude-haiku-5-5-20261012", "claude-instant"] });
  await languageModel(world.owner, { ...PURPOSE, difficulty: "hard" }).doGenerate(ask("Hello"));
  models.use({ ...models.account("anthropic", "old"), models: ["claude-opus-4-5", "claude-haiku-4-5-20251001"] });
  await languageModel(world.owner, PURPOSE).doGenerate(ask("Hello"));
  expect(await listReachable(world.owner)).toEqual(["anthropic/claude-opus-4-5", "anthropic/claude-haiku-4-5"]);
  models.use(
    { ...models.account("anthropic", "without"), models: ["claude-haiku-5-5"] },
    { ...models.account("anthropic", "with"), models: ["claude-haiku-5-5", "claude-opus-5-5"] },
  );
  for (let call = 0; call < 3; call += 1) await languageModel(world.owner, { ...PURPOSE, difficulty: "hard" }).doGenerate(ask("Hello"));
  expect(asked()).toEqual([
    ["claude-haiku-5-5", "right-key-of-small"],
    ["claude-haiku-4-5", "right-key-of-old"],
    ...Array.from({ length: 3 }, () => ["claude-opus-5-5", "right-key-of-with"]),
  ]);
});

test("a model that a key may not use, or that is limited for an hour, is left out with this key alone, and whoever names it reads why", async () => {
  const { world, server } = models;
  models.use(models.account("openai", "shared"));
  const message = "Project `proj_1` does not have access to model `gpt-6.1-sol`";
  server.decide = (asked) => {
    if (asked.model === "gpt-6.1-sol") return { fault: { status: 403, type: "model_not_found", message } };
    return asked.model === "gpt-6-luna" ? { fault: { status: 429, retryAfterSeconds: 3_600 } } : "Here I am";
  };
  const put = (...named: string[]) => languageModel(world.owner, { ...PURPOSE, models: named }).doGenerate(ask("Hello"));
  const said = (more: string) =>
    `The model openai/gpt-6.1-sol cannot be used with the key that is set up${more}. An admin can choose another model or key in the settings under Models.`;
  // The operator's key: what its provider wrote is told to who asked, and not to all others.
  for (const more of [` (${message})`, ""])
    await expect(put("openai/gpt-6.1-sol")).rejects.toMatchObject({
      code: "unavailable",
      message: said(more),
      details: { fault: "no_access" },
    });
  for (let times = 0; times < 2; times += 1) await expect(put("openai/gpt-6-luna")).rejects.toMatchObject({ code: "too_many_requests" });
  const { providerMetadata } = await put("openai/gpt-6.1-sol", "openai/gpt-6-luna", "openai/gpt-6.1-terra");
  expect(providerMetadata?.["openvibe"]).toMatchObject({ model: "gpt-6.1-terra", fallbackFrom: "openai/gpt-6.1-sol" });
  expect(server.requests.map(({ asked }) => asked?.model)).toEqual(["gpt-6.1-sol", "gpt-6-luna", "gpt-6.1-terra"]);
  expect((await models.rows()).at(-1)?.fallbackReason).toBe("It cannot be used with the key that is set up.");
  const { resting } = await getStatus(world.owner);
  expect(resting.map(({ model, why }) => [model, why])).toEqual([
    ["openai/gpt-6-luna", "limited"],
    ["openai/gpt-6.1-sol", "no_access"],
  ]);
  const longest = Math.max(...resting.map(({ until }) => until.getTime())) - world.clock.now().getTime();
  expect(longest).toBeLessThanOrEqual(300_000);
  // Another key of the same provider may use it.
  models.use(models.account("openai", "shared"), models.account("openai", "other"));
  server.decide = () => "With the other key";
  expect((await put("openai/gpt-6.1-sol")).content).toMatchObject([{ text: "With the other key" }]);
  expect(server.requests.at(-1)?.headers["authorization"]).toBe("Bearer right-key-of-other");
});

test("an operator's own table goes before ours: its prices, its sizes, and models that we do not know", async () => {
  const { world, server } = models;
  models.use(models.account("openai"));
  const prices = [
    { from: "2999-01-01", input: 9_000_000, output: 9_000_000 },
    { input: 3_000_000, output: 4_000_000 },
  ];
  const entry = {
    provider: "openai",
    kind: "language",
    contextTokens: 1_000,
    maxOutputTokens: 100,
    abilities: Abilities.parse({}),
    prices,
  } as const;
  const table = {
    models: [
      { ...entry, id: "gpt-6.1-terra" },
      { ...entry, id: "in-house" },
    ],
    source: "/etc/models.json",
    asOf: "2026-11-01",
  };
  world.drivers.put(modelTable, ModelTableFile.extend({ source: z.string(), asOf: z.string() }).parse(table));
  const usage = { input: 100, output: 10 };
  server.next({ say: "Hi", usage }, { say: "Hi", usage });
  await languageModel(world.owner, PURPOSE).doGenerate(ask("Hello"));
  await languageModel(world.owner, { ...PURPOSE, models: ["openai/in-house"] }).doGenerate(ask("Hello"));
  expect(asked().map(([model]) => model)).toEqual(["gpt-6.1-terra", "in-house"]);
  expect(server.requests[0]?.body).toMatchObject({ max_output_tokens: 100 });
  expect((await models.rows()).map(({ costMicros }) => costMicros)).toEqual([340, 340]);
  const long = languageModel(world.owner, { ...PURPOSE, models: ["openai/in-house"] }).doGenerate(ask("word ".repeat(5_000)));
  await expect(long).rejects.toThrow("cannot take in that much text");
});

test("an address counts as local by what it is, not by how its name begins", () => {
  const local = [
    "http://127.0.0.1:1/v1",
    "http://10.1.2.3",
    "http://172.20.0.1/v1",
    "http://192.168.1.9",
    "http://[::1]:8080",
    "http://[fd00::1]",
  ];
  const named = ["http://localhost:11434/v1", "http://ollama:11434", "http://models.internal", "http://mac.local/v1"];
  for (const address of [...local, ...named]) expect(isLocal(address), address).toBe(true);
  const elsewhere = ["https://10.example.com/v1", "https://127.models.dev", "https://192.168.example.org", "https://localhost.example.com"];
  for (const address of [...elsewhere, "https://172.32.0.1", "https://[2606:4700::1111]", "https://api.openai.com/v1", null])
    expect(isLocal(address), String(address)).toBe(false);
});

test("a model that keeps to no form is sent none: the form stands in its instructions, and the answer is checked all the same", async () => {
  const { world, server } = models;
  models.use(models.account("compatible"));
  const strict = (body: object) => "response_format" in body;
  server.decide = (_asked, { body }) => (strict(body) ? { fault: { status: 400, message: "response_format is unknown" } } : undefined);
  server.next("It is a database.", '```json\n{"title":"A database"}\n```', '{"title":"Unseen"}');
  const request = { name: "title", schema: z.object({ title: z.string() }), instructions: "Name it.", text: "Which database?" };
  const small = languageModel(world.owner, { ...PURPOSE, models: ["local/small"] });
  await expect(generateObject(small, request)).rejects.toThrow("response_format is unknown");
  const about = { provider: "local", id: "small", kind: "language", inputMicros: 0, outputMicros: 0, contextTokens: 32_768 } as const;
  const set = (structured: boolean) =>
    setModel(world.owner, { ...about, maxOutputTokens: 4_096, abilities: Abilities.parse({ structured }) });
  await set(false);
  expect((await generateObject(small, request)).output).toEqual({ title: "A database" });
  expect(server.requests.map(({ body }) => strict(body))).toEqual([true, false, false]);
  expect(JSON.stringify(server.requests.at(-1)?.body)).toContain("fits this schema");
  // Who asks at our doors for a form is sent on with it, whatever we think of the model.
  await expect(small.doGenerate(ask("Which?", { responseFormat: { type: "json" } }))).rejects.toThrow("response_format is unknown");
  await set(true);
  await expect(generateObject(small, request)).rejects.toThrow("response_format is unknown");
});
