import { eq } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeWorld, type World } from "../../test/world.ts";
import { AppError, createSignals, makeContext, newId, openDatabase, type Context, type Platform } from "../platform/index.ts";
import {
  getBudgets,
  giveBack,
  grantCredit,
  getCredit,
  releaseExpired,
  removeBudget,
  reserve,
  setBudget,
  settle,
  type Reserved,
} from "./index.ts";
import { ALLOWANCE } from "./allowance.ts";
import { enter } from "./batches.ts";
import type { Holding } from "./holding.ts";
import { letGo } from "./holds.ts";
import { reservations, usageRecords } from "./tables.ts";

const WAIT = { timeout: 60_000, interval: 20 };

let world: World;
let other: Platform;
let here: Context;
let there: Context;
beforeAll(async () => {
  world = await makeWorld();
  const { platform, url, workspaceId } = world;
  const database = openDatabase({ url, maxConnections: 6, log: platform.log, useAppRole: true });
  // As another process on the same database.
  other = { ...platform, database, signals: createSignals() };
  for (const each of [platform, other]) await each.signals.connect(each.database, each.log);
  const actor = { kind: "agent", id: "mem_agent", can: "everything" } as const;
  here = makeContext(platform, { workspaceId, actor });
  there = makeContext(other, { workspaceId, actor });
});
afterAll(async () => {
  await Promise.all([giveBack(other), giveBack(world.platform)]);
  await Promise.all([other.signals.close(), world.platform.signals.close()]);
  await other.database.close();
  await world.close();
});

const callOf = (amountMicros: number) => {
  return { callId: newId("mdc"), amountMicros, provider: "acme", model: "m1", skill: "answer", payer: {}, ownKey: false };
};

async function end(ctx: Context, call: ReturnType<typeof callOf>, reserved: Reserved, costMicros: number): Promise<void> {
  if (!reserved.ok) throw new Error(`it was refused: ${reserved.name}`);
  const usage = { inputTokens: 1, outputTokens: 1 };
  await settle(ctx, { ...call, reservationId: reserved.reservationId, costMicros, usage, outcome: "ok", durationMs: 1 });
}

async function pay(ctx: Context, amountMicros: number, costMicros: number): Promise<void> {
  const call = callOf(amountMicros);
  await end(ctx, call, await reserve(ctx, call), costMicros);
}

const heldAhead = async () =>
  (await here.db.select().from(reservations)).filter(({ callId }) => callId.startsWith(ALLOWANCE)).map(({ id }) => id);

/** Calls until something is held ahead of those to come; says what was spent on the way. */
async function callOften(ctx: Context): Promise<number> {
  let spent = 0;
  await vi.waitFor(async () => {
    for (let call = 0; call < 10; call += 1) await pay(ctx, 1_000, 10);
    spent += 100;
    expect(await heldAhead()).not.toEqual([]);
  }, WAIT);
  return spent;
}

test(
  "who calls often holds a little ahead; each call counts to the micro-USD, and what is free of it goes to whoever needs it",
  { timeout: 240_000 },
  async () => {
    const limitMicros = 1_000_000;
    const { id } = await setBudget(world.owner, { scope: "workspace", period: "total", limitMicros });
    const now = async () => (await getBudgets(world.owner, [id])).get(id);
    const spent = await callOften(here);
    expect((await now())?.spentMicros).toBe(spent);
    // Never more than a tenth of what is left, and one more while a new one takes the place of an old one.
    expect((await now())?.reservedMicros).toBeLessThanOrEqual(limitMicros / 5);

    // Another process asks for all that is left: this one, which does not call any more, hands back what it holds.
    const whole = callOf(limitMicros - spent);
    let reserved: Reserved | undefined;
    await vi.waitFor(async () => {
      reserved = await reserve(there, whole);
      expect(reserved.ok).toBe(true);
    }, WAIT);
    expect(await heldAhead()).toEqual([]);
    expect(await now()).toMatchObject({ spentMicros: spent, reservedMicros: limitMicros - spent });
    expect(await reserve(here, callOf(1))).toMatchObject({ ok: false, scope: "workspace", remainingMicros: 0 });
    if (reserved) await end(there, whole, reserved, limitMicros - spent);
    expect(await now()).toMatchObject({ spentMicros: limitMicros, reservedMicros: 0 });
    expect(await reserve(here, callOf(1))).toMatchObject({ ok: false });
    await removeBudget(world.owner, { budgetId: id });
  },
);

