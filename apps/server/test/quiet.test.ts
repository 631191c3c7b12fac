import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ENGINE_FLAGS } from "../../../tools/engine.mjs";

test("what a busy time left in the heap goes back to the machine when it is quiet, without being asked for", async () => {
  const sizes: number[] = [];
  const child = fork(join(import.meta.dirname, "quiet-process.ts"), [], {
    // V8 would look every 8 s.
    execArgv: [...ENGINE_FLAGS, "--gc-memory-reducer-start-delay-ms=500"],
  });
  child.on("message", ({ size }: { size: number }) => sizes.push(size));
  await once(child, "message");
  await expect.poll(() => Math.max(...sizes) / (sizes.at(-1) ?? Infinity), { timeout: 50_000, interval: 100 }).toBeGreaterThan(4);
  child.kill();
  await once(child, "exit");
}, 60_000);
