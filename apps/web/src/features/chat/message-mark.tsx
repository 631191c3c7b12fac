"use client";
import { Popover } from "@openvibe/ui/primitives/popover";
import type { ReactNode } from "react";

/** A word beside an author's name, which says what it means when it is pressed. */
export function MessageMark({ icon, label, title, children }: { icon: ReactNode; label: string; title: string; children: ReactNode }) {
  return (
    <Popover
      title={title}
      trigger={
        <button
          type="button"
          className="touch-around inline-flex h-6 items-center gap-1 rounded-sm border border-line px-1.5 text-2xs font-medium text-ink-faint hover:border-line-strong hover:text-ink"
        >
          {icon} {label}
        </button>
      }
    >
      {children}
    </Popover>
  );
}
