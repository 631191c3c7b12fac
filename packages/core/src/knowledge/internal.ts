import { and, eq, inArray } from "drizzle-orm";
import { emitAbout, getChannel, getMessage, getThread, inSeenChannel, type Thread } from "../chat/index.ts";
import { AppError, isProgram, newId, redactEvents, type Context, type Tx } from "../platform/index.ts";
import { KnowledgeEvents, type ContextItem, type ItemScope } from "./model.ts";
import { contextItems } from "./tables.ts";

export function toItem(row: typeof contextItems.$inferSelect): ContextItem {
  const { workspaceId: _, madeFromMessageId: __, editedAt: ___, ...item } = row;
  return item;
}

/** The item, held until the transaction ends. One of a channel that the actor may not read is not there for it. */
export async function lockItem(tx: Tx, id: string): Promise<ContextItem> {
  const [row] = await tx.db
    .select()
    .from(contextItems)
    .where(and(eq(contextItems.id, id), inSeenChannel(tx, contextItems.channelId)))
    .for("update", { of: contextItems });
  if (!row) throw new AppError("not_found", "There is no such context item in this workspace.");
  return toItem(row);
}

type NewItem = Pick<ContextItem, "kind" | "text" | "scope" | "scopeId" | "origin" | "authorId"> &
  Partial<Pick<ContextItem, "byProgram" | "tags" | "channelId" | "sourceThreadId" | "sourceMessageId">> & { madeFromMessageId?: string };

export async function insertItem(tx: Tx, input: NewItem): Promise<ContextItem> {
  const { madeFromMessageId = null, ...given } = input;
  const item: ContextItem = {
    id: newId("itm"),
    tags: [],
    channelId: null,
    sourceThreadId: null,
    sourceMessageId: null,
    byProgram: isProgram(tx.actor),
    supersededBy: null,
    ...given,
    createdAt: tx.clockNow,
    updatedAt: tx.clockNow,
  };
  await tx.db.insert(contextItems).values({ ...item, workspaceId: tx.workspaceId, madeFromMessageId });
  await emitAbout(tx, item.channelId, KnowledgeEvents.ContextItemAdded, item);
  return item;
}

export async function changeItem(tx: Tx, item: ContextItem, by: "person" | "source"): Promise<ContextItem> {
  const changed = { ...item, updatedAt: tx.clockNow };
  await tx.db
    .update(contextItems)
    .set({ ...changed, ...(by === "person" ? { editedAt: tx.clockNow } : {}) })
    .where(eq(contextItems.id, item.id));
  await emitAbout(tx, item.channelId, KnowledgeEvents.ContextItemChanged, changed);
  return changed;
}

/** With what the log says of them. What they superseded holds again. */
export async function removeItems(tx: Tx, items: readonly ContextItem[]): Promise<void> {
  if (items.length === 0) return;
  const ids = items.map((item) => item.id);
  await tx.db.delete(contextItems).where(inArray(contextItems.id, ids));
  for (const item of items) {
    await emitAbout(tx, item.channelId, KnowledgeEvents.ContextItemRemoved, { ...item, text: "", tags: [] });
    await redactEvents(tx, { id: item.id, at: tx.clockNow, subjectIds: [], titles: {} });
  }
  const freed = await tx.db.select().from(contextItems).where(inArray(contextItems.supersededBy, ids));
  for (const row of freed) await changeItem(tx, { ...toItem(row), supersededBy: null }, "source");
}

interface Placed {
  scope: ItemScope;
  scopeId: string | null;
  channelId: string | null;
}

/** Where an item is to hold, and whose it is: it stays with those who may read where it comes from and where it holds. */
export async function place(ctx: Context, scope: ItemScope, scopeId: string | null, from: string | null): Promise<Placed> {
  // NOTE: an agent that was asked in private tells no others what it makes of it.
  const within = from ?? ctx.actor.audienceOf ?? null;
  if (scope === "workspace") return { scope, scopeId: null, channelId: within };
  if (!scopeId) throw new AppError("bad_request", `Say in which ${scope} this holds.`);
  if (scope === "project") return { scope, scopeId, channelId: within };
  const channelId =
    scope === "thread" ? (await getThread(ctx, { threadId: scopeId })).channelId : (await getChannel(ctx, { channelId: scopeId })).id;
  if (from !== null && from !== channelId)
    throw new AppError("bad_request", "This comes from another channel. Let it hold in the workspace or a project, or write it anew.");
  return { scope, scopeId, channelId };
}

/** The message that an item is taken from, as the actor may read it. */
export async function sourceOf(ctx: Context, messageId: string | null) {
  if (messageId === null) return { channelId: null, sourceThreadId: null, sourceMessageId: null };
  const message = await getMessage(ctx, { messageId });
  return { channelId: message.channelId, sourceThreadId: message.threadId, sourceMessageId: message.id };
}

/** The thread, then those it branched from, up to the first. */
export async function lineageOf(ctx: Context, threadId: string): Promise<Thread[]> {
  const thread = await getThread(ctx, { threadId });
  const above = thread.fork ? await lineageOf(ctx, thread.fork.parentThreadId) : [];
  return [thread, ...above];
}
