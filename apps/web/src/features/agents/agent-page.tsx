"use client";
import type { AgentProfile } from "@openvibe/core/agents/model";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { ConfirmDialog } from "../shell/confirm.tsx";
import { navigate, RouteLink, useGo, useSearch } from "../shell/navigation.tsx";
import { AgentAbilities } from "./agent-abilities.tsx";
import { AgentInstructions } from "./agent-instructions.tsx";
import { AgentRecord } from "./agent-record.tsx";
import { AgentAvatar } from "./figures.tsx";
import { goodAt } from "./good-at.ts";
import { useAgentChange } from "./use-agent-change.ts";

const PARTS = [
  { value: "record", label: "How it does" },
  { value: "instructions", label: "Instructions" },
  { value: "abilities", label: "Abilities" },
] as const;

export function AgentPage({ agent }: { agent: string }) {
  const { queries } = useWorkspace();
  const { data, error, refetch } = useQuery(queries.agents.getProfile.queryOptions({ input: { agent }, retry: false }));
  const asked = useSearch().get("part");
  const part = PARTS.find(({ value }) => value === asked)?.value ?? "record";
  return (
    <div className="grid grid-cols-1 gap-5">
      <RouteLink
        to={{ screen: "agents" }}
        search="?tab=team"
        className="touch-around inline-flex items-center gap-1.5 justify-self-start rounded-md text-sm text-ink-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" /> All agents
      </RouteLink>
      {data ? null : <NotThereYet of={{ error, refetch }} say={messageOf} className="h-64 rounded-xl" />}
      {data ? (
        <>
          <Head profile={data} />
          <Segmented
            label="Of this agent"
            value={part}
            onChange={(next) => navigate(`${window.location.pathname}?tab=team&agent=${agent}&part=${next}`, { replace: true })}
            options={PARTS}
            className="justify-self-start"
          />
          {part === "record" ? <AgentRecord profile={data} /> : null}
          {part === "instructions" ? <AgentInstructions profile={data} /> : null}
          {part === "abilities" ? <AgentAbilities key={String(data.changedAt)} profile={data} /> : null}
        </>
      ) : null}
    </div>
  );
}

function Head({ profile }: { profile: AgentProfile }) {
  const { agent, name, title, handle, enabled, builtIn, avatar } = profile;
  const { client, queries } = useWorkspace();
  const rights = useRights();
  const go = useGo();
  const { change, busy } = useAgentChange();
  const [retiring, setRetiring] = useState(false);
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <AgentAvatar avatar={avatar} size="lg" />
      <div className="min-w-44 flex-1">
        <h2 className="flex flex-wrap items-center gap-2 text-lg font-semibold tracking-tight">
          <bdi className="wrap-anywhere">{name}</bdi>
          {enabled ? <Badge tone="success">on</Badge> : <Badge tone="warning">off</Badge>}
          {builtIn ? null : <Badge tone="outline">made here</Badge>}
        </h2>
        <p className="text-sm wrap-anywhere text-ink-faint">
          {title} · @{handle}
        </p>
        <p dir="auto" className="mt-0.5 text-base text-pretty wrap-anywhere text-ink-soft">
          {goodAt(profile)}
        </p>
      </div>
      {rights.manage ? (
        <div className="flex gap-2">
          <Button busy={busy} onClick={() => void change(() => client.agents.changeAgent({ agent, enabled: !enabled }))}>
            {enabled ? "Turn off" : "Turn on"}
          </Button>
          {builtIn ? null : (
            <Button look="danger" onClick={() => setRetiring(true)}>
              Take out
            </Button>
          )}
        </div>
      ) : null}
      <ConfirmDialog
        open={retiring}
        onOpenChange={setRetiring}
        title={`Take ${name} out?`}
        description="It answers nobody any more. What it wrote stays."
        action="Take out"
        onConfirm={async () => {
          await client.agents.retireAgent({ agent });
          go({ screen: "agents" }, "?tab=team");
        }}
        stale={[queries.agents.key(), queries.identity.listMembers.key()]}
      />
    </header>
  );
}
