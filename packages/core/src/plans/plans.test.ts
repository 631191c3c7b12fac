import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { mailTool } from "../../test/mail-tool.ts";
import { columnsWith } from "../../test/find-word.ts";
import { addPerson } from "../../test/people.ts";
import { programOf } from "../../test/programs.ts";
import { scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { settledEvents } from "../../test/world.ts";
import { answerTask, changeAgent, setInChannel, vouchFor } from "../agents/index.ts";
import { decideApproval, listApprovals, wakingTask } from "../approvals/index.ts";
import { createChannel, deleteMessage, listMessages, postMessage, sendMessage, startThread } from "../chat/index.ts";
import { agentActor, removeMember } from "../identity/index.ts";
import { addContextItem } from "../knowledge/index.ts";
import { LOG_START, makeContext, type Context } from "../platform/index.ts";
import { startWorker, type RunningWorker } from "../runs/index.ts";
import { resetSetting, setSetting } from "../settings/index.ts";
import { listTranscripts, talkTools, transcriptsFollower } from "../turns/index.ts";
import {
  addPlanTask,
  approvePlan,
  cancelPlan,
  changePlanTask,
  getPlan,
  listPlans,
  makePlan,
  orderPlanTasks,
  pausePlan,
  PlanEvents,
  plansFollower,
  plansTools,
  removePlanTask,
  replanTask,
  resumePlan,
  retryPlanTask,
  type Plan,
} from "./index.ts";

const REQUEST = "Research what customers want, then write the requirements, and then test them";
const mail = mailTool();
const wait = { timeout: 60_000, interval: 20 };
let world: AgentsWorld;
let worker: RunningWorker;
let plansFollowed: { settled(): Promise<void> };
let reply: (prompt: string, round: number) => ScriptedReply | Promise<ScriptedReply>;
beforeAll(async () => {
  world = await makeAgentsWorld(
    scriptedModel((options, round) => reply(JSON.stringify(options.prompt), round)),
    [...talkTools, mail],
  );
  plansFollowed = world.follow([plansFollower, transcriptsFollower]);
  worker = startWorker(world.platform, { tasks: [answerTask, replanTask, wakingTask], closeMs: 50, random: () => 0 });
});
beforeEach(() => {
  reply = () => ({ text: "Done and well." });
});
afterAll(async () => {
  await worker.close();
  await world.close();
});
vi.setConfig({ testTimeout: 180_000 });

/** As the rules cut it: the scripted model answers no skill. */
async function propose(ctx: Context = world.ada, request = REQUEST): Promise<Plan> {
  const threadId = await world.begin(world.ada, "let us begin");
  return makePlan(ctx, { threadId, request });
}
const states = async ({ id: planId }: Plan, ctx = world.ada) => (await getPlan(ctx, { planId })).tasks.map(({ state }) => state);
async function reaches(plan: Plan, state: Plan["state"]): Promise<void> {
  await expect.poll(async () => (await getPlan(world.ada, { planId: plan.id })).state, wait).toBe(state);
}
const cardIn = async (threadId: string) => (await world.said(threadId)).flatMap(({ cards }) => cards).find(({ type }) => type === "plan");

test("a plan that an agent made of a message goes with its words; what is left of it is cancelled", async () => {
  const word = "axolotl";
  const [tool] = plansTools;
  const { thread, message } = await startThread(world.ada, { channelId: world.channelId, text: `feed the ${word} and then report` });
  const call = { signal: new AbortController().signal, messageId: message.id };
  await tool?.run(world.ada, { threadId: thread.id, request: `Research the ${word}, then write the requirements` }, call);
  const [made] = (await listPlans(world.ada, { threadId: thread.id, limit: 5 })).items;
  const planId = made?.id ?? "";
  await approvePlan(world.ada, { planId });
  await expect.poll(async () => (await getPlan(world.ada, { planId })).tasks[0]?.state, wait).toBe("done");
  expect(await columnsWith(world.url, word)).toContain("plan_tasks.instructions");
  await deleteMessage(world.ada, { messageId: message.id });
  await plansFollowed.settled();
  await plansFollowed.settled();
  expect(await getPlan(world.ada, { planId })).toMatchObject({ title: "Deleted plan", request: "" });
  expect(await columnsWith(world.url, word)).toEqual([]);
  expect(["cancelled", "done"]).toContain((await getPlan(world.ada, { planId })).state);

  const late = await startThread(world.ada, { channelId: world.channelId, text: `feed the ${word} and then report` });
  const aboutLate = { ...call, messageId: late.message.id };
  await tool?.run(world.ada, { threadId: late.thread.id, request: `Research the ${word}, then write the requirements` }, aboutLate);
  const [ended] = (await listPlans(world.ada, { threadId: late.thread.id, limit: 5 })).items;
  if (!ended) throw new Error("no plan was made");
  const plan = await approvePlan(world.ada, { planId: ended.id });
  await reaches(plan, "done");
  expect((await world.said(plan.threadId)).at(-1)?.text).toMatch(/^The plan .* is done: all 2 tasks/);
  const onRecord = async () => (await listTranscripts(world.owner, { threadId: plan.threadId, limit: 9 })).items.map(({ skill }) => skill);
  expect(await onRecord()).toContain("plan_tasks");
  await deleteMessage(world.ada, { messageId: late.message.id });
  await plansFollowed.settled();
  await plansFollowed.settled();
  expect(await columnsWith(world.url, word)).toEqual([]);
  expect(await onRecord()).toEqual([]);
});

test("a request becomes a plan that is shown first, begins when a person says so, and hands on what was done", async () => {
  const plan = await propose();
  expect(plan).toMatchObject({ state: "proposed", ownerId: world.ada.actor.id, writtenBy: "offline", progress: 0 });
  expect(plan.tasks.map(({ agent, after }) => [agent, after.length])).toEqual([
    ["product_manager", 0],
    ["product_manager", 1],
    ["qa", 1],
  ]);
  expect(plan.estimate.costMicros).toBeGreaterThan(0);
  expect(plan.whyRules).toMatch(/^anthropic\/\S+ did not answer\. It did not accept the request/);
  const { whyRules } = plan;
  expect(await cardIn(plan.threadId)).toMatchObject({ planId: plan.id, state: "proposed", whyRules, tasks: [{}, {}, {}] });
  const agent = makeContext(world.platform, { workspaceId: world.workspaceId, actor: await agentActor(world.owner, "orchestrator") });
  await expect(approvePlan(agent, { planId: plan.id })).rejects.toThrow("Only a person");
  await worker.idle();
  expect(await states(plan)).toEqual(["waiting", "waiting", "waiting"]);

  const { id: messageId, threadId } = await sendMessage(world.ada, { threadId: plan.threadId, text: "We have blue paint alone" });
  const decided = { kind: "decision", text: "Nothing but blue", scope: "thread", scopeId: threadId, messageId } as const;
  const { id: itemId } = await addContextItem(world.ada, decided);
  const app = { type: "app", appId: "app_of_paint", name: "Paint", slug: "paint", accent: "blue", icon: "brush", url: "" } as const;
  const made = await postMessage(agent, { threadId, text: "There it is", cards: [{ ...app, version: 2, final: true, summary: "" }] });
  await vouchFor(agent, made.id);

  reply = (prompt) => ({ text: prompt.includes("Done before:") ? "With what was handed on." : "They want it blue." });
  await approvePlan(world.ada, { planId: plan.id });
  await reaches(plan, "done");
  const after = await getPlan(world.ada, { planId: plan.id });
  expect(after.tasks.map(({ state, attempt }) => [state, attempt])).toEqual([
    ["done", 1],
    ["done", 1],
    ["done", 1],
  ]);
  expect(after.progress).toBe(1);
  expect(after.costMicros).toBeGreaterThan(0);
  expect(after.tasks[1]?.handoff).toContain("They want it blue.");
  expect(after.tasks[1]?.handoff).toContain(after.tasks[0]?.answerId);
  expect(after.tasks[1]?.handoff).toContain(`Goal: ${REQUEST}`);
  expect(after.tasks[1]?.handoff).toMatch(new RegExp(`Decided here: \\[by [^\\]]+\\]\\(\\S+m=${messageId}&item=${itemId}\\)`));
  expect(after.tasks[1]?.handoff).toMatch(/Made here: \[app, version 2\]\(\S+&app=app_of_paint\)/);
  const said = (await listMessages(world.ada, { threadId: plan.threadId, limit: 50 })).items;
  const asked = said.filter(({ text }) => text.includes("Handoff")).map(({ text }) => text.replaceAll(/\]\([^)]*\)/g, "]"));
  expect(asked).toHaveLength(3);
  expect(asked.join("\n")).toContain(`Handoff · plan [${plan.title}]`);
  expect(asked.join("\n")).toContain(`- [${plan.tasks[0]?.title ?? "?"}] (Paula): They want it blue.`);
  expect(asked.join("\n")).not.toMatch(/product_manager|\b(pln|ptk|msg)_/);
  expect(said.filter(({ text }) => text === "With what was handed on.")).toHaveLength(2);
  expect(await cardIn(plan.threadId)).toMatchObject({ state: "done", costMicros: after.costMicros });
  const report = said.at(-1)?.text ?? "";
  expect(report).toMatch(/^The plan \[.*\]\(\/w\/.*\) is done: all 3 tasks\./);
  for (const { title, answerId } of after.tasks)
    expect(report).toContain(`[${title}](/w/${world.workspaceId}/t/${plan.threadId}?m=${answerId})`);
  const told = (await settledEvents(world.owner, LOG_START)).filter(({ type }) => type === "plans.plan_changed");
  expect(told.map(({ payload }) => payload)).toContainEqual({
    planId: plan.id,
    threadId: plan.threadId,
    state: "done",
    ownerId: world.ada.actor.id,
  });
});

