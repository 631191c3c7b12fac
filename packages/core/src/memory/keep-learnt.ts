import { and, eq, isNull } from "drizzle-orm";
import { SYSTEM, write, type Context } from "../platform/index.ts";
import { forgetThese } from "./forget-memory.ts";
import { toMemory } from "./internal.ts";
import { remember } from "./remember.ts";
import { memories } from "./tables.ts";

/** What was learnt about a person, as a memory of theirs; a newer text replaces it, and without one it is forgotten. */
export function keepLearnt(ctx: Context, input: { memberId: string; key: string; text: string | undefined }): Promise<void> {
  return write(ctx, "memory:write", async (tx) => {
    const { memberId, key, text } = input;
    const own = and(eq(memories.workspaceId, tx.workspaceId), eq(memories.scope, "person"), eq(memories.scopeId, memberId));
    const from = and(own, eq(memories.sourceKind, "insight"), eq(memories.sourceId, key));
    const [row] = await tx.db
      .select()
      .from(memories)
      .where(and(from, isNull(memories.supersededBy)))
      .for("update");
    // What its person has put right is not counted over.
    const isTheirs = row !== undefined && row.authorId !== SYSTEM.id && tx.actor.kind === "system";
    if (row?.text === text || isTheirs) return;
    if (row) await forgetThese(tx, [toMemory(row)], "replaced");
    if (text !== undefined) await remember(tx, { text, scope: "person", memberId, importance: "low" }, { insight: key });
  });
}
