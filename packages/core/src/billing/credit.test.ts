import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { callOf, pay } from "../../test/pay.ts";
import { makeWorld, settledEnd, settledEvents, type World } from "../../test/world.ts";
import { makeContext, newId, settleLog, type Context } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import {
  getBudgets,
  getCredit,
  grantCredit,
  listBudgets,
  operatorLimit,
  overBudget,
  removeBudget,
  setBudget,
  type SetBudget,
} from "./index.ts";

const DOLLAR = 1_000_000;
const DAY_MS = 24 * 60 * 60_000;

let world: World;
/** Of a workspace that nothing was spent in yet. */
let boss: Context;
let worker: Context;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  const workspaceId = newId("wsp");
  boss = makeContext(world.platform, { workspaceId, actor: world.owner.actor });
  worker = makeContext(world.platform, { workspaceId, actor: { kind: "agent", id: "mem_agent", can: new Set(["gateway:call"]) } });
});

test("credit that was paid in advance is told of as budgets are, in percent of what there was after the last grant", async () => {
  await settleLog(boss);
  const start = await settledEnd(boss);
  const alerts = async () =>
    (await settledEvents(boss, start)).flatMap(({ type, payload }) => (type === "billing.budget_alert" ? [payload] : []));
  const told = (...percents: number[]) => percents.map((percent) => ({ budgetId: "credit", percent }));
  await grantCredit(boss, { amountMicros: 1_000 });
  await pay(worker, 500);
  // Without a limit nobody needs to know.
  expect(await alerts()).toEqual([]);
  await setSetting(boss, { key: "billing.prepaid", layer: "workspace", value: true });
  await pay(worker, 1);
  await pay(worker, 99);
  expect(await alerts()).toEqual(told(50));
  expect((await getBudgets(boss, ["credit"])).get("credit")).toMatchObject({ limitMicros: 1_000, spentMicros: 600 });
  await pay(worker, 310);
  expect(await pay(worker, 91)).toMatchObject({ ok: false, scope: "credit" });
  expect(await alerts()).toEqual(told(50, 80, 100));
  await grantCredit(boss, { amountMicros: 1_910 });
  await pay(worker, 1_000);
  expect(await alerts()).toEqual(told(50, 80, 100, 50));
});

test("what the operator says a workspace may spend on its keys holds in every month, and nobody in the workspace can raise it", async () => {
  await pay(worker, 400);
  const isOpen = () => listBudgets(boss, { limit: 10 }).then(({ items }) => items.find(({ scope }) => scope === "operator"));
  world.drivers.put(operatorLimit, 3_000);
  try {
    expect(await isOpen()).toMatchObject({ limitMicros: 3_000, spentMicros: 400 });
    // Calls that are let through from memory alone ask too, as soon as there is a limit; what was charged before counts.
    expect(await pay(worker, 2_000)).toMatchObject({ ok: true });
    expect(await isOpen()).toMatchObject({ limitMicros: 3_000, spentMicros: 2_400, reservedMicros: 0, hard: true, period: "month" });
    const refused = await pay(worker, 700);
    expect(refused).toMatchObject({ ok: false, scope: "operator", remainingMicros: 600 });
    expect(refused.ok ? "" : overBudget(refused).message).toMatch(/Whoever runs this server can raise it, and keys of your own/);
    // With keys of its own, or an answer that needed the operator's for a part alone.
    expect(await pay(worker, 700, callOf({ amountMicros: 700, ownKey: true }))).toMatchObject({ ok: true });
    expect(await pay(worker, 500, callOf({ amountMicros: 500 }), { chargedMicros: 100 })).toMatchObject({ ok: true });
    expect(await isOpen()).toMatchObject({ spentMicros: 2_500 });

    const budgetId = (await isOpen())?.id ?? "";
    await expect(grantCredit(boss, { amountMicros: DOLLAR })).rejects.toThrow(/Whoever runs this server says .* and can raise it/);
    await expect(removeBudget(boss, { budgetId })).rejects.toThrow(/set by whoever runs this server/);
    const raised = { scope: "operator", period: "month", limitMicros: DOLLAR } as unknown as SetBudget;
    await expect(setBudget(boss, raised)).rejects.toMatchObject({ issues: [{ path: ["scope"] }] });
    await setSetting(boss, { key: "billing.prepaid", layer: "workspace", value: true });
    expect(await getCredit(boss)).toMatchObject({ prepaid: false, isLimited: true });
    expect(await pay(worker, 501)).toMatchObject({ ok: false, scope: "operator" });
    world.clock.pass(32 * DAY_MS);
    expect(await pay(worker, 3_000)).toMatchObject({ ok: true });
  } finally {
    world.drivers.put(operatorLimit, undefined as unknown as number);
  }
  await setSetting(boss, { key: "billing.prepaid", layer: "workspace", value: false });
  expect(await isOpen()).toBeUndefined();
  expect(await pay(worker, 10_000)).toMatchObject({ ok: true });
});
