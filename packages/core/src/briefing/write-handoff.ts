import { and, desc, eq, getTableColumns, lt } from "drizzle-orm";
import { emitAbout, getThread, holdMessage, inSeenChannel, listMessages } from "../chat/index.ts";
import { AppError, newId, requirePermission, toPage, write, type Context, type Page } from "../platform/index.ts";
import { forReadersOf } from "../turns/index.ts";
import { handoffText } from "./handoff-text.ts";
import { BriefingEvents, WriteHandoff, type Handoff, type ListHandoffs } from "./model.ts";
import { recallState } from "./recall-state.ts";
import { recallThread, sessionOf } from "./recall-thread.ts";
import { handoffs } from "./tables.ts";

const MESSAGE_ID = /\bmsg_[0-9a-z]{26}\b/g;

/**
 * What the next one needs: goal, decisions, open points, artefacts, each with its id. Put together from what is there, by no model; kept in the
 * thread, so of nothing that one of its readers may not read.
 */
export async function writeHandoff(ctx: Context, input: WriteHandoff): Promise<Handoff> {
  const { detail, ...session } = WriteHandoff.parse(input);
  const { threadId, projectId } = await sessionOf(ctx, session);
  const readers = await forReadersOf(ctx, threadId);
  const state = projectId === null ? await recallThread(readers, { threadId }) : await recallState(readers, { projectId });
  const text = handoffText(state, detail);
  const said = state.recent.map(({ messageId }) => messageId);
  const [opening] = (await listMessages(readers, { threadId, direction: "newer", limit: 1 })).items.filter((message) => !message.deletedAt);
  const quotes = new Set([...(text.match(MESSAGE_ID) ?? []), ...(opening ? [opening.id] : [])]);
  return write(ctx, "chat:write", async (tx) => {
    const { channelId } = await getThread(tx, { threadId });
    for (const id of quotes)
      if ((id === opening?.id || said.includes(id)) && !(await holdMessage(tx, { id, threadId })))
        throw new AppError("conflict", "A message that it repeats was deleted this very moment. Write it again.");
    const id = newId("hof", tx.clockNow.getTime());
    const handoff: Handoff = { id, threadId, channelId, projectId, detail, text, authorId: tx.actor.id, createdAt: tx.clockNow };
    await tx.db.insert(handoffs).values({ ...handoff, workspaceId: tx.workspaceId, quotes: [...quotes] });
    await emitAbout(tx, channelId, BriefingEvents.HandoffWritten, { handoffId: id, threadId });
    return handoff;
  });
}

/** Of a thread that the actor may read, newest first. */
export async function listHandoffs(ctx: Context, { threadId, cursor, limit }: ListHandoffs): Promise<Page<Handoff>> {
  requirePermission(ctx, "briefing:read");
  await getThread(ctx, { threadId });
  const { workspaceId, quotes: _, ...shown } = getTableColumns(handoffs);
  const rows = await ctx.db
    .select(shown)
    .from(handoffs)
    .where(
      and(
        eq(workspaceId, ctx.workspaceId),
        eq(handoffs.threadId, threadId),
        inSeenChannel(ctx, handoffs.channelId),
        cursor === undefined ? undefined : lt(handoffs.id, cursor),
      ),
    )
    .orderBy(desc(handoffs.id))
    .limit(limit + 1);
  return toPage(rows, limit, ({ id }) => id);
}
