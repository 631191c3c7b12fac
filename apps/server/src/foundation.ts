import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addVectorColumns } from "@openvibe/core/memory";
import {
  AppError,
  createDrivers,
  createLogger,
  createSecretBox,
  createSignals,
  createWakeups,
  migrateDatabase,
  openDatabase,
  readKeyFile,
  systemClock,
  type DriverBoard,
  type Logger,
  type Platform,
} from "@openvibe/core/platform";
import { startEmbeddedPostgres } from "@openvibe/drivers/database";
import { hasEnded, holdDirectory, processIdentity, requireOwnFolder } from "@openvibe/drivers/machine";
import type { Settings } from "./config.ts";
import { createLifecycle, type Lifecycle } from "./lifecycle.ts";

export interface Foundation {
  platform: Platform;
  databaseUrl: string;
  drivers: DriverBoard;
  lifecycle: Lifecycle;
}

/** Written while a server runs: where it answers, and how workers beside it reach its database. */
interface ServerNote {
  pid: number;
  /** Tells the process from a later one with the same number. */
  process?: string;
  address: string;
  databaseUrl: string;
}

const noteOf = (data: string) => join(data, "server.json");

/** Data directory, database, keys, log: what stands before any module. */
export async function layFoundation(settings: Settings, data: string, onDatabaseEnd: (reason: string) => void): Promise<Foundation> {
  const log = createLogger({ level: settings.logLevel });
  const lifecycle = createLifecycle(log);
  try {
    await requireOwnFolder(data);
    await mkdir(data, { recursive: true, mode: 0o711 });
    const databaseUrl = await reachDatabase(settings, data, lifecycle, log, onDatabaseEnd);
    const { useAppRole } = await migrateDatabase(databaseUrl);
    if (settings.databaseUrl && (await addVectorColumns(databaseUrl))) log.info("vectors are compared by the database's pgvector");
    const database = openDatabase({ url: databaseUrl, maxConnections: 16, log, useAppRole });
    lifecycle.add("database connections", () => database.close());
    const wakeups = createWakeups();
    await wakeups.connect(database, log);
    lifecycle.add("wake-ups", () => wakeups.close());
    const signals = createSignals();
    await signals.connect(database, log);
    lifecycle.add("signals", () => signals.close());
    const secrets = createSecretBox(await readKeyFile(join(data, "master.key")));
    const drivers = createDrivers();
    return { databaseUrl, platform: { database, clock: systemClock, log, secrets, wakeups, signals, drivers }, drivers, lifecycle };
  } catch (error) {
    await lifecycle.close();
    throw error;
  }
}

async function reachDatabase(
  settings: Settings,
  data: string,
  lifecycle: Lifecycle,
  log: Logger,
  onEnd: (reason: string) => void,
): Promise<string> {
  if (settings.role === "worker") return settings.databaseUrl ?? (await databaseOfRunningServer(data));
  const hold = await holdDirectory(data, `http://localhost:${settings.port}`);
  lifecycle.add("data directory", () => hold.release());
  if (settings.databaseUrl) return settings.databaseUrl;
  const server = await startEmbeddedPostgres({ directory: data, log, onExit: onEnd });
  lifecycle.add("embedded PostgreSQL", () => server.stop());
  return server.url;
}

async function databaseOfRunningServer(data: string): Promise<string> {
  const note = await readNote(data);
  if (note) return note.databaseUrl;
  throw new AppError("unavailable", `A worker needs a database: start the server on ${data} first, or set DATABASE_URL.`);
}

/** Undefined where no server runs; one that was killed leaves its note behind. */
export async function readNote(data: string): Promise<ServerNote | undefined> {
  const note = await readFile(noteOf(data), "utf8").then(
    (text) => JSON.parse(text) as ServerNote,
    () => undefined,
  );
  return note && (await hasEnded(note.process ?? "")) ? undefined : note;
}

/** Tells workers and the command line of this machine where the server is. Private: it leads to the database. */
export async function leaveNote(data: string, where: Omit<ServerNote, "pid" | "process">): Promise<() => Promise<void>> {
  const path = noteOf(data);
  const note: ServerNote = { pid: process.pid, process: await processIdentity(), ...where };
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(note), { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
  return () => rm(path, { force: true });
}
