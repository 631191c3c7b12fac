import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { changeAgent, explainAnswer, listProfiles, stopAnswer } from "@openvibe/core/agents";
import { findCode, getBuild } from "@openvibe/core/builder";
import { createChannel, listMessages, sendMessage, startThread, type Message } from "@openvibe/core/chat";
import { sandboxedRuntime, type CommandLineAgent } from "@openvibe/core/coding";
import { modelDriver, operatorAccounts } from "@openvibe/core/gateway";
import { fileStore, uploadFile } from "@openvibe/core/files";
import { findApp } from "@openvibe/core/hosting";
import { contextFor, createWorkspace, readMe, signUp } from "@openvibe/core/identity";
import { forgetKeys, listVirtualKeys, mintRunKey } from "@openvibe/core/keys";
import { write, type Context } from "@openvibe/core/platform";
import { startProject } from "@openvibe/core/projects";
import { getTask } from "@openvibe/core/runs";
import { modelsSocket, SANDBOX_NODE } from "@openvibe/core/sandbox";
import { installedRuntimes, listTranscripts } from "@openvibe/core/turns";
import { createModelDriver, offlineModel } from "@openvibe/drivers/models";
import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import { createFilesystemStorage } from "@openvibe/drivers/storage";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { usageRecords } from "../../../packages/core/src/billing/tables.ts";
import { runAgent } from "../../../packages/core/src/coding/run-agent.ts";
import { makeWorkFolder, removeWorkFolder } from "../../../packages/core/src/coding/work-folder.ts";
import { virtualKeys } from "../../../packages/core/src/keys/tables.ts";
import { openWorkshop, type Workshop } from "../../../packages/core/test/workshop.ts";
import { makeWorld, type World } from "../../../packages/core/test/world.ts";
import { openModelsSocket } from "../src/doors/models-socket.ts";

const PROGRAM = { source: join(import.meta.dirname, "playing-agent.mjs"), target: "/work/playing-agent.mjs", mode: "ro" as const };
const WAIT = { timeout: 180_000, interval: 100 };

/** Plays an installed coding agent, on the real wire: its brief by standard input, events by lines, models over HTTP. */
const playing: CommandLineAgent = {
  name: "playing",
  title: "Playing",
  start: ({ modelsUrl, key }) => ({
    argv: [SANDBOX_NODE, PROGRAM.target],
    env: { MODELS_URL: modelsUrl, MODELS_KEY: key },
    mounts: [PROGRAM],
    settings: { ".playing/settings": "quiet" },
  }),
  read(line) {
    const said = JSON.parse(line.startsWith("{") ? line : "{}") as { type?: string };
    return said.type === undefined ? [] : [said as never];
  },
};

let world: World;
let workshop: Workshop;
let models: ModelServer;
let door: Awaited<ReturnType<typeof openModelsSocket>>;
let doors: string;
let ada: Context;
let channelId: string;
let handle: string;
let developer: string;
const driver = createModelDriver({ reach: "machine" });

beforeAll(async () => {
  world = await makeWorld();
  [workshop, models, doors] = await Promise.all([
    openWorkshop(world, offlineModel()),
    startModelServer(),
    mkdtemp(join(tmpdir(), "openvibe-doors-")),
  ]);
  const storage = createFilesystemStorage({ directory: join(doors, "files") });
  world.drivers.put(fileStore, { storage, limitBytes: 1_000_000 });
  door = await openModelsSocket({ platform: world.platform, directory: join(doors, "doors") });
  await chmod(doors, 0o711);
  world.drivers
    .put(modelsSocket, door.path)
    .put(modelDriver, driver)
    .put(installedRuntimes, [sandboxedRuntime(playing)]);
  const { person } = await signUp(world.platform, { name: "Ada", email: "ada@example.com", password: "correct horse battery" });
  const workspace = await createWorkspace(world.platform, person, { name: "Garden" });
  ada = contextFor(world.platform, await readMe(world.platform, person), workspace.id);
  ({ id: channelId } = await createChannel(ada, { name: "work" }));
  const profile = await vi.waitFor(async () => {
    const found = (await listProfiles(ada)).find(({ agent, memberId }) => agent === "developer" && memberId !== null);
    return found ?? Promise.reject(new Error("the agents have not joined"));
  }, WAIT);
  ({ handle } = profile);
  developer = profile.memberId ?? "";
}, 300_000);
afterAll(async () => {
  await workshop?.close();
  await door?.close();
  await driver.close();
  await models?.close();
  await world?.close();
  await rm(doors, { recursive: true, force: true });
});
beforeEach(() => models.reset());

const act = (name: string, more: object = {}) => ({ call: [{ name: "act", input: { act: name, ...more } }] });
const said = async (threadId: string) => (await listMessages(ada, { threadId, limit: 50 })).items;

