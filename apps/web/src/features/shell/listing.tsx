"use client";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { ListFrame } from "@openvibe/ui/components/list-frame";
import { Button } from "@openvibe/ui/primitives/button";
import type { ReactNode } from "react";
import { messageOf } from "../../data/errors.ts";

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Of a query that brings a list, a page or pages of it. */
interface Read<Item> extends Partial<Paged> {
  data: readonly Item[] | { items: readonly Item[] } | { pages: readonly { items: readonly Item[] }[] } | undefined;
  error: unknown;
  refetch: () => Promise<unknown>;
}

/** What was asked for, in rows; until then its outline, or why it cannot be shown. */
export function Listing<Item>({
  label,
  query,
  empty = null,
  skeleton = "h-24",
  ordered,
  children,
}: {
  label?: string;
  query: Read<Item>;
  /** Shown where there is nothing. */
  empty?: ReactNode;
  /** The height of the outline. */
  skeleton?: string;
  ordered?: boolean;
  children: (item: Item, index: number, all: readonly Item[]) => ReactNode;
}) {
  const { data, hasNextPage = false, isFetchingNextPage = false, fetchNextPage } = query;
  if (!data) return <NotThereYet of={query} say={messageOf} className={`rounded-xl ${skeleton}`} />;
  const items = "pages" in data ? data.pages.flatMap((page) => page.items) : "items" in data ? data.items : data;
  if (items.length === 0) return empty;
  return (
    <>
      <ListFrame label={label} ordered={ordered}>
        {items.map(children)}
      </ListFrame>
      {fetchNextPage ? <ShowOlder of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} className="mt-2" /> : null}
    </>
  );
}

/** Asks for the next page, where there is one. */
export function ShowOlder({
  of: { hasNextPage, isFetchingNextPage, fetchNextPage },
  label = "Show older",
  className,
}: {
  of: Paged;
  label?: string;
  className?: string;
}) {
  if (!hasNextPage) return null;
  return (
    <Button size="sm" look="ghost" className={className} busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      {label}
    </Button>
  );
}

/** What a list is for, beside what adds to it. */
export function ListLead({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-60 flex-1 text-base max-sm:min-w-full text-pretty text-ink-soft">{children}</p>
      {action}
    </div>
  );
}
