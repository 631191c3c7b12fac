"use client";
import type { ChannelLevel } from "@openvibe/core/inbox/model";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useChoice } from "../../data/use-choice.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";

const SAYS: Record<ChannelLevel, string> = {
  all: "Every thread counts as unread; you are told of those you follow, and where you are named.",
  followed: "Only threads that you follow, and where you are named.",
  none: "Nothing of it counts as unread, and nothing is told to you.",
};

/** What of a channel reaches the person. */
export function ChannelLevelChoice({ channelId }: { channelId: string }) {
  const { client, queries } = useWorkspace();
  const cache = useQueryClient();
  const { data } = useQuery(queries.inbox.getUnread.queryOptions());
  const queryKey = queries.inbox.getUnread.queryKey();
  const [level, choose] = useChoice(`level of ${channelId}`, {
    known: data?.levels[channelId] ?? "all",
    save: async (next: ChannelLevel) => {
      await client.inbox.setChannelLevel({ channelId, level: next });
      cache.setQueryData(queryKey, (was) => was && { ...was, levels: { ...was.levels, [channelId]: next } });
    },
    stale: queryKey,
  });
  return (
    <section className="grid gap-1.5">
      <h3 className="text-sm font-medium">Notify you of</h3>
      <Segmented
        label="Notify you of"
        value={level}
        onChange={choose}
        className="flex"
        options={[
          { value: "all", label: "Everything" },
          { value: "followed", label: "What I follow" },
          { value: "none", label: "Nothing" },
        ]}
      />
      <p className="text-xs text-ink-faint">{SAYS[level]}</p>
    </section>
  );
}
