"use client";
import { useQuery } from "@tanstack/react-query";
import { GitFork, Hash, LayoutGrid, Lock, MessageSquare } from "lucide-react";
import type { ReactNode } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { RouteLink } from "../shell/navigation.tsx";
import { parseRoute, type Place } from "../shell/routes.ts";
import { sideOf } from "./side-of.ts";

export interface OwnTarget {
  to: Place;
  search: string;
}

/** The place inside this workspace that an address leads to. */
export function ownTarget(href: string, origin: string, workspaceId: string): OwnTarget | undefined {
  if (!URL.canParse(href, origin)) return undefined;
  const url = new URL(href, origin);
  if (url.origin !== origin) return undefined;
  const { workspaceId: named, route } = parseRoute(url.pathname);
  if (named !== workspaceId || route.screen === "unknown") return undefined;
  return { to: route, search: url.search };
}

const CHIP =
  "inline-flex max-w-full items-center gap-1 rounded-[5px] bg-sunken px-1.5 align-bottom font-medium text-ink no-underline hover:bg-active [&>svg]:size-3.5 [&>svg]:shrink-0 [&>svg]:text-ink-faint";

/** A link to a thread, channel or app of ours, shown by its name; by its address to those who may not see it. One to a message keeps the words it was `given`. */
export function OwnLink({ target, given, children }: { target: OwnTarget; given: boolean; children: ReactNode }) {
  const { to } = target;
  const isToMessage = given && new URLSearchParams(target.search).has("m");
  if (to.screen === "thread" && !isToMessage) return <ThreadLink target={target} threadId={to.forkId ?? to.threadId} fallback={children} />;
  if (to.screen === "channel") return <ChannelLink target={target} channelId={to.channelId} fallback={children} />;
  if (to.screen === "app") return <AppLink target={target} appId={to.appId} fallback={children} />;
  return (
    <RouteLink {...target} className="text-brand-text underline underline-offset-2">
      {children}
    </RouteLink>
  );
}

function Chip({ target, icon, name }: { target: OwnTarget; icon: ReactNode; name: ReactNode }) {
  return (
    <RouteLink {...target} className={CHIP}>
      {icon}
      <bdi dir={typeof name === "string" ? sideOf(name) : "auto"} className="truncate">
        {name}
      </bdi>
    </RouteLink>
  );
}

function ThreadLink({ target, threadId, fallback }: { target: OwnTarget; threadId: string; fallback: ReactNode }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.chat.getThread.queryOptions({ input: { threadId }, staleTime: 60_000, retry: false }));
  return <Chip target={target} icon={data?.fork ? <GitFork /> : <MessageSquare />} name={data?.title ?? fallback} />;
}

function ChannelLink({ target, channelId, fallback }: { target: OwnTarget; channelId: string; fallback: ReactNode }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.chat.listChannels.queryOptions());
  const channel = data?.find(({ id }) => id === channelId);
  return <Chip target={target} icon={channel?.kind === "private" ? <Lock /> : <Hash />} name={channel?.name || fallback} />;
}

function AppLink({ target, appId, fallback }: { target: OwnTarget; appId: string; fallback: ReactNode }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.hosting.getApp.queryOptions({ input: { appId }, staleTime: 60_000, retry: false }));
  return <Chip target={target} icon={<LayoutGrid />} name={data?.name ?? fallback} />;
}
