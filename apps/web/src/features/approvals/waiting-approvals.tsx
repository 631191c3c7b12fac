"use client";
import { ListFrame } from "@openvibe/ui/components/list-frame";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Badge } from "@openvibe/ui/primitives/badge";
import { useQuery } from "@tanstack/react-query";
import { Hand } from "lucide-react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { EFFECTS } from "./effects.ts";

/** What agents wait for, each one step from the place where it is decided; nothing when they wait for nothing. */
export function WaitingApprovals() {
  const { queries } = useWorkspace();
  const members = useMemberLookup();
  const { data } = useQuery(queries.approvals.listApprovals.queryOptions({ input: { state: "pending", limit: 50 } }));
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label="Agents wait for you" className="mb-6">
      <h2 className="mb-2 flex items-center gap-2 text-sm font-semibold text-ink-soft">
        <Hand aria-hidden className="size-4" /> Agents wait for you
      </h2>
      <ListFrame>
        {data.items.map((approval) => (
          <li key={approval.id}>
            <RouteLink
              to={{ screen: "thread", threadId: approval.threadId }}
              search={`?m=${approval.messageId}`}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-hover"
            >
              <span className="min-w-52 flex-1">
                <span dir="auto" className="line-clamp-2 text-base font-medium wrap-anywhere">
                  {approval.says}
                </span>
                <span className="text-xs text-ink-faint">
                  <bdi>{members.byId(approval.agentId).name}</bdi> for <bdi>{members.byId(approval.askedFor).name}</bdi> ·{" "}
                  <RelativeTime at={approval.createdAt} />
                </span>
              </span>
              <Badge tone={EFFECTS[approval.effect].tone}>{EFFECTS[approval.effect].label}</Badge>
            </RouteLink>
          </li>
        ))}
      </ListFrame>
    </section>
  );
}
