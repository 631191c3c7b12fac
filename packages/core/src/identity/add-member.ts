import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { AppError, emit, newId, write, type Context } from "../platform/index.ts";
import { freeHandle, ownRole } from "./internal.ts";
import { IdentityEvents, type AddMember, type Member } from "./model.ts";
import { requireRank } from "./permissions.ts";
import { forgetPerson } from "./session-cache.ts";
import { members, people } from "./tables.ts";

/** Adds somebody who has an account; who left before, or wrote what an import brought, comes as the same member. */
export async function addMember(ctx: Context, input: AddMember): Promise<Member> {
  return write(ctx, "identity:write", async (tx) => {
    requireRank(await ownRole(tx), input.role);
    const email = input.email.toLowerCase();
    const [person] = await tx.db.select().from(people).where(eq(people.email, email));
    if (!person) throw new AppError("not_found", `There is no account with ${email} yet. Ask them to sign up first, then add them again.`);
    const [known] = await tx.db
      .select()
      .from(members)
      .where(and(eq(members.workspaceId, tx.workspaceId), or(eq(members.personId, person.id), isGuest(email))))
      .orderBy(sql`${members.personId} nulls last`, asc(members.id))
      .limit(1)
      .for("update");
    if (known && !known.removedAt) throw new AppError("conflict", `${person.name} is a member already. Change the role instead.`);
    const member: Member = {
      id: known?.id ?? newId("mem"),
      kind: "person",
      name: person.name,
      handle: known?.handle ?? (await freeHandle(tx, person.name)),
      role: input.role,
      email: person.email,
      agent: null,
      joinedAt: tx.clockNow,
    };
    const { id, kind, name, handle, role, joinedAt } = member;
    await tx.db
      .insert(members)
      .values({ id, kind, name, handle, role, joinedAt, workspaceId: tx.workspaceId, personId: person.id })
      .onConflictDoUpdate({ target: members.id, set: { personId: person.id, guestEmail: null, role, joinedAt, removedAt: null } });
    await emit(tx, IdentityEvents.MemberAdded, member);
    tx.afterCommit(() => forgetPerson(tx.platform, person.id));
    return member;
  });
}

const isGuest = (email: string) => and(eq(members.guestEmail, email), isNull(members.personId));
