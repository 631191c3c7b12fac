import { eq } from "drizzle-orm";
import { messagesThatAsk } from "../approvals/index.ts";
import { getMessage, type Message } from "../chat/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import type { ByMessage } from "./model.ts";
import { answers } from "./tables.ts";

/** The message in which an agent asks whether it may, without which this answer of its does not go on; null where it waits for nobody. */
export async function findRequest(ctx: Context, { messageId }: ByMessage): Promise<Message | null> {
  requirePermission(ctx, "approvals:read");
  await getMessage(ctx, { messageId });
  const [answer] = await ctx.db.select({ taskId: answers.taskId }).from(answers).where(eq(answers.messageId, messageId));
  const asked = answer && (await messagesThatAsk(ctx, [answer.taskId])).get(answer.taskId);
  return asked === undefined ? null : getMessage(ctx, { messageId: asked });
}
