import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../platform/index.ts";

const TALK = 1_768_842_868;

/**
 * A condition that holds once nobody else changes the message or thread of this id. A lock on a row gives a transaction its place in the log,
 * and whoever waits for a second row with a place already is told of before those it waited for; this lock gives none.
 */
export const isHeld = (id: string): SQL => sql`(select ${lockOf(sql`${id}::text`)}::text) is not null`;

/** The same for several at once, always in the same order. */
export async function hold(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.db.execute(sql`select ${lockOf(sql`id`)} from unnest(${sql.param(ids.toSorted())}::text[]) as id`);
}

const lockOf = (id: SQL): SQL => sql`pg_advisory_xact_lock(${sql.raw(String(TALK))}, hashtext(${id}))`;
