import { and, eq, ne, sql } from "drizzle-orm";
import { addAgent, listWorkspaceIds } from "../identity/index.ts";
import { emit, systemContext, write, type Context, type Tx } from "../platform/index.ts";
import { agents } from "./tables.ts";
import { AGENTS, builtIn } from "./built-in.ts";
import { writeVersion } from "./instructions.ts";
import { RegistryEvents, type AgentName } from "./model.ts";
import { isAgent, lockAgent, putAgent, readProfiles } from "./profiles.ts";

/** Every agent of the product's own that is not in the workspace yet joins it. */
export async function addAgents(tx: Tx): Promise<void> {
  for (const definition of AGENTS) await putAgent(tx, definition);
}

/** Brings workspaces of before up to date: agents that are new, and instructions and rights that nobody there has touched. A chore over all workspaces. */
export async function ensureAgents(system: Context): Promise<void> {
  const { platform } = system;
  const known = Map.groupBy(
    await system.db.select({ workspaceId: agents.workspaceId, agent: agents.agent }).from(agents).where(eq(agents.builtIn, true)),
    ({ workspaceId }) => workspaceId,
  );
  for (const id of await listWorkspaceIds(system))
    if ((known.get(id)?.length ?? 0) < AGENTS.length) await write(systemContext(platform, id), "agents:manage", (tx) => addAgents(tx));
  for (const { agent, instructions } of AGENTS) {
    const stale = and(eq(agents.agent, agent), eq(agents.isOwn, false), ne(agents.instructions, instructions));
    const rows = await system.db.select({ workspaceId: agents.workspaceId }).from(agents).where(stale);
    for (const { workspaceId } of rows)
      await write(systemContext(platform, workspaceId), "agents:manage", async (tx) => {
        const row = await lockAgent(tx, agent);
        if (!row.isOwn) await writeVersion(tx, row, { instructions, note: "Came with a new version of OpenVibe", isOwn: false });
      });
    await bringRights(system, agent);
  }
}

/** What the product gives its agent by now and did not before, such as for tools that are new. NOTE: only added; what came before may be in use. */
async function bringRights(system: Context, agent: AgentName): Promise<void> {
  const current = [...(builtIn(agent)?.can ?? [])];
  const differ = sql`${agents.givenRights} <> ${sql.param(current, agents.givenRights)}`;
  const rows = await system.db
    .select({ workspaceId: agents.workspaceId })
    .from(agents)
    .where(and(eq(agents.agent, agent), differ));
  for (const { workspaceId } of rows)
    await write(systemContext(system.platform, workspaceId), "agents:manage", async (tx) => {
      const { givenRights } = await lockAgent(tx, agent);
      const profile = (await readProfiles(tx)).find((each) => each.agent === agent);
      if (!profile || givenRights === null) return;
      const { name, handle, can } = profile;
      const added = current.filter((right) => !givenRights.includes(right));
      await addAgent(tx, { agent, name, handle, can: [...new Set([...can, ...added])] });
      await tx.db.update(agents).set({ givenRights: current }).where(isAgent(tx, agent));
      await emit(tx, RegistryEvents.AgentChanged, { agent, fields: ["can"] });
    });
}
