import { execFile, spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { access, chmod, chown, mkdir, readdir, readFile, readlink, realpath, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { AppError, messageOf, type Logger } from "@openvibe/core/platform";
import pg from "pg";
import { isReachableByOthers, reachableCopy, requireOwner, serviceUser, type ServiceUser } from "../machine/index.ts";
import { embeddedBinaries } from "./binaries.ts";

const run = promisify(execFile);
const USER = "openvibe";
const DATABASE = "openvibe";
const SOCKET_PATH_LIMIT = 90;
const COPY = "postgresql-";
const NEEDED_BYTES = 200 * 1024 * 1024;

/** Durable as a server of one's own (fsync stays on), small enough for a laptop. */
const SETTINGS = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "60",
  shared_buffers: "48MB",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "256MB",
  io_method: "sync",
  jit: "off",
  max_parallel_workers_per_gather: "0",
  autovacuum_max_workers: "2",
  log_min_messages: "warning",
  log_line_prefix: "",
  timezone: "UTC",
};

const NOT_DURABLE = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

export interface EmbeddedPostgres {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts the private PostgreSQL of a data directory on a unix socket that nobody else can open. */
export async function startEmbeddedPostgres(options: {
  directory: string;
  log: Logger;
  onExit?: (reason: string) => void;
  /** False for what nobody needs after a power cut: then it waits for no disk. */
  durable?: boolean;
}): Promise<EmbeddedPostgres> {
  const { directory, log } = options;
  await requireSpace(directory);
  const user = await serviceUser();
  if (user) await letOthersThrough(directory);
  const binaries = await embeddedBinaries();
  const copies = join(directory, "runtime");
  const native = await reachableCopy(binaries.native, copies, `${COPY}${binaries.version}`);
  const cluster = join(directory, "postgres");
  const socket = await socketDirectory(directory, user);
  await requireOwner(cluster, user?.uid, `The database in ${directory}`);
  await ensureCluster(cluster, native, user, log);
  await endLeftOver(cluster, native, user);
  const settings = options.durable === false ? { ...SETTINGS, ...NOT_DURABLE } : SETTINGS;
  const arguments_ = ["-D", cluster, "-k", socket, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  // NOTE: its own process group, so that Ctrl-C reaches our graceful stop first.
  const child = spawn(join(native, "bin", "postgres"), arguments_, {
    ...asUser(user),
    env: cleanEnvironment(native),
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  const complaints = collectComplaints(child, log);
  // What goes wrong before it is up is told by what is thrown.
  let isUp = false;
  // What ends this process while it still starts does not come by `stop`.
  const endWithUs = () => void child.kill("SIGINT");
  process.once("exit", endWithUs);
  child.once("exit", (code, signal) => {
    process.off("exit", endWithUs);
    if (isUp) options.onExit?.(`the database ended (${signal ?? code}): ${complaints().slice(-400)}`);
  });
  const url = (database: string) => `postgresql://${USER}@localhost/${database}?host=${encodeURIComponent(socket)}`;
  try {
    await once(child, "spawn").catch((cause: unknown) => {
      throw new AppError("unavailable", `The embedded PostgreSQL did not start: ${messageOf(cause)}`, { cause });
    });
    await waitUntilReady(url("postgres"), child, complaints);
    await createDatabase(url("postgres"));
    isUp = true;
  } catch (error) {
    await endProcess(child);
    throw error;
  }
  await removeOtherCopies(copies, native);
  return {
    url: url(DATABASE),
    pid: child.pid ?? 0,
    async stop() {
      isUp = false;
      await endProcess(child);
    },
  };
}

/** Of earlier versions of the package; the database that ran on one has ended. */
async function removeOtherCopies(copies: string, native: string): Promise<void> {
  const names = await readdir(copies).catch(() => []);
  const others = names.map((name) => join(copies, name)).filter((each) => basename(each).startsWith("postgresql") && each !== native);
  await Promise.all(others.map((each) => rm(each, { recursive: true, force: true })));
}

function asUser(user: ServiceUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

function cleanEnvironment(native: string): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: "/usr/bin:/bin", LANG: "C.UTF-8", LD_LIBRARY_PATH: join(native, "lib"), TZ: "UTC" };
}

async function requireSpace(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o755 });
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < NEEDED_BYTES)
    throw new AppError(
      "unavailable",
      `The disk below ${directory} is full: ${Math.floor((bavail * bsize) / 1_048_576)} MB are free and the database needs 200 MB. Free some space and start again.`,
    );
}

/** The database runs as a user of its own, who has to come to its folder. */
async function letOthersThrough(directory: string): Promise<void> {
  await chmod(directory, 0o711);
  if (await isReachableByOthers(join(directory, "postgres"))) return;
  throw new AppError(
    "unavailable",
    `The server runs as root, so the database runs as another user, who cannot enter a folder above ${directory}. Start with --data /var/lib/openvibe, or as an ordinary user.`,
  );
}

async function socketDirectory(directory: string, user: ServiceUser | undefined): Promise<string> {
  const beside = join(directory, "socket");
  const short =
    beside.length <= SOCKET_PATH_LIMIT
      ? beside
      : join(tmpdir(), `openvibe-${createHash("sha256").update(directory).digest("hex").slice(0, 16)}`);
  await mkdir(short, { recursive: true, mode: 0o700 });
  if (user) await chown(short, user.uid, user.gid);
  await chmod(short, 0o700);
  return short;
}

async function ensureCluster(cluster: string, native: string, user: ServiceUser | undefined, log: Logger): Promise<void> {
  if (
    await access(join(cluster, "initialised")).then(
      () => true,
      () => false,
    )
  )
    return;
  log.info({ cluster }, "preparing the embedded PostgreSQL");
  // A cluster without the mark was interrupted while it was made; nothing was ever stored in it.
  await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { mode: 0o700 });
  if (user) await chown(cluster, user.uid, user.gid);
  try {
    const options = [
      "-D",
      cluster,
      "-U",
      USER,
      "--auth=trust",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
    ];
    await run(join(native, "bin", "initdb"), options, { ...asUser(user), env: cleanEnvironment(native), cwd: "/" });
    await run("touch", [join(cluster, "initialised")], { ...asUser(user), cwd: "/" });
  } catch (cause) {
    await rm(cluster, { recursive: true, force: true });
    throw new AppError("unavailable", `The embedded PostgreSQL could not be prepared: ${messageOf(cause)}`, { cause });
  }
}

