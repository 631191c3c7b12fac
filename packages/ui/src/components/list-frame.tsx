import type { ReactNode } from "react";
import { cx } from "../class-names.ts";

/** Rows under each other in one frame. */
export function ListFrame({
  label,
  ordered = false,
  className,
  children,
}: {
  label?: string;
  ordered?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const List = ordered ? "ol" : "ul";
  return (
    <List aria-label={label} className={cx("divide-y divide-line rounded-xl border border-line bg-raised shadow-sm", className)}>
      {children}
    </List>
  );
}
