import { and, desc, eq, isNull, lt, ne } from "drizzle-orm";
import { getMessage, inSeenChannel } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import { AppError, requirePermission, toPage, type Context, type Page } from "../platform/index.ts";
import { answers } from "../agents/tables.ts";
import type { AgentName } from "../registry/model.ts";
import { LONGEST_PROMPT, type ListPastPrompts, type PastPrompt } from "./model.ts";

/** What the agent was asked, newest first, of talk that the actor may read: to try other instructions on. */
export async function listPastPrompts(ctx: Context, { agent, cursor, limit }: ListPastPrompts): Promise<Page<PastPrompt>> {
  requirePermission(ctx, "agents:manage");
  const rows = await ctx.db
    .select({ answerId: answers.messageId, text: messages.text, askedAt: messages.createdAt })
    .from(answers)
    .innerJoin(messages, eq(messages.id, answers.questionId))
    .where(
      and(
        eq(answers.workspaceId, ctx.workspaceId),
        eq(answers.agent, agent),
        isNull(messages.deletedAt),
        ne(messages.text, ""),
        inSeenChannel(ctx, messages.channelId),
        cursor === undefined ? undefined : lt(answers.messageId, cursor),
      ),
    )
    .orderBy(desc(answers.messageId))
    .limit(limit + 1);
  const prompts = rows.map((row) => ({ ...row, text: row.text.slice(0, LONGEST_PROMPT).toWellFormed() }));
  return toPage(prompts, limit, ({ answerId }) => answerId);
}

/** What the agent was asked when it said this; of talk that the actor may read. */
export async function getPastPrompt(ctx: Context, { agent, answerId }: { agent: AgentName; answerId: string }): Promise<string> {
  requirePermission(ctx, "agents:manage");
  await getMessage(ctx, { messageId: answerId });
  const [answer] = await ctx.db.select().from(answers).where(eq(answers.messageId, answerId));
  if (answer?.agent !== agent) throw new AppError("bad_request", "This is no answer of this agent. Choose one, or write a prompt.");
  const { text } = await getMessage(ctx, { messageId: answer.questionId });
  if (text === "") throw new AppError("conflict", "What was asked there is deleted. Choose another answer, or write a prompt.");
  return text;
}
