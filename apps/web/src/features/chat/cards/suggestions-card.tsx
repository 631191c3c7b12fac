"use client";
import type { Card } from "@openvibe/core/chat/model";
import { CornerDownRight } from "lucide-react";
import { useRights } from "../../identity/use-members.ts";
import { useOutbox } from "../outbox-provider.tsx";

type Data = Extract<Card, { type: "suggestions" }>;

/** Offers of the latest message; older ones are over. */
export function SuggestionsCard({ card, threadId, isLatest }: { card: Data; threadId: string; isLatest: boolean }) {
  const outbox = useOutbox();
  const rights = useRights();
  if (!isLatest || !rights.write) return null;
  return (
    <div role="group" aria-label="Suggestions" className="flex max-w-[42rem] flex-wrap gap-1.5">
      {card.items.map((item) => (
        <button
          key={item.label}
          type="button"
          title={item.send}
          onClick={() => outbox.send({ threadId }, item.send, [])}
          className="inline-flex min-h-8 pointer-coarse:min-h-10 items-center gap-1.5 rounded-full border border-line-strong/80 bg-raised px-3 py-1 text-left text-sm text-ink-soft shadow-sm transition-colors hover:border-brand/60 hover:text-ink"
        >
          <CornerDownRight aria-hidden className="size-3.5 text-ink-faint" /> {item.label}
        </button>
      ))}
    </div>
  );
}
