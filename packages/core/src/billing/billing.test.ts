import { inArray, sql } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { callOf, pay } from "../../test/pay.ts";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEnd, settledEvents, type World } from "../../test/world.ts";
import { makeContext, newId, settleLog, write, type Context } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import {
  callsOfTasks,
  getBudgets,
  getCredit,
  getPastCalls,
  getUsage,
  grantCredit,
  listBudgets,
  listLedger,
  operatorLimit,
  pruneTaskBudgets,
  releaseExpired,
  removeBudget,
  reserve,
  setBudget,
  settle,
  type Reserve,
  type Settlement,
  UsageGroup,
} from "./index.ts";
import { letGo } from "./holds.ts";
import { ledgerEntries, usageRecords } from "./tables.ts";

const DOLLAR = 1_000_000;
const DAY_MS = 24 * 60 * 60_000;

let world: World;
let owner: Context;
let agent: Context;
beforeAll(async () => {
  world = await makeWorld();
  owner = await addPerson(world, "olga", "owner");
  agent = world.actor("mem_agent", new Set(["gateway:call"]), "agent");
});
afterAll(() => world.close());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "it worked",
    (error: { code?: string }) => error.code,
  );

async function budgetOf(scope: string, subjectId = "") {
  const { items } = await listBudgets(owner, { limit: 100 });
  return items.find((each) => each.scope === scope && each.subjectId === subjectId);
}

/** As whoever holds the database, past every verb. */
async function raw<Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: world.url });
  await client.connect();
  try {
    await client.query("set openvibe.workspace = '*'");
    return (await client.query<Row>(query, values)).rows;
  } finally {
    await client.end();
  }
}

test("a call is held on every budget it counts against, and lets go of what it did not use", async () => {
  await setBudget(owner, { scope: "workspace", period: "total", limitMicros: 10 * DOLLAR });
  await setBudget(owner, { scope: "project", subjectId: "prj_1", period: "total", limitMicros: 2_000 });
  const call = callOf({ payer: { projectId: "prj_1", onBehalfOf: owner.actor.id } });
  const reserved = await reserve(agent, call);
  if (!reserved.ok) throw new Error("it was refused");
  expect(await budgetOf("workspace")).toMatchObject({ spentMicros: 0, reservedMicros: 1_000 });
  expect(await budgetOf("project", "prj_1")).toMatchObject({ spentMicros: 0, reservedMicros: 1_000 });
  const second = await reserve(agent, callOf({ amountMicros: 1_001, payer: { projectId: "prj_1" } }));
  expect(second).toEqual({ ok: false, reason: "over_budget", scope: "project", name: "Project", remainingMicros: 1_000, resetsAt: null });
  const settlement: Settlement = {
    ...call,
    reservationId: reserved.reservationId,
    costMicros: 300,
    usage: { inputTokens: 100, outputTokens: 20, cacheReadTokens: 60 },
    outcome: "cancelled",
    durationMs: 40,
  };
  await settle(agent, settlement);
  // Told twice, counted once.
  await settle(agent, settlement);
  expect(await budgetOf("workspace")).toMatchObject({ spentMicros: 300, reservedMicros: 0 });
  expect(await budgetOf("project", "prj_1")).toMatchObject({ spentMicros: 300, reservedMicros: 0 });
  expect(await raw("select agent_id, member_id, project_id, cost_micros, outcome from usage_records")).toEqual([
    { agent_id: "mem_agent", member_id: owner.actor.id, project_id: "prj_1", cost_micros: "300", outcome: "cancelled" },
  ]);
  await removeBudget(owner, { budgetId: (await budgetOf("project", "prj_1"))?.id ?? "" });
});

