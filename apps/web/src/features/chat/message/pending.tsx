"use client";
import { cx } from "@openvibe/ui/class-names";
import { Avatar } from "@openvibe/ui/components/avatar";
import { RotateCw, Trash2 } from "lucide-react";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { type MemberLookup, useMemberLookup } from "../../identity/use-members.ts";
import { Markdown } from "../markdown.tsx";
import type { OutboxEntry } from "../outbox.ts";
import { useOutbox } from "../outbox-provider.tsx";
import { AttachmentList } from "../../files/attachment-list.tsx";
import { MessageHeader } from "./message-header.tsx";

const STATES = { waiting: "waiting for the connection", sending: "sending", refused: "not sent" } as const;
const act = "inline-flex items-center gap-1 font-medium underline-offset-2 hover:underline";

/** Messages of one's own that the server has not confirmed. */
export function PendingList({ entries }: { entries: readonly OutboxEntry[] }) {
  const { workspace, me } = useWorkspace();
  const members = useMemberLookup();
  const outbox = useOutbox();
  return entries.map((entry) => (
    <Pending
      key={entry.clientKey}
      entry={entry}
      author={{ id: workspace.memberId, name: me.person.name }}
      members={members}
      onRetry={() => outbox.retry(entry.clientKey)}
      onDrop={() => outbox.drop(entry.clientKey)}
    />
  ));
}

function Pending({
  entry,
  author,
  members,
  onRetry,
  onDrop,
}: {
  entry: OutboxEntry;
  author: { id: string; name: string };
  members: MemberLookup;
  onRetry: () => void;
  onDrop: () => void;
}) {
  return (
    <article aria-label={`${author.name}, on its way`} className="flex gap-3 px-4 py-1.5 md:px-6">
      <Avatar member={{ ...author, kind: "person", agent: null }} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <MessageHeader name={author.name} at={undefined}>
          <span className="text-2xs text-ink-faint">{STATES[entry.state]}</span>
        </MessageHeader>
        <div dir="auto" className="py-1">
          <Markdown text={entry.text} members={members} className={cx(entry.state !== "refused" && "opacity-60")} />
          <AttachmentList attachments={entry.attachments} />
        </div>
        {entry.state === "refused" ? (
          <p role="alert" className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-danger">
            {entry.problem}
            <button type="button" onClick={onRetry} className={act}>
              <RotateCw aria-hidden className="size-3" /> Try again
            </button>
            <button type="button" onClick={onDrop} className={act}>
              <Trash2 aria-hidden className="size-3" /> Discard
            </button>
          </p>
        ) : null}
      </div>
    </article>
  );
}
