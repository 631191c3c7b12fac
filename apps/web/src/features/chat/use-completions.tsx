"use client";
import { Avatar } from "@openvibe/ui/components/avatar";
import { useQuery } from "@tanstack/react-query";
import { GitFork, MessageSquare } from "lucide-react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup } from "../identity/use-members.ts";
import { textOf } from "../search/highlighted.tsx";
import { targetOf } from "../search/hit-target.ts";
import { useRested, useResults } from "../search/use-results.ts";
import { pathOf } from "../shell/routes.ts";
import { ChannelIcon } from "./channels/channel-name.tsx";
import type { Completion } from "./completion-list.tsx";
import { type CompletionDraft, emojiFor, membersFor } from "./completions.ts";

const MOST = 6;
/** So many letters of a thread's title are searched for. */
const SHORTEST = 2;

/** What fits that which is being typed: members, channels and threads, or emoji. */
export function useCompletions(draft: CompletionDraft | undefined): readonly Completion[] {
  const { queries } = useWorkspace();
  const members = useMemberLookup();
  const channels = useQuery(queries.chat.listChannels.queryOptions());
  const threads = useThreads(draft?.sign === "#" ? draft.query : "");
  if (!draft) return [];
  const { sign, query } = draft;
  if (sign === "@")
    return membersFor(members.all, query, MOST).map((member) => ({
      key: member.id,
      icon: <Avatar member={member} size="sm" />,
      label: member.name,
      hint: `@${member.handle}`,
      insert: `@${member.handle}`,
    }));
  if (sign === "#") {
    const named = (channels.data ?? [])
      .filter(({ kind, name }) => kind !== "direct" && name.includes(query))
      .toSorted((one, other) => Number(other.name.startsWith(query)) - Number(one.name.startsWith(query)))
      .map(({ id, kind, name, topic }) => ({ key: id, icon: <ChannelIcon kind={kind} />, label: name, hint: topic, insert: `#${name}` }));
    return [...named, ...threads].slice(0, MOST);
  }
  return emojiFor(query, MOST).map(({ emoji, words }) => ({ key: emoji, icon: emoji, label: words, hint: "", insert: emoji }));
}

/** A thread is named by its address, which shows its title to those who may see it. */
function useThreads(query: string): readonly Completion[] {
  const { workspace } = useWorkspace();
  const rested = useRested(query);
  const { data } = useResults(rested.length < SHORTEST ? "" : `is:thread ${rested}`, "rank", MOST);
  if (query.length < SHORTEST) return [];
  return (data?.pages[0]?.items ?? []).flatMap((hit) => {
    const target = targetOf(hit);
    if (!target || !hit.thread) return [];
    const icon = hit.thread.parentThreadId ? <GitFork /> : <MessageSquare />;
    const insert = window.location.origin + pathOf(workspace.id, target.to);
    return [{ key: hit.id, icon, label: textOf(hit.title), hint: "", insert }];
  });
}
