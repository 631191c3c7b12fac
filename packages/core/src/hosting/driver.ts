import type { Socket } from "node:net";
import { driverSlot } from "../platform/index.ts";
import type { SandboxLimits, SandboxMount, SandboxSocket, SandboxUsage } from "../sandbox/index.ts";

/** One version of an app, ready to run: what the core hands over and hands over again after a restart. */
export interface Deployment {
  appId: string;
  /** Names the version in status and logs. */
  release: string;
  /** Read-only, seen as /work/app. */
  releaseDir: string;
  /** The app's own, kept over versions; seen as /data. */
  dataDir: string;
  /** The prepared dependencies: its `node_modules` (and `tools`) are seen below /work. */
  kitDir?: string;
  /** Default: `node /work/app/app/server.ts`. */
  argv?: readonly string[];
  /** SOCKET_PATH, DATA_DIR, APP_VERSION and what Node needs are added. */
  env: Readonly<Record<string, string>>;
  /** The program waits for a line on its input when it is given this argument. */
  waitFlag?: string;
  mounts?: readonly SandboxMount[];
  sockets?: readonly SandboxSocket[];
  uid?: number;
  limits?: Partial<SandboxLimits>;
  /** Sleep after this long without a request; 0 never sleeps. */
  idleMs?: number;
}

/** What the driver itself can tell; "building" is the core's word. */
export type RunningState = "starting" | "live" | "asleep" | "stopped" | "failed";

export interface HostingStatus {
  appId: string;
  release: string;
  state: RunningState;
  /** Why it is so, when that helps: the last words of a crash. */
  note: string;
  since: Date;
  restarts: number;
}

export interface HostingLogLine {
  /** Rises by one per line and goes on over restarts. */
  seq: number;
  at: Date;
  stream: "out" | "err" | "host";
  text: string;
}

/** A running app, held for one exchange: it is not stopped for sleep or a swap before `release`. */
export interface AppTarget {
  /** One running process: a swap or a restart gives a new name. */
  readonly instance: string;
  /** Aborted when the process is about to go. */
  readonly closed: AbortSignal;
  connect(): Promise<Socket>;
  release(): void;
}

export interface HostingDriver {
  readonly name: string;
  /**
   * Starts the version, waits until it is healthy, moves requests to it, lets the old one finish and stops it.
   * When it does not become healthy the old version stays and this throws AppError "unavailable" with the last log lines.
   */
  deploy(deployment: Deployment): Promise<void>;
  /** Starts a process for a version that is still being built: it loads what all apps share and waits, for a while, for its deploy. */
  prepare?(deployment: Deployment): Promise<void>;
  /** Makes an app known without starting it: asleep until its first request, or stopped. For a server's start. */
  register(deployment: Deployment, state: "asleep" | "stopped"): void;
  /** Starts a known app that is asleep, stopped or failed. */
  start(appId: string): Promise<void>;
  stop(appId: string): Promise<void>;
  /** Stops and forgets an app and its logs; its data is the core's. */
  remove(appId: string): Promise<void>;
  /** Undefined for an unknown app. */
  status(appId: string): HostingStatus | undefined;
  usage(appId: string): Promise<SandboxUsage | undefined>;
  /** Lines with a greater `seq` than `after`, oldest first; without `after`, the newest. */
  logs(appId: string, page: { after?: number; limit: number }): HostingLogLine[];
  /** Called with each new batch of lines; the answer stops it. */
  follow(appId: string, listener: (lines: readonly HostingLogLine[]) => void): () => void;
  onChange(listener: (status: HostingStatus) => void): () => void;
  /** Wakes the app where needed. Throws AppError: "not_found", "conflict" when stopped, "unavailable" when it does not run. */
  target(appId: string): Promise<AppTarget>;
  close(): Promise<void>;
}

export const hostingDriver = driverSlot<HostingDriver>("hosting driver");