test("calls of the same moment are written together, and one that cannot be written keeps no other from it", async () => {
  const { id } = await setBudget(owner, { scope: "project", subjectId: "prj_3", period: "total", limitMicros: 25 * 100 });
  const many = Array.from({ length: 40 }, (_, each) => callOf({ amountMicros: 100, skill: each === 7 ? "a\u0000b" : "many" }));
  const ended = await Promise.allSettled(many.map((call) => pay(agent, 100, { ...call, payer: { projectId: "prj_3" } })));
  expect(ended.map(({ status }, each) => (status === "rejected" ? each : [])).flat()).toEqual([7]);
  expect(ended.filter((each) => each.status === "fulfilled" && each.value.ok)).toHaveLength(24);
  // What could not be written is still held: its caller tries again.
  expect((await getBudgets(owner, [id])).get(id)).toMatchObject({ spentMicros: 2_400, reservedMicros: 100 });
  await removeBudget(owner, { budgetId: id });
});

test("while many calls end, one whose reader has its answer waits for others, and goes along with the first that somebody waits for", async () => {
  // NOTE: a workspace in which nothing has ended yet: what ended by the real clock would count as busy for the one below, which begins at zero.
  const busy = makeContext(world.platform, { workspaceId: newId("wsp"), actor: agent.actor });
  const held = await Promise.all(Array.from({ length: 25 }, () => reserve(busy, callOf({ payer: { projectId: "prj_busy" } }))));
  const usage = { inputTokens: 1, outputTokens: 1 };
  const ids: string[] = [];
  const end = (isUnawaited: boolean) => {
    const reserved = held.pop();
    if (!reserved?.ok) throw new Error("it was refused");
    const call = callOf({ payer: { projectId: "prj_busy" } });
    ids.push(call.callId);
    return settle(busy, {
      ...call,
      reservationId: reserved.reservationId,
      costMicros: 1,
      usage,
      outcome: "ok",
      durationMs: 1,
      isUnawaited,
    });
  };
  const writtenBy = async (...callIds: string[]) => {
    const rows = await busy.db
      .select({ by: sql<string>`${usageRecords}.xmin::text` })
      .from(usageRecords)
      .where(inArray(usageRecords.callId, callIds));
    return [rows.length, new Set(rows.map(({ by }) => by)).size];
  };
  const many = () => Promise.all(Array.from({ length: 10 }, () => end(false)));
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  try {
    await many();
    const unawaited = end(true);
    await vi.advanceTimersByTimeAsync(100);
    const awaited = end(false);
    await vi.advanceTimersByTimeAsync(30);
    await Promise.all([unawaited, awaited]);
    expect(await writtenBy(...ids.slice(-2))).toEqual([2, 1]);

    // Where nobody comes, it waits for a quarter of a second; where it is quiet, until the next call has had its way.
    await vi.advanceTimersByTimeAsync(1_000);
    await many();
    const first = end(true);
    await vi.advanceTimersByTimeAsync(200);
    const second = end(true);
    await vi.advanceTimersByTimeAsync(60);
    await Promise.all([first, second]);
    expect(await writtenBy(...ids.slice(-2))).toEqual([2, 1]);
    await vi.advanceTimersByTimeAsync(1_000);
    const alone = end(true);
    await vi.advanceTimersByTimeAsync(30);
    await alone;
  } finally {
    vi.useRealTimers();
  }
});

test("what costs nothing is never refused; a limit that only alerts refuses nothing", async () => {
  await setBudget(owner, { scope: "agent", subjectId: "mem_agent", period: "day", limitMicros: 0 });
  expect(await reserve(agent, callOf({ amountMicros: 0 }))).toMatchObject({ ok: true });
  expect(await pay(agent, 0, callOf({ amountMicros: 0 }))).toMatchObject({ ok: true });
  expect(await reserve(agent, callOf({ amountMicros: 1 }))).toMatchObject({ ok: false, scope: "agent" });
  await setBudget(owner, { scope: "agent", subjectId: "mem_agent", period: "day", limitMicros: 0, hard: false });
  expect(await pay(agent, 10)).toMatchObject({ ok: true });
  await removeBudget(owner, { budgetId: (await budgetOf("agent", "mem_agent"))?.id ?? "" });
});

