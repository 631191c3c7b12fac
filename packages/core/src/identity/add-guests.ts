import { and, asc, eq, isNotNull } from "drizzle-orm";
import { requirePermission, write, type Context } from "../platform/index.ts";
import { freeHandle, memberColumns } from "./internal.ts";
import type { Member } from "./model.ts";
import { members, people } from "./tables.ts";

export interface Guest {
  /** The same whenever the same guest comes in. */
  id: string;
  kind: Member["kind"];
  name: string;
  /** What the handle is made from. */
  handle: string;
  email?: string | null | undefined;
}

/** Names for those who wrote elsewhere and are not here: members who have left, so they stand as authors and may do nothing. */
export async function addGuests(ctx: Context, guests: readonly Guest[]): Promise<void> {
  await write(ctx, "transfer:import", async (tx) => {
    for (const { id, kind, name, handle, email } of guests) {
      const [known] = await tx.db.select({ id: members.id }).from(members).where(eq(members.id, id));
      if (known) continue;
      const row = { id, kind, name: name.slice(0, 80).toWellFormed(), handle: await freeHandle(tx, handle), role: "viewer" as const };
      const at = tx.clockNow;
      const guestEmail = kind === "person" ? email?.trim().toLowerCase() || null : null;
      await tx.db.insert(members).values({ ...row, guestEmail, workspaceId: tx.workspaceId, can: [], joinedAt: at, removedAt: at });
    }
  });
}

const MOST = 5_000;

/** Those who left, and guests of an import, for showing who wrote what. */
export async function listFormerMembers(ctx: Context): Promise<Member[]> {
  requirePermission(ctx, "identity:read");
  return ctx.db
    .select(memberColumns)
    .from(members)
    .leftJoin(people, eq(people.id, members.personId))
    .where(and(eq(members.workspaceId, ctx.workspaceId), isNotNull(members.removedAt)))
    .orderBy(asc(members.id))
    .limit(MOST);
}
