"use client";
import type { MouseEvent, ReactNode } from "react";

/** As sanitising names what stands in a text, so that it meets no id of the page. */
const PREFIX = "user-content-";

export interface NoteLinkProps {
  href: string;
  id: string | undefined;
  label: string | undefined;
  children: ReactNode;
}

/** From a mark to its footnote and back, within one text: others on the page count theirs from one as well. */
export function NoteLink({ href, id, label, children }: NoteLinkProps) {
  const jump = (event: MouseEvent<HTMLAnchorElement>) => {
    event.preventDefault();
    const within = event.currentTarget.closest("[data-markdown]");
    const target = within?.querySelector<HTMLElement>(`[id="${CSS.escape(PREFIX + href.slice(1))}"]`);
    if (!target) return;
    // What is no link takes the focus only so.
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus();
  };
  return (
    <a href={href} id={id} aria-label={label} onClick={jump} className="text-brand-text underline underline-offset-2">
      {children}
    </a>
  );
}
