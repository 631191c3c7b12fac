import { afterAll, beforeAll, expect, test } from "vitest";
import { usageRecords } from "../billing/tables.ts";
import { createSignals, makeContext, openDatabase, write, type Context, type Platform } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import { createAdmission, leaseFrom } from "../admission/index.ts";
import { gatewayLimits, getStatus, languageModel } from "./index.ts";
import { ask, makeModelsWorld, type ModelsWorld } from "../../test/models-world.ts";

const OPTIONS = { maxInFlight: 1_000, maxWaiting: 1_000, maxWaitMs: 600_000 };
const wait = { timeout: 60_000, interval: 20 };
let models: ModelsWorld;
let other: Platform;
let there: Context;
beforeAll(async () => {
  models = await makeModelsWorld();
  const { platform, url, workspaceId, owner } = models.world;
  // As another process on the same database.
  other = {
    ...platform,
    database: openDatabase({ url, maxConnections: 4, log: platform.log, useAppRole: true }),
    signals: createSignals(),
  };
  there = makeContext(other, { workspaceId, actor: owner.actor });
});
afterAll(async () => {
  await other.database.close();
  await models.close();
});

test("two processes together let no more calls to a provider than the workspace's minute has", async () => {
  const { platform, workspaceId } = models.world;
  const giveUp = new AbortController();
  const limits = { requestsPerMinute: 60, tokensPerMinute: 1_000_000 };
  const entered = [0, 0];
  const startedAt = performance.now();
  const waiting = [platform, other].flatMap((each, process) => {
    const admission = createAdmission(OPTIONS, leaseFrom(each), each.log);
    return Array.from({ length: 100 }, async () => {
      await admission.enter({ workspaceId, provider: "anthropic", tokens: 10, limits, signal: giveUp.signal });
      entered[process] = (entered[process] ?? 0) + 1;
    });
  });
  const done = Promise.allSettled(waiting);
  const all = () => entered.reduce((sum, each) => sum + each, 0);
  await expect.poll(all, wait).toBeGreaterThanOrEqual(60);
  const allowed = 60 + Math.ceil((performance.now() - startedAt) / 1_000);
  expect(all()).toBeLessThanOrEqual(allowed);
  // One may have come first for all of it; of what comes after, a call each second, the other has its part.
  await expect.poll(() => Math.min(...entered), wait).toBeGreaterThan(0);
  giveUp.abort(new Error("enough"));
  await done;
});

test("a call through either process counts, and who waits in vain may leave", async () => {
  const { world } = models;
  models.use(models.account("openai"));
  await setSetting(world.owner, { layer: "workspace", key: "models.requestsPerMinute", value: 2 });
  const put = (ctx: Context, signal?: AbortSignal) =>
    languageModel(ctx, { skill: "answer" }).doGenerate(ask("Hello", signal ? { abortSignal: signal } : {}));
  await put(world.owner);
  await put(there);
  const stop = new AbortController();
  const third = put(there, stop.signal);
  const fourth = put(world.owner, stop.signal);
  const over = Promise.allSettled([third, fourth]);
  stop.abort(new Error("not waited for"));
  expect((await over).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(models.server.requests).toHaveLength(2);
});

test("a provider whose minute is used up is passed over for another one; only where there is none the caller is told to wait", async () => {
  const { world, server } = models;
  const [meant, sibling, next] = ["google/gemini-4-hydrogen", "google/gemini-2.5-flash", "local/small"];
  models.use(models.account("google"), models.account("google", "second"), models.account("compatible"));
  server.reset();
  await write(world.owner, "test:reset", (tx) => tx.db.delete(usageRecords));
  await setSetting(world.owner, { layer: "workspace", key: "models.requestsPerMinute", value: 1 });
  // As another process, which lets nobody wait long.
  world.drivers.put(gatewayLimits, { maxWaitMs: 1_000 });
  const hurried = makeContext({ ...world.platform }, { workspaceId: world.workspaceId, actor: world.owner.actor });
  const put = (...named: string[]) => languageModel(hurried, { skill: "answer", models: named }).doGenerate(ask("Hello"));
  await put(meant);
  const { providerMetadata } = await put(meant, sibling, next);
  expect(providerMetadata?.["openvibe"]).toMatchObject({ provider: "local", fallbackFrom: meant });
  // It was never asked: what is set here is the reason.
  expect((await models.rows())[1]?.fallbackReason).toMatch(
    /^More calls wanted it than are let through .* an admin can raise the limits\.$/,
  );
  const message = expect.stringMatching(/^The limit of \d+ calls? a minute to local is reached\. Try again in a minute/) as string;
  await expect(put(meant, next)).rejects.toMatchObject({ code: "too_many_requests", message, details: { retryAfterMs: 60_000 } });
  expect(server.requests.map(({ wire }) => wire)).toEqual(["google", "openai-chat"]);
  expect((await models.rows()).map(({ outcome, fault }) => [outcome, fault])).toEqual([
    ["ok", null],
    ["ok", null],
    ["failed", "rate_limited"],
  ]);
  // Neither key nor model is at fault, so that none of them rests.
  expect((await getStatus(hurried)).resting).toEqual([]);
});
