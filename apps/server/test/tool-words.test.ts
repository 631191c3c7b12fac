import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { briefingTools } from "@openvibe/core/briefing";
import { startThread } from "@openvibe/core/chat";
import { MOST_GIVEN } from "@openvibe/core/connectors";
import { fileStore, uploadFile } from "@openvibe/core/files";
import { ensureApp, places } from "@openvibe/core/hosting";
import { addContextItem } from "@openvibe/core/knowledge";
import { remember } from "@openvibe/core/memory";
import { inputSchemaOf, newId, type Tool } from "@openvibe/core/platform";
import { makePlan } from "@openvibe/core/plans";
import { startProject } from "@openvibe/core/projects";
import { addTasks } from "@openvibe/core/runs";
import { createSchedule } from "@openvibe/core/schedules";
import { createFilesystemStorage } from "@openvibe/drivers/storage";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../../packages/core/test/agents-world.ts";
import { scriptedModel } from "../../../packages/core/test/scripted-model.ts";
import { TOOLS } from "../src/tools.ts";

let world: AgentsWorld;
let directory: string;
/** What there is in the workspace, by the name under which tools take its id, and how people call it. */
let things: Record<string, { id: string; name: string }>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "openvibe-words-"));
  world = await makeAgentsWorld(
    scriptedModel(() => ({ text: "Done." })),
    TOOLS,
  );
  world.drivers.put(fileStore, { storage: createFilesystemStorage({ directory }), limitBytes: 1_000 }).put(places, {
    appsDirectory: directory,
    kitDirectory: () => Promise.resolve(directory),
    urlOf: (slug) => `http://${slug}.localhost:3999`,
    platformOrigin: () => "http://localhost:3999",
  });
  const { ada, owner, channelId } = world;
  const file = await uploadFile(ada, { name: "figures.csv", bytes: Readable.from([Buffer.from("1,2")]) });
  const { thread, message } = await startThread(ada, { channelId, text: "Quarterly figures", fileIds: [file.fileId] });
  const project = await startProject(ada, { idea: "Plant diary" });
  const app = await ensureApp(owner, {
    projectId: project.id,
    threadId: project.threadId,
    name: "Herbarium",
    accent: "green",
    icon: "leaf",
  });
  const plan = await makePlan(ada, { threadId: thread.id, title: "Spring launch", request: "Research the market, then write the report" });
  const schedule = await createSchedule(ada, {
    agent: "orchestrator",
    threadId: thread.id,
    title: "Morning look",
    instructions: "Look around",
    cron: "0 9 * * *",
  });
  const memory = await remember(ada, { text: "Invoices are paid late", scope: "workspace" });
  const item = await addContextItem(ada, { kind: "decision", text: "We ship on Fridays", scope: "workspace" });
  const todo = await addContextItem(ada, { kind: "action", text: "Water the ferns", scope: "thread", scopeId: project.threadId });
  const [taskId = ""] = await addTasks(owner, [{ kind: "test.idle", input: null, aboutMessageId: message.id }]);
  things = {
    channelId: { id: channelId, name: "#work" },
    threadId: { id: thread.id, name: "Quarterly figures" },
    messageId: { id: message.id, name: "Quarterly figures" },
    fileId: { id: file.fileId, name: "figures.csv" },
    projectId: { id: project.id, name: "Plant diary" },
    appId: { id: app.id, name: "Herbarium" },
    planId: { id: plan.id, name: "Spring launch" },
    scheduleId: { id: schedule.id, name: "Morning look" },
    memoryId: { id: memory.id, name: "Invoices are paid late" },
    itemId: { id: item.id, name: "We ship on Fridays" },
    byItemId: { id: todo.id, name: "Water the ferns" },
    taskId: { id: taskId, name: "Quarterly figures" },
    todoId: { id: todo.id, name: "Water the ferns" },
  };
});
afterAll(async () => {
  await world?.close();
  await rm(directory, { recursive: true, force: true });
});

const OF_TODOS = new Set(["task_get", "task_update"]);
const FILLING: Readonly<Record<string, unknown>> = {
  version: 1,
  paused: true,
  path: "src/main.ts",
  decision: "Ship it",
  limit: 10,
  status: "done",
  query: "ferns",
};

/** What a tool takes, of what there is; what it must have beside ids is filled in. */
function inputFor(tool: Tool) {
  const { properties = {}, required = [] } = inputSchemaOf(tool) as { properties?: Record<string, object>; required?: string[] };
  const used: { id: string; name: string }[] = [];
  const input = Object.keys(properties).flatMap((field): [string, unknown][] => {
    const thing = things[field === "taskId" && OF_TODOS.has(tool.name) ? "todoId" : field];
    if (thing && required.includes(field)) used.push(thing);
    if (thing) return [[field, thing.id]];
    return required.includes(field) || field in FILLING ? [[field, FILLING[field] ?? "Hello there"]] : [];
  });
  return { input: Object.fromEntries(input), used };
}

test("every tool says by name what it was given by id: a person who is asked reads words", async () => {
  const checked: string[] = [];
  for (const tool of [...TOOLS, ...briefingTools]) {
    const { input, used } = inputFor(tool);
    if (used.length === 0 || !tool.input.safeParse(input).success) continue;
    checked.push(tool.name);
    const { text } = await tool.says(input, world.ada);
    expect(text, tool.name).not.toMatch(/\b[a-z]{3}_[0-9a-z]{26}\b/);
    const isNamed = tool.effect === "read" || used.some(({ name }) => text.includes(`“${name}”`));
    expect(isNamed, `${tool.name} says: ${text}`).toBe(true);
  }
  expect(checked).toEqual(
    expect.arrayContaining(["plans_cancel", "memory_forget", "hosting_delete_app", "schedules_remove", "chat_send_message", "task_update"]),
  );
});

test("an agent that has every tool of the product, and as many of servers as it may, can be sent to every provider", () => {
  const made = ["agents_ask"];
  expect(TOOLS.length + made.length + MOST_GIVEN).toBeLessThanOrEqual(128);
  expect(TOOLS.map(({ name }) => name)).toContain("generate_handoff_summary");
  expect(new Set([...TOOLS.map(({ name }) => name), ...made]).size).toBe(TOOLS.length + made.length);
});

test("whose eyes do not reach it reads the id, never the name", async () => {
  const forget = TOOLS.find(({ name }) => name === "memory_forget");
  const input = { memoryId: things["memoryId"]?.id };
  expect((await forget?.says(input, world.stranger))?.text).not.toContain("Invoices");
  expect((await forget?.says({ memoryId: newId("mry") }, world.ada))?.text).toMatch(/mry_/);
});
