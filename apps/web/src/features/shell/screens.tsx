"use client";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { buttonClass } from "@openvibe/ui/primitives/button";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { lazy, Suspense } from "react";
import { messageOf } from "../../data/errors.ts";
import { ChannelScreen } from "../chat/channel-screen.tsx";
import { ThreadScreen } from "../chat/thread-screen.tsx";
import { useTabTitle } from "../inbox/use-notices.ts";
import { NewAppScreen } from "../projects/new-app-screen.tsx";
import { RouteLink } from "./navigation.tsx";
import type { Route } from "./routes.ts";
import { ScreenBody, ScreenHeader } from "./screen-header.tsx";
import { useRouteTitle } from "./use-route-title.ts";

const AppsScreen = lazy(() => import("../hosting/apps-screen.tsx").then((module) => ({ default: module.AppsScreen })));
const AppScreen = lazy(() => import("../hosting/app-screen.tsx").then((module) => ({ default: module.AppScreen })));
const AgentsScreen = lazy(() => import("../agents/agents-screen.tsx").then((module) => ({ default: module.AgentsScreen })));
const MembersScreen = lazy(() => import("../identity/members-screen.tsx").then((module) => ({ default: module.MembersScreen })));
const InboxScreen = lazy(() => import("../inbox/inbox-screen.tsx").then((module) => ({ default: module.InboxScreen })));
const SearchScreen = lazy(() => import("../search/search-screen.tsx").then((module) => ({ default: module.SearchScreen })));
const OutboxScreen = lazy(() => import("../inbox/outbox-screen.tsx").then((module) => ({ default: module.OutboxScreen })));
const SettingsScreen = lazy(() => import("../settings/settings-screen.tsx").then((module) => ({ default: module.SettingsScreen })));

const TITLES: Record<Route["screen"], string> = {
  new: "New app",
  channel: "Channel",
  thread: "Thread",
  inbox: "Inbox",
  outbox: "Outbox",
  search: "Search",
  apps: "Apps",
  app: "App",
  agents: "Agents",
  members: "Members",
  settings: "Settings",
  unknown: "Not found",
};

/** Which screen an address shows. */
export function Screen({ route }: { route: Route }) {
  useTabTitle(useRouteTitle(route, TITLES[route.screen]));
  return <Suspense fallback={<Coming title={TITLES[route.screen]} />}>{screenOf(route)}</Suspense>;
}

/** The outline of a screen whose code is on its way. */
function Coming({ title }: { title: string }) {
  return (
    <>
      <ScreenHeader title={title} />
      <ScreenBody>
        <div className="grid gap-4">
          <Skeleton className="h-7 w-56" />
          <Skeleton className="h-40 rounded-xl" />
        </div>
      </ScreenBody>
    </>
  );
}

function screenOf(route: Route) {
  switch (route.screen) {
    case "new":
      return <NewAppScreen />;
    case "channel":
      return <ChannelScreen key={route.channelId} channelId={route.channelId} />;
    case "thread":
      return <ThreadScreen key={route.threadId} threadId={route.threadId} forkId={route.forkId} />;
    case "inbox":
      return <InboxScreen />;
    case "outbox":
      return <OutboxScreen />;
    case "search":
      return <SearchScreen />;
    case "apps":
      return <AppsScreen />;
    case "app":
      return <AppScreen key={route.appId} appId={route.appId} tab={route.tab} />;
    case "agents":
      return <AgentsScreen />;
    case "members":
      return <MembersScreen />;
    case "settings":
      return <SettingsScreen />;
    case "unknown":
      return <NotHere />;
  }
}

/** In place of a screen that could not be read; the way to all others stays. */
export function NotLoaded({ title, error, onRetry }: { title: string; error: Error; onRetry: () => void }) {
  return (
    <>
      <ScreenHeader title={title} />
      <ErrorState message={messageOf(error)} onRetry={onRetry} />
    </>
  );
}

export function NotHere({ title = "There is no such page", children }: { title?: string; children?: string }) {
  return (
    <>
      <ScreenHeader title="Not found" />
      <EmptyState
        title={title}
        action={
          <RouteLink to={{ screen: "new" }} className={buttonClass()}>
            Build something
          </RouteLink>
        }
      >
        {children ?? "The address may be mistyped, or what it showed is gone."}
      </EmptyState>
    </>
  );
}
