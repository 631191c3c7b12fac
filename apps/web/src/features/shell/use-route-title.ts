"use client";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { channelName } from "../chat/channels/channel-name.tsx";
import { useMemberLookup } from "../identity/use-members.ts";
import type { Route } from "./routes.ts";

/** A thread, a channel or an app by its own name, once that is known; `otherwise` for what has none. */
export function useRouteTitle(route: Route, otherwise: string): string {
  const { queries, workspace } = useWorkspace();
  const members = useMemberLookup();
  const threadId = route.screen === "thread" ? (route.forkId ?? route.threadId) : "";
  const appId = route.screen === "app" ? route.appId : "";
  const { data: thread } = useQuery(queries.chat.getThread.queryOptions({ input: { threadId }, enabled: threadId !== "" }));
  const { data: app } = useQuery(queries.hosting.getApp.queryOptions({ input: { appId }, enabled: appId !== "" }));
  const { data: channels } = useQuery(queries.chat.listChannels.queryOptions());
  if (route.screen === "thread") return thread?.title ?? otherwise;
  if (route.screen === "app") return app?.name ?? otherwise;
  const channel = route.screen === "channel" ? channels?.find(({ id }) => id === route.channelId) : undefined;
  return channel ? channelName(channel, workspace.memberId, members) : otherwise;
}