test("where there are as many budgets as there may be, one of them can still be changed", async () => {
  const of = { scope: "agent", subjectId: "mem_many_1", period: "total" } as const;
  await setBudget(owner, { ...of, limitMicros: DOLLAR });
  await raw(
    `insert into budgets select (jsonb_populate_record(b, jsonb_build_object('id', b.id || n, 'subject_id', 'mem_many_' || n))).*
     from budgets b, generate_series(2, 1000) n where b.subject_id = 'mem_many_1'`,
  );
  await expect(setBudget(owner, { ...of, subjectId: "mem_more", limitMicros: DOLLAR })).rejects.toMatchObject({ code: "conflict" });
  expect(await setBudget(owner, { ...of, limitMicros: 2 * DOLLAR })).toMatchObject({ limitMicros: 2 * DOLLAR });
  await raw("delete from budgets where subject_id like 'mem_many_%'");
});

test("half, four fifths and the whole of a budget are told of once in its window; a day begins at midnight where the workspace is", async () => {
  await setSetting(owner, { key: "workspace.timeZone", layer: "workspace", value: "Pacific/Auckland" });
  const { id } = await setBudget(owner, { scope: "key", subjectId: "vky_1", period: "day", limitMicros: 10_000 });
  const nextDay = async () => {
    const resetsAt = (await getBudgets(owner, [id])).get(id)?.resetsAt;
    world.clock.pass((resetsAt?.getTime() ?? 0) - world.clock.now().getTime());
    return resetsAt ?? undefined;
  };
  // A whole day lies ahead from here on.
  await nextDay();
  await settleLog(owner);
  const start = await settledEnd(owner);
  const spend = (micros: number) => pay(agent, micros, callOf({ amountMicros: micros, payer: { keyId: "vky_1" } }));
  const alerts = async () =>
    (await settledEvents(owner, start)).flatMap(({ type, payload }) => (type === "billing.budget_alert" ? [payload] : []));
  await spend(4_999);
  expect(await alerts()).toEqual([]);
  await spend(1);
  await spend(2_000);
  await spend(1_000);
  expect(await alerts()).toEqual([50, 80].map((percent) => ({ budgetId: id, percent })));
  expect(await spend(2_001)).toMatchObject({ ok: false, remainingMicros: 2_000 });
  await spend(1_200);
  expect(await alerts()).toHaveLength(2);
  // Refused though a little is left: for those who wait, it is used up.
  expect(await spend(801)).toMatchObject({ ok: false, remainingMicros: 800 });
  expect(await spend(801)).toMatchObject({ ok: false });
  await spend(800);
  expect(await alerts()).toEqual([50, 80, 100].map((percent) => ({ budgetId: id, percent })));

  const local = new Intl.DateTimeFormat("en-GB", { timeZone: "Pacific/Auckland", timeStyle: "medium" });
  expect(local.format(await nextDay())).toBe("00:00:00");
  expect((await getBudgets(owner, [id])).get(id)).toMatchObject({ spentMicros: 0 });
  const usedIn = async (days: number) => (await getUsage(owner, { by: "day", keyId: "vky_1", days })).total.costMicros;
  expect([await usedIn(1), await usedIn(2)]).toEqual([0, 10_000]);
  await spend(6_000);
  expect((await alerts()).slice(3)).toEqual([{ budgetId: id, percent: 50 }]);
  await setSetting(owner, { key: "workspace.timeZone", layer: "workspace", value: "UTC" });
});

test("why models did not answer in a task is told once, of each the last", async () => {
  const spend = (fallbackFrom: string, fallbackReason: string) =>
    pay(agent, 1, callOf({ amountMicros: 1, payer: { taskId: "tsk_told" } }), { fallbackFrom, fallbackReason });
  await spend("acme/m2", "It was slow.");
  await spend("acme/m2", "The budget is used up.");
  await spend("acme/m3", "The budget is used up.");
  expect(await callsOfTasks(owner, ["tsk_told"])).toMatchObject({
    calls: 3,
    fallbackFrom: ["acme/m2", "acme/m3"],
    fallbackReasons: ["The budget is used up."],
  });
});

