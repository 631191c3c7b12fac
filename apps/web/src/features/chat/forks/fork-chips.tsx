"use client";
import type { Thread } from "@openvibe/core/chat/model";
import { cx } from "@openvibe/ui/class-names";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Button } from "@openvibe/ui/primitives/button";
import { CheckCheck, CircleSlash, GitFork } from "lucide-react";
import { useState } from "react";
import { UnreadBadge } from "../../inbox/unread-badge.tsx";
import { useUnread } from "../../inbox/use-unread.ts";
import { RouteLink } from "../../shell/navigation.tsx";
import { threadPlace } from "../../shell/routes.ts";
import { sideOf } from "../side-of.ts";

/** Of a message with many side conversations so many are shown: what is open before what is closed, and the latest first. */
const SHOWN = 6;

interface ForkChipsProps {
  forks: readonly Thread[];
  openId: string | undefined;
}

/** The side conversations of a message, drawn under it. */
export function ForkChips({ forks, openId }: ForkChipsProps) {
  return forks.length === 0 ? null : <Chips forks={forks} openId={openId} />;
}

function Chips({ forks, openId }: ForkChipsProps) {
  const { withForks } = useUnread();
  const [isUnfolded, setIsUnfolded] = useState(false);
  const [lastAtFirst] = useState(forks.at(-1)?.id ?? "");
  const [kept, setKept] = useState(() => idsOf(forks.toSorted(isNearer).slice(0, SHOWN)));
  const near = forks.filter(({ id }) => !kept.has(id) && (id > lastAtFirst || id === openId || withForks.has(id)));
  // What was shown once stays, also once it is read or closed: nothing moves under a hand.
  if (near.length > 0) setKept(kept.union(idsOf(near)));
  const folded = forks.filter(({ id }) => !kept.has(id)).length;
  return (
    <ul aria-label="Side conversations" className="mt-2 grid max-w-[34rem] grid-cols-1 gap-1">
      {(isUnfolded ? forks : forks.filter(({ id }) => kept.has(id))).map((fork) => (
        <li key={fork.id} className="relative pl-5">
          {/* The branch that leads from the message to its fork. */}
          <span aria-hidden className="absolute top-0 left-1.5 h-1/2 w-3 rounded-bl-lg border-b border-l border-line-strong" />
          <ForkChip fork={fork} here={fork.id === openId} />
        </li>
      ))}
      {folded > 0 ? (
        <li className="pl-5">
          <Button size="sm" look="ghost" aria-expanded={isUnfolded} onClick={() => setIsUnfolded(!isUnfolded)}>
            {isUnfolded ? "Show fewer" : `Show ${folded} more`}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

const idsOf = (forks: readonly Thread[]): ReadonlySet<string> => new Set(forks.map(({ id }) => id));

function isNearer(one: Thread, other: Thread): number {
  const apart = Number(other.status === "active") - Number(one.status === "active");
  return apart === 0 ? (one.id > other.id ? -1 : 1) : apart;
}

const LOOK = {
  active: { icon: <GitFork />, word: "open", tone: "text-brand-text" },
  resolved: { icon: <CheckCheck />, word: "resolved", tone: "text-success" },
  abandoned: { icon: <CircleSlash />, word: "abandoned", tone: "text-ink-faint" },
  archived: { icon: <GitFork />, word: "archived", tone: "text-ink-faint" },
} as const;

export function forkLook(fork: Thread) {
  return LOOK[fork.status];
}

function ForkChip({ fork, here }: { fork: Thread; here: boolean }) {
  const { icon, word, tone } = LOOK[fork.status];
  const reason = fork.status === "abandoned" && fork.closing?.reason;
  return (
    <RouteLink
      to={threadPlace(fork.id, fork.fork?.parentThreadId)}
      aria-current={here ? "true" : undefined}
      className={cx(
        "flex min-h-9 items-center gap-2 rounded-lg border border-line bg-raised px-2.5 py-1.5 text-sm hover:border-line-strong",
        here && "border-brand/50 bg-brand-soft/50",
        fork.status === "abandoned" && "bg-transparent",
      )}
    >
      <span className={cx("shrink-0 [&>svg]:size-4", tone)}>{icon}</span>
      <span className="min-w-0 flex-1">
        <span
          className={cx("block truncate text-left font-medium", fork.status === "abandoned" && "text-ink-faint line-through decoration-1")}
          dir={sideOf(fork.title)}
        >
          {fork.title}
        </span>
        {reason ? (
          <span className="block truncate text-left text-xs text-ink-faint" dir={sideOf(reason)}>
            {reason}
          </span>
        ) : null}
      </span>
      <UnreadBadge threadId={fork.id} />
      <span className={cx("shrink-0 text-xs", tone)}>{word}</span>
      <span className="shrink-0 text-xs text-ink-faint tabular">
        {fork.messageCount === 0 ? "empty" : fork.messageCount}
        {fork.messageCount > 0 ? <span className="sr-only">{fork.messageCount === 1 ? " message" : " messages"}</span> : null}
      </span>
      <RelativeTime at={fork.lastMessageAt} className="shrink-0 text-xs text-ink-faint max-sm:hidden" />
    </RouteLink>
  );
}
