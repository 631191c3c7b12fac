"use client";
import type { Unread } from "@openvibe/core/inbox/model";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";

type Counts = Pick<Unread, "unread" | "mentions">;
export interface UnreadLookup {
  byThread: ReadonlyMap<string, Unread>;
  /** Of threads with the side conversations under them. */
  withForks: ReadonlyMap<string, Counts>;
  byChannel: ReadonlyMap<string, Counts>;
  total: Counts;
}

/** What the person has not read, by thread and by channel. */
export function useUnread(): UnreadLookup {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.inbox.getUnread.queryOptions({ staleTime: 60_000 }));
  return useMemo(() => {
    const byThread = new Map<string, Unread>();
    const withForks = new Map<string, Counts>();
    const byChannel = new Map<string, Counts>();
    const total = { unread: 0, mentions: 0 };
    for (const each of data?.threads ?? []) {
      byThread.set(each.threadId, each);
      add(byChannel, each.channelId, each);
      add(withForks, each.threadId, each);
      if (each.parentThreadId) add(withForks, each.parentThreadId, each);
      total.unread += each.unread;
      total.mentions += each.mentions;
    }
    return { byThread, withForks, byChannel, total };
  }, [data]);
}

function add(sums: Map<string, Counts>, id: string, { unread, mentions }: Counts): void {
  const sum = sums.get(id);
  sums.set(id, { unread: unread + (sum?.unread ?? 0), mentions: mentions + (sum?.mentions ?? 0) });
}
