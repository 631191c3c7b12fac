import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { lookTool, untilLetGo } from "../../test/look-tool.ts";
import { addPerson } from "../../test/people.ts";
import { programOf } from "../../test/programs.ts";
import { resultsIn, scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { approvalsFollower, decideApproval, listApprovals } from "../approvals/index.ts";
import { removeBudget, setBudget } from "../billing/index.ts";
import { usageRecords } from "../billing/tables.ts";
import { deleteMessage, sendMessage } from "../chat/index.ts";
import { settled } from "../gateway/index.ts";
import { revokeApiKey } from "../identity/index.ts";
import { forgetMemory, memoryFollower, memoryTools, recall } from "../memory/index.ts";
import { AppError, defineTool, type Context } from "../platform/index.ts";
import { cancelTask, listTasks, retryTask } from "../runs/index.ts";
import { taskSteps } from "../runs/tables.ts";
import { setSetting } from "../settings/index.ts";
import { listTranscripts, talkTools, transcriptsFollower } from "../turns/index.ts";
import { continueAnswer, projectBriefs, stopAnswer, watchAnswers } from "./index.ts";

const wait = { timeout: 45_000, interval: 20 };
const stopped: string[] = [];
const stop = defineTool({
  name: "shop_stop",
  title: "Stop the shop",
  description: "Stops the shop.",
  input: z.object({}),
  permission: "hosting:write",
  effect: "write",
  says: () => "Stops the shop",
  run: (ctx) => Promise.resolve(stopped.push(`for ${ctx.actor.forMember} by ${ctx.actor.keyId ?? "hand"}`)),
});
const owners: (string | undefined)[] = [];
const found = defineTool({
  name: "firm_found",
  title: "Found a firm",
  description: "Founds a firm, which works on by itself.",
  input: z.object({}),
  permission: "hosting:write",
  effect: "write",
  says: () => "Founds a firm",
  run: async (_, __, { madeFor }) => owners.push(madeFor),
});
let onLook: () => Promise<unknown>;
const look = lookTool(() => onLook());
let world: AgentsWorld;
let approvals: { settled(): Promise<void> };
let reply: (results: string[]) => ScriptedReply;
let calls = 0;

beforeAll(async () => {
  const model = scriptedModel((options) => {
    calls += 1;
    return reply(resultsIn(options).map(({ text }) => text));
  });
  world = await makeAgentsWorld(model, [...talkTools, ...memoryTools, look, stop, found]);
  approvals = world.follow([approvalsFollower]);
  world.work();
});
afterAll(() => world.close());
vi.setConfig({ testTimeout: 120_000 });

const speaking = (): ScriptedReply => ({ text: "I will. ", afterText: untilLetGo });
const acting = (results: string[]): ScriptedReply =>
  results.length === 0 ? { calls: [{ tool: "shop_stop", input: {} }] } : { text: `That is all: ${results[0]}` };

const answerIn = async (threadId: string) => (await world.said(threadId))[1];
const asks = async (threadId: string) => (await listApprovals(world.ada, { limit: 5, threadId })).items;

/** An answer to what Ada asked for, which was stopped when it had said its first words. */
async function stoppedAnswer(): Promise<{ threadId: string; messageId: string }> {
  reply = speaking;
  const threadId = await world.begin(world.ada, "@devi look at the shop");
  return { threadId, messageId: await stopAt(threadId, world.ada) };
}

async function stopAt(threadId: string, by: Context): Promise<string> {
  await expect.poll(async () => (await answerIn(threadId))?.text, wait).toMatch(/^I will/);
  const messageId = (await answerIn(threadId))?.id ?? "";
  await stopAnswer(by, { messageId });
  return messageId;
}

async function goesOn(by: Context, { threadId, messageId }: { threadId: string; messageId: string }): Promise<string> {
  reply = acting;
  await continueAnswer(by, { messageId, afresh: true });
  const isOver = async () => ((await answerIn(threadId))?.text.includes("That is all") ?? false) || (await asks(threadId)).length > 0;
  await expect.poll(isOver, wait).toBe(true);
  return (await answerIn(threadId))?.text ?? "";
}

test("who has an agent go on with what another person asked has nothing done that they may not do, and their program has a person asked", async () => {
  const bob = await addPerson(world, "bob");
  const writer = await programOf(bob, ["chat:read", "chat:write"]);
  expect(await goesOn(writer.program, await stoppedAnswer())).toContain("Refused: It needs hosting:write");
  const viewer = await addPerson(world, "vic", "viewer");
  await expect(continueAnswer(viewer, await stoppedAnswer())).rejects.toMatchObject({ code: "forbidden" });

  const builder = await programOf(bob, ["chat:read", "chat:write", "hosting:write"]);
  const asked = await stoppedAnswer();
  await goesOn(builder.program, asked);
  const [request] = await asks(asked.threadId);
  expect(request).toMatchObject({ tool: "shop_stop", tainted: true, askedFor: world.ada.actor.id, state: "pending" });
  expect(stopped).toEqual([]);
  await decideApproval(world.ada, { approvalId: request?.id ?? "", decision: "approve" });
  await expect.poll(() => stopped, wait).toEqual([`for ${world.ada.actor.id} by ${builder.keyId}`]);

  expect(await goesOn(bob, await stoppedAnswer())).toContain("That is all");
  expect(await goesOn(world.ada, await stoppedAnswer())).toContain("That is all");
  expect(stopped.slice(1)).toEqual([`for ${world.ada.actor.id} by hand`, `for ${world.ada.actor.id} by hand`]);
});

test("a turn that failed is not tried again as a task, for whoever asked: it goes on in its thread, with the rights of who says so", async () => {
  const { program } = await programOf(await addPerson(world, "fay"), ["runs:read", "runs:write", "chat:read", "chat:write"]);
  const { length } = stopped;
  reply = acting;
  world.drivers.put(projectBriefs, () => Promise.reject(new AppError("bad_request", "A fault that passes.")));
  const threadId = await world.begin(world.ada, "@devi stop the shop");
  await expect.poll(async () => (await answerIn(threadId))?.answerState, wait).toBe("interrupted");
  const failed = async () => (await listTasks(program, { limit: 1, state: "failed" })).items[0];
  await expect.poll(failed, wait).toBeDefined();
  world.drivers.put(projectBriefs, () => Promise.resolve(undefined));
  await expect(retryTask(program, { taskId: (await failed())?.id ?? "" })).rejects.toThrow("Have the answer go on there");
  const messageId = (await answerIn(threadId))?.id ?? "";
  expect(await goesOn(program, { threadId, messageId })).toMatch(/hosting:write/);
  expect(stopped).toHaveLength(length);
});

test("from where another person has an answer go on it counts for them, and so do the agents that are asked then", async () => {
  const [cyd, dan] = [await addPerson(world, "cyd"), await addPerson(world, "dan")];
  const paying = async () => {
    await settled(world.platform);
    const rows = await world.owner.db.select().from(usageRecords).orderBy(asc(usageRecords.createdAt));
    return rows.flatMap(({ memberId, skill }) => (skill === "turn" ? [memberId] : []));
  };
  const { length } = await paying();
  const asked = await stoppedAnswer();
  await continueAnswer(cyd, { messageId: asked.messageId, afresh: true });
  await stopAt(asked.threadId, cyd);
  const first = calls + 1;
  const qa = { tool: "agents_ask", input: { agent: "qa", request: "Look whether it stands." } };
  reply = () => (calls === first ? { calls: [qa] } : { text: "It stands." });
  await continueAnswer(dan, { messageId: asked.messageId, afresh: true });
  const said = async () => (await world.said(asked.threadId)).map(({ text, answerState }) => [text, answerState]);
  await expect.poll(said, wait).toEqual([expect.anything(), ["It stands.", null], expect.anything(), ["It stands.", null]]);
  const who = [world.ada, cyd, dan, dan, dan].map(({ actor }) => actor.id);
  expect((await paying()).slice(length)).toEqual(who);

  // What works on by itself is theirs too; a program's is its person's, whose key it has.
  const founding = (results: string[]) => (results.length === 0 ? { calls: [{ tool: "firm_found", input: {} }] } : { text: "Founded." });
  const { program } = await programOf(world.ada, ["chat:read", "chat:write", "hosting:write"]);
  for (const asker of [world.ada, program]) {
    reply = speaking;
    const begun = await world.begin(asker, "@devi found a firm");
    const messageId = await stopAt(begun, dan);
    reply = founding;
    await continueAnswer(dan, { messageId, afresh: true });
    const isSettled = async () => {
      const [request] = await asks(begun);
      if (request?.state === "pending") await decideApproval(world.ada, { approvalId: request.id, decision: "approve" });
      return (await world.said(begun)).some(({ text }) => text === "Founded.");
    };
    await expect.poll(isSettled, wait).toBe(true);
  }
  expect(owners).toEqual([dan.actor.id, world.ada.actor.id]);

  // Who has nothing left is not helped by what the first one has.
  const { id: budgetId } = await setBudget(world.owner, { scope: "person", subjectId: dan.actor.id, period: "total", limitMicros: 1 });
  const { threadId, messageId } = await stoppedAnswer();
  reply = () => ({ text: "It stands." });
  await continueAnswer(dan, { messageId, afresh: true });
  await expect.poll(async () => (await answerIn(threadId))?.answerState, wait).toBeNull();
  expect(await answerIn(threadId)).toMatchObject({ writtenBy: "offline", insteadOf: expect.stringMatching(/^anthropic\//) });
  await removeBudget(world.owner, { budgetId });
});

test("a program cannot keep an agent at it by having it go on: a person is waited for, who may", async () => {
  await setSetting(world.owner, { layer: "workspace", key: "agents.programQuestions", value: 2 });
  const { program } = await programOf(await addPerson(world, "bill"), ["chat:read", "chat:write"]);
  const { threadId, messageId } = await stoppedAnswer();
  const before = calls;
  for (const n of [1, 2]) {
    await continueAnswer(program, { messageId, afresh: true });
    await expect.poll(() => calls, wait).toBe(before + n);
    await stopAt(threadId, program);
  }
  const again = () => continueAnswer(program, { messageId, afresh: true });
  await expect(again()).rejects.toMatchObject({ code: "too_many_requests", message: expect.stringContaining("wait for a person") });
  expect((await answerIn(threadId))?.answerState).toBe("stopped");
  await continueAnswer(world.ada, { messageId, afresh: true });
  await expect.poll(() => calls, wait).toBe(before + 3);
  await stopAt(threadId, world.ada);
});

test("what a program wanted done when its key was revoked is asked of nobody", async () => {
  const { program, keyId } = await programOf(world.ada, ["chat:read", "chat:write", "hosting:write"]);
  onLook = async () => {
    await revokeApiKey(world.ada, { keyId });
    await approvals.settled();
  };
  reply = (results) => (results.length === 0 ? { calls: [{ tool: "look", input: {} }] } : acting(results.slice(1)));
  const threadId = await world.begin(program, "@devi stop the shop");
  await expect.poll(async () => (await answerIn(threadId))?.text, wait).toContain("Refused: It needs hosting:write");
  expect(await asks(threadId)).toEqual([]);
});

test("an answer that goes on after its task was cancelled is told nothing that was forgotten or deleted meanwhile", async () => {
  const follow = world.follow([memoryFollower, transcriptsFollower]);
  const cancelled = async (threadId: string) => {
    const written = async () => (await world.said(threadId)).find(({ text }) => text === "I know.");
    await expect.poll(written, wait).toBeDefined();
    const taskId = (await world.turns()).find(({ state }) => state === "running")?.id ?? "";
    await cancelTask(world.owner, { taskId });
    const watch = watchAnswers(world.platform);
    await watch.look();
    await watch.close();
    return { taskId, messageId: (await written())?.id ?? "" };
  };
  const stepsOf = async (taskId: string) => {
    await follow.settled();
    return (await world.owner.db.select().from(taskSteps).where(eq(taskSteps.taskId, taskId))).map(({ name }) => name);
  };
  const knowing: ScriptedReply = { text: "I know.", afterText: untilLetGo };

  const noted = { tool: "memory_remember", input: { text: "Bob is allergic to hazelnuts", scope: "workspace", importance: "medium" } };
  reply = (results) => (results.length === 0 ? { calls: [noted] } : knowing);
  const threadId = await world.begin(world.ada, "@devi keep in mind what Bob cannot eat");
  const { taskId, messageId } = await cancelled(threadId);
  expect(await stepsOf(taskId)).toContain("tool/1/0");
  const { items } = await recall(world.ada, { query: "hazelnuts", limit: 5 });
  for (const { memory } of items) await forgetMemory(world.ada, { memoryId: memory.id });
  expect(await stepsOf(taskId)).toEqual([]);
  let told: string[] | undefined;
  reply = (results) => {
    told = results;
    return { text: "That is all." };
  };
  await continueAnswer(world.ada, { messageId });
  await expect.poll(() => told, wait).toEqual([]);

  // The same of what it was given to read.
  const other = await world.begin(world.ada, "Cyd is allergic to walnuts");
  reply = (results) => (results.length === 0 ? { calls: [{ tool: "look", input: {} }] } : knowing);
  onLook = () => Promise.resolve();
  await sendMessage(world.ada, { threadId: other, text: "@devi what do you know of Cyd?" });
  const asked = await cancelled(other);
  expect(await stepsOf(asked.taskId)).toContain("model/1");
  await deleteMessage(world.ada, { messageId: (await world.said(other))[0]?.id ?? "" });
  expect(await stepsOf(asked.taskId)).toEqual([]);

  // And of what only the turn before has read, of whose calls the next one is told.
  const [far] = await world.said(await world.begin(world.ada, "Dan is allergic to almonds"));
  onLook = () => Promise.resolve(far?.id);
  const rounds = [{ calls: [{ tool: "look", input: {} }] }, { text: "No almonds.", calls: [{ tool: "shop_stop", input: {} }] }];
  reply = (results) => rounds[results.length] ?? knowing;
  const third = await world.begin(world.ada, "@devi what may Dan not eat?");
  const written = async () => (await answerIn(third))?.text ?? "";
  await expect.poll(written, wait).toContain("I know.");
  await stopAnswer(world.ada, { messageId: (await answerIn(third))?.id ?? "" });
  reply = () => ({ text: "That is all." });
  await continueAnswer(world.ada, { messageId: (await answerIn(third))?.id ?? "", afresh: true });
  await expect.poll(async () => (await answerIn(third))?.answerState, wait).toBeNull();
  const onRecord = async () =>
    (await listTranscripts(world.owner, { limit: 5, threadId: third })).items.filter(({ skill }) => skill === "turn");
  expect(await onRecord()).toHaveLength(2);
  await deleteMessage(world.ada, { messageId: far?.id ?? "" });
  await follow.settled();
  expect(await onRecord()).toEqual([]);
});
