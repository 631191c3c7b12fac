"use client";
import type { Thread } from "@openvibe/core/chat/model";
import { useMemberLookup } from "../../identity/use-members.ts";
import { RouteLink } from "../../shell/navigation.tsx";
import { useIsNarrow } from "../../shell/use-is-narrow.ts";
import { useForkWord } from "./fork-word.ts";

/** Where a side conversation was written in: who closed it, why, and the way to what it came to. */
export function ClosedLine({ fork: { id, fork, status, closing } }: { fork: Thread }) {
  const { noun } = useForkWord();
  const members = useMemberLookup();
  const narrow = useIsNarrow();
  const outcomeId = status === "resolved" ? closing?.outcomeMessageId : undefined;
  return (
    <p className="border-t border-line px-4 py-3 text-center text-sm text-balance wrap-anywhere text-ink-faint">
      {closing ? (
        <>
          <bdi>{members.byId(closing.by).name}</bdi> {status} this {noun}
          {closing.reason ? (
            <>
              : “<bdi>{closing.reason}</bdi>”
            </>
          ) : (
            "."
          )}
        </>
      ) : (
        `This ${noun} is ${status}.`
      )}{" "}
      {fork && outcomeId ? (
        <>
          <RouteLink
            to={{ screen: "thread", threadId: fork.parentThreadId, forkId: narrow ? undefined : id }}
            search={`?m=${outcomeId}`}
            className="touch-around font-medium text-ink-soft underline underline-offset-2 hover:text-ink"
          >
            See the outcome
          </RouteLink>
          .{" "}
        </>
      ) : null}
      Reopen it to go on.
    </p>
  );
}
