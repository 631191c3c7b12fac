"use client";
import { ResolveThread, type Thread } from "@openvibe/core/chat/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { Field } from "@openvibe/ui/primitives/field";
import { toast } from "sonner";
import { formText } from "../../data/form-text.ts";
import { useAct } from "../../data/use-act.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useShowThread } from "./use-show-thread.ts";

interface DialogProps {
  thread: Thread;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Marks a thread as settled; what was decided, where it is written down, stands at its end and among the decisions. */
export function ResolveThreadDialog({ thread, open, onOpenChange }: DialogProps) {
  const { client } = useWorkspace();
  const show = useShowThread();
  const { act } = useAct();
  const reopen = () => act(async () => show(await client.chat.reopenThread({ threadId: thread.id })));
  const { busy, problem, onSubmit } = useSubmit({
    read: (form) => {
      const decision = formText(form, "decision").trim();
      return ResolveThread.safeParse({ threadId: thread.id, ...(decision === "" ? {} : { outcome: { decision } }) });
    },
    send: async (input) => {
      const resolved = await client.chat.resolveThread(input);
      show(resolved);
      onOpenChange(false);
      // NOTE: an outcome is taken back where it stands.
      if (resolved.closing?.outcomeMessageId) return;
      toast.success("The thread is resolved.", { duration: 10_000, action: { label: "Undo", onClick: () => void reopen() } });
    },
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Resolve this thread?"
      description="It is marked as settled for everybody. The next message opens it again."
    >
      <form onSubmit={onSubmit} noValidate className="grid gap-4">
        <Field
          label="What was decided (optional)"
          name="decision"
          maxLength={2000}
          hint="Posted at the end of the thread and kept among its decisions."
          autoFocus
          {...(problem ? { error: problem } : {})}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Keep it open</Button>
          <Button type="submit" look="primary" busy={busy}>
            Resolve
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
