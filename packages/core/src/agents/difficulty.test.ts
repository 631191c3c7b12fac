import { asc } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { usageRecords } from "../billing/tables.ts";
import { AppError, defineTool } from "../platform/index.ts";
import { changeAgent } from "./index.ts";

const wait = { timeout: 60_000, interval: 20 };
vi.setConfig({ testTimeout: 180_000 });

const says = (input: { word: string }) => `Looks up ${input.word}`;
const look = { title: "Look", description: "Looks a word up.", input: z.object({ word: z.string() }), permission: "chat:read", says };
const lookUp = defineTool({
  ...look,
  name: "look_up",
  effect: "read",
  run: (_, { word }) => (word === "nothing" ? Promise.reject(new AppError("not_found", "There is no such word.")) : Promise.resolve(word)),
});
const readCode = defineTool({ ...look, name: "read_code", effect: "read", code: true, run: (_, { word }) => Promise.resolve(word) });
const rounds: ScriptedReply[] = [
  { calls: [{ tool: "look_up", input: { word: "something" } }] },
  { calls: [{ tool: "look_up", input: { word: "nothing" } }] },
  { calls: [{ tool: "read_code", input: { word: "main.ts" } }] },
  { calls: [{ tool: "look_up", input: { word: "else" } }] },
  { text: "That is what I found." },
];

let world: AgentsWorld;
beforeAll(async () => {
  world = await makeAgentsWorld(
    scriptedModel((_, round) => rounds[round - 1] ?? { text: "Done." }),
    [lookUp, readCode],
  );
  world.work();
});
afterAll(() => world.close());

test("each round of a turn is asked of the model that the agent has for work so hard", async () => {
  const models = { routine: "anthropic/claude-haiku-5-5", normal: "anthropic/claude-sonnet-5", hard: "anthropic/claude-opus-5" };
  const limits = { rounds: 5, minutes: null, taskCents: 1_000, dayCents: null };
  await changeAgent(world.owner, { agent: "orchestrator", models, limits });
  const threadId = await world.begin(world.ada, "@vibe please look into it");
  const ended = { text: expect.stringContaining("That is what I found") as string, answerState: null };
  await expect.poll(async () => (await world.said(threadId)).at(-1), wait).toMatchObject(ended);
  const asked = await world.owner.db.select().from(usageRecords).orderBy(asc(usageRecords.createdAt));
  const turn = asked.filter(({ skill }) => skill === "turn").map(({ model }) => model.replace("claude-", ""));
  // At first; after a result; after a failure; over code; the last one, which only reports.
  expect(turn).toEqual(["sonnet-5", "sonnet-5", "opus-5", "opus-5", "haiku-5-5"]);
});
