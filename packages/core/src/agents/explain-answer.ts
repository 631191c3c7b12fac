import { and, eq } from "drizzle-orm";
import { callsOfTask } from "../billing/index.ts";
import { getMessage } from "../chat/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import { toolCallsOf } from "../turns/index.ts";
import type { ByMessage, HowAnswered } from "./model.ts";
import { answers } from "./tables.ts";

/** How an answer came to be: the models that were asked, what it cost, and the tools that were called. Null for what is no answer. */
export async function explainAnswer(ctx: Context, { messageId }: ByMessage): Promise<HowAnswered | null> {
  requirePermission(ctx, "agents:read");
  await getMessage(ctx, { messageId });
  const [answer] = await ctx.db
    .select({ taskId: answers.taskId })
    .from(answers)
    .where(and(eq(answers.messageId, messageId), eq(answers.workspaceId, ctx.workspaceId)));
  if (!answer || answer.taskId === "") return null;
  const [{ usage: _, ...calls }, turn] = await Promise.all([callsOfTask(ctx, answer.taskId), toolCallsOf(ctx, answer.taskId)]);
  return { ...calls, tools: turn?.uses ?? [], tainted: turn?.tainted ?? false };
}
