"use client";
import { diffWordsWithSpace } from "diff";
import { useEffect, useMemo, useRef } from "react";

/** Beyond this, comparing takes longer than reading. */
const MOST_EDITS = 4_000;

/** What was taken out and what was put in, word by word. */
export function WordDiff({ before, after, label }: { before: string; after: string; label: string }) {
  const parts = useMemo(() => diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS }), [before, after]);
  const box = useRef<HTMLDivElement>(null);
  // Of a long text some of what changed is in sight.
  useEffect(() => {
    const { current } = box;
    const [first, ...others] = current?.querySelectorAll<HTMLElement>("ins, del") ?? [];
    if (!current || !first) return;
    const { scrollTop: top, clientHeight: height } = current;
    const isSeen = ({ offsetTop, offsetHeight }: HTMLElement) =>
      offsetTop >= top && offsetTop + Math.min(offsetHeight, height) <= top + height;
    if (![first, ...others].some(isSeen)) current.scrollTop = first.offsetTop - height / 2;
  }, [parts]);
  return (
    <div
      ref={box}
      role="region"
      aria-label={label}
      // What is too long to show at once is scrolled, by the keyboard too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="relative max-h-80 overflow-auto rounded-md border border-line bg-sunken px-3 py-2"
    >
      <p dir="auto" className="text-sm wrap-anywhere whitespace-pre-wrap">
        {parts
          ? parts.map(({ value, added, removed }, index) =>
              added ? (
                // oxlint-disable-next-line react/no-array-index-key -- the parts are the text in its order
                <ins key={index} className="rounded-xs bg-success-soft text-success no-underline">
                  {value}
                </ins>
              ) : removed ? (
                // oxlint-disable-next-line react/no-array-index-key -- the parts are the text in its order
                <del key={index} className="rounded-xs bg-danger-soft text-danger">
                  {value}
                </del>
              ) : (
                value
              ),
            )
          : "Nearly all of it is different."}
      </p>
    </div>
  );
}
