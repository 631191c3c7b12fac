"use client";
import type { App, AppVersion } from "@openvibe/core/hosting/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { ScreenBody } from "../shell/screen-header.tsx";
import { useAppActions } from "./use-app-actions.ts";

const CHECKS = {
  unchecked: { tone: "neutral", label: "Checks running" },
  passed: { tone: "success", label: "Checks passed" },
  failed: { tone: "danger", label: "Checks failed" },
} as const;

export function AppVersions({ app }: { app: App }) {
  const { queries } = useWorkspace();
  const rights = useRights();
  const { data, error, refetch } = useQuery(queries.hosting.listVersions.queryOptions({ input: { appId: app.id } }));
  const [rollingBackTo, setRollingBackTo] = useState<AppVersion>();
  if (error && !data) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  return (
    <ScreenBody>
      {data?.length === 0 ? <EmptyState title="No version yet">The first one is being built.</EmptyState> : null}
      <ol className="overflow-hidden rounded-xl border border-line bg-raised shadow-sm empty:hidden divide-y divide-line">
        {data?.map((version) => (
          <li key={version.number} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5">
            <span className="tabular w-9 text-md font-semibold">v{version.number}</span>
            <div className="min-w-52 flex-1">
              <p className="text-base text-pretty">{version.summary}</p>
              <p className="mt-0.5 flex flex-wrap gap-x-2 text-xs text-ink-faint">
                <RelativeTime at={version.createdAt} />
                <span aria-hidden>·</span>
                <RouteLink
                  to={{ screen: "app", appId: app.id, tab: "code" }}
                  search={`?version=${version.number}`}
                  className="touch-around font-mono hover:text-ink hover:underline"
                >
                  {version.commit.slice(0, 8)}
                </RouteLink>
                <span aria-hidden>·</span> spec v{version.specVersion}
              </p>
            </div>
            <RouteLink
              to={{ screen: "app", appId: app.id, tab: "checks" }}
              search={`?version=${version.number}`}
              className="touch-around rounded-sm"
            >
              <Badge tone={CHECKS[version.checks].tone}>{CHECKS[version.checks].label}</Badge>
            </RouteLink>
            {version.serving ? (
              <Badge tone="brand">{app.state === "stopped" ? "Serves when started" : "Serving"}</Badge>
            ) : rights.write ? (
              <Button size="sm" onClick={() => setRollingBackTo(version)}>
                {version.number < app.version ? "Roll back" : "Serve this"}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      <RollbackDialog app={app} version={rollingBackTo} onClose={() => setRollingBackTo(undefined)} />
    </ScreenBody>
  );
}

function RollbackDialog({ app, version, onClose }: { app: App; version: AppVersion | undefined; onClose: () => void }) {
  const actions = useAppActions(app.id);
  const confirm = async () => {
    if (version && (await actions.rollback(version.number))) onClose();
  };
  return (
    <Dialog
      open={version !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={`Serve version ${version?.number ?? ""}?`}
      description={
        app.state === "stopped"
          ? "The app is stopped and stays so; this version serves when it is started. The data stays as it is, and you can come back in one step."
          : `Version ${app.version} goes on until the other answers. The data stays as it is, and you can come back in one step.`
      }
    >
      <p className="rounded-md bg-sunken px-3 py-2 text-sm text-ink-soft">{version?.summary}</p>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" busy={actions.busy === "rollback"} onClick={() => void confirm()}>
          Serve version {version?.number}
        </Button>
      </div>
    </Dialog>
  );
}
