"use client";
import type { Thread } from "@openvibe/core/chat/model";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { readsAll } from "../../../data/pages.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";

const PAGE = 100;
/** Of a thread with more than 2,000 side conversations, the later ones are not drawn. */
const MOST_PAGES = 20;

/** The forks of a thread by the message they branched from, oldest first. */
export function useForks(threadId: string): ReadonlyMap<string, readonly Thread[]> {
  const { client, queries } = useWorkspace();
  const input = { threadId, limit: PAGE };
  const { data } = useQuery({
    ...queries.chat.listForks.queryOptions({ input }),
    queryFn: readsAll(client.chat.listForks, input, MOST_PAGES),
  });
  return useMemo(() => {
    const byMessage = new Map<string, Thread[]>();
    for (const fork of data?.items ?? []) {
      if (!fork.fork) continue;
      const known = byMessage.get(fork.fork.messageId);
      if (known) known.push(fork);
      else byMessage.set(fork.fork.messageId, [fork]);
    }
    return byMessage;
  }, [data]);
}
