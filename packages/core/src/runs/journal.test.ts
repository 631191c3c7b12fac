import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { makeWorld, type World } from "../../test/world.ts";
import { reserve } from "../billing/index.ts";
import { newId, systemContext, write } from "../platform/index.ts";
import { claimTasks, heldFences, lookAfter, renewLeases, type Claimed, type Worker } from "./claim.ts";
import { addTasks, getTask } from "./index.ts";
import { createJournal, type Hold } from "./journal.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const worker = (id: string): Worker => ({ id, leaseMs: 10_000 });
const POOL = { kinds: ["traced"], places: 10, placesPerWorkspace: 10 };
const holdOf = (claimed: Claimed | undefined): Hold => ({ taskId: claimed?.row.id ?? "", fence: claimed?.row.fence ?? -1 });

test("ten workers that claim at once share the tasks without overlap", async () => {
  const ids = await addTasks(
    world.owner,
    Array.from({ length: 50 }, () => ({ kind: "traced", input: null })),
  );
  const system = systemContext(world.platform);
  const claims = await Promise.all(Array.from({ length: 10 }, (_, n) => claimTasks(system, worker(`wrk_${n}`), POOL, 10, "")));
  const taken = claims.flat().map((claimed) => claimed.row.id);
  expect(new Set(taken).size).toBe(taken.length);
  expect(ids).toEqual(expect.arrayContaining(taken));
  expect(taken.length).toBeGreaterThan(10);
  const rest = await claimTasks(system, worker("wrk_rest"), { ...POOL, placesPerWorkspace: 100 }, 100, "");
  expect(taken.length + rest.length).toBe(50);
  await write(system, "runs:work", (tx) => tx.db.execute(sql`delete from tasks`));
});

test("after a takeover the journal refuses the old holder's steps, progress and end, and keeps the new one's", async () => {
  const [taskId = ""] = await addTasks(world.owner, [{ kind: "traced", input: null, maxAttempts: 1 }]);
  const system = systemContext(world.platform);
  const journal = createJournal(system, () => undefined);
  const old = holdOf((await claimTasks(system, worker("wrk_old"), POOL, 1, ""))[0]);
  expect(await journal.step(old, "first", '"old"')).toBe('"old"');
  world.clock.pass(10_001);
  await lookAfter(system);
  const [taken] = await claimTasks(system, worker("wrk_new"), POOL, 1, "");
  const current = holdOf(taken);
  expect(current).toEqual({ taskId, fence: old.fence + 2 });
  expect(taken?.steps).toEqual(new Map([["first", '"old"']]));
  expect(taken?.row).toMatchObject({ attempt: 1, lost: 1 });
  expect(await heldFences(system, worker("wrk_old"), [taskId])).toEqual(new Map());

  journal.progress(old, { percent: 90, note: "old" });
  const [oldStep, oldFirst, newFirst, newStep] = await Promise.all([
    journal.step(old, "second", '"old"'),
    journal.step(old, "first", '"again"'),
    journal.step(current, "first", '"again"'),
    journal.step(current, "third", '"new"'),
  ]);
  expect([oldStep, oldFirst, newFirst, newStep]).toEqual([undefined, undefined, '"old"', '"new"']);
  expect(await journal.settle(old, { state: "done", attempt: 1, result: "old" })).toBe(false);
  expect(await getTask(world.owner, { taskId })).toMatchObject({ state: "running", progress: null });
  expect(await journal.settle(current, { state: "done", attempt: 1, result: "new" })).toBe(true);
  expect(await journal.settle(current, { state: "failed", attempt: 1 })).toBe(false);
  expect(await journal.step(current, "late", '"new"')).toBeUndefined();
  expect(await getTask(world.owner, { taskId })).toMatchObject({ state: "done" });
  await journal.close();
});

test("what a killed worker's call held of its task's limit is there for the next; what others hold is not", async () => {
  const [killed = "", living = ""] = await addTasks(world.owner, [
    { kind: "traced", input: null },
    { kind: "traced", input: null },
  ]);
  const system = systemContext(world.platform);
  await claimTasks(system, worker("wrk_killed"), POOL, 10, "");
  await renewLeases(system, { id: "wrk_killed", leaseMs: 60_000 }, [living]);
  const agent = world.actor("mem_agent", new Set(["gateway:call"]), "agent");
  const holdMost = async (taskId: string) => {
    const call = { callId: newId("mdc"), provider: "acme", model: "m1", skill: "turn", payer: { taskId }, ownKey: true };
    return (await reserve(agent, { ...call, amountMicros: 90_000, taskLimitMicros: 100_000 })).ok;
  };
  expect([await holdMost(killed), await holdMost(living)]).toEqual([true, true]);
  expect([await holdMost(killed), await holdMost(living)]).toEqual([false, false]);
  world.clock.pass(10_001);
  await lookAfter(system);
  expect([await holdMost(killed), await holdMost(living)]).toEqual([true, false]);
});
