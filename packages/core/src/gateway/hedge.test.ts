import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listBudgets, setBudget } from "../billing/index.ts";
import { reservations, usageRecords } from "../billing/tables.ts";
import { write } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import { gatewayLimits, languageModel, settleAll, settled } from "./index.ts";
import { FREE } from "../models/index.ts";
import { createPace } from "../admission/index.ts";
import { tryHedged } from "./hedge.ts";
import { ask, makeModelsWorld, read, type ModelsWorld } from "../../test/models-world.ts";

const PURPOSE = { skill: "answer", projectId: "prj_hedged" };
let models: ModelsWorld;
beforeAll(async () => {
  models = await makeModelsWorld();
  models.world.drivers.put(gatewayLimits, { hedgeMs: 300, hedgeWholeMs: 300 });
  await setBudget(models.world.owner, { scope: "project", subjectId: PURPOSE.projectId, period: "total", limitMicros: 10_000_000 });
});
afterAll(() => models.close());
beforeEach(async () => {
  const { world, server } = models;
  server.reset();
  models.use(models.account("anthropic"), models.account("openai"));
  await setSetting(world.owner, { layer: "workspace", key: "models.hedge", value: true });
  await write(world.owner, "test:reset", (tx) => tx.db.delete(usageRecords));
});

const say = async (text: string) => read((await languageModel(models.world.owner, PURPOSE).doStream(ask(text))).stream);
const wires = () => models.server.requests.map(({ wire }) => wire);
/** It has read what it was asked, and says no word. */
const silent = { say: "Never", usage: { input: 1_000, output: 5 }, silentAfter: 1 } as const;

test("a slow answer is asked for a second time elsewhere: the faster one is heard, the other one hung up, both stand in one row", async () => {
  const { world, server } = models;
  server.decide = (_asked, { wire }) => (wire === "anthropic" ? silent : { say: "Faster", usage: { input: 900, output: 10 } });
  expect((await say("Hello")).text).toBe("Faster");
  await expect.poll(() => server.hangUps, { timeout: 30_000 }).toBe(1);
  await settled(world.platform);
  const told = { provider: "openai", fallbackFrom: "anthropic/claude-sonnet-5-5", outcome: "ok", inputTokens: 1_900, outputTokens: 11 };
  const fallbackReason = "It was slow, and this one answered first.";
  // 1,000 at 2 and 1 at 10 USD for a million; 900 at 1 and 10 at 5.
  expect(await models.rows()).toMatchObject([{ ...told, fallbackReason, costMicros: 2_010 + 950 }]);
  const { items } = await listBudgets(world.owner, { limit: 10, scope: "project" });
  expect(items).toMatchObject([{ spentMicros: 2_960, reservedMicros: 0 }]);
  expect(await world.owner.db.select().from(reservations)).toEqual([]);
});

test("a task whose limit holds the whole answer back leaves room for a second request: the answer is cut to what is left beside it", async () => {
  const { world, server } = models;
  const task = { ...PURPOSE, taskId: "tsk_hedged", costLimitMicros: 100_000 };
  server.decide = (_asked, { wire }) => (wire === "anthropic" ? silent : { say: "Faster", usage: { input: 900, output: 10 } });
  expect((await read((await languageModel(world.owner, task).doStream(ask("Hello"))).stream)).text).toBe("Faster");
  await expect.poll(() => server.hangUps, { timeout: 30_000 }).toBe(1);
  await settled(world.platform);
  expect(wires()).toEqual(["anthropic", "openai-responses"]);
  const { items } = await listBudgets(world.owner, { limit: 10, scope: "task", subjectId: task.taskId });
  expect(items).toMatchObject([{ limitMicros: 100_000, spentMicros: 2_960, reservedMicros: 0 }]);
});

test("the first one may still win, and what the second one had read is paid too", async () => {
  const { world, server } = models;
  server.decide = (_asked, { wire }) =>
    wire === "anthropic"
      ? { say: "Here I am", usage: { input: 1_000, output: 20 }, delayMs: 1_500 }
      : { ...silent, usage: { input: 900, output: 5 } };
  expect((await say("Hello")).text).toBe("Here I am");
  expect(wires()).toEqual(["anthropic", "openai-responses"]);
  await expect.poll(() => server.hangUps, { timeout: 30_000 }).toBe(1);
  await settled(world.platform);
  const [row, ...more] = await models.rows();
  expect(more).toEqual([]);
  expect(row).toMatchObject({ provider: "anthropic", fallbackFrom: null, outputTokens: 20 });
  // It tells what it read at its end, which it did not reach: what we sent is counted by our own measure.
  expect(row?.inputTokens).toBeGreaterThan(1_000);
});

test("another key of the same provider is asked before another model, and nobody is asked twice where it is not set", async () => {
  const { world, server } = models;
  models.use(models.account("anthropic", "one"), models.account("anthropic", "two"), models.account("openai"));
  let first = true;
  server.decide = () => {
    if (!first) return "From the other key";
    first = false;
    return silent;
  };
  expect((await say("Hello")).text).toBe("From the other key");
  expect(wires()).toEqual(["anthropic", "anthropic"]);
  expect(new Set(server.requests.map(({ headers }) => headers["x-api-key"])).size).toBe(2);
  await setSetting(world.owner, { layer: "workspace", key: "models.hedge", value: false });
  server.decide = () => ({ say: "Slowly", delayMs: 1_000 });
  expect((await say("Hello")).text).toBe("Slowly");
  expect(wires()).toHaveLength(3);
  await settled(world.platform);
  expect((await models.rows()).map(({ fallbackFrom }) => fallbackFrom)).toEqual([null, null]);
});