test("a task has a limit of its own from its first call on, ten cents unless the workspace or the task says otherwise", async () => {
  const spend = (taskId: string, amountMicros: number, taskLimitMicros?: number) =>
    pay(agent, amountMicros, callOf({ amountMicros, payer: { taskId }, taskLimitMicros }));
  expect(await spend("tsk_1", 60_000)).toMatchObject({ ok: true });
  expect(await spend("tsk_1", 40_001)).toMatchObject({ ok: false, scope: "task", remainingMicros: 40_000 });
  expect(await spend("tsk_2", 40_001, 40_000)).toMatchObject({ ok: false, scope: "task" });
  const limitsOf = async (subjectId: string) => (await listBudgets(owner, { subjectId, limit: 10 })).items.map((each) => each.limitMicros);
  expect([await limitsOf("tsk_1"), await limitsOf("tsk_2")]).toEqual([[100_000], [40_000]]);
  expect((await listBudgets(owner, { limit: 100 })).items.some(({ scope }) => scope === "task")).toBe(false);
  expect(await getUsage(owner, { by: "skill", taskId: "tsk_1" })).toMatchObject({ rows: [{ key: "answer", costMicros: 60_000 }] });
  await setBudget(owner, { scope: "task", subjectId: "tsk_1", period: "total", limitMicros: DOLLAR });
  expect(await spend("tsk_1", 40_001)).toMatchObject({ ok: true });
  world.clock.pass(31 * DAY_MS);
  await pruneTaskBudgets(owner);
  expect([await limitsOf("tsk_1"), await limitsOf("tsk_2")]).toEqual([[DOLLAR], []]);
});

test("what a process held that died is let go of, by the next who is refused or by the clock; a late settlement counts all the same", async () => {
  const { id } = await setBudget(owner, { scope: "project", subjectId: "prj_2", period: "total", limitMicros: 1_000 });
  const call = callOf({ payer: { projectId: "prj_2" } });
  const lost = await reserve(agent, call);
  if (!lost.ok) throw new Error("it was refused");
  // As when the process ends: nobody says any more that the call is under way.
  letGo(world.platform, lost.reservationId);
  expect(await reserve(agent, callOf({ amountMicros: 1, payer: { projectId: "prj_2" } }))).toMatchObject({ ok: false });
  world.clock.pass(4 * 60_000);
  const next = await reserve(agent, callOf({ amountMicros: 600, payer: { projectId: "prj_2" } }));
  if (!next.ok) throw new Error("it was refused");
  letGo(world.platform, next.reservationId);
  world.clock.pass(4 * 60_000);
  expect(await releaseExpired(owner)).toBe(1);
  expect((await getBudgets(owner, [id])).get(id)).toMatchObject({ spentMicros: 0, reservedMicros: 0 });
  const usage = { inputTokens: 1, outputTokens: 1 };
  await settle(agent, { ...call, reservationId: lost.reservationId, costMicros: 400, usage, outcome: "ok", durationMs: 1 });
  expect((await getBudgets(owner, [id])).get(id)).toMatchObject({ spentMicros: 400, reservedMicros: 0 });
});

