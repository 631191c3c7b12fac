import { and, eq, isNull } from "drizzle-orm";
import { AppError, emit, newId, write, type Actor, type ActorKind, type Context, type Tx } from "../platform/index.ts";
import { freeHandle } from "./internal.ts";
import { IdentityEvents, type Member } from "./model.ts";
import { PERMISSIONS } from "./permissions.ts";
import { members } from "./tables.ts";

export interface AddAgent {
  /** Which agent of the registry, such as "developer"; once in a workspace. */
  agent: string;
  name: string;
  handle: string;
  can: readonly string[];
}

/** Adds the agent, or brings its name and rights up to date. */
export async function addAgent(ctx: Context, input: AddAgent): Promise<Member> {
  return write(ctx, "identity:write", async (tx) => {
    const { agent, name } = input;
    const [known] = await tx.db.select().from(members).where(ofAgent(tx, agent)).for("update");
    const member: Member = {
      id: known?.id ?? newId("mem"),
      kind: "agent",
      name,
      handle: known?.handle ?? (await freeHandle(tx, input.handle)),
      role: "member",
      email: null,
      agent,
      joinedAt: known?.joinedAt ?? tx.clockNow,
    };
    const { email: _, ...stored } = member;
    await tx.db
      .insert(members)
      .values({ ...stored, workspaceId: tx.workspaceId, can: [...input.can] })
      .onConflictDoUpdate({ target: members.id, set: { name, can: [...input.can] } });
    if (!known) await emit(tx, IdentityEvents.MemberAdded, member);
    return member;
  });
}

/** Takes the agent out; what it wrote stays, under its name. */
export async function removeAgent(ctx: Context, agent: string): Promise<void> {
  await write(ctx, "identity:write", async (tx) => {
    const [gone] = await tx.db
      .update(members)
      .set({ removedAt: tx.clockNow })
      .where(and(ofAgent(tx, agent), isNull(members.removedAt)))
      .returning({ id: members.id });
    if (gone) await emit(tx, IdentityEvents.MemberRemoved, { memberId: gone.id });
  });
}

/** The agent as an actor with its own rights, by its name in the registry or by its member. */
export async function agentActor(ctx: Context, agent: string | Pick<Member, "id">): Promise<Actor> {
  const where = typeof agent === "string" ? ofAgent(ctx, agent) : and(eq(members.id, agent.id), eq(members.kind, "agent"));
  const [row] = await ctx.db.select().from(members).where(where);
  // NOTE: a workspace is there a moment before its agents are; who needs one then tries again.
  if (!row && typeof agent === "string")
    throw new AppError("unavailable", "The agent has not joined this workspace yet. Try again in a moment.");
  if (!row || row.removedAt !== null) throw new AppError("not_found", "This agent is not in the workspace.");
  return { kind: "agent", id: row.id, can: new Set(row.can ?? []) };
}

/** The rights that a stored actor has now, as for a task that somebody started earlier. */
export async function actorOf(ctx: Context, stored: { kind: ActorKind; id: string }): Promise<Actor> {
  if (stored.kind === "system") return { ...stored, can: "everything" };
  if (stored.kind === "agent") return agentActor(ctx, stored);
  const [row] = await ctx.db
    .select()
    .from(members)
    .where(and(eq(members.id, stored.id), isNull(members.removedAt)));
  if (!row) throw new AppError("forbidden", "Whoever started this is not in the workspace any more.");
  return { kind: "person", id: row.id, can: PERMISSIONS[row.role] };
}

/** The same; undefined for one who is not in the workspace any more. */
export async function findActor(ctx: Context, stored: { kind: ActorKind; id: string }): Promise<Actor | undefined> {
  return actorOf(ctx, stored).catch((error: unknown) => {
    if (error instanceof AppError && (error.code === "forbidden" || error.code === "not_found")) return undefined;
    throw error;
  });
}

const ofAgent = (ctx: Context | Tx, agent: string) => and(eq(members.workspaceId, ctx.workspaceId), eq(members.agent, agent));
