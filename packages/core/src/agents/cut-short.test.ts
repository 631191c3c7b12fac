import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { lookTool, untilLetGo } from "../../test/look-tool.ts";
import { addPerson } from "../../test/people.ts";
import { resultsIn, scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { settledEvents } from "../../test/world.ts";
import { changeRole, removeMember } from "../identity/index.ts";
import { decideApproval, listApprovals, type Approval } from "../approvals/index.ts";
import { defineTool, LOG_START, makeContext, systemContext, write } from "../platform/index.ts";
import { cancelTask, tasksAbout } from "../runs/index.ts";
import { getTranscript, listTranscripts, talkTools } from "../turns/index.ts";
import { answerTask, askAgent, attendThread, continueAnswer, stopAnswer, watchAnswers } from "./index.ts";
import { TurnRequested } from "./model.ts";
import { answers } from "./tables.ts";

const wait = { timeout: 45_000, interval: 20 };
const paid: string[] = [];
const pay = defineTool({
  name: "pay",
  title: "Pay",
  description: "Pays somebody.",
  input: z.object({ to: z.string() }),
  permission: "projects:write",
  effect: "irreversible",
  says: ({ to }) => `Pays ${to}`,
  // The money is gone, and the bank is slow to say so.
  run: async (_, { to }, { signal }) => {
    paid.push(to);
    return untilLetGo(signal);
  },
});
const wrote: string[] = [];
let onLook: () => Promise<void>;
const look = lookTool(() => onLook());
const writeDown = defineTool({
  name: "write_down",
  title: "Write down",
  description: "Writes down.",
  input: z.object({}),
  permission: "projects:write",
  effect: "write",
  says: () => "Writes",
  run: async (ctx) => wrote.push(ctx.actor.forMember ?? ""),
});
let world: AgentsWorld;
let told: string[][] = [];
/** What the model says instead of paying. */
let reply: ((results: string[]) => ScriptedReply) | undefined;
/** What the model does once it knows of a call that was cut short; it pays as long as it knows of none. */
let knowing: () => ScriptedReply;
const model = scriptedModel((options): ScriptedReply => {
  const results = resultsIn(options).map(({ text }) => text);
  told.push(results);
  if (reply) return reply(results);
  return results.some((text) => text.includes("nobody knows whether it happened")) ? knowing() : { calls: [toBob] };
});
const toBob = { tool: "pay", input: { to: "Bob" } };
const looks = () => ({ text: "Look whether Bob has it." });

beforeAll(async () => {
  world = await makeAgentsWorld(model, [...talkTools, pay, look, writeDown]);
  world.work();
});
afterAll(() => world.close());
vi.setConfig({ testTimeout: 120_000 });

async function pending(threadId: string): Promise<Approval> {
  const find = async () => (await listApprovals(world.ada, { limit: 1, threadId, state: "pending" })).items[0];
  await expect.poll(find, wait).toBeDefined();
  const found = await find();
  if (!found) throw new Error("nothing waits");
  return found;
}

/** An answer that is paying at this moment: its thread and message. */
async function paying(): Promise<{ threadId: string; messageId: string }> {
  const before = paid.length;
  const threadId = await world.begin(world.ada, "@vibe pay Bob");
  const { id: approvalId } = await pending(threadId);
  await decideApproval(world.ada, { approvalId, decision: "approve", always: "thread" });
  await expect.poll(() => paid.length, wait).toBe(before + 1);
  const messageId = (await world.said(threadId)).find(({ answerState }) => answerState === "writing")?.id ?? "";
  return { threadId, messageId };
}

const lastSaid = async (threadId: string) => (await world.said(threadId)).find(({ text }) => text.startsWith("Look"))?.text;

test("what was paid when somebody pressed Stop is not paid again: who goes on is told, and asks whatever was allowed for good", async () => {
  const { threadId, messageId } = await paying();
  await stopAnswer(world.ada, { messageId });
  told = [];
  knowing = looks;
  await continueAnswer(world.ada, { messageId });
  await expect.poll(() => lastSaid(threadId), wait).toBeDefined();
  expect(told).toEqual([["It was begun, and nobody knows whether it happened. It is not tried again."]]);
  const { items } = await listTranscripts(world.owner, { limit: 5, threadId });
  const stopped = items.find(({ end }) => end === "stopped");
  const { entries } = await getTranscript(world.owner, { transcriptId: stopped?.id ?? "" });
  expect(entries).toContainEqual(expect.objectContaining({ type: "result", tool: "pay", outcome: "unknown" }));

  const { threadId: again, messageId: second } = await paying();
  await stopAnswer(world.ada, { messageId: second });
  knowing = () => ({ calls: [toBob] });
  const before = paid.length;
  await continueAnswer(world.ada, { messageId: second });
  expect((await pending(again)).says).toBe("Pays Bob (this was begun before, and nobody knows whether it happened: it may happen twice)");
  expect(paid.length).toBe(before);
});

test("a payment whose task was cancelled has no transcript, and whoever goes on knows of it all the same, also after the next one", async () => {
  const { threadId, messageId } = await paying();
  const before = paid.length;
  const cancel = async () => {
    const [task] = (await world.turns()).filter(({ state }) => state === "running");
    await cancelTask(world.owner, { taskId: task?.id ?? "" });
    const watch = watchAnswers(world.platform);
    await watch.look();
    await watch.close();
    expect((await world.said(threadId)).find(({ id }) => id === messageId)?.answerState).toBe("interrupted");
  };
  await cancel();
  const { promise: isAsked, resolve } = Promise.withResolvers<void>();
  knowing = () => (resolve(), { text: "Well. ", afterText: () => new Promise(() => undefined) });
  await continueAnswer(world.ada, { messageId });
  await isAsked;
  await cancel();
  knowing = looks;
  await continueAnswer(world.ada, { messageId, afresh: true });
  await expect.poll(() => lastSaid(threadId), wait).toBeDefined();
  expect(paid.length).toBe(before);
});

test("whoever stops, goes on, stops before that began and goes on once more is told of what was paid, and so in a thread that a module attends", async () => {
  knowing = looks;
  const stopAndGoOn = async (messageId: string) => {
    await stopAnswer(world.ada, { messageId });
    await continueAnswer(world.ada, { messageId });
  };
  const { threadId, messageId } = await paying();
  const before = paid.length;
  await stopAndGoOn(messageId);
  await stopAndGoOn(messageId);
  await expect.poll(() => lastSaid(threadId), wait).toBeDefined();
  expect(paid.length).toBe(before);

  const attended = await paying();
  const system = systemContext(world.platform, world.workspaceId);
  const { id: afterMessageId = "" } = (await world.said(attended.threadId))[0] ?? {};
  await attendThread(system, { threadId: attended.threadId, agent: "orchestrator", attendedBy: "test", afterMessageId });
  const [first] = (await world.turns()).filter(({ state }) => state === "running");
  await stopAndGoOn(attended.messageId);
  await stopAndGoOn(attended.messageId);
  const events = (await settledEvents(world.owner, LOG_START)).filter(({ type }) => type === "agents.turn_requested");
  const asked = events.map(({ payload }) => TurnRequested.parse(payload));
  expect(asked.map(({ after }) => after)).toEqual([first?.id, first?.id]);
  for (const { again, ...turn } of asked) await write(system, "agents:answer", (tx) => askAgent(tx, turn, world.channelId, again));
  await expect.poll(() => lastSaid(attended.threadId), wait).toBeDefined();
  expect(paid.length).toBe(before + 1);
  const known = await tasksAbout(system, { kind: answerTask.kind, messageId: afterMessageId });
  const [row] = await world.owner.db.select().from(answers).where(eq(answers.messageId, attended.messageId));
  expect(row?.taskId, "the last who had it go on").toBe(known.at(-1)?.id);
});

test("who stops an answer and is heard by nobody has stopped it: nothing more is called, and a model that is silent is let go", async () => {
  const { platform, workspaceId, actor } = world.ada;
  const { signals } = platform;
  const mute = { ...signals, publish: () => undefined, subscribe: signals.subscribe.bind(signals) };
  const unheard = makeContext({ ...platform, signals: mute }, { workspaceId, actor });
  const over = async (threadId: string) => {
    await expect.poll(async () => (await world.said(threadId))[1]?.answerState, wait).toBe("stopped");
    await expect.poll(async () => (await world.turns()).some(({ state }) => state === "running"), wait).toBe(false);
  };
  const isWritten = async (threadId: string) => (await world.said(threadId)).find(({ answerState }) => answerState === "writing")?.id ?? "";
  reply = (results) => (results.length === 0 ? { calls: [{ tool: "look", input: {} }] } : { calls: [{ tool: "write_down", input: {} }] });
  const begun = Promise.withResolvers<string>();
  onLook = async () => void (await stopAnswer(unheard, { messageId: await isWritten(await begun.promise) }));
  const looking = await world.begin(world.ada, "@vibe look, and write it down");
  begun.resolve(looking);
  await over(looking);
  expect(wrote).toEqual([]);

  const { promise: isLetGo, resolve } = Promise.withResolvers<void>();
  reply = () => ({ text: "Well. ", afterText: (signal) => untilLetGo(signal).finally(resolve) });
  const threadId = await world.begin(world.ada, "@vibe think");
  await expect.poll(async () => (await world.said(threadId))[1]?.text, wait).toBe("Well. ");
  await stopAnswer(unheard, { messageId: await isWritten(threadId) });
  await isLetGo;
  await over(threadId);
});

test("an agent that works for somebody who was removed, or may do less by now, does nothing more for them", async () => {
  const call = (tool: string) => ({ calls: [{ tool, input: {} }] });
  reply = (results) =>
    results.length === 0 ? call("look") : results.length === 1 ? call("write_down") : { text: `It said: ${results[1]}` };
  const outcomes: (string | undefined)[] = [];
  for (const [handle, lose] of [
    ["eve", (memberId: string) => removeMember(world.owner, { memberId })],
    ["max", (memberId: string) => changeRole(world.owner, { memberId, role: "viewer" })],
  ] as const) {
    const person = await addPerson(world, handle);
    onLook = async () => void (await lose(person.actor.id));
    const threadId = await world.begin(person, "@vibe look, and write it down");
    await expect.poll(async () => (await world.said(threadId))[1]?.answerState, wait).toBeNull();
    outcomes.push((await world.said(threadId))[1]?.text);
  }
  expect(wrote).toEqual([]);
  expect(outcomes).toEqual([
    expect.stringContaining("Refused: The agent, or the person it acts for, is not in the workspace any more."),
    expect.stringContaining("Refused: It needs projects:write"),
  ]);
});
