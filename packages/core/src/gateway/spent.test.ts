import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getCredit, listBudgets, operatorLimit, setBudget } from "../billing/index.ts";
import { reservations, usageRecords } from "../billing/tables.ts";
import { write } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import { languageModel } from "./index.ts";
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

const held = async () => (await models.world.owner.db.select().from(reservations)).length;

test("attempts that were cut after the provider had counted are paid with the answer that came at last, in one row", async () => {
  const { world, server } = models;
  models.use(models.account("anthropic"), { ...models.account("openai"), ownKey: true });
  const budget = await setBudget(world.owner, { scope: "project", subjectId: "prj_cut", period: "total", limitMicros: 1_000_000 });
  server.decide = (_asked, { wire }) =>
    wire === "anthropic"
      ? { say: "Never", usage: { input: 1_000, output: 9 }, cutAfter: 1 }
      : { say: "At last", usage: { input: 900, output: 10 } };
  const { stream } = await languageModel(world.owner, { skill: "answer", projectId: "prj_cut" }).doStream(ask("Hello"));
  const { text, parts } = await read(stream);
  expect(text).toBe("At last");
  const cuts = server.requests.filter(({ wire }) => wire === "anthropic").length;
  expect(cuts).toBe(3);
  // 1,000 at 2 and 1 at 10 USD for a million each time; then 900 at 1 and 10 at 5.
  const [atFirst, atLast] = [3 * (2_000 + 10), 900 + 50];
  const counted = { inputTokens: 3_900, outputTokens: 13, costMicros: atFirst + atLast, chargedMicros: atFirst };
  expect(await models.rows()).toMatchObject([{ ...counted, provider: "openai", providerKeyId: "openai", outcome: "ok" }]);
  const end = parts.find((part) => part.type === "finish");
  expect(end?.providerMetadata?.["openvibe"]).toMatchObject({ costMicros: counted.costMicros });
  const { items } = await listBudgets(world.owner, { limit: 10, scope: "project" });
  expect(items.find(({ id }) => id === budget.id)).toMatchObject({ spentMicros: counted.costMicros, reservedMicros: 0 });
  expect(await getCredit(world.owner)).toMatchObject({ balanceMicros: -atFirst, reservedMicros: 0 });
  expect(await held()).toBe(0);
});

test("where a budget has no room for another attempt no model is asked any more: rules answer, and nothing is overspent", async () => {
  const { world, server } = models;
  models.use(models.account("anthropic"), models.account("openai"));
  await setBudget(world.owner, { scope: "project", subjectId: "prj_tight", period: "total", limitMicros: 20_000 });
  server.next({ say: "Never", usage: { input: 8_000, output: 9 }, cutAfter: 1 }, "This would be too much");
  const call = languageModel(world.owner, { skill: "answer", projectId: "prj_tight" }).doStream(ask("Hello", { maxOutputTokens: 600 }));
  const { parts } = await read((await call).stream);
  const end = parts.find((part) => part.type === "finish");
  expect(end?.providerMetadata?.["openvibe"]).toMatchObject({
    offline: true,
    fallbackFrom: "anthropic/claude-sonnet-5-5",
    costMicros: 16_010,
  });
  expect(server.requests).toHaveLength(1);
  expect(await models.rows()).toMatchObject([{ provider: "offline", inputTokens: 8_000, costMicros: 16_010, outcome: "ok" }]);
  const { items } = await listBudgets(world.owner, { limit: 10, scope: "project", subjectId: "prj_tight" });
  expect(items).toMatchObject([{ spentMicros: 16_010, reservedMicros: 0 }]);
  expect(await held()).toBe(0);
});

test("rules answer where there is too little for a first call, and do not go on with what a model has begun", async () => {
  const { world, server } = models;
  models.use(models.account("anthropic"));
  const task = { skill: "turn", taskId: "tsk_begun", costLimitMicros: 3_000 };
  const call = (leftMicros: number, begun = false) =>
    languageModel(world.owner, task).doGenerate(ask("Hello", { providerOptions: { offline: {}, openvibe: { leftMicros, begun } } }));
  server.next({ say: "The first round", usage: { input: 1_000, output: 90 } });
  expect((await call(3_000)).content).toMatchObject([{ text: "The first round" }]);
  await expect(call(100, true)).rejects.toMatchObject({ code: "over_budget", details: { scope: "task" } });
  expect((await call(3_000)).providerMetadata?.["openvibe"]).toMatchObject({ offline: true });
  expect(server.requests).toHaveLength(1);
  // Nor where there is money, and the model cannot be had any more.
  const rich = { skill: "turn", taskId: "tsk_begun_rich", costLimitMicros: 1_000_000 };
  const goOn = () =>
    languageModel(world.owner, rich).doGenerate(ask("Hello", { providerOptions: { offline: {}, openvibe: { begun: true } } }));
  models.use(models.account("anthropic", "refused"));
  server.next({ fault: { status: 401 } });
  await expect(goOn()).rejects.toThrow(/^The model anthropic\/\S+ refused the key\. An admin can check it/);
  models.use();
  await expect(goOn()).rejects.toMatchObject({ code: "unavailable", message: expect.stringMatching(/An admin can add/) });
  expect((await models.rows()).filter(({ taskId, provider }) => taskId === rich.taskId && provider === "offline")).toEqual([]);
});

