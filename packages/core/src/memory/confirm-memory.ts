import { eq, sql } from "drizzle-orm";
import { AppError, isByHand, write, type Context } from "../platform/index.ts";
import { lockCurrent, tell } from "./internal.ts";
import { MemoryEvents, type ByMemory, type Memory } from "./model.ts";
import { memories } from "./tables.ts";

/**
 * A person stands by what somebody who left, or may do less by now, or a program wrote: the words are theirs from here on, and agents that are
 * given them ask no more often than with words of that person. What a message says stays its author's.
 */
export function confirmMemory(ctx: Context, { memoryId }: ByMemory): Promise<Memory> {
  return write(ctx, "memory:write", async (tx) => {
    if (!isByHand(tx.actor)) throw new AppError("forbidden", "Only a person confirms a memory, signed in with the browser.");
    const before = await lockCurrent(tx, memoryId);
    if (before.sourceKind === "message")
      throw new AppError("bad_request", "This is what a message says. Write it in words of your own instead.");
    const set = { authorId: tx.actor.id, byProgram: false };
    await tx.db
      .update(memories)
      .set({ ...set, xid: sql`pg_current_xact_id()` })
      .where(eq(memories.id, memoryId));
    const memory: Memory = { ...before, ...set };
    await tell(tx, MemoryEvents.MemoryCorrected, memory);
    return memory;
  });
}
