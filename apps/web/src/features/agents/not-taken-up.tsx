import type { Message } from "@openvibe/core/chat/model";
import { useQuery } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";

/** Tells who named an agent, and nobody else, that it does not answer here; gone once somebody has said something. */
export function NotTakenUp({ message }: { message: Message }) {
  const { workspace } = useWorkspace();
  const members = useMemberLookup();
  const named = message.mentions.flatMap((id) => members.byId(id).agent ?? []);
  if (message.authorId !== workspace.memberId || message.deletedAt || named.length === 0) return null;
  return <WhoIsOff named={named} channelId={message.channelId} />;
}

function WhoIsOff({ named, channelId }: { named: readonly string[]; channelId: string }) {
  const { queries } = useWorkspace();
  const { manage } = useRights();
  const { data: profiles = [] } = useQuery(queries.agents.listProfiles.queryOptions({}));
  const { data: channels = [] } = useQuery(queries.chat.listChannels.queryOptions());
  const isQuiet = channels.find(({ id }) => id === channelId)?.agentMode === "never";
  const off = profiles.filter(({ agent, enabled, offIn }) => named.includes(agent) && (!enabled || offIn.includes(channelId)));
  if (!isQuiet && off.length === 0) return null;
  const names = new Intl.ListFormat("en").format(off.map(({ name }) => name));
  return (
    <p role="status" className="mt-1 flex items-start gap-1.5 text-xs text-pretty text-ink-soft">
      <BellOff aria-hidden className="mt-0.5 size-3 shrink-0 text-ink-faint" />
      <span className="wrap-anywhere">
        {isQuiet ? (
          "Agents never answer in this channel. Its settings say so."
        ) : (
          <>
            <bdi>{names}</bdi> {off.length > 1 ? "are turned off here and do not answer." : "is turned off here and does not answer."}{" "}
            {manage ? (
              <RouteLink to={{ screen: "agents" }} className="text-brand-text underline underline-offset-2">
                Turn {off.length > 1 ? "them" : "it"} on
              </RouteLink>
            ) : (
              "An admin can change that."
            )}
          </>
        )}{" "}
        Only you see this.
      </span>
    </p>
  );
}
