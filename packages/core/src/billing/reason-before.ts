import { and, desc, eq, gt, isNotNull, lte } from "drizzle-orm";
import { requirePermission, type Context } from "../platform/index.ts";
import { usageRecords } from "./tables.ts";

/** What is made of a call's answer stands there soon after it. */
const SOON_MS = 3_600_000;

/** Why a model did not answer in a thread, the last time before, in plain words; threads may be private, so a verb above looks first. */
export async function reasonBefore(
  ctx: Context,
  { threadId, model, before }: { threadId: string; model: string; before: Date },
): Promise<string | null> {
  requirePermission(ctx, "billing:read");
  const { workspaceId, createdAt, fallbackFrom, fallbackReason } = usageRecords;
  const isOfThread = and(eq(workspaceId, ctx.workspaceId), eq(usageRecords.threadId, threadId));
  const isSoonBefore = and(gt(createdAt, new Date(before.getTime() - SOON_MS)), lte(createdAt, before));
  const isOfModel = and(eq(fallbackFrom, model), isNotNull(fallbackReason));
  const its = ctx.db
    .select({ why: fallbackReason })
    .from(usageRecords)
    .where(and(isOfThread, isSoonBefore, isOfModel));
  const [row] = await its.orderBy(desc(createdAt)).limit(1);
  return row?.why ?? null;
}
