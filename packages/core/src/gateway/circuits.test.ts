import { afterAll, beforeAll, expect, test } from "vitest";
import { createSignals, makeContext, openDatabase, type Context, type Platform } from "../platform/index.ts";
import { getStatus, hearCircuits, languageModel, settled } from "./index.ts";
import { ask, makeModelsWorld, read, type ModelsWorld } from "../../test/models-world.ts";

const WAIT = { timeout: 60_000, interval: 20 };
const MARK = "test.mark";
let models: ModelsWorld;
let other: Platform;
let there: Context;
let marks = 0;
beforeAll(async () => {
  models = await makeModelsWorld();
  const { platform, url, workspaceId, owner } = models.world;
  const now = new Date();
  // As another process on the same database, whose clock stands: what it knows of circuits does not change by itself.
  other = {
    ...platform,
    clock: { now: () => now },
    database: openDatabase({ url, maxConnections: 4, log: platform.log, useAppRole: true }),
    signals: createSignals(),
  };
  there = makeContext(other, { workspaceId, actor: owner.actor });
  for (const each of [platform, other]) await each.signals.connect(each.database, each.log);
  hearCircuits(other);
  other.signals.subscribe((batch) => {
    for (const { type } of batch) if (type === MARK) marks += 1;
  });
});
afterAll(async () => {
  await settled(other);
  await other.signals.close();
  await other.database.close();
  await models.close();
});

const MODEL = "anthropic/claude-sonnet-5-5";
const put = (ctx: Context) => languageModel(ctx, { skill: "answer", models: [MODEL] }).doGenerate(ask("Hello"));

/** Signals keep their order: what was told before has come too. */
async function heard(): Promise<void> {
  const before = marks;
  models.world.platform.signals.publish({ type: MARK, workspaceId: "*", channelId: null, payload: null });
  await expect.poll(() => marks, WAIT).toBe(before + 1);
}

test("a model that failed again and again in one process is left alone by the others, until one of them had an answer of it", async () => {
  const { world, server } = models;
  models.use(models.account("anthropic"));
  server.decide = () => ({ fault: { status: 500 } });
  for (let calls = 0; calls < 2; calls += 1) await expect(put(world.owner)).rejects.toMatchObject({ code: "unavailable" });
  expect(server.requests).toHaveLength(5);
  await heard();
  const resting = [{ keyId: "anthropic", model: MODEL, why: "failing", until: expect.any(Date) as Date }];
  for (const ctx of [world.owner, there])
    expect(await getStatus(ctx)).toMatchObject({ offline: true, notice: expect.stringContaining("asked again") as string, resting });
  models.use(models.account("anthropic"), models.account("openai"));
  expect(await getStatus(there)).toMatchObject({
    provider: "openai",
    notice: expect.stringContaining(" of OpenAI answers,") as string,
    resting,
  });
  models.use(models.account("anthropic"));
  server.decide = () => "Back again";
  const message = `The model ${MODEL} could not be reached or broke off (500), several times in a row. It is asked again in a moment.`;
  const details = { fault: "unavailable", retryAfterMs: expect.any(Number) as number };
  for (const ctx of [world.owner, there]) await expect(put(ctx)).rejects.toMatchObject({ code: "unavailable", message, details });
  expect(server.requests).toHaveLength(5);
  world.clock.pass(16_000);
  await put(world.owner);
  await heard();
  expect(await getStatus(there)).toMatchObject({ provider: "anthropic", resting: [] });
  const { content } = await put(there);
  expect(content).toMatchObject([{ type: "text", text: "Back again" }]);
  expect(server.requests).toHaveLength(7);
});

test("a model that breaks off after its first words again and again is left alone too", async () => {
  const { world, server } = models;
  server.reset();
  models.use(models.account("google"), models.account("openai"));
  server.decide = (_asked, { wire }) => (wire === "google" ? { say: ["One ", "two ", "three"], cutAfter: 4 } : "Whole");
  const said: string[] = [];
  for (let calls = 0; calls < 7; calls += 1) {
    const { stream } = await languageModel(world.owner, {
      skill: "answer",
      models: ["google/gemini-2.5-flash", "openai/gpt-5-mini"],
    }).doStream(ask("Hello"));
    said.push((await read(stream)).text);
  }
  expect(said).toEqual([...Array.from({ length: 5 }, () => expect.stringMatching(/^One /) as string), "Whole", "Whole"]);
});
