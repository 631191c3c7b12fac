/**
 * Talk at its goals: send to seen by another client under load, idle sockets, and catching up, each beside its limit on the same machine in
 * the same run: `node benchmarks/talk.ts [--clients 1000] [--rate 200] [--seconds 20] [--spaces 20] [--idle 10000] [--missed 1000]`.
 * `--only seen` (or idle, catch-up) runs one of the three.
 * `--spaces` workspaces share the clients; a message is seen by every client of its workspace.
 */
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { WebSocket, WebSocketServer } from "ws";
import type { Space } from "./doors-process.ts";
import { ms, percentile, serveBeside, serveDoors } from "./serve-doors.ts";

const { values } = parseArgs({
  options: {
    clients: { type: "string", default: "1000" },
    rate: { type: "string", default: "200" },
    seconds: { type: "string", default: "20" },
    spaces: { type: "string", default: "20" },
    idle: { type: "string", default: "10000" },
    missed: { type: "string", default: "1000" },
    only: { type: "string" },
  },
});
const [CLIENTS, RATE, SECONDS, SPACES, IDLE, MISSED] = [
  values.clients,
  values.rate,
  values.seconds,
  values.spaces,
  values.idle,
  values.missed,
].map(Number) as [number, number, number, number, number, number];
const GOAL = { p50Ms: 15, p99Ms: 60, idleMegabytes: 400, catchUpMs: 100 };
/** Tabs of one person; the server lets one have fifty. */
const TABS_EACH = 40;
const OPENING_AT_ONCE = 50;
/** A server that has just started compiles its code and plans its statements first. */
const WARM_UP_SECONDS = 4;
/** Idle is what is left when the garbage of so many openings is gone. */
const SETTLE_MS = 20_000;

interface Frame {
  cursor: string;
  events: { type: string; payload: { clientKey?: string | null } }[];
}

let server: Awaited<ReturnType<typeof serveDoors>>;
const say = (line: string) => process.stdout.write(`${line}\n`);
const line = (name: string, samples: readonly number[], goal: string) =>
  say(`${name.padEnd(44)}${[0.5, 0.95, 0.99].map((share) => ms(percentile(samples, share))).join("")}   ${goal}`);

const MEASURES = { idle: measureIdle, "catch-up": measureCatchUp, seen: measureSeen };
for (const [name, measure] of Object.entries(MEASURES)) {
  if (values.only !== undefined && values.only !== name) continue;
  server = await serveDoors();
  try {
    await measure();
  } finally {
    await server.stop();
  }
}

async function measureSeen(): Promise<void> {
  const spaces = await Promise.all(Array.from({ length: SPACES }, () => server.makeSpace(Math.ceil(CLIENTS / SPACES / TABS_EACH))));
  const sentAt = new Map<string, number>();
  const seen: number[] = [];
  const answers: number[] = [];
  const sockets: WebSocket[] = [];
  await openMany(CLIENTS, async (number) => {
    const space = spaces[number % SPACES];
    if (!space) return;
    const cookie = space.cookies[Math.floor(number / SPACES / TABS_EACH) % space.cookies.length] ?? "";
    sockets.push(
      await openSocket(space, cookie, {
        onEvents({ events }) {
          const now = performance.now();
          for (const { payload } of events) {
            const start = sentAt.get(payload.clientKey ?? "");
            if (start !== undefined) seen.push(now - start);
          }
        },
      }),
    );
  });
  await sendAtRate(spaces, WARM_UP_SECONDS, (space, number) => send(space, `warm-up-${number}`));
  await server.settled();
  const cpuBefore = await server.cpuMicros();
  const startedAt = performance.now();
  await sendAtRate(spaces, SECONDS, async (space, number) => {
    const clientKey = `talk-${number}-${startedAt.toFixed(0)}`;
    const sent = performance.now();
    sentAt.set(clientKey, sent);
    await send(space, clientKey);
    answers.push(performance.now() - sent);
  });
  const expected = RATE * SECONDS * (CLIENTS / SPACES);
  for (const deadline = Date.now() + 20_000; seen.length < expected && Date.now() < deadline;) await pause(20);
  const took = (performance.now() - startedAt) / 1_000;
  const busy = (await server.cpuMicros()) - cpuBefore;
  const behindFrom = performance.now();
  say(`${RATE} messages a second for ${SECONDS} s (sent in ${took.toFixed(1)} s), ${CLIENTS} clients in ${SPACES} workspaces; ms`);
  say(`${"".padEnd(44)}     p50     p95     p99`);
  line("answer to the sender", answers, "");
  line("send to seen by another client", seen, `goal p50 <= ${GOAL.p50Ms}, p99 <= ${GOAL.p99Ms}`);
  say(`${seen.length} of ${expected} deliveries; the server used ${((busy / 1e6 / took) * 100).toFixed(0)} % of a core`);
  await server.settled();
  const behind = (performance.now() - behindFrom) / 1_000;
  say(`search, inbox and all other followers had everything ${behind.toFixed(1)} s after the last message`);
  line(`limit: bare ws, one to ${CLIENTS / SPACES} clients, same rate`, await measureEcho(CLIENTS / SPACES), "\n");
  for (const socket of sockets) socket.terminate();
}

