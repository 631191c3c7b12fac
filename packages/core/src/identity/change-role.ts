import { eq } from "drizzle-orm";
import { AppError, emit, write, type Context } from "../platform/index.ts";
import { getStoredMember, ownRole, requireAnotherOwner } from "./internal.ts";
import { IdentityEvents, type ChangeRole, type Member } from "./model.ts";
import { requireRank } from "./permissions.ts";
import { requireRoomToOwn } from "./room-to-own.ts";
import { forgetPerson } from "./session-cache.ts";
import { members } from "./tables.ts";

export async function changeRole(ctx: Context, input: ChangeRole): Promise<Member> {
  return write(ctx, "identity:write", async (tx) => {
    const { member, personId } = await getStoredMember(tx, input.memberId);
    if (!personId) throw new AppError("bad_request", "An agent's rights come with its role in the team and cannot be changed here.");
    const own = await ownRole(tx);
    requireRank(own, member.role);
    requireRank(own, input.role);
    if (input.role === "owner" && member.role !== "owner") await requireRoomToOwn(tx, personId, `${member.name} owns`);
    if (member.role === "owner" && input.role !== "owner") await requireAnotherOwner(tx, member.id);
    await tx.db.update(members).set({ role: input.role }).where(eq(members.id, member.id));
    const changed: Member = { ...member, role: input.role };
    await emit(tx, IdentityEvents.MemberChanged, changed);
    tx.afterCommit(() => {
      forgetPerson(tx.platform, personId);
      forgetPerson(tx.platform, member.id);
    });
    return changed;
  });
}
