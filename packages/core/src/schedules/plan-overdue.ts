import { and, isNull, lt } from "drizzle-orm";
import { systemContext, write, type Context } from "../platform/index.ts";
import { planNext } from "./internal.ts";
import { LATE_MS } from "./run-schedule.ts";
import { schedules } from "./tables.ts";

/**
 * Those whose moment has come and gone get a task anew, as theirs may have failed or be gone; of two, the first to run finds the moment in the
 * row. A chore over all workspaces.
 */
export async function planOverdue({ db, platform }: Context): Promise<void> {
  const before = new Date(platform.clock.now().getTime() - LATE_MS);
  const isOverdue = and(isNull(schedules.removedAt), isNull(schedules.pausedAt), lt(schedules.nextAt, before));
  for (const row of await db.select().from(schedules).where(isOverdue))
    await write(systemContext(platform, row.workspaceId), "schedules:write", (tx) => planNext(tx, row));
}
