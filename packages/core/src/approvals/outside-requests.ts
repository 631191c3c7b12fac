import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { AppError, type Context, type Tx } from "../platform/index.ts";
import { fetchApproval, hashOf, inputText, toApproval } from "./internal.ts";
import type { Approval } from "./model.ts";
import { approvals } from "./tables.ts";

/** What a program outside asked for, which is told the end of it once, when it asks again. */
export interface OutsideRequest extends Approval {
  /** Sealed, once it ran. */
  result: string | null;
  /** What does it once it is allowed. */
  taskId: string;
}

/** The newest request for exactly this call whose end was not told yet. */
export async function findUntold(ctx: Context, call: Parameters<typeof hashOf>[0]): Promise<OutsideRequest | undefined> {
  const ofCall = and(eq(approvals.threadId, call.threadId), eq(approvals.inputHash, hashOf(call)));
  const [row] = await ctx.db
    .select()
    .from(approvals)
    .where(and(eq(approvals.workspaceId, ctx.workspaceId), ofCall, isNull(approvals.toldAt)))
    .orderBy(desc(approvals.id))
    .limit(1);
  return row && { ...toApproval(row), result: row.result, taskId: row.taskId };
}

/** One's own alone. */
export async function getOutsideRequest(ctx: Context, approvalId: string): Promise<OutsideRequest> {
  const row = await fetchApproval(ctx, approvalId);
  if (row.askedFor !== ctx.actor.id) throw new AppError("not_found", "There is no such request for approval of yours.");
  return { ...toApproval(row), result: row.result, taskId: row.taskId };
}

export async function noteTask(tx: Tx, approvalId: string, taskId: string): Promise<void> {
  await tx.db.update(approvals).set({ taskId }).where(eq(approvals.id, approvalId));
}

/** What an allowed call made: the request repeats its words, and they go with it. */
export async function noteMade(tx: Tx, call: { taskId: string; tool: string; input: unknown }, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const ofCall = and(eq(approvals.taskId, call.taskId), eq(approvals.tool, call.tool), eq(approvals.input, inputText(call.input)));
  await tx.db
    .update(approvals)
    .set({ quotes: sql`${approvals.quotes} || ${sql.param([...ids])}::text[]` })
    .where(and(eq(approvals.workspaceId, tx.workspaceId), ofCall, eq(approvals.state, "approved")));
}

export async function noteResult(tx: Tx, approvalId: string, result: string): Promise<void> {
  await tx.db.update(approvals).set({ result }).where(eq(approvals.id, approvalId));
}

export async function noteTold(tx: Tx, approvalId: string): Promise<void> {
  await tx.db.update(approvals).set({ toldAt: tx.clockNow }).where(eq(approvals.id, approvalId));
}
