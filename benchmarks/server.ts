import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ENGINE_FLAGS } from "../tools/engine.mjs";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { RouterClient } from "@orpc/server";
import type { Router } from "@openvibe/server/router";

const ROOT = join(import.meta.dirname, "..");

export interface MeasuredServer {
  client: RouterClient<Router>;
  address: string;
  pid: number;
  /** From the start of the process to its word that it is ready, in ms. */
  readyMs: number;
  stop(): Promise<void>;
}

/** The real server as `npm start` runs it, on a free port. */
export async function startServer(data: string, kit?: string): Promise<MeasuredServer> {
  const startedAt = performance.now();
  const flags = ["--port", "0", "--data", data, ...(kit ? ["--kit", kit] : [])];
  const child = spawn(
    process.execPath,
    [...ENGINE_FLAGS, "--import", join(ROOT, "tools/quick-imports.ts"), join(ROOT, "apps/server/src/main.ts"), ...flags],
    {
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const address = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const found = /is ready at (http:\/\/\S+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with code ${code}`)));
  });
  const readyMs = performance.now() - startedAt;
  const token = (await readFile(join(data, "operator-token"), "utf8")).trim();
  return {
    client: createORPCClient(new RPCLink({ url: `${address}/rpc`, headers: { authorization: `Bearer ${token}` } })),
    address,
    pid: child.pid ?? 0,
    readyMs,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
