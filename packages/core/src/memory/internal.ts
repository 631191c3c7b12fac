import { and, eq, sql } from "drizzle-orm";
import { emitAbout } from "../chat/index.ts";
import { AppError, emit, requirePermission, type EventDefinition, type Tx } from "../platform/index.ts";
import type { Meaning } from "./embedding.ts";
import { type Memory, type MemoryScope, type ToldMemory } from "./model.ts";
import { inSight, sightOf } from "./sight.ts";
import { memories, memoryVectors } from "./tables.ts";

export function toMemory(row: typeof memories.$inferSelect): Memory {
  const { workspaceId: _, language: __, lexemes: ___, xid: ____, ...memory } = row;
  return memory;
}

/** What is one's own is everybody's right; what others recall needs a member. */
export const rightFor = (scope: MemoryScope) => (scope === "person" ? "memory:write" : "memory:share");

/** The memory, held until the transaction ends. What the actor may not see is not there for it; what something holds instead of is no more to be changed. */
export async function lockCurrent(tx: Tx, id: string): Promise<Memory> {
  const memory = await lockMemory(tx, id);
  if (memory.supersededBy === null) return memory;
  throw new AppError("conflict", "This has been replaced meanwhile. Look at what holds now, and change that.");
}

/** The same, replaced or not. */
export async function lockMemory(tx: Tx, id: string): Promise<Memory> {
  const [row] = await tx.db
    .select()
    .from(memories)
    .where(and(eq(memories.id, id), inSight(tx, sightOf(tx))))
    .for("update", { of: memories });
  if (!row) throw new AppError("not_found", "There is no such memory in this workspace.");
  requirePermission(tx, rightFor(row.scope));
  return toMemory(row);
}

/** To the person whose it is, to the readers of the channel that it comes from, or to everybody. */
export function tell(tx: Tx, event: EventDefinition<ToldMemory>, memory: Memory, why?: "replaced"): Promise<void> {
  const { id: memoryId, scope, scopeId, importance, channelId, sourceKind, sourceId } = memory;
  const insight = sourceKind === "insight" && why === undefined ? sourceId : null;
  const told = { memoryId, scope, scopeId, importance, insight };
  return scope === "person" && scopeId !== null ? emit(tx, event, told, { memberId: scopeId }) : emitAbout(tx, channelId, event, told);
}
/** Beside what other models make of it. */
export async function keepVectors(tx: Tx, ids: readonly string[], meaning: Meaning): Promise<void> {
  const { model, dimensions, vectors } = meaning;
  const rows = ids.flatMap((memoryId, place) => {
    const vector = vectors[place];
    if (!vector) return [];
    const { bytes, scale } = vector;
    return [{ memoryId, workspaceId: tx.workspaceId, model, dimensions, vector: Buffer.from(bytes.buffer), scale }];
  });
  if (rows.length === 0) return;
  const { vector, scale } = memoryVectors;
  await tx.db
    .insert(memoryVectors)
    .values(rows)
    .onConflictDoUpdate({
      target: [memoryVectors.memoryId, memoryVectors.model],
      set: { vector: sql`excluded.${sql.identifier(vector.name)}`, scale: sql`excluded.${sql.identifier(scale.name)}`, dimensions },
    });
}

export function requireAhead(tx: Tx, expiresAt: Date): void {
  if (expiresAt <= tx.clockNow)
    throw new AppError("bad_request", "That day is over: it would be forgotten at once. Choose a later one.", {
      details: { field: "expiresAt" },
    });
}
