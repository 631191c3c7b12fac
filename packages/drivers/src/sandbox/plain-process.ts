import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { lchown } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@openvibe/core/platform";
import type { SandboxDriver, SandboxProcess, SandboxSpawn } from "@openvibe/core/sandbox";
import { checkSpec } from "./check-spec.ts";
import { emulateLayout } from "./emulated-layout.ts";
import { giveTo } from "./host-files.ts";
import { findMarked, heldByTree, usageOfTree } from "./process-tree.ts";
import { nodeOptions, resourceLimits } from "./resource-limits.ts";
import { superviseProcess, type ProcessGroup } from "./sandbox-process.ts";
import { isAlive, sendSignal, whenGone } from "./signals.ts";

export interface PlainProcessOptions {
  /** The operator's explicit word that generated code may run on this machine as an ordinary process. */
  allowUnisolated: boolean;
  nodePath?: string;
}

const PRLIMIT = "/usr/bin/prlimit";
const SETPRIV = "/usr/bin/setpriv";
const MARKER = "OPENVIBE_SANDBOX";

/** No isolation at all: the code can read and reach what its user can. For machines without bubblewrap, by the operator's choice. */
export function createProcessSandbox(options: PlainProcessOptions): SandboxDriver {
  const running = new Set<SandboxProcess>();
  const node = options.nodePath ?? process.execPath;
  return {
    name: "process",
    isolates: false,
    async check() {
      return options.allowUnisolated
        ? { ok: true, limits: ["cpus", "processes", ...(existsSync(PRLIMIT) ? [] : ["memory"])] }
        : { ok: false, problem: REFUSAL };
    },
    async spawn(spec) {
      if (!options.allowUnisolated) throw new AppError("unavailable", REFUSAL);
      checkSpec(spec);
      const started = await startPlain(spec, node);
      running.add(started);
      void started.exit.then(() => running.delete(started));
      return started;
    },
    async close() {
      await Promise.all([...running].map((each) => each.kill()));
    },
  };
}

const REFUSAL =
  "Apps cannot be isolated on this machine: install bubblewrap on Linux, or allow them to run as plain processes by the server's setting for it.";

async function startPlain(spec: SandboxSpawn, node: string): Promise<SandboxProcess> {
  const uid = process.getuid?.() === 0 ? spec.uid : undefined;
  const layout = await emulateLayout(spec, node);
  if (uid !== undefined) {
    for (const mount of spec.mounts) if (mount.mode === "rw") await giveTo(uid, mount.source);
    await lchown(join(layout.root, "tmp"), uid, uid);
  }
  const limits = existsSync(PRLIMIT) ? [PRLIMIT, ...resourceLimits(spec.limits, false), "--"] : [];
  // So that it ends with the server, however that ends.
  const tied = existsSync(SETPRIV) ? [SETPRIV, "--pdeathsig", "KILL", "--"] : [];
  const [program = "", ...rest] = [...tied, ...limits, ...layout.argv];
  const id = randomUUID();
  const env: Record<string, string> = {
    PATH: "/usr/bin:/bin",
    HOME: join(layout.root, "tmp"),
    TMPDIR: join(layout.root, "tmp"),
    ...layout.env,
    NODE_OPTIONS: nodeOptions(spec.limits, layout.env["NODE_OPTIONS"]),
    [MARKER]: id,
  };
  const child = spawn(program, rest, {
    cwd: layout.cwd,
    env: env as NodeJS.ProcessEnv,
    detached: true,
    stdio: [spec.stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  await new Promise<void>((resolve, reject) => child.once("spawn", resolve).once("error", reject)).catch(async (error: Error) => {
    await layout.remove();
    throw new AppError("unavailable", `${program} could not be started: ${error.message}`, { cause: error });
  });
  return superviseProcess(child, plainGroup(child.pid ?? 0, `${MARKER}=${id}`, layout.remove), spec);
}

/** The process group, and on Linux also those that left it, found by the mark in their environment. */
function plainGroup(pid: number, marker: string, remove: () => Promise<void>): ProcessGroup {
  // One that is being ended shows no environment any more, but holds its files for a moment longer.
  const ending = new Set<number>();
  return {
    signal: (name) => sendSignal(pid, name),
    async end() {
      let found = await findMarked(marker);
      sendSignal(-pid, "SIGKILL");
      do {
        for (const each of found) {
          ending.add(each);
          sendSignal(each, "SIGKILL");
        }
        await whenGone(() => ![...ending].some(isAlive));
        found = await findMarked(marker);
      } while (found.length > 0);
    },
    usage: () => usageOfTree(pid),
    heldBytes: (devices) => heldByTree(pid, devices),
    memoryKills: () => 0,
    release: remove,
  };
}
