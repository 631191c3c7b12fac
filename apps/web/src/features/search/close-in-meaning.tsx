"use client";
import type { CloseInMeaning as Found, SearchHit } from "@openvibe/core/search/model";
import { sayTime } from "../../data/times.ts";
import { ResultRow } from "./result-row.tsx";

/** What says about the same in other words, without what the words have found already. */
export function CloseInMeaning({ found, hits }: { found: Found | undefined; hits: readonly SearchHit[] }) {
  if (found?.model === null)
    return (
      <p className="px-2.5 pt-4 text-xs text-ink-faint">
        Found by words. Where an admin has set up a model for meaning, under Models and Data in the settings, what says the same in other
        words is found too.
      </p>
    );
  const others = found?.items.filter(({ id }) => !hits.some((hit) => hit.id === id)) ?? [];
  const since = found?.comparedAfter ? <ComparedAfter at={found.comparedAfter} /> : null;
  if (others.length === 0) return since;
  return (
    <section
      aria-labelledby="close-in-meaning"
      className="mt-4 min-w-0 border-t border-line pt-3 @4xl:mt-0 @4xl:border-t-0 @4xl:border-l @4xl:pl-3"
    >
      <h2 id="close-in-meaning" className="px-2.5 pb-1 text-sm font-medium text-ink-soft">
        Close in meaning
      </h2>
      <ul aria-labelledby="close-in-meaning">
        {others.map((hit) => (
          <ResultRow key={hit.id} hit={hit} />
        ))}
      </ul>
      {since}
    </section>
  );
}

function ComparedAfter({ at }: { at: Date }) {
  return (
    <p className="px-2.5 pt-4 text-xs text-ink-faint">
      Meaning is compared for what was written after {sayTime("moment", at)}. What is older is found by its words alone.
    </p>
  );
}
