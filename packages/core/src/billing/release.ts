import { inArray, sql } from "drizzle-orm";
import type { Tx } from "../platform/index.ts";
import type { Allowance, Release } from "./allowance.ts";
import { reservations } from "./tables.ts";

/** Money that a row of the database held, or a part of it. */
export type HeldPart = Pick<typeof reservations.$inferSelect, "id" | "amountMicros" | "budgetIds" | "onCredit">;

export const HELD = {
  id: reservations.id,
  amountMicros: reservations.amountMicros,
  budgetIds: reservations.budgetIds,
  onCredit: reservations.onCredit,
};

/** Lets go of what calls used and what is handed back. Says what was really let go of: a row may have expired. */
export async function release(tx: Tx, releases: readonly Release[], handedBack: readonly Allowance[]): Promise<HeldPart[]> {
  const closed = new Set(handedBack);
  const whole = releases.filter((each) => each.whole);
  const parts = releases.filter((each) => !each.whole && (each.micros > 0 || closed.has(each.allowance)));
  const [gone, fewer] = await Promise.all([
    whole.length === 0
      ? []
      : tx.db
          .delete(reservations)
          .where(
            inArray(
              reservations.id,
              whole.map(({ allowance }) => allowance.id),
            ),
          )
          .returning(HELD),
    parts.length === 0
      ? []
      : tx.db
          .update(reservations)
          .set({
            amountMicros: sql`${reservations.amountMicros} - back.micros`,
            // NOTE: nobody waits any more for what is free in it: nothing is.
            callId: sql`case when back.closed then ${reservations.id} else ${reservations.callId} end`,
          })
          .from(sql`unnest(${sql.param(parts.map(({ allowance }) => allowance.id))}::text[], ${sql.param(parts.map(({ micros }) => micros))}::bigint[],
            ${sql.param(parts.map(({ allowance }) => closed.has(allowance)))}::boolean[]) back (id, micros, closed)`)
          .where(sql`${reservations.id} = back.id`)
          .returning({ ...HELD, amountMicros: sql<number>`back.micros`.mapWith(Number) }),
  ]);
  return [...gone, ...fewer].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
