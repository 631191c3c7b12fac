import { execFile, spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, realpathSync } from "node:fs";
import { PassThrough, type Duplex } from "node:stream";
import { promisify } from "node:util";
import { AppError } from "@openvibe/core/platform";
import {
  runInSandbox,
  SANDBOX_NODE,
  type SandboxCheck,
  type SandboxDriver,
  type SandboxMount,
  type SandboxProcess,
  type SandboxSpawn,
} from "@openvibe/core/sandbox";
import { isReachableByOthers } from "../machine/index.ts";
import { namespaceGroup, readInfo } from "./bubblewrap-group.ts";
import { bubblewrapArguments, bubblewrapVersion, HOSTS, PASSWD, type BubblewrapVersion } from "./bubblewrap-profile.ts";
import { explainFailure, INSTALL } from "./bubblewrap-problems.ts";
import { checkSpec, mountsOf } from "./check-spec.ts";
import { openControlGroups, type ControlGroups } from "./control-groups.ts";
import { giveTo, inheritedDescriptors, privateFile, systemTree, type PrivateFile, type SystemTree } from "./host-files.ts";
import { nodeOptions, resourceLimits } from "./resource-limits.ts";
import { superviseProcess } from "./sandbox-process.ts";
import { compileSeccompFilter } from "./seccomp-filter.ts";

export interface BubblewrapOptions {
  /** The Node that runs inside; default: the one that runs the server. */
  nodePath?: string;
  /** Whom untrusted code runs as when the server is root and the spec names nobody. */
  defaultUid?: number;
  /** False leaves limits to rlimits and V8, as on a machine where control groups cannot be written. */
  controlGroups?: boolean;
}

const DEFAULT_UID = 60_900;
const NO_ENVIRONMENT = {} as NodeJS.ProcessEnv;
const MIB = 1024 * 1024;
const TRIAL: SandboxSpawn = {
  argv: [SANDBOX_NODE, "-e", "process.stdout.write('ready')"],
  cwd: "/",
  env: {},
  mounts: [],
  limits: { memoryBytes: 256 * MIB, cpus: 1, processes: 64, fileBytes: MIB, tmpBytes: MIB, timeMs: 20_000 },
};
// Places of the descriptors in the child.
const INFO = 3;
const BLOCK = 4;
const FILTER = 5;
const ARGUMENTS = 6;
const PASSWD_FILE = 7;
const HOSTS_FILE = 8;

interface Machine {
  /** `env` starts the scripts of packages, whose first line names it. */
  programs: { bwrap: string; prlimit: string; setpriv: string; unshare: string; env: string };
  version: BubblewrapVersion;
  groups: ControlGroups | undefined;
  system: SystemTree;
  node: string;
  files: { filter: PrivateFile; passwd: PrivateFile; hosts: PrivateFile };
  /** Descriptors to cover up, and what covers them. */
  inherited: number[];
  nothing: number;
}

/** Linux namespaces, a system call filter and control groups: the way untrusted code runs in production. */
export function createBubblewrapSandbox(options: BubblewrapOptions = {}): SandboxDriver {
  const running = new Set<SandboxProcess>();
  let machine: Promise<Machine> | undefined;
  let checked: Promise<SandboxCheck> | undefined;

  const start = async (spec: SandboxSpawn): Promise<SandboxProcess> => {
    checkSpec(spec);
    machine ??= prepareMachine(options);
    const started = await startInside(await machine, spec, spec.uid ?? options.defaultUid ?? DEFAULT_UID);
    running.add(started);
    void started.exit.then(() => running.delete(started));
    return started;
  };

  const tryIt = async (): Promise<SandboxCheck> => {
    try {
      const result = await runInSandbox({ spawn: start } as SandboxDriver, TRIAL);
      if (result.stdout !== "ready") return { ok: false, problem: explainFailure(result.stderr || `it ended with ${result.code}`) };
      const held = (await machine)?.groups?.limits ?? [];
      return { ok: true, limits: ["memory", "cpus"].filter((limit) => !held.includes(limit)) };
    } catch (error) {
      return { ok: false, problem: error instanceof Error ? error.message : String(error) };
    }
  };

  return {
    name: "bubblewrap",
    isolates: true,
    check: () => (checked ??= tryIt()),
    spawn: start,
    async close() {
      await Promise.all([...running].map((each) => each.kill()));
      const prepared = await machine?.catch(() => undefined);
      machine = undefined;
      if (!prepared) return;
      for (const file of Object.values(prepared.files)) file.close();
      closeSync(prepared.nothing);
    },
  };
}

async function prepareMachine(options: BubblewrapOptions): Promise<Machine> {
  if (process.platform !== "linux") throw new AppError("unavailable", "bubblewrap isolates apps on Linux only.");
  const { arch } = process;
  if (arch !== "x64" && arch !== "arm64")
    throw new AppError("unavailable", `There is no system call filter for ${arch}: use x64 or arm64.`);
  const programs = {
    bwrap: findProgram("bwrap"),
    prlimit: findProgram("prlimit"),
    setpriv: findProgram("setpriv"),
    unshare: findProgram("unshare"),
    env: findProgram("env"),
  };
  const { stdout } = await promisify(execFile)(programs.bwrap, ["--version"], { env: NO_ENVIRONMENT });
  return {
    programs,
    version: bubblewrapVersion(stdout),
    groups: options.controlGroups === false ? undefined : openControlGroups(),
    system: systemTree(),
    node: realpathSync(options.nodePath ?? process.execPath),
    files: { filter: privateFile(compileSeccompFilter(arch)), passwd: privateFile(PASSWD), hosts: privateFile(HOSTS) },
    inherited: inheritedDescriptors(),
    nothing: openSync("/dev/null", "r+"),
  };
}