test("a call whose process died is booked with what it had sent; where it ended after all, as it ended, in one row", async () => {
  const { id } = await setBudget(owner, { scope: "project", subjectId: "prj_6", period: "total", limitMicros: 5_000 });
  const payer = { projectId: "prj_6", onBehalfOf: owner.actor.id, threadId: "thr_6" };
  const lost = { inputTokens: 120, costMicros: 300, ownKey: false };
  const die = async (more: Partial<Reserve> = {}) => {
    const call = callOf({ payer, lost, ...more });
    const reserved = await reserve(agent, call);
    if (!reserved.ok) throw new Error("it was refused");
    letGo(world.platform, reserved.reservationId);
    return { ...call, reservationId: reserved.reservationId };
  };
  const balance = async () => (await getCredit(owner)).balanceMicros;
  const before = await balance();
  const [gone, late] = [await die(), await die()];
  // Held once more, for an attempt after one that had failed: its input was sent again.
  await die({ callId: gone.callId, amountMicros: 400 });
  await die({ lost: { ...lost, ownKey: true } });
  world.clock.pass(4 * 60_000);
  expect(await releaseExpired(owner)).toBe(4);
  expect((await getBudgets(owner, [id])).get(id)).toMatchObject({ spentMicros: 1_200, reservedMicros: 0 });
  expect(await balance()).toBe(before - 900);
  const row = "agent_id, member_id, thread_id, model, input_tokens, cost_micros, outcome, fault";
  expect(await raw(`select ${row} from usage_records where call_id = $1`, [gone.callId])).toEqual([
    {
      agent_id: "mem_agent",
      member_id: owner.actor.id,
      thread_id: "thr_6",
      model: "m1",
      input_tokens: 240,
      cost_micros: "600",
      outcome: "failed",
      fault: "lost",
    },
  ]);

  const usage = { inputTokens: 100, outputTokens: 20 };
  for (const again of [late, late]) await settle(agent, { ...again, costMicros: 250, usage, outcome: "ok", durationMs: 1 });
  await settle(agent, { ...gone, costMicros: 700, usage, outcome: "ok", durationMs: 1 });
  expect((await getBudgets(owner, [id])).get(id)).toMatchObject({ spentMicros: 1_250, reservedMicros: 0 });
  expect(await balance()).toBe(before - 950);
  expect(await getUsage(owner, { by: "project", projectId: "prj_6" })).toMatchObject({ total: { calls: 3, failed: 1, costMicros: 1_250 } });
  expect((await listLedger(owner, { limit: 2 })).items).toMatchObject([
    { kind: "usage", amountMicros: -100 },
    { kind: "correction", amountMicros: 50 },
  ]);
  await removeBudget(owner, { budgetId: id });
});

test("credit is granted and used up; paid in advance it ends calls, but not those with the workspace's own keys", async () => {
  const before = (await getCredit(owner)).balanceMicros;
  expect(before).toBeLessThan(0);
  await setSetting(owner, { key: "billing.prepaid", layer: "workspace", value: true });
  expect(await pay(agent, 1)).toMatchObject({ ok: false, scope: "credit", remainingMicros: 0 });
  const granted = await grantCredit(owner, { amountMicros: 5_000 - before, note: "Invoice 12" });
  const held = await reserve(agent, callOf({ amountMicros: 3_000 }));
  expect(await getCredit(owner)).toEqual({ balanceMicros: 5_000, reservedMicros: 3_000, prepaid: true, isLimited: false });
  expect(await pay(agent, 2_001)).toMatchObject({ ok: false, scope: "credit", remainingMicros: 2_000 });
  expect(await pay(agent, 2_001, callOf({ amountMicros: 2_001, ownKey: true }))).toMatchObject({ ok: true });
  expect(await pay(agent, 2_000)).toMatchObject({ ok: true });
  if (held.ok) letGo(world.platform, held.reservationId);
  world.clock.pass(4 * 60_000);
  await releaseExpired(owner);
  expect(await getCredit(owner)).toEqual({ balanceMicros: 3_000, reservedMicros: 0, prepaid: true, isLimited: false });
  const { items } = await listLedger(owner, { limit: 2 });
  expect(items).toMatchObject([
    { kind: "usage", amountMicros: -2_000 },
    { id: granted.id, kind: "grant", note: "Invoice 12", amountMicros: 5_000 - before },
  ]);
  await setSetting(owner, { key: "billing.prepaid", layer: "workspace", value: false });
});

test("the database refuses an entry whose sides do not sum to zero, or that reaches into another workspace", async () => {
  const [entry] = await raw<typeof ledgerEntries.$inferSelect>("select * from ledger_entries order by id limit 1");
  if (!entry) throw new Error("there is no entry");
  const insert = (debit: number, credit: number, workspaceId = world.workspaceId) =>
    raw(
      `insert into ledger_entries (id, workspace_id, kind, debit_account_id, debit_micros, credit_account_id, credit_micros, created_by, created_at)
       select $1, $2, kind, debit_account_id, $3, credit_account_id, $4, created_by, created_at from ledger_entries order by id limit 1`,
      [newId("lge"), workspaceId, debit, credit],
    );
  await expect(insert(-5, 4)).rejects.toThrow(/ledger_entries_balance/);
  await expect(insert(5, -5)).rejects.toThrow(/ledger_entries_balance/);
  await expect(insert(-5, 5, world.stranger.workspaceId)).rejects.toThrow(/ledger_entries_(?:debit|credit)/);
  await expect(raw("update ledger_entries set credit_account_id = debit_account_id")).rejects.toThrow(/two_accounts/);
});

