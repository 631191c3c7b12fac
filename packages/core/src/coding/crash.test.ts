import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { hangingAgent } from "../../test/hanging-agent.ts";
import { scriptedModel } from "../../test/scripted-model.ts";
import { changeAgent, listProfiles } from "../agents/index.ts";
import { virtualKeys } from "../keys/tables.ts";
import { installedRuntimes } from "../turns/index.ts";
import { sandboxedRuntime } from "./index.ts";

const WAIT = { timeout: 60_000, interval: 50 };
const QUICK_IMPORTS = join(import.meta.dirname, "../../../../tools/quick-imports.ts");
const WORKER = join(import.meta.dirname, "../../test/coding-worker.ts");

let world: AgentsWorld;
let folder: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  world = await makeAgentsWorld(
    scriptedModel(() => Promise.reject(new Error("it asks no model"))),
    [],
  );
  world.drivers.put(installedRuntimes, [sandboxedRuntime(hangingAgent(""))]);
  folder = await mkdtemp(join(tmpdir(), "openvibe-coding-"));
  await chmod(folder, 0o711);
}, 120_000);
afterAll(async () => {
  await Promise.all(children.map(kill));
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

async function startWorker(name: string) {
  const own = await mkdtemp(join(folder, `${name}-`));
  await chmod(own, 0o711);
  const child = spawn(process.execPath, ["--import", QUICK_IMPORTS, WORKER, world.url, own], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, TMPDIR: folder },
  });
  children.push(child);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  await vi.waitFor(() => expect(output).toContain("ready"), WAIT);
  return { child, own, told: () => output.split("\n").filter((line) => line === "start" || line === "said") };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

const keys = () => world.ada.db.select().from(virtualKeys);
const workFolders = async () => (await readdir(folder)).filter((name) => name.startsWith("openvibe-work-"));

/** Processes of this machine, inside sandboxes too, that name the folder. */
async function processesOf(mark: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return lines.filter((line) => line.includes(mark));
}

test("a run that its server died with says so: nothing of it is taken over, runs on or is left, its key is gone, and it does not begin again", async () => {
  await changeAgent(world.owner, { agent: "developer", runtime: "hanging" });
  const developer = (await listProfiles(world.ada)).find(({ agent }) => agent === "developer");
  const first = await startWorker("first");
  const threadId = await world.begin(world.ada, `@${developer?.handle} write a poem`);
  await vi.waitFor(() => expect(first.told()).toEqual(["start", "said"]), WAIT);
  expect([(await keys()).length, (await workFolders()).length]).toEqual([1, 1]);
  expect((await processesOf(first.own)).length).toBeGreaterThan(1);
  await kill(first.child);
  await vi.waitFor(async () => expect(await processesOf(first.own)).toEqual([]), WAIT);
  const second = await startWorker("second");
  const answer = await vi.waitFor(async () => {
    const found = (await world.said(threadId)).find(({ authorId }) => authorId === developer?.memberId);
    expect(found).toMatchObject({ answerState: expect.not.stringMatching("writing") as string });
    return found;
  }, WAIT);
  expect(answer?.text).toContain("I was interrupted");
  expect(answer?.text).not.toContain("Roses");
  expect(await keys()).toEqual([]);
  expect(await workFolders()).toEqual([]);
  // The answer ends before its task does.
  await vi.waitFor(async () => expect(await world.turns()).toMatchObject([{ state: "done" }]), WAIT);
  expect(second.told()).toEqual([]);
}, 300_000);
