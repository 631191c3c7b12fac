import { write, type Context } from "../platform/index.ts";
import { ownWords } from "./tables.ts";

/** What this message of an agent says comes of our own words, and of people's in its thread: who reads it is no further from them than before. */
export function vouchFor(ctx: Context, messageId: string): Promise<void> {
  return write(ctx, "chat:write", async (tx) => {
    await tx.db.insert(ownWords).values({ messageId, workspaceId: tx.workspaceId }).onConflictDoNothing();
  });
}
