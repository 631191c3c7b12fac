"use client";
import type { Thread } from "@openvibe/core/chat/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { Field } from "@openvibe/ui/primitives/field";
import { type SubmitEvent, useState } from "react";
import { useForkWord } from "./fork-word.ts";
import { useForkActions } from "./use-fork-actions.ts";

export function AbandonDialog({ fork, open, onOpenChange }: { fork: Thread; open: boolean; onOpenChange: (open: boolean) => void }) {
  const { abandon } = useForkActions();
  const { noun } = useForkWord();
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get("reason");
    setBusy(true);
    const done = await abandon(fork, typeof reason === "string" ? reason : "");
    setBusy(false);
    if (done) onOpenChange(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Abandon this ${noun}?`}
      description="Nothing is posted. What was said stays readable, and it can be reopened."
    >
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <Field label="Why (optional)" name="reason" maxLength={300} placeholder="Shown beside it in the thread" autoFocus />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Keep it open</Button>
          <Button type="submit" look="danger" busy={busy}>
            Abandon
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
