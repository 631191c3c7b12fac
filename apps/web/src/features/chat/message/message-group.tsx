"use client";
import { type Message, postedBy, type Thread } from "@openvibe/core/chat/model";
import { cx } from "@openvibe/ui/class-names";
import { Avatar } from "@openvibe/ui/components/avatar";
import { Badge } from "@openvibe/ui/primitives/badge";
import { memo } from "react";
import { sayTime } from "../../../data/times.ts";
import { isIntegration } from "../../identity/is-integration.ts";
import type { MemberLookup } from "../../identity/use-members.ts";
import type { MessageGroup } from "../group-messages.ts";
import { ByProgram } from "../by-program.tsx";
import { PostedBy } from "../posted-by.tsx";
import { WrittenBy } from "../written-by.tsx";
import { MessageHeader } from "./message-header.tsx";
import { MessageView } from "./message-view.tsx";

export interface GroupProps {
  group: MessageGroup;
  members: MemberLookup;
  latestId: string | undefined;
  lastByPersonId: string | undefined;
  forks: ReadonlyMap<string, readonly Thread[]>;
  openForkId: string | undefined;
  editing: string | undefined;
  canAct: boolean;
  /** The first message that was unread when the conversation was opened. */
  unreadFrom: string | undefined;
}

/** What one author said in a row, under one name. */
export const Group = memo(function Group(props: GroupProps) {
  const { group, members, latestId, lastByPersonId, forks, openForkId, editing, canAct, unreadFrom } = props;
  const author = members.byId(group.authorId);
  const [first] = group.messages;
  const what = first && author.kind === "person" ? postedBy(first) : null;
  return (
    <>
      {group.day ? <Day at={group.day} /> : null}
      {first && first.id === unreadFrom ? <NewLine /> : null}
      <article
        aria-label={`${author.name}, ${first ? sayTime("time", first.createdAt) : ""}`}
        className={cx("flex gap-3 px-4 py-1.5 md:px-6", latestId !== undefined && "animate-rise")}
      >
        <Avatar member={author} className="mt-0.5" />
        <div className="min-w-0 flex-1">
          <MessageHeader name={author.name} at={first?.createdAt}>
            {author.kind === "agent" ? <Badge tone="outline">{isIntegration(author) ? "integration" : "agent"}</Badge> : null}
            {first?.keyId && author.kind === "person" ? <ByProgram name={author.name} /> : null}
            {what ? <PostedBy what={what} name={author.name} /> : null}
            {first?.writtenBy ? <WrittenBy model={first.writtenBy} insteadOf={askedFirst(first)} /> : null}
          </MessageHeader>
          {group.messages.map((message) => (
            <div key={message.id}>
              {message.id === unreadFrom && message !== first ? <NewLine within /> : null}
              <MessageView
                message={message}
                members={members}
                isLatest={message.id === latestId}
                isLastByPerson={message.id === lastByPersonId}
                forks={forks.get(message.id) ?? NONE}
                openForkId={openForkId}
                isEdited={message.id === editing}
                canAct={canAct}
              />
            </div>
          ))}
        </div>
      </article>
    </>
  );
});

const NONE: readonly Thread[] = [];

/** The model that was asked before whoever wrote it; of a plan that is told on its card. */
const askedFirst = ({ insteadOf, cards }: Message) => insteadOf ?? cards.find((card) => card.type === "plan")?.whyRules;

function NewLine({ within = false }: { within?: boolean }) {
  return (
    <div
      role="separator"
      aria-label="New messages"
      className={cx("flex items-center gap-2 py-1 text-2xs font-semibold text-danger", !within && "px-4 md:px-6")}
    >
      <span className="h-px flex-1 bg-danger/40" />
      New
    </div>
  );
}

function Day({ at }: { at: Date }) {
  const now = new Date();
  const today = now.toDateString() === at.toDateString();
  const name = sayTime(at.getFullYear() === now.getFullYear() ? "dayOfYear" : "fullDay", at);
  return (
    <div role="separator" aria-label={name} className="flex items-center gap-3 px-4 pt-4 pb-1 text-2xs font-medium text-ink-faint md:px-6">
      <span className="h-px flex-1 bg-line" />
      {today ? "Today" : name}
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
