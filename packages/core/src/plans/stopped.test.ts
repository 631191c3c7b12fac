import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { addPerson } from "../../test/people.ts";
import { scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { answerTask, continueAnswer, stopAnswer } from "../agents/index.ts";
import type { Context } from "../platform/index.ts";
import { startWorker, type RunningWorker } from "../runs/index.ts";
import { talkTools, transcriptsFollower } from "../turns/index.ts";
import { approvePlan, changePlanTask, getPlan, makePlan, plansFollower, replanTask, resumePlan, stopPlanTask, type Plan } from "./index.ts";

const REQUEST = "Research what customers want, then write the requirements, and then test them";
const wait = { timeout: 60_000, interval: 20 };
let world: AgentsWorld;
let worker: RunningWorker;
let reply: () => ScriptedReply | Promise<ScriptedReply>;
beforeAll(async () => {
  world = await makeAgentsWorld(
    scriptedModel(() => reply()),
    talkTools,
  );
  world.follow([plansFollower, transcriptsFollower]);
  worker = startWorker(world.platform, { tasks: [answerTask, replanTask], closeMs: 50, random: () => 0 });
});
afterAll(async () => {
  await worker.close();
  await world.close();
});
vi.setConfig({ testTimeout: 180_000 });

const propose = async () => makePlan(world.ada, { threadId: await world.begin(world.ada, "let us begin"), request: REQUEST });
const states = async ({ id: planId }: Plan) => (await getPlan(world.ada, { planId })).tasks.map(({ state }) => state);
async function reaches(plan: Plan, state: Plan["state"]): Promise<void> {
  await expect.poll(async () => (await getPlan(world.ada, { planId: plan.id })).state, wait).toBe(state);
}

test("a task that a person stops waits with its plan, and nothing is tried in its place; changed and let go on it is done", async () => {
  const gate = Promise.withResolvers<ScriptedReply>();
  reply = () => gate.promise;
  const plan = await propose();
  const planTaskId = plan.tasks[0]?.id ?? "";
  await expect(stopPlanTask(world.ada, { planTaskId })).rejects.toThrow("not at work");
  await approvePlan(world.ada, { planId: plan.id });
  await expect.poll(async () => (await world.said(plan.threadId)).at(-1)?.answerState, wait).toBe("writing");
  await stopPlanTask(world.ada, { planTaskId });
  await reaches(plan, "paused");
  gate.resolve({ text: "Too late." });
  await worker.idle();
  const stopped = await getPlan(world.ada, { planId: plan.id });
  expect(stopped).toMatchObject({ replans: 0, tasks: [{ state: "waiting", mark: "stopped", note: "Stopped by a person." }, {}, {}] });
  reply = () => ({ text: "Done and well." });
  await changePlanTask(world.ada, { planTaskId, instructions: "Ask three of them" });
  await resumePlan(world.ada, { planId: plan.id });
  await reaches(plan, "done");
  expect((await world.said(plan.threadId)).map(({ text }) => text).join("\n")).not.toContain("The last attempt failed");
});

test("an answer that is asked for again where it stands counts for its plan, which goes on where whoever asked may have it go on", async () => {
  const bob = await addPerson(world, "bob-who-asks-again");
  const gate = Promise.withResolvers<ScriptedReply>();
  const answerOf = async ({ threadId }: Plan) => (await world.said(threadId)).findLast(({ answerState }) => answerState !== null);
  const stopped = async () => {
    reply = () => gate.promise;
    const plan = await propose();
    await approvePlan(world.ada, { planId: plan.id });
    await expect.poll(async () => (await answerOf(plan))?.answerState, wait).toBe("writing");
    await stopAnswer(world.ada, { messageId: (await answerOf(plan))?.id ?? "" });
    return plan;
  };
  const again = async (ctx: Context, plan: Plan) => {
    reply = () => ({ text: "Done and well." });
    await continueAnswer(ctx, { messageId: (await answerOf(plan))?.id ?? "", afresh: true });
  };
  const first = await stopped();
  await reaches(first, "paused");
  await again(world.ada, first);
  await reaches(first, "done");
  const [own, ...rest] = (await getPlan(world.ada, { planId: first.id })).tasks;
  expect([own, ...rest]).toMatchObject([{ attempt: 2, mark: null, note: "" }, { attempt: 1 }, { attempt: 1 }]);
  expect(own?.costMicros).toBeGreaterThan(0);

  // Sooner than the end of what was stopped is heard of.
  const soon = await stopped();
  await again(world.ada, soon);
  await reaches(soon, "done");

  const others = await stopped();
  await reaches(others, "paused");
  await again(bob, others);
  await expect.poll(() => states(others), wait).toEqual(["done", "waiting", "waiting"]);
  await worker.idle();
  expect((await getPlan(world.ada, { planId: others.id })).state).toBe("paused");
  await resumePlan(world.ada, { planId: others.id });
  await reaches(others, "done");

  reply = () => ({ text: "I look.", calls: [{ tool: "chat_list_channels", input: {} }], outputTokens: 9_000 });
  const failing = await propose();
  await approvePlan(world.ada, { planId: failing.id });
  await reaches(failing, "failed");
  expect(await states(failing)).toEqual(["failed", "skipped", "skipped"]);
  await again(world.ada, failing);
  await reaches(failing, "done");
  gate.resolve({ text: "Too late." });
});
