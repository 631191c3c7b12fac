import { eq } from "drizzle-orm";
import { z } from "zod";
import { may, write, type Context } from "../platform/index.ts";
import { builtIn } from "./built-in.ts";
import { changeAgent, makeAgent } from "./change-agent.ts";
import { writeInstructions } from "./instructions.ts";
import { AgentProfile, AUTO, BUILT_IN_RUNTIME, Instructions, InstructionsVersion, NO_LIMITS } from "./model.ts";
import { getProfile, isAgent } from "./profiles.ts";
import { AGENT_RIGHTS } from "./rights.ts";
import { agentInstructions, agents } from "./tables.ts";

/** An agent as an export has it; the newest of its instructions first. */
export const AgentRecord = AgentProfile.extend({
  versions: z.array(InstructionsVersion.extend({ instructions: Instructions })).max(10_000),
});
export type AgentRecord = z.infer<typeof AgentRecord>;

/**
 * An agent that a workspace made itself, with all that it was told before. It is turned off until somebody here has looked at it, and holds
 * no right that the actor could not give. False when it is here already, or was.
 */
export function importAgent(ctx: Context, record: AgentRecord): Promise<boolean> {
  const { agent, can, versions, runtime: _, ...shown } = record;
  return write(ctx, "agents:manage", async (tx) => {
    const [known] = await tx.db.select({ agent: agents.agent }).from(agents).where(isAgent(tx, agent));
    if (known || builtIn(agent)) return false;
    const held = can.filter((right) => AGENT_RIGHTS.includes(right) && may(tx.actor, right));
    await makeAgent(tx, { ...shown, can: held, runtime: BUILT_IN_RUNTIME }, { agent });
    if (versions.length > 0) {
      await tx.db.delete(agentInstructions).where(eq(agentInstructions.agent, agent));
      const told = versions.map((version) => ({ ...version, agent, workspaceId: tx.workspaceId }));
      await tx.db.insert(agentInstructions).values(told).onConflictDoNothing();
      await tx.db
        .update(agents)
        .set({ version: Math.max(...versions.map(({ version }) => version)) })
        .where(isAgent(tx, agent));
    }
    await changeAgent(tx, { agent, enabled: false });
    return true;
  });
}

/** What a workspace made of an agent of the product, as far as it is as the product made it here. False when nothing of it was taken. */
export function importAgentChanges(ctx: Context, record: AgentRecord): Promise<boolean> {
  const { agent, versions } = record;
  return write(ctx, "agents:manage", async (tx) => {
    const here = await getProfile(tx, { agent });
    const [row] = await tx.db.select({ isOwn: agents.isOwn }).from(agents).where(isAgent(tx, agent));
    const isTold = versions[0]?.authorId !== "system" && row?.isOwn !== true && record.instructions !== here.instructions;
    if (isTold) await writeInstructions(tx, { agent, instructions: record.instructions, note: "From an import" });
    const change = {
      ...(isSame(here.models, AUTO) && !isSame(record.models, AUTO) ? { models: record.models } : {}),
      ...(isSame(here.limits, NO_LIMITS) && !isSame(record.limits, NO_LIMITS) ? { limits: record.limits } : {}),
      ...(here.tools === null && record.tools !== null ? { tools: record.tools } : {}),
      ...(here.enabled && !record.enabled ? { enabled: false } : {}),
    };
    if (Object.keys(change).length > 0) await changeAgent(tx, { agent, ...change });
    return isTold || Object.keys(change).length > 0;
  });
}

function isSame<T extends object>(one: T, other: T): boolean {
  return Object.entries(one).every(([key, value]) => value === other[key as keyof T]);
}
