export const APP_TABS = ["overview", "versions", "logs", "code", "checks"] as const;
export type AppTab = (typeof APP_TABS)[number];

/** A place inside a workspace, as its address says. */
export type Route =
  | { screen: "new" }
  | { screen: "channel"; channelId: string }
  | { screen: "thread"; threadId: string; forkId?: string | undefined }
  | { screen: "inbox" }
  | { screen: "outbox" }
  | { screen: "search" }
  | { screen: "apps" }
  | { screen: "app"; appId: string; tab: AppTab }
  | { screen: "agents" }
  | { screen: "members" }
  | { screen: "settings" }
  | { screen: "unknown" };

/** One that there is. */
export type Place = Exclude<Route, { screen: "unknown" }>;

export function parseRoute(pathname: string): { workspaceId: string | undefined; route: Route } {
  const [root, workspaceId, ...rest] = pathname.split("/").filter(Boolean);
  return root === "w" ? { workspaceId, route: routeOf(rest) } : { workspaceId: undefined, route: { screen: "unknown" } };
}

function routeOf([first, id, third, ...more]: string[]): Route {
  if (first === "t" && id && third === "f" && more.length === 1) return { screen: "thread", threadId: id, forkId: more[0] };
  if (more.length > 0) return { screen: "unknown" };
  if (first === undefined) return { screen: "new" };
  if (first === "c" && id && !third) return { screen: "channel", channelId: id };
  if (first === "t" && id && !third) return { screen: "thread", threadId: id };
  if (first === "apps" && id) {
    const tab = APP_TABS.find((name) => name === (third ?? "overview"));
    return tab ? { screen: "app", appId: id, tab } : { screen: "unknown" };
  }
  if (
    (first === "new" ||
      first === "inbox" ||
      first === "outbox" ||
      first === "search" ||
      first === "apps" ||
      first === "agents" ||
      first === "members" ||
      first === "settings") &&
    !id
  )
    return { screen: first };
  return { screen: "unknown" };
}

/** Where a thread is read: a side conversation beside the thread it branched from. */
export function threadPlace(threadId: string, parentThreadId?: string | null): Place {
  return parentThreadId ? { screen: "thread", threadId: parentThreadId, forkId: threadId } : { screen: "thread", threadId };
}

export function pathOf(workspaceId: string, route: Place): string {
  const inside = {
    new: () => "new",
    channel: (to: Route) => (to.screen === "channel" ? `c/${to.channelId}` : ""),
    thread: (to: Route) => (to.screen === "thread" ? `t/${to.threadId}${to.forkId ? `/f/${to.forkId}` : ""}` : ""),
    inbox: () => "inbox",
    outbox: () => "outbox",
    search: () => "search",
    apps: () => "apps",
    app: (to: Route) => (to.screen === "app" ? `apps/${to.appId}${to.tab === "overview" ? "" : `/${to.tab}`}` : ""),
    agents: () => "agents",
    members: () => "members",
    settings: () => "settings",
  }[route.screen](route);
  return `/w/${workspaceId}/${inside}`;
}
