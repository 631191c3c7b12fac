import { eq } from "drizzle-orm";
import { AppError, write, type Context } from "../platform/index.ts";
import { reviveDependants } from "./dependants.ts";
import { announce, getTaskRow, lockTaskRow, toTask } from "./internal.ts";
import type { ByTask, Task } from "./model.ts";
import { next, orderAt, PRIORITIES } from "./states.ts";
import { tasks } from "./tables.ts";

/**
 * Gives a failed task all its attempts again; its finished steps stay finished, and what was cancelled because of it waits for it again. Never what a
 * message asked for: it is done with the rights of whoever wrote that, and goes on in its thread, where who has it go on is known.
 */
export function retryTask(ctx: Context, input: ByTask): Promise<Task> {
  return write(ctx, "runs:write", async (tx) => {
    const row = await lockTaskRow(tx, input.taskId);
    if (row.forgotten) throw new AppError("conflict", "What this task was about was deleted. Ask for it anew.");
    if (row.aboutMessageId !== null)
      throw new AppError("conflict", "This was asked for in a conversation. Have the answer go on there, or ask for it again.");
    await tx.db
      .update(tasks)
      .set({
        state: next(row.state, "retried"),
        attempt: 0,
        lost: 0,
        error: null,
        endedAt: null,
        runAt: null,
        orderAt: orderAt(tx.clockNow, PRIORITIES[row.priority] ?? "normal"),
      })
      .where(eq(tasks.id, row.id));
    const revived = await reviveDependants(tx, row.id);
    await announce(tx, [row, ...revived], "caller");
    tx.afterCommit(() => tx.platform.wakeups.wake());
    return toTask(await getTaskRow(tx, row.id));
  });
}
