import { getMessage } from "../chat/index.ts";
import { defineTool, named, said, type Context, type Tool } from "../platform/index.ts";
import { cancelTask } from "./cancel-task.ts";
import { getTask } from "./get-task.ts";
import { listTasks } from "./list-tasks.ts";
import { ByTask, ListTasks } from "./model.ts";
import { retryTask } from "./retry-task.ts";

const taskNamed = (ctx: Context, taskId: string) =>
  named(taskId, async () => {
    const { kind, aboutMessageId } = await getTask(ctx, { taskId });
    const message = aboutMessageId === null ? undefined : await getMessage(ctx, { messageId: aboutMessageId });
    return { name: message?.text || kind, quotes: [aboutMessageId] };
  });

export const runsTools: readonly Tool[] = [
  defineTool({
    name: "runs_list_tasks",
    title: "List tasks",
    description: "Tasks of agents and of the platform, the latest first.",
    input: ListTasks,
    permission: "runs:read",
    effect: "read",
    says: () => "Lists tasks",
    run: (ctx, input) => listTasks(ctx, input),
  }),
  defineTool({
    name: "runs_get_task",
    title: "Look at a task",
    description: "How one task stands.",
    input: ByTask,
    permission: "runs:read",
    effect: "read",
    says: async ({ taskId }, ctx) => said`Looks at the task ${await taskNamed(ctx, taskId)}`,
    run: (ctx, input) => getTask(ctx, input),
  }),
  defineTool({
    name: "runs_cancel_task",
    title: "Cancel a task",
    description: "Stops a task that was asked for, and what depends on it; work of the platform itself goes on.",
    input: ByTask,
    permission: "runs:write",
    effect: "write",
    says: async ({ taskId }, ctx) => said`Cancels the task ${await taskNamed(ctx, taskId)} and what depends on it`,
    run: (ctx, input) => cancelTask(ctx, input),
  }),
  defineTool({
    name: "runs_retry_task",
    title: "Try a task again",
    description: "Runs a failed task of a build or of the platform once more. What a message asked for is asked for again in its thread.",
    input: ByTask,
    permission: "runs:write",
    effect: "write",
    says: async ({ taskId }, ctx) => said`Tries the task ${await taskNamed(ctx, taskId)} again`,
    run: (ctx, input) => retryTask(ctx, input),
  }),
];
