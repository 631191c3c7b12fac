import { isOffline } from "@openvibe/core/gateway/model";
import { cx } from "@openvibe/ui/class-names";
import { ArrowLeftRight } from "lucide-react";
import type { ReactNode } from "react";

/** Says that another than the model that was asked has done something, and why. */
export function InsteadOf({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <p className={cx("flex items-start gap-1.5 text-xs text-pretty wrap-anywhere text-ink-soft", className)}>
      <ArrowLeftRight aria-hidden className="mt-0.5 size-3 shrink-0 text-ink-faint" />
      <span>{children}</span>
    </p>
  );
}

/** "Rules on this server wrote this, not a language model", or the name of the model. */
export const whoDid = (writtenBy: string, did: string): string =>
  isOffline(writtenBy) ? `Rules on this server ${did}, not a language model` : `${writtenBy} ${did}`;
