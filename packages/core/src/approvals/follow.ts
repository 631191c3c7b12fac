import { and, eq } from "drizzle-orm";
import { ChatEvents } from "../chat/index.ts";
import { ApiKeyEvents, ConnectedToolEvents } from "../identity/index.ts";
import { defineFollower, on, redactEvents } from "../platform/index.ts";
import { withdrawOf, withdrawOfKey } from "./end-approvals.ts";
import { WORDLESS } from "./model.ts";
import { approvals } from "./tables.ts";

/** A request goes with its message, and with the key of the program that asked: nobody can allow it any more, and what it was to do is said nowhere. */
export const approvalsFollower = defineFollower("approvals", [
  on(ChatEvents.WordsTakenBack, async (tx, { payload: words }) => {
    const ofMessage = and(eq(approvals.workspaceId, tx.workspaceId), eq(approvals.messageId, words.id));
    const [row] = await tx.db
      .update(approvals)
      .set({ ...WORDLESS, result: null })
      .where(ofMessage)
      .returning({ id: approvals.id });
    if (!row) return;
    await withdrawOf(tx, row.id);
    await redactEvents(tx, words);
  }),
  on(ApiKeyEvents.ApiKeyRevoked, (tx, { payload: key }) => withdrawOfKey(tx, key.id)),
  on(ConnectedToolEvents.ToolDisconnected, (tx, { payload: tool }) => withdrawOfKey(tx, tool.id)),
]);
