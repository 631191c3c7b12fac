import { emit, makeContext, newId, write, type Platform, type Tx } from "../platform/index.ts";
import { freeHandle } from "./internal.ts";
import { IdentityEvents, type CreateWorkspace, type Member, type Person, type Workspace } from "./model.ts";
import { requireRoomToOwn } from "./room-to-own.ts";
import { members, workspaces } from "./tables.ts";
import { forgetPerson } from "./session-cache.ts";

/** Other modules furnish the new workspace: they follow `identity.workspace_created`. */
export async function createWorkspace(platform: Platform, person: Person, input: CreateWorkspace): Promise<Workspace> {
  const memberId = newId("mem");
  const ctx = makeContext(platform, {
    workspaceId: newId("wsp"),
    actor: { kind: "person", id: memberId, can: "everything" },
  });
  return write(ctx, "identity:write", async (tx) => {
    await requireRoomToOwn(tx, person.id, "You own");
    return insertWorkspace(tx, person, input.name);
  });
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
