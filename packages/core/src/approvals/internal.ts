import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { ApprovalCard, changeMessage, emitAbout, inSeenChannel, type Card } from "../chat/index.ts";
import { actAs, AppError, canonical, SYSTEM, type Context, type Tx } from "../platform/index.ts";
import { ApprovalEvents, type Allowance, type Approval } from "./model.ts";
import { allowances, approvals } from "./tables.ts";

export type ApprovalRow = typeof approvals.$inferSelect;

export function toApproval(row: ApprovalRow): Approval {
  const {
    workspaceId: _,
    quotes: _quotes,
    projectId: _project,
    taskId: _task,
    inputHash: _hash,
    permission: _permission,
    eachTime: _each,
    result: _result,
    keyId: _key,
    toldAt: _told,
    ...approval
  } = row;
  return approval;
}

export function toAllowance(row: typeof allowances.$inferSelect): Allowance {
  const { workspaceId: _, permission: _permission, channelId: _channel, revokedAt: _revoked, ...allowance } = row;
  return allowance;
}

/** A call that a person is asked about, to the letter. */
export interface AskedCall {
  threadId: string;
  tool: string;
  /** What stands behind the tool's name. */
  behind?: string | undefined;
  input: unknown;
}

/** What an approval is bound to. */
export function hashOf({ agentId, threadId, tool, behind, input }: AskedCall & { agentId: string }): string {
  return createHash("sha256")
    .update([agentId, threadId, tool, ...(behind === undefined ? [] : [behind]), canonical(input)].join("\n"))
    .digest("hex");
}

/** The input in full, as a person reads it. */
export const inputText = (input: unknown): string => JSON.stringify(input ?? {}, null, 2);

/** Locked until the transaction ends; what comes from a channel that the actor cannot read is not there. */
export async function lockApproval(tx: Tx, approvalId: string): Promise<ApprovalRow> {
  const [row] = await tx.db
    .select()
    .from(approvals)
    .where(and(eq(approvals.id, approvalId), eq(approvals.workspaceId, tx.workspaceId), inSeenChannel(tx, approvals.channelId)))
    .for("update");
  return row ?? notFound();
}

export async function fetchApproval(ctx: Context, approvalId: string): Promise<ApprovalRow> {
  const [row] = await ctx.db
    .select()
    .from(approvals)
    .where(and(eq(approvals.id, approvalId), eq(approvals.workspaceId, ctx.workspaceId), inSeenChannel(ctx, approvals.channelId)));
  return row ?? notFound();
}

function notFound(): never {
  throw new AppError("not_found", "There is no such request for approval in this workspace.");
}

export type Settled = Pick<ApprovalRow, "state" | "decidedBy" | "decidedAt" | "reason"> &
  Partial<Pick<ApprovalRow, "always" | "alwaysUntil">>;

/** Stores how it ended, shows it on the card and says it; the row is locked before. */
export async function settleApproval(tx: Tx, row: ApprovalRow, settled: Settled): Promise<Approval> {
  const changed = { ...row, ...settled };
  await tx.db.update(approvals).set(settled).where(eq(approvals.id, row.id));
  await changeMessage(actAs(tx, SYSTEM), row.messageId, ({ cards }) => ({
    cards: cards.map((card) => (card.type === "approval" && card.approvalId === row.id ? cardOf(changed) : card)),
  }));
  const approval = toApproval(changed);
  await emitAbout(tx, row.channelId, ApprovalEvents.ApprovalChanged, approval);
  return approval;
}

export function cardOf(row: ApprovalRow): ApprovalCard & Card {
  const { id: approvalId, projectId } = row;
  const [expiresAt, alwaysUntil] = [row.expiresAt.toISOString(), row.alwaysUntil?.toISOString()];
  return ApprovalCard.parse({ ...row, type: "approval", approvalId, inProject: projectId !== null, expiresAt, alwaysUntil });
}
