import { mkdtemp, readFile, rm } from "node:fs/promises";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sharedKit } from "../../../packages/appkit/src/test/shared-kit.ts";

const MAIN = join(import.meta.dirname, "../src/main.ts");
const QUICK_IMPORTS = join(import.meta.dirname, "../../../tools/quick-imports.ts");
const READY_MS = 180_000;
/** How this machine reaches the npm registry: the first server installs what apps depend on. */
const REGISTRY = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name === "NODE_EXTRA_CA_CERTS" || name.startsWith("npm_config_")),
);

export interface RunningServer {
  address: string;
  port: number;
  data: string;
  /** For `Authorization: Bearer`. */
  operatorToken: string;
  pid: number;
  output(): string;
  /** As Ctrl-C would. */
  stop(): Promise<number | null>;
  /** As a power cut would, for this process alone. */
  kill(): Promise<void>;
}

/** The real server as its own process on a free port. Give `data` to start again where another one ended. */
export async function startServer(
  options: {
    data?: string;
    flags?: string[];
    environment?: Record<string, string>;
    /** A program and its arguments that become the server, such as `unshare -m`. */
    through?: string[];
  } = {},
): Promise<RunningServer> {
  const data = options.data ?? (await makeDataDirectory());
  const flags = ["--port", "0", "--data", data, "--kit", await sharedKit(), ...(options.flags ?? [])];
  const [program, ...first] = [...(options.through ?? []), process.execPath, "--import", QUICK_IMPORTS, MAIN];
  const child = spawn(program ?? "", [...first, ...flags], {
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: process.env["HOME"] ?? "/",
      ...REGISTRY,
      NODE_ENV: "production",
      ...options.environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  await waitFor(
    () => output.includes("is ready"),
    child,
    () => output,
  );
  const address = /is ready at (http:\/\/\S+)/.exec(output)?.[1] ?? "";
  return {
    address,
    port: Number(new URL(address || "http://none:0").port),
    data,
    operatorToken: (await readFile(join(data, "operator-token"), "utf8").catch(() => "")).trim(),
    pid: child.pid ?? 0,
    output: () => output,
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** What a start that must not succeed says, without what the web framework says of itself. */
export async function refusalOf(options: Parameters<typeof startServer>[0]): Promise<{ code: number; lines: string[] }> {
  const told = await startServer(options).then(
    async (server) => {
      await server.stop();
      throw new Error(`it started at ${server.address}`);
    },
    (error: Error) => error.message,
  );
  const [, code, output = ""] = /^the server ended with (\d+): (.*)$/s.exec(told) ?? [];
  if (code === undefined) throw new Error(told);
  return { code: Number(code), lines: output.split("\n").filter((line) => line !== "" && !line.includes("next.config.")) };
}

export const MAY_MOUNT = process.platform === "linux" && process.getuid?.() === 0;

/** A way to start the server on a machine that is like this one but for one program. Only where `MAY_MOUNT`. */
export async function withoutBubblewrap(): Promise<{ through: string[]; restore: () => Promise<void> }> {
  const layer = await mkdtemp(join(tmpdir(), "openvibe-layer-"));
  execFileSync("mount", ["-t", "tmpfs", "tmpfs", layer]);
  const hide =
    'mkdir -p "$0/up" "$0/work" && { test -e "$0/up/bwrap" || mknod "$0/up/bwrap" c 0 0; } && ' +
    'mount -t overlay -o "lowerdir=/usr/bin,upperdir=$0/up,workdir=$0/work" overlay /usr/bin && exec "$@"';
  return {
    through: ["unshare", "-m", "sh", "-c", hide, layer],
    async restore() {
      execFileSync("umount", ["--lazy", layer]);
      await rm(layer, { recursive: true, force: true });
    },
  };
}

export async function makeDataDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), "openvibe-data-"));
}

export async function removeDataDirectory(data: string): Promise<void> {
  await rm(data, { recursive: true, force: true });
}

async function waitFor(condition: () => boolean, child: ChildProcess, output: () => string): Promise<void> {
  for (const deadline = Date.now() + READY_MS; !condition(); await pause(25)) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${output()}`);
    if (Date.now() < deadline) continue;
    child.kill("SIGKILL");
    throw new Error(`the server was not ready in time: ${output()}`);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
