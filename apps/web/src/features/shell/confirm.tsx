"use client";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import type { QueryKey } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useAct } from "../../data/use-act.ts";

interface Question {
  title: string;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  /** The word on the button that does it. */
  action: string;
  onConfirm: () => Promise<unknown>;
  /** What is read anew afterwards. */
  stale?: readonly QueryKey[];
}

/** Asks before something is taken away. It stays open, with the reason said, when that could not be done. */
export function ConfirmDialog({
  title,
  description,
  action,
  onConfirm,
  stale = [],
  open,
  onOpenChange,
  finalFocus,
}: Question & { open: boolean; onOpenChange: (open: boolean) => void; finalFocus?: () => HTMLElement | null }) {
  const { act, busy } = useAct(...stale);
  const confirm = async () => {
    if (await act(onConfirm)) onOpenChange(false);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description} finalFocus={finalFocus}>
      <div className="flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Keep</Button>
        <Button look="danger" busy={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}

/** A row's small button that asks first. */
export function ConfirmButton({ disabled, ...question }: Question & { disabled?: boolean }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="sm" look="danger" disabled={disabled} onClick={() => setAsking(true)}>
        {question.action}
      </Button>
      <ConfirmDialog {...question} open={asking} onOpenChange={setAsking} />
    </>
  );
}
