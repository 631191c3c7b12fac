import { and, eq } from "drizzle-orm";
import { keepLearnt } from "../memory/index.ts";
import { AppError, emit, requirePermission, write, type Context, type Tx } from "../platform/index.ts";
import { aboutOf, correctionsSeenBy, keyOf, seenBy, type About } from "./list-insights.ts";
import { CorrectInsight, InsightEvents, SubjectKind, TRAITS, type ByInsight } from "./model.ts";
import { insightCorrections, observations } from "./tables.ts";

/** Its owner's words go before what was counted. */
export function correctInsight(ctx: Context, { key, text }: CorrectInsight): Promise<void> {
  return write(ctx, "memory:write", async (tx) => {
    const { subjectKind } = await requireOwn(tx, key);
    await keepCorrection(tx, key, text);
    await tell(tx, key, subjectKind);
  });
}

/** What was put right elsewhere, about oneself or about what apps are. False when it was put right here: that stays. */
export function importCorrection(ctx: Context, record: CorrectInsight): Promise<boolean> {
  const { key, text } = CorrectInsight.parse(record);
  return write(ctx, "memory:write", async (tx) => {
    const about = aboutOf(key);
    if (keyOf(about) !== key || !isKnown(about)) throw new AppError("bad_request", "This server learns nothing of that kind.");
    if (about.subjectKind !== "person") requirePermission(tx, "memory:share");
    else if (about.subjectId !== tx.actor.id) throw new AppError("forbidden", "They are about somebody else.");
    if ((await correctionsSeenBy(tx)).has(key)) return false;
    await keepCorrection(tx, key, text);
    await tell(tx, key, about.subjectKind);
    return true;
  });
}

async function keepCorrection(tx: Tx, key: string, text: string): Promise<void> {
  if (aboutOf(key).subjectKind === "person") await keepLearnt(tx, { memberId: tx.actor.id, key, text });
  const { workspaceId, clockNow: correctedAt } = tx;
  const row = { key, text, workspaceId, correctedBy: tx.actor.id, correctedAt };
  await tx.db
    .insert(insightCorrections)
    .values(row)
    .onConflictDoUpdate({ target: [insightCorrections.workspaceId, insightCorrections.key], set: row });
}

/** Gone with everything that it was learnt from; it is known again only from what happens from now on. */
export function forgetInsight(ctx: Context, { key }: ByInsight): Promise<void> {
  return write(ctx, "memory:write", async (tx) => {
    const about = await requireOwn(tx, key);
    await dropInsight(tx, key);
    if (about.subjectKind === "person") await keepLearnt(tx, { memberId: tx.actor.id, key, text: undefined });
    await tell(tx, key, about.subjectKind);
  });
}

const isAbout = ({ subjectKind, subjectId, trait, value }: About) =>
  and(
    eq(observations.subjectKind, subjectKind),
    eq(observations.subjectId, subjectId),
    eq(observations.trait, trait),
    eq(observations.value, value),
  );

export async function dropInsight(tx: Tx, key: string): Promise<void> {
  await tx.db.delete(observations).where(and(eq(observations.workspaceId, tx.workspaceId), isAbout(aboutOf(key))));
  await tx.db.delete(insightCorrections).where(and(eq(insightCorrections.workspaceId, tx.workspaceId), eq(insightCorrections.key, key)));
}

async function requireOwn(tx: Tx, key: string): Promise<About> {
  const about = aboutOf(key);
  const [counted] = await tx.db
    .select({ subjectKind: observations.subjectKind })
    .from(observations)
    .where(and(seenBy(tx), isAbout(about)))
    .limit(1);
  if (!counted && !(await correctionsSeenBy(tx)).has(key)) throw new AppError("not_found", "There is no such insight, or it is not yours.");
  if (about.subjectKind !== "person") requirePermission(tx, "memory:share");
  return about;
}

function isKnown({ subjectKind, subjectId, trait, value }: About): boolean {
  const values = new Map<string, readonly string[]>(Object.entries(TRAITS)).get(trait);
  return SubjectKind.safeParse(subjectKind).success && subjectId !== "" && values?.includes(value) === true;
}

const tell = (tx: Tx, key: string, subjectKind: About["subjectKind"]) =>
  emit(tx, InsightEvents.InsightChanged, { key }, subjectKind === "person" ? { memberId: tx.actor.id } : {});
