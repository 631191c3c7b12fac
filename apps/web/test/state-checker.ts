import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { Client } from "pg";
import { act, seeded, type Journal, type Random } from "./state-actions.ts";
import { openClient, type LiveClient, type Seat } from "./live-client.ts";

const DOORS = join(import.meta.dirname, "../../server/test/doors-process.ts");
const QUICK_IMPORTS = join(import.meta.dirname, "../../../tools/quick-imports.ts");
const MOST_THREADS = 6;
const PATIENCE_MS = 240_000;

export interface CheckOptions {
  databaseUrl: string;
  key: Buffer;
  seats: readonly Seat[];
  rounds: number;
  seed: number;
  actionsEach: number;
  /** Where the log ends once nothing is held back; undefined while something is. */
  endOfLog(): Promise<string | undefined>;
}
export interface CheckReport extends Journal {
  kills: { sockets: number; servers: number; connections: number };
  compared: { channels: number; threads: number; messages: number };
}

/**
 * Clients with the web app's own cache and reducers act at random on two server processes over one database, while sockets, servers and
 * database connections are killed. After each round what every client holds must equal a fresh load.
 */
export async function checkState(options: CheckOptions): Promise<CheckReport> {
  const random = seeded(options.seed);
  const servers = await Promise.all([startDoors(options), startDoors(options)]);
  const clients = options.seats.map((seat, index) => openClient(seat, () => servers[index % servers.length]?.origin ?? ""));
  const report: CheckReport = {
    confirmed: new Map(),
    actions: 0,
    refused: 0,
    broken: [],
    kills: { sockets: 0, servers: 0, connections: 0 },
    compared: { channels: 0, threads: 0, messages: 0 },
  };
  try {
    await until("every client is there", () => clients.every(({ state }) => state.cursor !== undefined));
    for (let round = 1; round <= options.rounds; round += 1) {
      const acting = clients.map(async (client, index) => {
        for (let step = 0; step < options.actionsEach; step += 1)
          await act(client, random, clients, report, `${options.seed}-${round}-${index}-${step}`);
      });
      await disturb(options, random, servers, clients, report);
      await Promise.all(acting);
      await compareAll(options, clients, report, round);
    }
    await requireEachOnce(clients, report);
    return report;
  } finally {
    for (const client of clients) client.close();
    for (const server of servers) await server.kill();
  }
}

async function disturb(
  options: CheckOptions,
  random: Random,
  servers: readonly Doors[],
  clients: readonly LiveClient[],
  report: CheckReport,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, random.below(150)));
  for (const client of clients) {
    if (!random.chance(0.4)) continue;
    client.cut();
    report.kills.sockets += 1;
  }
  if (random.chance(0.3)) {
    await endConnections(options.databaseUrl);
    report.kills.connections += 1;
  }
  if (random.chance(0.12)) {
    await random.pick(servers)?.restart();
    report.kills.servers += 1;
  }
}

/** A request that a client gave up may still be done by its server: what was compared while the log moved is compared again. */
async function compareAll(options: CheckOptions, clients: readonly LiveClient[], report: CheckReport, round: number): Promise<void> {
  for (;;) {
    await settle(options, clients);
    const before = clients.map(({ state }) => state.cursor).join();
    try {
      await Promise.all(clients.map((client) => compare(client, report, round)));
      return;
    } catch (error) {
      await settle(options, clients);
      if (clients.map(({ state }) => state.cursor).join() === before) throw error;
    }
  }
}

/** Everybody is connected, has every event, shows what there is to show and reads nothing. */
async function settle(options: CheckOptions, clients: readonly LiveClient[]): Promise<void> {
  for (let calm = 0; calm < 2;) {
    await until("every client is up to date", async () => {
      const end = await options.endOfLog();
      return end !== undefined && clients.every(({ socket, state, isReading }) => socket.connected && state.cursor === end && !isReading());
    });
    const before = clients.map(({ state }) => state.cursor).join();
    for (const client of clients) showAll(client);
    await until("every client has read", () => clients.every(({ isReading }) => !isReading()));
    calm = clients.map(({ state }) => state.cursor).join() === before ? calm + 1 : 0;
  }
}

