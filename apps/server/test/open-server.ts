import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { contextFor, createWorkspace, resolveSession, signUp } from "@openvibe/core/identity";
import type { Context, Logger } from "@openvibe/core/platform";
import { Client } from "pg";
import { LOCK_WAITS } from "../../../packages/core/test/lock-waits.ts";
import { makeWorld, type World } from "../../../packages/core/test/world.ts";
import { openDoors, type Doors } from "../src/doors/server.ts";
import type { DoorOptions } from "../src/doors/options.ts";

export interface Person {
  cookie: string;
  email: string;
  ctx: Context;
}

export interface OpenServer {
  world: World;
  doors: Doors;
  origin: string;
  operatorToken: string;
  /** A new person with a workspace of their own. */
  person(name: string): Promise<Person>;
  /** Calls a procedure as the web app does; gives the status and the decoded body. */
  rpc(path: string, input?: unknown, headers?: Record<string, string>): Promise<{ status: number; body: never }>;
  close(): Promise<void>;
}

/** The doors on a free port over a database of their own. */
export async function openServer(options: Partial<DoorOptions> = {}, log?: Logger): Promise<OpenServer> {
  const world = await makeWorld();
  const platform = log ? { ...world.platform, log } : world.platform;
  const operatorToken = randomBytes(24).toString("base64url");
  let origin = "http://localhost";
  const doors = openDoors({
    platform,
    origin: () => origin,
    appOrigins: () => origin.replace("//", "//*."),
    operatorToken,
    ...options,
  });
  await doors.app.listen({ host: "127.0.0.1", port: 0 });
  origin = `http://localhost:${(doors.app.server.address() as AddressInfo).port}`;
  return {
    world,
    doors,
    origin,
    operatorToken,
    async person(name) {
      const email = `${name.toLowerCase()}-${randomBytes(4).toString("hex")}@example.org`;
      const { person, cookie } = await signUp(world.platform, { name, email, password: "correct horse battery" });
      await createWorkspace(world.platform, person, { name: `${name}'s team` });
      const me = await resolveSession(world.platform, { cookie });
      if (!me) throw new Error("not signed in");
      return { cookie, email, ctx: contextFor(world.platform, me, undefined) };
    },
    async rpc(path, input, headers = {}) {
      const answer = await fetch(`${origin}/rpc/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin, ...headers },
        body: JSON.stringify({ json: input }),
      });
      const { json } = (await answer.json()) as { json: never };
      return { status: answer.status, body: json };
    },
    async close() {
      await doors.close();
      await world.close();
    },
  };
}

/** As the database's owner, for what no verb does. */
export async function onDatabase(url: string, statement: string, values: unknown[] = []): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select set_config('openvibe.workspace', '*', false)");
    await client.query(statement, values);
  } finally {
    await client.end();
  }
}

/** Does something while nobody else gets at the table; `waiting` says how many stand before it. */
export async function whileLocked(url: string, table: string, work: (waiting: () => Promise<number>) => Promise<void>): Promise<void> {
  const blocker = new Client({ connectionString: url });
  await blocker.connect();
  try {
    await blocker.query("begin");
    await blocker.query(`lock table ${table} in access exclusive mode`);
    const waiting = () => blocker.query(`${LOCK_WAITS} and relation = $1::regclass`, [table]);
    await work(async () => (await waiting()).rowCount ?? 0);
  } finally {
    await blocker.query("rollback");
    await blocker.end();
  }
}