function findProgram(name: string): string {
  const path = ["/usr/bin", "/bin", "/usr/local/bin"].map((folder) => `${folder}/${name}`).find((each) => existsSync(each));
  if (!path)
    throw new AppError("unavailable", name === "bwrap" ? INSTALL : `The program ${name} (package util-linux) is missing: install it.`);
  return path;
}

async function startInside(machine: Machine, spec: SandboxSpawn, uid: number): Promise<SandboxProcess> {
  const { groups, files } = machine;
  const mounts = mountsOf(spec);
  const asRoot = process.getuid?.() === 0;
  if (asRoot) for (const mount of mounts) if (mount.mode === "rw") await giveTo(uid, mount.source);
  const stage = asRoot ? await stageFor(machine.node, mounts) : undefined;
  const holdsProcesses = groups?.limits.includes("processes") ?? false;
  const counter: [string, string][] = holdsProcesses ? [] : [[machine.programs.prlimit, "prlimit"]];
  const inside = bubblewrapArguments({
    version: machine.version,
    system: machine.system,
    node: stage?.node ?? machine.node,
    // The count must be limited inside: outside it would count everything else of this user.
    programs: [[machine.programs.env, "env"], ...counter],
    mounts: stage?.mounts ?? mounts,
    limits: spec.limits,
    env: { PATH: "/usr/bin", HOME: "/tmp", ...spec.env, NODE_OPTIONS: nodeOptions(spec.limits, spec.env["NODE_OPTIONS"]) },
    cwd: spec.cwd,
    descriptors: { info: INFO, block: groups ? BLOCK : undefined, filter: FILTER, passwd: PASSWD_FILE, hosts: HOSTS_FILE },
  });
  const counted = holdsProcesses ? [] : ["/usr/bin/prlimit", `--nproc=${spec.limits.processes}`, "--"];
  const limits = resourceLimits(spec.limits, groups?.limits.includes("memory") ?? false);
  const command = [
    machine.programs.prlimit,
    ...limits,
    "--",
    machine.programs.bwrap,
    "--args",
    String(ARGUMENTS),
    "--",
    ...counted,
    ...spec.argv,
  ];
  const owner = ["--reuid", String(uid), "--regid", String(uid), "--clear-groups", "--no-new-privs", "--"];
  // The stage's bubblewrap gives up root's rights, so its death would reach nobody of another user: this parent keeps them.
  const mourner = [machine.programs.unshare, "--fork", "--"];
  const [program = "", ...rest] = stage
    ? [machine.programs.bwrap, ...stage.arguments, "--", ...mourner, machine.programs.setpriv, ...owner, ...command]
    : command;

  const group = groups?.create(spec.limits);
  const opened = [files.filter.open(), files.passwd.open(), files.hosts.open()] as const;
  try {
    const stdin = spec.stdin === undefined ? "ignore" : "pipe";
    const child = spawn(program, rest, {
      cwd: "/",
      env: NO_ENVIRONMENT,
      detached: true,
      stdio: coverUp([stdin, "pipe", "pipe", "pipe", "pipe", opened[0], "pipe", opened[1], opened[2]], machine),
      ...(asRoot && !stage ? { uid, gid: uid } : {}),
    });
    sendArguments(pipeOf(child, ARGUMENTS), inside);
    const first = await readInfo(child, pipeOf(child, INFO));
    group?.add(first);
    pipeOf(child, BLOCK)
      .on("error", () => undefined)
      .end("x");
    return superviseProcess(child, namespaceGroup(child, first, group), spec);
  } catch (error) {
    await group?.remove();
    throw error instanceof AppError ? error : new AppError("unavailable", explainFailure(String(error)), { cause: error });
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

function pipeOf(child: ChildProcess, place: number): Duplex {
  return (child.stdio as unknown as readonly Duplex[])[place] ?? new PassThrough();
}

/** By a pipe, for a command line can be read by every user of the host and these hold the app's environment. */
function sendArguments(pipe: Duplex, inside: readonly string[]): void {
  pipe.on("error", () => undefined).end(inside.map((each) => `${each}\0`).join(""));
}

function coverUp(stdio: (number | "pipe" | "ignore")[], { inherited, nothing }: Machine): (number | "pipe" | "ignore")[] {
  const length = Math.max(stdio.length, ...inherited.map((each) => each + 1));
  return Array.from({ length }, (_, index) => stdio[index] ?? (inherited.includes(index) ? nothing : "ignore"));
}

/**
 * Where the server is root and its files lie below a private folder (/root), the app's user could not come to them: a first
 * mount namespace, made by root, shows them below /tmp, and the sandbox is made inside it by that user.
 */
async function stageFor(node: string, mounts: readonly SandboxMount[]) {
  const sources = [node, ...mounts.map((mount) => mount.source)].map((source) => realpathSync(source));
  if ((await Promise.all(sources.map(isReachableByOthers))).every(Boolean)) return undefined;
  const binds = sources.flatMap((source, index) => ["--bind", source, `/tmp/${index}`]);
  return {
    arguments: ["--die-with-parent", "--dev-bind", "/", "/", "--tmpfs", "/tmp", ...binds],
    node: "/tmp/0",
    mounts: mounts.map((mount, index) => ({ ...mount, source: `/tmp/${index + 1}` })),
  };
}
