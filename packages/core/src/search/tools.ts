import { AppError, defineTool, type Context, type Tool, type ToolCall } from "../platform/index.ts";
import { Search, type SearchHit, type TextPart } from "./model.ts";
import { ownWords } from "./own-words.ts";
import { parseQuery } from "./parse-query.ts";
import { searchByMeaning } from "./search-by-meaning.ts";
import { search } from "./search.ts";

/** As many as stand beside the hits on the screen. */
const MOST_CLOSE = 6;

const plain = (parts: readonly TextPart[]) => parts.map(({ text }) => text).join("");
const told = (foundBy: "words" | "meaning") => (hit: SearchHit) => ({
  ...hit,
  title: plain(hit.title),
  excerpt: plain(hit.excerpt),
  foundBy,
});

/** The hits and, after those of the first page, what is close in meaning; without what the turn itself was asked. */
async function searchBothWays(ctx: Context, input: Search & { limit: number }, { messageId, taskId, paidBy: onBehalfOf }: ToolCall) {
  const { query, utcOffsetMinutes, limit } = input;
  const { terms, lastWord, filters, problems } = parseQuery(query);
  if (terms.length + filters.length + problems.length === 0 && lastWord === undefined)
    throw new AppError("bad_request", 'Say what to search for: words, a "phrase", or a filter such as from:@handle or in:#channel.');
  const asked = { query, utcOffsetMinutes, limit: Math.min(limit, MOST_CLOSE) };
  const [{ items: found, ...page }, close, isOwn] = await Promise.all([
    search(ctx, { ...input, typing: false }),
    input.cursor === undefined ? searchByMeaning(ctx, asked, { taskId, onBehalfOf }) : undefined,
    messageId === undefined ? () => false : ownWords(ctx, messageId),
  ]);
  const items = found.filter((hit) => !isOwn(hit));
  const others = close?.items.filter((other) => !isOwn(other) && !found.some(({ id }) => id === other.id)) ?? [];
  return {
    ...page,
    items: [...items.map(told("words")), ...others.map(told("meaning"))],
    ...(close?.comparedAfter ? { comparedAfter: close.comparedAfter } : {}),
  };
}

export const searchTools: readonly Tool[] = [
  defineTool({
    name: "search",
    title: "Search the workspace",
    description:
      'Finds messages, threads, context items, documents and decisions of projects: words, "phrases", -not, and filters such as from:@handle in:#channel before:2026-11-21 is:decision. Where the workspace has a model for meaning, what says about the same in other words comes after the hits of the first page, as foundBy "meaning"; of what was written before comparedAfter, words alone find.',
    input: Search,
    permission: "search:read",
    effect: "read",
    taints: true,
    says: ({ query }) => `Searches for ${query}`,
    run: searchBothWays,
  }),
];
