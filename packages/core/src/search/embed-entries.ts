import { and, desc, eq, exists, inArray, not, sql, type SQL } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import { z } from "zod";
import { inOpenChannel } from "../chat/index.ts";
import { findEmbeddingModel } from "../gateway/index.ts";
import { meaningsOf } from "../memory/index.ts";
import { actAs, SYSTEM, takeTurn, write, type Context, type Tx } from "../platform/index.ts";
import { addTasks, defineTask } from "../runs/index.ts";
import { settingOf } from "../settings/index.ts";
import { partsOf } from "./parts.ts";
import { searchEntries, searchVectors } from "./tables.ts";

const KIND = "search.embed";
const GATHER_MS = 10_000;
/** The newest entries of a workspace: it bounds what they cost, and what a process holds of them. */
const MOST_MEANT = 50_000;
const LOOKED_UP = 960;
const TOGETHER = 96;
/** "Thanks!" means nothing by itself. */
const SHORTEST = 16;
const LONGEST = 4_000;

/** The model that search compares meanings by, as "provider/model"; undefined where only words are. */
export async function meaningModel(ctx: Context): Promise<string | undefined> {
  if ((await settingOf(ctx, "search.meaning")) === "off") return undefined;
  return findEmbeddingModel(ctx, { skill: "embed", difficulty: "routine" });
}

/** Adds the task, once for what changes within ten seconds, and none where no model would do it. */
export async function embedLater(tx: Tx): Promise<void> {
  if (!takeTurn(tx.platform, `${KIND}/${tx.workspaceId}`, 60_000 / GATHER_MS) || !(await meaningModel(tx))) return;
  // NOTE: not the turn that comes next, which may be over before the last change that counts on it.
  const turn = Math.floor(tx.clockNow.getTime() / GATHER_MS) + 2;
  const runAt = new Date(turn * GATHER_MS);
  const uniqueKey = `${KIND}/${turn}`;
  await addTasks(actAs(tx, SYSTEM), [
    { kind: KIND, input: {}, priority: "low", announce: false, runAt, uniqueKey, maxAttempts: 20, backoffMs: 5_000 },
  ]);
}

/** Works out what the newest entries mean that the model has not seen; returns how many. Where it does not answer, the rest waits for the next change. */
export async function embedEntries(
  ctx: Context,
  { most = MOST_MEANT, signal }: { most?: number; signal?: AbortSignal } = {},
): Promise<number> {
  await write(ctx, "search:write", (tx) => dropUnwanted(tx, most));
  const model = await meaningModel(ctx);
  let done = 0;
  for (let more = model !== undefined; more && model !== undefined && !signal?.aborted;) {
    const due = await readDue(ctx, model, most);
    const before = done;
    for (let from = 0; from < due.length && !signal?.aborted; from += TOGETHER) {
      const batch = due.slice(from, from + TOGETHER);
      const meaning = await meaningsOf(
        ctx,
        batch.map(({ words }) => plainOf(words)),
        [model],
      );
      if (!meaning) return done;
      const { dimensions, vectors } = meaning;
      const rows = batch.flatMap(({ words: _, ...entry }, place) => {
        const vector = vectors[place];
        return vector ? [{ ...entry, model, dimensions, vector: Buffer.from(vector.bytes.buffer), scale: vector.scale }] : [];
      });
      done += await write(ctx, "search:write", (tx) => keepVectors(tx, rows));
    }
    // What others hold is due again at once, and would be asked about for ever.
    more = due.length === LOOKED_UP && done > before;
  }
  return done;
}

const DIGEST = sql<string>`md5(${searchEntries.title} || ${searchEntries.text})`;
const WORDS = sql<string>`left(concat_ws(e'\n', nullif(${searchEntries.title}, ''), nullif(${searchEntries.text}, '')), ${LONGEST})`;
const plainOf = (stored: string) =>
  partsOf(stored)
    .map(({ text }) => text)
    .join("");

const newest = (workspaceId: string, allowed: SQL | undefined) =>
  new QueryBuilder()
    .select({ refId: searchEntries.refId, createdAt: searchEntries.createdAt })
    .from(searchEntries)
    .where(and(eq(searchEntries.workspaceId, workspaceId), allowed))
    .orderBy(desc(searchEntries.createdAt), desc(searchEntries.refId));

