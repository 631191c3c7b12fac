import { and, eq } from "drizzle-orm";
import type { Context } from "../platform/index.ts";
import { taskSteps } from "./tables.ts";

/** What a task's journal holds, by the names of its steps; nothing of one that is forgotten. */
export async function stepsOf(ctx: Context, taskId: string): Promise<Map<string, unknown>> {
  const rows = await ctx.db
    .select({ name: taskSteps.name, result: taskSteps.result })
    .from(taskSteps)
    .where(and(eq(taskSteps.taskId, taskId), eq(taskSteps.workspaceId, ctx.workspaceId)));
  return new Map(rows.map(({ name, result }) => [name, result]));
}
