import { and, asc, eq } from "drizzle-orm";
import { requirePermission, type Context } from "../platform/index.ts";
import { seenTasks, toTask } from "./internal.ts";
import type { Task } from "./model.ts";
import { tasks } from "./tables.ts";

/** The tasks of a kind that are about a message, the oldest first, as long as they are kept. */
export async function tasksAbout(ctx: Context, { kind, messageId }: { kind: string; messageId: string }): Promise<Task[]> {
  requirePermission(ctx, "runs:read");
  const about = and(eq(tasks.workspaceId, ctx.workspaceId), eq(tasks.aboutMessageId, messageId), eq(tasks.kind, kind));
  const rows = await ctx.db
    .select()
    .from(tasks)
    .where(and(about, seenTasks(ctx)))
    .orderBy(asc(tasks.id));
  return rows.map(toTask);
}
