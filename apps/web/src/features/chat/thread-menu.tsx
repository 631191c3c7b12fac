"use client";
import type { Thread } from "@openvibe/core/chat/model";
import { IconButton } from "@openvibe/ui/primitives/button";
import { Menu, MenuItem, MenuSeparator } from "@openvibe/ui/primitives/menu";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  Archive,
  ArrowRightLeft,
  Bell,
  BellOff,
  BellRing,
  CalendarSearch,
  CheckCheck,
  Ellipsis,
  Link2,
  Pin,
  PinOff,
  RotateCcw,
} from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { pathOf } from "../shell/routes.ts";
import { JumpToDate } from "./jump-to-date.tsx";
import { ResolveThreadDialog } from "./resolve-thread-dialog.tsx";
import { useShowThread } from "./use-show-thread.ts";

/** Following, pinning, putting away, and finding one's way in a thread. */
export function ThreadMenu({ thread, onHandoff }: { thread: Thread; onHandoff: () => void }) {
  const { client, queries, workspace } = useWorkspace();
  const cache = useQueryClient();
  const { write } = useRights();
  const [jumping, setJumping] = useState(false);
  const [resolving, setResolving] = useState(false);
  const state = useQuery(queries.inbox.getThreadState.queryOptions({ input: { threadId: thread.id } }));
  const attempt = async (work: () => Promise<unknown>, done?: string) => {
    try {
      await work();
      if (done) toast.success(done);
    } catch (error) {
      toast.error(messageOf(error));
    }
  };
  const set = (change: { following?: boolean; muted?: boolean }, done: string) =>
    attempt(async () => {
      const saved = await client.inbox.setThreadState({ threadId: thread.id, ...change });
      cache.setQueryData(queries.inbox.getThreadState.queryKey({ input: { threadId: thread.id } }), saved);
    }, done);
  const show = useShowThread();
  const { following = false, muted = false } = state.data ?? {};
  const link = window.location.origin + pathOf(workspace.id, { screen: "thread", threadId: thread.id });
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label="About this thread">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem onClick={() => void set({ following: !following }, following ? "You left the thread." : "You follow the thread.")}>
          {following ? <BellOff /> : <Bell />} {following ? "Stop following" : "Follow"}
        </MenuItem>
        <MenuItem onClick={() => void set({ muted: !muted }, muted ? "No longer muted." : "Muted.")}>
          {muted ? <BellRing /> : <BellOff />} {muted ? "Unmute" : "Mute"}
        </MenuItem>
        <MenuSeparator />
        <MenuItem onClick={() => setJumping(true)}>
          <CalendarSearch /> Jump to a date…
        </MenuItem>
        <MenuItem onClick={() => void attempt(() => navigator.clipboard.writeText(link), "Link copied")}>
          <Link2 /> Copy link
        </MenuItem>
        <MenuItem onClick={onHandoff}>
          <ArrowRightLeft /> {write ? "Write a handoff…" : "Handoffs"}
        </MenuItem>
        {write ? (
          <>
            <MenuSeparator />
            <MenuItem
              onClick={() =>
                void attempt(async () => show(await client.chat.pinThread({ threadId: thread.id, pinned: thread.pinnedAt === null })))
              }
            >
              {thread.pinnedAt ? <PinOff /> : <Pin />} {thread.pinnedAt ? "Unpin from the channel" : "Pin to the channel's top"}
            </MenuItem>
            {thread.status === "active" ? (
              <MenuItem onClick={() => setResolving(true)}>
                <CheckCheck /> Resolve…
              </MenuItem>
            ) : (
              <MenuItem onClick={() => void attempt(async () => show(await client.chat.reopenThread({ threadId: thread.id })))}>
                <RotateCcw /> {thread.status === "archived" ? "Bring back" : "Reopen"}
              </MenuItem>
            )}
            {thread.status === "active" ? (
              <MenuItem
                onClick={() =>
                  void attempt(
                    async () => show(await client.chat.archiveThread({ threadId: thread.id })),
                    "Put away. The next message brings it back.",
                  )
                }
              >
                <Archive /> Put away
              </MenuItem>
            ) : null}
          </>
        ) : null}
      </Menu>
      <ResolveThreadDialog thread={thread} open={resolving} onOpenChange={setResolving} />
      <JumpToDate threadId={thread.id} open={jumping} onOpenChange={setJumping} />
    </>
  );
}