test("people change a plan: its tasks, who does them, their order; never into a circle, nor what has begun", async () => {
  const plan = await propose();
  const [first, second, third] = plan.tasks.map(({ id }) => id);
  if (!first || !second || !third) throw new Error("three tasks");
  await expect(changePlanTask(world.ada, { planTaskId: first, after: [third] })).rejects.toThrow("in a circle");
  await expect(changePlanTask(world.ada, { planTaskId: first, after: ["ptk_nowhere"] })).rejects.toThrow("other tasks of its plan");
  await changePlanTask(world.ada, { planTaskId: third, after: [], position: 0, agent: "developer", instructions: "Look around" });
  const added = await addPlanTask(world.ada, {
    planId: plan.id,
    agent: "marketer",
    title: "Tell",
    instructions: "Tell them",
    after: [second],
  });
  expect(added.tasks).toHaveLength(4);
  expect(added.estimate.costMicros).toBeGreaterThan(plan.estimate.costMicros);
  expect(await cardIn(plan.threadId)).toMatchObject({ estimate: added.estimate });
  const left = await removePlanTask(world.ada, { planTaskId: second });
  expect(left.tasks.find(({ title }) => title === "Tell")?.after).toEqual([first]);
  expect(left.estimate.costMicros).toBeLessThan(added.estimate.costMicros);
  expect(await cardIn(plan.threadId)).toMatchObject({ tasks: [{}, {}, {}] });

  const gate = Promise.withResolvers<ScriptedReply>();
  reply = () => gate.promise;
  await approvePlan(world.ada, { planId: plan.id });
  await expect(changePlanTask(world.ada, { planTaskId: first, title: "Other" })).rejects.toThrow("cannot be changed any more");
  await pausePlan(world.ada, { planId: plan.id });
  gate.resolve({ text: "Done." });
  await expect.poll(async () => (await states(plan)).toSorted(), wait).toEqual(["done", "done", "waiting"]);
  await worker.idle();
  expect((await states(plan)).toSorted()).toEqual(["done", "done", "waiting"]);
  await resumePlan(world.ada, { planId: plan.id });
  await reaches(plan, "done");
  await expect(addPlanTask(world.ada, { planId: plan.id, agent: "qa", title: "x", instructions: "y" })).rejects.toThrow(
    "This plan is done",
  );
});

