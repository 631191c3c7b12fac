"use client";
import { cx } from "@openvibe/ui/class-names";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import type { ReactNode } from "react";
import { RouteLink, useRoute } from "./navigation.tsx";
import type { Place, Route } from "./routes.ts";

export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="mt-5">
      <div className="group flex h-6 items-center justify-between pr-1 pl-2">
        <h2 className="text-xs font-medium text-ink-faint">{title}</h2>
        {action}
      </div>
      <ul className="mt-0.5 grid grid-cols-1 gap-px">{children}</ul>
    </section>
  );
}

export function Row({
  to,
  icon,
  trailing,
  indent = false,
  bold = false,
  dir = "auto",
  children,
}: {
  to: Place;
  icon?: ReactNode;
  trailing?: ReactNode;
  indent?: boolean;
  /** Something in it waits to be read. */
  bold?: boolean;
  dir?: "ltr" | "rtl" | "auto";
  children: ReactNode;
}) {
  const here = isSame(useRoute(), to);
  return (
    <li>
      <RouteLink
        to={to}
        aria-current={here ? "page" : undefined}
        data-row
        className={cx(
          "flex h-7.5 items-center gap-2 rounded-md px-2 text-sm text-ink-soft hover:bg-hover hover:text-ink max-md:h-10 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-faint",
          indent && "pl-7.5 text-ink-faint",
          bold && "font-semibold text-ink",
          here && "bg-active font-medium text-ink",
        )}
      >
        {icon}
        {/* A name begins at the icon and is cut at its end, whichever way its script runs. */}
        <span dir={dir} className="min-w-0 flex-1 truncate text-left">
          {children}
        </span>
        {trailing}
      </RouteLink>
    </li>
  );
}

function isSame(route: Route, to: Route): boolean {
  if (route.screen === "channel" && to.screen === "channel") return route.channelId === to.channelId;
  if (route.screen === "thread" && to.screen === "thread") return route.threadId === to.threadId;
  if (route.screen === "app" && to.screen === "app") return route.appId === to.appId;
  return route.screen === to.screen;
}

export function Waiting() {
  return (
    <li aria-label="Loading" className="grid gap-2 px-2 py-1.5">
      <Skeleton className="h-3.5 w-32" />
      <Skeleton className="h-3.5 w-24" />
    </li>
  );
}

export function NotRead({ onRetry }: { onRetry: () => void }) {
  return (
    <li className="px-2 py-1 text-xs text-ink-faint">
      Could not be read.{" "}
      <button type="button" data-row onClick={onRetry} className="font-medium text-ink underline underline-offset-2">
        Try again
      </button>
    </li>
  );
}
