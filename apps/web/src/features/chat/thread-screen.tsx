"use client";
import type { Thread } from "@openvibe/core/chat/model";
import { useQuery } from "@tanstack/react-query";
import { Resizable } from "@openvibe/ui/components/resizable";
import { Button, IconButton } from "@openvibe/ui/primitives/button";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { BookMarked, MessagesSquare, Monitor, PanelRightOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { isUnreachable, statusOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { HandoffPanel } from "../briefing/handoff-panel.tsx";
import { PreviewPane } from "../hosting/preview-pane.tsx";
import { useThreadApp } from "../hosting/use-apps.ts";
import { ContextPanel } from "../knowledge/context-panel.tsx";
import { useGo } from "../shell/navigation.tsx";
import { threadPlace } from "../shell/routes.ts";
import { ScreenHeader } from "../shell/screen-header.tsx";
import { NotHere, NotLoaded } from "../shell/screens.tsx";
import { useIsNarrow } from "../shell/use-is-narrow.ts";
import { Conversation } from "./conversation.tsx";
import { ForkHeader } from "./forks/fork-header.tsx";
import { ForkPane } from "./forks/fork-pane.tsx";
import { useFocusBack } from "./forks/use-focus-back.ts";
import { useOutbox } from "./outbox-provider.tsx";
import { ThreadMenu } from "./thread-menu.tsx";
import { ThreadTitle } from "./thread-title.tsx";

type About = "settled" | "handoffs";

/** A conversation; beside it the side conversation that is open, or the app it is about. Where there is no room for two, the one asked for last. */
export function ThreadScreen({ threadId, forkId }: { threadId: string; forkId: string | undefined }) {
  const { queries } = useWorkspace();
  const go = useGo();
  const thread = useQuery(queries.chat.getThread.queryOptions({ input: { threadId } }));
  const project = useQuery(queries.projects.findProject.queryOptions({ input: { threadId } }));
  const projectId = project.data?.id ?? "";
  const build = useQuery(queries.builder.getBuild.queryOptions({ input: { projectId }, enabled: projectId !== "" }));
  const app = useThreadApp(threadId);
  const narrow = useIsNarrow();
  const [tab, setTab] = useState<"chat" | "preview">("chat");
  const [open, setOpen] = useState(true);
  const [about, setAbout] = useState<About>();
  useFocusBack(threadId, forkId);
  const outbox = useOutbox();
  const [isBegun] = useState(() => outbox.takeBegun(threadId));

  if (statusOf(thread.error) === 404)
    return <NotHere title="This thread is not here">It was deleted, or it is in a channel or workspace you are not in.</NotHere>;
  // Without a connection what waits to be sent is shown, and more can be written.
  if (thread.error && !thread.data && !isUnreachable(thread.error))
    return <NotLoaded title="Thread" error={thread.error} onRetry={() => void thread.refetch()} />;
  const hasPreview = app !== undefined || Boolean(project.data);
  const showsPreview = hasPreview && (narrow || open);
  const closePanel = () => setAbout(undefined);
  const panels: Record<About, ReactNode> = {
    settled: <ContextPanel key="settled" threadId={threadId} onClose={closePanel} />,
    handoffs: (
      <HandoffPanel
        key="handoffs"
        threadId={threadId}
        place={threadPlace(threadId, thread.data?.fork?.parentThreadId)}
        onClose={closePanel}
        {...(narrow ? { onFollow: closePanel } : {})}
      />
    ),
  };
  const side = about ? (
    panels[about]
  ) : forkId ? (
    <ForkPane
      key={forkId}
      forkId={forkId}
      narrow={narrow}
      onJump={(messageId) => go({ screen: "thread", threadId, forkId: narrow ? undefined : forkId }, `?m=${messageId}`)}
      onClose={() => go({ screen: "thread", threadId })}
    />
  ) : null;
  const aloneWhenNarrow = side || (hasPreview && tab === "preview") ? "second" : "first";
  const showPreview = () => {
    setOpen(true);
    closePanel();
    if (forkId) go({ screen: "thread", threadId });
  };
  return (
    <>
      <div className={side && narrow ? "hidden" : "contents"}>
        <Header
          thread={thread.data}
          about={about}
          onAbout={setAbout}
          onPreview={hasPreview && !narrow && (!open || side) ? showPreview : undefined}
        />
        {hasPreview && narrow ? <Tabs tab={tab} onChange={setTab} /> : null}
      </div>
      <Resizable
        storageKey={side ? "openvibe.fork" : "openvibe.preview"}
        initial={side ? 46 : 56}
        min={28}
        max={72}
        label="Width of the right pane"
        alone={narrow ? aloneWhenNarrow : side || showsPreview ? undefined : "first"}
        first={
          <Conversation
            threadId={threadId}
            thread={thread.data}
            openForkId={forkId}
            autoFocus={isBegun && !narrow}
            placeholder={hasPreview ? "Reply, or say what to change" : "Reply"}
          />
        }
        second={
          side ??
          (showsPreview ? (
            <PreviewPane key="preview" app={app} build={build.data ?? undefined} {...(narrow ? {} : { onClose: () => setOpen(false) })} />
          ) : null)
        }
      />
    </>
  );
}

interface HeaderProps {
  thread: Thread | undefined;
  about: About | undefined;
  onAbout: (about: About | undefined) => void;
  onPreview: (() => void) | undefined;
}

function Header({ thread, about, onAbout, onPreview }: HeaderProps) {
  const go = useGo();
  const onHandoff = () => onAbout("handoffs");
  if (thread?.fork) {
    const parent = { screen: "thread", threadId: thread.fork.parentThreadId } as const;
    return (
      <ForkHeader
        fork={thread}
        narrow
        onHandoff={onHandoff}
        onJump={(messageId) => go(parent, `?m=${messageId}`)}
        onClose={() => go(parent)}
      />
    );
  }
  return (
    <ScreenHeader
      title={thread ? <ThreadTitle thread={thread} /> : <Skeleton className="h-4 w-48" />}
      actions={
        <>
          {onPreview ? (
            <Button size="sm" onClick={onPreview}>
              <PanelRightOpen className="size-3.5" /> Preview
            </Button>
          ) : null}
          <IconButton
            label="What is settled"
            aria-pressed={about === "settled"}
            onClick={() => onAbout(about === "settled" ? undefined : "settled")}
          >
            <BookMarked />
          </IconButton>
          {thread ? <ThreadMenu thread={thread} onHandoff={onHandoff} /> : null}
        </>
      }
    />
  );
}

function Tabs({ tab, onChange }: { tab: "chat" | "preview"; onChange: (tab: "chat" | "preview") => void }) {
  return (
    <div className="border-b border-line p-1.5">
      <Segmented
        label="Show"
        value={tab}
        onChange={onChange}
        className="flex"
        options={[
          { value: "chat", label: "Chat", icon: <MessagesSquare /> },
          { value: "preview", label: "Preview", icon: <Monitor /> },
        ]}
      />
    </div>
  );
}
