"use client";
import type { AgentProfile, TrackRecord } from "@openvibe/core/agents/model";
import { cx } from "@openvibe/ui/class-names";
import { Badge } from "@openvibe/ui/primitives/badge";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing, ListLead } from "../shell/listing.tsx";
import { useAgentOrder } from "../settings/agent-order.ts";
import { RouteLink, useGo, useSearch } from "../shell/navigation.tsx";
import { AgentPage } from "./agent-page.tsx";
import { AgentAvatar, RecordFigures } from "./figures.tsx";
import { goodAt } from "./good-at.ts";
import { MakeAgentForm } from "./make-agent-form.tsx";

/** The agents of the workspace, or one of them. */
export function TeamPanel() {
  const agent = useSearch().get("agent");
  return agent ? <AgentPage key={agent} agent={agent} /> : <Team />;
}

function Team() {
  const { queries } = useWorkspace();
  const rights = useRights();
  const go = useGo();
  const profiles = useQuery({ ...queries.agents.listProfiles.queryOptions({}), select: useAgentOrder() });
  const whoElse = profiles.data?.find(({ agent, enabled }) => agent === "orchestrator" && enabled);
  const records = useQuery(queries.agents.listTrackRecords.queryOptions({}));
  const usage = useQuery(queries.billing.getUsage.queryOptions({ input: { by: "agent", days: 90, limit: 100 } }));
  return (
    <div className="grid grid-cols-1 gap-4">
      <ListLead
        action={
          rights.manage ? (
            <DialogButton label="New agent" look="primary" tall>
              {() => <MakeAgentForm onMade={({ agent }) => go({ screen: "agents" }, `?tab=team&agent=${agent}`)} />}
            </DialogButton>
          ) : null
        }
      >
        Mention one in a thread with @ and its handle{whoElse ? `, or @${whoElse.handle} if you do not know whom` : ""}. The figures are of
        the last 90 days.
      </ListLead>
      <Listing label="Agents" query={profiles} skeleton="h-96">
        {(profile) => (
          <Row
            key={profile.agent}
            profile={profile}
            record={records.data?.find(({ agent }) => agent === profile.agent)}
            calls={usage.data?.rows.find(({ key }) => key === profile.memberId)?.calls ?? 0}
          />
        )}
      </Listing>
    </div>
  );
}

/** `calls` of models are more than its answers: a spec or a plan that it wrote is none. */
function Row({ profile, record, calls }: { profile: AgentProfile; record: TrackRecord | undefined; calls: number }) {
  const { agent, name, title, handle, enabled, builtIn, avatar } = profile;
  return (
    <li>
      <RouteLink
        to={{ screen: "agents" }}
        search={`?tab=team&agent=${agent}`}
        className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 hover:bg-hover"
      >
        <AgentAvatar avatar={avatar} />
        <span className="min-w-40 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <bdi className="text-base font-medium wrap-anywhere">{name}</bdi>
            {enabled ? null : <Badge tone="warning">off</Badge>}
            {builtIn ? null : <Badge tone="outline">made here</Badge>}
          </span>
          <span className="block text-xs wrap-anywhere text-ink-faint">
            {title} · @{handle}
          </span>
          <span dir="auto" className="mt-0.5 line-clamp-2 text-sm text-pretty wrap-anywhere text-ink-soft">
            {goodAt(profile)}
          </span>
        </span>
        {record && hasWorked(record) ? <RecordFigures record={record} className="max-sm:w-full max-sm:pl-12" /> : null}
        {record && !hasWorked(record) ? (
          <span className={cx("text-xs text-ink-faint", calls > 0 ? "max-sm:w-full max-sm:pl-12" : "max-sm:hidden")}>
            {calls === 0
              ? "No answers yet"
              : `No answers yet, ${calls === 1 ? "one model call" : `${calls.toLocaleString("en")} model calls`}`}
          </span>
        ) : null}
      </RouteLink>
    </li>
  );
}

const hasWorked = ({ turns, up, down }: TrackRecord): boolean => turns + up + down > 0;
