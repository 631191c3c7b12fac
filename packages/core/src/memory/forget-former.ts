import { and, eq, inArray } from "drizzle-orm";
import { leftLongAgo } from "../identity/index.ts";
import { write, type Context } from "../platform/index.ts";
import { memories } from "./tables.ts";

/** What was theirs alone, of people who left a month ago: nobody else ever saw it. A chore over all workspaces. */
export async function forgetFormer(system: Context): Promise<void> {
  await write(system, "memory:write", async (tx) => {
    await tx.db.delete(memories).where(and(eq(memories.scope, "person"), inArray(memories.scopeId, leftLongAgo(tx.clockNow))));
  });
}
