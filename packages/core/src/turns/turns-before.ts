import { z } from "zod";
import type { Context } from "../platform/index.ts";
import { findTask } from "../runs/index.ts";

const GoesOn = z.object({ after: z.string().optional() });

/** A turn and those that it goes on from, the newest first: one that was stopped before it did anything knows nothing of those before it. */
export async function* turnsBefore(system: Context, taskId: string | undefined): AsyncGenerator<{ taskId: string; isAtWork: boolean }> {
  for (let id = taskId; id;) {
    const task = await findTask(system, { taskId: id });
    yield { taskId: id, isAtWork: task?.state === "running" };
    id = GoesOn.safeParse(task?.input).data?.after;
  }
}

/** What whoever goes on from this turn waits for: what was done is known once nobody works at it. */
export async function turnsAtWork(system: Context, taskId: string | undefined): Promise<{ task: string; allowFailure: true }[]> {
  const turns = await Array.fromAsync(turnsBefore(system, taskId));
  return turns.filter(({ isAtWork }) => isAtWork).map((each) => ({ task: each.taskId, allowFailure: true }));
}
