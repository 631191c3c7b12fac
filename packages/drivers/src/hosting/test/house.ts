import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Deployment, HostingDriver, HostingStatus, RunningState } from "@openvibe/core/hosting";
import type { DiskQuota, SandboxDriver } from "@openvibe/core/sandbox";
import type { Timing } from "../hosted-app.ts";
import { createAppRouter, createLocalHosting } from "../index.ts";

const FIXTURE = join(import.meta.dirname, "fixture-app.mjs");

export interface Answer {
  status: number;
  body: string;
  headers: IncomingHttpHeaders;
}

/** Local hosting with the router on a free port, for fixture apps. */
export async function openHouse(sandbox: SandboxDriver, timing: Partial<Timing> = {}, disk: Partial<DiskQuota> = {}) {
  const directory = mkdtempSync(join(tmpdir(), "ov-house-"));
  chmodSync(directory, 0o755);
  const names = new Map<string, string>();
  const open = () => createLocalHosting({ sandbox, directory, timing: { graceMs: 1000, healthMs: 10_000, ...timing }, disk });
  let hosting: HostingDriver = open();
  const router = createAppRouter({
    hosting: { target: (appId) => hosting.target(appId) },
    resolve: (label) => names.get(label),
    domains: ["localhost"],
  });
  const server = createServer((req, res) => router.request(req, res));
  server.on("upgrade", (req, socket, head) => router.upgrade(req, socket, head));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    directory,
    port,
    hosting: () => hosting,
    /** What a version of the fixture is deployed with; its folders are made. */
    deployment(appId: string, release: string, more: Partial<Deployment> = {}): Deployment {
      names.set(appId, appId);
      const releaseDir = join(directory, appId, release);
      const dataDir = join(directory, appId, "data");
      for (const folder of [releaseDir, dataDir]) mkdirSync(folder, { recursive: true });
      copyFileSync(FIXTURE, join(releaseDir, "server.mjs"));
      return { appId, release, releaseDir, dataDir, argv: ["node", "/work/app/server.mjs"], env: {}, uid: 60_500, ...more };
    },
    get: (label: string, path: string, headers: Record<string, string> = {}) => get(port, label, path, headers),
    /** As after the end and a new start of the server. */
    async restart() {
      await hosting.close();
      hosting = open();
    },
    async close() {
      await router.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await hosting.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export type House = Awaited<ReturnType<typeof openHouse>>;

export async function get(port: number, label: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const host = label === "" ? "localhost" : `${label}.localhost:${port}`;
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: "127.0.0.1", port, path, headers: { host, ...headers }, agent: false });
    asked.once("error", reject);
    asked.once("response", (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }), reject);
    });
    asked.end();
  });
}

/** The status in which the app is next in this state; now, if it is. */
export function reaches(hosting: HostingDriver, appId: string, state: RunningState, timeoutMs = 60_000): Promise<HostingStatus> {
  const now = hosting.status(appId);
  if (now?.state === state) return Promise.resolve(now);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`${appId} is ${hosting.status(appId)?.state}, not ${state}`));
    }, timeoutMs);
    const stop = hosting.onChange((status) => {
      if (status.appId !== appId || status.state !== state) return;
      clearTimeout(timer);
      stop();
      resolve(status);
    });
  });
}

/** Polls until the answer is there. */
export async function eventually<T>(find: () => T | undefined | false | Promise<T | undefined | false>, timeoutMs = 60_000): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error("It did not happen in time.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
