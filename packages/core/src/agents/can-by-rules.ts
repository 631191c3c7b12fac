import { rulesWouldAct } from "../gateway/index.ts";
import type { Context } from "../platform/index.ts";
import { selfOf } from "../registry/index.ts";
import { handsFor, offeredTo, type Asker } from "../turns/index.ts";
import { asAgent } from "./act-as-agent.ts";
import type { AgentName } from "./model.ts";
import { toolsFor } from "./with-tools.ts";

/** Whether an agent that is asked this would do something without any language model, or only talk of it. */
export async function canByRules(
  ctx: Context,
  { agent: name, threadId, text, ...asker }: Asker & { agent: AgentName; threadId: string; text: string },
): Promise<boolean> {
  const agent = await asAgent(ctx, name);
  // NOTE: it may not be in the channel yet; what it may read there, and who is off there, does not matter to what it can do.
  const hands = await handsFor(agent, asker, null);
  const request = { questionId: "", threadId, text, agent: name };
  const tools = await toolsFor(agent, hands, { request, ...asker }, await selfOf(agent, name), "");
  return rulesWouldAct(agent, { instructions: `You answer in the thread ${threadId}.`, text, tools: offeredTo(hands, tools) });
}
