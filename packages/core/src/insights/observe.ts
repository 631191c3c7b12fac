import { and, eq } from "drizzle-orm";
import type { Tx } from "../platform/index.ts";
import { keepSure } from "./keep-sure.ts";
import type { SubjectKind, Trait, TRAITS } from "./model.ts";
import { observations } from "./tables.ts";

export interface Observation<Name extends Trait = Trait> {
  subjectKind: SubjectKind;
  subjectId: string;
  trait: Name;
  value: (typeof TRAITS)[Name][number];
  accepted: boolean;
}

/** Replaces what was seen in the same source before: a thumb that is taken back leaves nothing, in memories neither. */
export async function observe(tx: Tx, sourceId: string, seen: readonly Observation[]): Promise<void> {
  const { subjectKind, subjectId, trait, value } = observations;
  const before = await tx.db
    .delete(observations)
    .where(and(eq(observations.workspaceId, tx.workspaceId), eq(observations.sourceId, sourceId)))
    .returning({ subjectKind, subjectId, trait, value });
  const rows = seen.map((each) => ({ ...each, sourceId, workspaceId: tx.workspaceId, seenAt: tx.clockNow }));
  if (rows.length > 0) await tx.db.insert(observations).values(rows).onConflictDoNothing();
  await keepSure(tx, [...before, ...seen]);
}
