import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { resultsIn, scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { answerTask, AUTO, changeAgent, continueAnswer, expectTurn } from "../agents/index.ts";
import { listThreads } from "../chat/index.ts";
import { modelProvider, operatorAccounts, type ModelCall, type UsableAccount } from "../gateway/index.ts";
import { systemContext } from "../platform/index.ts";
import { addTasks, startWorker, type RunningWorker } from "../runs/index.ts";
import { listTranscripts, talkTools, transcriptsFollower } from "../turns/index.ts";
import {
  addPlanTask,
  approvePlan,
  changePlanTask,
  getPlan,
  listPlans,
  lookAnewTask,
  makePlan,
  plansFollower,
  replanTask,
  resumePlan,
  retryPlanTask,
  type Plan,
} from "./index.ts";

const MIXED = "Announce “We begin” in #work, then write the requirements, and then test them";
const wait = { timeout: 60_000, interval: 20 };
let world: AgentsWorld;
let worker: RunningWorker;
let accounts: readonly UsableAccount[];
let reply: (options: ModelCall) => ScriptedReply;

beforeAll(async () => {
  world = await makeAgentsWorld(
    scriptedModel((options) => reply(options)),
    talkTools,
  );
  accounts = world.platform.drivers.get(operatorAccounts);
  world.follow([plansFollower, transcriptsFollower]);
  worker = startWorker(world.platform, { tasks: [answerTask, lookAnewTask, replanTask], closeMs: 50, random: () => 0 });
});
beforeEach(() => {
  reply = () => ({ text: "Done and well." });
  world.drivers.put(operatorAccounts, []);
});
afterAll(async () => {
  await worker.close();
  await world.close();
});
vi.setConfig({ testTimeout: 180_000 });

const propose = async (request: string) => makePlan(world.ada, { threadId: await world.begin(world.ada, "let us begin"), request });
const look = ({ id: planId }: Plan) => getPlan(world.ada, { planId });
const states = ({ tasks }: Plan) => tasks.map(({ state }) => state);
async function reaches(plan: Plan, state: Plan["state"]): Promise<void> {
  await expect.poll(async () => (await look(plan)).state, wait).toBe(state);
}
const modelChanged = async () => addTasks(systemContext(world.platform, world.workspaceId), [{ kind: lookAnewTask.kind, input: {} }]);
const lastWords = async ({ threadId }: Plan) => (await world.said(threadId)).at(-1)?.text ?? "";

test("without a model the plan says what needs one and does the rest; with one, one press has it go on to its end", async () => {
  const plan = await propose(MIXED);
  expect(plan.state).toBe("proposed");
  expect(states(plan)).toEqual(["waiting", "needs_model", "needs_model"]);
  const [shown] = (await world.said(plan.threadId)).flatMap(({ cards }) => cards);
  expect(shown).toMatchObject({ type: "plan", tasks: [{ state: "waiting" }, { state: "needs_model" }, { state: "needs_model" }] });

  await approvePlan(world.ada, { planId: plan.id });
  await reaches(plan, "needs_model");
  const rested = await look(plan);
  expect(states(rested)).toEqual(["done", "needs_model", "needs_model"]);
  expect(rested).toMatchObject({
    endedAt: null,
    tasks: [{ attempt: 1 }, { attempt: 0, messageId: null }, { attempt: 0, messageId: null }],
  });
  const begun = await listThreads(world.ada, { channelId: world.channelId, limit: 20 });
  expect(begun.items.map(({ title }) => title)).toContain("We begin");
  const report = await lastWords(plan);
  expect(report).toMatch(/^The plan \[.*\]\(.*\) waits for a language model: 1 of 3 tasks done\./);
  expect(report).toMatch(/\*\*Needs a model\*\*\s+- Write the requirements \(Paula\)\n- Test them \(Quinn\)/);
  expect(report).toContain(`[Settings → Models](/w/${world.workspaceId}/settings?tab=models)`);
  await expect(resumePlan(world.ada, { planId: plan.id })).rejects.toThrow("no language model for this yet");
  expect(await look(plan)).toEqual(rested);
  expect(rested.callsFor).toBeNull();

  world.drivers.put(operatorAccounts, accounts);
  const { items } = await listPlans(world.ada, { threadId: plan.threadId, limit: 5 });
  expect([items[0], await look(plan)]).toMatchObject(Array.from({ length: 2 }, () => ({ state: "needs_model", callsFor: "go_on" })));
  await modelChanged();
  const card = async () => (await world.said(plan.threadId)).flatMap(({ cards }) => cards)[0];
  await expect.poll(card, wait).toMatchObject({ state: "needs_model", callsFor: "go_on" });
  await resumePlan(world.ada, { planId: plan.id });
  await reaches(plan, "done");
  expect(states(await look(plan))).toEqual(["done", "done", "done"]);
  expect(await lastWords(plan)).toMatch(/ is done: all 3 tasks\./);
});

test("of what rules cannot do nothing begins; a task that is changed or added for them does, and what waits for a model waits", async () => {
  const plan = await propose("Write the requirements, then test them");
  await expect(approvePlan(world.ada, { planId: plan.id })).rejects.toThrow("Add a model's key under Settings → Models");
  expect((await look(plan)).state).toBe("proposed");
  const [first = "", second = ""] = plan.tasks.map(({ id }) => id);
  const changed = await changePlanTask(world.ada, { planTaskId: first, instructions: "List the channels" });
  expect(states(changed)).toEqual(["waiting", "needs_model"]);
  const added = await addPlanTask(world.ada, {
    planId: plan.id,
    agent: "sales",
    title: "Sell",
    instructions: "Find out whom we could sell to",
  });
  expect(states(added)).toEqual(["waiting", "needs_model", "needs_model"]);
  const last = await addPlanTask(world.ada, {
    planId: plan.id,
    agent: "qa",
    title: "Look",
    instructions: "List the channels",
    after: [second],
  });
  expect(states(last)).toEqual(["waiting", "needs_model", "needs_model", "waiting"]);
  await approvePlan(world.ada, { planId: plan.id });
  await reaches(plan, "needs_model");
  expect(states(await look(plan))).toEqual(["done", "needs_model", "needs_model", "waiting"]);
  expect(await lastWords(plan)).toMatch(/\*\*Waits for those\*\*\s+- Look \(Quinn\)/);
});

test("when a model comes or goes, plans that rest say what they cost and need now, and begin nothing", async () => {
  const plan = await propose(MIXED);
  expect(await expectTurn(world.ada, { agent: "marketer" })).toMatchObject({ costMicros: 0, turns: 0 });
  world.drivers.put(operatorAccounts, accounts);
  await modelChanged();
  await expect.poll(async () => states(await look(plan)), wait).toEqual(["waiting", "waiting", "waiting"]);
  expect((await expectTurn(world.ada, { agent: "marketer" })).costMicros).toBeGreaterThan(0);
  const priced = await look(plan);
  expect(priced.state).toBe("proposed");
  expect(priced.estimate.costMicros).toBeGreaterThan(plan.estimate.costMicros);
  world.drivers.put(operatorAccounts, []);
  await modelChanged();
  await expect.poll(async () => states(await look(plan)), wait).toEqual(["waiting", "needs_model", "needs_model"]);
  expect((await look(plan)).tasks.every(({ attempt }) => attempt === 0)).toBe(true);
});

test("what a turn will cost is told by those that cost something, and by the models of each agent, which may be the rules alone", async () => {
  const ask = async (text: string) => {
    const threadId = await world.begin(world.ada, text);
    await expect.poll(async () => (await world.said(threadId)).map(({ answerState }) => answerState), wait).toEqual([null, null]);
  };
  for (let turn = 0; turn < 3; turn += 1) await ask("@sami list the channels");
  world.drivers.put(operatorAccounts, accounts);
  const priced = await expectTurn(world.ada, { agent: "sales" });
  expect(priced).toMatchObject({ turns: 0, ms: 60_000 });
  await ask("@sami whom could we sell to?");
  const [last] = (await listTranscripts(world.owner, { limit: 1 })).items;
  expect(last?.costMicros).toBeGreaterThan(0);
  expect(await expectTurn(world.ada, { agent: "sales" })).toMatchObject({ turns: 1, costMicros: last?.costMicros });

  const usual = await expectTurn(world.ada, { agent: "architect" });
  await changeAgent(world.owner, { agent: "architect", models: { ...AUTO, normal: "anthropic/claude-opus-5-5" } });
  expect((await expectTurn(world.ada, { agent: "architect" })).costMicros).toBeGreaterThan(usual.costMicros);

  const { name, model } = world.platform.drivers.get(modelProvider);
  await changeAgent(world.owner, { agent: "qa", models: { ...AUTO, normal: `${name}/${model}` } });
  expect(await expectTurn(world.ada, { agent: "qa" })).toMatchObject({ costMicros: 0, ms: 1_000 });
  const plan = await propose(MIXED);
  expect(plan.tasks.map(({ agent, state }) => [agent, state]).slice(1)).toEqual([
    ["product_manager", "waiting"],
    ["qa", "needs_model"],
  ]);
  for (const agent of ["architect", "qa"] as const) await changeAgent(world.owner, { agent, models: AUTO });
});

test("a plan at work says at once that a model came and the rest can go on, or that it is gone; one press has the rest begin", async () => {
  const plan = await propose(MIXED);
  await worker.close();
  const looking = startWorker(world.platform, { tasks: [lookAnewTask], closeMs: 50, random: () => 0 });
  await approvePlan(world.ada, { planId: plan.id });
  const card = async () => (await world.said(plan.threadId)).flatMap(({ cards }) => cards).find(({ type }) => type === "plan");
  await expect(resumePlan(world.ada, { planId: plan.id })).rejects.toThrow("no language model for this yet");
  const atWork = { state: "running", tasks: [{ state: "running" }, { state: "needs_model" }, { state: "needs_model" }] };
  for (const [there, callsFor] of [
    [accounts, "go_on"],
    [[], null],
    [accounts, "go_on"],
  ] as const) {
    world.drivers.put(operatorAccounts, there);
    await modelChanged();
    await expect.poll(card, wait).toMatchObject({ ...atWork, callsFor });
    expect((await listPlans(world.ada, { threadId: plan.threadId, limit: 5 })).items).toMatchObject([{ state: "running", callsFor }]);
  }
  const going = await resumePlan(world.ada, { planId: plan.id });
  expect(going).toMatchObject({ state: "running", callsFor: null });
  expect(states(going)).toEqual(["running", "waiting", "waiting"]);
  await expect(resumePlan(world.ada, { planId: plan.id })).rejects.toThrow("A plan that is running cannot be resumed.");
  await looking.close();
  worker = startWorker(world.platform, { tasks: [answerTask, lookAnewTask, replanTask], closeMs: 50, random: () => 0 });
  await reaches(plan, "done");
});

test("where a model did not answer and rules only talked, the task is not done; it is tried again with the model", async () => {
  world.drivers.put(operatorAccounts, accounts);
  const plan = await propose("Write the requirements, then test them");
  expect(states(plan)).toEqual(["waiting", "waiting"]);
  reply = () => {
    throw new Error("not today");
  };
  await approvePlan(world.ada, { planId: plan.id });
  await reaches(plan, "needs_model");
  const rested = await look(plan);
  expect(states(rested)).toEqual(["needs_model", "waiting"]);
  expect(rested.tasks[0]).toMatchObject({ attempt: 1, note: expect.stringMatching(/^Only talked about/) as string });
  expect(rested.tasks[0]?.answerId).not.toBeNull();
  expect(rested.callsFor).toBe("go_on");
  expect(await lastWords(plan)).toMatch(/ can go on: 0 of 2 tasks done\.[^]*There is a language model\. Press “Go on”/);
  const planTaskId = plan.tasks[0]?.id ?? "";
  world.drivers.put(operatorAccounts, []);
  await expect(retryPlanTask(world.ada, { planTaskId })).rejects.toThrow("no language model for this yet");
  world.drivers.put(operatorAccounts, accounts);
  reply = () => ({ text: "Done and well." });
  await retryPlanTask(world.ada, { planTaskId });
  await reaches(plan, "done");
  expect((await look(plan)).tasks.map(({ note, attempt }) => [note, attempt])).toEqual([
    ["", 2],
    ["", 1],
  ]);
});

test.each([
  ["its answer", async ({ tasks: [task] }: Plan) => continueAnswer(world.ada, { messageId: task?.answerId ?? "" })],
  ["its plan", async ({ id: planId }: Plan) => resumePlan(world.ada, { planId })],
])("a task whose model is gone in the middle of it is not done by rules: it says why, and %s goes on from there", async (_, goOn) => {
  world.drivers.put(operatorAccounts, accounts);
  const threadId = await world.begin(world.ada, "let us begin");
  const plan = await makePlan(world.ada, { threadId, request: "Write the requirements, then test them" });
  const write = { tool: "chat_send_message", input: { threadId, text: "They are written." } };
  let isOut = true;
  reply = (options) => {
    const { length } = resultsIn(options);
    if (isOut && length > 0) throw new Error("not today");
    return isOut ? { calls: [write] } : { text: length > 0 ? "They were written before." : "Done and well." };
  };
  await approvePlan(world.ada, { planId: plan.id });
  await reaches(plan, "needs_model");
  const why = expect.stringMatching(/^The model anthropic\/\S+ did not accept the request \(Error: not today\)\.$/) as string;
  const rested = await look(plan);
  expect(rested.tasks).toMatchObject([{ state: "needs_model", note: why }, { state: "waiting" }]);
  isOut = false;
  await goOn(rested);
  await reaches(plan, "done");
  const { answerId } = (await look(plan)).tasks[0] ?? {};
  expect((await world.said(threadId)).find(({ id }) => id === answerId)?.text).toMatch(/They were written before\.$/);
});
