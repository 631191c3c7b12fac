import { desc, eq } from "drizzle-orm";
import { emit, newId, requirePermission, write, type Context } from "../platform/index.ts";
import { fetchProject } from "./internal.ts";
import { ProjectEvents, type Decision } from "./model.ts";
import { decisions } from "./tables.ts";

const MOST = 200;

export function recordDecision(ctx: Context, input: { projectId: string; text: string; messageId: string | null }): Promise<Decision> {
  return write(ctx, "projects:write", async (tx) => {
    await fetchProject(tx, input.projectId);
    const { id: authorId, keyId = null } = tx.actor;
    const decision: Decision = { id: newId("dec"), ...input, authorId, keyId, createdAt: tx.clockNow };
    await tx.db.insert(decisions).values({ ...decision, workspaceId: tx.workspaceId });
    await emit(tx, ProjectEvents.DecisionRecorded, decision);
    return decision;
  });
}

/** Newest first. */
export async function listDecisions(ctx: Context, input: { projectId: string }): Promise<Decision[]> {
  requirePermission(ctx, "projects:read");
  const rows = await ctx.db
    .select()
    .from(decisions)
    .where(eq(decisions.projectId, input.projectId))
    .orderBy(desc(decisions.id))
    .limit(MOST);
  return rows.map(({ workspaceId: _, ...decision }) => decision);
}
