import { AppError, defineTool, said, type Context, type Tool } from "../platform/index.ts";
import { appNamed } from "./app-name.ts";
import { rollbackApp } from "./deploy-version.ts";
import { hostingDriver } from "./driver.ts";
import { ByApp, ListApps, ReadLogs, RollbackApp } from "./model.ts";
import { getApp, listApps, readLogs } from "./read-app.ts";
import { deleteApp, startApp, stopApp } from "./run-app.ts";
import { listVersions } from "./versions.ts";

/** Apps run in one process of the server, and only there can they be reached. */
function requireHost(ctx: Context): void {
  if (!ctx.platform.drivers.find(hostingDriver))
    throw new AppError("unavailable", "Apps run in another process of this server. A person can do this on the page of the app.");
}

export const hostingTools: readonly Tool[] = [
  defineTool({
    name: "hosting_list_apps",
    title: "List apps",
    description: "Apps with their addresses and states, the newest first.",
    input: ListApps,
    permission: "hosting:read",
    effect: "read",
    taints: true,
    says: () => "Lists the apps",
    run: (ctx, input) => listApps(ctx, input),
  }),
  defineTool({
    name: "hosting_get_app",
    title: "Look at an app",
    description: "How an app stands, with its versions.",
    input: ByApp,
    permission: "hosting:read",
    effect: "read",
    taints: true,
    says: async ({ appId }, ctx) => said`Looks at the app ${await appNamed(ctx, appId)}`,
    run: async (ctx, input) => ({ ...(await getApp(ctx, input)), versions: await listVersions(ctx, input) }),
  }),
  defineTool({
    name: "hosting_read_logs",
    title: "Read an app's log",
    description: "The newest lines that an app wrote.",
    input: ReadLogs,
    permission: "hosting:read",
    effect: "read",
    taints: true,
    says: async ({ appId }, ctx) => said`Reads the log of ${await appNamed(ctx, appId)}`,
    run(ctx, input) {
      requireHost(ctx);
      return readLogs(ctx, input);
    },
  }),
  defineTool({
    name: "hosting_start_app",
    title: "Start an app",
    description: "Starts an app that was stopped.",
    input: ByApp,
    permission: "hosting:write",
    effect: "write",
    ownTransactions: true,
    says: async ({ appId }, ctx) => said`Starts the app ${await appNamed(ctx, appId)}`,
    run(ctx, input) {
      requireHost(ctx);
      return startApp(ctx, input);
    },
  }),
  defineTool({
    name: "hosting_stop_app",
    title: "Stop an app",
    description: "Stops an app; it stays stopped until it is started.",
    input: ByApp,
    permission: "hosting:write",
    effect: "write",
    ownTransactions: true,
    says: async ({ appId }, ctx) => said`Stops the app ${await appNamed(ctx, appId)}: who uses it now is cut off`,
    run(ctx, input) {
      requireHost(ctx);
      return stopApp(ctx, input);
    },
  }),
  defineTool({
    name: "hosting_rollback_app",
    title: "Put an earlier version back",
    description: "Serves an earlier version of an app again; its data stays.",
    input: RollbackApp,
    permission: "hosting:write",
    effect: "write",
    ownTransactions: true,
    says: async ({ appId, version }, ctx) => said`Puts version ${version} of the app ${await appNamed(ctx, appId)} back on its address`,
    run(ctx, input) {
      requireHost(ctx);
      return rollbackApp(ctx, input);
    },
  }),
  defineTool({
    name: "hosting_delete_app",
    title: "Delete an app",
    description: "Deletes an app with its data, code and address, for good.",
    input: ByApp,
    permission: "hosting:delete",
    effect: "irreversible",
    says: async ({ appId }, ctx) =>
      said`Deletes the app ${await appNamed(ctx, appId)} with all its data, its code and its address. This cannot be undone.`,
    async run(ctx, input) {
      requireHost(ctx);
      await deleteApp(ctx, input);
      return { deleted: input.appId };
    },
  }),
];
