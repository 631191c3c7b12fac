import { and, eq, ne } from "drizzle-orm";
import { eraseMessage } from "../chat/index.ts";
import type { Tx } from "../platform/index.ts";
import { tellChanged } from "./internal.ts";
import { scheduleRuns, schedules } from "./tables.ts";

/** Schedules that were made of a message stop when its words are taken back, and what they said is gone, also where they asked in the thread. */
export async function forgetSchedulesOf(system: Tx, messageId: string): Promise<void> {
  const { workspaceId, clockNow: now } = system;
  const because = "The message that it was made of was deleted. Write what is to be done, then resume it.";
  const gone = { title: "Deleted schedule", instructions: "", nextAt: null, pausedAt: now, pausedBecause: because, changedAt: now };
  const made = and(eq(schedules.workspaceId, workspaceId), eq(schedules.madeFrom, messageId), ne(schedules.instructions, ""));
  for (const row of await system.db.update(schedules).set(gone).where(made).returning()) {
    const runs = await system.db
      .select({ messageId: scheduleRuns.messageId })
      .from(scheduleRuns)
      .where(eq(scheduleRuns.scheduleId, row.id));
    for (const run of runs) if (run.messageId !== null) await eraseMessage(system, run.messageId, () => undefined);
    await tellChanged(system, row, row.removedAt !== null);
  }
}
