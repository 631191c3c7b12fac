import { and, eq } from "drizzle-orm";
import { changeMessage, emitAbout, getThread, postMessage } from "../chat/index.ts";
import { keyEndsAt } from "../identity/index.ts";
import { newId, write, type Context, type Said, type ToolEffect, type Tx } from "../platform/index.ts";
import { cardOf, hashOf, inputText, toApproval, type ApprovalRow, type AskedCall } from "./internal.ts";
import { ApprovalEvents, type Approval } from "./model.ts";
import { approvals } from "./tables.ts";

const APPROVAL_HOURS = 24;
const HOUR_MS = 3_600_000;

export interface RequestApproval extends AskedCall {
  /** It waits with `run.ask`; a decision wakes it. */
  taskId: string;
  projectId?: string | null;
  /** On whose behalf the agent acts. */
  askedFor: string;
  /** Of a program outside: the key or connection that it asks with. The request ends with that. */
  keyId?: string | undefined;
  title: string;
  says: Said;
  permission: string;
  effect: ToolEffect;
  tainted: boolean;
  /** It is asked about each time: an "always" would not hold for it. */
  eachTime?: boolean;
  expiresInHours?: number;
  /** The model that asks, for the message that carries the card. */
  writtenBy: string;
}

/** Asks in the thread, as a card; the actor is the agent. Nothing happens until a person says so. */
export function requestApproval(ctx: Context, request: RequestApproval): Promise<Approval> {
  return write(ctx, "chat:write", async (tx) => {
    const { threadId, tool, title, says, effect, permission, tainted, eachTime = false, taskId, askedFor } = request;
    const { channelId } = await getThread(tx, { threadId });
    const id = newId("apr");
    const { id: messageId } = await postMessage(tx, {
      threadId,
      text: `May I? ${says.text}`,
      writtenBy: request.writtenBy,
      clientKey: `approval/${id}`,
    });
    const row: ApprovalRow = {
      id,
      workspaceId: tx.workspaceId,
      threadId,
      channelId,
      messageId,
      taskId,
      askedFor,
      tool,
      title,
      says: says.text,
      quotes: [...says.quotes],
      effect,
      permission,
      tainted,
      eachTime,
      agentId: tx.actor.id,
      projectId: request.projectId ?? null,
      input: inputText(request.input),
      inputHash: hashOf({ ...request, agentId: tx.actor.id }),
      state: "pending",
      decidedBy: null,
      decidedAt: null,
      reason: "",
      always: null,
      alwaysUntil: null,
      expiresAt: await endOf(tx, request),
      createdAt: tx.clockNow,
      keyId: request.keyId ?? null,
      result: null,
      toldAt: null,
    };
    await tx.db.insert(approvals).values(row);
    await changeMessage(tx, messageId, () => ({ cards: [cardOf(row)] }));
    await emitAbout(tx, channelId, ApprovalEvents.ApprovalRequested, toApproval(row));
    return toApproval(row);
  });
}

/** A program's request lives no longer than the key that it asked with. */
async function endOf(tx: Tx, { expiresInHours = APPROVAL_HOURS, keyId }: RequestApproval): Promise<Date> {
  const lasting = new Date(tx.clockNow.getTime() + expiresInHours * HOUR_MS);
  const keyEnd = keyId === undefined ? null : await keyEndsAt(tx, keyId);
  return keyEnd && keyEnd < lasting ? keyEnd : lasting;
}

/** How it stands for exactly this call; "changed" when it is another than the one that was asked about. */
export async function standingOf(
  ctx: Context,
  approvalId: string,
  call: AskedCall,
): Promise<Pick<Approval, "reason" | "decidedBy" | "expiresAt"> & { state: Approval["state"] | "changed" }> {
  const [row] = await ctx.db
    .select()
    .from(approvals)
    .where(and(eq(approvals.id, approvalId), eq(approvals.workspaceId, ctx.workspaceId)));
  const { state, reason, decidedBy, expiresAt } = row ?? { state: "withdrawn", reason: "", decidedBy: null, expiresAt: new Date(0) };
  if (row && row.inputHash !== hashOf({ agentId: row.agentId, ...call }))
    return { state: "changed", reason: "", decidedBy: null, expiresAt };
  return { state, reason, decidedBy, expiresAt };
}