async function sendAtRate(
  spaces: readonly Space[],
  seconds: number,
  sendOne: (space: Space, number: number) => Promise<void>,
): Promise<void> {
  const startedAt = performance.now();
  const pending: Promise<void>[] = [];
  for (let number = 0; number < RATE * seconds; number += 1) {
    const due = startedAt + (number * 1_000) / RATE;
    if (due > performance.now()) await pause(due - performance.now());
    const space = spaces[number % SPACES];
    if (space) pending.push(sendOne(space, number));
  }
  await Promise.all(pending);
}

/** The same fan-out through a bare WebSocket server in this process: what the machine gives. */
async function measureEcho(clients: number): Promise<number[]> {
  const echo = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(echo, "listening");
  echo.on("connection", (socket) =>
    socket.on("message", (data) => {
      for (const each of echo.clients) each.send(data, { binary: false });
    }),
  );
  const address = echo.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const seen: number[] = [];
  const sockets = await Promise.all(
    Array.from({ length: clients }, async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      socket.on("message", (data: Buffer) => seen.push(performance.now() - Number(data.toString())));
      await once(socket, "open");
      return socket;
    }),
  );
  const startedAt = performance.now();
  for (let number = 0; number < RATE * Math.min(SECONDS, 5); number += 1) {
    const due = startedAt + (number * 1_000) / RATE;
    if (due > performance.now()) await pause(due - performance.now());
    sockets[0]?.send(String(performance.now()));
  }
  await pause(500);
  for (const socket of sockets) socket.terminate();
  echo.close();
  return seen;
}

async function measureCatchUp(): Promise<void> {
  const space = await server.makeSpace(1);
  const [cookie = ""] = space.cookies;
  let cursor = "";
  const first = await openSocket(space, cookie, { onReady: (at) => (cursor = at) });
  first.terminate();
  for (let sent = 0; sent < MISSED; sent += 20)
    await Promise.all(Array.from({ length: 20 }, (_, each) => send(space, `missed-${sent + each}-${cursor}`)));
  await pause(500);
  const times: number[] = [];
  for (let run = 0; run < 20; run += 1) {
    const startedAt = performance.now();
    let got = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const socket = await openSocket(space, cookie, {
      cursor,
      onEvents({ events }) {
        got += events.length;
        if (got >= MISSED) resolve();
      },
    });
    await promise;
    times.push(performance.now() - startedAt);
    socket.terminate();
  }
  line(`catching up after ${MISSED} missed events`, times, `goal <= ${GOAL.catchUpMs}`);
  say("");
}

async function measureIdle(): Promise<void> {
  const space = await server.makeSpace(Math.ceil(IDLE / TABS_EACH));
  const idle = await serveBeside(server);
  const before = await idle.rssMegabytesNow();
  const sockets: WebSocket[] = [];
  let refused = "";
  await openMany(IDLE, async (number) => {
    if (refused !== "") return;
    try {
      sockets.push(await openSocket(space, space.cookies[number % space.cookies.length] ?? "", {}, idle.origin));
    } catch (error) {
      refused = error instanceof Error ? error.message : String(error);
    }
  });
  await pause(SETTLE_MS);
  const after = await idle.rssMegabytesNow();
  const bare = (after - before) / sockets.length;
  if (refused !== "") say(`only ${sockets.length} sockets: ${refused} (see ulimit -n)`);
  say(
    `${sockets.length} idle sockets: ${after} MB in the process, ${before} before, ${(bare * 1_000).toFixed(1)} kB each   goal <= ${GOAL.idleMegabytes} MB`,
  );
  for (const socket of sockets) socket.terminate();
  await idle.stop();
}

async function openMany(count: number, open: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: OPENING_AT_ONCE }, async () => {
      for (let number = next++; number < count; number = next++) await open(number);
    }),
  );
}

/** Speaks the socket's protocol itself, as the load would otherwise cost more than what it measures. */
async function openSocket(
  space: Space,
  cookie: string,
  on: { cursor?: string; onEvents?: (frame: Frame) => void; onReady?: (cursor: string) => void },
  origin = server.origin,
): Promise<WebSocket> {
  const url = `${origin.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(url, { headers: { cookie, origin }, perMessageDeflate: false });
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  socket.once("error", reject);
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    if (text === "2") socket.send("3");
    else if (text.startsWith("0"))
      socket.send(`40${JSON.stringify({ workspaceId: space.workspaceId, ...(on.cursor ? { cursor: on.cursor } : {}) })}`);
    else if (text.startsWith("44")) reject(new Error(text.slice(2)));
    else if (text.startsWith("40") && on.cursor) resolve(socket);
    else if (text.startsWith('42["ready"')) {
      on.onReady?.((JSON.parse(text.slice(2)) as [string, Frame])[1].cursor);
      resolve(socket);
    } else if (text.startsWith('42["events"')) on.onEvents?.((JSON.parse(text.slice(2)) as [string, Frame])[1]);
  });
  return promise;
}

async function send({ workspaceId, threadId, cookies: [cookie = ""] }: Space, clientKey: string): Promise<void> {
  const headers = { cookie, origin: server.origin, "content-type": "application/json", "x-workspace-id": workspaceId };
  const body = JSON.stringify({ json: { threadId, text: "A message of an ordinary length, as people write them.", clientKey } });
  const answer = await fetch(`${server.origin}/rpc/chat/sendMessage`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`sending failed: ${await answer.text()}`);
  await answer.arrayBuffer();
}
