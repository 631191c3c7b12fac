import { eq, sql } from "drizzle-orm";
import { isProgram, isTx, newId, write, type Context } from "../platform/index.ts";
import { meaningsOf } from "./embedding.ts";
import { lockCurrent, requireAhead, tell } from "./internal.ts";
import { CorrectMemory, MemoryEvents, type Memory } from "./model.ts";
import { insertMemory, setAside } from "./remember.ts";
import { memories } from "./tables.ts";

/** A new text makes a new memory that holds instead; how much it matters and until when is changed where it stands. */
export async function correctMemory(ctx: Context, input: CorrectMemory, { taskId }: { taskId?: string } = {}): Promise<Memory> {
  const { memoryId, text, ...changes } = CorrectMemory.parse(input);
  const meaning = text === undefined || isTx(ctx) ? undefined : await meaningsOf(ctx, [text], undefined, { taskId });
  return write(ctx, "memory:write", async (tx) => {
    if (changes.expiresAt) requireAhead(tx, changes.expiresAt);
    const before = await lockCurrent(tx, memoryId);
    const importance = changes.importance ?? before.importance;
    const expiresAt = changes.expiresAt === undefined ? before.expiresAt : changes.expiresAt;
    let memory: Memory = { ...before, importance, expiresAt };
    if (text === undefined || text === before.text) {
      await tx.db
        .update(memories)
        .set({ importance, expiresAt, xid: sql`pg_current_xact_id()` })
        .where(eq(memories.id, memoryId));
    } else {
      const written = { text, authorId: tx.actor.id, byProgram: isProgram(tx.actor), createdAt: tx.clockNow };
      memory = { ...memory, ...written, id: newId("rem", tx.clockNow.getTime()) };
      // What a person puts in words of their own stays when the message is deleted that it was first taken from.
      if (tx.actor.kind === "person" && before.sourceKind === "message") memory = { ...memory, sourceKind: "written", sourceId: null };
      await insertMemory(tx, memory, meaning);
      await setAside(tx, before, memory.id);
    }
    await tell(tx, MemoryEvents.MemoryCorrected, memory);
    return memory;
  });
}
