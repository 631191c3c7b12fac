"use client";
import type { Allowance } from "@openvibe/core/approvals/model";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { useQuery } from "@tanstack/react-query";
import { sayTime } from "../../data/times.ts";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { OwnLink } from "../chat/own-link.tsx";
import { useMemberLookup } from "../identity/use-members.ts";
import { Listing } from "../shell/listing.tsx";
import { Section } from "../shell/section.tsx";

/** What agents no longer ask for, each taken back with one click. */
export function Allowances() {
  const { client, queries } = useWorkspace();
  const members = useMemberLookup();
  const allowances = useQuery(queries.approvals.listAllowances.queryOptions({ input: { limit: 100 } }));
  const { act, busy } = useAct(queries.approvals.listAllowances.key());
  return (
    <Section title="Allowed without asking">
      <Listing
        label="Allowed without asking"
        query={allowances}
        skeleton="h-16"
        empty={<p className="text-base text-ink-soft">Agents ask each time before they reach outside or do what cannot be undone.</p>}
      >
        {({ id, agentId, tool, scope, scopeId, coversTainted, grantedBy, createdAt, endsAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-3 px-4 py-3">
            <div className="min-w-52 flex-1">
              <p className="flex flex-wrap items-center gap-2 text-base">
                <bdi className="min-w-0 font-medium wrap-anywhere">{members.byId(agentId).name}</bdi>
                <ToolName tool={tool} />
                <Where scope={scope} scopeId={scopeId} />
                {coversTainted ? <Badge tone="warning">also on words from outside</Badge> : null}
              </p>
              <p className="text-xs wrap-anywhere text-ink-faint">
                Allowed by <bdi>{members.byId(grantedBy).name}</bdi>, <RelativeTime at={createdAt} /> ·{" "}
                {endsAt ? `until ${sayTime("day", endsAt)}` : "until somebody takes it back"}
              </p>
            </div>
            <Button
              size="sm"
              look="danger"
              disabled={busy}
              onClick={() => void act(() => client.approvals.revokeAllowance({ allowanceId: id }))}
            >
              Ask again
            </Button>
          </li>
        )}
      </Listing>
    </Section>
  );
}

/** As it calls itself; one of a tool server by the name under which it is called. */
function ToolName({ tool }: { tool: string }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.connectors.listTools.queryOptions({ staleTime: 300_000 }));
  const title = data?.find(({ name }) => name === tool)?.title;
  return title ? <span>{title}</span> : <code className="min-w-0 text-sm wrap-anywhere">{tool}</code>;
}

function Where({ scope, scopeId }: Pick<Allowance, "scope" | "scopeId">) {
  if (scope === "workspace" || scopeId === null) return <span className="text-ink-soft">in the whole workspace</span>;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-ink-soft">
      in the {scope} {scope === "project" ? <InProject projectId={scopeId} /> : <InThread threadId={scopeId}>where it was asked</InThread>}
    </span>
  );
}

function InProject({ projectId }: { projectId: string }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.projects.getProject.queryOptions({ input: { projectId }, staleTime: 60_000, retry: false }));
  return data ? <InThread threadId={data.threadId}>{data.name}</InThread> : "it was asked in";
}

function InThread({ threadId, children }: { threadId: string; children: string }) {
  return (
    <OwnLink target={{ to: { screen: "thread", threadId }, search: "" }} given={false}>
      {children}
    </OwnLink>
  );
}
