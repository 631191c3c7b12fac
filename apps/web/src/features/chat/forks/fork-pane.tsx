"use client";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { useQuery } from "@tanstack/react-query";
import { GitFork } from "lucide-react";
import { useState } from "react";
import { messageOf, statusOf } from "../../../data/errors.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { HandoffPanel } from "../../briefing/handoff-panel.tsx";
import { threadPlace } from "../../shell/routes.ts";
import { Conversation } from "../conversation.tsx";
import { MessagesSkeleton } from "../timeline/messages-skeleton.tsx";
import { ForkHeader } from "./fork-header.tsx";
import { useForkWord } from "./fork-word.ts";

/** A side conversation beside its parent, or over it where there is no room. */
export function ForkPane({
  forkId,
  narrow,
  onJump,
  onClose,
}: {
  forkId: string;
  narrow: boolean;
  onJump: (messageId: string) => void;
  onClose: () => void;
}) {
  const { queries } = useWorkspace();
  const { noun, Noun } = useForkWord();
  const [showsHandoffs, setShowsHandoffs] = useState(false);
  const fork = useQuery(queries.chat.getThread.queryOptions({ input: { threadId: forkId } }));
  if (fork.isPending) return <MessagesSkeleton />;
  if (statusOf(fork.error) === 404)
    return <EmptyState title={`This ${noun} is not here`}>It belongs to a channel you are not in, or the address is mistyped.</EmptyState>;
  if (!fork.data) return <ErrorState message={messageOf(fork.error)} onRetry={() => void fork.refetch()} />;
  const back = () => setShowsHandoffs(false);
  if (showsHandoffs)
    return <HandoffPanel threadId={forkId} place={threadPlace(forkId, fork.data.fork?.parentThreadId)} onClose={back} onFollow={back} />;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <ForkHeader fork={fork.data} narrow={narrow} onHandoff={() => setShowsHandoffs(true)} onJump={onJump} onClose={onClose} />
      <Conversation
        threadId={forkId}
        thread={fork.data}
        label={Noun}
        placeholder={`Write in the ${noun}`}
        // On a phone the keyboard would hide what there is to read.
        autoFocus={!narrow}
        empty={
          <EmptyState icon={<GitFork />} title={Noun}>
            Talk something through without filling the thread. When it is settled, resolve it: the outcome goes back to where it began.
          </EmptyState>
        }
      />
    </div>
  );
}
