import { and, eq, isNull } from "drizzle-orm";
import { inSeenChannel } from "../chat/index.ts";
import { addAgent, listAgents } from "../identity/index.ts";
import { actAs, AppError, requirePermission, SYSTEM, type Context, type Tx } from "../platform/index.ts";
import { AgentName, AUTO, BUILT_IN_RUNTIME, NO_LIMITS, type AgentProfile } from "./model.ts";
import { agentInstructions, agents, agentsOff } from "./tables.ts";
import { AGENTS, builtIn, type AgentDefinition } from "./built-in.ts";

export type AgentRow = typeof agents.$inferSelect;
/** What a turn of it goes by. */
export type AgentSelf = Pick<AgentProfile, "agent" | "name" | "title" | "instructions" | "models" | "tools" | "limits" | "runtime">;

/** As the workspace has it; as the product brings it where nobody has looked at it yet. */
export async function selfOf(ctx: Context, agent: AgentName): Promise<AgentSelf> {
  const [row] = await ctx.db.select().from(agents).where(isAgent(ctx, agent));
  const self = row ?? fromProduct(agent);
  if (!self) throw new AppError("not_found", "There is no such agent in the workspace.");
  return self;
}

/** Whether it takes up what is said in the channel. */
export async function isOn(ctx: Context, agent: AgentName, channelId: string): Promise<boolean> {
  const [off] = await ctx.db
    .select()
    .from(agentsOff)
    .where(isOff(ctx, agent, channelId));
  if (off) return false;
  const [row] = await ctx.db.select({ enabled: agents.enabled }).from(agents).where(isAgent(ctx, agent));
  return row?.enabled ?? true;
}

/** Why it takes up nothing that is said in the channel, for people; `here` where it is off in this channel alone. */
export async function whyOff(ctx: Context, agent: AgentName, channelId: string): Promise<{ here: boolean; says: string } | undefined> {
  if (await isOn(ctx, agent, channelId)) return undefined;
  const profile = (await readProfiles(ctx)).find((each) => each.agent === agent);
  if (!profile) return { here: false, says: "This agent is not in the workspace any more." };
  const { enabled: here, handle } = profile;
  return { here, says: `@${handle} is turned off${here ? " in this channel" : ""}.` };
}

/** Refuses what would have it begin something in a channel where it is off. */
export async function requireOn(ctx: Context, agent: AgentName, channelId: string): Promise<void> {
  const off = await whyOff(ctx, agent, channelId);
  if (off) throw new AppError("conflict", off.says);
}

/** Those that can be asked in the channel; of agents as somebody sees them who sees the channel. */
export function onIn<Agent extends Pick<AgentProfile, "enabled" | "memberId" | "offIn">>(
  all: readonly Agent[],
  channelId: string,
): Agent[] {
  return all.filter(({ enabled, memberId, offIn }) => enabled && memberId !== null && !offIn.includes(channelId));
}

/** The agents of the workspace, the product's own first. */
export async function listProfiles(ctx: Context): Promise<AgentProfile[]> {
  requirePermission(ctx, "agents:read");
  return readProfiles(ctx);
}

export async function getProfile(ctx: Context, { agent }: { agent: AgentName }): Promise<AgentProfile> {
  const found = (await listProfiles(ctx)).find((each) => each.agent === agent);
  return found ?? notFound();
}

/** For the platform itself and for agents that ask each other. */
export async function readProfiles(ctx: Context): Promise<AgentProfile[]> {
  const [members, rows, offs] = await Promise.all([
    listAgents(ctx),
    ctx.db
      .select()
      .from(agents)
      .where(and(eq(agents.workspaceId, ctx.workspaceId), isNull(agents.removedAt))),
    ctx.db
      .select()
      .from(agentsOff)
      .where(and(eq(agentsOff.workspaceId, ctx.workspaceId), inSeenChannel(ctx, agentsOff.channelId))),
  ]);
  const byAgent = new Map(rows.map((row) => [row.agent, row]));
  const order = [...AGENTS.map(({ agent }) => agent), ...rows.filter((row) => !row.builtIn).map(({ agent }) => agent)];
  return order.flatMap((agent): AgentProfile[] => {
    const self = byAgent.get(agent) ?? fromProduct(agent);
    if (!self) return [];
    const member = members.find((each) => each.agent === agent);
    const definition = builtIn(agent);
    return [
      {
        ...publicPart(self),
        memberId: member?.id ?? null,
        handle: member?.handle ?? definition?.handle ?? "",
        can: member?.can ?? [...(definition?.can ?? [])],
        offIn: offs.filter((off) => off.agent === agent).map(({ channelId }) => channelId),
      },
    ];
  });
}

/** Locked until the transaction ends; one of the product's own that is not there yet is put there. */
export async function lockAgent(tx: Tx, agent: AgentName): Promise<AgentRow> {
  const definition = builtIn(agent);
  if (definition) await putAgent(tx, definition);
  const [row] = await tx.db
    .select()
    .from(agents)
    .where(and(isAgent(tx, agent), isNull(agents.removedAt)))
    .for("update");
  return row ?? notFound();
}

/** Puts one of the product's own into the workspace, with its member; nothing happens where it is there already. */
export async function putAgent(tx: Tx, definition: AgentDefinition): Promise<void> {
  const { handle, can, ...shown } = definition;
  const added = await tx.db
    .insert(agents)
    .values({
      ...shown,
      workspaceId: tx.workspaceId,
      builtIn: true,
      version: 1,
      givenRights: [...can],
      models: AUTO,
      limits: NO_LIMITS,
      runtime: BUILT_IN_RUNTIME,
      createdAt: tx.clockNow,
      changedAt: tx.clockNow,
    })
    .onConflictDoNothing()
    .returning({ agent: agents.agent });
  if (added.length === 0) return;
  const { agent, name, instructions } = definition;
  const first = { agent, version: 1, instructions, note: "", authorId: "system", createdAt: tx.clockNow };
  await tx.db.insert(agentInstructions).values({ ...first, workspaceId: tx.workspaceId });
  await addAgent(actAs(tx, SYSTEM), { agent, name, handle, can });
}

function fromProduct(
  agent: AgentName,
): (Omit<AgentRow, "workspaceId" | "createdAt" | "changedAt" | "removedAt" | "isOwn" | "givenRights"> & { changedAt: null }) | undefined {
  const definition = builtIn(agent);
  if (!definition) return undefined;
  const { name, title, instructions, avatar } = definition;
  const policy = { models: AUTO, tools: null, limits: NO_LIMITS, runtime: BUILT_IN_RUNTIME };
  return { agent, builtIn: true, name, title, instructions, avatar, version: 1, ...policy, enabled: true, changedAt: null };
}

function publicPart(self: NonNullable<ReturnType<typeof fromProduct>> | AgentRow) {
  const { agent, name, title, instructions, version, models, tools, limits, runtime, avatar, enabled, changedAt } = self;
  return { agent, builtIn: self.builtIn, name, title, instructions, version, models, tools, limits, runtime, avatar, enabled, changedAt };
}

export const isAgent = (ctx: Context, agent: AgentName) => and(eq(agents.workspaceId, ctx.workspaceId), eq(agents.agent, agent));
export const isOff = (ctx: Context, agent: AgentName, channelId: string) =>
  and(eq(agentsOff.workspaceId, ctx.workspaceId), eq(agentsOff.agent, agent), eq(agentsOff.channelId, channelId));

function notFound(): never {
  throw new AppError("not_found", "There is no such agent in the workspace. Reload the list of agents.");
}