/** What the developer answers once it has ended. */
function answerIn(threadId: string, after = ""): Promise<Message> {
  return vi.waitFor(async () => {
    const answer = (await said(threadId)).findLast(
      ({ id, answerState, cards, authorId }) => id > after && authorId === developer && cards.length === 0 && answerState !== "writing",
    );
    return answer ?? Promise.reject(new Error("no answer yet"));
  }, WAIT);
}

function useModels(): void {
  world.drivers.put(operatorAccounts, [
    {
      id: "operator",
      account: { kind: "anthropic", name: "anthropic", baseUrl: models.baseUrl("anthropic"), key: "right-key" },
      ownKey: false,
      local: false,
      models: [],
    },
  ]);
  forgetKeys(ada);
}

test("an agent that works by an installed program writes what is asked; its key ends with the run, and what it cost stands with the task", async () => {
  await expect(changeAgent(ada, { agent: "developer", runtime: "nowhere" })).rejects.toThrow("not installed");
  await changeAgent(ada, { agent: "developer", runtime: "playing" });
  const keyless = await startThread(ada, { channelId, text: `@${handle} write a poem` });
  expect((await answerIn(keyless.thread.id)).text).toContain("there is no key");
  useModels();
  models.next(act("write", { path: "poem.md", content: "Roses are red\n" }), "I wrote a poem.");
  const { thread } = await startThread(ada, { channelId, text: `@${handle} write another poem` });
  const answer = await answerIn(thread.id);
  expect(answer.text).toContain("I wrote a poem.");
  expect(answer.text).toContain("**poem.md**\n```md\nRoses are red\n```");
  expect(answer.writtenBy).toMatch(/^anthropic\//);
  expect(JSON.stringify(models.requests[0]?.body)).toContain("write another poem");
  // The program has its answer a moment before the call is written down, and the thread before the key is gone.
  await vi.waitFor(async () => {
    const rows = (await ada.db.select().from(usageRecords)).filter(({ skill }) => skill !== "embed");
    expect(rows.map(({ memberId, skill, threadId }) => [memberId, skill, threadId])).toEqual(
      [0, 1].map(() => [ada.actor.id, "turn", thread.id]),
    );
    expect(await ada.db.select().from(virtualKeys)).toEqual([]);
  }, WAIT);
  expect(await explainAnswer(ada, { messageId: answer.id })).toMatchObject({
    calls: 2,
    tools: [{ tool: "write", outcome: "done" }],
    tainted: true,
  });
}, 240_000);

test("files that came with the question stand in a folder beside its work, under plain names, to be read alone", async () => {
  const upload = (name: string, content: Buffer) => uploadFile(ada, { name, bytes: Readable.from([content]) });
  const picture = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(64, 7)]);
  const files = [await upload("a garden.png", picture), await upload("../../notes & plans.txt", Buffer.from("Tulips in May\n"))];
  models.next(
    act("look", { path: "/work/given/2-notes-plans.txt" }),
    act("tell", { path: "/work/given/1-a-garden.png" }),
    act("write", { path: "/work/given/more.txt", content: "x" }),
    "I looked at both.",
  );
  const fileIds = files.map(({ fileId }) => fileId);
  const { thread } = await startThread(ada, { channelId, text: `@${handle} what do these show?`, fileIds });
  expect((await answerIn(thread.id)).text).toContain("I looked at both.");
  const [first, ...more] = models.requests.map(({ body }) => JSON.stringify(body));
  expect(first).toContain("- /work/given/1-a-garden.png (image/png)");
  expect(first).toContain("- /work/given/2-notes-plans.txt (text/plain)");
  expect(more.at(-1)).toContain("read Tulips in May");
  expect(more.at(-1)).toContain(`${picture.length} bytes`);
  expect(more.at(-1)).toContain("EROFS");
}, 240_000);

test("it has no network, no file of the host, and what it says it is told by is what the model said; a person can stop it", async () => {
  const { port } = new URL(models.origin);
  models.next(
    act("reach", { host: "127.0.0.1", port: Number(port) }),
    act("look", { path: join(doors, "doors") }),
    act("look", { path: join(import.meta.dirname, "coding-agents.test.ts") }),
    act("list"),
    "Done.",
  );
  const { thread } = await startThread(ada, { channelId, text: `@${handle} look around` });
  await answerIn(thread.id);
  const results = JSON.stringify(models.requests.at(-1)?.body["messages"]);
  expect(results.match(/no way|nothing there/g)).toEqual(["no way", "nothing there", "nothing there"]);
  const asked = models.requests.length;
  models.next(act("hang"));
  const hanging = await startThread(ada, { channelId, text: `@${handle} hang` });
  const writing = await vi.waitFor(async () => {
    expect(models.requests.slice(asked).map(({ ended }) => ended)).toEqual(["answered"]);
    return (await said(hanging.thread.id)).find(({ answerState }) => answerState === "writing") ?? Promise.reject(new Error("not yet"));
  }, WAIT);
  await vi.waitFor(async () => expect(await ada.db.select().from(virtualKeys)).toHaveLength(1), WAIT);
  expect((await listVirtualKeys(ada, { limit: 10 })).items).toEqual([]);
  await stopAnswer(ada, { messageId: writing.id });
  await vi.waitFor(async () => expect(await ada.db.select().from(virtualKeys)).toEqual([]), WAIT);
  const kept = await vi.waitFor(async () => {
    const { items } = await listTranscripts(ada, { threadId: hanging.thread.id, limit: 10 });
    return items[0] ?? Promise.reject(new Error("no transcript yet"));
  }, WAIT);
  expect(kept).toMatchObject({ end: "stopped", agentId: developer, rounds: 1, tainted: true });
}, 240_000);

