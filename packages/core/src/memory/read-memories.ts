import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { systemContext, type Context } from "../platform/index.ts";
import { freshIndexes, HORIZON } from "./fresh-indexes.ts";
import type { Importance, MemoryScope } from "./model.ts";
import { createRecallIndex, type Indexed, type RecallIndex } from "./recall-index.ts";
import { memories, memoryVectors } from "./tables.ts";
import { hasVectorColumns } from "./vector-columns.ts";

/** Whose memories stand together. */
export interface Shelf {
  scope: MemoryScope;
  scopeId: string | null;
  channelId: string | null;
}
export type MemoryIndex = RecallIndex<Shelf>;

/** Small, so that other requests get their turn while an index is read. */
const BATCH = 1_000;
const WEIGHT: Readonly<Record<Importance, number>> = { critical: 1.3, high: 1.15, medium: 1, low: 0.85 };

/** The memories of a workspace, whosever they are. */
const indexOf = freshIndexes<MemoryIndex>({ make: createRecallIndex, load, catchUp, mostBytes: 512 * 1024 * 1024 });
export const freshIndex = ({ platform, workspaceId }: Context): Promise<MemoryIndex> => indexOf(systemContext(platform, workspaceId));

async function load(ctx: Context, index: MemoryIndex): Promise<void> {
  const { db, workspaceId } = ctx;
  for (let after: string | undefined = ""; after !== undefined;) {
    const rows = await db
      .select(COLUMNS)
      .from(memories)
      .where(and(eq(memories.workspaceId, workspaceId), gt(memories.id, after), isNull(memories.supersededBy)))
      .orderBy(asc(memories.id))
      .limit(BATCH);
    await putAll(ctx, index, rows);
    after = rows.length < BATCH ? undefined : rows.at(-1)?.id;
  }
}

async function catchUp(ctx: Context, index: MemoryIndex, horizon: string): Promise<string | undefined> {
  const { db, workspaceId } = ctx;
  const rows = await db
    .select({ ...COLUMNS, supersededBy: memories.supersededBy, horizon: HORIZON })
    .from(memories)
    .where(and(eq(memories.workspaceId, workspaceId), sql`${memories.xid} >= ${horizon}::xid8`));
  for (const row of rows) if (row.supersededBy !== null) index.remove(row.id);
  await putAll(
    ctx,
    index,
    rows.filter((row) => row.supersededBy === null && !index.isCurrent(row.id, row.version)),
  );
  return rows[0]?.horizon;
}

const COLUMNS = {
  id: memories.id,
  version: memories.xid,
  importance: memories.importance,
  // NOTE: a stem has no space in it, and arrays are slow to read.
  lexemes: sql<string>`array_to_string(${memories.lexemes}, ' ')`,
  expiresAt: memories.expiresAt,
  scope: memories.scope,
  scopeId: memories.scopeId,
  channelId: memories.channelId,
};
type Row = Pick<Indexed<Shelf>, "id" | "version" | "expiresAt"> & Shelf & { importance: Importance; lexemes: string };

function readVectors({ db }: Context, ids: readonly string[]) {
  return db
    .select({ id: memoryVectors.memoryId, model: memoryVectors.model, bytes: memoryVectors.vector, scale: memoryVectors.scale })
    .from(memoryVectors)
    .where(sql`${memoryVectors.memoryId} = any(${sql.param(ids)}::text[])`);
}

async function putAll(ctx: Context, index: MemoryIndex, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  // What the database compares need not be held here.
  const vectors = (await hasVectorColumns(ctx)) ? [] : await readVectors(ctx, ids);
  const byMemory = Map.groupBy(vectors, ({ id }) => id);
  for (const { id, version, expiresAt, lexemes, importance, scope, scopeId, channelId } of rows)
    index.put({
      id,
      version,
      expiresAt,
      shelf: { scope, scopeId, channelId },
      weight: WEIGHT[importance],
      lexemes: lexemes === "" ? [] : lexemes.split(" "),
      vectors: (byMemory.get(id) ?? []).map(({ model, bytes, scale }) => ({ model, vector: { bytes: new Int8Array(bytes), scale } })),
    });
}
