import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import {
  createDrivers,
  createLogger,
  createSecretBox,
  createSignals,
  createWakeups,
  makeContext,
  newId,
  openDatabase,
  readEvents,
  endOfLog,
  settleLog,
  startFollowers,
  type Actor,
  type Clock,
  type Context,
  type Cursor,
  type DriverBoard,
  type Follower,
  type Platform,
  type StoredEvent,
} from "../src/platform/index.ts";
import { forgetLastId } from "../src/platform/ids.ts";
import { TEMPLATE, withDatabase } from "./database-server.ts";

export interface TestClock extends Clock {
  /** Moves time forward by ms. */
  pass(ms: number): void;
}

/** Starts at the real time and moves on with it, plus what the test lets pass. */
export function testClock(): TestClock {
  let passed = 0;
  return { now: () => new Date(Date.now() + passed), pass: (ms) => void (passed += ms) };
}

export interface World {
  platform: Platform;
  clock: TestClock;
  /** Fill the slots that the test needs. */
  drivers: DriverBoard;
  /** The database's address, for child processes and raw queries. */
  url: string;
  workspaceId: string;
  /** May do everything in the workspace. */
  owner: Context;
  /** May only read: holds no permission that writes. */
  viewer: Context;
  /** May do everything in another workspace. */
  stranger: Context;
  /** A context of this workspace with exactly these permissions. */
  actor(id: string, can: Actor["can"], kind?: Actor["kind"]): Context;
  /** Runs followers until the test ends; returns when all events so far are taken in. */
  follow(followers: readonly Follower[]): { settled(): Promise<void> };
  close(): Promise<void>;
}

/** A database of its own, cloned from the migrated template of the server, with two workspaces. Call `close` in afterAll. */
export async function makeWorld(serverUrl: string = inject("databaseUrl")): Promise<World> {
  forgetLastId();
  const name = `world_${randomBytes(8).toString("hex")}`;
  await onServer(serverUrl, `create database ${name} template ${TEMPLATE}`);
  const url = withDatabase(serverUrl, name);
  const log = createLogger({ level: process.env["TEST_LOG"] ?? "silent" });
  const database = openDatabase({ url, maxConnections: 12, log, useAppRole: true });
  const clock = testClock();
  const wakeups = createWakeups();
  const signals = createSignals();
  const drivers = createDrivers();
  const platform: Platform = { database, clock, log, wakeups, signals, drivers, secrets: createSecretBox(randomBytes(32)) };
  const workspaceId = newId("wsp");
  const running: { close(): Promise<void> }[] = [];
  const actor = (id: string, can: Actor["can"], kind: Actor["kind"] = "person") =>
    makeContext(platform, { workspaceId, actor: { kind, id, can } });
  return {
    platform,
    clock,
    drivers,
    url,
    workspaceId,
    owner: actor(newId("mem"), "everything"),
    viewer: actor(
      newId("mem"),
      new Set(["chat:read", "runs:read", "projects:read", "hosting:read", "builder:read", "gateway:read", "identity:read"]),
    ),
    stranger: makeContext(platform, { workspaceId: newId("wsp"), actor: { kind: "person", id: newId("mem"), can: "everything" } }),
    actor,
    follow(followers) {
      const started = startFollowers(platform, followers);
      running.push(started);
      return started;
    },
    async close() {
      for (const each of running) await each.close();
      await signals.close();
      await wakeups.close();
      await database.close();
      await onServer(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Events after the cursor once every transaction that was open has ended: the log holds later ones back until then. */
/** The end of the log, once all that was committed before can be read: others on the same server may hold it back. */
export async function settledEnd(ctx: Context): Promise<Cursor> {
  await settleLog(ctx);
  return endOfLog(ctx);
}

export async function settledEvents(ctx: Context, after: Cursor): Promise<StoredEvent[]> {
  await settleLog(ctx);
  return readEvents(ctx, after, 1_000);
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
