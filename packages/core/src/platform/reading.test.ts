import { asc, eq, gt, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "pg";
import { z } from "zod";
import { makeWorld, type World } from "../../test/world.ts";
import { defineEvent, emit, prepareStatement, systemContext, write, type Context } from "./index.ts";
import { readTime } from "../database/index.ts";
import { events, followers } from "./tables.ts";

const Counted = defineEvent("test.counted", z.object({ n: z.number() }));
let world: World;
beforeAll(async () => void (world = await makeWorld()));
afterAll(() => world.close());

const count = (ctx: Context, n: number) => write(ctx, "test:write", (tx) => emit(tx, Counted, { n }));
const countedAfter = prepareStatement((db) =>
  db
    .select({ workspaceId: events.workspaceId, payload: events.payload })
    .from(events)
    .where(gt(events.seq, sql.placeholder("after")))
    .orderBy(asc(events.seq)),
);

test("readers of several workspaces at once share connections, and each sees its own workspace alone", async () => {
  for (const n of [1, 2, 3]) await count(world.owner, n);
  await count(world.stranger, 4);
  const nowhere = systemContext(world.platform, "");
  const seenBy = async (ctx: Context) => (await ctx.db.select().from(events)).map((row) => row.workspaceId);
  const expected = new Map([
    [world.owner, Array.from({ length: 3 }, () => world.owner.workspaceId)],
    [world.stranger, [world.stranger.workspaceId]],
    [nowhere, []],
  ]);
  const readers = Array.from({ length: 120 }, () => [...expected.keys()]).flat();
  const seen = await Promise.all(readers.map(seenBy));
  for (const [index, ctx] of readers.entries()) expect(seen[index]).toEqual(expected.get(ctx));
});

test("a prepared statement reads what its transaction wrote, and binds its values each time", async () => {
  const [last] = await systemContext(world.platform)
    .db.select({ seq: sql<number>`max(${events.seq})`.mapWith(events.seq) })
    .from(events);
  const after = last?.seq ?? 0;
  const inside = await write(world.owner, "test:write", async (tx) => {
    await emit(tx, Counted, { n: 10 });
    return [await countedAfter(tx.db, { after }), await countedAfter(world.owner.db, { after })];
  });
  const row = { workspaceId: world.workspaceId, payload: { n: 10 } };
  expect(inside).toEqual([[row], []]);
  expect(await countedAfter(world.owner.db, { after })).toEqual([row]);
  expect(await countedAfter(world.owner.db, { after: after + 1 })).toEqual([]);
  expect(await countedAfter(world.stranger.db, { after })).toEqual([]);
});

test("rows come out under the names that were asked for, with times as times and null for what a join did not find", async () => {
  const from = systemContext(world.platform).db;
  const [one] = await from.select({ a: events.seq, b: events.type }).from(events).limit(1);
  const [other] = await from.select({ b: events.seq, a: events.type }).from(events).limit(1);
  expect(Object.keys(one ?? {})).toEqual(["a", "b"]);
  expect(other).toEqual({ b: one?.a, a: one?.b });
  const [joined] = await from.select().from(events).leftJoin(followers, eq(followers.name, events.type)).limit(1);
  expect(joined).toMatchObject({ followers: null, events: { seq: one?.a, happenedAt: expect.any(Date) as Date } });
  for (const text of [
    "2026-11-21 04:45:49+00",
    "2026-11-21 04:45:49.12+00",
    "1999-12-31 23:59:59.999999+00",
    "2026-11-21 04:45:49.123456+05:30",
  ])
    expect(readTime(text)).toEqual(new Date(text));
});

test("a failing statement fails alone, and broken connections are replaced", async () => {
  const wrong = world.owner.db.select({ no: sql`1 / 0` }).from(sql`(select 1) one`);
  const [failed, right] = await Promise.allSettled([wrong.execute(), world.stranger.db.select().from(events)]);
  expect([failed.status, right.status]).toEqual(["rejected", "fulfilled"]);
  const admin = new Client({ connectionString: world.url });
  await admin.connect();
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await admin.end();
  const read = () =>
    world.stranger.db
      .select()
      .from(events)
      .catch(() => []);
  await expect.poll(async () => (await read()).length, { timeout: 30_000, interval: 20 }).toBe(1);
});
