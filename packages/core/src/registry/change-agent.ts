import { listBudgets, removeBudget, setBudget } from "../billing/index.ts";
import { getChannel } from "../chat/index.ts";
import { addAgent, removeAgent } from "../identity/index.ts";
import { AppError, emit, may, newId, write, type Context, type Tx } from "../platform/index.ts";
import { ChangeAgent, MakeAgent, RegistryEvents, type AgentLimits, type AgentName, type AgentProfile, type SetInChannel } from "./model.ts";
import { agentInstructions, agents, agentsOff } from "./tables.ts";
import { builtIn } from "./built-in.ts";
import { isAgent, isOff, listProfiles, lockAgent } from "./profiles.ts";
import { requireRuntime } from "./runtimes.ts";
import { AGENT_RIGHTS, wholeRights } from "./rights.ts";

const MOST_OWN = 100;
const MICROS_PER_CENT = 10_000;

/** An agent of the workspace's own: it joins as a member at once. One that comes from elsewhere keeps its id, and takes any handle. */
export function makeAgent(ctx: Context, input: MakeAgent, from?: { agent: AgentName }): Promise<AgentProfile> {
  const { handle, can, limits, instructions, ...shown } = MakeAgent.parse(input);
  return write(ctx, "agents:manage", async (tx) => {
    const own = (await listProfiles(tx)).filter((each) => !each.builtIn);
    if (own.length >= MOST_OWN) throw new AppError("conflict", `There are ${MOST_OWN} agents of your own already. Remove one first.`);
    requireGrantable(tx, can, []);
    requireRuntime(tx, shown.runtime);
    const agent = from?.agent ?? newId("agt", tx.clockNow.getTime());
    const row = { ...shown, agent, limits, instructions, version: 1, isOwn: true, builtIn: false, workspaceId: tx.workspaceId };
    await tx.db.insert(agents).values({ ...row, createdAt: tx.clockNow, changedAt: tx.clockNow });
    const first = { agent, version: 1, instructions, note: "", authorId: tx.actor.id };
    await tx.db.insert(agentInstructions).values({ ...first, workspaceId: tx.workspaceId, createdAt: tx.clockNow });
    const member = await addAgent(tx, { agent, name: shown.name, handle, can: wholeRights(can) });
    if (!from && member.handle !== handle) throw new AppError("conflict", `Somebody here is or was @${handle}. Choose another handle.`);
    await limitDay(tx, { ...shown, memberId: member.id, limits });
    await emit(tx, RegistryEvents.AgentMade, { agent });
    return profileIn(tx, agent);
  });
}

export function changeAgent(ctx: Context, input: ChangeAgent): Promise<AgentProfile> {
  const { agent, can, ...change } = ChangeAgent.parse(input);
  return write(ctx, "agents:manage", async (tx) => {
    await lockAgent(tx, agent);
    const before = await profileIn(tx, agent);
    if (can) requireGrantable(tx, can, before.can);
    requireRuntime(tx, change.runtime === before.runtime ? undefined : change.runtime);
    const choosesRights = can !== undefined && new Set(wholeRights(can)).symmetricDifference(new Set(before.can)).size > 0;
    await tx.db
      .update(agents)
      .set({ ...change, ...(choosesRights ? { givenRights: null } : {}), changedAt: tx.clockNow })
      .where(isAgent(tx, agent));
    const { handle } = before;
    const name = change.name ?? before.name;
    const rights = can ? wholeRights(can) : before.can;
    const member = await addAgent(tx, { agent, name, handle, can: rights });
    if (change.limits && change.limits.dayCents !== before.limits.dayCents)
      await limitDay(tx, { name, memberId: member.id, limits: change.limits });
    await emit(tx, RegistryEvents.AgentChanged, { agent, fields: Object.keys({ ...change, ...(can ? { can } : {}) }) });
    return profileIn(tx, agent);
  });
}

/** Takes an agent of the workspace's own out; what it wrote stays, under its name. */
export function retireAgent(ctx: Context, { agent }: { agent: AgentName }): Promise<void> {
  return write(ctx, "agents:manage", async (tx) => {
    if (builtIn(agent)) throw new AppError("conflict", "The product's own agents stay. Turn it off instead.");
    await lockAgent(tx, agent);
    const { memberId, name, limits } = await profileIn(tx, agent);
    if (memberId) await limitDay(tx, { name, memberId, limits: { ...limits, dayCents: null } });
    await tx.db.update(agents).set({ enabled: false, removedAt: tx.clockNow, changedAt: tx.clockNow }).where(isAgent(tx, agent));
    await removeAgent(tx, agent);
    await emit(tx, RegistryEvents.AgentRemoved, { agent });
  });
}

/** Turns it on or off in one channel, for everybody there. */
export function setInChannel(ctx: Context, { agent, channelId, enabled }: SetInChannel): Promise<AgentProfile> {
  return write(ctx, "agents:manage", async (tx) => {
    await lockAgent(tx, agent);
    await getChannel(tx, { channelId });
    if (enabled) await tx.db.delete(agentsOff).where(isOff(tx, agent, channelId));
    else await tx.db.insert(agentsOff).values({ workspaceId: tx.workspaceId, agent, channelId }).onConflictDoNothing();
    await emit(tx, RegistryEvents.AgentChanged, { agent, fields: ["offIn"] });
    return profileIn(tx, agent);
  });
}

/** Nobody gives what they do not have, nor what no agent may hold; what it has already may stay. */
function requireGrantable(tx: Tx, can: readonly string[], before: readonly string[]): void {
  const added = can.filter((right) => !before.includes(right));
  const unknown = added.find((right) => !AGENT_RIGHTS.includes(right));
  if (unknown !== undefined) throw new AppError("bad_request", `No agent may hold the right ${unknown.slice(0, 60)}.`);
  const missing = added.find((right) => !may(tx.actor, right));
  if (missing !== undefined) throw new AppError("forbidden", `You may not give ${missing}: you do not have it yourself.`);
}

async function limitDay(tx: Tx, { name, memberId, limits }: { name: string; memberId: string; limits: AgentLimits }): Promise<void> {
  const budget = { scope: "agent", subjectId: memberId, period: "day" } as const;
  if (limits.dayCents !== null)
    return void (await setBudget(tx, { ...budget, limitMicros: limits.dayCents * MICROS_PER_CENT, name: `${name}, each day` }));
  const { items } = await listBudgets(tx, { scope: "agent", subjectId: memberId, limit: 10 });
  for (const { id, period } of items) if (period === "day") await removeBudget(tx, { budgetId: id });
}

async function profileIn(tx: Tx, agent: AgentName): Promise<AgentProfile> {
  const found = (await listProfiles(tx)).find((each) => each.agent === agent);
  if (!found) throw new AppError("not_found", "There is no such agent in the workspace.");
  return found;
}
