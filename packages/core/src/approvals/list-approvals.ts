import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { inSeenChannel } from "../chat/index.ts";
import { requirePermission, toPage, type Context, type Page } from "../platform/index.ts";
import { fetchApproval, toApproval } from "./internal.ts";
import type { Approval, ListApprovals } from "./model.ts";
import { approvals } from "./tables.ts";

/** Newest first, of the talk that the actor may read. */
export async function listApprovals(ctx: Context, input: ListApprovals): Promise<Page<Approval>> {
  requirePermission(ctx, "approvals:read");
  const rows = await ctx.db
    .select()
    .from(approvals)
    .where(
      and(
        eq(approvals.workspaceId, ctx.workspaceId),
        inSeenChannel(ctx, approvals.channelId),
        input.state ? eq(approvals.state, input.state) : undefined,
        input.threadId ? eq(approvals.threadId, input.threadId) : undefined,
        input.cursor ? lt(approvals.id, input.cursor) : undefined,
      ),
    )
    .orderBy(desc(approvals.id))
    .limit(input.limit + 1);
  return toPage(rows.map(toApproval), input.limit, ({ id }) => id);
}

export async function getApproval(ctx: Context, input: { approvalId: string }): Promise<Approval> {
  requirePermission(ctx, "approvals:read");
  return toApproval(await fetchApproval(ctx, input.approvalId));
}

/** Of these tasks, those that wait for a decision, each with the message that asks for it. */
export async function messagesThatAsk(ctx: Context, taskIds: readonly string[]): Promise<Map<string, string>> {
  if (taskIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ taskId: approvals.taskId, messageId: approvals.messageId })
    .from(approvals)
    .where(
      and(
        inArray(approvals.taskId, [...taskIds]),
        eq(approvals.state, "pending"),
        eq(approvals.workspaceId, ctx.workspaceId),
        inSeenChannel(ctx, approvals.channelId),
      ),
    )
    .orderBy(desc(approvals.id));
  return new Map(rows.map(({ taskId, messageId }) => [taskId, messageId]));
}

/** The task that waits, or waited, for its decision; undefined where the request is gone. */
export async function taskOfApproval(ctx: Context, { approvalId }: { approvalId: string }): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ taskId: approvals.taskId })
    .from(approvals)
    .where(and(eq(approvals.id, approvalId), eq(approvals.workspaceId, ctx.workspaceId), inSeenChannel(ctx, approvals.channelId)));
  return row?.taskId;
}