test("usage is summed to the micro-USD by whatever one asks for, in pages, and says what the next call may cost", async () => {
  const from = world.clock.now();
  for (const [model, costMicros] of [
    ["m2", 100],
    ["m3", 20],
    ["m3", 30],
    ["m4", 7],
  ] as const)
    await pay(agent, costMicros, callOf({ model, skill: "guess", payer: { taskId: "tsk_9", onBehalfOf: owner.actor.id } }));
  await pay(agent, 0, callOf({ amountMicros: 50, skill: "guess", model: "m4" }), { outcome: "failed", fault: "timeout" });
  await pay(agent, 0, callOf({ amountMicros: 0, skill: "guess", model: "m4" }), { cached: true });
  const first = await getUsage(owner, { by: "model", from, limit: 2 });
  expect(first).toMatchObject({
    rows: [
      { key: "acme/m2", calls: 1, costMicros: 100 },
      { key: "acme/m3", calls: 2, costMicros: 50, inputTokens: 20, outputTokens: 10 },
    ],
    total: { calls: 6, failed: 1, cached: 1, costMicros: 157, chargedMicros: 157 },
    next: "acme/m3",
  });
  const second = await getUsage(owner, { by: "model", from, limit: 2, after: first.next });
  expect(second.rows).toMatchObject([{ key: "acme/m4", calls: 3, failed: 1, cached: 1, costMicros: 7 }]);
  expect(second.next).toBeUndefined();
  for (const by of UsageGroup.options) {
    const { rows, total } = await getUsage(owner, { by, from });
    expect(
      rows.reduce((all, row) => all + row.costMicros, 0),
      by,
    ).toBe(total.costMicros);
  }
  expect(await getPastCalls(owner, { skill: "guess" })).toMatchObject({
    calls: 4,
    costMicros: { p50: 20, p90: 100 },
    tasks: { count: 1, costMicros: { p50: 157, p90: 157 } },
  });
  expect(await getPastCalls(owner, { skill: "never" })).toBeUndefined();
});

test("a budget that comes late counts what its window has seen already, and not what others or earlier days used", async () => {
  // From noon on, so that no midnight comes between.
  world.clock.pass(2 * DAY_MS - ((world.clock.now().getTime() + DAY_MS / 2) % DAY_MS));
  await pay(agent, 70, callOf({ amountMicros: 70, payer: { projectId: "prj_4" } }));
  world.clock.pass(2 * DAY_MS);
  await pay(agent, 500, callOf({ amountMicros: 500, payer: { projectId: "prj_5" } }));
  await pay(agent, 30, callOf({ amountMicros: 30, payer: { projectId: "prj_4" } }));
  const of = { scope: "project", subjectId: "prj_4", limitMicros: 110 } as const;
  expect(await setBudget(owner, { ...of, period: "total" })).toMatchObject({ spentMicros: 100 });
  expect(await setBudget(owner, { ...of, period: "day" })).toMatchObject({ spentMicros: 30 });
  expect(await reserve(agent, callOf({ amountMicros: 11, payer: { projectId: "prj_4" } }))).toMatchObject({ ok: false });
});

