"use client";
import type { App } from "@openvibe/core/hosting/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { cx } from "@openvibe/ui/class-names";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { useQuery } from "@tanstack/react-query";
import { ChevronRight, File, FileCode } from "lucide-react";
import { useMemo } from "react";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { RouteLink, useGo, useSearch } from "../shell/navigation.tsx";
import { CodeView } from "./code-view.tsx";
import { treeOf, type TreeEntry } from "./file-tree.ts";
import { VersionSelect } from "./version-select.tsx";

/** The app's repository at one version: a tree and a reader. The address names file and line, so both can be linked. */
export function AppCode({ app, version }: { app: App; version: number }) {
  const { queries } = useWorkspace();
  const go = useGo();
  const search = useSearch();
  const files = useQuery(
    queries.builder.listFiles.queryOptions({ input: { appId: app.id, version }, enabled: version > 0, staleTime: Infinity }),
  );
  const tree = useMemo(() => treeOf(files.data ?? []), [files.data]);
  const file = search.get("file") ?? (files.data?.some(({ path }) => path === "README.md") ? "README.md" : files.data?.[0]?.path);
  if (version === 0) return <EmptyState title="No code yet">The first version is being built.</EmptyState>;
  if (files.error && !files.data) return <ErrorState message={messageOf(files.error)} onRetry={() => void files.refetch()} />;
  const hasChosen = search.has("file");
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <div className={cx("flex w-full shrink-0 flex-col border-line md:w-64 md:border-r", hasChosen && "max-md:hidden")}>
        <div className="border-b border-line p-2">
          <VersionSelect
            app={app}
            version={version}
            onChange={(next) => go({ screen: "app", appId: app.id, tab: "code" }, `?version=${next}`)}
          />
        </div>
        <nav aria-label="Files" className="min-h-0 flex-1 overflow-auto p-2">
          {files.isPending ? (
            <Skeleton className="h-40" />
          ) : (
            <ul>
              {tree.map((entry) => (
                <Entry key={entry.path} entry={entry} appId={app.id} version={version} current={file} depth={0} />
              ))}
            </ul>
          )}
        </nav>
      </div>
      {file ? (
        <div className={cx("flex min-h-0 min-w-0 flex-1 flex-col", !hasChosen && "max-md:hidden")}>
          <RouteLink
            to={{ screen: "app", appId: app.id, tab: "code" }}
            search={`?version=${version}`}
            className="border-b border-line px-3 py-2 text-sm text-brand-text md:hidden"
          >
            All files
          </RouteLink>
          <CodeView
            key={`${version}:${file}`}
            appId={app.id}
            version={version}
            path={file}
            line={Number(search.get("line")) || undefined}
          />
        </div>
      ) : null}
    </div>
  );
}

function Entry({
  entry,
  appId,
  version,
  current,
  depth,
}: {
  entry: TreeEntry;
  appId: string;
  version: number;
  current: string | undefined;
  depth: number;
}) {
  const indent = { paddingLeft: `${depth * 0.75 + 0.375}rem` };
  if (entry.kind === "folder")
    return (
      <li>
        <details open={depth === 0 ? entry.name !== "shared" : current?.startsWith(`${entry.path}/`)} className="group/folder">
          <summary
            style={indent}
            className="flex h-6.5 pointer-coarse:min-h-10 list-none items-center gap-1 rounded-md text-sm text-ink-soft hover:bg-hover [&::-webkit-details-marker]:hidden [details[open]>&>svg]:rotate-90"
          >
            <ChevronRight aria-hidden className="size-3.5 text-ink-faint transition-transform" /> {entry.name}
          </summary>
          <ul>
            {entry.children.map((child) => (
              <Entry key={child.path} entry={child} appId={appId} version={version} current={current} depth={depth + 1} />
            ))}
          </ul>
        </details>
      </li>
    );
  const Icon = /\.(tsx?|css|sql|json|mjs)$/.test(entry.name) ? FileCode : File;
  return (
    <li>
      <RouteLink
        to={{ screen: "app", appId, tab: "code" }}
        search={`?${new URLSearchParams({ version: String(version), file: entry.path })}`}
        aria-current={entry.path === current ? "page" : undefined}
        style={indent}
        className={cx(
          "flex h-6.5 pointer-coarse:min-h-10 items-center gap-1.5 rounded-md pr-2 text-sm text-ink-soft hover:bg-hover",
          entry.path === current && "bg-active font-medium text-ink",
        )}
      >
        <Icon aria-hidden className="size-3.5 shrink-0 text-ink-faint" /> <span className="truncate">{entry.name}</span>
      </RouteLink>
    </li>
  );
}
