import { cx } from "@openvibe/ui/class-names";
import type { ComponentProps } from "react";

export function CardFrame({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      {...props}
      className={cx("max-w-[42rem] overflow-hidden rounded-xl border border-line bg-raised break-words shadow-sm", className)}
    />
  );
}
