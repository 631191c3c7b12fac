"use client";
import { CalendarClock, ListChecks } from "lucide-react";
import { MessageMark } from "./message-mark.tsx";

const WAYS = {
  plan: {
    icon: <ListChecks aria-hidden className="size-3" />,
    label: "by a plan",
    says: "A plan posted this task of its own. It runs for",
  },
  schedule: {
    icon: <CalendarClock aria-hidden className="size-3" />,
    label: "by a schedule",
    says: "A schedule posted this when it was due. It runs for",
  },
} as const;

/** Says that a message in a person's name was not typed by that person. */
export function PostedBy({ what, name }: { what: keyof typeof WAYS; name: string }) {
  const { icon, label, says } = WAYS[what];
  return (
    <MessageMark icon={icon} label={label} title={`Posted ${label}`}>
      {says} <bdi>{name}</bdi>, who did not type it.
    </MessageMark>
  );
}
