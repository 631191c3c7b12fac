import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { AppSpec } from "@openvibe/appspec";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { programOf } from "../../test/programs.ts";
import { openWorkshop, type Workshop } from "../../test/workshop.ts";
import { makeWorld, type World } from "../../test/world.ts";
import { AgentEvents } from "../agents/index.ts";
import { getUsage } from "../billing/index.ts";
import { ensureChannel, forkMessage, listMessages, sendMessage, startThread, type Message } from "../chat/index.ts";
import type { ModelProvider } from "../gateway/index.ts";
import {
  deleteApp,
  findApp,
  foldersOf,
  getApp,
  hostingDriver,
  listVersions,
  rollbackApp,
  startApp,
  stopApp,
  type App,
} from "../hosting/index.ts";
import { contextFor, createWorkspace, readMe, signUp } from "../identity/index.ts";
import { AppError, emit, newId, write, type Context } from "../platform/index.ts";
import { importProject, startProject, type Project } from "../projects/index.ts";
import { getTask, listTasks, retryTask } from "../runs/index.ts";
import { sandboxDriver } from "../sandbox/index.ts";
import { buildAgain, cancelBuild, getBuild, getChecks, getForkAnchor, listFiles, readFile } from "./index.ts";
import { ATTENDED_BY } from "./internal.ts";

const spec: AppSpec = {
  specVersion: 1,
  name: "Plant diary",
  tagline: "Every plant, every watering",
  theme: { accent: "emerald", icon: "sprout" },
  currency: "USD",
  accounts: "required",
  roles: [
    { name: "admin", label: "Administrator", description: "Sees everything" },
    { name: "gardener", label: "Gardener", description: "Keeps plants" },
  ],
  capabilities: [{ id: "CAP-1", title: "Keep plants", acceptance: ["A plant can be added with a name"] }],
  entities: [
    {
      name: "plant",
      plural: "plants",
      label: "Plant",
      pluralLabel: "Plants",
      description: "A plant in the house",
      icon: "leaf",
      capability: "CAP-1",
      displayField: "name",
      fields: [
        { name: "name", label: "Name", type: "text", required: true, unique: false, many: false, onDelete: "clear" },
        { name: "wateredOn", label: "Watered on", type: "date", required: false, unique: false, many: false, onDelete: "clear" },
      ],
      owned: true,
      access: { read: ["member"], create: ["member"], update: ["owner"], delete: ["owner"] },
      views: ["table"],
      exportable: false,
      importable: false,
      samples: [{ name: "Monstera", wateredOn: "2026-11-14" }],
    },
  ],
  features: [],
  pages: [],
  nonGoals: [],
};

const withNotes: AppSpec = structuredClone(spec);
withNotes.entities[0]?.fields.push({
  name: "notes",
  label: "Notes",
  type: "longText",
  required: false,
  unique: false,
  many: false,
  onDelete: "clear",
});

/** Knows one idea and one wish; everything after it is real. */
const model: ModelProvider = {
  name: "offline",
  model: "rules",
  offline: true,
  generate: async ({ skill, input }) => {
    const usage = { inputTokens: 0, outputTokens: 0 };
    const { text = "" } = input as { text?: string };
    if (skill === "write_spec")
      return { usage, output: { spec, understanding: { summary: "A diary for plants.", points: ["Plants"], assumptions: [] } } };
    if (skill === "change_spec") return { usage, output: { kind: "changed", spec: withNotes, changes: ["Plants have notes"] } };
    if (skill === "triage") return { usage, output: { intent: text.startsWith("add") ? "change" : "question" } };
    throw new Error(`nobody asks this model for ${skill}`);
  },
  async *stream() {
    for (const text of ["It keeps", " plants."]) yield { type: "text", text };
    yield { type: "end", usage: { inputTokens: 0, outputTokens: 0 } };
  },
};

let world: World;
let workshop: Workshop;
let owner: Context;
beforeAll(async () => {
  world = await makeWorld();
  workshop = await openWorkshop(world, model);
  owner = await personWithWorkspace();
}, 300_000);
afterAll(async () => {
  await workshop?.close();
  await world?.close();
});

/** Holds the checks back, so that what happens before them is seen. */
function holdChecks(): { open(): void } {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  world.drivers.put(sandboxDriver, {
    ...workshop.sandbox,
    async spawn(spec) {
      if (spec.argv.some((each) => each.endsWith("/check.mjs"))) await gate;
      return workshop.sandbox.spawn(spec);
    },
  });
  return { open };
}

