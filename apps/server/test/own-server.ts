import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, inject } from "vitest";
import { makeDataDirectory, removeDataDirectory, startServer, type RunningServer } from "./running-server.ts";
import { joinServer, type Person } from "./visitor.ts";

export const MINUTES = 300_000;

export interface OwnServer {
  /** A test may put the one here that it started on the same data; that one is stopped at the end. */
  server: RunningServer;
  /** Of the name that was given, with a workspace of their own. */
  readonly person: Person;
}

/**
 * A server for the tests of one file: up before the first, gone with its data after the last. Its database was made once for all of them,
 * and is empty; `startServer` shows how a server makes its own.
 */
export function ownServer(name?: string): OwnServer {
  let server: RunningServer | undefined;
  let person: Person | undefined;
  beforeAll(async () => {
    const data = await makeDataDirectory();
    await promisify(execFile)("cp", ["-a", inject("clusterFiles"), join(data, "postgres")]);
    server = await startServer({ data });
    if (name) person = await joinServer(server, name);
  }, MINUTES);
  afterAll(async () => {
    if (!server) return;
    await server.stop();
    await removeDataDirectory(server.data);
  });
  return {
    get server() {
      return present(server);
    },
    set server(next) {
      server = next;
    },
    get person() {
      return present(person);
    },
  };
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("this is there in tests only, and a person only when named");
  return value;
}
