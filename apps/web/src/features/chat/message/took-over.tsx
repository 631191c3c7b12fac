import type { Message } from "@openvibe/core/chat/model";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useHow } from "../../agents/answer-footer.tsx";
import { isOffline } from "@openvibe/core/gateway/model";

/** Says on the message itself that another model than the one that was asked wrote it, and why, where that is known. */
export function TookOver({ message: { id, writtenBy, insteadOf } }: { message: Message }) {
  const { queries } = useWorkspace();
  const { data: how } = useHow(id, insteadOf !== null);
  // NOTE: what is no answer has no turn that tells it.
  const { data: why } = useQuery(
    queries.agents.whyTakenOver.queryOptions({
      input: { messageId: id },
      staleTime: Infinity,
      enabled: insteadOf !== null && how === null,
    }),
  );
  if (insteadOf === null || writtenBy === null) return null;
  return (
    <p className="mt-1 flex items-start gap-1.5 text-xs text-pretty wrap-anywhere text-ink-soft">
      <ArrowLeftRight aria-hidden className="mt-0.5 size-3 shrink-0 text-ink-faint" />
      <span>
        {isOffline(writtenBy) ? "Rules on this server wrote this, not a language model" : `${writtenBy} wrote this`}: {insteadOf} did not
        answer. {how?.fallbackReasons.join(" ") ?? why}
      </span>
    </p>
  );
}
