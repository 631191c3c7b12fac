import { and, inArray, isNull } from "drizzle-orm";
import { isTx, requirePermission, type Context } from "../platform/index.ts";
import { settingOf } from "../settings/index.ts";
import { askForVectors } from "./embed-memories.ts";
import { meaningsOf, type PaidBy } from "./embedding.ts";
import { toMemory } from "./internal.ts";
import { readLexemes } from "./lexemes.ts";
import { isCurrent } from "./list-memories.ts";
import { Recall, type Memory, type RecalledMemory, type Recollection } from "./model.ts";
import { nearestMemories } from "./nearest-memories.ts";
import { freshIndex, type MemoryIndex, type Shelf } from "./read-memories.ts";
import type { Found, Question } from "./recall-index.ts";
import { inSight, shelvesSeen, sightOf, type Sight } from "./sight.ts";
import { memories } from "./tables.ts";

/** How many each way of looking gives to the blend. */
const MOST_FOUND = 200;
const CHARACTERS_PER_TOKEN = 4;
/** Marks and importance around a memory, in characters. */
const FRAME = 20;
/** Rows that are read for each that is wanted: some are too long for what is left of the budget. */
const SPARE = 2;

/** What fits a question, found by word and by meaning, blended by rank. Never inside a transaction: the question is embedded by a model. */
export function recall(ctx: Context, input: Recall, paidBy: Pick<PaidBy, "taskId" | "onBehalfOf"> = {}): Promise<Recollection> {
  const { projectId, scope, ...rest } = Recall.parse(input);
  return recallIn(ctx, sightOf(ctx, { projectId, scope }), rest, paidBy);
}

export async function recallIn(
  ctx: Context,
  sight: Sight,
  { query, limit, budgetTokens }: { query: string; limit: number; budgetTokens: number },
  paidBy: PaidBy,
): Promise<Recollection> {
  requirePermission(ctx, "memory:read");
  if (isTx(ctx)) throw new Error("a recollection inside a transaction");
  const language = await settingOf(ctx, "search.language");
  const [index, words, meaning] = await Promise.all([
    freshIndex(ctx),
    readLexemes(ctx, language, query),
    meaningsOf(ctx, [query], undefined, paidBy),
  ]);
  const maySee = await shelvesSeen(ctx, sight, index.shelves);
  const [vector] = meaning?.vectors ?? [];
  const asked: Pick<Question<Shelf>, "meaning"> = meaning && vector
    ? { meaning: { model: meaning.model, vector, isLexical: meaning.offline } }
    : {};
  const looked = asked.meaning && (await nearestMemories(ctx, sight, asked.meaning, MOST_FOUND));
  const ask = () => index.ask({ words, ...asked, near: looked?.near, now: ctx.platform.clock.now(), most: MOST_FOUND, maySee });
  let answer = ask();
  let read = await readFound(ctx, sight, answer.found, limit);
  // What was forgotten leaves no row that the index could have caught up with.
  while (await removeForgotten(ctx, index, read.hidden)) {
    answer = ask();
    read = await readFound(ctx, sight, answer.found, limit);
  }
  const waiting = looked?.waiting ?? answer.waiting;
  if (meaning && waiting > 0) await askForVectors(ctx, meaning.model);
  const items = fit(read.items, limit, budgetTokens);
  return {
    items,
    tokens: items.reduce((all, { memory }) => all + tokensOf(memory), 0),
    embedding: meaning ? { model: meaning.model, dimensions: meaning.dimensions, offline: meaning.offline } : null,
    waiting,
  };
}

/** The rows as they are now, and only those that the actor may see now: the index only said where to look. */
async function readFound(ctx: Context, sight: Sight, found: readonly Found[], limit: number) {
  const items: RecalledMemory[] = [];
  const hidden: string[] = [];
  const enough = limit * SPARE;
  for (let from = 0; from < found.length && items.length < enough; from += enough) {
    const asked = found.slice(from, from + enough);
    const ids = asked.map(({ id }) => id);
    const rows = await ctx.db
      .select()
      .from(memories)
      .where(and(inArray(memories.id, ids), isNull(memories.supersededBy), isCurrent(ctx), inSight(ctx, sight)));
    const seen = new Map(rows.map((row) => [row.id, toMemory(row)]));
    for (const { id, ...places } of asked) {
      const memory = seen.get(id);
      if (memory) items.push({ memory, ...places });
      else hidden.push(id);
    }
  }
  return { items, hidden };
}

/** Whether there was anything of the kind among what was found. */
async function removeForgotten(ctx: Context, index: MemoryIndex, hidden: readonly string[]): Promise<boolean> {
  if (hidden.length === 0) return false;
  const missing = new Set(hidden);
  const there = await ctx.db
    .select({ id: memories.id })
    .from(memories)
    .where(inArray(memories.id, [...missing]));
  for (const { id } of there) missing.delete(id);
  for (const id of missing) index.remove(id);
  return missing.size > 0;
}

/** What fits; one that is too long for what is left does not keep shorter ones out. */
function fit(items: readonly RecalledMemory[], limit: number, budgetTokens: number): RecalledMemory[] {
  let left = budgetTokens;
  const kept: RecalledMemory[] = [];
  for (const item of items) {
    const cost = tokensOf(item.memory);
    if (kept.length === limit) break;
    if (cost > left) continue;
    left -= cost;
    kept.push(item);
  }
  return kept;
}

export const tokensOf = ({ text }: Memory): number => Math.ceil((text.length + FRAME) / CHARACTERS_PER_TOKEN);
