import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../class-names.ts";

// NOTE: without a graphics card the blur takes most of the time of each letter typed into a dialog, which whoever asks for less motion is spared.
const backdropClass =
  "fixed inset-0 z-40 bg-black/35 motion-safe:backdrop-blur-[1.5px] transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-black/55";

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  tall = false,
  finalFocus,
  children,
  className,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** For long forms: as high as the window allows, and scrolled within. */
  tall?: boolean;
  /** Where the focus goes afterwards; else to what had it before. */
  finalFocus?: (() => HTMLElement | null) | undefined;
  children: ReactNode;
  className?: string;
}) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup
          finalFocus={finalFocus}
          className={cx(
            "fixed left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 rounded-xl border border-line bg-raised p-5 shadow-lg outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0",
            tall ? "top-[6vh] max-h-[88vh] overflow-y-auto" : "top-[16vh]",
            className,
          )}
        >
          <Base.Title className="pr-8 text-lg font-semibold tracking-tight wrap-anywhere">{title}</Base.Title>
          {description ? <Base.Description className="mt-1.5 text-base wrap-anywhere text-ink-soft">{description}</Base.Description> : null}
          <Base.Close
            aria-label="Close"
            className="absolute top-4 right-4 grid size-7 place-items-center rounded-md text-ink-faint hover:bg-hover hover:text-ink"
          >
            <X className="size-4" />
          </Base.Close>
          <div className="mt-4">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** A panel that slides in from the left edge; the phone's sidebar. */
export function Drawer({
  open,
  onOpenChange,
  label,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  children: ReactNode;
}) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup className="fixed inset-y-0 left-0 z-50 flex w-[min(18.5rem,86vw)] flex-col bg-canvas shadow-lg outline-none transition-transform duration-220 ease-out data-ending-style:-translate-x-full data-starting-style:-translate-x-full">
          <Base.Title className="sr-only">{label}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