test("what fails is tried another way twice; then what needs it is skipped, and a person can have it tried again", async () => {
  const boss = await addPerson(world, "boss", "admin");
  await changeAgent(boss, { agent: "qa", enabled: false });
  const threadId = await world.begin(world.ada, "let us begin");
  const plan = await makePlan(world.ada, { threadId, request: REQUEST });
  const last = plan.tasks.at(-1);
  await expect(changePlanTask(world.ada, { planTaskId: last?.id ?? "", agent: "qa" })).rejects.toThrow("turned off");
  await changeAgent(boss, { agent: "qa", enabled: true });
  const first = plan.tasks[0]?.id ?? "";
  await changePlanTask(world.ada, { planTaskId: first, agent: "qa" });
  await changeAgent(boss, { agent: "qa", enabled: false });
  await approvePlan(world.ada, { planId: plan.id });
  await reaches(plan, "failed");
  const failed = await getPlan(world.ada, { planId: plan.id });
  expect(failed).toMatchObject({ replans: 2, tasks: [{ state: "failed", attempt: 3 }, { state: "skipped" }, { state: "skipped" }] });
  expect(failed.tasks[0]?.note).toContain("turned off");
  expect((await world.said(plan.threadId)).at(-1)?.text).toMatch(
    /could not be finished: 0 of 3 tasks done\.\s+\*\*Not done\*\*\s+- .*\(Quinn\): @quinn is turned off\.[^]*tried again/,
  );
  await changeAgent(boss, { agent: "qa", enabled: true });
  await setInChannel(boss, { agent: "qa", channelId: world.channelId, enabled: false });
  await retryPlanTask(world.ada, { planTaskId: first });
  await reaches(plan, "failed");
  expect((await getPlan(world.ada, { planId: plan.id })).tasks[0]?.note).toBe("@quinn is turned off in this channel.");
  const elsewhere = await makePlan(world.ada, { threadId, request: REQUEST });
  expect(elsewhere.tasks.map(({ agent }) => agent)).not.toContain("qa");
  const asked = { planTaskId: elsewhere.tasks[0]?.id ?? "", agent: "qa" as const };
  await expect(changePlanTask(world.ada, asked)).rejects.toThrow("turned off in this channel");
  await setInChannel(boss, { agent: "qa", channelId: world.channelId, enabled: true });
  await retryPlanTask(world.ada, { planTaskId: first });
  await reaches(plan, "done");
  expect((await world.said(plan.threadId)).at(-1)?.text).toContain("is done: all 3 tasks.");
});

