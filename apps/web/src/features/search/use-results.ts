import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";

const PAGE = 20;
const WAIT_MS = 140;
/** Longer, as each such search asks a model, and costs what that does. */
export const THOUGHT_MS = 450;

export type Order = "rank" | "newest";

/** The value once it has rested: not every key is a search. */
export function useRested(value: string, waitMs: number = WAIT_MS): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), waitMs);
    return () => clearTimeout(timer);
  }, [value, waitMs]);
  return rested;
}

/** What the query finds; the results before stay until the new ones are there. */
export function useResults(query: string, order: Order, limit: number = PAGE) {
  const { queries } = useWorkspace();
  return useInfiniteQuery(
    queries.search.search.infiniteOptions({
      input: (cursor: string | undefined) => ({ query, order, cursor, limit, utcOffsetMinutes: -new Date().getTimezoneOffset() }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor,
      enabled: query.trim() !== "",
      placeholderData: keepPreviousData,
      staleTime: 5_000,
    }),
  );
}

/** What is close to the query in meaning; it comes after the hits, as a model is asked. */
export function useCloseInMeaning(query: string) {
  const { queries } = useWorkspace();
  const rested = useRested(query, THOUGHT_MS);
  return useQuery(
    queries.search.searchByMeaning.queryOptions({
      input: { query: rested, utcOffsetMinutes: -new Date().getTimezoneOffset() },
      enabled: rested.trim() !== "" && query.trim() !== "",
      placeholderData: keepPreviousData,
      staleTime: 60_000,
      retry: false,
    }),
  );
}
