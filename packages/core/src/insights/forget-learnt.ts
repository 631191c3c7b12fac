import { and, eq, inArray, like } from "drizzle-orm";
import { leftLongAgo } from "../identity/index.ts";
import { write, type Context } from "../platform/index.ts";
import { insightCorrections, observations } from "./tables.ts";

/** What was learnt of people who left a month ago, and what they said of it themselves. A chore over all workspaces. */
export async function forgetLearnt(system: Context): Promise<void> {
  await write(system, "memory:write", async (tx) => {
    const former = leftLongAgo(tx.clockNow);
    await tx.db.delete(observations).where(and(eq(observations.subjectKind, "person"), inArray(observations.subjectId, former)));
    await tx.db
      .delete(insightCorrections)
      .where(and(like(insightCorrections.key, "person/%"), inArray(insightCorrections.correctedBy, former)));
  });
}
