import type { Avatar } from "@openvibe/core/agents/model";
import { asHandle, type Member } from "@openvibe/core/identity/model";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { readsAll } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useAgentOrder } from "../settings/agent-order.ts";

const PAGE = 100;
/** Of a workspace with more than 5,000 members, the later ones have no name here. */
const MOST_PAGES = 50;

/** Everybody in the workspace, as names are looked up and completed without asking again. */
export function useMembers() {
  const { client, queries } = useWorkspace();
  const input = { limit: PAGE };
  return useQuery({
    ...queries.identity.listMembers.queryOptions({ input, staleTime: 300_000 }),
    queryFn: readsAll(client.identity.listMembers, input, MOST_PAGES),
  });
}

/** A member as it is shown: agents have a look of their own. */
export interface SeenMember extends Member {
  look?: Avatar | undefined;
}

export interface MemberLookup {
  byId: (id: string) => SeenMember;
  byHandle: (handle: string) => SeenMember | undefined;
  all: readonly SeenMember[];
}

/** Members by id; someone who left, or is not loaded yet, still has a name to show. */
export function useMemberLookup(): MemberLookup {
  const { data } = useMembers();
  const { data: former } = useFormerMembers();
  const { data: profiles } = useProfiles();
  const inOrder = useAgentOrder();
  return useMemo(() => {
    const looks = new Map((profiles ?? []).map(({ agent, avatar }) => [agent, avatar]));
    const all = inOrder(data?.items ?? []).map((member) => (member.agent === null ? member : { ...member, look: looks.get(member.agent) }));
    const ids = new Map<string, SeenMember>([...(former ?? []), ...all].map((member) => [member.id, member]));
    const handles = new Map<string, SeenMember>(all.map((member) => [member.handle, member]));
    return {
      all,
      byId: (id) => ids.get(id) ?? unknownMember(id, data !== undefined),
      byHandle: (handle) => handles.get(asHandle(handle)),
    };
  }, [data, former, profiles, inOrder]);
}

function useProfiles() {
  const { queries } = useWorkspace();
  return useQuery(queries.agents.listProfiles.queryOptions({ staleTime: 300_000 }));
}

/** Who left, and guests of an import: authors of what is still read. */
function useFormerMembers() {
  const { queries } = useWorkspace();
  return useQuery(queries.identity.listFormerMembers.queryOptions({ staleTime: 300_000 }));
}

function unknownMember(id: string, loaded: boolean): Member {
  const name = loaded ? "Former member" : "…";
  return { id, name, kind: "person", handle: "", role: "viewer", email: null, agent: null, joinedAt: new Date(0) };
}

/** What the asking person may do, for showing or hiding; the server decides. */
export function useRights(): { write: boolean; manage: boolean; own: boolean } {
  const { role } = useWorkspace().workspace;
  return { write: role !== "viewer", manage: role === "admin" || role === "owner", own: role === "owner" };
}
