import { and, eq, isNull, sql } from "drizzle-orm";
import { AppError, emit, makeContext, newId, systemContext, write, type Platform, type Tx } from "../platform/index.ts";
import { freeHandle } from "./internal.ts";
import { IdentityEvents, type CreateWorkspace, type Member, type Person, type Workspace } from "./model.ts";
import { members, workspaces } from "./tables.ts";
import { forgetPerson } from "./session-cache.ts";

/** What an operator gives to each workspace, one person has so many times at most. */
const MOST_OWNED = 10;
const LOCK = 7_291_009;

/** Other modules furnish the new workspace: they follow `identity.workspace_created`. */
export async function createWorkspace(platform: Platform, person: Person, input: CreateWorkspace): Promise<Workspace> {
  const memberId = newId("mem");
  const ctx = makeContext(platform, {
    workspaceId: newId("wsp"),
    actor: { kind: "person", id: memberId, can: "everything" },
  });
  return write(ctx, "identity:write", async (tx) => {
    await requireRoom(tx, person);
    return insertWorkspace(tx, person, input.name);
  });
}

/** One after the other for a person, so that several at once do not each find room. */
async function requireRoom({ db, platform }: Tx, { id }: Person): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${id}))`);
  const isOwner = and(eq(members.personId, id), eq(members.role, "owner"), isNull(members.removedAt));
  if ((await systemContext(platform).db.$count(members, isOwner)) < MOST_OWNED) return;
  throw new AppError(
    "conflict",
    `You own ${MOST_OWNED} workspaces, which is the most. Make somebody else the owner of one, and try again.`,
  );
}

/** The workspace and the owner get the ids of the transaction's workspace and actor. */
export async function insertWorkspace(tx: Tx, person: Person, name: string): Promise<Workspace> {
  const workspace: Workspace = { id: tx.workspaceId, name, createdAt: tx.clockNow };
  await tx.db.insert(workspaces).values(workspace);
  const owner: Member = {
    id: tx.actor.id,
    kind: "person",
    name: person.name,
    handle: await freeHandle(tx, person.name),
    role: "owner",
    email: person.email,
    agent: null,
    joinedAt: tx.clockNow,
  };
  const { email: _, ...stored } = owner;
  await tx.db.insert(members).values({ ...stored, workspaceId: workspace.id, personId: person.id });
  await emit(tx, IdentityEvents.WorkspaceCreated, workspace);
  await emit(tx, IdentityEvents.MemberAdded, owner);
  tx.afterCommit(() => forgetPerson(tx.platform, person.id));
  return workspace;
}
