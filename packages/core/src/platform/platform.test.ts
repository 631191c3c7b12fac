import { mkdtemp, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import {
  createSecretBox,
  defineEvent,
  emit,
  isAfter,
  LOG_START,
  readEvents,
  readKeyFile,
  systemContext,
  takeTurn,
  write,
} from "./index.ts";
import { events } from "./tables.ts";

const Counted = defineEvent("test.counted", z.object({ n: z.number() }));
let world: World;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const count = (n: number) => write(world.owner, "test:write", (tx) => emit(tx, Counted, { n }));

describe("write", () => {
  test("refuses an actor without the permission before anything runs", async () => {
    await expect(write(world.viewer, "test:write", () => Promise.reject(new Error("ran")))).rejects.toThrow(/test:write/);
  });

  test("leaves nothing behind when it fails", async () => {
    const failing = write(world.owner, "test:write", async (tx) => {
      await emit(tx, Counted, { n: -1 });
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    const left = await readEvents(world.owner, LOG_START, 100);
    expect(left.filter((event) => (event.payload as { n: number }).n === -1)).toEqual([]);
  });

  test("what a failed change still does beside it, once it was taken back, is refused and reaches no other change", async () => {
    const late = Promise.withResolvers<void>();
    let after: Promise<unknown> = Promise.resolve();
    const failing = write(world.owner, "test:write", (tx) => {
      after = late.promise.then(() => emit(tx, Counted, { n: -2 }));
      after.catch(() => undefined);
      return Promise.all([after, Promise.reject(new Error("stop"))]);
    });
    await expect(failing).rejects.toThrow("stop");
    await write(world.owner, "test:write", async (tx) => {
      await emit(tx, Counted, { n: 0 });
      late.resolve();
      await expect(after).rejects.toThrow("is over");
    });
    const left = await settledEvents(world.owner, LOG_START);
    expect(left.map((event) => (event.payload as { n: number }).n).filter((n) => n <= 0)).toEqual([0]);
  });

  test("a change that went on after a statement of it had failed did not happen, and says so", async () => {
    const swallowed = write(world.owner, "test:write", async (tx) => {
      await emit(tx, Counted, { n: -3 });
      await tx.db.execute(sql`select 1 / 0`).catch(() => undefined);
      return "done";
    });
    await expect(swallowed).rejects.toThrow(/taken back/);
  });

  test("a nested verb joins the transaction of its caller", async () => {
    const xids = await write(world.owner, "test:write", async (tx) => {
      const read = async (inner: typeof tx) => (await inner.db.execute<{ x: string }>(sql`select pg_current_xact_id()::text x`)).rows[0]?.x;
      return [await read(tx), await write(tx, "test:write", read)];
    });
    expect(xids[0]).toBe(xids[1]);
  });
});

describe("row-level security", () => {
  test("a query that forgets its where sees the bound workspace alone, and nothing without a binding", async () => {
    await count(1);
    await write(world.stranger, "test:write", (tx) => emit(tx, Counted, { n: 2 }));
    const seen = await world.owner.db.select().from(events);
    expect(new Set(seen.map((row) => row.workspaceId))).toEqual(new Set([world.workspaceId]));
    expect(await systemContext(world.platform, "").db.select().from(events)).toEqual([]);
  });

  test("writing into another workspace is refused by the database", async () => {
    const row = { workspaceId: world.stranger.workspaceId, type: "test.counted", actorKind: "person" as const, actorId: "x", payload: {} };
    await expect(write(world.owner, "test:write", (tx) => tx.db.insert(events).values(row))).rejects.toMatchObject({
      cause: { message: expect.stringContaining("row-level security") },
    });
  });
});

describe("event log", () => {
  test("a transaction that commits late is not lost by a reader that came by earlier", async () => {
    const gate = Promise.withResolvers<void>();
    const opened = Promise.withResolvers<void>();
    const late = write(world.owner, "test:write", async (tx) => {
      await emit(tx, Counted, { n: 100 });
      opened.resolve();
      await gate.promise;
    });
    await opened.promise;
    await count(101);
    const early = await readEvents(world.owner, LOG_START, 1_000);
    const cursor = early.at(-1)?.cursor ?? LOG_START;
    gate.resolve();
    await late;
    const rest = await settledEvents(world.owner, cursor);
    expect(rest.map((event) => (event.payload as { n: number }).n)).toEqual(expect.arrayContaining([100, 101]));
    expect(rest.every((event) => isAfter(event.cursor, cursor))).toBe(true);
  });
});

describe("secrets", () => {
  test("open only in their place and with their key; the key file is private and kept", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "openvibe-key-")), "key");
    const [key, again] = await Promise.all([readKeyFile(path), readKeyFile(path)]);
    expect(key.equals(again)).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(Buffer.from(await readFile(path, "utf8"), "base64")).toEqual(key);
    const sealed = createSecretBox(key).seal("hunter2", "apps.secret/1");
    expect(sealed).not.toContain("hunter2");
    expect(createSecretBox(key).open(sealed, "apps.secret/1")).toBe("hunter2");
    expect(() => createSecretBox(key).open(sealed, "apps.secret/2")).toThrow(/cannot be opened/);
  });
});

describe("a limit of so many a minute", () => {
  test("lets go on where the clock was put back", () => {
    const take = () => takeTurn(world.platform, "key_1", 2);
    expect([take(), take(), take()]).toEqual([true, true, false]);
    world.clock.pass(-3_600_000);
    expect(take()).toBe(false);
    world.clock.pass(30_000);
    expect([take(), take()]).toEqual([true, false]);
    world.clock.pass(3_600_000);
  });
});
