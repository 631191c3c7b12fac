import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { AppSpec } from "@openvibe/appspec";
import { createFilesystemStorage } from "@openvibe/drivers/storage";
import { afterAll, beforeAll, expect, test } from "vitest";
import { timer } from "../../test/timer-spec.ts";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import { IDEAS, ensureChannel, listMessages, sendMessage, startThread } from "../chat/index.ts";
import { fileStore, uploadFile } from "../files/index.ts";
import { LOG_START } from "../platform/index.ts";
import {
  findProject,
  getProject,
  getSpec,
  listDecisions,
  listProjects,
  listSpecs,
  projectsFollower,
  recordDecision,
  recordSpec,
  setPhase,
  startProject,
} from "./index.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

test("an idea opens a thread in #ideas and becomes a project with spec versions", async () => {
  const project = await startProject(world.owner, { idea: "  A focus timer for writers  ", clientKey: "idea-key-1" });
  expect(await startProject(world.owner, { idea: "A focus timer for writers", clientKey: "idea-key-1" })).toEqual(project);
  expect((await listMessages(world.owner, { threadId: project.threadId, limit: 5 })).items.map((message) => message.text)).toEqual([
    "A focus timer for writers",
  ]);
  const first = await recordSpec(world.owner, { projectId: project.id, after: 0, spec: timer, changes: [], writtenBy: "offline" });
  await recordSpec(world.owner, {
    projectId: project.id,
    after: 1,
    spec: { ...timer, name: "Deep focus" },
    changes: ["Renamed"],
    writtenBy: "offline",
  });
  expect(first.version).toBe(1);
  expect((await getSpec(world.owner, { projectId: project.id })).spec.name).toBe("Deep focus");
  expect((await getSpec(world.owner, { projectId: project.id, version: 1 })).spec.name).toBe("Focus");
  expect((await listSpecs(world.owner, { projectId: project.id })).map((version) => version.version)).toEqual([2, 1]);
  expect(await setPhase(world.owner, { projectId: project.id, phase: "development" })).toMatchObject({
    name: "Deep focus",
    phase: "development",
    specVersion: 2,
  });
  await recordDecision(world.owner, { projectId: project.id, text: "Writers first", messageId: null });
  expect((await listDecisions(world.owner, { projectId: project.id })).map((decision) => decision.text)).toEqual(["Writers first"]);
  expect((await listProjects(world.owner, { limit: 10 })).items.map((each) => each.id)).toContain(project.id);
});

test("of two changes made from the same version one is refused, and nothing is lost", async () => {
  const project = await startProject(world.owner, { idea: "A timer" });
  const change = (name: string) =>
    recordSpec(world.owner, { projectId: project.id, after: 0, spec: { ...timer, name }, changes: [], writtenBy: null });
  const results = await Promise.allSettled([change("One"), change("Two")]);
  expect(results.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await getProject(world.owner, { projectId: project.id })).toMatchObject({ specVersion: 1 });
});

test("a spec that does not hold together is refused with the place, and leaves nothing", async () => {
  const project = await startProject(world.owner, { idea: "A timer" });
  const broken = { ...timer, features: [{ ...timer.features[0], capability: "CAP-9" }] } as AppSpec;
  await expect(recordSpec(world.owner, { projectId: project.id, after: 0, spec: broken, changes: [], writtenBy: null })).rejects.toThrow(
    /CAP-9/,
  );
  await expect(getSpec(world.owner, { projectId: project.id })).rejects.toMatchObject({ code: "not_found" });
});

test("an empty idea gets a kind answer, an enormous one is kept whole beside a message that can be read", async () => {
  await expect(startProject(world.owner, { idea: " \n " })).rejects.toThrow(/Write in a sentence/);
  const enormous = "A shop for hats. ".repeat(6_000);
  const project = await startProject(world.owner, { idea: enormous });
  expect((await getProject(world.owner, { projectId: project.id })).idea).toBe(enormous.trim());
  const [message] = (await listMessages(world.owner, { threadId: project.threadId, limit: 5 })).items;
  expect(message?.text.length).toBeLessThan(20_001);
});

test("an idea begins with its files, and once; files alone are no idea yet, and stay to be sent with one", async () => {
  const directory = await mkdtemp(join(tmpdir(), "openvibe-idea-"));
  const storage = createFilesystemStorage({ directory });
  world.drivers.put(fileStore, { storage, limitBytes: 1_000 });
  try {
    const sketch = await uploadFile(world.owner, { name: "sketch.txt", bytes: Readable.from([Buffer.from("a timer with a tomato")]) });
    const fileIds = [sketch.fileId];
    await expect(startProject(world.owner, { idea: "", fileIds })).rejects.toThrow(/Write in a sentence/);
    const begun = { idea: "A timer like this", fileIds, clientKey: "idea-with-files" };
    const [project, again] = await Promise.all([startProject(world.owner, begun), startProject(world.owner, begun)]);
    expect(again).toEqual(project);
    const { items } = await listMessages(world.owner, { threadId: project.threadId, limit: 5 });
    expect(items.map(({ text, attachments }) => [text, attachments])).toEqual([["A timer like this", [sketch]]]);
  } finally {
    await storage.close();
    await rm(directory, { recursive: true, force: true });
  }
});

test("a thread that a person opens in #ideas by hand is an idea too; talk elsewhere is not", async () => {
  const running = world.follow([projectsFollower]);
  const ideas = await ensureChannel(world.owner, ...IDEAS);
  const general = await ensureChannel(world.owner, "general", "");
  const idea = await startThread(world.owner, { channelId: ideas.id, text: "A habit tracker" });
  const talk = await startThread(world.owner, { channelId: general.id, text: "Lunch?" });
  await sendMessage(world.owner, { threadId: idea.thread.id, text: "with streaks" });
  await running.settled();
  expect(await findProject(world.owner, { threadId: idea.thread.id })).toMatchObject({ idea: "A habit tracker" });
  expect(await findProject(world.owner, { threadId: talk.thread.id })).toBeNull();
});

test("another workspace cannot see it, a viewer cannot start it, and the events tell the story", async () => {
  const before = (await settledEvents(world.owner, LOG_START)).at(-1)?.cursor ?? LOG_START;
  const project = await startProject(world.owner, { idea: "A plant diary" });
  await expect(getProject(world.stranger, { projectId: project.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(startProject(world.viewer, { idea: "A plant diary" })).rejects.toMatchObject({ code: "forbidden" });
  const types = (await settledEvents(world.owner, before)).map((event) => event.type);
  expect(types).toEqual(["chat.thread_started", "chat.message_sent", "projects.project_started"]);
});
