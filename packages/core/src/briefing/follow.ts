import { and, arrayContains, eq, like, type SQL } from "drizzle-orm";
import { ChatEvents, emitAbout } from "../chat/index.ts";
import { KnowledgeEvents } from "../knowledge/index.ts";
import { MemoryEvents } from "../memory/index.ts";
import { defineFollower, on, type Tx } from "../platform/index.ts";
import { BriefingEvents } from "./model.ts";
import { handoffs } from "./tables.ts";

/** What a message said, an item that was made of it or what was remembered is gone, and so is every handoff that repeats it. */
export const briefingFollower = defineFollower("briefing", [
  on(ChatEvents.WordsTakenBack, (tx, { payload: { id } }) => takeBack(tx, quoting(id))),
  on(MemoryEvents.MemoryForgotten, (tx, { payload: { memoryId } }) => takeBack(tx, quoting(memoryId))),
  on(KnowledgeEvents.ContextItemRemoved, (tx, { payload: { id } }) => takeBack(tx, like(handoffs.text, `%(${id})%`))),
]);

const quoting = (id: string) => arrayContains(handoffs.quotes, [id]);

async function takeBack(tx: Tx, which: SQL): Promise<void> {
  const gone = await tx.db
    .delete(handoffs)
    .where(and(eq(handoffs.workspaceId, tx.workspaceId), which))
    .returning({ handoffId: handoffs.id, threadId: handoffs.threadId, channelId: handoffs.channelId });
  for (const { channelId, ...which } of gone) await emitAbout(tx, channelId, BriefingEvents.HandoffTakenBack, which);
}
