import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ENGINE_FLAGS } from "../tools/engine.mjs";
import type { Served, Space } from "./doors-process.ts";

interface Process {
  /** Processor time that it, without the database, has used so far. */
  cpuMicros(): Promise<number>;
  rssMegabytesNow(): Promise<number>;
  /** Its followers have taken in all that was said. */
  settled(): Promise<boolean>;
  /** Another workspace with so many people in it; doors only. */
  makeSpace(people: number): Promise<Space>;
  stop(): Promise<void>;
}

/** The doors in another process, so that the load and its answers do not wait for each other. */
export function serveDoors(): Promise<Served & Process> {
  return start<Served>("doors-process.ts", []);
}

/** A second server on the same database, which has made nothing of what is in it. */
export function serveBeside({ databaseUrl, key }: Served): Promise<Served & Process> {
  return start<Served>("doors-process.ts", [databaseUrl, key]);
}

/** What a server on the same database can do at best. */
export function serveBare({ databaseUrl, workspaceId, threadId }: Served): Promise<{ origin: string } & Process> {
  return start<{ origin: string }>("bare-process.ts", [databaseUrl, workspaceId, threadId]);
}

async function start<Started>(file: string, args: string[]): Promise<Started & Process> {
  const execArgv = [...process.execArgv, ...ENGINE_FLAGS];
  const child = fork(join(import.meta.dirname, file), args, { execArgv, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const failed = once(child, "exit").then(([code]) => {
    throw new Error(`the server ended with code ${String(code)}`);
  });
  const [started] = (await Promise.race([once(child, "message"), failed])) as [Started];
  failed.catch(() => undefined);
  let last: Promise<unknown> = Promise.resolve();
  /** One question at a time: answers carry no name. */
  function ask<Answer>(question: string | object): Promise<Answer> {
    const before = last;
    const answer = (async () => {
      await before;
      child.send(question);
      return ((await once(child, "message")) as [Answer])[0];
    })();
    last = answer.catch(() => undefined);
    return answer;
  }
  return {
    ...started,
    async cpuMicros() {
      const usage = await ask<NodeJS.CpuUsage>("usage");
      return usage.user + usage.system;
    },
    settled: () => ask<boolean>("settled"),
    rssMegabytesNow: () => ask<number>("memory"),
    makeSpace: (people) => ask<Space>({ people }),
    async stop() {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

/** The value below which a share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const ms = (value: number) => value.toFixed(1).padStart(8);