test("a task whose agent asks first waits for a person: the plan, its list and its card say so, with the way there, until it is decided", async () => {
  reply = (_, round) => (round === 1 ? { calls: [{ tool: "mail_send", input: { to: "bob" } }] } : { text: "It is sent." });
  // Of one task, it begins by itself.
  const plan = await propose(world.ada, "Write to Bob that we begin");
  const look = () => getPlan(world.ada, { planId: plan.id });
  await expect.poll(async () => (await look()).callsFor, wait).toBe("decision");
  const [asked] = (await listApprovals(world.ada, { limit: 1, threadId: plan.threadId })).items;
  const asking = { state: "running", callsFor: "decision", tasks: [{ state: "running", asksAt: asked?.messageId }] };
  expect(await look()).toMatchObject(asking);
  await expect.poll(() => cardIn(plan.threadId), wait).toMatchObject(asking);
  expect((await listPlans(world.ada, { threadId: plan.threadId, limit: 5 })).items).toMatchObject([{ callsFor: "decision" }]);

  reply = () => ({ text: "It is sent." });
  await decideApproval(world.ada, { approvalId: asked?.id ?? "", decision: "approve" });
  const decided = { callsFor: null, tasks: [{ asksAt: null }] };
  expect(await look()).toMatchObject(decided);
  await expect.poll(() => cardIn(plan.threadId), wait).toMatchObject(decided);
  await reaches(plan, "done");
  expect((await world.said(plan.threadId)).at(-1)?.text).toMatch(/^The plan .* is done: 1 task\./);
});

