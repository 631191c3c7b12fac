import { and, eq } from "drizzle-orm";
import { callsOfTasks } from "../billing/index.ts";
import { getMessage } from "../chat/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import { tasksAbout } from "../runs/index.ts";
import { toolCallsOf } from "../turns/index.ts";
import { answerTask } from "./answer.ts";
import type { ByMessage, HowAnswered } from "./model.ts";
import { answers } from "./tables.ts";

/** How an answer came to be, over all turns that it took: the models that were asked, what it cost, and the tools that were called. Null for what is no answer. */
export async function explainAnswer(ctx: Context, { messageId }: ByMessage): Promise<HowAnswered | null> {
  requirePermission(ctx, "agents:read");
  const { createdAt } = await getMessage(ctx, { messageId });
  const [answer] = await ctx.db
    .select({ taskId: answers.taskId, questionId: answers.questionId, run: answers.run })
    .from(answers)
    .where(and(eq(answers.messageId, messageId), eq(answers.workspaceId, ctx.workspaceId)));
  if (!answer || answer.taskId === "") return null;
  const known = await tasksAbout(ctx, { kind: answerTask.kind, messageId: answer.questionId });
  const taskIds = [...new Set([...known.map(({ id }) => id), answer.taskId])];
  const [{ usage: _, tasks: turns, ...calls }, { uses: tools, tainted }] = await Promise.all([
    callsOfTasks(ctx, taskIds),
    toolCallsOf(ctx, taskIds),
  ]);
  // NOTE: its first turn was asked for before its message was there; those after it are kept longer.
  const isWhole = answer.run === 1 || known.some((task) => task.createdAt <= createdAt);
  return { ...calls, turns, isWhole, tools, tainted };
}
