"use client";
import type { Message } from "@openvibe/core/chat/model";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { useQuery } from "@tanstack/react-query";
import { messageOf } from "../../../data/errors.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { sideOf } from "../side-of.ts";

/** What a message said before it was edited, the latest first. */
export function HistoryDialog({ message, onClose }: { message: Message | undefined; onClose: () => void }) {
  return (
    <Dialog open={message !== undefined} onOpenChange={(open) => (open ? undefined : onClose())} title="What it said before">
      {message ? <Edits messageId={message.id} /> : null}
    </Dialog>
  );
}

function Edits({ messageId }: { messageId: string }) {
  const { queries } = useWorkspace();
  const { data, error, refetch, isPending } = useQuery(queries.chat.listMessageEdits.queryOptions({ input: { messageId }, staleTime: 0 }));
  if (isPending) return <Skeleton className="h-14" />;
  if (error) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  return (
    <ol className="grid max-h-[55vh] grid-cols-1 gap-3 overflow-y-auto">
      {data.toReversed().map((edit) => (
        <li key={edit.editedAt.toISOString()} className="border-l-2 border-line-strong pl-3">
          <RelativeTime at={edit.editedAt} className="text-2xs text-ink-faint" />
          <p dir={sideOf(edit.text)} className="text-base whitespace-pre-wrap break-words">
            {edit.text}
          </p>
        </li>
      ))}
    </ol>
  );
}
