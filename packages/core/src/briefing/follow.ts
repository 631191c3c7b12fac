import { and, arrayContains, eq } from "drizzle-orm";
import { ChatEvents, emitAbout } from "../chat/index.ts";
import { defineFollower, on } from "../platform/index.ts";
import { BriefingEvents } from "./model.ts";
import { handoffs } from "./tables.ts";

/** What a message said is gone, and so is every handoff that repeats it. */
export const briefingFollower = defineFollower("briefing", [
  on(ChatEvents.WordsTakenBack, async (tx, { payload: { id } }) => {
    const gone = await tx.db
      .delete(handoffs)
      .where(and(eq(handoffs.workspaceId, tx.workspaceId), arrayContains(handoffs.quotes, [id])))
      .returning({ handoffId: handoffs.id, threadId: handoffs.threadId, channelId: handoffs.channelId });
    for (const { channelId, ...which } of gone) await emitAbout(tx, channelId, BriefingEvents.HandoffTakenBack, which);
  }),
]);
