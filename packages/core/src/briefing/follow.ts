import { and, arrayContains, eq } from "drizzle-orm";
import { ChatEvents, emitAbout } from "../chat/index.ts";
import { MemoryEvents } from "../memory/index.ts";
import { defineFollower, on, type Tx } from "../platform/index.ts";
import { BriefingEvents } from "./model.ts";
import { handoffs } from "./tables.ts";

/** What a message said, or what was remembered, is gone, and so is every handoff that repeats it. */
export const briefingFollower = defineFollower("briefing", [
  on(ChatEvents.WordsTakenBack, (tx, { payload: { id } }) => takeBackQuoting(tx, id)),
  on(MemoryEvents.MemoryForgotten, (tx, { payload: { memoryId } }) => takeBackQuoting(tx, memoryId)),
]);

async function takeBackQuoting(tx: Tx, id: string): Promise<void> {
  const gone = await tx.db
    .delete(handoffs)
    .where(and(eq(handoffs.workspaceId, tx.workspaceId), arrayContains(handoffs.quotes, [id])))
    .returning({ handoffId: handoffs.id, threadId: handoffs.threadId, channelId: handoffs.channelId });
  for (const { channelId, ...which } of gone) await emitAbout(tx, channelId, BriefingEvents.HandoffTakenBack, which);
}
