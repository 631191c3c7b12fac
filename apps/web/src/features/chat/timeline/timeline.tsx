"use client";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { Button } from "@openvibe/ui/primitives/button";
import { ArrowDown } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useImperativeHandle, useMemo, useRef, type Ref } from "react";
import { messageOf } from "../../../data/errors.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useMemberLookup } from "../../identity/use-members.ts";
import { useForks } from "../forks/use-forks.ts";
import { groupMessages, type MessageGroup } from "../group-messages.ts";
import { Group } from "../message/message-group.tsx";
import { PendingList } from "../message/pending.tsx";
import { useOutbox } from "../outbox-provider.tsx";
import { useMessages } from "../use-messages.ts";
import { Announcer } from "./announcer.tsx";
import { FirstUnread } from "./first-unread.tsx";
import { MessagesSkeleton } from "./messages-skeleton.tsx";
import { Reach } from "./reach.tsx";
import { useMessageKeys } from "./use-message-keys.ts";
import { useScreenFirst } from "./use-screen-first.ts";
import { type Anchor, useSteadyScroll } from "./use-steady-scroll.ts";

export interface TimelineHandle {
  toLatest: () => void;
  /** Whether the message was there to be shown. */
  show: (messageId: string) => boolean;
  editLast: () => string | undefined;
}

interface TimelineProps {
  threadId: string;
  /** Opens at this message and not at the end. */
  anchor: string | undefined;
  onAnchor: (messageId: string) => void;
  onLeaveAnchor: () => void;
  openForkId: string | undefined;
  /** The message whose text is being changed. */
  editing: string | undefined;
  /** Whether it is known yet what can be done here. */
  canAct: boolean;
  unreadFrom: string | undefined;
  onSeen: (messageId: string) => void;
  empty: ReactNode;
  handle: Ref<TimelineHandle>;
}

/** The messages of one thread: a window of a few pages over however many there are. */
export function Timeline({
  threadId,
  anchor,
  onAnchor,
  onLeaveAnchor,
  openForkId,
  editing,
  canAct,
  unreadFrom,
  onSeen,
  empty,
  handle,
}: TimelineProps) {
  const { workspace } = useWorkspace();
  const members = useMemberLookup();
  const outbox = useOutbox();
  const forks = useForks(threadId);
  const held = useRef<Anchor>(undefined);
  const { messages, atEnd, isPending, error, refetch, startOver, older, newer } = useMessages(threadId, anchor, () => held.current?.id);
  const shownGroups = useRef<MessageGroup[]>([]);
  const groups = useMemo(() => (shownGroups.current = groupMessages(messages, shownGroups.current)), [messages]);
  const confirmed = useMemo(() => new Set(messages.map(({ clientKey }) => clientKey)), [messages]);
  const pending = outbox.entries.filter((entry) => "threadId" in entry && entry.threadId === threadId && !confirmed.has(entry.clientKey));
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useScreenFirst(groups, anchor === undefined);
  const { away, onScroll, hold } = useSteadyScroll(scroller, shown, atEnd, held);
  const latest = messages.at(-1);
  // An answer that asked first stands before its question, and is what was said last all the same.
  const lastSaid = messages.findLast(({ cards }) => cards.every(({ type }) => type !== "approval"));
  const lastByPerson = messages.findLast(({ authorId }) => members.byId(authorId).kind === "person");
  const isWhole = shown === groups;
  const onKeyDown = useMessageKeys(messages);

  const show = useCallback((messageId: string) => flash(scroller.current, messageId), []);
  const toLatest = () => {
    if (!atEnd && anchor) onLeaveAnchor();
    else if (!atEnd) startOver();
    scroller.current?.scrollTo({ top: 0 });
  };
  useImperativeHandle(handle, () => ({
    toLatest,
    show,
    editLast: () => messages.findLast((each) => each.authorId === workspace.memberId && !each.deletedAt && each.writtenBy === null)?.id,
  }));
  const flashed = useRef<string>(undefined);
  useEffect(() => {
    if (!anchor || flashed.current === anchor || messages.length === 0) return;
    if (!show(anchor)) return;
    flashed.current = anchor;
    hold();
  }, [anchor, messages, show, hold]);
  const seen = atEnd && !away ? latest?.id : undefined;
  useEffect(() => {
    if (seen) onSeen(seen);
  }, [seen, onSeen]);

  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      {/* Reversed, so that the end stays in view while it grows. */}
      <div
        ref={scroller}
        role="log"
        aria-label="Messages"
        aria-live="off"
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain outline-none [overflow-anchor:none]"
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div className="mx-auto mb-auto w-full max-w-[50rem] pt-3 pb-4">
          {older.has && isWhole ? (
            <Reach
              label="Show earlier messages"
              loading={older.loading}
              ready={older.ready}
              onReach={() => {
                hold();
                older.fetch();
              }}
            />
          ) : null}
          {isPending ? <MessagesSkeleton /> : null}
          {error && messages.length === 0 ? <ErrorState message={messageOf(error)} onRetry={() => void refetch()} /> : null}
          {!isPending && !error && messages.length === 0 && pending.length === 0 ? empty : null}
          {shown.map((group) => (
            <Group
              key={group.key}
              group={group}
              members={members}
              latestId={atEnd ? within(group, lastSaid?.id) : undefined}
              lastByPersonId={atEnd ? within(group, lastByPerson?.id) : undefined}
              forks={forks}
              openForkId={openForkId}
              editing={within(group, editing)}
              canAct={canAct}
              unreadFrom={within(group, unreadFrom)}
            />
          ))}
          {newer.has ? (
            <Reach
              label="Show later messages"
              loading={newer.loading}
              ready={newer.ready}
              onReach={() => {
                hold();
                newer.fetch();
              }}
            />
          ) : (
            <PendingList entries={pending} />
          )}
        </div>
      </div>
      {unreadFrom && isWhole && atEnd ? (
        <FirstUnread
          key={unreadFrom}
          messageId={unreadFrom}
          scroller={scroller}
          shown={shown}
          onJump={() => {
            if (!show(unreadFrom)) onAnchor(unreadFrom);
          }}
        />
      ) : null}
      {away || !atEnd ? (
        <Button size="sm" onClick={toLatest} className="absolute bottom-3 left-1/2 z-10 -translate-x-1/2 rounded-full shadow-md">
          <ArrowDown className="size-3.5" /> Latest
        </Button>
      ) : null}
      <Announcer messages={atEnd ? messages : undefined} own={workspace.memberId} nameOf={(id) => members.byId(id).name} />
    </div>
  );
}

/** Groups are told only of what is theirs, so that the others need not be drawn again. */
function within(group: MessageGroup, messageId: string | undefined): string | undefined {
  return group.messages.some(({ id }) => id === messageId) ? messageId : undefined;
}

const FLASH_MS = 1600;

function flash(box: HTMLElement | null, messageId: string): boolean {
  const element = box?.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
  if (!box || !element) return false;
  // Of what is higher than the window, the beginning.
  element.scrollIntoView({ block: element.offsetHeight > box.clientHeight ? "start" : "center" });
  element.dataset["flash"] = "";
  setTimeout(() => delete element.dataset["flash"], FLASH_MS);
  return true;
}