test(
  "a budget that is set or lowered holds for the very next call, here and elsewhere; on the way out everything goes back",
  { timeout: 240_000 },
  async () => {
    const of = { scope: "agent", subjectId: "mem_agent", period: "total" } as const;
    // No budget counts: nothing is held, and nobody asks the database.
    for (const ctx of [here, there]) await pay(ctx, 1_000, 10);
    const { id } = await setBudget(world.owner, { ...of, limitMicros: 10_000_000 });
    const first = await reserve(here, callOf(20_000_000));
    expect(first).toMatchObject({ ok: false, scope: "agent" });
    const spentBefore = (await getBudgets(world.owner, [id])).get(id)?.spentMicros ?? 0;
    const spent = spentBefore + (await callOften(here));
    const open = callOf(5_000);
    const reserved = await reserve(here, open);
    await giveBack(world.platform);
    expect((await getBudgets(world.owner, [id])).get(id)).toMatchObject({ spentMicros: spent, reservedMicros: 5_000 });
    await end(here, open, reserved, 4_000);
    expect((await getBudgets(world.owner, [id])).get(id)).toMatchObject({ spentMicros: spent + 4_000, reservedMicros: 0 });
    expect(await here.db.select().from(reservations)).toEqual([]);

    await setBudget(world.owner, { ...of, limitMicros: spent });
    expect(await reserve(here, callOf(1))).toMatchObject({ ok: false, remainingMicros: 0 });
    await vi.waitFor(async () => expect(await reserve(there, callOf(1))).toMatchObject({ ok: false }), WAIT);
    await removeBudget(world.owner, { budgetId: id });
    await grantCredit(world.owner, { amountMicros: 1 });
    expect(await getCredit(world.owner)).toMatchObject({ reservedMicros: 0 });
  },
);

test("a call that was let through from what is held ahead is booked as lost where its process dies, and as it ended where it ended after all", async () => {
  const { id } = await setBudget(world.owner, { scope: "workspace", period: "month", limitMicros: 10_000_000 });
  const now = async () => (await getBudgets(world.owner, [id])).get(id);
  await callOften(here);
  const before = (await now())?.spentMicros ?? 0;
  const call = { ...callOf(1_000), lost: { inputTokens: 120, costMicros: 300, ownKey: false } };
  const reserved = await reserve(here, call);
  const noted = async () => (await here.db.select().from(reservations)).flatMap(({ lost }) => lost ?? []);
  await vi.waitFor(async () => expect(await noted()).toMatchObject([{ callId: call.callId, costMicros: 300 }]), WAIT);
  // As when the process ends: nobody says any more that it is alive.
  for (const ahead of await heldAhead()) letGo(world.platform, ahead);
  world.clock.pass(4 * 60_000);
  await releaseExpired(here);
  expect(await now()).toMatchObject({ spentMicros: before + 300, reservedMicros: 0 });
  const [row] = await here.db.select().from(usageRecords).where(eq(usageRecords.callId, call.callId));
  expect(row).toMatchObject({ agentId: "mem_agent", model: "m1", inputTokens: 120, costMicros: 300, outcome: "failed", fault: "lost" });
  await end(here, call, reserved, 250);
  expect((await now())?.spentMicros).toBe(before + 250);
  await removeBudget(world.owner, { budgetId: id });
});

