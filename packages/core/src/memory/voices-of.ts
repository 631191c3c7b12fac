import { and, eq, inArray } from "drizzle-orm";
import type { Voice } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import { getMembers, mayAll } from "../identity/index.ts";
import { isProgram, may, personOf, toolCatalog, type Context } from "../platform/index.ts";
import type { Memory } from "./model.ts";

/** The messages that they come from. */
export const sourceMessages = (items: readonly Memory[]): string[] =>
  items.flatMap(({ sourceKind, sourceId }) => (sourceKind === "message" && sourceId !== null ? [sourceId] : []));

/** Whose words they are: whoever wrote them down, and of the messages that they come from, whoever may read those. */
export async function voicesOf(ctx: Context, items: readonly Memory[]): Promise<Voice[]> {
  const authors = items.map(({ authorId }) => ({ id: null, authorId }));
  const ids = sourceMessages(items);
  if (ids.length === 0) return authors;
  const { id, authorId, keyId } = messages;
  const sources = and(eq(messages.workspaceId, ctx.workspaceId), inArray(id, ids));
  return [...authors, ...(await ctx.db.select({ id, authorId, keyId }).from(messages).where(sources))];
}

/** Whether there are words in them of a program, or of somebody who could not do themselves what the actor has tools for. */
export async function areOfOthers(ctx: Context, items: readonly Memory[]): Promise<boolean> {
  const voices = await voicesOf(ctx, items);
  if (items.some(({ byProgram }) => byProgram) || voices.some(isProgram)) return true;
  const tools = ctx.platform.drivers.find(toolCatalog) ?? [];
  const others = voices.map(({ authorId }) => authorId).filter((id) => id !== personOf(ctx.actor));
  const people = [...(await getMembers(ctx, others)).values()].filter(({ kind }) => kind === "person");
  const permissions = tools.map(({ permission }) => permission).filter((permission) => may(ctx.actor, permission));
  return !(await mayAll(
    ctx,
    people.map(({ id }) => id),
    permissions,
  ));
}
