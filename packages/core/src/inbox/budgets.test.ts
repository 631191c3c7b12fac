import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, type World } from "../../test/world.ts";
import { grantCredit, removeBudget, reserve, setBudget, settle } from "../billing/index.ts";
import { newId, type Context } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import { DEFAULT_PREFERENCES, inboxFollower, listNotifications, setPreferences } from "./index.ts";

let world: World;
let followers: { settled(): Promise<void> };
beforeAll(async () => {
  world = await makeWorld();
  followers = world.follow([inboxFollower]);
});
afterAll(() => world.close());

async function spend(onBehalfOf: string, costMicros: number): Promise<void> {
  const agent = world.actor("mem_agent", new Set(["gateway:call"]), "agent");
  const call = { callId: newId("mdc"), provider: "acme", model: "m1", skill: "answer", payer: { onBehalfOf }, ownKey: false };
  const reserved = await reserve(agent, { ...call, amountMicros: costMicros });
  if (!reserved.ok) throw new Error("it was refused");
  const usage = { inputTokens: 1, outputTokens: 1 };
  await settle(agent, { ...call, reservationId: reserved.reservationId, costMicros, usage, outcome: "ok", durationMs: 1 });
  await followers.settled();
}

const noticesOf = async (ctx: Context, unreadOnly = false) =>
  (await listNotifications(ctx, { limit: 10, unreadOnly })).items.map(({ kind, title, excerpt }) => [kind, title, excerpt]);

test("who looks after a budget is told when it runs low, and whose it is; it says how it stands when it is read", async () => {
  const [owner, admin] = [await addPerson(world, "olga", "owner"), await addPerson(world, "adam", "admin")];
  const [ada, bob] = [await addPerson(world, "ada"), await addPerson(world, "bob")];
  await setPreferences(admin, { ...DEFAULT_PREFERENCES, kinds: { ...DEFAULT_PREFERENCES.kinds, budget: false } });
  const budget = await setBudget(owner, {
    scope: "person",
    subjectId: ada.actor.id,
    period: "total",
    limitMicros: 10_000_000,
    name: "Ada's trial",
  });
  await spend(ada.actor.id, 4_000_000);
  expect(await noticesOf(owner)).toEqual([]);
  await spend(ada.actor.id, 1_500_000);
  for (const told of [owner, ada]) expect(await noticesOf(told)).toEqual([["budget", "Ada's trial", "55 % used: $5.50 of $10.00"]]);
  for (const untold of [admin, bob]) expect(await noticesOf(untold)).toEqual([]);
  await spend(ada.actor.id, 1_500_000);
  expect(await noticesOf(owner)).toEqual([["budget", "Ada's trial", "70 % used: $7.00 of $10.00"]]);
  await spend(ada.actor.id, 1_500_000);
  for (const told of [owner, ada]) expect(await noticesOf(told, true)).toEqual([["budget", "Ada's trial", "85 % used: $8.50 of $10.00"]]);
  // Raised a little it is still low; raised a lot, that it was low is no news any more, and is told of anew when it is low again.
  const raiseTo = async (limitMicros: number) => {
    await setBudget(owner, { scope: "person", subjectId: ada.actor.id, period: "total", limitMicros });
    await followers.settled();
  };
  await raiseTo(12_000_000);
  expect(await noticesOf(ada, true)).toEqual([["budget", "Ada's trial", "70 % used: $8.50 of $12.00"]]);
  await raiseTo(20_000_000);
  for (const told of [owner, ada]) expect(await noticesOf(told, true)).toEqual([]);
  await spend(ada.actor.id, 2_000_000);
  for (const told of [owner, ada]) expect(await noticesOf(told, true)).toEqual([["budget", "Ada's trial", "52 % used: $10.50 of $20.00"]]);
  await removeBudget(owner, { budgetId: budget.id });
  expect(await noticesOf(owner)).toEqual([]);

  // Credit that was paid in advance is looked after in the same way, by those who manage money alone.
  await setSetting(owner, { layer: "workspace", key: "billing.prepaid", value: true });
  await grantCredit(owner, { amountMicros: 20_500_000 });
  await spend(ada.actor.id, 6_000_000);
  expect(await noticesOf(owner)).toEqual([["budget", "Credit of the workspace", "60 % used: $6.00 of $10.00"]]);
  expect(await noticesOf(ada)).toEqual([]);
  await grantCredit(owner, { amountMicros: 5_000_000 });
  await followers.settled();
  expect(await noticesOf(owner, true)).toEqual([]);
});
