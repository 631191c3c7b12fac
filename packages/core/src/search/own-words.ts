import { and, eq, inArray } from "drizzle-orm";
import { getMessage } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import type { Context } from "../platform/index.ts";
import { planTasks, plans } from "../plans/tables.ts";
import type { SearchHit } from "./model.ts";

/**
 * What says no more than what a turn was asked: the message that it answers, the name of its thread, and of plans there what was asked for and of
 * whom. Finding that is no answer.
 */
export async function ownWords(ctx: Context, messageId: string): Promise<(hit: Pick<SearchHit, "id">) => boolean> {
  const { threadId } = await getMessage(ctx, { messageId });
  const planned = await ctx.db
    .select({ request: plans.request, madeFrom: plans.madeFrom, shown: plans.messageId, asked: planTasks.messageId })
    .from(plans)
    .leftJoin(planTasks, eq(planTasks.planId, plans.id))
    .where(and(eq(plans.workspaceId, ctx.workspaceId), eq(plans.threadId, threadId)));
  const requests = planned.map(({ request }) => request);
  const isRequest = and(eq(messages.threadId, threadId), inArray(messages.text, requests));
  const requested = planned.length === 0 ? [] : await ctx.db.select({ id: messages.id }).from(messages).where(isRequest);
  const ids = new Set([
    messageId,
    threadId,
    ...planned.flatMap(({ madeFrom, shown, asked }) => [madeFrom, shown, asked]),
    ...requested.map(({ id }) => id),
  ]);
  return ({ id }) => ids.has(id);
}
