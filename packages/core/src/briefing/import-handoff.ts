import { and, inArray, isNotNull } from "drizzle-orm";
import { emitAbout, getThread, holdMessage } from "../chat/index.ts";
import { messages } from "../chat/tables.ts";
import { getMembers } from "../identity/index.ts";
import { AppError, write, type Context, type Tx } from "../platform/index.ts";
import { findProject } from "../projects/index.ts";
import { namedIn } from "../turns/index.ts";
import { BriefingEvents, MOST_QUOTES, type HandoffRecord } from "./model.ts";
import { handoffs } from "./tables.ts";

/** One that was written elsewhere, of a thread that is here. What it repeats takes it along when it is deleted. False when it is here already. */
export function importHandoff(ctx: Context, record: HandoffRecord): Promise<boolean> {
  const { id, threadId, detail, text, authorId, createdAt } = record;
  return write(ctx, "chat:write", async (tx) => {
    const { channelId } = await getThread(tx, { threadId });
    if (!(await getMembers(tx, [authorId])).has(authorId)) throw new AppError("not_found", "Who wrote them is not known here.");
    const quotes = [...new Set([...record.quotes, ...namedIn(text)])];
    await requireWords(tx, threadId, quotes);
    const projectId = (await findProject(tx, { threadId }))?.id ?? null;
    const row = { id, threadId, channelId, projectId, detail, text, quotes, authorId, createdAt, workspaceId: tx.workspaceId };
    const added = await tx.db.insert(handoffs).values(row).onConflictDoNothing().returning({ id: handoffs.id });
    if (added.length > 0) await emitAbout(tx, channelId, BriefingEvents.HandoffWritten, { handoffId: id, threadId });
    return added.length > 0;
  });
}

/** NOTE: an archive is older than what was deleted since, and brings no words back. */
async function requireWords(tx: Tx, threadId: string, quotes: readonly string[]): Promise<void> {
  if (quotes.length > MOST_QUOTES) throw new AppError("too_large", `They repeat more than ${MOST_QUOTES} messages.`);
  if (quotes.length === 0) return;
  for (const id of quotes) await holdMessage(tx, { id, threadId });
  const gone = await tx.db.$count(messages, and(inArray(messages.id, [...quotes]), isNotNull(messages.deletedAt)));
  if (gone > 0) throw new AppError("conflict", "A message that they repeat was deleted here.");
}
