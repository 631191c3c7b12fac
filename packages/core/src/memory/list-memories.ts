import { and, desc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { AppError, requirePermission, toPage, type Context, type Page } from "../platform/index.ts";
import { toMemory } from "./internal.ts";
import type { ByMemory, ListMemories, Memory } from "./model.ts";
import { inSight, sightOf } from "./sight.ts";
import { memories } from "./tables.ts";

export async function listMemories(ctx: Context, input: ListMemories): Promise<Page<Memory>> {
  requirePermission(ctx, "memory:read");
  const { scope, projectId, importance, superseded, cursor, limit } = input;
  const rows = await ctx.db
    .select()
    .from(memories)
    .where(
      and(
        eq(memories.workspaceId, ctx.workspaceId),
        inSight(ctx, sightOf(ctx, { scope: projectId === undefined ? scope : "project", projectId })),
        importance ? eq(memories.importance, importance) : undefined,
        superseded ? isNotBehind : isNull(memories.supersededBy),
        isCurrent(ctx),
        cursor ? lt(memories.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(memories.id))
    .limit(limit + 1);
  return toPage(rows.map(toMemory), limit, (memory) => memory.id);
}

export async function getMemory(ctx: Context, { memoryId }: ByMemory): Promise<Memory> {
  requirePermission(ctx, "memory:read");
  const [row] = await ctx.db
    .select()
    .from(memories)
    .where(and(eq(memories.id, memoryId), inSight(ctx, sightOf(ctx)), isCurrent(ctx)));
  if (!row) throw new AppError("not_found", "There is no such memory in this workspace.");
  return toMemory(row);
}

/** What another message says too stands behind the same words: no change of mind. */
const isNotBehind = sql`not exists (select 1 from memories now where now.id = ${memories.supersededBy} and now.text = ${memories.text})`;

export const isCurrent = (ctx: Context) => or(isNull(memories.expiresAt), gt(memories.expiresAt, ctx.platform.clock.now()));
