import { lstat, opendir, statfs } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../platform/index.ts";
import type { SandboxDriver, SandboxProcess, SandboxSpawn } from "./driver.ts";

export interface DiskQuota {
  /** What the folders that a program may write hold together. */
  limitBytes: number;
  /** Between two looks. */
  everyMs: number;
  /** Whose it is, as in "The app". */
  of: string;
  /** How to get more. */
  advice?: string;
}

/** Each entry takes room of its own in the file system. */
const MOST_ENTRIES = 100_000;
/** Where the disk as a whole has lost less than this since the last count, nothing is counted. */
const MOST_SLACK_BYTES = 8 * 1024 * 1024;
/** Counted all the same after so many looks, for others may have freed what the program took. */
const LOOKS_PER_COUNT = 10;
/** A count may take this share of the time at most. */
const COUNT_SHARE = 0.05;

/** One file that grows, as a database does, meets this limit first: its write is refused and the program goes on. */
const LARGEST_FILE_SHARE = 7 / 8;

/** A sandbox in which what a process may write is bounded: over the quota it does not start, and one that gets there is ended. */
export function withDiskQuota(sandbox: SandboxDriver, quota: DiskQuota): SandboxDriver {
  return {
    name: sandbox.name,
    isolates: sandbox.isolates,
    check: () => sandbox.check(),
    close: () => sandbox.close(),
    async spawn(spec) {
      const folders = writableOf(spec);
      const excess = await excessOf(folders, quota);
      if (excess !== undefined) throw new AppError("unavailable", `${quota.of} cannot start: it ${excess}${adviceOf(quota)}.`);
      const fileBytes = Math.min(spec.limits.fileBytes, Math.floor(quota.limitBytes * LARGEST_FILE_SHARE));
      const child = await sandbox.spawn({ ...spec, limits: { ...spec.limits, fileBytes } });
      return watch(child, folders, quota);
    },
  };
}

/** By how much the folders are over the quota, in words that follow "it". */
export async function excessOf(folders: readonly string[], quota: DiskQuota): Promise<string | undefined> {
  const used = await countBytes(folders);
  return used > quota.limitBytes ? describe(used, quota) : undefined;
}

const writableOf = (spec: SandboxSpawn): string[] => spec.mounts.filter((mount) => mount.mode === "rw").map((mount) => mount.source);

function watch(child: SandboxProcess, folders: readonly string[], quota: DiskQuota): SandboxProcess {
  let over: number | undefined;
  let hasEnded = false;
  let timer: NodeJS.Timeout | undefined;
  let known: { freeBytes: number; looks: number } | undefined;
  const slackBytes = Math.min(MOST_SLACK_BYTES, quota.limitBytes / 16);

  const look = async (): Promise<void> => {
    let nextMs = quota.everyMs;
    const freeBytes = await leastFree(folders);
    if (!known || known.freeBytes - freeBytes > slackBytes || known.looks >= LOOKS_PER_COUNT) {
      const startedAt = performance.now();
      const devices = await devicesOf(folders);
      const used = (await countBytes(folders)) + (await child.heldBytes(devices));
      nextMs = Math.max(nextMs, (performance.now() - startedAt) / COUNT_SHARE);
      known = { freeBytes, looks: 0 };
      if (used > quota.limitBytes && !hasEnded) {
        over = used;
        await child.kill();
      }
    } else known = { ...known, looks: known.looks + 1 };
    plan(nextMs);
  };
  const plan = (ms: number) => {
    // A look that fails, as when a folder is removed, is followed by the next.
    if (!hasEnded) timer = setTimeout(() => void look().catch(() => plan(quota.everyMs)), ms).unref();
  };
  plan(quota.everyMs);

  const exit = child.exit.then((how) => {
    hasEnded = true;
    clearTimeout(timer);
    return over === undefined
      ? how
      : { ...how, why: "out_of_disk" as const, detail: `${describe(over, quota)}, so it was ended${adviceOf(quota)}` };
  });
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    stdin: child.stdin,
    exit,
    signal: (name) => child.signal(name),
    kill: () => child.kill().then(() => exit),
    usage: () => child.usage(),
    heldBytes: (devices) => child.heldBytes(devices),
  };
}

function describe(usedBytes: number, { limitBytes }: DiskQuota): string {
  if (usedBytes === Number.POSITIVE_INFINITY) return `keeps more than ${MOST_ENTRIES} files or hides some`;
  return `takes ${megabytes(usedBytes)} of disk space and has ${megabytes(limitBytes)}`;
}

const adviceOf = ({ advice }: DiskQuota) => (advice === undefined ? "" : `. ${advice}`);
const megabytes = (bytes: number) => `${Math.max(1, Math.round(bytes / (1024 * 1024)))} MB`;

async function leastFree(folders: readonly string[]): Promise<number> {
  const free = await Promise.all(folders.map(async (folder) => statfs(folder).then(({ bavail, bsize }) => bavail * bsize)));
  return Math.min(...free);
}

async function devicesOf(folders: readonly string[]): Promise<number[]> {
  return Promise.all(folders.map(async (folder) => (await lstat(folder)).dev));
}

/**
 * Room that the folders take on the disk. The program writes what it likes there: links are not followed, and far too many files are infinitely
 * much. So is what it locked away from us, or hid deeper than a path can tell.
 */
async function countBytes(folders: readonly string[]): Promise<number> {
  const open = [...folders];
  let bytes = 0;
  let entries = 0;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const children = await opendir(folder).catch((error: NodeJS.ErrnoException) => error.code);
    if (isHidden(children)) return Number.POSITIVE_INFINITY;
    if (typeof children !== "object") continue;
    for await (const entry of children) {
      if ((entries += 1) > MOST_ENTRIES) return Number.POSITIVE_INFINITY;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) open.push(path);
      // Files come and go while they are counted. Blocks, for a file may have holes.
      bytes += await lstat(path).then(
        (stats) => stats.blocks * 512,
        ({ code }: NodeJS.ErrnoException) => (isHidden(code) ? Number.POSITIVE_INFINITY : 0),
      );
    }
  }
  return bytes;
}

const isHidden = (fault: unknown) => fault === "EACCES" || fault === "ENAMETOOLONG";
