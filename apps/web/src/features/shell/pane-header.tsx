"use client";
import { IconButton } from "@openvibe/ui/primitives/button";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useIsNarrow } from "./use-is-narrow.ts";

/** The bar on top of the right pane, which on a phone is all there is. */
export function PaneHeader({ icon, title, onClose }: { icon: ReactNode; title: string; onClose: () => void }) {
  const Heading = useIsNarrow() ? "h1" : "h2";
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-4">
      <span aria-hidden className="text-ink-faint [&>svg]:size-4">
        {icon}
      </span>
      <Heading className="min-w-0 flex-1 truncate text-base font-semibold">{title}</Heading>
      <IconButton label="Close" onClick={onClose}>
        <X />
      </IconButton>
    </header>
  );
}
