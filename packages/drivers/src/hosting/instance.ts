import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { request as httpRequest } from "node:http";
import type { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@openvibe/core/platform";
import type { AppTarget, Deployment } from "@openvibe/core/hosting";
import {
  removeFolders,
  type SandboxDriver,
  type SandboxExit,
  type SandboxLimits,
  type SandboxProcess,
  type SandboxSpawn,
  type SandboxUsage,
} from "@openvibe/core/sandbox";
import type { AppLog } from "./app-log.ts";
import { connectVerified } from "./verified-connect.ts";

const MIB = 1024 * 1024;
const APP_LIMITS: SandboxLimits = {
  memoryBytes: 192 * MIB,
  cpus: 1,
  processes: 64,
  fileBytes: 1024 * MIB,
  tmpBytes: 64 * MIB,
};
const SOCKET = "http.sock";
const HEALTH_ANSWER_MS = 2000;
const LAST_LINES = 20;

/** One running process of an app. */
export interface Instance {
  readonly name: string;
  readonly deployment: Deployment;
  /** Settles when it ended, for whatever reason. */
  readonly exit: Promise<SandboxExit>;
  isRunning(): boolean;
  inFlight(): number;
  /** Holds it for one exchange; `onIdle` of the start is called when the last one is over. */
  acquire(): AppTarget;
  usage(): Promise<SandboxUsage | undefined>;
  /** Waits for exchanges to end, at most `drainMs`, then asks it to end and after `graceMs` ends it. */
  stop(times: { drainMs: number; graceMs: number }): Promise<void>;
}

/** A process that runs or, where it was started to wait, is about to. */
export interface SpawnedInstance {
  name: string;
  /** The folder for its socket; removed at its end. */
  runDir: string;
  child: SandboxProcess;
  exit: Promise<SandboxExit>;
  hasEnded(): boolean;
}

export async function spawnInstance(
  sandbox: SandboxDriver,
  deployment: Deployment,
  runRoot: string,
  { waits }: { waits: boolean },
): Promise<SpawnedInstance> {
  const name = `${deployment.appId.slice(-12)}-${Math.random().toString(36).slice(2, 10)}`;
  const runDir = join(runRoot, name);
  mkdirSync(runDir, { recursive: true });
  chmodSync(runDir, 0o700);
  // What is left of it is in nobody's way: no other gets its name.
  const clear = () => removeFolders(runDir).catch(() => undefined);
  const child = await sandbox.spawn(specOf(deployment, runDir, waits)).catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  let ended = false;
  const exit = child.exit.then((how) => {
    ended = true;
    void clear();
    return how;
  });
  return { name, runDir, child, exit, hasEnded: () => ended };
}

export interface InstanceStart {
  sandbox: SandboxDriver;
  deployment: Deployment;
  /** Where its folder for the socket is made. */
  runRoot: string;
  /** Started ahead for this deployment. */
  prepared?: SpawnedInstance | undefined;
  log: AppLog;
  healthMs: number;
  signal: AbortSignal;
  onIdle: () => void;
}

/** Starts the process, or lets a prepared one go on, and waits until it answers `GET /health` with 200. */
export async function startInstance(start: InstanceStart): Promise<Instance> {
  const { deployment, log } = start;
  const { name, runDir, child, ...spawned } =
    start.prepared ?? (await spawnInstance(start.sandbox, deployment, start.runRoot, { waits: false }));
  log.read(child.stdout, "out");
  log.read(child.stderr, "err");
  child.stdin?.on("error", () => undefined).end("begin\n");
  const gone = new AbortController();
  let ended: SandboxExit | undefined;
  const exit = spawned.exit.then((how) => {
    ended = how;
    gone.abort();
    return how;
  });
  const socket = join(runDir, SOCKET);
  // Set by the sandbox when it gave the folder to the app's user.
  const { uid } = lstatSync(runDir);
  const open = async () => connectVerified(socket, uid);
  try {
    const abort = AbortSignal.any([start.signal, gone.signal]);
    await healthy(open, abort, start.healthMs);
  } catch {
    const how = ended ?? (await child.kill());
    if (start.signal.aborted) throw calledOff();
    const why = ended && how.why !== "killed" ? describeExit(how) : `did not answer on /health within ${start.healthMs / 1000} s`;
    throw new AppError("unavailable", `The app ${why}.${quote(log.tail(LAST_LINES))}`);
  }

  let exchanges = 0;
  const idle = new Set<() => void>();
  return {
    name,
    deployment,
    exit,
    isRunning: () => ended === undefined,
    inFlight: () => exchanges,
    usage: () => child.usage(),
    acquire() {
      exchanges += 1;
      let isHeld = true;
      return {
        instance: name,
        closed: gone.signal,
        connect: open,
        release() {
          if (!isHeld) return;
          isHeld = false;
          exchanges -= 1;
          if (exchanges > 0) return;
          for (const tell of idle) tell();
          start.onIdle();
        },
      };
    },
    async stop({ drainMs, graceMs }) {
      if (exchanges > 0 && drainMs > 0 && !ended) {
        await within(drainMs, [exit, new Promise<void>((resolve) => idle.add(resolve))]);
      }
      if (ended) return;
      child.signal("SIGTERM");
      await within(graceMs, [exit]);
      await child.kill();
      await exit;
    },
  };
}

function specOf(deployment: Deployment, runDir: string, waits: boolean): SandboxSpawn {
  const { kitDir, env, waitFlag } = deployment;
  const kit = kitDir === undefined ? [] : [{ source: join(kitDir, "node_modules"), target: "/work/node_modules", mode: "ro" as const }];
  return {
    argv: [...(deployment.argv ?? ["node", "/work/app/app/server.ts"]), ...(waits && waitFlag ? [waitFlag] : [])],
    ...(waits ? { stdin: "pipe" } : {}),
    cwd: "/work/app",
    env: {
      NODE_ENV: "production",
      HOME: "/data",
      ...env,
      SOCKET_PATH: `/run/app/${SOCKET}`,
      DATA_DIR: "/data",
      APP_VERSION: deployment.release,
    },
    mounts: [
      ...kit,
      { source: deployment.releaseDir, target: "/work/app", mode: "ro" as const },
      { source: deployment.dataDir, target: "/data", mode: "rw" as const },
      { source: runDir, target: "/run/app", mode: "rw" as const },
      ...(deployment.mounts ?? []),
    ],
    sockets: deployment.sockets ?? [],
    ...(deployment.uid === undefined ? {} : { uid: deployment.uid }),
    limits: { ...APP_LIMITS, ...deployment.limits },
  };
}

/** A start that a stop or a newer version overtook. */
export function calledOff(): AppError {
  return new AppError("unavailable", "The start of the app was called off.");
}

/** What an end means, in words that follow "The app". */
export function describeExit(exit: SandboxExit): string {
  if (exit.why === "out_of_memory") return "used more memory than it has and was ended";
  if (exit.why === "timeout") return "ran longer than it may";
  if (exit.why === "out_of_disk") return exit.detail ?? "took more disk space than it has and was ended";
  return exit.signal ? `was ended by ${exit.signal}` : `ended with code ${exit.code}`;
}

function quote(lines: string): string {
  return lines === "" ? "" : ` Its last lines:\n${lines}`;
}

async function healthy(open: () => Promise<Socket>, abort: AbortSignal, deadlineMs: number): Promise<void> {
  const signal = AbortSignal.any([abort, AbortSignal.timeout(deadlineMs)]);
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted();
    if (await answersHealth(open, signal)) return;
    await delay(tries < 100 ? 8 : 50, undefined, { signal });
  }
}

async function answersHealth(open: () => Promise<Socket>, signal: AbortSignal): Promise<boolean> {
  let socket: Socket;
  try {
    socket = await open();
  } catch (error) {
    // A socket that is not there yet is worth another try; one that is not the app's own never will be.
    if (error instanceof AppError) throw error;
    return false;
  }
  return new Promise((resolve) => {
    const asked = httpRequest({
      path: "/health",
      headers: { host: "app" },
      createConnection: () => socket,
      signal,
      timeout: HEALTH_ANSWER_MS,
    });
    asked.once("response", (response) => {
      response.resume();
      resolve(response.statusCode === 200);
      asked.destroy();
    });
    asked.once("timeout", () => asked.destroy());
    asked.on("error", () => resolve(false));
    asked.once("close", () => resolve(false));
    asked.end();
  });
}

async function within(ms: number, promises: Promise<unknown>[]): Promise<void> {
  const over = new AbortController();
  await Promise.race([...promises, delay(ms, undefined, { signal: over.signal }).catch(() => undefined)]);
  over.abort();
}
