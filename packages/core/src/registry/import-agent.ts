import { eq } from "drizzle-orm";
import { z } from "zod";
import { may, write, type Context } from "../platform/index.ts";
import { builtIn } from "./built-in.ts";
import { changeAgent, makeAgent } from "./change-agent.ts";
import { writeInstructions } from "./instructions.ts";
import { AgentProfile, AUTO, BUILT_IN_RUNTIME, Instructions, InstructionsVersion, NO_LIMITS } from "./model.ts";
import { getProfile, isAgent } from "./profiles.ts";
import { AGENT_RIGHTS } from "./rights.ts";
import { listRuntimes } from "./runtimes.ts";
import { agentInstructions, agents } from "./tables.ts";

/** An agent as an export has it; the newest of its instructions first. */
export const AgentRecord = AgentProfile.extend({
  versions: z.array(InstructionsVersion.extend({ instructions: Instructions, version: z.int32() })).max(10_000),
});
export type AgentRecord = z.infer<typeof AgentRecord>;

export interface ImportedAgent {
  /** False when it is here already, or was, or when nothing of it was taken. */
  isTaken: boolean;
  /** What of it did not come along, and why. */
  left: { what: string; reason: string }[];
}

/**
 * An agent that a workspace made itself, with all that it was told before. It is turned off until somebody here has looked at it, holds no
 * right that the actor could not give, and works by its runtime where that is installed.
 */
export function importAgent(ctx: Context, record: AgentRecord): Promise<ImportedAgent> {
  const { agent, can, versions, runtime, ...shown } = record;
  return write(ctx, "agents:manage", async (tx) => {
    const [known] = await tx.db.select({ agent: agents.agent }).from(agents).where(isAgent(tx, agent));
    if (known || builtIn(agent)) return { isTaken: false, left: [] };
    const held = can.filter((right) => AGENT_RIGHTS.includes(right) && may(tx.actor, right));
    const isInstalled = listRuntimes(tx).some(({ name }) => name === runtime);
    const made = await makeAgent(tx, { ...shown, can: held, runtime: isInstalled ? runtime : BUILT_IN_RUNTIME }, { agent });
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
    const lost = can.filter((right) => !made.can.includes(right));
    return { isTaken: true, left: [...leftRights(lost, made.handle), ...(isInstalled ? [] : leftRuntime(runtime, made.handle))] };
  });
}

/** What a workspace made of an agent of the product, as far as it is as the product made it here; its rights and its runtime stay. */
export function importAgentChanges(ctx: Context, record: AgentRecord): Promise<ImportedAgent> {
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
    return { isTaken: isTold || Object.keys(change).length > 0, left: keptApart(here, record) };
  });
}

function leftRights(lost: readonly string[], handle: string): ImportedAgent["left"] {
  const [given, unknown] = [lost.filter((right) => AGENT_RIGHTS.includes(right)), lost.filter((right) => !AGENT_RIGHTS.includes(right))];
  const what = `rights of @${handle}`;
  return [
    ...(unknown.length > 0 ? [{ what, reason: `No agent holds them on this server: ${unknown.join(", ")}.` }] : []),
    ...(given.length > 0 ? [{ what, reason: `You do not hold them, so you cannot give them: ${given.join(", ")}.` }] : []),
  ];
}

function leftRuntime(runtime: string, handle: string): ImportedAgent["left"] {
  return [{ what: `runtime of @${handle}`, reason: `“${runtime}” is not installed on this server. It works by the product's own.` }];
}

function keptApart({ handle, can, runtime }: AgentProfile, there: AgentRecord): ImportedAgent["left"] {
  const [more, fewer] = [there.can.filter((right) => !can.includes(right)), can.filter((right) => !there.can.includes(right))];
  const rights = [...more.map((right) => `with ${right}`), ...fewer.map((right) => `without ${right}`)].join(", ");
  return [
    ...(rights === "" ? [] : [{ what: `rights of @${handle}`, reason: `They stay as they are here. Elsewhere it was ${rights}.` }]),
    ...(there.runtime === runtime
      ? []
      : [{ what: `runtime of @${handle}`, reason: `It stays “${runtime}” here. Elsewhere it was “${there.runtime}”.` }]),
  ];
}

function isSame<T extends object>(one: T, other: T): boolean {
  return Object.entries(one).every(([key, value]) => value === other[key as keyof T]);
}
