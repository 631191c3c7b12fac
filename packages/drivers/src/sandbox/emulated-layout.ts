import { constants } from "node:fs";
import { chmod, cp, lstat, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { SandboxSpawn } from "@openvibe/core/sandbox";
import { SANDBOX_NODE } from "@openvibe/core/sandbox";
import { mountsOf } from "./check-spec.ts";

/** A folder of the host that looks like the inside of a sandbox. */
export interface EmulatedLayout {
  root: string;
  argv: string[];
  cwd: string;
  env: Record<string, string>;
  remove: () => Promise<void>;
}

/**
 * Without mounts the targets are built in a folder of their own: what may be written is a link to its source, `node_modules` too
 * (too large to copy, and Node finds packages from where a link stands), and everything else read-only is a copy, because Node
 * resolves links and would look for packages beside the source. Paths in argv, cwd and env that begin with a target, alone or
 * after one of `= : ,` and in file URLs, are rewritten to that folder; paths that a program makes up itself are not.
 */
export async function emulateLayout(spec: SandboxSpawn, node: string): Promise<EmulatedLayout> {
  const mounts = mountsOf(spec);
  const root = await mkdtemp(join(tmpdir(), "ov-"));
  await chmod(root, 0o755);
  const remove = () => rm(root, { recursive: true, force: true });
  try {
    await mkdir(join(root, "tmp"), { mode: 0o1777 });
    for (const { source, target, mode } of [...mounts].sort((a, b) => a.target.length - b.target.length)) {
      const path = join(root, target);
      await mkdir(dirname(path), { recursive: true });
      const isLinked = mode === "rw" || basename(target) === "node_modules" || !(await isFileOrFolder(source));
      if (isLinked) await symlink(source, path);
      else await cp(source, path, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
    }
  } catch (error) {
    await remove();
    throw error;
  }
  const rewrite = rewriter(root, [...mounts.map((mount) => mount.target), "/tmp"]);
  const [program = "", ...rest] = spec.argv;
  return {
    root,
    argv: [program === "node" || program === SANDBOX_NODE ? node : rewrite(program), ...rest.map(rewrite)],
    cwd: spec.cwd === "/" ? root : rewrite(spec.cwd),
    env: Object.fromEntries(Object.entries(spec.env).map(([name, value]) => [name, rewrite(value)])),
    remove,
  };
}

function rewriter(root: string, targets: readonly string[]): (text: string) => string {
  const longestFirst = [...new Set(targets)].sort((a, b) => b.length - a.length).map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`(^|[=:,]|file://)(${longestFirst.join("|")})(?=$|[/:,])`, "g");
  return (text) => text.replace(pattern, (_, before: string, target: string) => `${before}${root}${target}`);
}

async function isFileOrFolder(path: string): Promise<boolean> {
  const stats = await lstat(path);
  return stats.isFile() || stats.isDirectory();
}
