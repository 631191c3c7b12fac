import type { Client } from "pg";
import { AppError } from "./errors.ts";

const PROBE = "openvibe.probe";

/**
 * Refuses a pooler that hands a connection to somebody else after each transaction: workspaces are kept apart by what a session is bound to.
 * `first` sets a mark and looks for it, then `second` opens a transaction. Such a pooler either takes turns, so that `first` does not find it,
 * or gives `second` the connection that was free last, mark and all. Both clients are fresh ones.
 */
export async function requireSessions(first: Client, second: Client): Promise<void> {
  await first.query(`select set_config('${PROBE}', 'first', false)`);
  const own = await markOf(first);
  // One that pools by statement refuses transactions.
  const isOpen = await second.query("begin").then(
    () => true,
    () => false,
  );
  const foreign = await markOf(second);
  await second.query("rollback").catch(() => undefined);
  if (own !== "first" || foreign !== "" || !isOpen)
    throw new AppError(
      "unavailable",
      "DATABASE_URL leads to a pooler that shares connections between transactions (PgBouncer's pool_mode transaction or statement). " +
        "OpenVibe keeps workspaces apart by session: use the database's own address, or a pool with pool_mode session.",
    );
}

async function markOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ mark: string | null }>(`select current_setting('${PROBE}', true) as mark`);
  return rows[0]?.mark ?? "";
}
