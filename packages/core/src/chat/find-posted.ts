import { and, eq } from "drizzle-orm";
import type { Context } from "../platform/index.ts";
import { toMessage } from "./internal.ts";
import type { Message } from "./model.ts";
import { messages } from "./tables.ts";

/** What the author has written under this key, whoever may read it: for those who are about to write under it again. */
export async function findPosted(ctx: Context, by: { authorId: string; clientKey: string }): Promise<Message | undefined> {
  const isIt = and(eq(messages.workspaceId, ctx.workspaceId), eq(messages.authorId, by.authorId), eq(messages.clientKey, by.clientKey));
  const [row] = await ctx.db.select().from(messages).where(isIt);
  return row && toMessage(row);
}