async function personWithWorkspace(): Promise<Context> {
  const { person } = await signUp(world.platform, { name: "Ada", email: "ada@example.com", password: "correct horse battery" });
  const workspace = await createWorkspace(world.platform, person, { name: "Garden" });
  return contextFor(world.platform, await readMe(world.platform, person), workspace.id);
}

const finished = (project: Project, version: number) =>
  vi.waitFor(
    async () => {
      const build = await getBuild(owner, { projectId: project.id });
      expect(build).toMatchObject({ version });
      expect(build.state).not.toBe("running");
      return build;
    },
    { timeout: 90_000, interval: 50 },
  );

const messagesOf = async (project: Project): Promise<Message[]> =>
  (await listMessages(owner, { threadId: project.threadId, limit: 100 })).items;
const cardsOf = async (project: Project, type: string) =>
  (await messagesOf(project)).flatMap((message) => message.cards).filter((card) => card.type === type);

test("an idea becomes a checked, running app; a wish becomes its next version with the data kept; a rollback is one step", async () => {
  const project = await startProject(owner, { idea: "A diary for my plants" });
  const first = await finished(project, 1);
  expect(first, JSON.stringify((await cardsOf(project, "checks"))[0])).toMatchObject({
    state: "passed",
    url: "http://plant-diary.localhost:3999",
  });
  const app = await findApp(owner, { projectId: project.id });
  if (!app) throw new Error("no app");
  expect(app).toMatchObject({ state: "live", version: 1, slug: "plant-diary" });
  const said = await messagesOf(project);
  expect(said.map((message) => message.cards[0]?.type ?? "text")).toEqual(["text", "text", "spec", "progress", "checks", "app"]);
  expect(said.slice(1, 3).every((message) => message.writtenBy === "offline")).toBe(true);
  expect((await cardsOf(project, "progress"))[0]).toMatchObject({
    state: "done",
    steps: ["spec", "code", "bundle", "start", "checks"].map((key) => ({ key, state: "done" })),
  });
  expect((await getChecks(owner, { appId: app.id, version: 1 })).checks.map((check) => [check.name, check.state])).toEqual(
    ["format", "lint", "types", "tests", "isolation", "secrets", "build"].map((name) => [name, "passed"]),
  );
  const files = await listFiles(owner, { appId: app.id, version: 1 });
  expect(files.map((file) => file.path)).toContain("package.json");
  expect((await readFile(owner, { appId: app.id, version: 1, path: "package.json" })).text).toContain("fastify");

  const fork = await forkMessage(owner, { messageId: said.at(-1)?.id ?? "" });
  const within = await forkMessage(owner, {
    messageId: (await sendMessage(owner, { threadId: fork.id, text: "What if it had photos?" })).id,
  });
  for (const { id: threadId } of [fork, within])
    await expect
      .poll(() => getForkAnchor(owner, { threadId }), { timeout: 60_000 })
      .toEqual({ threadId, projectId: project.id, appId: app.id, version: 1 });
  expect(await getForkAnchor(owner, { threadId: project.threadId })).toBeNull();
  await expect(getForkAnchor(world.stranger, { threadId: fork.id })).rejects.toMatchObject({ code: "not_found" });

  await sendMessage(owner, { threadId: project.threadId, text: "what does it do?" });
  await vi.waitFor(async () => expect((await messagesOf(project)).at(-1)?.text).toBe("It keeps plants."), {
    timeout: 90_000,
    interval: 50,
  });

  const wish = await sendMessage(owner, { threadId: project.threadId, text: "add notes to plants" });
  expect(await finished(project, 2)).toMatchObject({ state: "passed" });
  expect((await cardsOf(project, "spec")).at(-1)).toMatchObject({ version: 2, changes: ["Plants have notes"] });
  expect(await getApp(owner, { appId: app.id })).toMatchObject({ version: 2, state: "live" });
  // The spec, two times what was meant, the answer, the change: all of it counts for who asked, and for the project.
  const payers = [
    ["person", owner.actor.id],
    ["project", project.id],
  ] as const;
  for (const [by, key] of payers)
    await expect.poll(async () => (await getUsage(owner, { by })).rows.map((row) => [row.key, row.calls])).toEqual([[key, 5]]);
  // A program with a key that only writes changes no app, nor does it by taking up what somebody else wished.
  const { program, keyId } = await programOf(owner, ["chat:read", "chat:write"]);
  const again = { ...wish, messageId: wish.id, agent: "orchestrator", attendedBy: ATTENDED_BY, again: "once more" };
  const continuedBy = [{ askedFor: owner.actor.id, keyId }];
  await write(owner, "chat:write", (tx) => emit(tx, AgentEvents.TurnRequested, { ...again, continuedBy }));
  await says(project, /I did not change the app: a program asked for it/);
  await sendMessage(program, { threadId: project.threadId, text: "add a pool" });
  await says(project, /(I did not change the app: a program asked for it[^]*){2}/);
  expect(await getApp(owner, { appId: app.id })).toMatchObject({ version: 2 });
  // An old build that was pruned is made again from its commit, and nothing else of it.
  const release = foldersOf(join(workshop.directory, "apps"), app.id).release(1);
  await rm(release, { recursive: true });
  expect(await rollbackApp(owner, { appId: app.id, version: 1 })).toMatchObject({ version: 1, state: "live" });
  expect((await readdir(join(release, ".."))).toSorted()).toEqual(["1", "2"]);
  expect((await listVersions(owner, { appId: app.id })).map(({ number, checks, serving }) => ({ number, checks, serving }))).toEqual([
    { number: 2, checks: "passed", serving: false },
    { number: 1, checks: "passed", serving: true },
  ]);
  expect(await stopApp(owner, { appId: app.id })).toMatchObject({ state: "stopped" });
  await deleteApp(owner, { appId: app.id });
  await expect(getApp(owner, { appId: app.id })).rejects.toMatchObject({ code: "not_found" });
}, 240_000);

