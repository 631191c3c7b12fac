"use client";
import type { InboxEntry } from "@openvibe/core/inbox/model";
import { Avatar } from "@openvibe/ui/components/avatar";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { cx } from "@openvibe/ui/class-names";
import { Button } from "@openvibe/ui/primitives/button";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CheckCheck, Inbox } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { BY_CURSOR } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { WaitingApprovals } from "../approvals/waiting-approvals.tsx";
import { useForkWord } from "../chat/forks/fork-word.ts";
import { channelName } from "../chat/channels/channel-name.tsx";
import { sideOf } from "../chat/side-of.ts";
import { useMemberLookup } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { threadPlace } from "../shell/routes.ts";
import { ScreenHeader } from "../shell/screen-header.tsx";
import { ShowOlder } from "../shell/listing.tsx";
import { CountBadge } from "./unread-badge.tsx";
import { useUnread } from "./use-unread.ts";

const PAGE = 40;

/** The threads a person follows, and whatever waits to be read. */
export function InboxScreen() {
  const { client, queries } = useWorkspace();
  const [show, setShow] = useState<"unread" | "all">("unread");
  const { byChannel, total } = useUnread();
  const [busy, setBusy] = useState(false);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    queries.inbox.listInbox.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: PAGE, unreadOnly: show === "unread" }),
      ...BY_CURSOR,
      staleTime: 5_000,
    }),
  );
  const readAll = async () => {
    setBusy(true);
    try {
      await Promise.all([...byChannel.keys()].map((channelId) => client.inbox.markChannelRead({ channelId })));
    } catch (problem) {
      toast.error(messageOf(problem));
    }
    setBusy(false);
  };
  const entries = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ScreenHeader
        title="Inbox"
        actions={
          <>
            <Segmented
              label="Show"
              value={show}
              onChange={setShow}
              options={[
                { value: "unread", label: "Unread" },
                { value: "all", label: "All" },
              ]}
            />
            {total.unread > 0 ? (
              <Button size="sm" busy={busy} onClick={() => void readAll()}>
                <CheckCheck className="size-3.5" /> <span className="max-sm:sr-only">All read</span>
              </Button>
            ) : null}
          </>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-[50rem] px-4 pt-4 empty:hidden">
          <WaitingApprovals />
        </div>
        {isPending ? <Waiting /> : null}
        {error && !data ? <ErrorState message={messageOf(error)} onRetry={() => void refetch()} /> : null}
        {data && entries.length === 0 ? (
          <EmptyState icon={<Inbox />} title={show === "unread" ? "All read" : "You follow nothing yet"}>
            {show === "unread"
              ? "What others write in your channels and threads shows up here."
              : "Threads you start, write in or are named in are followed by themselves."}
          </EmptyState>
        ) : null}
        <ul className="mx-auto max-w-[50rem] px-2 py-3 md:px-4" onKeyDown={moveByKeys}>
          {entries.map((entry) => (
            <Entry key={entry.thread.id} entry={entry} />
          ))}
        </ul>
        <div className="flex justify-center pb-6 empty:hidden">
          <ShowOlder of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
        </div>
      </div>
    </>
  );
}

function Entry({ entry: { thread, unread, mentions, last } }: { entry: InboxEntry }) {
  const { queries, workspace } = useWorkspace();
  const { noun } = useForkWord();
  const members = useMemberLookup();
  const { data: channels } = useQuery(queries.chat.listChannels.queryOptions());
  const channel = channels?.find(({ id }) => id === thread.channelId);
  return (
    <li>
      <RouteLink
        to={threadPlace(thread.id, thread.fork?.parentThreadId)}
        data-entry
        className="flex items-center gap-3 rounded-lg px-2.5 py-2.5 hover:bg-hover"
      >
        <Avatar member={members.byId(last?.authorId ?? thread.startedBy)} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <bdi dir={sideOf(thread.title)} className={cx("truncate text-md", unread > 0 ? "font-semibold" : "font-medium text-ink-soft")}>
              {thread.title}
            </bdi>
            <span className="max-w-1/3 shrink-0 truncate text-xs text-ink-faint">
              {channel ? (channel.kind === "direct" ? "" : "#") + channelName(channel, workspace.memberId, members) : ""}
              {thread.fork ? ` · ${noun}` : ""}
            </span>
          </span>
          <span className="block truncate text-sm text-ink-faint" dir={last ? sideOf(last.excerpt) : "auto"}>
            {last ? (
              <>
                <bdi>{members.byId(last.authorId).name}</bdi>: {last.excerpt || "a card"}
              </>
            ) : (
              "Nothing said yet"
            )}
          </span>
        </span>
        <CountBadge unread={unread} mentions={mentions} />
        <RelativeTime at={thread.lastMessageAt} className="shrink-0 text-xs text-ink-faint" />
      </RouteLink>
    </li>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading" className="mx-auto max-w-[50rem] space-y-3 p-5">
      {["w-64", "w-80", "w-52"].map((width) => (
        <Skeleton key={width} className={`h-10 max-w-full ${width}`} />
      ))}
    </div>
  );
}

/** j and k, or the arrows, move between the threads. */
function moveByKeys(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (by === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-entry]")];
  const at = rows.findIndex((row) => row === document.activeElement);
  event.preventDefault();
  rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
}