test("who sets the workspace's clock empties no budget: a window counts what was used since it began, wherever that is; the operator's begins in UTC", async () => {
  const set = (value: string) => setSetting(owner, { key: "workspace.timeZone", layer: "workspace", value });
  // Noon of a day in the middle of a month: it is the same month everywhere.
  world.clock.pass(Date.UTC(world.clock.now().getUTCFullYear() + 1, 4, 15, 12) - world.clock.now().getTime());
  await set("Pacific/Kiritimati");
  world.drivers.put(operatorLimit, 1_000);
  const payer = { projectId: "prj_6" };
  await setBudget(owner, { scope: "project", subjectId: "prj_6", period: "month", limitMicros: 900 });
  await setBudget(owner, { scope: "project", subjectId: "prj_6", period: "day", limitMicros: 800 });
  const said: unknown[] = [];
  for (const zone of ["Pacific/Kiritimati", "Asia/Tokyo", "UTC", "America/New_York", "Pacific/Honolulu", "Europe/Berlin"]) {
    await set(zone);
    const { ok } = await pay(agent, 400, callOf({ amountMicros: 400, payer }));
    const shown = (await listBudgets(owner, { limit: 100, scope: "project", subjectId: "prj_6" })).items;
    said.push([ok, ...shown.map(({ spentMicros }) => spentMicros)]);
  }
  // In Kiritimati the day began two hours ago, and in Honolulu as well: what was used now counts in all of them.
  expect(said).toEqual([[true, 400, 400], [true, 800, 800], ...Array.from({ length: 4 }, () => [false, 800, 800])]);
  await set("Pacific/Kiritimati");
  world.clock.pass(16 * DAY_MS);
  const operators = () => budgetOf("operator");
  expect([(await budgetOf("project", "prj_6"))?.spentMicros, (await operators())?.spentMicros]).toEqual([0, 800]);
  expect(await pay(agent, 400, callOf({ amountMicros: 400, payer }))).toMatchObject({ ok: false, scope: "operator" });
  await set("UTC");
  expect((await operators())?.resetsAt?.toISOString()).toMatch(/-06-01T00:00:00.000Z$/);
  world.drivers.put(operatorLimit, undefined as unknown as number);
});

test("money is managed by admins, granted by owners, and seen by nobody of another workspace; a refusal leaves nothing", async () => {
  const [member, admin] = [await addPerson(world, "mia", "member"), await addPerson(world, "adam", "admin")];
  await pay(agent, 40, callOf({ payer: { onBehalfOf: member.actor.id } }));
  const budget = await setBudget(admin, { scope: "person", subjectId: owner.actor.id, period: "day", limitMicros: 5 });
  await settleLog(owner);
  const start = await settledEnd(owner);
  for (const refused of [
    () => setBudget(member, { scope: "workspace", period: "day", limitMicros: 1 }),
    () => removeBudget(member, { budgetId: budget.id }),
    () => grantCredit(admin, { amountMicros: 1 }),
    () => listLedger(member, { limit: 1 }),
    () => getUsage(member, { by: "project" }),
    () => getUsage(member, { by: "day", projectId: "prj_4" }),
    () => reserve(member, callOf()),
  ])
    expect(await codeOf(refused())).toBe("forbidden");
  expect(await codeOf(removeBudget(world.stranger, { budgetId: budget.id }))).toBe("not_found");
  expect(await codeOf(setBudget(admin, { scope: "person", period: "day", limitMicros: 1 }))).not.toBe("it worked");
  await expect(
    write(owner, "billing:manage", async (tx) => {
      await setBudget(tx, { scope: "workspace", period: "day", limitMicros: 1 });
      await grantCredit(tx, { amountMicros: 1 });
      throw new Error("something else fails");
    }),
  ).rejects.toThrow(/something else/);
  expect(await settledEvents(owner, start)).toEqual([]);
  expect((await getBudgets(member, [budget.id])).size).toBe(0);
  expect((await getUsage(member, { by: "person" })).rows.map(({ key }) => key)).toEqual([member.actor.id]);
  expect(await getUsage(world.stranger, { by: "day" })).toMatchObject({ rows: [], total: { calls: 0, costMicros: 0 } });
  expect((await listBudgets(world.stranger, { limit: 10 })).items).toEqual([]);
  expect(await getCredit(world.stranger)).toMatchObject({ balanceMicros: 0 });
});