/** A server that was killed leaves its database process behind; it is ended before a new one starts. */
async function endLeftOver(cluster: string, native: string, user: ServiceUser | undefined): Promise<void> {
  const pidFile = join(cluster, "postmaster.pid");
  const pid = Number((await readFile(pidFile, "utf8").catch(() => "")).split("\n", 1)[0]);
  if (!pid) return;
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  if (place !== undefined && place !== (await realpath(cluster))) {
    // After a reboot the number may belong to another program: it is not ours to end, and PostgreSQL would take it for its own.
    await rm(pidFile);
    return;
  }
  await run(join(native, "bin", "pg_ctl"), ["stop", "-D", cluster, "-m", "fast", "-w", "-t", "20"], {
    ...asUser(user),
    env: cleanEnvironment(native),
    cwd: "/",
  }).catch(() => undefined);
}

function collectComplaints(child: ChildProcess, log: Logger): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-4_000);
    log.debug({ database: chunk.trim() }, "database");
  });
  return () => text.trim();
}

async function waitUntilReady(url: string, child: ChildProcess, complaints: () => string): Promise<void> {
  for (const deadline = Date.now() + 60_000; ;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new AppError("unavailable", `The embedded PostgreSQL did not start: ${complaints() || "it gave no reason"}`);
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline)
        throw new AppError("unavailable", `The embedded PostgreSQL did not answer within a minute: ${complaints() || messageOf(cause)}`, {
          cause,
        });
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const known = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (known.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once("exit", () => resolve());
  child.kill("SIGINT");
  const hard = setTimeout(() => child.kill("SIGQUIT"), 15_000);
  await promise;
  clearTimeout(hard);
}
