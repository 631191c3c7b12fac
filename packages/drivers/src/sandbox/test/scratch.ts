import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SandboxSpawn } from "@openvibe/core/sandbox";

const MIB = 1024 * 1024;

/** A folder for one test file, with an app's code and a folder to write. */
export function makeScratch() {
  const root = mkdtempSync(join(tmpdir(), "ov-sandbox-"));
  chmodSync(root, 0o755);
  const folder = (name: string) => {
    mkdirSync(join(root, name), { recursive: true });
    return join(root, name);
  };
  const app = folder("app");
  const out = folder("out");
  return {
    root,
    out,
    folder,
    remove: () => rmSync(root, { recursive: true, force: true }),
    /** Runs this text as a program of the app. */
    program(code: string, more: Partial<SandboxSpawn> = {}): SandboxSpawn {
      writeFileSync(join(app, "main.mjs"), code);
      return {
        argv: ["node", "/work/app/main.mjs"],
        cwd: "/work/app",
        env: {},
        mounts: [
          { source: app, target: "/work/app", mode: "ro" },
          { source: out, target: "/work/out", mode: "rw" },
        ],
        uid: 60_400,
        ...more,
        limits: { memoryBytes: 256 * MIB, cpus: 1, processes: 48, fileBytes: 8 * MIB, tmpBytes: 4 * MIB, timeMs: 30_000, ...more.limits },
      };
    },
  };
}
