/**
 * What the gateway adds to a model call, beside the provider alone and beside another gateway in the same run; and how many streams one
 * process carries. The stub says when it got the request and when it sent each piece, on the clock that all processes of a machine share.
 * The stub speaks two formats: OpenAI's, whose plain calls our own code writes and reads, and Anthropic's, which the AI SDK does for us.
 * How many calls begin in a second follows from how long an answer is, so both are measured: answers of 160 tokens, and of 800; and a process
 * that has just been started beside one that has answered for half a minute.
 * Run: node benchmarks/gateway.ts [--streams 100] [--rounds 5] [--many 1000] [--without-portkey]
 */
import { execFile, fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";
import { ENGINE_FLAGS } from "../tools/engine.mjs";
import { ms, percentile } from "./serve-doors.ts";

const PORTKEY = "@portkey-ai/gateway@1.15.2";
const { values } = parseArgs({
  options: {
    streams: { type: "string", default: "100" },
    rounds: { type: "string", default: "5" },
    many: { type: "string", default: "1000" },
    "without-portkey": { type: "boolean", default: false },
  },
});
const STREAMS = Number(values.streams);
const ROUNDS = Number(values.rounds);
const MANY = Number(values.many);
/** Rounds of each lane before it is measured. V8 compiles what has run some thousands of times: a server that has answered for half a minute. */
const WARM_UP = 30;
/** The same for one that has just been started. */
const JUST_STARTED = 2;
/** Tokens of an answer, at the two hundred a second of the stub: 0.9 seconds, or 4.1. */
const SHORT = 160;
const LONG = 800;
const PROMPT_TOKENS = 20;

interface Target {
  name: string;
  url: string;
  headers(call: number): Record<string, string>;
  model: string;
}

interface Measured {
  /** From the client to the provider, and with the first piece back again: what everything between adds. */
  addedMs: number;
  /** Of that, on the way back. */
  firstBackMs: number;
  /** The same for all later pieces. */
  laterBackMs: number[];
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 4_096 });
const since = (from: bigint, to: bigint) => Number(to - from) / 1e6;

