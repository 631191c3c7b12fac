"use client";
import type { Message } from "@openvibe/core/chat/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Play, RotateCcw, Square } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../../data/errors.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { WaitsForYes } from "../../approvals/waits-for-yes.tsx";
import { useRights } from "../../identity/use-members.ts";

const SAYS = { stopped: "Stopped. What was written is kept.", interrupted: "It broke off. What was written is kept." } as const;
const SAYS_OF_NOTHING = { stopped: "Stopped before its first word.", interrupted: "It broke off before its first word." } as const;

/** An answer that is being written can be stopped; one that is not whole says why, and can go on. */
export function AnswerState({ message }: { message: Message }) {
  const { client } = useWorkspace();
  const { write } = useRights();
  const [busy, setBusy] = useState(false);
  const { answerState } = message;
  if (answerState === null) return null;
  const attempt = async (work: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast.error(messageOf(error));
    }
    setBusy(false);
  };
  if (answerState === "writing")
    return (
      <div className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 empty:hidden">
        {write ? (
          <Button size="sm" busy={busy} onClick={() => void attempt(() => client.agents.stopAnswer({ messageId: message.id }))}>
            <Square className="size-3 fill-current" /> Stop
          </Button>
        ) : null}
        <WaitsForYes answer={message} />
      </div>
    );
  const hasText = message.text.trim() !== "";
  // Where no model wrote a word, all there is to read is why.
  const isBegun = hasText && (answerState === "stopped" || message.writtenBy !== null);
  return (
    <div role="status" className="mt-1.5 flex flex-wrap items-center gap-2 text-xs text-ink-faint">
      <span>{(isBegun ? SAYS : SAYS_OF_NOTHING)[answerState]}</span>
      {write ? (
        <span className="flex gap-2">
          {isBegun ? (
            <Button size="sm" busy={busy} onClick={() => void attempt(() => client.agents.continueAnswer({ messageId: message.id }))}>
              <Play className="size-3" /> Go on
            </Button>
          ) : null}
          <Button
            size="sm"
            look={isBegun ? "ghost" : "outline"}
            busy={busy && !isBegun}
            aria-disabled={busy}
            onClick={() => void attempt(() => client.agents.continueAnswer({ messageId: message.id, afresh: true }))}
          >
            <RotateCcw className="size-3" /> Try again
          </Button>
        </span>
      ) : null}
    </div>
  );
}