test("an answer that its reader leaves costs what the provider had counted until then", async () => {
  const { world, server } = models;
  models.use(models.account("anthropic"));
  server.next({ say: ["One ", "two ", "three"], usage: { input: 4_321, output: 9, cacheRead: 79 }, silentAfter: 4 });
  const reader = (await languageModel(world.owner, { skill: "answer", taskId: "tsk_left" }).doStream(ask("Count"))).stream.getReader();
  for (let part = await reader.read(); part.value?.type !== "text-delta";) part = await reader.read();
  // What would be booked if this process died now.
  const [row] = await world.owner.db.select().from(reservations);
  expect(row?.lost).toMatchObject({
    model: "claude-sonnet-5-5",
    payer: { taskId: "tsk_left" },
    ownKey: false,
    actorId: world.owner.actor.id,
  });
  const { inputTokens } = (row?.lost ?? {}) as { inputTokens?: number };
  expect(row?.lost).toMatchObject({ costMicros: (inputTokens ?? Number.NaN) * 2 });
  await reader.cancel();
  await expect.poll(() => server.hangUps, { timeout: 30_000 }).toBe(1);
  expect(await models.rows()).toMatchObject([{ inputTokens: 4_400, cacheReadTokens: 79, outputTokens: 2, outcome: "cancelled" }]);
});

test("who is out of credit is answered with the key of their own, though the operator's is there to fall back to, for another model or the same; without one they are told", async () => {
  const { world, server } = models;
  server.decide = () => ({ say: "Mine", usage: { input: 100, output: 10 } });
  const put = () => languageModel(world.stranger, { skill: "answer", models: ROUTE }).doGenerate(ask("Hello"));
  await setSetting(world.stranger, { layer: "workspace", key: "billing.prepaid", value: true });
  models.use({ ...models.account("anthropic"), ownKey: true }, models.account("openai"));
  expect((await put()).content).toMatchObject([{ type: "text", text: "Mine" }]);
  const operators = { ...models.account("anthropic"), id: "operators-anthropic" };
  models.use({ ...models.account("anthropic"), ownKey: true }, operators);
  expect((await put()).content).toMatchObject([{ type: "text", text: "Mine" }]);
  expect(await models.rows(world.stranger)).toMatchObject([{ fallbackFrom: null }, { fallbackFrom: null, ownKey: true, chargedMicros: 0 }]);
  models.use(models.account("anthropic"), models.account("openai"));
  await expect(put()).rejects.toMatchObject({ code: "over_budget", message: expect.stringContaining("owner can add to it") });
  // The same where what the operator gives is used up.
  world.drivers.put(operatorLimit, 1);
  await expect(put()).rejects.toMatchObject({
    code: "over_budget",
    message: expect.stringContaining("Whoever runs this server can raise it"),
  });
  models.use({ ...models.account("anthropic"), ownKey: true }, operators);
  expect((await put()).content).toMatchObject([{ type: "text", text: "Mine" }]);
  // What is left pays for a shorter answer before rules, which cost nothing either, take the model's place.
  world.drivers.put(operatorLimit, 20_000);
  models.use(models.account("anthropic"));
  const short = languageModel(world.stranger, { skill: "answer" }).doGenerate(ask("Hello", { maxOutputTokens: 4_000 }));
  expect((await short).content).toMatchObject([{ type: "text", text: "Mine" }]);
  expect(server.requests.at(-1)?.body["max_tokens"]).toBeLessThan(2_000);
  // The task has too little for a long answer; what the operator gives has less still.
  const task = { skill: "answer", taskId: "tsk_shorter", costLimitMicros: 100_000 };
  const shorter = languageModel(world.stranger, task).doGenerate(ask("Hello", { maxOutputTokens: 64_000 }));
  expect((await shorter).content).toMatchObject([{ type: "text", text: "Mine" }]);
  expect(server.requests.at(-1)?.body["max_tokens"]).toBeLessThan(2_000);
});

const ROUTE = ["anthropic/claude-sonnet-5-5", "openai/gpt-6.1-terra"];
