import { and, eq } from "drizzle-orm";
import { keepLearnt } from "../memory/index.ts";
import type { Tx } from "../platform/index.ts";
import { aboutOf, countObservations, keyOf, surely, type About } from "./list-insights.ts";
import { personSentence } from "./sentences.ts";
import { observations } from "./tables.ts";

/** From so many cases on, and so sure, agents are told. */
const LEAST_SEEN = 5;
const LEAST_SURE = 0.5;

/**
 * What is known well enough of a person becomes a memory of theirs, which agents are given where they are alone with them; what no longer is,
 * is forgotten. Only what has changed is looked at.
 */
export async function keepSure(tx: Tx, changed: readonly About[]): Promise<void> {
  const persons = Map.groupBy(
    changed.filter(({ subjectKind }) => subjectKind === "person"),
    ({ subjectId }) => subjectId,
  );
  for (const [memberId, about] of persons) {
    const own = and(
      eq(observations.workspaceId, tx.workspaceId),
      eq(observations.subjectKind, "person"),
      eq(observations.subjectId, memberId),
    );
    const counts = new Map((await countObservations(tx, own, 1)).map((row) => [keyOf(row), row]));
    for (const key of new Set(about.map(keyOf))) {
      const { accepted, sampleSize } = counts.get(key) ?? { accepted: 0, sampleSize: 0 };
      const liked = accepted * 2 >= sampleSize;
      const isSure = sampleSize >= LEAST_SEEN && surely(liked ? accepted : sampleSize - accepted, sampleSize) >= LEAST_SURE;
      const { trait, value } = aboutOf(key);
      await keepLearnt(tx, { memberId, key, text: isSure ? personSentence(trait, value, liked) : undefined });
    }
  }
}
