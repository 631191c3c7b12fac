import { and, desc, eq, inArray, sql, type SQL } from "drizzle-orm";
import { maySeeChannel } from "../chat/index.ts";
import { createRecallIndex, distanceTo, hasVectorColumns, meaningsOf, NEAR_SPARE, type PaidBy, type Question } from "../memory/index.ts";
import { isTx, may, requirePermission, systemContext, takeTurn, write, type Context } from "../platform/index.ts";
import { conditionsOf, READ_BY, type Conditions } from "./conditions.ts";
import { embedLater, meaningModel } from "./embed-entries.ts";
import { hydrate } from "./hydrate.ts";
import { searchLanguage } from "./language.ts";
import { COLUMNS, meaningIndexOf, put, type MeaningIndex, type Shelf } from "./meaning-index.ts";
import { newestNotCompared } from "./newest-not-compared.ts";
import { SearchByMeaning, type CloseInMeaning } from "./model.ts";
import { parseQuery, type ParsedQuery } from "./parse-query.ts";
import { searchEntries, searchVectors } from "./tables.ts";

/** Looked up for each that is shown: some are out of sight, or gone since. */
const SPARE = 10;
/** What means less than this share of what the closest means, or is less alike, is left out. */
const CLOSE = { share: 0.75, least: 0.25 };
const SHORTEST = 3;

type Asked = NonNullable<Question<Shelf>["meaning"]>;

/** What means about the same as the words asked for, of what the actor may read. Never inside a transaction: a model is asked what the words mean. */
export async function searchByMeaning(
  ctx: Context,
  input: SearchByMeaning,
  paidBy: Pick<PaidBy, "taskId" | "onBehalfOf"> = {},
): Promise<CloseInMeaning> {
  requirePermission(ctx, "search:read");
  if (isTx(ctx)) throw new Error("a search by meaning inside a transaction");
  const { query, limit, utcOffsetMinutes } = SearchByMeaning.parse(input);
  const system = systemContext(ctx.platform, ctx.workspaceId);
  const model = await meaningModel(system);
  if (model === undefined) return { items: [], model: null, comparedAfter: null };
  // What was there before there was a key, nobody has told of since.
  if (takeTurn(ctx.platform, `search.behind/${ctx.workspaceId}`, 1)) await write(system, "search:write", embedLater);
  const parsed = parseQuery(query);
  const text = wordsOf(parsed);
  const conditions = await conditionsOf(
    ctx,
    { ...parsed, terms: parsed.terms.filter((term) => term.not), lastWord: undefined },
    { language: await searchLanguage(ctx), typing: false, utcOffsetMinutes },
  );
  if (text.length < SHORTEST || conditions.isVoid) return { items: [], model, comparedAfter: null };
  const [meaning, comparedAfter] = await Promise.all([meaningsOf(ctx, [text], [model], paidBy), newestNotCompared(ctx, conditions, model)]);
  const [vector] = meaning?.vectors ?? [];
  if (!vector) return { items: [], model, comparedAfter };
  const isNarrowed = parsed.filters.length > 0 || conditions.words !== undefined;
  const asked = { model, vector, isLexical: false };
  const found = (await hasVectorColumns(system))
    ? await ask(ctx, await nearestEntries(ctx, conditions, asked, limit * SPARE), asked, limit)
    : await ask(ctx, await meaningIndexOf(system), asked, limit, isNarrowed ? new Set(await readIds(ctx, conditions, model)) : undefined);
  const places = await readPlaces(ctx, conditions, found);
  const shown = found.flatMap((id) => places.get(id) ?? []).slice(0, limit);
  return { items: await hydrate(ctx, shown, undefined), model, comparedAfter };
}

/** The ids of what is close, the closest first. */
async function ask(ctx: Context, index: MeaningIndex, meaning: Asked, limit: number, among?: ReadonlySet<string>): Promise<string[]> {
  const maySee = await shelvesSeen(ctx, index.shelves);
  const now = ctx.platform.clock.now();
  return index.ask({ words: [], meaning, now, most: limit * SPARE, maySee, among, related: CLOSE }).found.map(({ id }) => id);
}

/** Those that may be nearest, by a database that compares vectors itself: an index of these few, which tells them apart as that of all would. */
async function nearestEntries(ctx: Context, conditions: Conditions, { model, vector }: Asked, most: number): Promise<MeaningIndex> {
  const { refId, dimensions, scale } = searchVectors;
  const rows = await ctx.db
    .select(COLUMNS)
    .from(searchEntries)
    .innerJoin(searchVectors, eq(refId, searchEntries.refId))
    .where(and(eq(searchVectors.model, model), eq(dimensions, vector.bytes.length), underAll(conditions)))
    .orderBy(distanceTo(vector, sql`${scale}`), desc(refId))
    .limit(most * NEAR_SPARE);
  const index: MeaningIndex = createRecallIndex();
  for (const row of rows) put(index, row);
  return index;
}

const wordsOf = ({ terms, lastWord }: ParsedQuery): string =>
  [...terms.flatMap(({ text, not }) => (not ? [] : [text])), ...(lastWord === undefined ? [] : [lastWord])].join(" ");

async function shelvesSeen(ctx: Context, shelves: Iterable<Shelf>): Promise<(shelf: Shelf) => boolean> {
  const seen = new Set<Shelf>();
  for (const shelf of shelves)
    if (may(ctx.actor, READ_BY[shelf.kind]) && (shelf.channelId === null || (await maySeeChannel(ctx, shelf.channelId)))) seen.add(shelf);
  return (shelf) => seen.has(shelf);
}

/** All that the filters let through. */
async function readIds(ctx: Context, conditions: Conditions, model: string): Promise<string[]> {
  const rows = await allowed(ctx, conditions, eq(searchVectors.model, model));
  return rows.map(({ refId }) => refId);
}

/** Where they stand now: the index only said where to look. */
async function readPlaces(ctx: Context, conditions: Conditions, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await allowed(ctx, conditions, inArray(searchVectors.refId, [...ids]));
  return new Map(rows.map(({ refId, createdAt }) => [refId, { refId, createdAt, rank: 0 }]));
}

/** Under all conditions of the query, of which there may be none: then no text has the word "=". */
const underAll = ({ wanted, where, within }: Conditions) =>
  and(within, where, sql`${searchEntries.fts} @@ coalesce(nullif(${wanted}, ''::tsquery), '!''='''::tsquery)`);

function allowed(ctx: Context, conditions: Conditions, which: SQL) {
  return ctx.db
    .select({ refId: searchEntries.refId, createdAt: searchEntries.createdAt })
    .from(searchEntries)
    .innerJoin(searchVectors, eq(searchVectors.refId, searchEntries.refId))
    .where(and(which, underAll(conditions)));
}
