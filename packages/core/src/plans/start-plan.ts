import { startThread } from "../chat/index.ts";
import { requirePermission, type Context } from "../platform/index.ts";
import { makePlan } from "./make-plan.ts";
import { StartPlan, type Plan } from "./model.ts";

/** A plan in a thread of its own that says what was asked for. The same `clientKey` twice gives the plan that is there. */
export async function startPlan(ctx: Context, input: StartPlan, options: { signal?: AbortSignal } = {}): Promise<Plan> {
  requirePermission(ctx, "plans:write");
  const { channelId, request, clientKey } = StartPlan.parse(input);
  const { thread } = await startThread(ctx, { channelId, text: request, fileIds: [], clientKey });
  return makePlan(ctx, { threadId: thread.id, request, clientKey }, options);
}
