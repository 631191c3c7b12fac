import { and, eq, inArray, lte, or, sql, type SQL } from "drizzle-orm";
import { actAs, systemContext, SYSTEM, write, type Context, type Tx } from "../platform/index.ts";
import { tasks } from "../runs/tables.ts";
import { settleApproval } from "./internal.ts";
import { approvals } from "./tables.ts";
import { DEAD, wakeTask } from "./wake-task.ts";

const AT_ONCE = 200;

/** What nobody decided in time is refused, and the agent is told so; what would never run is taken back. A chore over all workspaces. */
export async function expireApprovals({ platform, db }: Context): Promise<void> {
  const isLate = lte(approvals.expiresAt, platform.clock.now());
  const due = await db
    .select({ id: approvals.id, workspaceId: approvals.workspaceId, isLate: sql<boolean>`${isLate}` })
    .from(approvals)
    .leftJoin(tasks, eq(tasks.id, approvals.taskId))
    .where(and(eq(approvals.state, "pending"), or(isLate, inArray(tasks.state, [...DEAD]))))
    .limit(AT_ONCE);
  for (const each of due)
    await write(systemContext(platform, each.workspaceId), "approvals:expire", (tx) =>
      endPending(tx, eq(approvals.id, each.id), each.isLate ? "expired" : "withdrawn"),
    );
}

/** The task goes no further, as when somebody stopped the answer: nothing of it can be allowed any more. */
export async function withdrawApprovals(tx: Tx, taskId: string): Promise<void> {
  await endPending(actAs(tx, SYSTEM), eq(approvals.taskId, taskId), "withdrawn");
}

export async function withdrawOf(tx: Tx, approvalId: string): Promise<void> {
  await endPending(actAs(tx, SYSTEM), eq(approvals.id, approvalId), "withdrawn");
}

/** What a program asked for by this key. */
export async function withdrawOfKey(tx: Tx, keyId: string): Promise<void> {
  await endPending(actAs(tx, SYSTEM), eq(approvals.keyId, keyId), "withdrawn");
}

/** Who asked, or on whose behalf, is gone: it would never run. */
export async function withdrawOfMember(tx: Tx, memberId: string): Promise<void> {
  await endPending(actAs(tx, SYSTEM), or(eq(approvals.agentId, memberId), eq(approvals.askedFor, memberId)), "withdrawn");
}

async function endPending(tx: Tx, which: SQL | undefined, state: "expired" | "withdrawn"): Promise<void> {
  const rows = await tx.db
    .select()
    .from(approvals)
    .where(and(which, eq(approvals.workspaceId, tx.workspaceId), eq(approvals.state, "pending")))
    .for("update");
  for (const row of rows) {
    const reason = state === "expired" ? "Nobody decided in time." : "";
    await settleApproval(tx, row, { state, decidedBy: null, decidedAt: tx.clockNow, reason });
    await wakeTask(tx, row);
  }
}
