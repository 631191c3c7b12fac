import type { ReactNode } from "react";
import { cn } from "./class-names.ts";

export function Card({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("min-w-0 rounded-lg border border-line bg-surface shadow-card", className)}>{children}</div>;
}

interface SectionProps {
  title: string;
  description?: string;
  actions?: ReactNode;
  /** How many rows the section holds, shown beside its title. */
  count?: number;
  className?: string;
  children: ReactNode;
}

/** A titled card: child lists, comments, settings. */
export function Section({ title, description, actions, count, className, children }: SectionProps) {
  return (
    <section className={cn("min-w-0 rounded-lg border border-line bg-surface shadow-card", className)}>
      <header className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 sm:px-5">
        <div className="min-w-[min(100%,7rem)] flex-1">
          <h2 className="flex items-center gap-2 text-[0.9375rem] font-semibold">
            {title}
            {count !== undefined && (
              <span className="rounded-full bg-sunken px-2 py-px text-xs font-medium text-ink-muted tabular-nums">{count}</span>
            )}
          </h2>
          {description && <p className="text-sm text-ink-muted">{description}</p>}
        </div>
        {actions}
      </header>
      <div className="border-t border-line">{children}</div>
    </section>
  );
}