test("one that dies, never ends, talks without end or takes too much of the disk is ended, and says so", async () => {
  models.next(act("die"));
  const dying = await startThread(ada, { channelId, text: `@${handle} die` });
  expect((await answerIn(dying.thread.id)).text).toContain("I could not finish this.");
  const run = async (name: string, timeMs: number) => {
    models.next(act(name));
    const taskId = `test-${name}-${process.pid}`;
    const folder = await makeWorkFolder(taskId, new Map([["a.txt", "a"]]), {});
    const purpose = {
      taskId: "tsk_x",
      agentId: "",
      agent: "developer",
      onBehalfOf: ada.actor.id,
      threadId: "",
      prefer: [],
      costLimitMicros: 100_000,
    };
    const { key } = await write(ada, "keys:manage", (tx) => mintRunKey(tx, { purpose, lastsMs: 600_000 }));
    const start = playing.start({ modelsUrl: "http://127.0.0.1:4040", key, home: "/work/home" });
    const events: string[] = [];
    const ended = await runAgent(ada, {
      start,
      folder,
      brief: "x",
      timeMs,
      signal: new AbortController().signal,
      read: (line) => playing.read(line),
      onEvent: ({ type }) => void events.push(type),
    });
    await removeWorkFolder(taskId);
    return { ...ended, events };
  };
  expect(await run("flood", 120_000)).toMatchObject({ why: "out_of_output", done: false, events: ["doing"] });
  expect(await run("hang", 8_000)).toMatchObject({ why: "timeout", done: false });
  expect(await run("hoard", 120_000)).toMatchObject({ why: "out_of_disk", done: false });
  models.next(act("dig"), "I dug a hole.");
  const digging = await startThread(ada, { channelId, text: `@${handle} dig` });
  expect((await answerIn(digging.thread.id)).text).toContain("I dug a hole.\n\nI stop here: the program wrote more than it may keep.");
  const [kept] = (await listTranscripts(ada, { threadId: digging.thread.id, limit: 10 })).items;
  await vi.waitFor(async () => {
    expect(await getTask(ada, { taskId: kept?.taskId ?? "" })).toMatchObject({ state: "done" });
    expect(await readdir(tmpdir())).not.toContain(`openvibe-work-${kept?.taskId}`);
  }, WAIT);
}, 240_000);

test("in an app's thread it works on the app's code: what passes every check becomes its version, what does not is never served", async () => {
  world.drivers.put(operatorAccounts, []);
  forgetKeys(ada);
  const project = await startProject(ada, { idea: "A diary for plants with a name and a note" });
  const built = (version: number) =>
    vi.waitFor(async () => {
      const build = await getBuild(ada, { projectId: project.id });
      expect(build).toMatchObject({ version });
      expect(build.state).not.toBe("running");
      return build;
    }, WAIT);
  expect(await built(1)).toMatchObject({ state: "passed" });
  useModels();
  models.next(act("write", { path: "app/broken.ts", content: "export const broken: number = 'no';\n" }), "I broke it.");
  const wish = await sendMessage(ada, { threadId: project.threadId, text: `@${handle} break it` });
  const broke = await answerIn(project.threadId, wish.id);
  expect(broke.text).toContain("version 2 once it passes every check");
  expect(broke.text).toContain("- new: `app/broken.ts`");
  expect(await built(2)).toMatchObject({ state: "failed", message: expect.stringContaining("never served") as string });
  expect(await findApp(ada, { projectId: project.id })).toMatchObject({ version: 1, state: "live" });
  expect((await findCode(ada, { projectId: project.id }))?.files.has("app/broken.ts")).toBe(false);
  models.next("I changed all of it.");
  const idle = await sendMessage(ada, { threadId: project.threadId, text: `@${handle} do nothing` });
  expect((await answerIn(project.threadId, idle.id)).text).toContain("I changed all of it.\n\nNo file of the app was changed.");
  models.next(act("write", { path: "app/greeting.ts", content: 'export const greeting = "Hello";\n' }), "I added a greeting.");
  await sendMessage(ada, { threadId: project.threadId, text: `@${handle} add a greeting` });
  expect(await built(3)).toMatchObject({ state: "passed" });
  expect(await findApp(ada, { projectId: project.id })).toMatchObject({ version: 3, state: "live" });
  expect((await findCode(ada, { projectId: project.id }))?.files.get("app/greeting.ts")).toContain("Hello");
}, 600_000);
