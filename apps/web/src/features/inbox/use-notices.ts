"use client";
import { MOST_UNREAD } from "@openvibe/core/inbox/model";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";

const LISTED = 30;

/** What the person was told and has not read: the newest of it, and how much it is. */
export function useNotices() {
  const { queries } = useWorkspace();
  const { data } = useQuery(
    queries.inbox.listNotifications.queryOptions({ input: { limit: LISTED, unreadOnly: true }, staleTime: 60_000 }),
  );
  const unread = data?.unread ?? 0;
  return { items: data?.items, unread, shown: unread >= MOST_UNREAD ? `${MOST_UNREAD - 1}+` : String(unread) };
}

/** Names the tab, with what waits for the person; an installed app carries the number on its icon. */
export function useTabTitle(title: string): void {
  const { unread, shown } = useNotices();
  useEffect(() => {
    document.title = `${unread > 0 ? `(${shown}) ` : ""}${title} · OpenVibe`;
  }, [title, unread, shown]);
  useEffect(() => {
    if (!("setAppBadge" in navigator)) return;
    // Only an installed app has an icon to put it on.
    void navigator.setAppBadge(unread).catch(() => undefined);
  }, [unread]);
}