test("a plan that is cancelled while its agent asks is told of once: what was asked goes with it and changes nothing more", async () => {
  reply = () => ({ calls: [{ tool: "mail_send", input: { to: "cleo" } }] });
  const plan = await propose(world.ada, "Write to Cleo that we begin");
  const asked = async () => (await listApprovals(world.ada, { limit: 1, threadId: plan.threadId })).items[0]?.state;
  await expect.poll(asked, wait).toBe("pending");
  await cancelPlan(world.ada, { planId: plan.id });
  await expect.poll(asked, wait).not.toBe("pending");
  await plansFollowed.settled();
  const told = (await settledEvents(world.owner, LOG_START)).filter(({ type }) => type === "plans.plan_changed");
  const ofIt = told.map(({ payload }) => PlanEvents.PlanChanged.payload.parse(payload)).filter(({ planId }) => planId === plan.id);
  expect(ofIt.filter(({ state }) => state === "cancelled")).toHaveLength(1);
});

test("a plan of somebody who leaves is paused and says so; whoever changes what is asked takes it over", async () => {
  const gate = Promise.withResolvers<ScriptedReply>();
  reply = () => gate.promise;
  const bob = await addPerson(world, "bob-who-leaves");
  const boss = await addPerson(world, "boss-of-plans", "admin");
  const plan = await propose(bob);
  await approvePlan(bob, { planId: plan.id });
  await expect.poll(async () => (await world.said(plan.threadId)).at(-1)?.answerState, wait).toBe("writing");
  await removeMember(boss, { memberId: bob.actor.id });
  await reaches(plan, "paused");
  expect((await world.said(plan.threadId)).at(-1)?.text).toContain("is no longer here");
  reply = () => ({ text: "Done and well." });
  gate.resolve({ text: "Too late." });
  await worker.idle();
  await expect(resumePlan(boss, { planId: plan.id })).rejects.toThrow("is no longer here");
  const open = (await getPlan(boss, { planId: plan.id })).tasks.find(({ state }) => state === "waiting");
  await changePlanTask(boss, { planTaskId: open?.id ?? "", instructions: "Ask three of them" });
  await resumePlan(boss, { planId: plan.id });
  await reaches(plan, "done");
});

test("a cancelled plan ends what runs and begins nothing more", async () => {
  const gate = Promise.withResolvers<ScriptedReply>();
  reply = () => gate.promise;
  const plan = await propose();
  await approvePlan(world.ada, { planId: plan.id });
  expect(await states(plan)).toEqual(["running", "waiting", "waiting"]);
  await cancelPlan(world.ada, { planId: plan.id });
  gate.resolve({ text: "Too late." });
  await worker.idle();
  expect(await states(plan)).toEqual(["cancelled", "cancelled", "cancelled"]);
  expect((await getPlan(world.ada, { planId: plan.id })).state).toBe("cancelled");
  await expect(approvePlan(world.ada, { planId: plan.id })).rejects.toThrow("cannot be approved");
});

test("a small plan begins by itself, where the workspace wants it so", async () => {
  await setSetting(world.owner, { key: "agents.planTasks", layer: "workspace", value: 3 });
  await setSetting(world.owner, { key: "agents.taskLimitCents", layer: "workspace", value: 1_000 });
  const plan = await propose();
  expect(plan.state).toBe("running");
  await reaches(plan, "done");
  await resetSetting(world.owner, { key: "agents.planTasks", layer: "workspace" });
});

