"use client";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Avatar } from "@openvibe/ui/components/avatar";
import { cx } from "@openvibe/ui/class-names";
import { Button, IconButton } from "@openvibe/ui/primitives/button";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Info, MessageSquare, Pin } from "lucide-react";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { UnreadBadge } from "../inbox/unread-badge.tsx";
import { RouteLink } from "../shell/navigation.tsx";
import { ScreenHeader } from "../shell/screen-header.tsx";
import { NotHere } from "../shell/screens.tsx";
import { Aimed, useAim, useHeldOrder } from "../shell/use-held-order.ts";
import { ShowOlder } from "../shell/listing.tsx";
import { ChannelDialog } from "./channels/channel-dialog.tsx";
import { ChannelTitle, isForIdeas } from "./channels/channel-name.tsx";
import { Composer } from "./composer.tsx";
import { PendingList } from "./message/pending.tsx";
import { useOutbox } from "./outbox-provider.tsx";
import { sideOf } from "./side-of.ts";
import { endedAs } from "./thread-title.tsx";
import { threadsOptions } from "./use-threads.ts";

/** A channel is a list of threads and a place to start one. In #ideas, a new thread is a new app. */
export function ChannelScreen({ channelId }: { channelId: string }) {
  const { client, queries } = useWorkspace();
  const rights = useRights();
  const channels = useQuery(queries.chat.listChannels.queryOptions());
  const channel = channels.data?.find(({ id }) => id === channelId);
  const outbox = useOutbox();
  const list = useRef<HTMLDivElement>(null);
  const members = useMemberLookup();
  const cache = useQueryClient();
  const [about, setAbout] = useState(false);
  const aim = useAim();
  if (channels.data && !channel)
    return <NotHere title="This channel is not here">It belongs to another workspace, or the address is mistyped.</NotHere>;
  const pending = outbox.entries.filter((entry) => "channelId" in entry && entry.channelId === channelId && !outbox.isOpening(entry));
  const isIdeas = channel !== undefined && isForIdeas(channel);
  const join = async () => {
    try {
      await client.chat.joinChannel({ channelId });
      await cache.invalidateQueries({ queryKey: queries.chat.listChannels.key() });
    } catch (error) {
      toast.error(messageOf(error));
    }
  };
  return (
    <>
      <ScreenHeader
        title={channel ? <ChannelTitle channel={channel} members={members} /> : <Skeleton className="h-4 w-24" />}
        lead={channel?.topic}
        actions={
          channel ? (
            <>
              {channel.joined ? null : (
                <Button size="sm" look="primary" onClick={() => void join()}>
                  Join
                </Button>
              )}
              <IconButton label="About this channel" onClick={() => setAbout(true)}>
                <Info />
              </IconButton>
              <ChannelDialog channel={channel} open={about} onOpenChange={setAbout} />
            </>
          ) : null
        }
      />
      {channel?.archivedAt ? (
        <p className="border-b border-line bg-sunken px-5 py-2 text-sm text-ink-soft">
          This channel is archived: it can be read, not written in.
        </p>
      ) : null}
      <div ref={list} {...aim.handlers} className="min-h-0 flex-1 overflow-y-auto">
        {pending.length > 0 ? (
          <section aria-label="New threads on their way" className="mx-auto max-w-[50rem] pt-3">
            <PendingList entries={pending} />
          </section>
        ) : null}
        <Aimed value={aim.aimed}>
          <Threads channelId={channelId} isIdeas={isIdeas} isBegun={pending.length > 0} />
        </Aimed>
      </div>
      {rights.write && channel && !channel.archivedAt ? (
        <Composer
          draftKey={channelId}
          placeholder={
            isIdeas ? "Describe an app to build" : channel.kind === "direct" ? "Write to them" : `Start a thread in #${channel.name}`
          }
          onSend={(text, attachments) => {
            outbox.send({ channelId, isIdea: isIdeas }, text, attachments);
            list.current?.scrollTo({ top: 0 });
          }}
        />
      ) : null}
    </>
  );
}

function Threads({ channelId, isIdeas, isBegun }: { channelId: string; isIdeas: boolean; isBegun: boolean }) {
  const { queries } = useWorkspace();
  const members = useMemberLookup();
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    threadsOptions(queries, channelId),
  );
  const threads = useHeldOrder(data?.pages.flatMap((page) => page.items) ?? []);
  if (isPending)
    return (
      <div role="status" aria-label="Loading threads" className="mx-auto max-w-[50rem] space-y-3 p-5">
        {["w-64", "w-80", "w-52"].map((width) => (
          <Skeleton key={width} className={`h-10 max-w-full ${width}`} />
        ))}
      </div>
    );
  if (error && !data) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  if (threads.length === 0)
    return isBegun ? null : (
      <EmptyState icon={<MessageSquare />} title={isIdeas ? "No ideas yet" : "Nothing said yet"}>
        {isIdeas
          ? "Describe an app in a sentence below. A thread opens and the agents start at once."
          : "Start the first thread below. Mention an agent with @ to have it join in."}
      </EmptyState>
    );
  return (
    <>
      <ul className="mx-auto max-w-[50rem] px-2 py-3 md:px-4">
        {threads.map((thread) => (
          <li key={thread.id}>
            <RouteLink
              to={{ screen: "thread", threadId: thread.id }}
              className="flex items-center gap-3 rounded-lg px-2.5 py-2.5 hover:bg-hover"
            >
              <Avatar member={members.byId(thread.startedBy)} />
              <span className="min-w-0 flex-1">
                <span className={cx("flex items-center gap-1.5 text-md font-medium", endedAs(thread) && "text-ink-faint")}>
                  {thread.pinnedAt ? <Pin aria-label="Pinned" className="size-3.5 shrink-0 text-ink-faint" /> : null}
                  <bdi dir={sideOf(thread.title)} className="truncate">
                    {thread.title}
                  </bdi>
                </span>
                <span className="block truncate text-xs text-ink-faint">
                  {endedAs(thread) ? `${endedAs(thread)} · ` : ""}
                  {members.byId(thread.startedBy).name} · {thread.messageCount} {thread.messageCount === 1 ? "message" : "messages"}
                </span>
              </span>
              <UnreadBadge threadId={thread.id} />
              <RelativeTime at={thread.lastMessageAt} className="shrink-0 text-xs text-ink-faint" />
            </RouteLink>
          </li>
        ))}
      </ul>
      <div className="flex justify-center pb-6 empty:hidden">
        <ShowOlder of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} label="Show older threads" />
      </div>
    </>
  );
}
