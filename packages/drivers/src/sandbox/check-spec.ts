import { existsSync, statSync } from "node:fs";
import { isAbsolute, normalize } from "node:path";
import { AppError } from "@openvibe/core/platform";
import type { SandboxMount, SandboxSpawn } from "@openvibe/core/sandbox";

const OWN_FOLDERS = ["/proc", "/dev", "/sys", "/etc", "/usr", "/lib", "/lib64", "/bin", "/tmp"];

/** Refuses what no driver could run, before anything is started. */
export function checkSpec(spec: SandboxSpawn): void {
  if (spec.argv.length === 0) throw new AppError("bad_request", "A sandbox needs a program to run.");
  const texts = [
    ...spec.argv,
    spec.cwd,
    ...Object.entries(spec.env).flat(),
    ...mountsOf(spec).flatMap((mount) => [mount.source, mount.target]),
  ];
  if (texts.some((text) => text.includes("\0"))) throw new AppError("bad_request", "A sandbox takes no text with a zero byte.");
  for (const name of Object.keys(spec.env)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new AppError("bad_request", `"${name}" is not a name for an environment variable.`);
  }
  for (const { source, target } of mountsOf(spec)) {
    const isOwn = target === "/" || OWN_FOLDERS.some((folder) => target === folder || target.startsWith(`${folder}/`));
    if (!isAbsolute(target) || normalize(target) !== target || target.endsWith("/") || isOwn) {
      throw new AppError("bad_request", `Nothing can be mounted at "${target}" in a sandbox.`);
    }
    if (!isAbsolute(source) || !existsSync(source)) {
      throw new AppError("unavailable", `The folder for "${target}" is missing on this machine; build the app again.`);
    }
  }
  for (const { host, inside } of spec.sockets ?? []) {
    if (!statSync(host).isSocket()) throw new AppError("bad_request", `What "${inside}" leads to is no socket.`);
  }
  if (spec.uid !== undefined && (!Number.isInteger(spec.uid) || spec.uid < 1000)) {
    throw new AppError("bad_request", "A sandbox runs as a user with a number of 1000 or more.");
  }
}

/** Files, folders and sockets alike: a socket takes connections through a read-only mount too. */
export function mountsOf({ mounts, sockets = [] }: SandboxSpawn): readonly SandboxMount[] {
  return [...mounts, ...sockets.map(({ host, inside }) => ({ source: host, target: inside, mode: "ro" as const }))];
}
