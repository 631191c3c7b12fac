"use client";
import type { Message } from "@openvibe/core/chat/model";
import { useQuery } from "@tanstack/react-query";
import { Hand } from "lucide-react";
import type { MouseEvent } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";

/** Beside an answer whose agent goes on when somebody allows or refuses what it asked for: that it waits, and the way there. */
export function WaitsForYes({ answer: { id: messageId, threadId } }: { answer: Message }) {
  const { queries } = useWorkspace();
  const { write } = useRights();
  const { data: asked } = useQuery(queries.agents.findRequest.queryOptions({ input: { messageId } }));
  if (!asked) return null;
  return (
    <span role="status" className="inline-flex flex-wrap items-center gap-x-1.5 text-xs text-ink-soft">
      <Hand aria-hidden className="size-3.5 text-ink-faint" />
      {write ? "Waits for your yes" : "Waits for a yes"}
      <RouteLink
        to={{ screen: "thread", threadId }}
        search={`?m=${asked.id}`}
        aria-label={`${write ? "Decide" : "See"}: ${asked.text}`}
        onClick={(event) => showHere(event, asked.id)}
        className="touch-around font-medium text-brand-text underline underline-offset-2"
      >
        {write ? "Decide" : "See it"}
      </RouteLink>
    </span>
  );
}

/** Where the request is on the screen already, in a fork's pane too, nothing is opened for it. */
function showHere(event: MouseEvent, messageId: string): void {
  const request = document.getElementById(messageId);
  if (!request) return;
  event.preventDefault();
  request.scrollIntoView({ block: "nearest" });
  request.focus({ preventScroll: true });
}
