import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { AppError, messageOf } from "./errors.ts";
import { listenTo } from "./listening.ts";
import type { Logger } from "pino";
import { openReadLines } from "./read-lines.ts";
import { sendTogether } from "./send-together.ts";
import { buildersOver } from "./statements.ts";

/** Everything a statement can do; only a `Tx` carries one. */
export type WriteDb = NodePgDatabase;
/** Reading only: a write on it does not compile. */
export type ReadDb = Pick<NodePgDatabase, "select" | "selectDistinct" | "selectDistinctOn" | "$count" | "with">;

/** Binds no workspace: workspace tables look empty. */
export const NO_WORKSPACE = "";
/** Binds all workspaces: for followers, workers and sign-in alone. */
export const ALL_WORKSPACES = "*";

/** The role that serves requests: owns nothing, so row-level security always applies to it. */
export const APP_ROLE = "openvibe_app";

export interface Database {
  reader(workspaceId: string): ReadDb;
  transaction<T>(workspaceId: string, fn: (db: WriteDb, client: pg.PoolClient) => Promise<T>): Promise<T>;
  /** For better-auth, which brings its own statements: its connections never bind a workspace, so workspace tables stay empty there. */
  unbound(): WriteDb;
  /** A connection of its own for LISTEN; the caller ends it. */
  listen(channel: string, onNotice: (payload: string) => void): Promise<{ close(): Promise<void> }>;
  /** The payload is text of less than 8,000 bytes. */
  notify(channel: string, payload?: string): Promise<void>;
  close(): Promise<void>;
}

interface DatabaseOptions {
  url: string;
  maxConnections: number;
  log: Logger;
  /** Whether to act as `APP_ROLE`; false where the operator's database does not let us make roles. */
  useAppRole: boolean;
}

/** Writes nothing that must outlive a crash, so nobody waits for the disk. */
const NOTIFY = "select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)";
/** A lock on a row is a change too. */
const READS_ONLY = /^select (?!.* for (?:no key )?update)/s;
const firstWrites = new WeakMap<object, number>();
/** When the transaction of these builders sent its first change, by `performance.now()`: from then on it has a place in the event log. */
export const firstWriteOf = (db: object): number | undefined => firstWrites.get(db);

/** Statements are planned while a young table is small, and their plans kept: without this they would go on reading it whole as it grows. */
const SET_UP = "set enable_seqscan = off";
const MOST_READ_LINES = 6;
const MOST_READERS = 1_000;

