import type { Readable, Writable } from "node:stream";

/** A file or folder of the host as untrusted code sees it. */
export interface SandboxMount {
  source: string;
  /** An absolute path; `/`, `/proc`, `/dev` and `/usr` belong to the sandbox. */
  target: string;
  mode: "ro" | "rw";
}

/** A unix socket of the host that untrusted code may speak to: the one way out of a sandbox. */
export interface SandboxSocket {
  /** Must be listened on already; whoever is let in is told by what is said, as every user of a sandbox may connect. */
  host: string;
  /** Its path inside. */
  inside: string;
}

export interface SandboxLimits {
  memoryBytes: number;
  /** Whole or part cores: 0.5 is half of one. */
  cpus: number;
  /** Processes and threads together. */
  processes: number;
  /** The largest single file that may be written. */
  fileBytes: number;
  /** Size of /tmp, which counts as memory. */
  tmpBytes: number;
  timeMs?: number;
}

export interface SandboxSpawn {
  /** Program and arguments, no shell; a program is looked for in /usr/bin, where `node` is. */
  argv: readonly string[];
  cwd: string;
  /** Everything the process sees: nothing is inherited. */
  env: Readonly<Record<string, string>>;
  mounts: readonly SandboxMount[];
  sockets?: readonly SandboxSocket[];
  /** The host's user to run as; only used when the server itself is root. Folders mounted "rw" are given to this user. */
  uid?: number;
  limits: SandboxLimits;
  /** What standard input says, or "pipe" to write it as it comes; nothing by default. */
  stdin?: { text: string | Uint8Array } | "pipe";
}

export type ExitReason = "exited" | "killed" | "timeout" | "out_of_memory" | "out_of_disk";

export interface SandboxExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  why: ExitReason;
  /** More about it, in words that follow the name of the program. */
  detail?: string;
}

export interface SandboxUsage {
  memoryBytes: number;
  cpuMs: number;
  processes: number;
}

export interface SandboxProcess {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly stdin: Writable | null;
  /** Settles once, when every process of the group is gone; it never rejects. */
  readonly exit: Promise<SandboxExit>;
  /** Asks the program to end; its children are not told. */
  signal(signal: "SIGTERM" | "SIGINT" | "SIGHUP" | "SIGUSR2"): void;
  /** Ends every process of the group, at once. */
  kill(): Promise<SandboxExit>;
  /** Undefined when the process is gone. */
  usage(): Promise<SandboxUsage | undefined>;
  /** Room on these devices in files that it holds open and that have no name any more. */
  heldBytes(devices: readonly number[]): Promise<number>;
}

/** `problem` is one sentence for the operator that says what to do; `limits` names limits that this machine cannot hold. */
export type SandboxCheck = { ok: true; limits: readonly string[] } | { ok: false; problem: string };

export interface SandboxDriver {
  readonly name: string;
  /** False when the code could reach the host: the product warns wherever it runs. */
  readonly isolates: boolean;
  /** Tries it once for real; the answer is remembered. */
  check(): Promise<SandboxCheck>;
  /** Throws AppError "unavailable" where `check` fails. */
  spawn(spec: SandboxSpawn): Promise<SandboxProcess>;
  /** Kills what still runs. */
  close(): Promise<void>;
}
