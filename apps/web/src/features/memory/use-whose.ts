import type { Memory } from "@openvibe/core/memory/model";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { channelName } from "../chat/channels/channel-name.tsx";
import { useMemberLookup } from "../identity/use-members.ts";
import { useProjects } from "../projects/use-projects.ts";
import { SCOPES } from "./words.ts";

/** Whose each memory is, by name: a project's, the workspace's, or, where it comes from a private talk, that of its readers alone. */
export function useWhose(): (memory: Memory) => string {
  const { queries, workspace } = useWorkspace();
  const members = useMemberLookup();
  const { data: channels } = useQuery(queries.chat.listChannels.queryOptions());
  const { data: projects } = useProjects();
  return ({ scope, scopeId, channelId }) => {
    if (scope === "person") return SCOPES.person;
    const project = scope === "project" ? projects?.items.find(({ id }) => id === scopeId)?.name : undefined;
    const channel = channels?.find(({ id }) => id === channelId);
    if (!channel || channel.kind === "public") return project ?? SCOPES[scope];
    const only = `only in ${channel.kind === "direct" ? "" : "#"}${channelName(channel, workspace.memberId, members)}`;
    return project === undefined ? only.replace(/^o/, "O") : `${project}, ${only}`;
  };
}
