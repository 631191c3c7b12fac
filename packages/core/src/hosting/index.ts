/** Apps, their versions and where they run: deploy, roll back, stop, start, logs, and the way in for their owner. */
export * from "./model.ts";
export {
  hostingDriver,
  type AppTarget,
  type Deployment,
  type HostingDriver,
  type HostingLogLine,
  type HostingStatus,
  type RunningState,
} from "./driver.ts";
export { foldersOf, places, type AppFolders, type Places } from "./places.ts";
export { ensureApp } from "./create-app.ts";
export { dressApp, noteFailedApp } from "./change-app.ts";
export { addVersion, changeVersion, lastGreenVersion, listVersions } from "./versions.ts";
export { deployVersion, rollbackApp } from "./deploy-version.ts";
export { prepareVersion } from "./prepare-version.ts";
export { releaseMaker, type ReleaseMaker } from "./releases.ts";
export { getModelsGrant, grantModels, revokeModels } from "./models-grant.ts";
export { withdrawVersion } from "./withdraw-version.ts";
export { deleteApp, startApp, stopApp } from "./run-app.ts";
export { appNamed } from "./app-name.ts";
export { findApp, getApp, getUsage, listApps, readLogs, uidOf } from "./read-app.ts";
export { openApp } from "./open-app.ts";
export { watchApps } from "./watch-apps.ts";
export { findAppBySlug } from "./find-by-slug.ts";
export { hostingTools } from "./tools.ts";
