import type { Thread } from "@openvibe/core/chat/model";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Queries } from "../../data/api.ts";
import { BY_CURSOR, type Pages } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";

const PAGE = 30;

export function threadsOptions(queries: Queries, channelId: string) {
  return queries.chat.listThreads.infiniteOptions({
    input: (cursor: string | undefined) => ({ channelId, cursor, limit: PAGE }),
    ...BY_CURSOR,
  });
}

/** The threads that this tab has read already as it first asks, those with the latest talk first: nothing is asked of the server. */
export function useKnownThreads(most: number): readonly Thread[] {
  const { queries } = useWorkspace();
  const cache = useQueryClient();
  return useState(() => knownThreads(cache, queries).slice(0, most))[0];
}

function knownThreads(cache: QueryClient, queries: Queries): Thread[] {
  const lists = cache.getQueriesData<Pages<Thread>>({ queryKey: queries.chat.listThreads.key() });
  const opened = cache.getQueriesData<Thread>({ queryKey: queries.chat.getThread.key() });
  const listed = lists.flatMap(([, data]) => data?.pages.flatMap(({ items }) => items) ?? []);
  const threads = [...listed, ...opened.flatMap(([, thread]) => thread ?? [])].filter(({ fork }) => !fork);
  const known = new Map(threads.map((thread) => [thread.id, thread]));
  return [...known.values()].toSorted((one, other) => other.lastMessageAt.getTime() - one.lastMessageAt.getTime());
}
