import { desc, eq } from "drizzle-orm";
import { agentActor } from "../identity/index.ts";
import { actAs, AppError, type Context, type Tx } from "../platform/index.ts";
import { vouchFor, type AgentName } from "../agents/index.ts";
import { postMessage, type Message } from "../chat/index.ts";
import { builds } from "./tables.ts";

/** How the threads that builds follow are marked. */
export const ATTENDED_BY = "builder";

export type BuildRow = typeof builds.$inferSelect;

export async function fetchBuild(ctx: Context, id: string): Promise<BuildRow> {
  const [row] = await ctx.db.select().from(builds).where(eq(builds.id, id));
  if (!row) throw new AppError("not_found", "There is no such build in this workspace.");
  return row;
}

export async function latestBuild(ctx: Context, projectId: string): Promise<BuildRow | undefined> {
  const [row] = await ctx.db.select().from(builds).where(eq(builds.projectId, projectId)).orderBy(desc(builds.id)).limit(1);
  return row;
}

/**
 * Says something in a project's thread: as what comes of its people's words and of ours alone, but where a program's are in it, as whatever
 * that program had read may be there too.
 */
export async function say(
  ctx: Context,
  { byProgram = false, ...post }: Parameters<typeof postMessage>[1] & { byProgram?: boolean },
): Promise<Message> {
  const message = await postMessage(ctx, post);
  if (!byProgram) await vouchFor(ctx, message.id);
  return message;
}

/** The same transaction in an agent's hands, under its rights. */
export async function inHandsOf(tx: Tx, agent: AgentName): Promise<Tx> {
  return actAs(tx, await agentActor(tx, agent));
}
