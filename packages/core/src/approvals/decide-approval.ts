import { AppError, isByHand, may, write, type Context, type Tx } from "../platform/index.ts";
import { grantAllowance } from "./allowances.ts";
import { lockApproval, settleApproval, type ApprovalRow } from "./internal.ts";
import { DecideApproval, type Approval } from "./model.ts";
import { isDead, wakeTask } from "./wake-task.ts";

const DAY_MS = 86_400_000;

/** A person allows or refuses what an agent wants to do; only who could do it themselves, and never an agent or a program. */
export function decideApproval(ctx: Context, input: DecideApproval): Promise<Approval> {
  const { approvalId, decision, reason, always, alwaysForDays } = DecideApproval.parse(input);
  return write(ctx, "approvals:decide", async (tx) => {
    if (!isByHand(tx.actor))
      throw new AppError(
        "forbidden",
        "Only a person decides what an agent may do, signed in with the browser: a token may be a program's.",
      );
    const row = await lockApproval(tx, approvalId);
    requirePending(tx, row);
    // NOTE: what nobody would do any more is taken back, whatever was chosen.
    if (await isDead(tx, row.taskId)) return settleApproval(tx, row, { ...WITHDRAWN, decidedAt: tx.clockNow });
    const state = decision === "approve" ? "approved" : "denied";
    if (state === "approved") requireOwnRight(tx, row);
    const alwaysUntil = always && alwaysForDays ? new Date(tx.clockNow.getTime() + alwaysForDays * DAY_MS) : null;
    const forMore = state === "approved" && always ? { always, alwaysUntil } : {};
    if (forMore.always) await grantAllowance(tx, row, forMore.always, alwaysUntil);
    const approval = await settleApproval(tx, row, { state, decidedBy: tx.actor.id, decidedAt: tx.clockNow, reason, ...forMore });
    await wakeTask(tx, row);
    return approval;
  });
}

const WITHDRAWN = { state: "withdrawn", decidedBy: null, reason: "" } as const;
const ENDED = { approved: "was allowed", denied: "was refused", expired: "had expired", withdrawn: "was withdrawn" } as const;

function requirePending(tx: Tx, row: ApprovalRow): void {
  if (row.state !== "pending") throw new AppError("conflict", `This ${ENDED[row.state]} already: what you chose changes nothing.`);
  if (row.expiresAt <= tx.clockNow) throw new AppError("conflict", "This request has expired. Ask the agent again.");
}

function requireOwnRight(tx: Tx, row: ApprovalRow): void {
  if (!may(tx.actor, row.permission))
    throw new AppError("forbidden", `You may not do this yourself (it needs ${row.permission}), so you cannot allow it. Ask an admin.`);
}
