"use client";
import type { AgentProfile } from "@openvibe/core/agents/model";
import type { ListedChannel } from "@openvibe/core/chat/model";
import { useQuery } from "@tanstack/react-query";
import { useChoice } from "../../data/use-choice.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { Part } from "./part.tsx";

/** Where it takes up what is said; each switch holds at once. */
export function ChannelSwitches({ profile: { agent, offIn } }: { profile: AgentProfile }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.chat.listChannels.queryOptions());
  const channels = data?.filter(({ kind }) => kind !== "direct") ?? [];
  if (channels.length === 0) return null;
  return (
    <Part title="Channels" lead="Turned off in a channel, it takes up nothing that is said there.">
      <ul className="grid gap-x-4 gap-y-1 rounded-xl border border-line bg-raised p-3 sm:grid-cols-2">
        {channels.map((channel) => (
          <ChannelSwitch key={channel.id} agent={agent} channel={channel} isOn={!offIn.includes(channel.id)} />
        ))}
      </ul>
    </Part>
  );
}

function ChannelSwitch({ agent, channel, isOn }: { agent: AgentProfile["agent"]; channel: ListedChannel; isOn: boolean }) {
  const { client, queries } = useWorkspace();
  const { manage } = useRights();
  const [enabled, choose] = useChoice(`${agent} in ${channel.id}`, {
    known: isOn,
    save: (next) => client.agents.setInChannel({ agent, channelId: channel.id, enabled: next }),
    stale: queries.agents.key(),
  });
  return (
    <li>
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={enabled}
          disabled={!manage}
          onChange={(event) => choose(event.target.checked)}
          className="size-4 accent-brand"
        />
        <bdi className="wrap-anywhere">#{channel.name}</bdi>
      </label>
    </li>
  );
}
