import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@openvibe/core/platform";
import type { Deployment, HostingDriver, HostingStatus, RunningState } from "@openvibe/core/hosting";
import { removeFolders, withDiskQuota, type DiskQuota, type SandboxDriver } from "@openvibe/core/sandbox";
import { createAppLog } from "./app-log.ts";
import { HostedApp, type Timing } from "./hosted-app.ts";
import { openLogFile } from "./log-file.ts";
import { PreparedInstances } from "./prepared.ts";

export interface LocalHostingOptions {
  sandbox: SandboxDriver;
  /** For sockets and logs; one server at a time. */
  directory: string;
  timing?: Partial<Timing>;
  disk?: Partial<DiskQuota>;
}

const TIMING: Timing = {
  healthMs: 15_000,
  drainMs: 10_000,
  graceMs: 3000,
  restartMs: [0, 500, 2000, 5000, 15_000],
  steadyMs: 60_000,
  idleMs: 10 * 60_000,
};

const DISK: DiskQuota = {
  limitBytes: 1024 * 1024 * 1024,
  everyMs: 2000,
  of: "The app",
  advice: "The operator of this server can give every app more by OPENVIBE_APP_DISK_MB",
};

/** Hosts apps as processes of this machine, each in the sandbox, on a socket of its own. */
export function createLocalHosting(options: LocalHostingOptions): HostingDriver {
  const sandbox = withDiskQuota(options.sandbox, { ...DISK, ...options.disk });
  const runRoot = join(options.directory, "run");
  const logs = join(options.directory, "logs");
  const apps = new Map<string, HostedApp>();
  const listeners = new Set<(status: HostingStatus) => void>();
  mkdirSync(runRoot, { recursive: true, mode: 0o711 });
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  // Nothing of an earlier server is taken over: its apps ended with it.
  void removeFolders(...readdirSync(runRoot).map((name) => join(runRoot, name))).catch(() => undefined);

  const prepared = new PreparedInstances(sandbox, runRoot);
  const fileOf = (appId: string) => openLogFile(join(logs, `${appId}.log`));
  const add = (deployment: Deployment, state: RunningState): HostedApp => {
    if (!/^[A-Za-z0-9_-]+$/.test(deployment.appId)) throw new AppError("bad_request", "An app's id is made of letters, digits, _ and -.");
    const app = new HostedApp(deployment, state, {
      sandbox,
      runRoot,
      prepared,
      log: createAppLog(fileOf(deployment.appId)),
      timing: { ...TIMING, ...options.timing },
      onChange: (status) => {
        for (const listener of listeners) listener(status);
      },
    });
    apps.set(deployment.appId, app);
    return app;
  };
  const get = (appId: string): HostedApp => {
    const app = apps.get(appId);
    if (!app) throw new AppError("not_found", "There is no such app on this server.");
    return app;
  };

  return {
    name: "local",
    deploy: (deployment) => (apps.get(deployment.appId) ?? add(deployment, "starting")).deploy(deployment),
    prepare: (deployment) => prepared.prepare(deployment),
    register(deployment, state) {
      const known = apps.get(deployment.appId);
      if (known) known.register(deployment);
      else add(deployment, state);
    },
    start: async (appId) => get(appId).start(),
    stop: async (appId) => get(appId).stop(),
    async remove(appId) {
      const app = apps.get(appId);
      apps.delete(appId);
      prepared.discard(appId);
      await app?.close();
      await (app?.log ?? createAppLog(fileOf(appId))).remove();
    },
    status: (appId) => apps.get(appId)?.status(),
    usage: async (appId) => apps.get(appId)?.usage(),
    logs: (appId, page) => (apps.get(appId)?.log ?? createAppLog(fileOf(appId))).page(page),
    follow: (appId, listener) => get(appId).log.follow(listener),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    target: async (appId) => get(appId).target(),
    async close() {
      prepared.close();
      await Promise.all([...apps.values()].map((app) => app.close()));
      apps.clear();
    },
  };
}
