import { useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useGo } from "../../shell/navigation.tsx";
import { withChannel } from "../live.ts";

/** Goes to the direct talk with these members, which begins where there is none yet. */
export function useOpenDirect(): (memberIds: string[]) => Promise<void> {
  const { client, queries } = useWorkspace();
  const cache = useQueryClient();
  const go = useGo();
  return async (memberIds) => {
    const channel = await client.chat.openDirect({ memberIds });
    cache.setQueryData(queries.chat.listChannels.queryKey(), (channels) => withChannel(channels, { ...channel, joined: true }));
    go({ screen: "channel", channelId: channel.id });
  };
}
