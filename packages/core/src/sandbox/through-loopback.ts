import { join } from "node:path";
import type { SandboxSpawn } from "./driver.ts";
import { SANDBOX_NODE } from "./run.ts";

const FORWARDER = { source: join(import.meta.dirname, "loopback-forwarder.ts"), target: "/run/loopback-forwarder.ts", mode: "ro" as const };

/**
 * The same program with `http://127.0.0.1:<port>` leading to a socket of its spec, for programs that speak TCP alone. Only where the
 * driver isolates is that port the program's own. Node runs beside it: leave 64 MB and 16 processes for that.
 */
export function throughLoopback(spec: SandboxSpawn, { port, inside }: { port: number; inside: string }): SandboxSpawn {
  return {
    ...spec,
    argv: [SANDBOX_NODE, "--no-warnings", FORWARDER.target, String(port), inside, ...spec.argv],
    mounts: [...spec.mounts, FORWARDER],
  };
}
