import { callsOfTasks, type TaskCalls } from "../billing/index.ts";
import { settled } from "../gateway/index.ts";
import { systemContext, type Context } from "../platform/index.ts";

/** The model calls of a task, once those that have ended are in the books. */
export async function bookedCalls({ platform, workspaceId }: Context, taskId: string): Promise<TaskCalls> {
  await settled(platform);
  return callsOfTasks(systemContext(platform, workspaceId), [taskId]);
}
