import { and, arrayContains, eq } from "drizzle-orm";
import { ChatEvents } from "../chat/index.ts";
import { defineFollower, on } from "../platform/index.ts";
import { handoffs } from "./tables.ts";

/** What a message said is gone, and so is every handoff that repeats it. */
export const briefingFollower = defineFollower("briefing", [
  on(ChatEvents.WordsTakenBack, async (tx, { payload: { id } }) => {
    await tx.db.delete(handoffs).where(and(eq(handoffs.workspaceId, tx.workspaceId), arrayContains(handoffs.quotes, [id])));
  }),
]);
