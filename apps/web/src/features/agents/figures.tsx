import type { AgentProfile, TrackRecord } from "@openvibe/core/agents/model";
import { cx } from "@openvibe/ui/class-names";
import { Avatar } from "@openvibe/ui/components/avatar";
import type { ReactNode } from "react";
import { dollars } from "../billing/money.ts";
import { formatDuration } from "../chat/cards/duration.ts";

export const NONE = "—";
/** Where only the look of an agent is known: its name stands beside it. */
export function AgentAvatar({ avatar, size }: { avatar: AgentProfile["avatar"]; size?: "md" | "lg" }) {
  return <Avatar member={{ id: "", name: "", kind: "agent", agent: null, look: avatar }} size={size} />;
}

export const percent = (share: number | null): string => (share === null ? NONE : `${Math.round(share * 100)} %`);
export const duration = (ms: number | null): string => (ms === null ? NONE : formatDuration(ms));

/** How an agent did: its figures side by side. */
export function RecordFigures({ record, className }: { record: Omit<TrackRecord, "agent">; className?: string }) {
  return (
    <dl className={cx("tabular flex flex-wrap gap-x-6 gap-y-2 max-sm:gap-x-4", className)}>
      <Figure label="Answers">{record.turns.toLocaleString("en")}</Figure>
      <Figure label="Succeeded">{percent(record.successRate)}</Figure>
      <Figure label="Cost of answers">{dollars(record.costMicros)}</Figure>
      <Figure label="Usual time">{duration(record.medianMs)}</Figure>
      <Figure label="Feedback">
        <Thumbs up={record.up} down={record.down} />
      </Figure>
    </dl>
  );
}

export function Thumbs({ up, down }: { up: number; down: number }) {
  return (
    <span aria-label={`${up} found it good, ${down} did not`} role="img" className="whitespace-nowrap">
      👍 {up} · 👎 {down}
    </span>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-20 max-sm:min-w-14">
      <dt className="text-2xs text-ink-faint">{label}</dt>
      <dd className="text-base">{children}</dd>
    </div>
  );
}