export function openDatabase(options: DatabaseOptions): Database {
  // NOTE: a statement, because poolers take no startup options.
  const setUp = async (client: pg.ClientBase) => void (await client.query(options.useAppRole ? `${SET_UP}; set role ${APP_ROLE}` : SET_UP));
  // NOTE: the pool waits for it, which its types do not say.
  const onConnect = { onConnect: setUp };
  const connection = { connectionString: options.url, connectionTimeoutMillis: 10_000, application_name: "openvibe" };
  const onFault = (error: Error) => options.log.warn({ fault: messageOf(error) }, "an idle database connection broke");
  const openPool = (max: number) => {
    const opened = new pg.Pool({ ...connection, max, idleTimeoutMillis: 30_000, pipeline: true, ...onConnect });
    opened.on("error", onFault);
    // NOTE: a connection in use that breaks between two statements says so here; its next statement fails, and that is where it is handled.
    opened.on("connect", (client) => client.on("error", () => undefined));
    return opened;
  };
  const lineCount = Math.max(1, Math.min(MOST_READ_LINES, Math.floor(options.maxConnections / 3)));
  const lines = openReadLines(connection, { most: lineCount, onConnect: setUp, onFault });
  const pool = openPool(Math.max(1, options.maxConnections - lineCount));
  const bound = new WeakMap<pg.PoolClient, string>();

  /** Inside the transaction: where the binding is not made, no statement after it is taken either. */
  async function begin(client: pg.PoolClient, workspaceId: string): Promise<void> {
    const begun = client.query("begin");
    if (bound.get(client) === workspaceId) return void (await begun);
    bound.delete(client);
    await Promise.all([begun, client.query("select set_config('openvibe.workspace', $1, false)", [workspaceId])]);
  }

  async function connect(): Promise<pg.PoolClient> {
    try {
      return await pool.connect();
    } catch (cause) {
      throw new AppError("unavailable", `The database does not answer (${messageOf(cause)}). Try again in a moment.`, { cause });
    }
  }

  const readers = new Map<string, ReadDb>();
  function reader(workspaceId: string): ReadDb {
    const known = readers.get(workspaceId);
    if (known) return known;
    const made = buildersOver(lines.boundTo(workspaceId));
    if (readers.size >= MOST_READERS) readers.clear();
    readers.set(workspaceId, made);
    return made;
  }

  async function transaction<T>(workspaceId: string, fn: (db: WriteDb, client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await connect();
    let broken = false;
    let over = false;
    let fault: unknown;
    /** What the database says after a first failure is only that there was one. */
    const send = async <Result>(sent: Promise<Result>): Promise<Result> => {
      try {
        return await sent;
      } catch (error) {
        fault = isAborted(error) ? (fault ?? error) : error;
        throw fault;
      }
    };
    try {
      sendTogether(client);
      const begun = send(begin(client, workspaceId));
      begun.catch(() => undefined);
      // NOTE: what a failed change goes on with beside it must not reach the next change on this connection.
      const db: WriteDb = buildersOver(async (statement, values) => {
        if (over) throw new Error("a statement came for a transaction that is over");
        if (!firstWrites.has(db) && !READS_ONLY.test(statement.text)) firstWrites.set(db, performance.now());
        sendTogether(client);
        return send(client.query(statement, values));
      });
      const result = await fn(db, client);
      over = true;
      const { command } = await client.query("commit");
      if (command !== "COMMIT") throw new Error("a change was taken back: a statement of it failed, and it went on", { cause: fault });
      await begun;
      bound.set(client, workspaceId);
      return result;
    } catch (error) {
      over = true;
      broken = isConnectionFault(error);
      if (!broken) {
        bound.delete(client);
        await client.query("rollback").catch(() => {
          broken = true;
        });
      }
      if (isLost(error))
        throw new AppError("unavailable", "The connection to the database broke. Try again in a moment.", { cause: error });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  let unboundPool: pg.Pool | undefined;
  function unbound(): WriteDb {
    unboundPool ??= openPool(Math.min(4, options.maxConnections));
    return drizzle({ client: unboundPool });
  }

  return {
    reader,
    transaction,
    unbound,
    listen: (channel, onNotice) => listenTo(options.url, channel, onNotice, options.log),
    notify: async (channel, payload = "") => void (await pool.query({ name: "notify", text: NOTIFY, values: [channel, payload] })),
    close: async () => void (await Promise.all([lines.close(), pool.end(), unboundPool?.end()])),
  };
}

/** "The transaction is aborted": says nothing of why. */
const isAborted = (error: unknown) => sqlState(error) === "25P02";

function isConnectionFault(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code ?? "";
  return code.startsWith("08") || code.startsWith("57P") || code.startsWith("E") || /Connection terminated/.test(messageOf(error));
}

/** Of the connection itself; what a statement's code threw may be of files and disks. */
function isLost(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return /^(?:08\w{3}|57P0\d|EPIPE|ECONNRESET)$/.test(code) || message.startsWith("Connection terminated");
}

/** SQLSTATE of a database error, through Drizzle's wrapping. */
export function sqlState(error: unknown): string | undefined {
  const own = (error as { code?: unknown }).code;
  if (typeof own === "string" && own.length === 5) return own;
  const cause = (error as { cause?: unknown }).cause;
  return cause ? sqlState(cause) : undefined;
}