const serves = (app: Pick<App, "id">, expected: Partial<App>) =>
  vi.waitFor(async () => expect(await getApp(owner, { appId: app.id })).toMatchObject(expected), { timeout: 90_000, interval: 50 });
const says = (project: Project, text: RegExp) =>
  vi.waitFor(async () => expect((await messagesOf(project)).map((message) => message.text).join("\n")).toMatch(text), {
    timeout: 90_000,
    interval: 50,
  });

test("a build that is cancelled after its start leaves nothing unchecked on the address", async () => {
  const held = holdChecks();
  const project = await startProject(owner, { idea: "A diary for my plants" });
  const app = await vi.waitFor(
    async () => {
      const found = await findApp(owner, { projectId: project.id });
      expect(found).toMatchObject({ state: "live", version: 1 });
      if (!found) throw new Error("no app");
      return found;
    },
    { timeout: 90_000, interval: 50 },
  );
  const checks = () => cardsOf(project, "checks");
  await vi.waitFor(async () => expect(await checks()).toHaveLength(1), { timeout: 90_000, interval: 50 });
  expect(await cancelBuild(owner, { projectId: project.id })).toMatchObject({ version: 1 });
  await serves(app, { state: "failed", version: 0 });
  await says(project, /Version 1 was not checked to its end and there is no earlier one, so I stopped the app\./);
  await expect(startApp(owner, { appId: app.id })).rejects.toMatchObject({ code: "conflict" });
  expect((await checks())[0]).toMatchObject({ state: "failed", checks: [{ state: "broken" }, {}, {}, {}, {}, {}, {}] });
  held.open();

  await sendMessage(owner, { threadId: project.threadId, text: "add notes to plants" });
  expect(await finished(project, 2)).toMatchObject({ state: "passed" });
  await serves(app, { state: "live", version: 2 });
  // Nobody had data in a version that was never there to be used.
  await says(project, /is live at \S+ and every check passed\. Say what you want changed/);
  const heldAgain = holdChecks();
  await sendMessage(owner, { threadId: project.threadId, text: "add notes to plants once more" });
  await serves(app, { state: "live", version: 3 });
  await cancelBuild(owner, { projectId: project.id });
  await serves(app, { state: "live", version: 2 });
  await says(project, /Version 3 was not checked to its end, so version 2 is live again\. Your data is as it was\./);
  heldAgain.open();
  expect(await getBuild(owner, { projectId: project.id })).toMatchObject({ version: 3, state: "cancelled" });
}, 240_000);

