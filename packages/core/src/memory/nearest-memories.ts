import { and, count, desc, eq, isNull, notExists, sql, type SQL } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import type { Context } from "../platform/index.ts";
import { isCurrent } from "./list-memories.ts";
import { inSight, type Sight } from "./sight.ts";
import type { SmallVector } from "./small-vector.ts";
import { memories, memoryVectors } from "./tables.ts";
import { hasVectorColumns } from "./vector-columns.ts";

/** Read for each that is wanted: the database adds in floating point, so the last of them are told apart afterwards. */
export const NEAR_SPARE = 2;

/** How far stored vectors are from one, the nearest lowest; where the database has them in a column of their own. */
export const distanceTo = ({ bytes }: SmallVector, scale: SQL): SQL => sql`(meaning <#> ${`[${bytes.join(",")}]`}::vector) * ${scale}`;

/** The memories in sight that may be nearest, by the database; undefined where it compares no vectors. */
export async function nearestMemories(ctx: Context, sight: Sight, meaning: { model: string; vector: SmallVector }, most: number) {
  if (!(await hasVectorColumns(ctx))) return undefined;
  const { memoryId, model, dimensions, vector, scale } = memoryVectors;
  const rows = await ctx.db
    .select({ id: memoryId, bytes: vector, scale })
    .from(memoryVectors)
    .innerJoin(memories, eq(memories.id, memoryId))
    .where(and(eq(model, meaning.model), eq(dimensions, meaning.vector.bytes.length), isAsked(ctx, sight)))
    .orderBy(distanceTo(meaning.vector, sql`${scale}`), desc(memoryId))
    .limit(most * NEAR_SPARE);
  const near = rows.map(({ id, bytes, scale: own }) => ({ id, vector: { bytes: new Int8Array(bytes), scale: own } }));
  return { near, waiting: await countUnseen(ctx, sight, meaning.model) };
}

const isAsked = (ctx: Context, sight: Sight) =>
  and(eq(memories.workspaceId, ctx.workspaceId), isNull(memories.supersededBy), isCurrent(ctx), inSight(ctx, sight));

async function countUnseen(ctx: Context, sight: Sight, model: string): Promise<number> {
  const seen = new QueryBuilder()
    .select({ one: sql`1` })
    .from(memoryVectors)
    .where(and(eq(memoryVectors.memoryId, memories.id), eq(memoryVectors.model, model)));
  const [row] = await ctx.db
    .select({ unseen: count() })
    .from(memories)
    .where(and(isAsked(ctx, sight), notExists(seen)));
  return row?.unseen ?? 0;
}
