"use client";
import { cx } from "@openvibe/ui/class-names";
import { type RefObject, useEffect, useState } from "react";
import { useSearch } from "../shell/navigation.tsx";

/** What lies above this share of the window's height is being read. */
const READ_SHARE = 0.35;
const MOVES = ["pointerdown", "wheel", "keydown"] as const;

/**
 * The sections of a long page, each one step away: beside it where there is room, above it on a phone. One that the address names by `at` is
 * held in view while the page fills, until somebody moves.
 */
export function OnThisPage({ within }: { within: RefObject<HTMLElement | null> }) {
  const at = useSearch().get("at");
  const [titles, setTitles] = useState<readonly string[]>([]);
  const [here, setHere] = useState<string>();
  useEffect(() => {
    const page = within.current;
    if (!page) return undefined;
    let sought = at;
    const look = () => {
      const heads = headsIn(page);
      if (sought !== null) heads.find((head) => titleOf(head) === sought)?.scrollIntoView({ block: "start" });
      const next = heads.map(titleOf);
      setTitles((was) => (was.join("\n") === next.join("\n") ? was : next));
      const read = heads.findLast((head) => head.getBoundingClientRect().top < window.innerHeight * READ_SHARE);
      setHere(read ? titleOf(read) : next[0]);
    };
    look();
    const letGo = () => void (sought = null);
    for (const type of MOVES) window.addEventListener(type, letGo, { passive: true });
    const observer = new MutationObserver(look);
    observer.observe(page, { childList: true, subtree: true });
    document.addEventListener("scroll", look, { capture: true, passive: true });
    return () => {
      observer.disconnect();
      for (const type of MOVES) window.removeEventListener(type, letGo);
      document.removeEventListener("scroll", look, { capture: true });
    };
  }, [within, at]);
  if (titles.length < 3) return null;
  const show = (title: string) => {
    const head = within.current && headsIn(within.current).find((each) => titleOf(each) === title);
    if (!head) return;
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
    head.scrollIntoView({ block: "start" });
  };
  return (
    <nav aria-label="On this page" className="xl:sticky xl:top-8 xl:order-last xl:w-40 xl:self-start">
      <ul className="-mx-1 flex scroll-hint-x gap-1 overflow-x-auto px-1 py-0.5 [scrollbar-width:none] xl:flex-col xl:border-l xl:border-line xl:pl-2">
        {titles.map((title) => (
          <li key={title} className="shrink-0">
            <button
              type="button"
              aria-current={title === here ? "true" : undefined}
              onClick={() => show(title)}
              className={cx(
                "h-7 rounded-md px-2 text-left text-sm text-ink-faint hover:text-ink max-xl:border max-xl:border-line",
                title === here && "font-medium text-ink max-xl:border-line-strong max-xl:bg-sunken",
              )}
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const headsIn = (page: HTMLElement) => [...page.querySelectorAll<HTMLElement>("section[aria-label] > :is(h2, h3)")];
const titleOf = (head: HTMLElement) => head.textContent.trim();
