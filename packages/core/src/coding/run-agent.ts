import { join } from "node:path";
import { places } from "../hosting/index.ts";
import { AppError, type Context } from "../platform/index.ts";
import {
  excessOf,
  linesOf,
  modelsSocket,
  sandboxDriver,
  throughLoopback,
  withDiskQuota,
  type DiskQuota,
  type SandboxExit,
  type SandboxMount,
  type SandboxSpawn,
} from "../sandbox/index.ts";
import type { AgentEvent, AgentStart } from "./command-line-agent.ts";
import type { WorkFolder } from "./work-folder.ts";

const MIB = 1024 * 1024;
const LIMITS = { memoryBytes: 3_072 * MIB, cpus: 2, processes: 256, fileBytes: 64 * MIB, tmpBytes: 256 * MIB };
const MOST_OUTPUT_BYTES = 32 * MIB;
const DISK: DiskQuota = { limitBytes: 256 * MIB, everyMs: 2_000, of: "The program" };
const COMPLAINT = 600;
/** No app's: those begin far above. */
const UID = 59_990;

export const MODELS_PORT = 4_040;
export const HOME = "/work/home";
export const FOLDER = "/work/app";
/** Files that came with the question. */
export const GIVEN = "/work/given";
const SOCKET = "/work/models.sock";
const PROGRAMS = "/work/programs";

export interface AgentRun {
  start: AgentStart;
  folder: WorkFolder;
  brief: string;
  timeMs: number;
  signal: AbortSignal;
  read(line: string): AgentEvent[];
  onEvent(event: AgentEvent): void;
}

export interface AgentEnd {
  why: SandboxExit["why"] | "out_of_output";
  /** Whether it said that it is done. */
  done: boolean;
  /** What it said went wrong, or its last words. */
  fault: string;
}

/** Runs a coding agent in the sandbox until it ends or a limit ends it: it has its folder, and no way out but the doors of models. */
export async function runAgent(ctx: Context, run: AgentRun): Promise<AgentEnd> {
  const driver = ctx.platform.drivers.get(sandboxDriver);
  if (!driver.isolates) throw new AppError("forbidden", "This machine cannot isolate programs, so coding agents do not run here.");
  const child = await withDiskQuota(driver, DISK).spawn(throughLoopback(await spawnOf(ctx, run), { port: MODELS_PORT, inside: SOCKET }));
  const stop = () => void child.kill();
  run.signal.addEventListener("abort", stop, { once: true });
  if (run.signal.aborted) stop();
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint = (complaint + text).slice(-COMPLAINT)));
  let ended: Extract<AgentEvent, { type: "ended" }> | undefined;
  try {
    for await (const line of linesOf(child, MOST_OUTPUT_BYTES)) {
      for (const event of run.read(line)) {
        if (event.type === "ended") ended = event;
        run.onEvent(event);
      }
    }
    const flooded = child.stdout.destroyed && !child.stdout.readableEnded;
    const exit = await child.exit;
    // NOTE: a program may end before anybody looks at its disk.
    const isFull = (await excessOf([run.folder.work, run.folder.home], DISK)) !== undefined;
    const why = isFull ? "out_of_disk" : flooded ? "out_of_output" : exit.why;
    return { why, done: why === "exited" && ended?.fault === undefined && ended !== undefined, fault: ended?.fault ?? complaint.trim() };
  } finally {
    run.signal.removeEventListener("abort", stop);
    await child.kill();
  }
}

async function spawnOf(ctx: Context, { start, folder, brief, timeMs }: AgentRun): Promise<SandboxSpawn> {
  const { drivers } = ctx.platform;
  const kit = await drivers.get(places).kitDirectory();
  const readOnly = (source: string, target: string): SandboxMount => ({ source, target, mode: "ro" });
  return {
    argv: start.argv,
    cwd: FOLDER,
    env: {
      // NOTE: a coding agent works by a shell and the small programs of the system.
      PATH: `${PROGRAMS}:/usr/bin`,
      SHELL: `${PROGRAMS}/bash`,
      LC_ALL: "C",
      NO_COLOR: "1",
      ...start.env,
      HOME,
    },
    mounts: [
      { source: folder.work, target: FOLDER, mode: "rw" },
      { source: folder.home, target: HOME, mode: "rw" },
      readOnly(folder.given, GIVEN),
      readOnly("/usr/bin", PROGRAMS),
      readOnly(join(kit, "node_modules"), "/work/node_modules"),
      readOnly(join(kit, "tools"), "/work/tools"),
      ...start.mounts,
    ],
    sockets: [{ host: drivers.get(modelsSocket), inside: SOCKET }],
    uid: UID,
    limits: { ...LIMITS, timeMs },
    stdin: { text: brief },
  };
}
