import { HostingEvents, type App, type AppVersion } from "@openvibe/core/hosting/model";
import type { Page } from "../../data/contract.ts";
import { onEvent } from "../../data/live-event.ts";
import { replaceIn } from "../../data/pages.ts";

/** Newest app first. */
function withApp(page: Page<App> | undefined, app: App): Page<App> | undefined {
  if (!page) return page;
  const known = page.items.some(({ id }) => id === app.id);
  return { ...page, items: known ? replaceIn(page.items, app) : [app, ...page.items] };
}

function withoutApp(page: Page<App> | undefined, appId: string): Page<App> | undefined {
  return page && { ...page, items: page.items.filter(({ id }) => id !== appId) };
}

/** Newest version first; only one serves. */
function withVersion(versions: AppVersion[] | undefined, version: AppVersion): AppVersion[] | undefined {
  if (!versions) return versions;
  const others = versions
    .filter(({ number }) => number !== version.number)
    .map((other) => (version.serving && other.serving ? { ...other, serving: false } : other));
  return [version, ...others].toSorted((a, b) => b.number - a.number);
}

const appChanged = onEvent(HostingEvents.AppChanged, ({ client, queries }, app) => {
  client.setQueriesData<Page<App>>({ queryKey: queries.hosting.listApps.key({ type: "query" }) }, (page) => withApp(page, app));
  client.setQueryData(queries.hosting.getApp.queryKey({ input: { appId: app.id } }), app);
});

const versionChanged = onEvent(HostingEvents.VersionChanged, ({ client, queries }, version) => {
  client.setQueryData(queries.hosting.listVersions.queryKey({ input: { appId: version.appId } }), (versions) =>
    withVersion(versions, version),
  );
  void client.invalidateQueries({ queryKey: queries.builder.getChecks.key({ input: { appId: version.appId, version: version.number } }) });
});

export const hostingEvents = [
  { ...appChanged, type: HostingEvents.AppCreated.type },
  appChanged,
  onEvent(HostingEvents.AppDeleted, ({ client, queries }, { appId }) => {
    client.setQueriesData<Page<App>>({ queryKey: queries.hosting.listApps.key({ type: "query" }) }, (page) => withoutApp(page, appId));
    void client.invalidateQueries({ queryKey: queries.hosting.getApp.key({ input: { appId } }) });
  }),
  ...[HostingEvents.ModelsGranted, HostingEvents.ModelsRevoked].map((event) =>
    onEvent(event, ({ client, queries }, { appId }) => {
      void client.invalidateQueries({ queryKey: queries.hosting.getModelsGrant.key({ input: { appId } }) });
    }),
  ),
  { ...versionChanged, type: HostingEvents.VersionAdded.type },
  versionChanged,
];
