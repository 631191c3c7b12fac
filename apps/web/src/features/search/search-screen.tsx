"use client";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { IconButton } from "@openvibe/ui/primitives/button";
import { inputClass } from "@openvibe/ui/primitives/input";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { cx } from "@openvibe/ui/class-names";
import { Search, SearchX, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { navigate, useSearch } from "../shell/navigation.tsx";
import { pathOf } from "../shell/routes.ts";
import { ScreenHeader } from "../shell/screen-header.tsx";
import { ShowOlder } from "../shell/listing.tsx";
import { CloseInMeaning } from "./close-in-meaning.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { ResultRow } from "./result-row.tsx";
import { useCloseInMeaning, useRested, useResults, type Order } from "./use-results.ts";

/** One box over everything that was said and settled. What is searched for stands in the address. */
export function SearchScreen() {
  const { workspace } = useWorkspace();
  const asked = useSearch().get("q") ?? "";
  const [text, setText] = useState(asked);
  const [order, setOrder] = useState<Order>("rank");
  const query = useRested(text);
  const written = useRef(asked);
  const box = useRef<HTMLInputElement>(null);

  // The address follows the box; the box follows the address only where something else changed it, such as the palette or "back".
  useEffect(() => {
    if (asked === written.current) return;
    written.current = asked;
    setText(asked);
  }, [asked]);
  useEffect(() => {
    if (query === written.current) return;
    written.current = query;
    navigate(`${pathOf(workspace.id, { screen: "search" })}${query ? `?q=${encodeURIComponent(query)}` : ""}`, { replace: true });
  }, [query, workspace.id]);

  const change = (next: string) => {
    setText(next);
    box.current?.focus();
  };
  return (
    <>
      <ScreenHeader
        title="Search"
        actions={
          <Segmented
            label="Order"
            value={order}
            onChange={setOrder}
            options={[
              { value: "rank", label: "Best" },
              { value: "newest", label: "Newest" },
            ]}
          />
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto" onKeyDown={(event) => moveByKeys(event, box.current)}>
        <div className="sticky top-0 z-10 border-b border-line bg-surface px-3 pt-3 pb-1.5 md:px-5">
          <div className="mx-auto max-w-[74rem]">
            <div className="relative max-w-[50rem]">
              <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint" />
              <input
                ref={box}
                type="search"
                autoFocus
                aria-label="Search"
                placeholder='Words, "a phrase", -not, from:@ada, in:#general'
                value={text}
                maxLength={500}
                onChange={(event) => setText(event.target.value)}
                className={cx(inputClass, "h-10 pr-10 pl-9 [&::-webkit-search-cancel-button]:hidden")}
              />
              {text ? (
                <IconButton label="Clear" size="sm" onClick={() => change("")} className="absolute top-1/2 right-2 -translate-y-1/2">
                  <X />
                </IconButton>
              ) : null}
            </div>
            <FilterChips query={text} onChange={change} />
          </div>
        </div>
        <Results query={query} order={order} />
      </div>
    </>
  );
}

function Results({ query, order }: { query: string; order: Order }) {
  const { data, error, refetch, isLoading, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } = useResults(query, order);
  const { data: close } = useCloseInMeaning(query);
  if (query.trim() === "")
    return (
      <EmptyState icon={<Search />} title="Find what was said and settled">
        Messages, threads, decisions and documents that you may read. Add has:link, is:resolved or{" "}
        <span className="whitespace-nowrap">before:2026-11-21</span> to narrow it down.
      </EmptyState>
    );
  if (error && !data) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  const hits = data?.pages.flatMap((page) => page.items) ?? [];
  const problems = data?.pages[0]?.problems ?? [];
  return (
    <div className="@container mx-auto max-w-[74rem] px-1.5 pt-2 pb-8 md:px-3" aria-busy={isLoading || isPlaceholderData}>
      <p role="status" className="sr-only">
        {data && !isPlaceholderData ? `${hits.length}${hasNextPage ? " or more" : ""} ${hits.length === 1 ? "result" : "results"}` : ""}
      </p>
      {problems.length > 0 ? (
        <ul className="mx-2 my-2 rounded-lg border border-line bg-warning-soft px-3 py-2 text-sm">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      ) : null}
      {isLoading ? <Waiting /> : null}
      <div className="grid gap-x-3 @4xl:grid-cols-[minmax(0,50rem)_minmax(18rem,1fr)]">
        <div className="min-w-0">
          {data && hits.length === 0 ? (
            <EmptyState icon={<SearchX />} title="Nothing found">
              Try fewer or other words, or take a filter away.
            </EmptyState>
          ) : null}
          <ul aria-label="Results">
            {hits.map((hit) => (
              <ResultRow key={hit.id} hit={hit} />
            ))}
          </ul>
          <div className="flex justify-center pt-3 empty:hidden">
            <ShowOlder of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} label="Show more" />
          </div>
        </div>
        {data ? <CloseInMeaning found={close} hits={hits} /> : null}
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Searching" className="grid gap-3 p-2.5">
      {["w-72", "w-96", "w-60"].map((width) => (
        <Skeleton key={width} className={`h-11 max-w-full ${width}`} />
      ))}
    </div>
  );
}

/** The arrows go from the box through the results and back; Enter opens, as on any link. */
function moveByKeys(event: KeyboardEvent<HTMLElement>, box: HTMLInputElement | null): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined || event.defaultPrevented) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-result]")];
  const at = rows.findIndex((row) => row === document.activeElement);
  const inBox = document.activeElement === box;
  if ((at < 0 && !inBox) || rows.length === 0) return;
  event.preventDefault();
  const next = at + by;
  if (next < 0) box?.focus();
  else rows[Math.min(rows.length - 1, next)]?.focus();
}
