"use client";
import { MOST_UNREAD } from "@openvibe/core/inbox/model";
import { cx } from "@openvibe/ui/class-names";
import { useUnread } from "./use-unread.ts";

/** How much of a thread with its side conversations, or of a whole channel, is unread; louder when one is named. */
export function UnreadBadge({ threadId, channelId, className }: { threadId?: string; channelId?: string; className?: string }) {
  const { withForks, byChannel } = useUnread();
  const found = threadId ? withForks.get(threadId) : byChannel.get(channelId ?? "");
  return found ? <CountBadge unread={found.unread} mentions={found.mentions} className={className} /> : null;
}

export function CountBadge({ unread, mentions, className }: { unread: number; mentions: number; className?: string | undefined }) {
  if (unread === 0) return null;
  const shown = unread >= MOST_UNREAD ? `${MOST_UNREAD - 1}+` : String(unread);
  return (
    <span
      className={cx(
        "grid h-4.5 min-w-4.5 shrink-0 place-items-center rounded-full px-1 text-2xs font-semibold tabular",
        mentions > 0 ? "bg-brand text-brand-ink" : "bg-active text-ink",
        className,
      )}
    >
      {mentions > 0 ? <span className="sr-only">you are named, </span> : null}
      {shown}
      <span className="sr-only"> unread</span>
    </span>
  );
}
