"use client";
import type { App } from "@openvibe/core/hosting/model";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { WordsWithCode } from "@openvibe/ui/components/words-with-code";
import { Button } from "@openvibe/ui/primitives/button";
import { useQuery } from "@tanstack/react-query";
import { Play, Square, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { ScreenBody } from "../shell/screen-header.tsx";
import { AppModels } from "./app-models.tsx";
import { STATES } from "./app-state.ts";
import { AppStateLabel } from "./app-state-label.tsx";
import { DeleteAppDialog } from "./delete-app-dialog.tsx";
import { formatBytes } from "./format-bytes.ts";
import { useAppActions } from "./use-app-actions.ts";

export function AppOverview({ app }: { app: App }) {
  const { queries } = useWorkspace();
  const rights = useRights();
  const actions = useAppActions(app.id);
  const [deleting, setDeleting] = useState(false);
  const usage = useQuery(queries.hosting.getUsage.queryOptions({ input: { appId: app.id }, refetchInterval: 10_000 }));
  const down = app.state === "stopped" || app.state === "failed";
  return (
    <ScreenBody>
      <div className="grid gap-6 lg:grid-cols-[1fr_18rem]">
        <section aria-label="State" className="rounded-xl border border-line bg-raised p-5 shadow-sm">
          <div className="flex flex-wrap items-center gap-3">
            <div className="min-w-52 flex-1">
              <AppStateLabel state={app.state} className="text-md font-semibold" />
              <p className="mt-0.5 text-base text-ink-faint">
                <WordsWithCode>{app.note || STATES[app.state].hint}</WordsWithCode>
              </p>
            </div>
            {rights.write ? (
              down ? (
                <Button look="primary" busy={actions.busy === "start"} onClick={actions.start}>
                  <Play aria-hidden className="size-3.5" /> Start
                </Button>
              ) : (
                <Button busy={actions.busy === "stop"} disabled={app.state === "building"} onClick={actions.stop}>
                  <Square aria-hidden className="size-3.5" /> Stop
                </Button>
              )
            ) : null}
          </div>
          <dl className="mt-5 grid grid-cols-[7.5rem_1fr] gap-y-2.5 border-t border-line pt-4 text-base">
            <Fact name="Address">
              <span className="font-mono text-sm break-all">{app.url}</span>
            </Fact>
            <Fact name="Version">
              {app.version > 0 ? (
                <>
                  {app.version} ·{" "}
                  <RouteLink
                    to={{ screen: "app", appId: app.id, tab: "versions" }}
                    className="text-brand-text underline decoration-brand/35 underline-offset-2"
                  >
                    all versions
                  </RouteLink>
                </>
              ) : (
                "none yet"
              )}
            </Fact>
            <Fact name="Last deploy">{app.deployedAt ? <RelativeTime at={app.deployedAt} /> : "not yet"}</Fact>
            <Fact name="Created">
              <RelativeTime at={app.createdAt} />
            </Fact>
          </dl>
        </section>
        <section aria-label="Usage" className="h-fit rounded-xl border border-line bg-raised p-5 shadow-sm">
          <h2 className="text-xs font-medium text-ink-faint">Uses now</h2>
          <dl className="mt-3 grid gap-3">
            <Figure
              name="Memory"
              value={usage.data?.memoryBytes === undefined || usage.data.memoryBytes === null ? "–" : formatBytes(usage.data.memoryBytes)}
            />
            <Figure name="Disk" value={usage.data ? formatBytes(usage.data.diskBytes) : "–"} />
            <Figure
              name="Processor time"
              value={usage.data?.cpuMs === undefined || usage.data.cpuMs === null ? "–" : `${(usage.data.cpuMs / 1000).toFixed(1)} s`}
            />
          </dl>
        </section>
      </div>
      <AppModels app={app} />
      {rights.manage ? (
        <section aria-label="Delete" className="mt-6 flex flex-wrap items-center gap-4 rounded-xl border border-danger/25 px-5 py-4">
          <div className="min-w-52 flex-1">
            <h2 className="text-base font-semibold">Delete this app</h2>
            <p className="text-sm text-ink-faint">Its code, its data and its address are removed for good. The conversation stays.</p>
          </div>
          <Button look="danger" onClick={() => setDeleting(true)}>
            <Trash2 aria-hidden className="size-3.5" /> Delete…
          </Button>
          <DeleteAppDialog app={app} open={deleting} onOpenChange={setDeleting} />
        </section>
      ) : null}
    </ScreenBody>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="tabular text-md font-semibold">{value}</dd>
    </div>
  );
}