test("what is held ahead and rolled back lets nobody through", async () => {
  const of = { scope: "workspace", period: "total" } as const;
  const before = await setBudget(world.owner, { ...of, limitMicros: 1 });
  const limitMicros = before.spentMicros + 1_000_000;
  const { id } = await setBudget(world.owner, { ...of, limitMicros });
  const admin = new Client({ connectionString: world.url });
  await admin.connect();
  // As when a backend ends with the transaction written and not committed.
  await admin.query(`create function fail_ahead() returns trigger language plpgsql as $$ begin
    if new.call_id like '${ALLOWANCE}%' then perform nextval('ahead_failed'); raise exception 'gone'; end if; return new; end $$`);
  await admin.query("create sequence ahead_failed; grant all on sequence ahead_failed to public");
  await admin.query(`create constraint trigger fail_ahead after insert on reservations deferrable initially deferred
    for each row execute function fail_ahead()`);
  try {
    let spent = before.spentMicros;
    const failed = async () => (await admin.query("select is_called from ahead_failed")).rows;
    await vi.waitFor(async () => {
      for (let call = 0; call < 10; call += 1) await pay(here, 1_000, 10);
      spent += 100;
      expect(await failed()).toEqual([{ is_called: true }]);
    }, WAIT);
    const whole = callOf(limitMicros - spent);
    const reserved = await reserve(there, whole);
    expect(reserved.ok).toBe(true);
    for (let call = 0; call < 5; call += 1) expect(await reserve(here, callOf(1_000))).toMatchObject({ ok: false });
    await end(there, whole, reserved, 0);
  } finally {
    await admin.query("drop trigger fail_ahead on reservations");
    await admin.end();
    await removeBudget(world.owner, { budgetId: id });
  }
});

/** While it is done so many commits are made of which nobody hears. */
async function unheard<Result>(commits: number, done: () => Promise<Result>): Promise<Result> {
  const { database } = world.platform;
  const commit = database.transaction.bind(database);
  let left = commits;
  const deaf = vi.spyOn(database, "transaction").mockImplementation(async (workspaceId, fn) => {
    const result = await commit(workspaceId, fn);
    left -= 1;
    if (left >= 0) throw new AppError("unavailable", "The connection to the database broke.");
    return result;
  });
  return done().finally(() => deaf.mockRestore());
}

test("of a commit whose answer is lost each call counts once, and one that was never made not at all", async () => {
  const { id } = await setBudget(world.owner, { scope: "workspace", period: "total", limitMicros: 10_000_000 });
  const now = async () => (await getBudgets(world.owner, [id])).get(id);
  await callOften(here);
  const calls = Array.from({ length: 5 }, () => callOf(1_000));
  const open = await Promise.all(calls.map(async (call) => ({ call, reserved: await reserve(here, call) })));
  const [first, ...others] = open;
  if (!first) throw new Error("there are five");
  const spent = (await now())?.spentMicros ?? 0;
  await expect(unheard(Infinity, () => end(here, first.call, first.reserved, 1_000))).rejects.toThrow("connection");
  await end(here, first.call, first.reserved, 1_000);
  await giveBack(world.platform);
  expect(await now()).toMatchObject({ spentMicros: spent + 1_000, reservedMicros: 4_000 });
  for (const { call, reserved } of others) await end(here, call, reserved, 1_000);
  expect(await now()).toMatchObject({ spentMicros: spent + 5_000, reservedMicros: 0 });

  // Written together, and each by itself when that seems to have failed.
  const asked = [callOf(1_000), callOf(1_000)].map((call): Holding => {
    const terms = { prepaid: false, taskLimitMicros: 0 };
    return { kind: "holding", call, payer: {}, actorId: "mem_agent", terms, isLast: true, answer: undefined };
  });
  await unheard(1, () => Promise.all(asked.map((holding) => enter(world.platform, world.workspaceId, holding))));
  expect((await now())?.reservedMicros).toBe(2_000);

  const lost = { inputTokens: 120, costMicros: 300, ownKey: false };
  await expect(unheard(1, () => reserve(here, { ...callOf(1_000), lost }))).rejects.toThrow("connection");
  await vi.waitFor(async () => expect((await now())?.reservedMicros).toBe(2_000), WAIT);
  world.clock.pass(4 * 60_000);
  await releaseExpired(here);
  expect(await now()).toMatchObject({ spentMicros: spent + 5_000, reservedMicros: 0 });
  await removeBudget(world.owner, { budgetId: id });
});
