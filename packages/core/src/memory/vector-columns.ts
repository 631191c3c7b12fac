import { sql } from "drizzle-orm";
import pg from "pg";
import { sqlState, systemContext, type Context, type Platform } from "../platform/index.ts";

const LOCK = 7_291_007;
const TABLES = ["memory_vectors", "search_vectors"] as const;

/** The signed bytes of a stored vector as numbers; the scale is left out, so that they stay whole. */
const FUNCTION = `create or replace function openvibe_vector(bytes bytea) returns vector language sql immutable strict parallel safe as $$
  select array_agg(((get_byte(bytes, at) + 128) % 256 - 128)::real order by at)::real[]::vector from generate_series(0, length(bytes) - 1) at
$$`;

/**
 * Where the database has pgvector and lets us use it, stored vectors are there as a column of its type too, and nearest ones are looked for in the
 * database. Says whether they are. For the account that owns the tables, after the migrations.
 */
export async function addVectorColumns(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: "openvibe-migrate" });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_available_extensions where name = 'vector'");
    if (!rowCount) return false;
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query("create extension if not exists vector");
    await client.query(FUNCTION);
    for (const table of TABLES)
      await client.query(
        `alter table ${table} add column if not exists meaning vector generated always as (openvibe_vector(vector)) stored`,
      );
    return true;
  } catch (error) {
    // NOTE: the extension is there, and the operator's account may not create it.
    if (sqlState(error) === "42501") return false;
    throw error;
  } finally {
    await client.end();
  }
}

const asked = new WeakMap<Platform, Promise<boolean>>();

/** Whether vectors are compared in the database. */
export function hasVectorColumns({ platform, workspaceId }: Context): Promise<boolean> {
  const known = asked.get(platform);
  if (known) return known;
  const found = systemContext(platform, workspaceId)
    .db.select({ name: sql<string>`attname` })
    .from(sql`pg_attribute`)
    .where(sql`attrelid = 'memory_vectors'::regclass and attname = 'meaning' and not attisdropped`)
    .then((rows) => rows.length > 0);
  asked.set(platform, found);
  found.catch(() => asked.delete(platform));
  return found;
}
