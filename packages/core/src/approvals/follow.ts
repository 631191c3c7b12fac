import { and, arrayOverlaps, eq } from "drizzle-orm";
import { ChatEvents, eraseMessage } from "../chat/index.ts";
import { ApiKeyEvents, ConnectedToolEvents, IdentityEvents } from "../identity/index.ts";
import { MemoryEvents } from "../memory/index.ts";
import { actAs, defineFollower, on, redactEvents, SYSTEM, type Tx } from "../platform/index.ts";
import { endAllowancesOf } from "./allowances.ts";
import { removeAssistant } from "./assistants.ts";
import { emptyDecidedOf } from "./empty-decided.ts";
import { RunEvents } from "../runs/index.ts";
import { withdrawApprovals, withdrawOf, withdrawOfKey, withdrawOfMember } from "./end-approvals.ts";
import { WORDLESS, type ApprovalState } from "./model.ts";
import { approvals } from "./tables.ts";
import { DEAD } from "./wake-task.ts";

/** What a request names in words of others goes with those words, and the request with it. */
async function eraseQuoting(tx: Tx, ids: string[], state?: ApprovalState): Promise<void> {
  const quoting = await tx.db
    .select({ messageId: approvals.messageId })
    .from(approvals)
    .where(
      and(
        eq(approvals.workspaceId, tx.workspaceId),
        arrayOverlaps(approvals.quotes, ids),
        state === undefined ? undefined : eq(approvals.state, state),
      ),
    );
  for (const { messageId } of quoting) await eraseMessage(actAs(tx, SYSTEM), messageId, () => undefined);
}

/** A program's way in was closed: what it asked for nobody can allow any more, and who asked for it goes. */
async function endProgram(tx: Tx, key: { id: string; memberId: string }): Promise<void> {
  await withdrawOfKey(tx, key.id);
  await removeAssistant(tx, key);
}

/** A request goes with its message, with its task, with who asked and for whom, and with the key of the program that asked: nobody can allow it any more, and what it was to do is said nowhere. */
export const approvalsFollower = defineFollower("approvals", [
  on(ChatEvents.WordsTakenBack, async (tx, { payload: words }) => {
    await eraseQuoting(tx, [words.id, ...words.subjectIds, ...Object.keys(words.titles)]);
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
  on(MemoryEvents.MemoryForgotten, async (tx, { payload: { memoryId } }) => {
    await emptyDecidedOf(tx, memoryId);
    await eraseQuoting(tx, [memoryId], "pending");
  }),
  on(RunEvents.TaskChanged, async (tx, { payload: { id, state } }) => {
    if (DEAD.includes(state)) await withdrawApprovals(tx, id);
  }),
  on(IdentityEvents.MemberRemoved, async (tx, { payload: { memberId } }) => {
    await withdrawOfMember(tx, memberId);
    await endAllowancesOf(tx, memberId);
  }),
  on(ApiKeyEvents.ApiKeyRevoked, (tx, { payload: key }) => endProgram(tx, key)),
  on(ConnectedToolEvents.ToolDisconnected, (tx, { payload: tool }) => endProgram(tx, tool)),
]);
