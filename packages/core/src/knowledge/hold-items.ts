import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "../platform/index.ts";
import { contextItems } from "./tables.ts";

/** Which of them are there; none of those goes before the transaction ends: for what repeats them. */
export async function holdContextItems(tx: Tx, itemIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (itemIds.length === 0) return new Set();
  const rows = await tx.db
    .select({ id: contextItems.id })
    .from(contextItems)
    .where(and(eq(contextItems.workspaceId, tx.workspaceId), inArray(contextItems.id, [...itemIds])))
    .orderBy(contextItems.id)
    .for("key share");
  return new Set(rows.map(({ id }) => id));
}
