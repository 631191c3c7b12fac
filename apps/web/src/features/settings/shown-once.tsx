"use client";
import { Button } from "@openvibe/ui/primitives/button";
import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { toast } from "sonner";

/** What is to be copied into another program, such as a secret that cannot be asked for again. */
export function ShownOnce({ label, secret }: { label: string; secret: string }) {
  const copy = async () => {
    await navigator.clipboard.writeText(secret).then(
      () => toast.success("Copied."),
      () => toast.error("It could not be copied. Select it and copy it by hand."),
    );
  };
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <p className="text-sm font-medium">{label}</p>
      <div className="flex items-start gap-2 max-sm:flex-col">
        <code
          // What is too long to show at once is scrolled, by the keyboard too.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="min-w-0 flex-1 overflow-x-auto max-sm:w-full max-sm:flex-none rounded-md bg-sunken px-2.5 py-2 text-xs whitespace-pre select-all"
        >
          {secret}
        </code>
        <Button onClick={() => void copy()}>
          <Copy aria-hidden className="size-3.5" /> Copy
        </Button>
      </div>
    </div>
  );
}

/** What was just made, until the person has it. */
export function JustMade({ onDone, children }: { onDone: () => void; children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-4">
      {children}
      <Button look="primary" className="justify-self-end" onClick={onDone}>
        Done
      </Button>
    </div>
  );
}
