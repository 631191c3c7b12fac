import { and, eq, isNull, like, or, sql } from "drizzle-orm";
import { AppError, type Context, type Tx } from "../platform/index.ts";
import { asHandle, type Member, type Role } from "./model.ts";
import { members, people } from "./tables.ts";

const RESERVED = new Set(["everyone", "here", "channel"]);

/** A `Member` as a select tells it, with people joined; a person's name and e-mail come from the person. */
export const memberColumns = {
  id: members.id,
  kind: members.kind,
  name: sql<string>`coalesce(${people.name}, ${members.name})`,
  handle: members.handle,
  role: members.role,
  email: sql<string | null>`coalesce(${people.email}, ${members.guestEmail})`,
  agent: members.agent,
  joinedAt: members.joinedAt,
};

export interface StoredMember {
  member: Member;
  personId: string | null;
}

export async function getStoredMember(ctx: Context, memberId: string): Promise<StoredMember> {
  const [row] = await ctx.db
    .select({ member: memberColumns, personId: members.personId })
    .from(members)
    .leftJoin(people, eq(people.id, members.personId))
    .where(and(eq(members.id, memberId), eq(members.workspaceId, ctx.workspaceId), isNull(members.removedAt)));
  if (!row) throw new AppError("not_found", "This member is not in the workspace any more. Reload the list of members.");
  return row;
}

/** The rank of whoever acts; the platform itself and tools of the operator rank as owner. */
export async function ownRole(tx: Tx): Promise<Role> {
  if (tx.actor.can === "everything") return "owner";
  return (await getStoredMember(tx, tx.actor.id)).member.role;
}

/** Refuses to leave a workspace without an owner. Locks the owners, so that two at once cannot both step down. */
export async function requireAnotherOwner(tx: Tx, memberId: string): Promise<void> {
  const owners = await tx.db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.workspaceId, tx.workspaceId), eq(members.role, "owner"), isNull(members.removedAt)))
    .for("update");
  if (!owners.some((owner) => owner.id !== memberId))
    throw new AppError("conflict", "This is the last owner of the workspace. Make somebody else an owner first.");
}

/** A handle nobody in the workspace has, made from a name: `Ada Lovelace` becomes `ada-lovelace`, then `ada-lovelace-2`. */
export async function freeHandle(tx: Tx, name: string): Promise<string> {
  const plain = asHandle(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");
  const base = plain.slice(0, 32).replace(/-+$/, "") || "member";
  const taken = await tx.db
    .select({ handle: members.handle })
    .from(members)
    .where(and(eq(members.workspaceId, tx.workspaceId), or(eq(members.handle, base), like(members.handle, `${base}-%`))));
  const handles = new Set([...RESERVED, ...taken.map((row) => row.handle)]);
  if (!handles.has(base)) return base;
  let number = 2;
  while (handles.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
