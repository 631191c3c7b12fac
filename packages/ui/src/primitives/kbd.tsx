"use client";
import { useSyncExternalStore } from "react";
import { cx } from "../class-names.ts";
import { keysOn } from "./keys.ts";

const unchanging = () => () => undefined;

/** Keys, written with Apple's signs, as the reader's own keyboard names them. */
export function Kbd({ children, className }: { children: string; className?: string }) {
  const platform = useSyncExternalStore(
    unchanging,
    () => navigator.platform,
    () => "",
  );
  return (
    <kbd
      className={cx(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line bg-sunken px-1 font-sans text-2xs text-ink-faint",
        className,
      )}
    >
      {keysOn(platform, children)}
    </kbd>
  );
}
