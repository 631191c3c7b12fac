"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useUnread } from "./use-unread.ts";

const SETTLED_MS = 400;

/** Where reading stopped when the thread was opened, and telling the server how far it has come since. */
export function useThreadReading(threadId: string): {
  unreadFrom: string | undefined;
  seen: (messageId: string) => void;
  markUnread: (messageId: string) => Promise<void>;
  readUpTo: (messageId: string) => Promise<void>;
} {
  const { client, queries } = useWorkspace();
  const cache = useQueryClient();
  const { byThread } = useUnread();
  const overview = useQuery(queries.inbox.getUnread.queryOptions());
  const [unreadFrom, setUnreadFrom] = useState<string>();
  const [opened, setOpened] = useState(false);
  const first = byThread.get(threadId)?.firstUnreadMessageId;
  if (!opened && overview.data) {
    setOpened(true);
    setUnreadFrom(first);
  }
  const told = useRef<string>(undefined);
  const held = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wanted = useRef<string>(undefined);
  const seen = useCallback(
    (messageId: string) => {
      wanted.current = messageId;
      // What goes on coming must not put off the telling.
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        const upTo = wanted.current;
        if (upTo === undefined || held.current || told.current === upTo || document.visibilityState !== "visible") return;
        told.current = upTo;
        client.inbox.markRead({ threadId, messageId: upTo }).catch(() => {
          told.current = undefined;
        });
      }, SETTLED_MS);
    },
    [client, threadId],
  );
  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === "visible" && wanted.current) seen(wanted.current);
    };
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      document.removeEventListener("visibilitychange", onVisible);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [seen]);
  /** What a person marked stays as it is while they look at it. */
  const mark = useCallback(
    async (work: () => Promise<unknown>, said: string) => {
      held.current = true;
      try {
        await work();
        const { threads } = await cache.fetchQuery({ ...queries.inbox.getUnread.queryOptions(), staleTime: 0 });
        const from = threads.find((each) => each.threadId === threadId)?.firstUnreadMessageId;
        held.current = from !== undefined;
        setUnreadFrom(from);
        toast.success(said);
      } catch (error) {
        held.current = false;
        toast.error(messageOf(error));
      }
    },
    [cache, queries, threadId],
  );
  const markUnread = useCallback(
    (messageId: string) => mark(() => client.inbox.markUnreadFrom({ messageId }), "Unread from here."),
    [client, mark],
  );
  const readUpTo = useCallback(
    (messageId: string) => mark(() => client.inbox.markRead({ threadId, messageId, exactly: true }), "Read up to here."),
    [client, mark, threadId],
  );
  return { unreadFrom, seen, markUnread, readUpTo };
}