/** The words say enough to mean something. */
export const SAYS_ENOUGH = sql`length(${searchEntries.title}) + length(${searchEntries.text}) >= ${SHORTEST}`;

/** Of which entries the workspace lets a model see the words; undefined for all. */
export async function mayBeMeant(ctx: Context): Promise<SQL | undefined> {
  return (await settingOf(ctx, "search.meaning")) === "all" ? undefined : inOpenChannel(searchEntries.channelId);
}

async function readDue(ctx: Context, model: string, most: number) {
  const looked = newest(ctx.workspaceId, await mayBeMeant(ctx))
    .limit(most)
    .as("looked");
  const { refId, kind, channelId, createdAt } = searchEntries;
  const seen = sql`exists (select 1 from ${searchVectors} where ${searchVectors.refId} = ${refId} and ${searchVectors.model} = ${model})`;
  return ctx.db
    .select({ refId, kind, channelId, createdAt, words: WORDS, digest: DIGEST })
    .from(searchEntries)
    .innerJoin(looked, eq(looked.refId, refId))
    .where(and(not(seen), SAYS_ENOUGH))
    .orderBy(desc(createdAt), desc(refId))
    .limit(LOOKED_UP);
}

/** What changed meanwhile, or changes now, is left for the next time. */
async function keepVectors(tx: Tx, rows: readonly Omit<typeof searchVectors.$inferInsert, "workspaceId">[]): Promise<number> {
  const ids = rows.map(({ refId }) => refId);
  const held = await tx.db
    .select({ refId: searchEntries.refId, digest: DIGEST })
    .from(searchEntries)
    .where(inArray(searchEntries.refId, ids))
    .for("share", { skipLocked: true });
  const known = new Map(held.map(({ refId, digest }) => [refId, digest]));
  const { workspaceId } = tx;
  const kept = rows.filter(({ refId, digest }) => known.get(refId) === digest).map((row) => ({ ...row, workspaceId }));
  if (kept.length > 0) await tx.db.insert(searchVectors).values(kept).onConflictDoUpdate({ target: searchVectors.refId, set: REPLACED });
  return kept.length;
}

const REPLACED = {
  ...Object.fromEntries(
    (["kind", "channelId", "model", "dimensions", "vector", "scale", "digest", "createdAt"] as const).map((key) => [
      key,
      sql`excluded.${sql.identifier(searchVectors[key].name)}`,
    ]),
  ),
  xid: sql`pg_current_xact_id()`,
};

/** What entries meant whose words are others now, or that stand elsewhere. */
export async function dropStale(tx: Tx, refIds: readonly string[]): Promise<void> {
  if (refIds.length === 0) return;
  const { refId, digest, channelId } = searchVectors;
  const differs = sql`(${digest} <> ${DIGEST} or ${channelId} is distinct from ${searchEntries.channelId})`;
  await tx.db
    .delete(searchVectors)
    .where(
      and(inArray(refId, [...refIds]), sql`exists (select 1 from ${searchEntries} where ${searchEntries.refId} = ${refId} and ${differs})`),
    );
}

/** What the workspace does not want compared by meaning any more, and what is too old. */
export async function dropUnwanted(tx: Tx, most = MOST_MEANT): Promise<void> {
  const { workspaceId } = tx;
  const scope = await settingOf(tx, "search.meaning");
  const own = eq(searchVectors.workspaceId, workspaceId);
  const open = inOpenChannel(searchVectors.channelId);
  if (scope !== "all") await tx.db.delete(searchVectors).where(and(own, scope === "off" || !open ? undefined : not(open)));
  if ((await tx.db.$count(searchVectors, own)) <= most) return;
  const oldest = newest(workspaceId, await mayBeMeant(tx))
    .offset(most)
    .limit(1)
    .as("oldest");
  const { refId, createdAt } = searchEntries;
  const older = tx.db
    .select({ one: sql`1` })
    .from(searchEntries)
    .innerJoin(oldest, sql`(${createdAt}, ${refId}) <= (${oldest.createdAt}, ${oldest.refId})`)
    .where(eq(refId, searchVectors.refId));
  await tx.db.delete(searchVectors).where(and(own, exists(older)));
}

export const embedEntriesTask = defineTask({
  kind: KIND,
  input: z.object({}),
  run: async ({ ctx, signal }) => void (await embedEntries(ctx, { signal })),
});