test("others see a plan but do not say what it does; who may not read its channel knows nothing of it", async () => {
  const bob = await addPerson(world, "bob");
  const open = await makePlan(world.ada, {
    threadId: await world.begin(world.ada, "hello"),
    request: `${REQUEST}, then announce it in the press`,
  });
  expect(await states(open, bob)).toHaveLength(open.tasks.length);
  const planTaskId = open.tasks[0]?.id ?? "";
  await expect(changePlanTask(bob, { planTaskId, instructions: "Delete it all" })).rejects.toThrow("Only whose plan it is");
  await expect(approvePlan(bob, { planId: open.id })).rejects.toThrow("Only whose plan it is");
  await expect(makePlan(world.viewer, { threadId: open.threadId, request: "x" })).rejects.toMatchObject({ code: "forbidden" });
  await cancelPlan(bob, { planId: open.id });

  const secret = await createChannel(world.ada, { name: "hidden", kind: "private" });
  const { thread } = await startThread(world.ada, { channelId: secret.id, text: "plans" });
  const hidden = await makePlan(world.ada, { threadId: thread.id, request: REQUEST });
  for (const ctx of [bob, world.stranger]) {
    expect((await listPlans(ctx, { limit: 50 })).items.map(({ id }) => id)).not.toContain(hidden.id);
    await expect(getPlan(ctx, { planId: hidden.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelPlan(ctx, { planId: hidden.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(retryPlanTask(ctx, { planTaskId: hidden.tasks[0]?.id ?? "" })).rejects.toMatchObject({ code: "not_found" });
    await expect(makePlan(ctx, { threadId: thread.id, request: "x" })).rejects.toMatchObject({ code: "not_found" });
  }
  const told = (await settledEvents(world.owner, LOG_START)).filter(({ payload }) => JSON.stringify(payload).includes(hidden.id));
  expect(new Set(told.map(({ channelId }) => channelId))).toEqual(new Set([secret.id]));
});

test("who changes what is asked is for whom it is done: what is under way ends as it began, and the rest waits until they let it go on", async () => {
  const bob = await addPerson(world, "bob-who-plans");
  const { promise: gate, resolve: open } = Promise.withResolvers<ScriptedReply>();
  const plan = await propose(bob);
  const [first, second, third] = plan.tasks;
  if (!first || !second || !third) throw new Error("three tasks");
  const owner = await addPerson(world, "root", "admin");
  await changePlanTask(owner, { planTaskId: third.id, title: third.title, agent: third.agent, after: [second.id], position: 7 });
  expect(
    await orderPlanTasks(owner, { planId: plan.id, seen: plan.tasks.map(({ id }) => id), order: [first.id, second.id, third.id] }),
  ).toEqual(expect.objectContaining({ ownerId: bob.actor.id, state: "proposed" }));
  reply = () => gate;
  await approvePlan(bob, { planId: plan.id });
  const handed = await changePlanTask(owner, { planTaskId: second.id, instructions: "Tell me what only Bob may read" });
  expect(handed).toMatchObject({ ownerId: owner.actor.id, state: "paused", tasks: [{ state: "running" }, { state: "waiting" }, {}] });
  await expect(resumePlan(bob, { planId: plan.id })).rejects.toThrow("Only whose plan it is");
  reply = () => ({ text: "Done and well." });
  open({ text: "Done and well." });
  await expect.poll(() => states(plan), wait).toEqual(["done", "waiting", "waiting"]);
  await resumePlan(owner, { planId: plan.id });
  await reaches(plan, "done");
  const asked = (await listMessages(bob, { threadId: plan.threadId, limit: 50 })).items;
  const askedBy = (task: Plan["tasks"][number]) => asked.find(({ text }) => text.includes(`**${task.title}**`))?.authorId;
  expect([askedBy(first), askedBy(second), askedBy(third)]).toEqual([bob, owner, owner].map(({ actor }) => actor.id));
  const told = (await settledEvents(owner, LOG_START)).filter(
    ({ type, actor }) => type === PlanEvents.PlanChanged.type && actor.id === owner.actor.id,
  );
  expect(told.map(({ payload }) => payload)).toContainEqual(
    expect.objectContaining({ planId: plan.id, ownerId: owner.actor.id, state: "paused" }),
  );

  const other = await propose(bob);
  expect(await addPlanTask(owner, { planId: other.id, agent: "qa", title: "Look", instructions: "Look at it" })).toMatchObject({
    ownerId: owner.actor.id,
    state: "proposed",
  });
  await cancelPlan(owner, { planId: other.id });
});

test("a plan that a program asked for stays a program's, whoever lets it begin; one that a program rewords becomes one, and waits", async () => {
  const askedWith = async (plan: Plan) =>
    (await listMessages(world.ada, { threadId: plan.threadId, limit: 50 })).items.flatMap(({ text, keyId }) =>
      plan.tasks.some(({ title }) => text.includes(`**${title}**`)) ? [keyId] : [],
    );
  const { program, keyId } = await programOf(world.ada, ["chat:read", "chat:write", "plans:read", "plans:write"]);
  const plan = await propose(program);
  await changePlanTask(world.ada, { planTaskId: plan.tasks[1]?.id ?? "", instructions: "Do it well" });
  await approvePlan(world.ada, { planId: plan.id });
  await reaches(plan, "done");
  expect(await askedWith(plan)).toEqual([keyId, keyId, keyId]);
  const turns = (await listTranscripts(world.owner, { limit: 10, threadId: plan.threadId })).items.filter(({ skill }) => skill === "turn");
  expect(turns.map(({ tainted }) => tainted)).toEqual([true, true, true]);

  const { promise: gate, resolve: open } = Promise.withResolvers<ScriptedReply>();
  reply = () => gate;
  const own = await propose();
  await approvePlan(world.ada, { planId: own.id });
  const reworded = await changePlanTask(program, { planTaskId: own.tasks[2]?.id ?? "", instructions: "Do something else" });
  expect(reworded).toMatchObject({ ownerId: world.ada.actor.id, state: "paused" });
  open({ text: "Done and well." });
  await resumePlan(world.ada, { planId: own.id });
  await reaches(own, "done");
  expect(await askedWith(own)).toEqual([null, keyId, keyId]);
});

test("the whole order is changed by one call, or not at all where the plan changed meanwhile", async () => {
  const plan = await propose();
  const [first, second, third] = plan.tasks.map(({ id }) => id);
  if (!first || !second || !third) throw new Error("three tasks");
  for (const each of [second, third]) await changePlanTask(world.ada, { planTaskId: each, after: [] });
  const { tasks } = await orderPlanTasks(world.ada, { planId: plan.id, seen: [first, second, third], order: [third, first, second] });
  expect(tasks.map(({ id }) => id)).toEqual([third, first, second]);
  const stale = { planId: plan.id, seen: [first, second, third], order: [second, third, first] };
  await expect(orderPlanTasks(world.ada, stale)).rejects.toThrow("changed meanwhile");
  const twice = { planId: plan.id, seen: [third, first, second], order: [third, third, second] };
  await expect(orderPlanTasks(world.ada, twice)).rejects.toMatchObject({ code: "bad_request" });
  const bob = await addPerson(world, "bea");
  await expect(orderPlanTasks(bob, { ...stale, seen: [third, first, second] })).rejects.toThrow("Only whose plan it is");
  expect((await getPlan(world.ada, { planId: plan.id })).tasks.map(({ id }) => id)).toEqual([third, first, second]);
  expect(await cardIn(plan.threadId)).toMatchObject({ tasks: [{ id: third }, { id: first }, { id: second }] });
  await cancelPlan(world.ada, { planId: plan.id });
});

test("a plan that is asked for again under its key is the one that is there, also when both come at once", async () => {
  const threadId = await world.begin(world.ada, "let us begin");
  const asked = { threadId, request: REQUEST, clientKey: "plan-of-today" };
  const made = await Promise.all([makePlan(world.ada, asked), makePlan(world.ada, asked)]);
  expect(await makePlan(world.ada, asked)).toEqual(made[0]);
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect((await listPlans(world.ada, { threadId, limit: 5 })).items).toHaveLength(1);
  expect((await world.said(threadId)).filter(({ text }) => text.startsWith("Plan: "))).toHaveLength(1);
  const cleo = await addPerson(world, "cleo");
  expect((await makePlan(cleo, asked)).id).not.toBe(made[0].id);
});
