"use client";
import type { SearchHit } from "@openvibe/core/search/model";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { sideOf } from "../chat/side-of.ts";
import { useMemberLookup } from "../identity/use-members.ts";
import { Highlighted, textOf } from "./highlighted.tsx";
import { hasTitle, useKindOfHit } from "./hit-icon.tsx";
import { targetOf, type HitTarget } from "./hit-target.ts";
import { useRested, useResults } from "./use-results.ts";

const FEW = 6;
const SHORTEST = 2;

interface PaletteResultsProps {
  text: string;
  /** Threads that the palette shows by their names already. */
  shown: ReadonlySet<string>;
  groupClass: string;
  itemClass: string;
  onOpen: (target: HitTarget) => void;
}

/** Then there is always something to choose: the search itself. */
export const isSearched = (text: string): boolean => text.trim().length >= SHORTEST;

/** What was said, in the palette: the few best hits, and the way to all of them. */
export function PaletteResults({ text, shown, groupClass, itemClass, onOpen }: PaletteResultsProps) {
  const query = useRested(text);
  const { data } = useResults(isSearched(query) ? query : "", "rank", FEW);
  if (!isSearched(text)) return null;
  const hits = data?.pages[0]?.items.filter(({ kind, thread }) => kind !== "thread" || !thread || !shown.has(thread.id)) ?? [];
  return (
    <Command.Group heading="Said and settled" className={groupClass} forceMount>
      {hits.map((hit) => {
        const target = targetOf(hit);
        return target ? <Entry key={hit.id} hit={hit} className={itemClass} onSelect={() => onOpen(target)} /> : null;
      })}
      <Command.Item
        forceMount
        value="search all messages"
        onSelect={() => onOpen({ to: { screen: "search" }, search: `?q=${encodeURIComponent(text)}` })}
        className={itemClass}
      >
        <Search /> <span className="truncate">Search for “{text.trim()}”</span>
      </Command.Item>
    </Command.Group>
  );
}

function Entry({ hit, className, onSelect }: { hit: SearchHit; className: string; onSelect: () => void }) {
  const members = useMemberLookup();
  const { icon: Icon, label } = useKindOfHit(hit);
  const isNamed = hasTitle(hit);
  const parts = isNamed ? hit.title : hit.excerpt;
  return (
    <Command.Item forceMount value={`found ${hit.id}`} onSelect={onSelect} className={className}>
      <Icon aria-label={label} />
      <bdi dir={sideOf(textOf(parts))} className="min-w-0 flex-1 truncate">
        <Highlighted parts={parts} />
      </bdi>
      {hit.authorId && !isNamed ? (
        <span className="max-w-40 shrink-0 truncate text-xs text-ink-faint">{members.byId(hit.authorId).name}</span>
      ) : null}
    </Command.Item>
  );
}
