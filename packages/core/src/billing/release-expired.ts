import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { systemContext, write, type Context, type Tx } from "../platform/index.ts";
import { closeBooks, count, letGoIn, openBooks, termsOf, type Terms } from "./books.ts";
import { keepRecords } from "./ending.ts";
import { endingsOf } from "./lost.ts";
import { budgets, reservations } from "./tables.ts";

const AT_ONCE = 500;

/** What calls of these tasks hold goes to the next who is refused, unless a living process holds on to it. */
export async function expireHoldsOf(tx: Tx, taskIds: readonly string[]): Promise<void> {
  const ofTasks = tx.db
    .select({ id: budgets.id })
    .from(budgets)
    .where(and(eq(budgets.scope, "task"), inArray(budgets.subjectId, [...taskIds])));
  await tx.db
    .update(reservations)
    .set({ expiresAt: new Date(0) })
    .where(sql`${reservations.budgetIds} && array(${ofTasks})`);
}

/** Lets go of what was held by processes that died, and books what their calls had sent. Says how many reservations that were. */
export async function releaseExpired(ctx: Context): Promise<number> {
  const due = await ctx.db
    .selectDistinct({ workspaceId: reservations.workspaceId })
    .from(reservations)
    .where(lt(reservations.expiresAt, ctx.platform.clock.now()));
  let released = 0;
  for (const { workspaceId } of due) {
    const system = systemContext(ctx.platform, workspaceId);
    const terms = await termsOf(system);
    released += await write(system, "billing:manage", (tx) => releaseIn(tx, terms));
  }
  return released;
}

async function releaseIn(tx: Tx, terms: Terms): Promise<number> {
  const dead = tx.db
    .select({ id: reservations.id })
    .from(reservations)
    .where(lt(reservations.expiresAt, tx.clockNow))
    .limit(AT_ONCE)
    .for("update", { skipLocked: true });
  const gone = await tx.db.delete(reservations).where(inArray(reservations.id, dead)).returning();
  if (gone.length === 0) return 0;
  const counted = await keepRecords(tx, endingsOf(gone));
  const books = await openBooks(tx, terms, { endings: counted, holdings: [], allotments: [], gone });
  for (const each of gone) letGoIn(books, each);
  for (const ending of counted) count(books, ending);
  await closeBooks(tx, books, counted, []);
  return gone.length;
}
