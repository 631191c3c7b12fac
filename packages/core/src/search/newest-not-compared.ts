import { and, asc, desc, eq, lt, sql } from "drizzle-orm";
import type { Context } from "../platform/index.ts";
import type { Conditions } from "./conditions.ts";
import { mayBeMeant, SAYS_ENOUGH } from "./embed-entries.ts";
import { searchEntries, searchVectors } from "./tables.ts";

/** Read at most, so that what cannot be told quickly is not told. */
const MOST_READ = 1_000;

/**
 * When the newest was written that is too old to be compared by meaning, of what the actor may read in the days asked for; null where there is
 * none. Of what others read not even the time is told.
 */
export async function newestNotCompared(ctx: Context, { where, within }: Conditions, model: string): Promise<Date | null> {
  const [oldest] = await ctx.db
    .select({ createdAt: searchVectors.createdAt })
    .from(searchVectors)
    .where(and(eq(searchVectors.workspaceId, ctx.workspaceId), eq(searchVectors.model, model)))
    .orderBy(asc(searchVectors.createdAt))
    .limit(1);
  if (!oldest) return null;
  const { refId, createdAt } = searchEntries;
  const older = ctx.db
    .select({ id: sql<string>`${refId}`.as("older_id") })
    .from(searchEntries)
    .where(and(within, lt(createdAt, oldest.createdAt)))
    .orderBy(desc(createdAt), desc(refId))
    .limit(MOST_READ)
    .as("older");
  const [found] = await ctx.db
    .select({ createdAt })
    .from(searchEntries)
    .innerJoin(older, eq(refId, sql`older_id`))
    .where(and(where, SAYS_ENOUGH, await mayBeMeant(ctx)))
    .orderBy(desc(createdAt))
    .limit(1);
  return found?.createdAt ?? null;
}
