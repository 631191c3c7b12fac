import { and, eq, lt } from "drizzle-orm";
import { getMessage, getThread } from "../../chat/index.ts";
import { requirePermission, write, type Context } from "../../platform/index.ts";
import type { Run } from "../../runs/index.ts";
import type { ByMessage, ContextPart, GivenContext } from "../model.ts";
import { answers, threadSummaries, turnContexts } from "../tables.ts";
import { TALK_TOKENS } from "./choose-talk.ts";

const KEPT_MS = 90 * 86_400_000;

/** For people to look at, as it was when the turn began; ids and sizes alone, no words. */
export async function keepContext(run: Run, threadId: string, parts: readonly ContextPart[]): Promise<void> {
  await run.writeStep("context-given", "agents:answer", async (tx) => {
    const { channelId } = await getThread(tx, { threadId });
    const row = { taskId: run.taskId, workspaceId: tx.workspaceId, threadId, channelId, parts: [...parts], givenAt: tx.clockNow };
    await tx.db.insert(turnContexts).values(row).onConflictDoNothing();
  });
}

/** What an answer's agent was given and why; null where it was not kept, or no longer is. */
export async function getTurnContext(ctx: Context, { messageId }: ByMessage): Promise<GivenContext | null> {
  requirePermission(ctx, "agents:read");
  await getMessage(ctx, { messageId });
  const [row] = await ctx.db
    .select({ parts: turnContexts.parts, givenAt: turnContexts.givenAt })
    .from(answers)
    .innerJoin(turnContexts, eq(turnContexts.taskId, answers.taskId))
    .where(and(eq(answers.messageId, messageId), eq(answers.workspaceId, ctx.workspaceId)));
  if (!row) return null;
  return { ...row, tokens: row.parts.reduce((all, { tokens }) => all + tokens, 0), talkBudget: TALK_TOKENS };
}

/** A chore over all workspaces. */
export async function pruneContexts(system: Context): Promise<void> {
  await write(system, "agents:prune", async (tx) => {
    const before = new Date(tx.clockNow.getTime() - KEPT_MS);
    await tx.db.delete(turnContexts).where(lt(turnContexts.givenAt, before));
    await tx.db.delete(threadSummaries).where(lt(threadSummaries.madeAt, before));
  });
}
