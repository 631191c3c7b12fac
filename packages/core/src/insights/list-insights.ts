import { and, count, desc, eq, max, or, sql, type SQL } from "drizzle-orm";
import { requirePermission, type Context } from "../platform/index.ts";
import { ListInsights, type Insight, type SubjectKind } from "./model.ts";
import { sentenceFor } from "./sentences.ts";
import { insightCorrections, observations } from "./tables.ts";

const MOST = 500;

/** One's own and those of the workspace; a person's are that person's alone. The surest first. What somebody put right is there however often it was seen. */
export async function listInsights(ctx: Context, input: ListInsights): Promise<Insight[]> {
  requirePermission(ctx, "memory:read");
  const { subjectKind, least } = ListInsights.parse(input);
  const [rows, corrected] = await Promise.all([
    countObservations(ctx, and(seenBy(ctx), subjectKind ? eq(observations.subjectKind, subjectKind) : undefined), 1),
    correctionsSeenBy(ctx),
  ]);
  const counted = new Set(rows.map(keyOf));
  const unseen = [...corrected.values()]
    .filter(({ key }) => !counted.has(key))
    .map(({ key, correctedAt }) => ({ ...aboutOf(key), accepted: 0, sampleSize: 0, lastSeenAt: correctedAt }))
    .filter((each) => subjectKind === undefined || each.subjectKind === subjectKind);
  return [...rows, ...unseen]
    .filter((each) => each.sampleSize >= least || corrected.has(keyOf(each)))
    .map((each) => {
      const key = keyOf(each);
      const own = corrected.get(key)?.text;
      return { key, ...each, ...judged(each), ...(own === undefined ? {} : { text: own }), corrected: own !== undefined };
    })
    .toSorted((one, other) => other.confidence - one.confidence || (one.key < other.key ? -1 : 1));
}

/** Which way a count points, how surely, and in a sentence. */
export function judged({ accepted, sampleSize, ...about }: About & Pick<Insight, "accepted" | "sampleSize">) {
  const liked = accepted * 2 >= sampleSize;
  const confidence = surely(liked ? accepted : sampleSize - accepted, sampleSize);
  return { liked, confidence, text: sentenceFor({ ...about, liked, accepted, sampleSize }) };
}

/** By key. */
export async function correctionsSeenBy({ db, workspaceId, actor }: Context) {
  const { key } = insightCorrections;
  const own = sql`starts_with(${key}, ${`person/${actor.kind === "person" ? actor.id : ""}/`})`;
  const rows = await db
    .select()
    .from(insightCorrections)
    .where(and(eq(insightCorrections.workspaceId, workspaceId), or(own, sql`not starts_with(${key}, 'person/')`)))
    .limit(MOST);
  return new Map(rows.map((row) => [row.key, row]));
}

export type About = Pick<typeof observations.$inferSelect, "subjectKind" | "subjectId" | "trait" | "value">;

export function aboutOf(key: string): About {
  const [subjectKind = "", subjectId = "", trait = "", value = ""] = key.split("/");
  return { subjectKind: subjectKind as About["subjectKind"], subjectId, trait, value };
}

export const keyOf = (about: { subjectKind: string; subjectId: string; trait: string; value: string }) =>
  `${about.subjectKind}/${about.subjectId}/${about.trait}/${about.value}`;

/** A person's own, for that person; for nobody else, whatever their role. */
export function seenBy({ actor, workspaceId }: Context): SQL | undefined {
  const own = and(eq(observations.subjectKind, "person"), eq(observations.subjectId, actor.kind === "person" ? actor.id : ""));
  return and(eq(observations.workspaceId, workspaceId), or(own, sql`${observations.subjectKind} <> 'person'`));
}

export async function countObservations(ctx: Context, where: SQL | undefined, least: number) {
  const { subjectKind, subjectId, trait, value } = observations;
  const rows = await ctx.db
    .select({
      subjectKind,
      subjectId,
      trait,
      value,
      sampleSize: count(),
      accepted: sql<number>`(count(*) filter (where ${observations.accepted}))::int`,
      lastSeenAt: max(observations.seenAt),
    })
    .from(observations)
    .where(where)
    .groupBy(subjectKind, subjectId, trait, value)
    .having(sql`count(*) >= ${least}`)
    .orderBy(desc(count()), subjectKind, subjectId, trait, value)
    .limit(MOST);
  return rows.map((row) => ({ ...row, subjectKind: row.subjectKind satisfies SubjectKind, lastSeenAt: row.lastSeenAt ?? new Date(0) }));
}

/** The lower end of Wilson's interval at 95 %: three of three say less than thirty of thirty. */
export function surely(hits: number, of: number): number {
  if (of === 0) return 0;
  const z = 1.96;
  const share = hits / of;
  const low = (share + (z * z) / (2 * of) - z * Math.sqrt((share * (1 - share) + (z * z) / (4 * of)) / of)) / (1 + (z * z) / of);
  return Math.round(Math.max(0, low) * 1_000) / 1_000;
}
