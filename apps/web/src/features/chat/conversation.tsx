"use client";
import type { Message, Thread } from "@openvibe/core/chat/model";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useOpenThread, useTyping } from "../../data/use-live.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { useThreadReading } from "../inbox/use-thread-reading.ts";
import { useSetting } from "../settings/use-settings.ts";
import { useGo, useSearch } from "../shell/navigation.tsx";
import { pathOf, threadPlace } from "../shell/routes.ts";
import { Composer, type ComposerHandle } from "./composer.tsx";
import { ConversationContext, type ConversationActions } from "./conversation-context.ts";
import { DoingLine } from "./doing-line.tsx";
import { ClosedLine } from "./forks/closed-line.tsx";
import { useForkWord } from "./forks/fork-word.ts";
import { useForkActions } from "./forks/use-fork-actions.ts";
import { HistoryDialog } from "./message/history-dialog.tsx";
import { quoteOf } from "./message/quote.ts";
import { useOutbox } from "./outbox-provider.tsx";
import { Timeline, type TimelineHandle } from "./timeline/timeline.tsx";

interface ConversationProps {
  threadId: string;
  thread: Thread | undefined;
  /** The fork that stands open beside it. */
  openForkId?: string | undefined;
  label?: string;
  placeholder: string;
  /** Whether the field has the focus as it opens. */
  autoFocus?: boolean;
  empty?: ReactNode;
}

/** One thread or fork to read and write in; two may stand side by side. */
export function Conversation({
  threadId,
  thread,
  openForkId,
  label = "Conversation",
  placeholder,
  autoFocus = false,
  empty,
}: ConversationProps) {
  const { workspace } = useWorkspace();
  const rights = useRights();
  const outbox = useOutbox();
  const { fork } = useForkActions();
  const { word: forkWord } = useForkWord();
  const go = useGo();
  const timeline = useRef<TimelineHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const [editing, setEditing] = useState<string>();
  const [history, setHistory] = useState<Message>();
  const { unreadFrom, seen, markUnread, readUpTo } = useThreadReading(threadId);
  const wanted = useSearch().get("m") ?? undefined;
  const isMine = openForkId === undefined;
  const [anchor, setAnchor] = useState(isMine ? wanted : undefined);
  const [asked, setAsked] = useState(wanted);
  if (wanted !== asked) {
    setAsked(wanted);
    if (wanted && isMine) setAnchor(wanted);
  }
  const place = threadPlace(threadId, thread?.fork?.parentThreadId);

  const now = useRef({ fork, place });
  now.current = { fork, place };
  const actions = useMemo<ConversationActions>(
    () => ({
      forkWord,
      edit: (messageId) => {
        setEditing(messageId);
        if (!messageId) composer.current?.focus();
      },
      fork: (message) => void now.current.fork(message),
      quote: (message) => composer.current?.insert(quoteOf(message)),
      markUnread: (message) => void markUnread(message.id),
      readUpTo: (message) => void readUpTo(message.id),
      showHistory: setHistory,
      linkTo: (message) => `${window.location.origin}${pathOf(workspace.id, now.current.place)}?m=${message.id}`,
    }),
    [forkWord, markUnread, readUpTo, workspace.id],
  );
  useOpenThread(threadId);
  const typing = useTyping(threadId);
  const showsPresence = useSetting("features.presence");
  const closed = thread?.fork && (thread.status === "resolved" || thread.status === "abandoned");
  return (
    <ConversationContext.Provider value={actions}>
      <section aria-label={label} className="flex min-h-0 min-w-0 flex-1 flex-col">
        <h2 className="sr-only">{label}</h2>
        <Timeline
          key={`${threadId}/${anchor ?? ""}`}
          handle={timeline}
          threadId={threadId}
          anchor={anchor}
          onAnchor={setAnchor}
          onLeaveAnchor={() => {
            setAnchor(undefined);
            if (wanted) go(place);
          }}
          openForkId={openForkId}
          editing={editing}
          canAct={thread !== undefined}
          unreadFrom={unreadFrom}
          onSeen={seen}
          empty={empty}
        />
        <DoingLine threadId={threadId} />
        {rights.write && !closed ? (
          <Composer
            ref={composer}
            draftKey={threadId}
            autoFocus={autoFocus}
            placeholder={placeholder}
            onTyping={showsPresence ? typing : () => undefined}
            onSend={(text, attachments) => {
              outbox.send({ threadId }, text, attachments);
              timeline.current?.toLatest();
            }}
            onEditLast={() => setEditing(timeline.current?.editLast())}
          />
        ) : closed ? (
          <ClosedLine fork={thread} />
        ) : (
          <p className="border-t border-line px-4 py-3 text-center text-sm text-ink-faint">
            You can read here. Ask an admin for the role “member” to write.
          </p>
        )}
        <HistoryDialog message={history} onClose={() => setHistory(undefined)} />
      </section>
    </ConversationContext.Provider>
  );
}
