import type { ComponentProps, ReactNode } from "react";
import { cx } from "../class-names.ts";
import { Spinner } from "./spinner.tsx";
import { Tooltip } from "./tooltip.tsx";

const LOOKS = {
  primary: "bg-ink text-surface hover:bg-ink/88 shadow-sm dark:hover:bg-ink/90",
  brand: "bg-brand text-brand-ink hover:bg-brand-hover shadow-sm",
  outline: "bg-raised text-ink border border-line-strong/80 hover:bg-hover hover:border-line-strong shadow-sm",
  ghost: "text-ink-soft hover:bg-hover hover:text-ink",
  danger: "bg-danger-soft text-danger hover:brightness-97 dark:hover:brightness-115 border border-danger/25",
};
const SIZES = { sm: "h-7 px-2.5 text-xs gap-1.5", md: "h-8 px-3 text-sm gap-1.5", lg: "h-10 px-4 text-base gap-2" };

const SHARED =
  "pointer-coarse:min-h-10 inline-flex shrink-0 select-none items-center justify-center rounded-md font-medium whitespace-nowrap transition-[background-color,border-color,color,filter,transform] duration-120 active:scale-[0.985] disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50";

interface Look {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
}

export function buttonClass({ look = "outline", size = "md" }: Look = {}, className?: string): string {
  return cx(SHARED, LOOKS[look], SIZES[size], className);
}

export function Button({ look, size, busy = false, className, children, ...props }: ComponentProps<"button"> & Look & { busy?: boolean }) {
  return (
    <button
      type="button"
      {...props}
      aria-busy={busy || undefined}
      aria-disabled={busy || props["aria-disabled"] || undefined}
      className={buttonClass({ look, size }, className)}
    >
      {busy ? <Spinner /> : null}
      {children}
    </button>
  );
}

/** A button that shows only an icon: its label is its name and its tooltip. */
export function IconButton({
  label,
  shortcut,
  look = "ghost",
  size = "md",
  className,
  children,
  ...props
}: ComponentProps<"button"> & Look & { label: string; shortcut?: string; children: ReactNode }) {
  const square = { sm: "size-6 rounded-sm", md: "size-8", lg: "size-10" }[size];
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        {...props}
        className={cx(SHARED, LOOKS[look], square, "p-0 pointer-coarse:min-w-10 [&_svg]:size-4", className)}
      >
        {children}
      </button>
    </Tooltip>
  );
}
