import type { InfiniteData } from "@tanstack/react-query";
import type { Page } from "./contract.ts";

export type Pages<T> = InfiniteData<Page<T>, string | undefined>;

/** How a list that is read page by page goes on, for `infiniteOptions`. */
export const BY_CURSOR = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }: { nextCursor?: string | undefined }) => nextCursor,
};

/** A list as one page, read to its end or for `mostPages`; what is left then stands behind `nextCursor`. */
export async function readAll<T>(read: (cursor: string | undefined) => Promise<Page<T>>, mostPages: number): Promise<Page<T>> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) return { items };
  }
  return cursor === undefined ? { items } : { items, nextCursor: cursor };
}

/** What reads such a list as one page for a query. */
export function readsAll<Input extends object, T>(
  list: (input: Input & { cursor?: string }, options: { signal: AbortSignal }) => Promise<Page<T>>,
  input: Input,
  mostPages: number,
): (query: { signal: AbortSignal }) => Promise<Page<T>> {
  return ({ signal }) => readAll((cursor) => list({ ...input, ...(cursor ? { cursor } : {}) }, { signal }), mostPages);
}

/** Replaces the item of the same id wherever it stands; the same value comes back when there is none. */
export function replaceInPages<T extends { id: string }, Data extends { pages: { items: T[] }[] }>(
  data: Data | undefined,
  item: T,
): Data | undefined {
  if (!data?.pages.some((page) => page.items.some(({ id }) => id === item.id))) return data;
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map((old) => (old.id === item.id ? item : old)) })) };
}

export function replaceIn<T extends { id: string }>(items: T[], item: T): T[] {
  return items.map((old) => (old.id === item.id ? item : old));
}

/** Adds the item at the end, or replaces the one that has its id. */
export function upsertIn<T extends { id: string }>(items: T[], item: T): T[] {
  return items.some(({ id }) => id === item.id) ? replaceIn(items, item) : [...items, item];
}
