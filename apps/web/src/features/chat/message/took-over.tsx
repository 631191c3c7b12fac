import type { Message } from "@openvibe/core/chat/model";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useHow } from "../../agents/answer-footer.tsx";
import { InsteadOf, whoDid } from "../instead-of.tsx";

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
    <InsteadOf className="mt-1">
      {whoDid(writtenBy, "wrote this")}: {insteadOf} did not answer. {how?.fallbackReasons.join(" ") ?? why}
    </InsteadOf>
  );
}
