import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { resultsIn, scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { decideApproval, listApprovals, type Approval } from "../approvals/index.ts";
import { defineTool } from "../platform/index.ts";
import { cancelTask } from "../runs/index.ts";
import { getTranscript, listTranscripts, talkTools } from "../turns/index.ts";
import { continueAnswer, stopAnswer, watchAnswers } from "./index.ts";

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
    return new Promise<string>((_done, reject) => signal.addEventListener("abort", () => reject(new Error("hung up")), { once: true }));
  },
});
let world: AgentsWorld;
let told: string[][] = [];
/** What the model does once it knows of a call that was cut short; it pays as long as it knows of none. */
let knowing: () => ScriptedReply;
const model = scriptedModel((options): ScriptedReply => {
  const results = resultsIn(options).map(({ text }) => text);
  told.push(results);
  return results.some((text) => text.includes("nobody knows whether it happened")) ? knowing() : { calls: [toBob] };
});
const toBob = { tool: "pay", input: { to: "Bob" } };
const looks = () => ({ text: "Look whether Bob has it." });

beforeAll(async () => {
  world = await makeAgentsWorld(model, [...talkTools, pay]);
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