function showAll(client: LiveClient): void {
  for (const { id: channelId } of client.channels()) {
    client.show({ channelId });
    for (const { id: threadId } of (client.threads(channelId) ?? []).slice(0, MOST_THREADS)) client.show({ threadId });
  }
}

/** What the client holds against what the server answers now. */
async function compare(client: LiveClient, report: CheckReport, round: number): Promise<void> {
  const { api, seat } = client;
  const where = `round ${round}, ${seat.memberId}`;
  const channels = await patiently(() => api.chat.listChannels());
  requireSame(`${where}: channels`, client.channels(), channels);
  report.compared.channels += channels.length;
  for (const { id: channelId } of channels) {
    const held = client.threads(channelId);
    if (!held) throw new Error(`${where}: the threads of ${channelId} are not there`);
    const { items: threads } = await patiently(() => api.chat.listThreads({ channelId, limit: 100 }));
    requireSame(`${where}: threads of ${channelId}`, held, threads.slice(0, held.length));
    report.compared.threads += held.length;
    for (const { id: threadId } of threads.slice(0, MOST_THREADS)) {
      const shown = client.messages(threadId);
      if (!shown) continue;
      const { items } = await patiently(() => api.chat.listMessages({ threadId, limit: 100 }));
      const both = Math.min(shown.length, items.length);
      if (both < Math.min(50, items.length)) throw new Error(`${where}: ${items.length - both} messages of ${threadId} are missing`);
      requireSame(`${where}: messages of ${threadId}`, shown.slice(-both), items.slice(-both));
      report.compared.messages += both;
    }
  }
}

/** Each confirmed message is in the database once, under the id that was confirmed. */
async function requireEachOnce(clients: readonly LiveClient[], { confirmed }: CheckReport): Promise<void> {
  const known = new Map<string, string[]>();
  for (const { state } of clients) {
    const own = new Map<string, string>();
    for (const { type, payload } of state.seen) {
      const { id, clientKey } = payload as { id?: string; clientKey?: string | null };
      if (type !== "chat.message_sent" || !clientKey || !id) continue;
      if (own.has(clientKey)) throw new Error(`${clientKey} came twice to one client`);
      own.set(clientKey, id);
    }
    for (const [clientKey, id] of own) known.set(clientKey, [...new Set([...(known.get(clientKey) ?? []), id])]);
  }
  for (const [clientKey, id] of confirmed) {
    const ids = known.get(clientKey) ?? [];
    if (ids.length !== 1 || ids[0] !== id)
      throw new Error(`${clientKey} was confirmed as ${id} and is there as ${ids.join(", ") || "nothing"}`);
  }
}

function requireSame(what: string, held: unknown, fresh: unknown): void {
  const [left, right] = [JSON.stringify(held), JSON.stringify(fresh)];
  if (left === right) return;
  let at = 0;
  while (left[at] === right[at]) at += 1;
  const around = (text: string) => text.slice(Math.max(0, at - 200), at + 200);
  throw new Error(`${what} differ at ${at}\n  held:  ${around(left)}\n  fresh: ${around(right)}`);
}

interface Doors {
  origin: string;
  restart(): Promise<void>;
  kill(): Promise<void>;
}

export async function startDoors({ databaseUrl, key }: Pick<CheckOptions, "databaseUrl" | "key">): Promise<Doors> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  async function start(): Promise<void> {
    const started = fork(DOORS, [databaseUrl, String(port), key.toString("hex")], { execArgv: ["--import", QUICK_IMPORTS] });
    child = started;
    const ended = once(started, "exit").then(([code]) => {
      throw new Error(`a server ended with ${String(code)} before it was ready`);
    });
    await Promise.race([once(started, "message"), ended]);
    ended.catch(() => undefined);
  }
  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }
  await start();
  return {
    origin: `http://127.0.0.1:${port}`,
    kill,
    async restart() {
      await kill();
      await start();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function endConnections(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
  } finally {
    await client.end();
  }
}

/** Reads again while the connections of the server come back. */
async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await holds()); await new Promise((resolve) => setTimeout(resolve, 15)))
    if (Date.now() > deadline) throw new Error(`${what}: not in ${PATIENCE_MS / 1_000} s`);
}
