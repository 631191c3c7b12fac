"use client";
import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { Resizable } from "@openvibe/ui/components/resizable";
import { Button, IconButton } from "@openvibe/ui/primitives/button";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { BookMarked, MessagesSquare, Monitor, PanelRightOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { messageOf, statusOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { HandoffPanel } from "../briefing/handoff-panel.tsx";
import { PreviewPane } from "../hosting/preview-pane.tsx";
import { useThreadApp } from "../hosting/use-apps.ts";
import { ContextPanel } from "../knowledge/context-panel.tsx";
import { useGo } from "../shell/navigation.tsx";
import { ScreenHeader } from "../shell/screen-header.tsx";
import { NotHere } from "../shell/screens.tsx";
import { useIsNarrow } from "../shell/use-is-narrow.ts";
import { Conversation } from "./conversation.tsx";
import { ForkHeader } from "./forks/fork-header.tsx";
import { ForkPane } from "./forks/fork-pane.tsx";
import { ThreadMenu } from "./thread-menu.tsx";
import { ThreadTitle } from "./thread-title.tsx";

/** A conversation; beside it the side conversation that is open, or the app it is about. */
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
  const [about, setAbout] = useState<"settled" | "handoffs">();

  if (statusOf(thread.error) === 404)
    return <NotHere title="This thread is not here">It was deleted, or it is in a channel or workspace you are not in.</NotHere>;
  if (thread.error && !thread.data) return <ErrorState message={messageOf(thread.error)} onRetry={() => void thread.refetch()} />;
  const hasPreview = app !== undefined || Boolean(project.data);
  const conversation = (
    <Conversation
      threadId={threadId}
      thread={thread.data}
      openForkId={forkId}
      placeholder={hasPreview ? "Reply, or say what to change" : "Reply"}
    />
  );
  const fork = forkId ? (
    <ForkPane
      key={forkId}
      forkId={forkId}
      narrow={narrow}
      onJump={(messageId) => go({ screen: "thread", threadId, forkId: narrow ? undefined : forkId }, `?m=${messageId}`)}
      onClose={() => go({ screen: "thread", threadId })}
    />
  ) : null;
  if (fork && narrow) return fork;
  const preview = hasPreview ? (
    <PreviewPane app={app} build={build.data ?? undefined} {...(narrow ? {} : { onClose: () => setOpen(false) })} />
  ) : null;
  const closePanel = () => setAbout(undefined);
  const panels = {
    settled: <ContextPanel threadId={threadId} onClose={closePanel} />,
    handoffs: <HandoffPanel threadId={threadId} onClose={closePanel} {...(narrow ? { onFollow: closePanel } : {})} />,
  };
  const panel = about === undefined ? null : panels[about];
  if (panel && narrow) return panel;
  const beside = panel ?? fork ?? (hasPreview && open && !narrow ? preview : null);
  const asFork = thread.data?.fork ? thread.data : undefined;
  return (
    <>
      {asFork ? (
        <ForkHeader
          fork={asFork}
          narrow
          onHandOver={() => setAbout("handoffs")}
          onJump={(messageId) => go({ screen: "thread", threadId: asFork.fork?.parentThreadId ?? "" }, `?m=${messageId}`)}
          onClose={() => go({ screen: "thread", threadId: asFork.fork?.parentThreadId ?? "" })}
        />
      ) : (
        <ScreenHeader
          title={thread.data ? <ThreadTitle thread={thread.data} /> : <Skeleton className="h-4 w-48" />}
          actions={
            <>
              {hasPreview && !narrow && (!open || fork || panel) ? (
                <Button
                  size="sm"
                  onClick={() => {
                    setOpen(true);
                    closePanel();
                    if (fork) go({ screen: "thread", threadId });
                  }}
                >
                  <PanelRightOpen className="size-3.5" /> Preview
                </Button>
              ) : null}
              <IconButton
                label="What is settled"
                aria-pressed={about === "settled"}
                onClick={() => setAbout(about === "settled" ? undefined : "settled")}
              >
                <BookMarked />
              </IconButton>
              {thread.data ? <ThreadMenu thread={thread.data} onHandOver={() => setAbout("handoffs")} /> : null}
            </>
          }
        />
      )}
      {hasPreview && narrow ? <Tabs tab={tab} onChange={setTab} /> : null}
      {beside ? (
        <Beside first={conversation} second={beside} isFork={panel !== null || fork !== null} />
      ) : narrow && tab === "preview" && preview ? (
        preview
      ) : (
        conversation
      )}
    </>
  );
}

function Beside({ first, second, isFork }: { first: ReactNode; second: ReactNode; isFork: boolean }) {
  return (
    <Resizable
      key={isFork ? "fork" : "preview"}
      storageKey={isFork ? "openvibe.fork" : "openvibe.preview"}
      initial={isFork ? 46 : 56}
      min={28}
      max={72}
      label="Width of the right pane"
      first={first}
      second={second}
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
