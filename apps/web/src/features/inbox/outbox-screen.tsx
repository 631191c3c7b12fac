"use client";
import type { OutboxEntry } from "@openvibe/core/inbox/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { cx } from "@openvibe/ui/class-names";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ChevronRight, Mails } from "lucide-react";
import { useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { BY_CURSOR } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { ScreenBody, ScreenHeader } from "../shell/screen-header.tsx";
import { ShowOlder } from "../shell/listing.tsx";

const PAGE = 40;

/** Mails that would have gone out, had this server somebody to carry them. */
export function OutboxScreen() {
  const { queries } = useWorkspace();
  const { manage } = useRights();
  const [whose, setWhose] = useState<"mine" | "all">("mine");
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    queries.inbox.listOutbox.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: PAGE, all: whose === "all" }),
      ...BY_CURSOR,
      staleTime: 0,
      refetchInterval: 10_000,
    }),
  );
  const entries = data?.pages.flatMap((page) => page.items) ?? [];
  const choices = [
    { value: "mine", label: "Mine" },
    { value: "all", label: "Everybody’s" },
  ] as const;
  return (
    <>
      <ScreenHeader
        title="Outbox"
        actions={manage ? <Segmented label="Whose mails" value={whose} onChange={setWhose} options={choices} /> : null}
      />
      <ScreenBody>
        <div className="max-w-3xl">
          <p className="mb-5 text-base text-ink-soft">
            {data?.pages[0]?.kept === false
              ? "Mails are carried by a mail server. What was kept before one was set stays here."
              : "This server has nobody to carry mails: they are kept here. An operator sets MAIL_URL to send them."}
          </p>
          {error && !data ? <ErrorState message={messageOf(error)} onRetry={() => void refetch()} /> : null}
          {isPending ? <Skeleton className="h-12" /> : null}
          {data && entries.length === 0 ? (
            <EmptyState icon={<Mails />} title="No mails">
              What you have not read for a while is put into one mail, and shows up here.
            </EmptyState>
          ) : null}
          <ul className="grid gap-2">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
          <ShowOlder of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} className="mt-4" />
        </div>
      </ScreenBody>
    </>
  );
}

function Entry({ entry }: { entry: OutboxEntry }) {
  const { workspace } = useWorkspace();
  const [open, setOpen] = useState(false);
  const mine = entry.memberId === workspace.memberId;
  const line = (
    <>
      <span className="min-w-0 flex-1 text-left">
        <span className="block truncate text-base font-medium">{entry.subject}</span>
        <span className="block truncate text-xs text-ink-faint">To {entry.to}</span>
      </span>
      <RelativeTime at={entry.createdAt} className="shrink-0 text-xs text-ink-faint" />
    </>
  );
  return (
    <li className="rounded-lg border border-line bg-raised shadow-sm">
      {mine ? (
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="flex w-full items-center gap-3 px-3.5 py-2.5">
          <ChevronRight aria-hidden className={cx("size-4 shrink-0 text-ink-faint transition-transform", open && "rotate-90")} />
          {line}
        </button>
      ) : (
        <div className="flex items-center gap-3 py-2.5 pr-3.5 pl-10.5" title="Only its reader can open it">
          {line}
        </div>
      )}
      {open ? <Words mailId={entry.id} /> : null}
    </li>
  );
}

function Words({ mailId }: { mailId: string }) {
  const { queries } = useWorkspace();
  const { data, error, refetch } = useQuery(queries.inbox.readOutboxMail.queryOptions({ input: { mailId }, staleTime: Infinity }));
  if (error) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="m-4 h-24" />;
  return <MailFrame html={data.html} />;
}

/** The mail as its reader's program shows it: nothing in it runs, and its links open in this tab. */
function MailFrame({ html }: { html: string }) {
  const [height, setHeight] = useState(320);
  return (
    <iframe
      title="Mail"
      sandbox="allow-same-origin allow-top-navigation-by-user-activation"
      srcDoc={html.replace("<head>", '<head><base target="_top">')}
      onLoad={({ currentTarget: { contentDocument } }) => {
        const body = contentDocument?.body;
        if (body) new ResizeObserver(() => setHeight(body.scrollHeight)).observe(body);
      }}
      style={{ height }}
      className="w-full rounded-b-lg border-t border-line"
    />
  );
}
