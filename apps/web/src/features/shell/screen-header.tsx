"use client";
import { cx } from "@openvibe/ui/class-names";
import { IconButton } from "@openvibe/ui/primitives/button";
import { PanelLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useUnread } from "../inbox/use-unread.ts";
import { useShell } from "./shell-context.ts";

/** The bar on top of every screen; on a phone it opens the sidebar. */
export function ScreenHeader({ title, lead, actions }: { title: ReactNode; lead?: ReactNode; actions?: ReactNode }) {
  const { openSidebar } = useShell();
  const { unread } = useUnread().total;
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-3 md:px-5">
      <IconButton
        label="Open navigation"
        aria-description={unread > 0 ? "Something is unread" : undefined}
        onClick={openSidebar}
        className="relative -ml-1 md:hidden"
      >
        <PanelLeft />
        {unread > 0 ? (
          <span aria-hidden className="absolute top-1 right-1 size-2 pointer-coarse:top-2 pointer-coarse:right-2 rounded-full bg-brand" />
        ) : null}
      </IconButton>
      <h1 className={cx("flex min-w-0 items-center gap-2 text-base font-semibold tracking-[-0.01em]", lead && "sm:max-w-1/2 sm:shrink-0")}>
        <span className="truncate">{title}</span>
      </h1>
      {lead ? <div className="hidden min-w-0 truncate text-sm text-ink-faint sm:block">{lead}</div> : null}
      <div className="ml-auto flex shrink-0 items-center gap-1.5">{actions}</div>
    </header>
  );
}

/** The width of screens that are read, not talked in. */
export function ScreenBody({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto w-full max-w-5xl px-4 py-6 md:px-8 md:py-8">{children}</div>
    </div>
  );
}
