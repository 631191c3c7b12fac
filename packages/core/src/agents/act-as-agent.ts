import { agentActor } from "../identity/index.ts";
import { makeContext, type Context } from "../platform/index.ts";
import type { AgentName } from "./model.ts";

/** The same workspace seen and changed by an agent, under its own rights. */
export async function asAgent(ctx: Context, agent: AgentName): Promise<Context> {
  const actor = await agentActor(ctx, agent);
  return makeContext(ctx.platform, { workspaceId: ctx.workspaceId, actor, requestId: ctx.requestId });
}
