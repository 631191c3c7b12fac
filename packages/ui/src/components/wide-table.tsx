import type { ReactNode } from "react";
import { cx } from "../class-names.ts";

/** A table that is scrolled sideways by itself where it is wider than its place, by the keyboard too. */
export function WideTable({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div
      role="region"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={cx("scroll-hint-x relative overflow-x-auto rounded-xl border border-line shadow-sm [--ground:var(--raised)]", className)}
    >
      <table className="tabular w-full text-sm">{children}</table>
    </div>
  );
}
