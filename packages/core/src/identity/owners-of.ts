import { and, eq, isNull } from "drizzle-orm";
import { requirePermission, type Context } from "../platform/index.ts";
import { members } from "./tables.ts";

/** The people who own the workspace; the ids are theirs in all workspaces. */
export async function ownersOf(ctx: Context): Promise<string[]> {
  requirePermission(ctx, "identity:read");
  const rows = await ctx.db
    .select({ personId: members.personId })
    .from(members)
    .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.role, "owner"), isNull(members.removedAt)));
  return rows.flatMap(({ personId }) => personId ?? []);
}
