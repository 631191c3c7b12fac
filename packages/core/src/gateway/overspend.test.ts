import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listBudgets, operatorLimit, setBudget } from "../billing/index.ts";
import { reservations, usageRecords } from "../billing/tables.ts";
import { Abilities, setModel } from "../models/index.ts";
import { write } from "../platform/index.ts";
import { languageModel, settled } from "./index.ts";
import { ask, makeModelsWorld, type ModelsWorld } from "../../test/models-world.ts";

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
