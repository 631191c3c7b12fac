import type { ReactNode } from "react";

export function Part({ title, lead, children }: { title: string; lead?: string; children?: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-3">
      <div>
        <h3 className="text-md font-semibold tracking-tight">{title}</h3>
        {lead ? <p className="text-sm text-pretty text-ink-soft">{lead}</p> : null}
      </div>
      {children}
    </section>
  );
}
