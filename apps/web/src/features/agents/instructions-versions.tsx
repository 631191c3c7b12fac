"use client";
import type { AgentProfile, InstructionsVersion } from "@openvibe/core/agents/model";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { useInfiniteQuery } from "@tanstack/react-query";
import { BY_CURSOR } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { Listing } from "../shell/listing.tsx";
import { useAgentChange } from "./use-agent-change.ts";
import { WordDiff } from "./word-diff.tsx";

const PAGE = 20;

/** Every version of what an agent is told, each beside the one before it. */
export function InstructionsVersions({ profile: { agent, version: current } }: { profile: AgentProfile }) {
  const { client, queries } = useWorkspace();
  const rights = useRights();
  const { change, busy } = useAgentChange();
  const versions = useInfiniteQuery(
    queries.agents.listInstructions.infiniteOptions({
      input: (cursor: string | undefined) => ({ agent, cursor, limit: PAGE }),
      ...BY_CURSOR,
    }),
  );
  return (
    <section aria-label="Versions">
      <h3 className="mb-2 text-md font-semibold tracking-tight">Versions</h3>
      <Listing query={versions} ordered>
        {(each, index, all) => (
          <Version
            key={each.version}
            each={each}
            before={all[index + 1]}
            isCurrent={each.version === current}
            onRestore={
              rights.manage && !busy
                ? () => void change(() => client.agents.restoreInstructions({ agent, version: each.version }), "It is told that again.")
                : undefined
            }
          />
        )}
      </Listing>
    </section>
  );
}

function Version({
  each,
  before,
  isCurrent,
  onRestore,
}: {
  each: InstructionsVersion;
  before: InstructionsVersion | undefined;
  isCurrent: boolean;
  onRestore: (() => void) | undefined;
}) {
  const members = useMemberLookup();
  const { version, note, authorId, createdAt, instructions } = each;
  return (
    <li className="px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-48 flex-1 text-sm">
          <span className="mr-2 font-medium">Version {version}</span>
          {isCurrent ? (
            <Badge tone="brand" className="mr-2">
              in force
            </Badge>
          ) : null}
          <span className="text-xs text-ink-faint">
            {authorId === "system" ? "OpenVibe" : <bdi>{members.byId(authorId).name}</bdi>} · <RelativeTime at={createdAt} />
          </span>
          {note ? (
            <span dir="auto" className="block text-sm wrap-anywhere text-ink-soft">
              {note}
            </span>
          ) : null}
        </p>
        {isCurrent || !onRestore ? null : (
          <Button size="sm" onClick={onRestore}>
            Restore
          </Button>
        )}
      </div>
      <Disclosure summary={<span className="text-xs text-ink-soft">{before ? "What it changed" : "What it says"}</span>}>
        <WordDiff before={before?.instructions ?? instructions} after={instructions} label={`Version ${version}`} />
      </Disclosure>
    </li>
  );
}
