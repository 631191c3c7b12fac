import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { APP_ROLE } from "./database.ts";
import { AppError, messageOf } from "./errors.ts";
import { requireSessions } from "./require-sessions.ts";

const MIGRATIONS = join(import.meta.dirname, "../../migrations");
const LOCK = 7_291_004;
const OLDEST = 150_000;

/** Brings the database to the present schema, one process at a time. Says whether requests can run as `APP_ROLE`. */
export async function migrateDatabase(url: string): Promise<{ useAppRole: boolean }> {
  const [client, beside] = [openClient(url), openClient(url)];
  try {
    await client.connect();
    await beside.connect();
  } catch (cause) {
    await Promise.allSettled([client.end(), beside.end()]);
    throw new AppError(
      "unavailable",
      `DATABASE_URL does not lead to a database that answers (${messageOf(cause)}). Check the host, the port, the name and the password.`,
      { cause },
    );
  }
  try {
    const version = Number((await client.query<{ v: string }>("select current_setting('server_version_num') v")).rows[0]?.v);
    if (version < OLDEST)
      throw new AppError("unavailable", `This PostgreSQL is version ${Math.floor(version / 10_000)}; OpenVibe needs 15 or newer.`);
    await requireSessions(client, beside);
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query("select set_config('openvibe.workspace', '*', false)");
    await migrate(drizzle({ client }), { migrationsFolder: MIGRATIONS });
    return { useAppRole: await grantToAppRole(client) };
  } finally {
    await Promise.all([client.end(), beside.end()]);
  }
}

function openClient(url: string): pg.Client {
  const client = new pg.Client({ connectionString: url, application_name: "openvibe-migrate", connectionTimeoutMillis: 10_000 });
  // NOTE: a connection that breaks says so here as well as to the statement that needed it.
  client.on("error", () => undefined);
  return client;
}

async function grantToAppRole(client: pg.Client): Promise<boolean> {
  const role = pg.escapeIdentifier(APP_ROLE);
  const known = await client.query("select 1 from pg_roles where rolname = $1", [APP_ROLE]);
  try {
    if (known.rowCount === 0) {
      await client.query(`create role ${role} nologin noinherit`);
      await client.query(`grant ${role} to current_user`);
    }
    await client.query(`grant usage on schema public to ${role}`);
    await client.query(`grant select, insert, update, delete on all tables in schema public to ${role}`);
    await client.query(`grant usage, select on all sequences in schema public to ${role}`);
    return true;
  } catch (error) {
    // 42501: the operator's account may not make roles. FORCE ROW LEVEL SECURITY holds for a plain owner, but not for a superuser, who could have made one.
    if ((error as { code?: string }).code === "42501" || (error as { code?: string }).code === "42710") return false;
    throw error;
  }
}
