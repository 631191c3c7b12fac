import { asc, eq } from "drizzle-orm";
import { getMessage, type Message } from "../chat/index.ts";
import type { Context } from "../platform/index.ts";
import { answers } from "./tables.ts";

/** What an agent answered to a message, by which task, and whether words from outside were in play; undefined where none has. */
export async function findAnswer(
  ctx: Context,
  questionId: string,
): Promise<{ message: Message; taskId: string; tainted: boolean } | undefined> {
  const [row] = await ctx.db.select().from(answers).where(eq(answers.questionId, questionId)).orderBy(asc(answers.messageId)).limit(1);
  return row && { message: await getMessage(ctx, { messageId: row.messageId }), taskId: row.taskId, tainted: row.tainted };
}
