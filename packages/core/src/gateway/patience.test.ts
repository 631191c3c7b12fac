import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { write } from "../platform/index.ts";
import { usageRecords } from "../billing/tables.ts";
import { gatewayLimits, languageModel } from "./index.ts";
import { ask, makeModelsWorld, read, type ModelsWorld } from "../../test/models-world.ts";

const PURPOSE = { skill: "answer" };
let models: ModelsWorld;
beforeAll(async () => {
  models = await makeModelsWorld();
  models.world.drivers.put(gatewayLimits, { firstWordMs: 3_000, betweenWordsMs: 3_000, callMs: 60_000 });
});
afterAll(() => models.close());
beforeEach(async () => {
  models.server.reset();
  await write(models.world.owner, "test:reset", (tx) => tx.db.delete(usageRecords));
});

test("a provider that keeps the connection alive and says nothing is left for the next one, streamed or whole", async () => {
  const { world, server } = models;
  models.use(models.account("anthropic"), models.account("google"));
  server.decide = (_asked, { wire }) =>
    wire === "anthropic" ? { say: "Never", pingAfter: 1 } : { say: "From elsewhere", usage: { input: 10, output: 3 } };
  const { stream } = await languageModel(world.owner, PURPOSE).doStream(ask("Hello"));
  expect((await read(stream)).text).toBe("From elsewhere");
  const whole = await languageModel(world.owner, PURPOSE).doGenerate(ask("Hello"));
  expect(whole.content).toMatchObject([{ type: "text", text: "From elsewhere" }]);
  expect(server.requests.map(({ wire }) => wire)).toEqual(["anthropic", "google", "anthropic", "google"]);
  await expect.poll(() => server.hangUps, { timeout: 30_000 }).toBe(2);
  const told = { provider: "google", fallbackFrom: "anthropic/claude-sonnet-5-5", outcome: "ok" };
  const rows = await models.rows();
  expect(rows).toMatchObject([told, told]);
  // Whom we hung up on had read what it was asked.
  for (const { inputTokens } of rows) expect(inputTokens).toBeGreaterThan(10);
});

test("pings between the words do not keep an answer going either: it ends with a plain error, and what came is counted", async () => {
  const { world, server } = models;
  models.use(models.account("anthropic"));
  server.next({ say: ["One ", "two ", "three"], pingAfter: 4 });
  const { text, parts } = await read((await languageModel(world.owner, PURPOSE).doStream(ask("Count"))).stream);
  expect(text).toMatch(/^One /);
  expect(parts.at(-1)).toMatchObject({
    type: "error",
    error: { code: "unavailable", message: expect.stringContaining("in time"), details: { fault: "timeout" } },
  });
  await expect.poll(() => server.hangUps, { timeout: 30_000 }).toBe(1);
  const rows = await models.rows();
  expect(rows).toMatchObject([{ outcome: "failed", fault: "timeout" }]);
  expect(rows[0]?.outputTokens).toBeGreaterThan(0);
});

test("a call has an end even while words come, and once it is over nobody else is asked", async () => {
  const hurried = await makeModelsWorld();
  const { world, server } = hurried;
  world.drivers.put(gatewayLimits, { firstWordMs: 60_000, betweenWordsMs: 60_000, callMs: 4_000 });
  hurried.use(hurried.account("anthropic"), hurried.account("google"));
  const late = { code: "unavailable", message: expect.stringContaining("in time"), details: { fault: "timeout" } };
  try {
    await languageModel(world.owner, PURPOSE).doGenerate(ask("Load what answers are read with"));
    server.next({ say: Array.from({ length: 6_000 }, (_, index) => `${index} `), chunkDelayMs: 100 });
    const { text, parts } = await read((await languageModel(world.owner, PURPOSE).doStream(ask("Count"))).stream);
    expect(text).toMatch(/^0 1 /);
    expect(parts.at(-1)).toMatchObject({ type: "error", error: late });
    server.next({ silentAfter: 0 });
    await expect(languageModel(world.owner, PURPOSE).doGenerate(ask("Hello"))).rejects.toMatchObject(late);
    await expect.poll(() => server.hangUps, { timeout: 30_000 }).toBe(2);
    expect(server.requests.map(({ wire }) => wire)).toEqual(["anthropic", "anthropic", "anthropic"]);
    const failed = { outcome: "failed", fault: "timeout" };
    expect(await hurried.rows()).toMatchObject([{ outcome: "ok" }, failed, failed]);
  } finally {
    await hurried.close();
  }
});
