import { and, eq, inArray, isNotNull, lte, ne, sql } from "drizzle-orm";
import { ChatEvents } from "../chat/index.ts";
import { defineFollower, on, write, type Context, type Tx } from "../platform/index.ts";
import { lockMemory, tell, toMemory } from "./internal.ts";
import { MemoryEvents, type ByMemory, type Memory } from "./model.ts";
import { memories } from "./tables.ts";

const BATCH = 500;

/** Gone for good, with everything that it replaced. */
export function forgetMemory(ctx: Context, { memoryId }: ByMemory): Promise<void> {
  return write(ctx, "memory:write", async (tx) => forgetThese(tx, [await lockMemory(tx, memoryId)]));
}

export async function forgetThese(tx: Tx, doomed: readonly Memory[], why?: "replaced"): Promise<void> {
  const earlier = await deleteAll(
    tx,
    doomed.map(({ id }) => id),
  );
  const told = why === "replaced" ? MemoryEvents.MemoryCorrected : MemoryEvents.MemoryForgotten;
  for (const memory of doomed) await tell(tx, told, memory, why);
  for (const memory of earlier) await tell(tx, MemoryEvents.MemoryForgotten, memory, "replaced");
}

/** With what they replaced, and what that replaced before: which those were. */
async function deleteAll(tx: Tx, doomed: readonly string[]): Promise<Memory[]> {
  const replaced: Memory[] = [];
  for (let ids = [...doomed]; ids.length > 0;) {
    const earlier = await tx.db.select().from(memories).where(inArray(memories.supersededBy, ids));
    await tx.db.delete(memories).where(inArray(memories.id, ids));
    replaced.push(...earlier.map(toMemory));
    ids = earlier.map(({ id }) => id);
  }
  return replaced;
}

/** Over all workspaces bound: what was to be known only until a time, with what it replaced. Recall leaves it out from that moment on. */
export async function forgetExpired(ctx: Context): Promise<void> {
  for (let more = true; more;) {
    more = await write(ctx, "memory:write", async (tx) => {
      const due = and(isNotNull(memories.expiresAt), lte(memories.expiresAt, tx.clockNow));
      const gone = await tx.db.select({ id: memories.id }).from(memories).where(due).orderBy(memories.id).limit(BATCH).for("update");
      await deleteAll(
        tx,
        gone.map(({ id }) => id),
      );
      return gone.length === BATCH;
    });
  }
}

/** What a message was taken as goes with the message, unless another one says it too. */
export const memoryFollower = defineFollower("memory", [
  on(ChatEvents.MessageDeleted, async (tx, { payload: { id } }) => {
    const from = and(eq(memories.workspaceId, tx.workspaceId), eq(memories.sourceKind, "message"), eq(memories.sourceId, id));
    const rows = await tx.db.select().from(memories).where(from).for("update");
    for (const row of rows) await handOn(tx, toMemory(row));
    await forgetThese(tx, rows.map(toMemory));
  }),
]);

/** What stands behind it, as another message says the same, takes its place. */
async function handOn(tx: Tx, { id, text, importance, expiresAt, supersededBy }: Memory): Promise<void> {
  const behind = and(eq(memories.supersededBy, id), eq(memories.text, text), eq(memories.sourceKind, "message"));
  const [heir] = await tx.db.select().from(memories).where(behind).orderBy(memories.id).limit(1).for("update");
  if (!heir) return;
  const place = { importance, expiresAt, supersededBy, xid: sql`pg_current_xact_id()` };
  await tx.db.update(memories).set(place).where(eq(memories.id, heir.id));
  await tx.db
    .update(memories)
    .set({ supersededBy: heir.id, xid: sql`pg_current_xact_id()` })
    .where(and(behind, ne(memories.id, heir.id)));
  await tell(tx, MemoryEvents.MemoryRemembered, { ...toMemory(heir), ...place });
}
