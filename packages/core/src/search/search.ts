import { requirePermission, toPage, type Context } from "../platform/index.ts";
import { conditionsOf } from "./conditions.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { findPlaces } from "./find-places.ts";
import { hydrate } from "./hydrate.ts";
import { searchLanguage } from "./language.ts";
import type { Search, SearchPage } from "./model.ts";
import { parseQuery } from "./parse-query.ts";

const TOO_COMMON = "These words are in nearly every text. Add one that says more.";

/** Messages, threads, context items, documents and decisions that the actor may read. What of the query cannot be used is told of, never refused. */
export async function search(ctx: Context, input: Search): Promise<SearchPage> {
  requirePermission(ctx, "search:read");
  const { limit = 20, order = "rank", typing = true, utcOffsetMinutes = 0 } = input;
  const query = parseQuery(input.query);
  const language = await searchLanguage(ctx);
  const conditions = await conditionsOf(ctx, query, { language, typing, utcOffsetMinutes });
  const { problems, words, isVoid } = conditions;
  if (isVoid || (words === undefined && query.filters.length === 0)) return { items: [], problems };
  const byRank = order === "rank" && words !== undefined;
  const found = await findPlaces(ctx, conditions, { limit, byRank, after: readCursor(input.cursor, byRank) });
  if (found === "only stop words") return { items: [], problems: [...problems, TOO_COMMON] };
  const page = toPage(found, limit, (place) => writeCursor(place, byRank));
  return { ...page, items: await hydrate(ctx, page.items, words, conditions.runs), problems };
}