function stream(target: Target, call: number, tokens: number): Promise<Measured> {
  const body = JSON.stringify({
    model: target.model,
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: tokens,
    messages: [
      { role: "system", content: "You are a helper of a team that builds software." },
      { role: "user", content: `Question ${call}: which of the two databases do we take, and why?` },
    ],
  });
  return new Promise((resolve, reject) => {
    const startedAt = process.hrtime.bigint();
    let receivedAt = 0n;
    let firstBackMs = 0;
    const laterBackMs: number[] = [];
    let text = "";
    const options = { method: "POST", agent, headers: { "content-type": "application/json", ...target.headers(call) } };
    const sent = request(target.url, options, (answer) => {
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => {
        const now = process.hrtime.bigint();
        text += piece;
        if (answer.statusCode !== 200) return;
        const first = /received (\d+) sent (\d+) /.exec(piece);
        if (first) {
          receivedAt = BigInt(first[1] ?? 0);
          firstBackMs = since(BigInt(first[2] ?? 0), now);
        } else for (const [, at] of piece.matchAll(/sent (\d+) /g)) laterBackMs.push(since(BigInt(at ?? 0), now));
      });
      answer.once("end", () => {
        if (answer.statusCode !== 200 || receivedAt === 0n || !text.includes("[DONE]"))
          reject(new Error(`${target.name} answered ${answer.statusCode}: ${text.slice(-300)}`));
        else resolve({ addedMs: since(startedAt, receivedAt) + firstBackMs, firstBackMs, laterBackMs });
      });
      answer.once("error", reject);
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

/** So many streams at once, each begun anew when it has ended; the first rounds only warm up. */
async function load(target: Target, streams: number, rounds: number, warmUp: number, tokens: number): Promise<Measured[]> {
  const measured: Measured[] = [];
  await Promise.all(
    Array.from({ length: streams }, async (_, lane) => {
      // Begun one after the other over the length of a stream, as people do.
      await pass((lane * tokens * 5.5) / streams);
      for (let round = -warmUp; round < rounds; round += 1) {
        const one = await stream(target, lane * 1_000 + round + warmUp, tokens);
        if (round >= 0) measured.push(one);
      }
    }),
  );
  return measured;
}

function report(name: string, measured: readonly Measured[], direct?: readonly Measured[]): void {
  const added = measured.map(({ addedMs }) => addedMs);
  const first = measured.map(({ firstBackMs }) => firstBackMs);
  const later = measured.flatMap(({ laterBackMs }) => laterBackMs);
  const line = (samples: readonly number[]) => `${ms(percentile(samples, 0.5))} ${ms(percentile(samples, 0.99))}`;
  const bare = direct?.map(({ addedMs }) => addedMs);
  const net = bare ? [0.5, 0.99].map((share) => ms(percentile(added, share) - percentile(bare, share))).join(" ") : " ".repeat(17);
  say(`${name.padEnd(26)} ${line(added)}   ${net}   ${line(first)}   ${line(later)}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function started<Told>(file: string, ...args: string[]): Promise<Told & { child: ChildProcess }> {
  const child = fork(join(import.meta.dirname, file), args, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    execArgv: [...ENGINE_FLAGS],
  });
  const [told] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error(`${file} ended`))),
  ])) as [Told];
  return { ...told, child };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function startPortkey(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "openvibe-portkey-"));
  // NOTE: with a newer @hono/node-server, which its range admits, this release answers every stream with 500.
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, overrides: { "@hono/node-server": "1.3.3" } }));
  await promisify(execFile)("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", PORTKEY]);
  const port = await freePort();
  const script = join(folder, "node_modules/@portkey-ai/gateway/build/start-server.js");
  const child = spawn(process.execPath, [script, `--port=${port}`, "--headless"], { stdio: ["ignore", "ignore", "inherit"] });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const up = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (up) break;
    await pass(200);
  }
  return {
    url: `http://127.0.0.1:${port}/v1/chat/completions`,
    async stop() {
      const ended = once(child, "exit");
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const stub = await started<{ origin: string }>("model-stub.ts");
const ours = await started<{ origin: string; keys: string[] }>("gateway-process.ts", stub.origin);
const sdk = await started<{ origin: string }>("bare-sdk.ts", stub.origin);
const pipe = await started<{ origin: string }>("bare-pipe.ts", stub.origin);
const portkey = values["without-portkey"] ? undefined : await startPortkey();
const direct: Target = { name: "provider alone", url: `${stub.origin}/v1/chat/completions`, model: "stub", headers: () => ({}) };
const own: Target = {
  name: "OpenVibe",
  url: `${ours.origin}/v1/chat/completions`,
  model: "stub/stub",
  headers: (call) => ({ authorization: `Bearer ${ours.keys[Math.floor(call / 1_000) % ours.keys.length]}` }),
};
/** The same call to a provider that the AI SDK speaks to. */
const bySdk: Target = { ...own, name: "OpenVibe, Anthropic's API", model: "anthropic/stub" };
const limit: Target = { name: "limit: bare AI SDK", url: `${sdk.origin}/v1/chat/completions`, model: "stub", headers: () => ({}) };
const wire: Target = { name: "limit: bytes handed on", url: `${pipe.origin}/v1/chat/completions`, model: "stub", headers: () => ({}) };
const other: Target = {
  name: PORTKEY,
  url: portkey?.url ?? "",
  model: "stub",
  headers: () => ({ authorization: "Bearer key", "x-portkey-provider": "openai", "x-portkey-custom-host": `${stub.origin}/v1` }),
};

/** What the books of ours have to say in the end. */
const expected = { calls: 0, outputTokens: 0, pieces: 0 };

/** Each in turn under the same load; the first is what the others are held against. */
async function compare(
  targets: readonly Target[],
  streams: number,
  rounds: number,
  warmUp: number,
  tokens: number,
  when = "",
): Promise<void> {
  const begun = Math.round((streams * 1_000) / (tokens * 5.5));
  say(
    `\n${when}${streams} streams at once in one process, answers of ${tokens} tokens, about ${begun} begin in a second; ${streams * rounds} calls each; ms, p50 and p99`,
  );
  say(
    `${"".padEnd(26)} ${"way in + first back".padStart(17)}   ${"more than alone".padStart(17)}   ${"first token back".padStart(17)}   ${"later tokens back".padStart(17)}`,
  );
  let bare: Measured[] | undefined;
  for (const target of targets) {
    const measured = await load(target, streams, rounds, warmUp, tokens);
    report(target.name, measured, bare);
    bare ??= measured;
    if (target !== own && target !== bySdk) continue;
    const calls = streams * (rounds + warmUp);
    expected.calls += calls;
    expected.outputTokens += calls * tokens;
    expected.pieces += (calls * tokens) / 8;
  }
}

try {
  const others = portkey ? [other] : [];
  await compare([direct, limit, own], STREAMS, ROUNDS, JUST_STARTED, SHORT, "just started: ");
  await compare([direct, wire, limit, own, ...others, own, bySdk], STREAMS, ROUNDS, WARM_UP, SHORT);
  await compare([direct, wire, limit, own, ...others, own], STREAMS, ROUNDS, 1, LONG);
  await compare([direct, limit, own, ...others], MANY, 1, 1, SHORT);
  await compare([direct, limit, own, ...others], MANY, 1, 1, LONG);

  ours.child.send("books");
  const [books] = (await once(ours.child, "message")) as [
    { calls: number; failed: number; outputTokens: number; costMicros: number; cpuMs: number; rssMegabytes: number },
  ];
  // A token of a prompt costs one micro-USD there, one of an answer two.
  const costMicros = expected.calls * PROMPT_TOKENS + expected.outputTokens * 2;
  say(
    `\nIn the books: ${books.calls} of ${expected.calls} calls, ${books.failed} failed, ${books.outputTokens} tokens out of ${expected.outputTokens}, ${books.costMicros} of ${costMicros} micro-USD; ${(books.cpuMs / 1_000).toFixed(1)} s of this process's CPU for ${expected.pieces} pieces in them; ${books.rssMegabytes} MB`,
  );
} finally {
  await portkey?.stop();
  for (const { child } of [ours, sdk, pipe, stub]) {
    const ended = once(child, "exit");
    child.disconnect();
    await ended;
  }
  agent.destroy();
}
