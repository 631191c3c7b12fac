import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startEmbeddedPostgres } from "@openvibe/drivers/database";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { createLogger, migrateDatabase } from "../src/platform/index.ts";

const run = promisify(execFile);

declare module "vitest" {
  interface ProvidedContext {
    databaseUrl: string;
    /** The files of an empty database of the present schema, for servers that need not show how they make one. */
    clusterFiles: string;
  }
}

export const TEMPLATE = "openvibe_template";

/** One PostgreSQL for the whole run; every test file clones the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "openvibe-test-"));
  const start = () => startEmbeddedPostgres({ directory, log: createLogger({ level: "warn" }), durable: false });
  const first = await start();
  await migrateDatabase(first.url);
  await first.stop();
  const clusterFiles = join(directory, "prepared");
  // NOTE: as it is, with its owner: it may be another user's.
  await run("cp", ["-a", join(directory, "postgres"), clusterFiles]);
  const server = await start();
  const client = new Client({ connectionString: withDatabase(server.url, "postgres") });
  await client.connect();
  await client.query(`create database ${TEMPLATE} template openvibe`);
  await client.end();
  project.provide("databaseUrl", server.url);
  project.provide("clusterFiles", clusterFiles);
  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