test("a deploy that failed can be tried again until a newer version is there; an app that a person stopped stays stopped", async () => {
  let broken = true;
  world.drivers.put(hostingDriver, {
    ...workshop.hosting,
    deploy: (deployment) =>
      broken ? Promise.reject(new AppError("unavailable", "The machine has no room.")) : workshop.hosting.deploy(deployment),
  });
  const project = await startProject(owner, { idea: "A diary for my plants" });
  const failed = await finished(project, 1);
  expect(failed).toMatchObject({ state: "failed", message: "Version 1 could not be finished. The machine has no room." });
  const app = await findApp(owner, { projectId: project.id });
  if (!app) throw new Error("no app");
  expect(app).toMatchObject({ state: "failed", version: 0 });
  await says(project, /The machine has no room\. Press “Try again” on its card/);
  const failedDeploy = async () => {
    const { items } = await listTasks(owner, { state: "failed", limit: 20 });
    const build = (await listTasks(owner, { limit: 100 })).items.filter((task) => task.kind === "builder.deploy");
    const task = items.find((each) => each.kind === "builder.deploy" && build[0]?.groupId === each.groupId);
    if (!task) throw new Error("no deploy has failed");
    return task.id;
  };
  broken = false;
  await retryTask(owner, { taskId: await failedDeploy() });
  await serves(app, { state: "live", version: 1 });
  await says(project, /is live at .* and every check passed/);
  expect(await getBuild(owner, { projectId: project.id })).toMatchObject({ version: 1, state: "passed" });

  broken = true;
  await sendMessage(owner, { threadId: project.threadId, text: "add notes to plants" });
  expect(await finished(project, 2)).toMatchObject({ state: "failed" });
  const old = await failedDeploy();
  broken = false;
  await stopApp(owner, { appId: app.id });
  const finals = async () => (await cardsOf(project, "progress")).map((card) => card.type === "progress" && card.final === true);
  expect(await finals()).toEqual([false, false]);
  await sendMessage(owner, { threadId: project.threadId, text: "add notes to plants once more" });
  expect(await finished(project, 3)).toMatchObject({ state: "passed" });
  await says(project, /Version 3 of .* is ready and every check passed\. The app is stopped, as you left it/);
  expect(await getApp(owner, { appId: app.id })).toMatchObject({ state: "stopped", version: 3 });
  expect(workshop.hosting.status(app.id)).toMatchObject({ state: "stopped", release: "3" });
  expect(await finals()).toEqual([false, true, false]);

  await retryTask(owner, { taskId: old });
  await vi.waitFor(async () => expect(await getTask(owner, { taskId: old })).toMatchObject({ state: "failed" }), { timeout: 90_000 });
  expect((await getTask(owner, { taskId: old })).error?.message).toMatch(/^Version 2 was followed by version 3\./);
  await says(project, /^Version 2 was followed by version 3\./m);
  expect(await startApp(owner, { appId: app.id })).toMatchObject({ state: "live", version: 3 });
  world.drivers.put(hostingDriver, workshop.hosting);
}, 240_000);

test("a project that came with an import is built from its spec on demand, once, and follows wishes from then on; so does one whose app was deleted", async () => {
  const { thread } = await startThread(owner, { channelId: (await ensureChannel(owner, "ideas", "")).id, text: "A diary, made elsewhere" });
  const project = {
    id: newId("prj"),
    name: spec.name,
    idea: "A diary",
    threadId: thread.id,
    phase: "development" as const,
    specVersion: 3,
  };
  const made = { ...project, createdAt: world.clock.now() };
  const version = {
    projectId: made.id,
    version: 3,
    spec,
    changes: [],
    authorId: "mem_elsewhere",
    writtenBy: null,
    byProgram: false,
    createdAt: made.createdAt,
  };
  expect(await importProject(owner, { project: made, specs: [version], decisions: [] })).toBe(true);
  expect(await getBuild(owner, { projectId: made.id })).toMatchObject({
    state: "failed",
    message: expect.stringContaining("Build it again"),
  });
  await expect(buildAgain(world.stranger, { projectId: made.id })).rejects.toMatchObject({ code: "not_found" });

  const asked = await Promise.allSettled([buildAgain(owner, { projectId: made.id }), buildAgain(owner, { projectId: made.id })]);
  expect(asked.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await finished(made, 1)).toMatchObject({ state: "passed" });
  await sendMessage(owner, { threadId: thread.id, text: "add notes to plants" });
  expect(await finished(made, 2)).toMatchObject({ state: "passed" });

  await deleteApp(owner, { appId: (await findApp(owner, { projectId: made.id }))?.id ?? "" });
  await buildAgain(owner, { projectId: made.id });
  expect(await finished(made, 1)).toMatchObject({ state: "passed" });
});
