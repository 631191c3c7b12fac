/** From sending a message to its arrival at another client, while others write too. Run: node benchmarks/realtime.ts [messages] [tabs] */
import { setTimeout as pause } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import type { ServerToClient } from "../apps/server/src/doors/socket-feed.ts";
import { ms, percentile, serveDoors } from "./serve-doors.ts";

const MESSAGES = Number(process.argv[2] ?? 500);
const TABS = Number(process.argv[3] ?? 50);
const WRITERS = 4;
/** A server that has just started compiles its code and plans its statements first. */
const WARM_UP = 400;
const GOAL_MS = 60;

const server = await serveDoors();
const headers = { cookie: server.cookie, origin: server.origin, "content-type": "application/json", "x-workspace-id": server.workspaceId };
const sentAt = new Map<string, number>();
const arrivals: number[] = [];
const answers: number[] = [];
const tabs: Socket<ServerToClient>[] = [];

try {
  for (let number = 0; number < TABS; number += 1) tabs.push(await openTab());
  const writeAll = (named: string, each: number) =>
    Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(`${named}-${writer}`, each)));
  await writeAll("warm-up", WARM_UP / WRITERS);
  await pause(1_000);
  answers.length = 0;
  arrivals.length = 0;
  await writeAll("bench", MESSAGES / WRITERS);
  const expected = MESSAGES * TABS;
  for (const deadline = Date.now() + 10_000; arrivals.length < expected && Date.now() < deadline;) await pause(20);
  const line = (name: string, samples: readonly number[]) =>
    process.stdout.write(`${name.padEnd(34)}${[0.5, 0.95, 0.99].map((share) => ms(percentile(samples, share))).join(" ")}\n`);
  process.stdout.write(
    `${MESSAGES} messages by ${WRITERS} writers to ${TABS} tabs; milliseconds\n${"".padEnd(34)}     p50      p95      p99\n`,
  );
  line("answer to the sender (the limit)", answers);
  line("arrival at another client", arrivals);
  const good = arrivals.length === expected && percentile(arrivals, 0.99) < GOAL_MS;
  process.stdout.write(`${arrivals.length} of ${expected} deliveries; ${good ? "" : "NOT "}p99 < ${GOAL_MS} ms\n`);
  process.exitCode = good ? 0 : 1;
} finally {
  for (const tab of tabs) tab.disconnect();
  await server.stop();
}

async function openTab(): Promise<Socket<ServerToClient>> {
  const tab: Socket<ServerToClient> = io(server.origin, {
    transports: ["websocket"],
    forceNew: true,
    extraHeaders: { origin: server.origin, cookie: server.cookie },
    auth: { workspaceId: server.workspaceId },
  });
  tab.on("events", ({ events }) => {
    const now = performance.now();
    for (const { payload } of events) {
      const start = sentAt.get((payload as { clientKey?: string }).clientKey ?? "");
      if (start !== undefined) arrivals.push(now - start);
    }
  });
  await new Promise<void>((resolve, reject) => {
    tab.once("ready", () => resolve());
    tab.once("connect_error", reject);
  });
  return tab;
}

async function write(writer: string, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const clientKey = `${writer}-${number}`;
    const start = performance.now();
    sentAt.set(clientKey, start);
    const body = JSON.stringify({ json: { threadId: server.threadId, text: `Message ${number} of ${writer}`, clientKey } });
    const answer = await fetch(`${server.origin}/rpc/chat/sendMessage`, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`sending failed: ${await answer.text()}`);
    await answer.arrayBuffer();
    answers.push(performance.now() - start);
    await pause(10 + Math.random() * 20);
  }
}
