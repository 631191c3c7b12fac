import { inArray, sql } from "drizzle-orm";
import type { Tx } from "../platform/index.ts";
import type { Allowance, Release } from "./allowance.ts";
import { reservations } from "./tables.ts";

/** Money that a row of the database held, or a part of it. */
export type HeldPart = Pick<typeof reservations.$inferSelect, "id" | "amountMicros" | "budgetIds" | "onCredit">;

const { id, amountMicros, budgetIds, onCredit } = reservations;
export const HELD = { id, amountMicros, budgetIds, onCredit };

/**
 * Lets go of what calls used and what is handed back. Says what was really let go of: a row may have expired. What stays is written and not
 * what goes, so that it goes once, also where a commit was done of which nobody heard and all is written again.
 */
export async function release(tx: Tx, releases: readonly Release[], handedBack: readonly Allowance[]): Promise<HeldPart[]> {
  const closed = new Set(handedBack);
  const whole = releases.flatMap((each) => (each.whole ? [each.allowance.id] : []));
  const parts = releases.filter((each) => !each.whole && (each.micros > 0 || closed.has(each.allowance)));
  const column = (read: (part: Release) => unknown) => sql.param(parts.map(read));
  const ids = column(({ allowance }) => allowance.id);
  const stays = column(({ allowance, micros }) => allowance.heldMicros - micros);
  const [gone, fewer] = await Promise.all([
    whole.length === 0 ? [] : tx.db.delete(reservations).where(inArray(reservations.id, whole)).returning(HELD),
    parts.length === 0
      ? []
      : tx.db
          .update(reservations)
          .set({
            amountMicros: sql`least(was.held, back.stays)`,
            // NOTE: nobody waits any more for what is free in it: nothing is.
            callId: sql`case when back.closed then ${reservations.id} else ${reservations.callId} end`,
          })
          .from(sql`unnest(${ids}::text[], ${stays}::bigint[], ${column(({ allowance }) => closed.has(allowance))}::boolean[]) back (id, stays, closed)
            join (select id, amount_micros held from reservations where id = any(${ids}::text[]) for update) was using (id)`)
          .where(sql`${reservations.id} = back.id`)
          .returning({ ...HELD, amountMicros: sql<number>`was.held - ${reservations.amountMicros}`.mapWith(Number) }),
  ]);
  return [...gone, ...fewer].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
