import { and, asc, eq, gt, sql } from "drizzle-orm";
import { createRecallIndex, freshIndexes, HORIZON, type RecallIndex } from "../memory/index.ts";
import type { Context } from "../platform/index.ts";
import type { HitKind } from "./model.ts";
import { searchVectors } from "./tables.ts";

/** What is seen with the same rights by the same people. */
export interface Shelf {
  kind: HitKind;
  channelId: string | null;
}
export type MeaningIndex = RecallIndex<Shelf>;

/** Small, so that other requests get their turn while an index is read. */
const BATCH = 1_000;

/** What the entries of a workspace mean, whoever may read them. */
export const meaningIndexOf = freshIndexes<MeaningIndex>({ make: createRecallIndex, load, catchUp, mostBytes: 256 * 1024 * 1024 });

const { refId, kind, channelId, model, vector, scale, xid, workspaceId } = searchVectors;
export const COLUMNS = { refId, kind, channelId, model, vector, scale, xid };

async function load(ctx: Context, index: MeaningIndex): Promise<void> {
  for (let after: string | undefined = ""; after !== undefined;) {
    const rows = await ctx.db
      .select(COLUMNS)
      .from(searchVectors)
      .where(and(eq(workspaceId, ctx.workspaceId), gt(refId, after)))
      .orderBy(asc(refId))
      .limit(BATCH);
    for (const row of rows) put(index, row);
    after = rows.length < BATCH ? undefined : rows.at(-1)?.refId;
  }
}

async function catchUp(ctx: Context, index: MeaningIndex, horizon: string): Promise<string | undefined> {
  const rows = await ctx.db
    .select({ ...COLUMNS, horizon: HORIZON })
    .from(searchVectors)
    .where(and(eq(workspaceId, ctx.workspaceId), sql`${xid} >= ${horizon}::xid8`));
  for (const row of rows) if (!index.isCurrent(row.refId, row.xid)) put(index, row);
  return rows[0]?.horizon;
}

type Row = Pick<typeof searchVectors.$inferSelect, keyof typeof COLUMNS>;

export function put(index: MeaningIndex, row: Row): void {
  const { refId: id, kind: kindOfEntry, channelId: from, model: by, vector: bytes } = row;
  index.put({
    id,
    version: row.xid,
    shelf: { kind: kindOfEntry, channelId: from },
    weight: 1,
    lexemes: [],
    expiresAt: null,
    vectors: [{ model: by, vector: { bytes: new Int8Array(bytes), scale: row.scale } }],
  });
}
