import { spawn } from "node:child_process";
import { closeSync, fstatSync, openSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { hasEnded, requireOwnFolder } from "@openvibe/drivers/machine";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { RouterClient } from "@orpc/server";
import type { Router } from "@openvibe/server/router";

export type Client = RouterClient<Router>;

export interface Connection {
  client: Client;
  /** Of the platform, such as http://localhost:3000. */
  address: string;
  /** Of whoever runs the server; never shown. */
  token: string;
}

const ROOT = join(import.meta.dirname, "../../..");
const SILENT_MS = 300_000;

/** Something the person can mend; shown without a stack. */
export class CliError extends Error {}

/** Reaches the server of the data directory. Where none runs it is started in the background, if there is somebody to tell how far it is. */
export async function connect(data: string, tell?: (line: string) => void): Promise<Connection> {
  const running = await findServer(data);
  if (running) return running;
  // Who may not read the folder cannot know whether one runs there.
  await requireOwnFolder(data);
  if (!tell) throw new CliError("OpenVibe is not running. Start it with: npm start");
  tell("Starting OpenVibe in the background …");
  const starting = await startServer(data);
  // A first start installs and builds: it takes as long as it takes while it says something.
  for (let deadline = Date.now() + SILENT_MS; Date.now() < deadline; await pause(150)) {
    const started = await findServer(data);
    if (started) return started;
    const { lines, ended } = await starting.look();
    for (const line of lines) tell(line);
    if (lines.length > 0) deadline = Date.now() + SILENT_MS;
    if (ended) throw new CliError(`OpenVibe could not be started; the last it said is above and in ${join(data, "server.log")}`);
  }
  throw new CliError(`OpenVibe has not started, and said nothing for ${SILENT_MS / 60_000} minutes. See ${join(data, "server.log")}`);
}

async function findServer(data: string): Promise<Connection | undefined> {
  const note = await readFile(join(data, "server.json"), "utf8").then(
    (text) => JSON.parse(text) as { address: string; process?: string },
    () => undefined,
  );
  // Another program may answer by now where a server that was killed did.
  if (!note || (await hasEnded(note.process ?? ""))) return undefined;
  const answers = await fetch(`${note.address}/ready`, { signal: AbortSignal.timeout(3_000) }).then(
    (response) => response.ok,
    () => false,
  );
  if (!answers) return undefined;
  const token = (await readFile(join(data, "operator-token"), "utf8")).trim();
  const link = new RPCLink({ url: `${note.address}/rpc`, headers: { authorization: `Bearer ${token}` } });
  return { client: createORPCClient(link), address: note.address, token };
}

/** The server outlives this command, because the apps live in it. */
async function startServer(data: string): Promise<{ look(): Promise<{ lines: string[]; ended: boolean }> }> {
  await mkdir(data, { recursive: true });
  const path = join(data, "server.log");
  const log = openSync(path, "a", 0o600);
  let read = fstatSync(log).size;
  const child = spawn(process.execPath, [join(ROOT, "tools/start.mjs"), "--data", data], {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  return {
    /** What it said since the last look, without what it logs for programs to read. */
    async look() {
      const ended = child.exitCode !== null || child.signalCode !== null;
      const said = (await readFile(path)).subarray(read);
      const whole = ended ? said.length : said.lastIndexOf("\n") + 1;
      read += whole;
      const lines = said.subarray(0, whole).toString().split("\n");
      return { ended, lines: lines.filter((line) => line.trim() !== "" && !line.startsWith("{")) };
    },
  };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
