import type { Card } from "@openvibe/core/chat/model";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { isNewest, type MessageWindow, newerThan, olderThan, PAGE, stillHolds, type Turn } from "./message-window.ts";

/** Pages kept: those that are scrolled far away are let go, and read again on the way back. */
const KEPT = 6;
const ASK_AGAIN_MS = 5000;
/** One page is read at a time: the other direction must not break off the first. */
const BESIDE = { cancelRefetch: false };

/**
 * A window of the thread's messages, oldest first. Events keep its end fresh; while a card runs it is asked for again, in case one is lost.
 * `readingAt` is the message that is read away from the end: where so much came that reading anew would lose it, the window stays with it.
 */
export function useMessages(threadId: string, anchor: string | undefined, readingAt: () => string | undefined) {
  const { client, queries, connection } = useWorkspace();
  const cache = useQueryClient();
  const start: Turn = anchor ? { around: anchor } : {};
  const input = (turn: Turn) => ({ threadId, limit: PAGE, ...turn });
  const options = queries.chat.listMessages.infiniteOptions({
    input,
    initialPageParam: start,
    getNextPageParam: olderThan,
    getPreviousPageParam: newerThan,
    maxPages: KEPT,
    refetchInterval: ({ state }) => (connection !== "live" || isBusy(state.data) ? ASK_AGAIN_MS : false),
  });
  const query = useInfiniteQuery({
    ...options,
    async queryFn({ pageParam, signal }) {
      const page = await client.chat.listMessages(input(pageParam), { signal });
      const shown = isNewest(pageParam) ? cache.getQueryData<MessageWindow>(options.queryKey) : undefined;
      const place = shown && readingAt();
      if (!place || stillHolds(shown, page, place)) return page;
      return client.chat.listMessages(input({ around: place }), { signal });
    },
  });
  const messages = useMemo(() => query.data?.pages.toReversed().flatMap((page) => page.items) ?? [], [query.data]);
  return {
    messages,
    /** Whether the window reaches the end of the talk. */
    atEnd: !query.hasPreviousPage,
    isPending: query.isPending,
    error: query.error,
    refetch: query.refetch,
    /** To the end of the talk as it is now, from wherever the window is. */
    startOver: () => void cache.resetQueries({ queryKey: options.queryKey, exact: true }),
    older: {
      has: query.hasNextPage,
      loading: query.isFetchingNextPage,
      ready: !query.isFetching && !query.isFetchNextPageError,
      fetch: () => void query.fetchNextPage(BESIDE),
    },
    newer: {
      has: query.hasPreviousPage,
      loading: query.isFetchingPreviousPage,
      ready: !query.isFetching && !query.isFetchPreviousPageError,
      fetch: () => void query.fetchPreviousPage(BESIDE),
    },
  };
}

function isBusy(data: MessageWindow | undefined): boolean {
  return data?.pages[0]?.items.some((message) => message.answerState === "writing" || message.cards.some(isRunning)) ?? false;
}

function isRunning(card: Card): boolean {
  return (card.type === "progress" || card.type === "checks") && card.state === "running";
}
