"use client";
import type { Rating } from "@openvibe/core/agents/model";
import { cx } from "@openvibe/ui/class-names";
import { Button, IconButton } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { TextAreaField } from "@openvibe/ui/primitives/text-area-field";

const CHOICES = [
  { rating: "up", label: "Good answer", Icon: ThumbsUp },
  { rating: "down", label: "Not a good answer", Icon: ThumbsDown },
] as const;

/** How an agent did with a message, in one click; a second click takes it back. What was wrong can be said in words. */
export function RateButtons({ messageId }: { messageId: string }) {
  const { client, queries, workspace } = useWorkspace();
  const cache = useQueryClient();
  const query = queries.agents.listFeedback.queryOptions({ input: { messageIds: [messageId], limit: 100 }, staleTime: 300_000 });
  const { data } = useQuery(query);
  const own = data?.items.find(({ memberId }) => memberId === workspace.memberId);
  const [asking, setAsking] = useState(false);
  const [words, setWords] = useState("");
  const rate = async (rating: Rating | null, said = "") => {
    try {
      await client.agents.rateMessage({ messageId, rating, words: said });
      await cache.invalidateQueries({ queryKey: query.queryKey });
      if (rating === "down") setAsking(said === "");
    } catch (error) {
      toast.error(messageOf(error));
    }
  };
  return (
    <>
      {CHOICES.map(({ rating, label, Icon }) => (
        <IconButton
          key={rating}
          size="sm"
          label={label}
          aria-pressed={own?.rating === rating}
          onClick={() => void rate(own?.rating === rating ? null : rating)}
          className={cx(own?.rating === rating && "bg-brand-soft text-brand-text")}
        >
          <Icon />
        </IconButton>
      ))}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="What was not good?"
        description="It is counted already. In words it helps those who write the agent’s instructions."
      >
        <div className="grid gap-4">
          <TextAreaField label="In your words" rows={3} value={words} onChange={(text) => setWords(text.slice(0, 1_000))} />
          <div className="flex justify-end gap-2">
            <Button onClick={() => setAsking(false)}>Without words</Button>
            <Button
              look="primary"
              disabled={words.trim() === ""}
              onClick={() => {
                setAsking(false);
                void rate("down", words.trim());
              }}
            >
              Send
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
