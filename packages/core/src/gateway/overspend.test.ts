import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listBudgets, operatorLimit, setBudget } from "../billing/index.ts";
import { reservations, usageRecords } from "../billing/tables.ts";
import { Abilities, setModel } from "../models/index.ts";
import { write } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import { embed, languageModel, settled } from "./index.ts";
import { ask, makeModelsWorld, read, type ModelsWorld } from "../../test/models-world.ts";

let models: ModelsWorld;
beforeAll(async () => {
  models = await makeModelsWorld();
});
afterAll(() => models.close());
beforeEach(async () => {
  models.server.reset();
  for (const ctx of [models.world.owner, models.world.stranger]) await write(ctx, "test:reset", (tx) => tx.db.delete(usageRecords));
});

const SONNET = "anthropic/claude-sonnet-5-5";

test("what the operator lets a workspace spend cannot be stretched by prices that are set in it: they hold for keys of its own", async () => {
  const { world, server } = models;
  const ctx = world.stranger;
  const put = (named: string) =>
    languageModel(ctx, { skill: "answer", models: [named] }).doGenerate(ask("Hello", { maxOutputTokens: 1_000 }));
  server.decide = () => ({ say: "x", usage: { input: 25_000, output: 100 } });
  const about = { provider: "anthropic", contextTokens: 1_000_000, maxOutputTokens: 128_000, inputMicros: 0, outputMicros: 0 };
  for (const id of ["claude-sonnet-5-5", "claude-dearest-9"])
    await setModel(ctx, { ...about, id, kind: "language", abilities: Abilities.parse({}) });
  world.drivers.put(operatorLimit, 52_000);
  models.use(models.account("anthropic"));
  await put(SONNET);
  await expect(put(SONNET)).rejects.toMatchObject({ code: "over_budget" });
  await expect(put("anthropic/claude-dearest-9")).rejects.toMatchObject({ message: expect.stringContaining("Whoever runs this server") });
  models.use({ ...models.account("anthropic"), ownKey: true });
  await put(SONNET);
  expect(await models.rows(ctx)).toMatchObject([{ chargedMicros: 51_000 }, { costMicros: 0, ownKey: true }]);
  world.drivers.put(operatorLimit, undefined as never);
});

test(
  "a call whose books cannot be written when it ends keeps its caller for a moment alone, and is written when they can be",
  { timeout: 60_000 },
  async () => {
    const { world, server } = models;
    models.use(models.account("anthropic"));
    await setBudget(world.owner, { scope: "project", subjectId: "prj_away", period: "total", limitMicros: 1_000_000 });
    const away = new Client({ connectionString: world.url });
    await away.connect();
    try {
      await away.query("alter table usage_records rename to usage_records_away");
      server.next({ say: "Yes", usage: { input: 1_000, output: 10 } });
      await languageModel(world.owner, { skill: "answer", projectId: "prj_away" }).doGenerate(ask("Hello"));
    } finally {
      await away.query("alter table usage_records_away rename to usage_records");
      await away.end();
    }
    await settled(world.owner.platform);
    expect(await models.rows()).toMatchObject([{ costMicros: 2_100, outcome: "ok" }]);
    expect(await world.owner.db.select().from(reservations)).toEqual([]);
    const { items } = await listBudgets(world.owner, { limit: 1, scope: "project", subjectId: "prj_away" });
    expect(items).toMatchObject([{ spentMicros: 2_100, reservedMicros: 0 }]);
  },
);

test("a call that is left before its first word costs what was sent by then, streamed or whole; one that the provider refused costs nothing", async () => {
  const { world, server } = models;
  models.use(models.account("openai"));
  const TERRA = "openai/gpt-6.1-terra";
  await setBudget(world.owner, { scope: "project", subjectId: "prj_left", period: "total", limitMicros: 1_000_000 });
  for (const how of ["doGenerate", "doStream"] as const) {
    const gone = new AbortController();
    const sent = Promise.withResolvers<void>();
    server.decide = () => {
      sent.resolve();
      return { say: "Never", silentAfter: 0 };
    };
    const model = languageModel(world.owner, { skill: "answer", projectId: "prj_left", models: [TERRA] });
    const call = model[how](ask("word ".repeat(50_000), { abortSignal: gone.signal }));
    await sent.promise;
    gone.abort(new Error("left"));
    await expect(call).rejects.toThrow("left");
  }
  server.decide = () => ({ fault: { status: 400, message: "no" } });
  await expect(
    languageModel(world.owner, { skill: "answer", projectId: "prj_left", models: [TERRA] }).doGenerate(ask("Hello")),
  ).rejects.toMatchObject({ code: "bad_request" });
  const rows = await models.rows();
  const left = { outcome: "cancelled", inputTokens: expect.any(Number) as number, costMicros: rows[0]?.inputTokens };
  expect(rows).toMatchObject([left, left, { outcome: "failed", inputTokens: 0, costMicros: 0 }]);
  expect(rows[0]?.inputTokens).toBeGreaterThan(45_000);
  const { items } = await listBudgets(world.owner, { limit: 1, scope: "project", subjectId: "prj_left" });
  expect(items).toMatchObject([{ spentMicros: 2 * (rows[0]?.costMicros ?? 0), reservedMicros: 0 }]);
});

test("where credit is used up a key of one's own is asked again after a fault; embeddings that cannot be paid compare words", async () => {
  const { world, server } = models;
  await setSetting(world.stranger, { layer: "workspace", key: "billing.prepaid", value: true });
  models.use({ ...models.account("anthropic"), ownKey: true }, models.account("openai"));
  server.next({ say: "Never", usage: { input: 1_000, output: 9 }, cutAfter: 1 }, { say: "At last", usage: { input: 900, output: 10 } });
  const own = languageModel(world.stranger, { skill: "answer", models: [SONNET, "openai/gpt-6.1-terra"] });
  expect((await read((await own.doStream(ask("Hello"))).stream)).text).toBe("At last");
  expect(await models.rows(world.stranger)).toMatchObject([{ inputTokens: 1_900, ownKey: true, chargedMicros: 0 }]);
  await setBudget(world.owner, { scope: "project", subjectId: "prj_embed", period: "total", limitMicros: 10 });
  const vectors = await embed(world.owner, { skill: "embed", projectId: "prj_embed" }, ["word ".repeat(50_000)]);
  expect(vectors).toMatchObject({ model: "offline/lexical", offline: true });
});
