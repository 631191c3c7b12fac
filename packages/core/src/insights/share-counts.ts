import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { ownersOf } from "../identity/index.ts";
import { requirePermission, systemContext, write, type Context } from "../platform/index.ts";
import { defineTask } from "../runs/index.ts";
import { settingOf, workspacesThatSet } from "../settings/index.ts";
import { countObservations, judged, keyOf } from "./list-insights.ts";
import type { SharedCount } from "./model.ts";
import { observations, sharedCounts } from "./tables.ts";

type CountRow = typeof sharedCounts.$inferInsert;

/** So few workspaces could be told apart. */
const TOO_FEW_WORKSPACES = 5;
/** What is shown goes by such steps, so that one workspace cannot be seen to come, nor be taken off. */
const STEP = 5;
const LOCK = 7_291_006;

/** Adds up, over the workspaces that agreed, what kinds of app and building blocks do; never what is of a person. */
export async function shareCounts(system: Context): Promise<void> {
  for (let counted = false; !counted;) {
    const agreed = await agreeing(system);
    const rows = await countOver(system, agreed);
    counted = await write(system, "memory:write", async (tx) => {
      await tx.db.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      // Who took consent back meanwhile is in none of the counts.
      if ((await agreeing(tx)).join() !== agreed.join()) return false;
      await tx.db.delete(sharedCounts);
      if (rows.length > 0) await tx.db.insert(sharedCounts).values(rows);
      return true;
    });
  }
}

/** At once when a workspace agrees or no longer does; each hour besides. */
export const shareCountsTask = defineTask({
  kind: "insights.share",
  input: z.object({}),
  run: (run) => shareCounts(systemContext(run.ctx.platform)),
});

async function agreeing(system: Context): Promise<string[]> {
  const set = await workspacesThatSet(system, "insights.share");
  return set.flatMap(({ workspaceId, value }) => (value ? workspaceId : [])).toSorted();
}

/** Each workspace is read by itself, bound to it alone: the rows of one that has not agreed are out of reach of every statement here. */
async function countOver(system: Context, agreed: readonly string[]): Promise<CountRow[]> {
  const sums = new Map<string, CountRow>();
  const counted = new Set<string>();
  for (const workspaceId of agreed) {
    const own = systemContext(system.platform, workspaceId);
    if (!(await settingOf(own, "insights.share"))) continue;
    const owners = await ownersOf(own);
    const shareable = and(eq(observations.workspaceId, workspaceId), sql`${observations.subjectKind} <> 'person'`);
    for (const { lastSeenAt: _, ...row } of await countObservations(own, shareable, 1)) {
      const key = keyOf(row);
      // NOTE: whoever owns several knows what they add, and could take it off: of theirs one is counted.
      if (owners.some((personId) => counted.has(`${personId} ${key}`))) continue;
      for (const personId of owners) counted.add(`${personId} ${key}`);
      const before = sums.get(key);
      const { workspaces, sampleSize, accepted } = before ?? { workspaces: 0, sampleSize: 0, accepted: 0 };
      sums.set(key, {
        ...row,
        workspaces: workspaces + 1,
        sampleSize: sampleSize + row.sampleSize,
        accepted: accepted + row.accepted,
      });
    }
  }
  return [...sums.values()].filter(({ workspaces }) => workspaces > TOO_FEW_WORKSPACES).map(rounded);
}

function rounded({ workspaces, sampleSize, accepted, ...about }: CountRow): CountRow {
  const size = Math.round(sampleSize / STEP) * STEP;
  return {
    ...about,
    workspaces: Math.floor((workspaces - 1) / STEP) * STEP,
    sampleSize: size,
    accepted: Math.round((accepted * size) / sampleSize),
  };
}

/** What holds over many workspaces, as counts alone. */
export async function listSharedCounts(ctx: Context): Promise<SharedCount[]> {
  requirePermission(ctx, "memory:read");
  const rows = await ctx.db
    .select()
    .from(sharedCounts)
    .orderBy(sharedCounts.subjectKind, sharedCounts.subjectId, sharedCounts.trait, sharedCounts.value);
  return rows.map((row) => {
    const { text, confidence } = judged(row);
    return { ...row, text, confidence };
  });
}
