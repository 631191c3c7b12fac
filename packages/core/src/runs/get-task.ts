import { AppError, requirePermission, type Context } from "../platform/index.ts";
import { getTaskRow, toTask } from "./internal.ts";
import type { ByTask, Task } from "./model.ts";

export async function getTask(ctx: Context, input: ByTask): Promise<Task> {
  requirePermission(ctx, "runs:read");
  return toTask(await getTaskRow(ctx, input.taskId));
}

/** With what it was given to do, for the module that gave it; undefined where no such task is left. */
export async function findTask(ctx: Context, { taskId }: ByTask): Promise<(Task & { input: unknown }) | undefined> {
  requirePermission(ctx, "runs:read");
  try {
    const row = await getTaskRow(ctx, taskId);
    return { ...toTask(row), input: row.input };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  }
}