test("an answer that comes whole is raced too: one row has what both used, and nobody is raced where it is not set", async () => {
  const { world, server } = models;
  const whole = async () => {
    const { content } = await languageModel(world.owner, PURPOSE).doGenerate(ask("Hello"));
    return content.map((part) => (part.type === "text" ? part.text : "")).join("");
  };
  const [before] = (await listBudgets(world.owner, { limit: 1, scope: "project" })).items;
  server.decide = (_asked, { wire }) => (wire === "anthropic" ? { silentAfter: 0 } : { say: "Faster", usage: { input: 900, output: 10 } });
  expect(await whole()).toBe("Faster");
  await expect.poll(() => server.hangUps, { timeout: 30_000 }).toBe(1);
  await settled(world.platform);
  const [row, ...more] = await models.rows();
  expect(more).toEqual([]);
  expect(row).toMatchObject({ provider: "openai", fallbackFrom: "anthropic/claude-sonnet-5-5", outcome: "ok", outputTokens: 10 });
  // The slow one was sent the question and told nothing: that is counted by our own measure, at its price of 2 USD for a million.
  const sent = (row?.inputTokens ?? 0) - 900;
  expect(sent).toBeGreaterThan(0);
  expect(row?.costMicros).toBe(950 + 2 * sent);
  // What is held ahead of calls to come goes back as well.
  await settleAll(world.platform);
  const [after] = (await listBudgets(world.owner, { limit: 1, scope: "project" })).items;
  expect(after).toMatchObject({ spentMicros: (before?.spentMicros ?? 0) + 950 + 2 * sent, reservedMicros: 0 });
  expect(await world.owner.db.select().from(reservations)).toEqual([]);
  await setSetting(world.owner, { layer: "workspace", key: "models.hedge", value: false });
  server.decide = () => ({ say: "Slowly", delayMs: 1_000 });
  expect(await whole()).toBe("Slowly");
  expect(wires()).toEqual(["anthropic", "openai-responses", "anthropic"]);
});

test("a second request that there is no money for leaves its model to the next call, also where that one is to try whether it is back", async () => {
  const { world, server } = models;
  const terra = "openai/gpt-6.1-terra";
  const put = (more: { models?: string[]; taskId?: string; costLimitMicros?: number }) =>
    languageModel(world.owner, { ...PURPOSE, ...more }).doGenerate(ask("Hello"));
  server.decide = () => ({ fault: { status: 500 } });
  for (let calls = 0; calls < 2; calls += 1) await expect(put({ models: [terra] })).rejects.toMatchObject({ code: "unavailable" });
  world.clock.pass(16_000);
  server.reset();
  server.decide = (_asked, { wire }) => (wire === "anthropic" ? { say: "Slowly", delayMs: 1_000 } : "Back again");
  expect((await put({ taskId: "tsk_poor", costLimitMicros: 100_000 })).content).toMatchObject([{ text: "Slowly" }]);
  expect(wires()).toEqual(["anthropic"]);
  expect((await put({ models: [terra] })).content).toMatchObject([{ text: "Back again" }]);
});

test("what keeps us from asking for the money of a second request does not keep the first one from answering", async () => {
  const { world } = models;
  const account = models.account("anthropic");
  const about = { ref: "anthropic/unknown", provider: "anthropic", model: "unknown", info: undefined, price: FREE, offline: false };
  const candidate = { ...about, accounts: [account, { ...account, id: "another" }] };
  const answer = Promise.withResolvers<string>();
  let asked = 0;
  const losing: Promise<void>[] = [];
  const chain = {
    meant: candidate,
    candidates: [candidate],
    inputTokens: 1,
    tokens: 1,
    limits: { requestsPerMinute: 1_000, tokensPerMinute: 1_000_000 },
    onWait: undefined,
    signal: new AbortController().signal,
    hedge: undefined,
    deadlineAt: performance.now() + 60_000,
    onSpent: () => undefined,
    cover: () => Promise.resolve(true),
    elsewhere: () => false,
    send: () => answer.promise.finally(() => (asked += 1)),
  };
  const hold = () => {
    answer.resolve("At last");
    return Promise.reject(new Error("the database is away"));
  };
  const hedge = {
    until: "whole" as const,
    hold,
    discard: () => Promise.resolve(undefined),
    losing: (lost: Promise<void>) => void losing.push(lost),
  };
  expect(await tryHedged(world.owner, chain, hedge, { candidate, account })).toMatchObject({ result: "At last" });
  expect(asked).toBe(1);
  // Nor does it wait to be told whether the money is there; the call's books do.
  const told = Promise.withResolvers<boolean>();
  losing.length = 0;
  const slow = Promise.withResolvers<string>();
  const unsure = { ...hedge, hold: () => (slow.resolve("At last"), told.promise) };
  const late = tryHedged(world.owner, { ...chain, send: () => slow.promise }, unsure, { candidate, account });
  expect(await late).toMatchObject({ result: "At last" });
  expect(losing).toHaveLength(1);
  told.resolve(true);
  await Promise.all(losing);
});

test("how long is too long is learnt from what was seen of the model, of beginnings and of whole answers apart", () => {
  const pace = createPace();
  for (let ms = 1; ms <= 7; ms += 1) pace.note("one", "begun", ms * 1_000);
  expect(pace.p95("one", "begun")).toBeUndefined();
  for (let ms = 8; ms <= 20; ms += 1) pace.note("one", "begun", ms * 1_000);
  expect(pace.p95("one", "begun")).toBe(19_000);
  expect(pace.p95("one", "whole")).toBeUndefined();
  for (let times = 0; times < 64; times += 1) pace.note("one", "begun", 5);
  expect(pace.p95("one", "begun")).toBe(100);
  expect(pace.p95("two", "begun")).toBeUndefined();
});
