import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { isAlive, sendSignal } from "./signals.ts";

const THREADS = `
  const { Worker } = require("node:worker_threads");
  for (let thread = 0; thread < 4; thread += 1) new Worker("const held = Buffer.alloc(2e7, 1); setInterval(() => held, 1000)", { eval: true });
  setTimeout(() => console.log("up"), 100);`;
const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((child) => child.kill("SIGKILL")));

function threadsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).length;
  } catch {
    return 0;
  }
}

it.skipIf(process.platform !== "linux")(
  "what was killed counts as alive until the last of its threads, which hold its files, is gone",
  async () => {
    for (let round = 0; round < 10; round += 1) {
      const child = spawn(process.execPath, ["-e", THREADS], { stdio: ["ignore", "pipe", "inherit"] });
      const pid = child.pid ?? 0;
      started.push(child);
      await once(child.stdout, "data");
      const ended = once(child, "exit");
      expect(isAlive(pid)).toBe(true);
      sendSignal(pid, "SIGKILL");
      // Looked at without a pause, so that its end is not missed, nor collected meanwhile.
      const deadline = performance.now() + 10_000;
      while (isAlive(pid) && performance.now() < deadline);
      expect(threadsOf(pid)).toBeLessThanOrEqual(1);
      await ended;
    }
  },
);
