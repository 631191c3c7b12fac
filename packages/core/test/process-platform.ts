import { randomBytes } from "node:crypto";
import {
  createDrivers,
  createLogger,
  createSecretBox,
  createSignals,
  createWakeups,
  openDatabase,
  systemClock,
  type DriverBoard,
  type Logger,
  type Platform,
} from "../src/platform/index.ts";

export interface ProcessPlatform extends Platform {
  readonly drivers: DriverBoard;
  /** From then on it hears of what other processes do. */
  connect(): Promise<void>;
  close(): Promise<void>;
}

/** The platform over a database that is there and migrated, for a process of a test's or a benchmark's own. */
export function openPlatform(options: {
  url: string;
  maxConnections: number;
  log?: Logger;
  /** Shared with whoever reads the same secrets; one of its own otherwise. */
  key?: Buffer;
  useAppRole?: boolean;
}): ProcessPlatform {
  const { url, maxConnections, log = createLogger({ level: "error" }), key = randomBytes(32), useAppRole = true } = options;
  const database = openDatabase({ url, maxConnections, log, useAppRole });
  const [wakeups, signals] = [createWakeups(), createSignals()];
  return {
    database,
    log,
    wakeups,
    signals,
    clock: systemClock,
    drivers: createDrivers(),
    secrets: createSecretBox(key),
    connect: async () => void (await Promise.all([wakeups.connect(database, log), signals.connect(database, log)])),
    async close() {
      await signals.close();
      await wakeups.close();
      await database.close();
    },
  };
}
