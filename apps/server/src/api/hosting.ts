import * as hosting from "@openvibe/core/hosting";
import { z } from "zod";
import { member, pageOf } from "./base.ts";

const { App, AppUsage, AppVersion, ByApp, GrantModels, ListApps, LogLine, ModelsGrant, OpenApp, ReadLogs, RollbackApp } = hosting;

export const hostingApi = {
  listApps: member
    .route({ method: "GET", path: "/apps", summary: "All apps" })
    .input(ListApps)
    .output(pageOf(App))
    .handler(({ context, input }) => hosting.listApps(context, input)),
  getApp: member
    .route({ method: "GET", path: "/apps/{appId}", summary: "One app" })
    .input(ByApp)
    .output(App)
    .handler(({ context, input }) => hosting.getApp(context, input)),
  startApp: member
    .route({ method: "POST", path: "/apps/{appId}/start", summary: "Start a stopped app" })
    .input(ByApp)
    .output(App)
    .handler(({ context, input }) => hosting.startApp(context, input)),
  stopApp: member
    .route({ method: "POST", path: "/apps/{appId}/stop", summary: "Stop an app until somebody starts it" })
    .input(ByApp)
    .output(App)
    .handler(({ context, input }) => hosting.stopApp(context, input)),
  rollbackApp: member
    .route({ method: "POST", path: "/apps/{appId}/rollback", summary: "Serve an earlier version" })
    .input(RollbackApp)
    .output(App)
    .handler(({ context, input }) => hosting.rollbackApp(context, input)),
  deleteApp: member
    .route({ method: "DELETE", path: "/apps/{appId}", summary: "Delete an app with its data" })
    .input(ByApp)
    .handler(({ context, input }) => hosting.deleteApp(context, input)),
  listVersions: member
    .route({ method: "GET", path: "/apps/{appId}/versions", summary: "Versions of an app" })
    .input(ByApp)
    .output(z.array(AppVersion))
    .handler(({ context, input }) => hosting.listVersions(context, input)),
  readLogs: member
    .route({ method: "GET", path: "/apps/{appId}/logs", summary: "Log lines of an app, from a line on" })
    .input(ReadLogs)
    .output(z.object({ lines: z.array(LogLine), lastSeq: z.number().int() }))
    .handler(({ context, input }) => hosting.readLogs(context, input)),
  openApp: member
    .route({ method: "POST", path: "/apps/{appId}/open", summary: "A link, good for one use, that signs you into the app" })
    .input(OpenApp)
    .output(z.object({ url: z.string() }))
    .handler(({ context, input }) => hosting.openApp(context, input)),
  getUsage: member
    .route({ method: "GET", path: "/apps/{appId}/usage", summary: "Memory, processor and disk that an app uses" })
    .input(ByApp)
    .output(AppUsage)
    .handler(({ context, input }) => hosting.getUsage(context, input)),
  getModelsGrant: member
    .route({ method: "GET", path: "/apps/{appId}/models", summary: "Whether an app may call models, and what that has cost" })
    .input(ByApp)
    .output(ModelsGrant)
    .handler(({ context, input }) => hosting.getModelsGrant(context, input)),
  grantModels: member
    .route({ method: "PUT", path: "/apps/{appId}/models", summary: "Let an app call models, within a budget of its own" })
    .input(GrantModels)
    .output(ModelsGrant)
    .handler(({ context, input }) => hosting.grantModels(context, input)),
  revokeModels: member
    .route({ method: "DELETE", path: "/apps/{appId}/models", summary: "End the key of an app for models at once" })
    .input(ByApp)
    .output(ModelsGrant)
    .handler(({ context, input }) => hosting.revokeModels(context, input)),
};
