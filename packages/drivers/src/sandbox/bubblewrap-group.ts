import type { ChildProcess } from "node:child_process";
import { text } from "node:stream/consumers";
import type { Readable } from "node:stream";
import { AppError } from "@openvibe/core/platform";
import type { ControlGroup } from "./control-groups.ts";
import { explainFailure } from "./bubblewrap-problems.ts";
import { childrenOf, heldByTree, usageOfTree } from "./process-tree.ts";
import type { ProcessGroup } from "./sandbox-process.ts";
import { isAlive, sendSignal, whenGone } from "./signals.ts";

/** The number, on the host, of the first process of the sandbox. Throws what bubblewrap says when there is none. */
export async function readInfo(child: ChildProcess, pipe: Readable): Promise<number> {
  const failed = new Promise<never>((_, reject) => child.once("error", reject));
  const pid = await Promise.race([readPid(pipe), failed]);
  if (pid) return Number(pid);
  const output = child.stderr ? await text(child.stderr) : "";
  throw new AppError("unavailable", explainFailure(output));
}

/** All that bubblewrap says of it, not to the end of the pipe: a parent in between may hold that open. */
async function readPid(pipe: Readable): Promise<string | undefined> {
  let info = "";
  for await (const part of pipe.setEncoding("utf8")) {
    info += String(part);
    const pid = /"child-pid":\s*(\d+)[^}]*\}/.exec(info)?.[1];
    if (pid !== undefined) return pid;
  }
  return undefined;
}

/** All that runs in one process namespace: the kernel ends it with its first process. */
export function namespaceGroup(child: ChildProcess, first: number, group: ControlGroup | undefined): ProcessGroup {
  return {
    signal(name) {
      // The first process is bubblewrap's own and ignores signals; the program is below it.
      void childrenOf(first).then(([program]) => program !== undefined && sendSignal(program, name));
    },
    async end() {
      group?.killAll();
      sendSignal(first, "SIGKILL");
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) sendSignal(-child.pid, "SIGKILL");
      await whenGone(() => !isAlive(first));
    },
    usage: async () => group?.usage() ?? usageOfTree(first),
    heldBytes: (devices) => heldByTree(first, devices),
    memoryKills: () => group?.memoryKills() ?? 0,
    release: async () => group?.remove(),
  };
}
