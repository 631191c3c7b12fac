"use client";
import { AppIcon } from "@openvibe/ui/components/app-icon";
import { buttonClass } from "@openvibe/ui/primitives/button";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { Tab, TabList, TabPanel, Tabs } from "@openvibe/ui/primitives/tabs";
import { useQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { statusOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { AppChecks } from "../builder/app-checks.tsx";
import { AppCode } from "../builder/app-code.tsx";
import { RouteLink, useGo, useSearch } from "../shell/navigation.tsx";
import { APP_TABS, type AppTab } from "../shell/routes.ts";
import { ScreenHeader } from "../shell/screen-header.tsx";
import { NotHere, NotLoaded } from "../shell/screens.tsx";
import { AppLogs } from "./app-logs.tsx";
import { AppOverview } from "./app-overview.tsx";
import { answers } from "./app-state.ts";
import { AppStateLabel } from "./app-state-label.tsx";
import { AppVersions } from "./app-versions.tsx";
import { OpenAppButton } from "./open-app-button.tsx";

const TITLES: Record<AppTab, string> = { overview: "Overview", versions: "Versions", logs: "Logs", code: "Code", checks: "Checks" };

export function AppScreen({ appId, tab }: { appId: string; tab: AppTab }) {
  const { queries } = useWorkspace();
  const go = useGo();
  const search = useSearch();
  const { data: app, error, refetch } = useQuery(queries.hosting.getApp.queryOptions({ input: { appId } }));
  if (statusOf(error) === 404) return <NotHere title="This app is not here">It was deleted, or it belongs to another workspace.</NotHere>;
  if (error && !app) return <NotLoaded title="App" error={error} onRetry={() => void refetch()} />;
  const asked = Number(search.get("version"));
  const version = Number.isInteger(asked) && asked > 0 ? asked : (app?.version ?? 0);
  return (
    <>
      <ScreenHeader
        title={
          app ? (
            <span className="flex items-center gap-2">
              <AppIcon icon={app.icon} accent={app.accent} size="sm" /> <span className="truncate">{app.name}</span>
            </span>
          ) : (
            <Skeleton className="h-5 w-40" />
          )
        }
        lead={app ? <AppStateLabel state={app.state} /> : null}
        actions={
          app ? (
            <>
              <RouteLink to={{ screen: "thread", threadId: app.threadId }} className={buttonClass({}, "max-sm:hidden")}>
                <MessagesSquare aria-hidden className="size-3.5" /> Thread
              </RouteLink>
              <OpenAppButton appId={app.id} disabled={!answers(app.state)} />
            </>
          ) : null
        }
      />
      <Tabs
        value={tab}
        onValueChange={(next: AppTab) => go({ screen: "app", appId, tab: next }, asked > 0 ? `?version=${version}` : "")}
        className="flex min-h-0 flex-1 flex-col"
      >
        <TabList aria-label="About this app" className="shrink-0 px-2 pt-1 md:px-4">
          {APP_TABS.map((name) => (
            <Tab key={name} value={name}>
              {TITLES[name]}
            </Tab>
          ))}
        </TabList>
        {app ? (
          <TabPanel key={tab} value={tab} className="flex min-h-0 flex-1 flex-col">
            {tab === "overview" ? <AppOverview app={app} /> : null}
            {tab === "versions" ? <AppVersions app={app} /> : null}
            {tab === "logs" ? <AppLogs appId={app.id} /> : null}
            {tab === "code" ? <AppCode app={app} version={version} /> : null}
            {tab === "checks" ? <AppChecks app={app} version={version} /> : null}
          </TabPanel>
        ) : (
          <div role="status" aria-label="Loading the app" className="space-y-3 p-6">
            <Skeleton className="h-6 w-64" />
            <Skeleton className="h-24 w-full" />
          </div>
        )}
      </Tabs>
    </>
  );
}
