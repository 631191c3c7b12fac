import { emitAbout, getThread, holdMessage, listMessages } from "../chat/index.ts";
import { holdContextItems } from "../knowledge/index.ts";
import { AppError, newId, write, type Context } from "../platform/index.ts";
import { forReadersOf, namedIn } from "../turns/index.ts";
import { handoffText } from "./handoff-text.ts";
import { BriefingEvents, WriteHandoff, type Handoff } from "./model.ts";
import { recallState } from "./recall-state.ts";
import { recallThread, sessionOf } from "./recall-thread.ts";
import { handoffs } from "./tables.ts";

const ITEM = /\bitm_[0-9a-z]{26}\b/g;

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
  const quotes = new Set([...namedIn(text), ...(opening ? [opening.id] : [])]);
  return write(ctx, "chat:write", async (tx) => {
    const { channelId } = await getThread(tx, { threadId });
    const items = new Set<string>(text.match(ITEM));
    if ((await holdContextItems(tx, [...items])).size < items.size)
      throw new AppError("conflict", "Something that it repeats was removed this very moment. Write it again.");
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
