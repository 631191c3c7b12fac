import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, migrateDatabase, type DriverBoard, type Logger, type Platform } from "@openvibe/core/platform";
import { startEmbeddedPostgres } from "@openvibe/drivers/database";
import { openPlatform } from "../packages/core/test/process-platform.ts";

export interface BarePlatform {
  platform: Platform;
  drivers: DriverBoard;
  /** Of the whole server, past row-level security: for laying rows and for bare statements. */
  databaseUrl: string;
  close: () => Promise<void>;
}

export interface BareOptions {
  log?: Logger;
  key?: Buffer;
  /** Of a database that another process has; one of its own otherwise. */
  sharedUrl?: string | undefined;
  /** Hears of what other processes on the database do. */
  connected?: boolean;
}

/** The core over an embedded database of its own, without doors, followers or workers. */
export async function startBarePlatform(maxConnections: number, options: BareOptions = {}): Promise<BarePlatform> {
  const { log = createLogger({ level: "error" }), key, sharedUrl, connected = false } = options;
  const directory = await mkdtemp(join(tmpdir(), "openvibe-bench-"));
  const server = sharedUrl === undefined ? await startEmbeddedPostgres({ directory, log }) : undefined;
  const url = server?.url ?? sharedUrl ?? "";
  const { useAppRole } = await migrateDatabase(url);
  const platform = openPlatform({ url, maxConnections, log, useAppRole, ...(key ? { key } : {}) });
  if (connected) await platform.connect();
  return {
    platform,
    drivers: platform.drivers,
    databaseUrl: url,
    async close() {
      await platform.close();
      await server?.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
