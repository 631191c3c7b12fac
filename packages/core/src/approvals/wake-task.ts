import { z } from "zod";
import { actAs, AppError, SYSTEM, type Tx } from "../platform/index.ts";
import { addTasks, answerTask, defineTask, findTask, type TaskState } from "../runs/index.ts";
import type { ApprovalRow } from "./internal.ts";

/** What a waiting task asks; how it was decided is read from the approval itself, never from an answer. */
export const questionOf = (approvalId: string): string => `Waits for a person to allow or refuse ${approvalId}`;

/** The task that waits goes on. It may be about to wait only: then a task of its own wakes it a moment later. */
export async function wakeTask(tx: Tx, { id, taskId, channelId }: Pick<ApprovalRow, "id" | "taskId" | "channelId">): Promise<void> {
  const system = actAs(tx, SYSTEM);
  const task = await findTask(system, { taskId });
  if (!task || OVER.has(task.state)) return;
  if (task.question === questionOf(id)) {
    await answerTask(system, { taskId, answer: { approvalId: id } });
    return;
  }
  const input = { taskId, approvalId: id };
  await addTasks(system, [
    {
      kind: wakingTask.kind,
      input,
      channelId,
      uniqueKey: `wake/${id}`,
      priority: "high",
      maxAttempts: 12,
      backoffMs: 200,
      announce: false,
    },
  ]);
}

export const wakingTask = defineTask({
  kind: "approvals.wake",
  input: z.object({ taskId: z.string(), approvalId: z.string() }),
  async run(run, { taskId, approvalId }) {
    const task = await findTask(run.ctx, { taskId });
    if (!task || OVER.has(task.state)) return;
    if (task.question === questionOf(approvalId)) await answerTask(run.ctx, { taskId, answer: { approvalId } });
    // Beyond this it found the decision by itself, as it looks before it waits.
    else if (task.question === null && run.attempt < 12) throw new AppError("conflict", "The task does not wait yet.");
  },
});

/** Whether it will never do what it asks for. */
export async function isDead(tx: Tx, taskId: string): Promise<boolean> {
  const task = await findTask(actAs(tx, SYSTEM), { taskId });
  return task !== undefined && DEAD.includes(task.state);
}

export const DEAD: readonly TaskState[] = ["failed", "cancelled"];
const OVER: ReadonlySet<TaskState> = new Set(["done", ...DEAD]);
