import type { LanguageModelV4, LanguageModelV4GenerateResult } from "@ai-sdk/provider";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { addPerson } from "../../test/people.ts";
import { scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { answerTask, changeAgent, type AgentName } from "../agents/index.ts";
import { decideApproval, listApprovals, wakingTask } from "../approvals/index.ts";
import { setBudget } from "../billing/index.ts";
import { usageRecords } from "../billing/tables.ts";
import { defineTool } from "../platform/index.ts";
import { startWorker, type RunningWorker } from "../runs/index.ts";
import { resetSetting, setSetting } from "../settings/index.ts";
import { talkTools, transcriptsFollower } from "../turns/index.ts";
import {
  approvePlan,
  changePlanTask,
  getPlan,
  listPlans,
  makePlan,
  plansFollower,
  plansTools,
  removePlanTask,
  replanTask,
  resumePlan,
  retryPlanTask,
  type Plan,
} from "./index.ts";

const REQUEST = "Research what customers want, then write the requirements, and then test them";
const wait = { timeout: 60_000, interval: 20 };
let world: AgentsWorld;
let worker: RunningWorker;
/** What a model plans; as the rules cut it where it plans nothing. */
let plannedBy: (prompt: string) => string | undefined;
let reply: (round: number) => ScriptedReply;
const paid: string[] = [];
let pays: () => string;
const pay = defineTool({
  name: "pay",
  title: "Pay",
  description: "Pays somebody.",
  input: z.object({ to: z.string() }),
  permission: "projects:write",
  effect: "irreversible",
  says: ({ to }) => `Pays ${to}`,
  run: async (_, { to }) => {
    paid.push(to);
    return pays();
  },
});

beforeAll(async () => {
  const model = scriptedModel((_, round) => reply(round));
  const doGenerate: LanguageModelV4["doGenerate"] = async ({ prompt }) => written(plannedBy(JSON.stringify(prompt)));
  world = await makeAgentsWorld({ ...model, doGenerate }, [...talkTools, pay]);
  world.follow([plansFollower, transcriptsFollower]);
  worker = startWorker(world.platform, { tasks: [answerTask, replanTask, wakingTask], closeMs: 50, random: () => 0 });
});
beforeEach(() => {
  plannedBy = () => undefined;
  reply = () => ({ text: "Done and well." });
});
afterAll(async () => {
  await worker.close();
  await world.close();
});
vi.setConfig({ testTimeout: 180_000 });

function written(text: string | undefined): LanguageModelV4GenerateResult {
  if (text === undefined) throw new Error("it plans nothing");
  const inputTokens = { total: 100, noCache: 100, cacheRead: undefined, cacheWrite: undefined };
  const usage = { inputTokens, outputTokens: { total: 10, text: 10, reasoning: undefined } };
  return { content: [{ type: "text", text }], finishReason: { unified: "stop", raw: undefined }, usage, warnings: [] };
}

const propose = async () => makePlan(world.ada, { threadId: await world.begin(world.ada, "let us begin"), request: REQUEST });
const states = async ({ id: planId }: Plan) => (await getPlan(world.ada, { planId })).tasks.map(({ state }) => state);
async function reaches(plan: Plan, state: Plan["state"]): Promise<void> {
  await expect.poll(async () => (await getPlan(world.ada, { planId: plan.id })).state, wait).toBe(state);
}
const cardIn = async (threadId: string) => (await world.said(threadId)).flatMap(({ cards }) => cards).find(({ type }) => type === "plan");

/** As many tasks as there are names, one after the other. */
const oneByOne = (agent: string, titles: readonly string[]): string => {
  const after = (at: number) => titles.slice(Math.max(0, at - 1), at);
  return JSON.stringify({
    tasks: titles.map((title, at) => ({ key: title, agent, title, instructions: `Do ${title}`, after: after(at) })),
  });
};

test("a title that a model made too long is cut with dots, not in the middle of what it says", async () => {
  const title = `Write to our customers ${"and to theirs ".repeat(9)}`;
  plannedBy = () => JSON.stringify({ tasks: [{ key: "1", agent: "developer", title, instructions: "Do it", after: [] }] });
  const [task] = (await propose()).tasks;
  expect(task?.title).toMatch(/^Write to our customers .*[a-z]…$/);
  expect(task?.title.length).toBeLessThanOrEqual(120);
});

test("another way that is more than was agreed to waits for a person; one of the same size goes on, and one that no plan holds is not taken", async () => {
  const boss = await addPerson(world, "boss-of-ways", "admin");
  const off = async (ways: readonly string[]) => {
    plannedBy = (prompt) => (prompt.includes("A task of a plan failed") ? oneByOne("developer", ways) : undefined);
    const plan = await propose();
    const first = plan.tasks[0]?.id ?? "";
    await changePlanTask(world.ada, { planTaskId: first, agent: "qa" });
    await changePlanTask(world.ada, { planTaskId: plan.tasks[2]?.id ?? "", agent: "developer" });
    await changeAgent(boss, { agent: "qa", enabled: false });
    await approvePlan(world.ada, { planId: plan.id });
    return plan;
  };
  const more = await off(["one", "two", "three"]);
  await reaches(more, "paused");
  await worker.idle();
  expect(await states(more)).toEqual(["cancelled", "waiting", "waiting", "waiting", "waiting", "waiting"]);
  const paused = await getPlan(world.ada, { planId: more.id });
  expect(paused.tasks.map(({ note }) => note).filter((note) => note.startsWith("Instead of"))).toHaveLength(3);
  expect(paused.costMicros, "looking for another way costs too").toBe(paused.planningMicros);
  expect(paused.planningMicros).toBeGreaterThan(0);
  const told = (await world.said(more.threadId)).at(-1)?.text;
  expect(told).toMatch(/ waits for you: “.*” failed, and the other way to it takes 3 tasks\. .* about \$.*“Go on”\.$/);
  expect(await cardIn(more.threadId)).toMatchObject({ state: "paused" });
  await resumePlan(world.ada, { planId: more.id });
  await reaches(more, "done");
  const last = (await getPlan(world.ada, { planId: more.id })).tasks.at(-1);
  expect(last?.handoff, "what was said of the other way is no word from outside").toContain("Done and well.");

  await changeAgent(boss, { agent: "qa", enabled: true });
  const same = await off(["another"]);
  await reaches(same, "done");
  expect(await states(same)).toEqual(["cancelled", "done", "done", "done"].toSorted());
  await changeAgent(boss, { agent: "qa", enabled: true });
  const most = await off(Array.from({ length: 19 }, (_, at) => `task-${at}`));
  await reaches(most, "failed");
  expect((await getPlan(world.ada, { planId: most.id })).tasks).toHaveLength(3);
  await changeAgent(boss, { agent: "qa", enabled: true });
});

test("what was agreed to stays what it was when estimates fall: another way that costs less than that is not asked about", async () => {
  const boss = await addPerson(world, "boss-of-costs", "admin");
  const on = (agent: AgentName, enabled: boolean) => changeAgent(boss, { agent, enabled });
  plannedBy = (prompt) => {
    if (!prompt.includes("A task of a plan failed")) return undefined;
    return prompt.includes("Do one") ? oneByOne("sales", ["a", "b"]) : oneByOne("marketer", ["one", "two", "three"]);
  };
  const plan = await propose();
  const [first, ...others] = plan.tasks.map(({ id }) => id);
  for (const planTaskId of others) await removePlanTask(world.ada, { planTaskId });
  await changePlanTask(world.ada, { planTaskId: first ?? "", agent: "qa" });
  await on("qa", false);
  await setSetting(world.owner, { layer: "workspace", key: "agents.planTasks", value: 3 });
  await approvePlan(world.ada, { planId: plan.id });
  await reaches(plan, "paused");
  await on("qa", true);
  const shown = (await getPlan(world.ada, { planId: plan.id })).estimate.costMicros;
  const threadId = await world.begin(world.ada, "@mika what is new?");
  await expect.poll(async () => (await world.said(threadId)).map(({ answerState }) => answerState), wait).toEqual([null, null]);
  await on("marketer", false);
  const { estimate } = await resumePlan(world.ada, { planId: plan.id });
  expect(estimate.agreedMicros, "as it was shown").toBe(shown);
  expect(estimate.costMicros).toBeLessThan(shown / 2);
  await on("marketer", true);
  await reaches(plan, "done");
  const done = await getPlan(world.ada, { planId: plan.id });
  expect(done.tasks.map(({ agent, state }) => `${agent}: ${state}`).toSorted()).toEqual([
    "marketer: cancelled",
    "marketer: done",
    "marketer: done",
    "qa: cancelled",
    "sales: done",
    "sales: done",
  ]);
  expect(done.estimate.costMicros).toBeGreaterThan(estimate.costMicros);
  await resetSetting(world.owner, { layer: "workspace", key: "agents.planTasks" });
});

test("planning is paid by the task in which it is asked for, within the limit of that, and by one of its own elsewhere; the plan shows it", async () => {
  plannedBy = () => oneByOne("developer", ["one", "two"]);
  const plan = await propose();
  expect(plan).toMatchObject({ writtenBy: expect.stringMatching(/^anthropic\//) as string, state: "proposed", tasks: [{}, {}] });
  expect(plan.costMicros).toBeGreaterThan(0);
  expect(await cardIn(plan.threadId)).toMatchObject({ costMicros: plan.costMicros });
  const paying = async () => (await world.owner.db.select().from(usageRecords)).filter(({ skill }) => skill === "plan_tasks");
  expect((await paying()).filter(({ taskId }) => taskId === null)).toEqual([]);

  // Made while somebody else has an agent go on, it is theirs: with their rights, and on their budget.
  const { id: madeFor } = (await addPerson(world, "heir")).actor;
  const threadId = await world.begin(world.ada, "let us begin");
  expect(await makePlan(world.ada, { threadId, request: REQUEST }, { madeFor })).toMatchObject({ ownerId: madeFor });
  expect((await paying()).at(-1)).toMatchObject({ memberId: madeFor });

  const [tool] = plansTools;
  const taskId = "tsk_of_a_turn";
  const make = async () => {
    const threadId = await world.begin(world.ada, "let us begin");
    await tool?.run(world.ada, { threadId, request: REQUEST }, { signal: new AbortController().signal, taskId });
    return (await listPlans(world.ada, { threadId, limit: 1 })).items[0];
  };
  const { planningMicros = 0 } = (await make()) ?? {};
  expect((await paying()).filter((row) => row.taskId === taskId)).toMatchObject([{ costMicros: planningMicros }]);
  await setBudget(world.owner, { scope: "task", subjectId: taskId, period: "total", limitMicros: planningMicros });
  expect(await make()).toMatchObject({
    planningMicros: 0,
    writtenBy: "offline",
    whyRules: expect.stringContaining("is used up") as string,
  });
});

test("what nobody knows the end of is not done again by a plan: a person is asked first, also where another task takes its place", async () => {
  const toBob: ScriptedReply = { calls: [{ tool: "pay", input: { to: "Bob" } }] };
  const pending = async (threadId: string) => (await listApprovals(world.ada, { limit: 1, threadId, state: "pending" })).items[0];
  const once = async (threadId: string) => {
    await expect.poll(() => pending(threadId), wait).toBeDefined();
    return pending(threadId);
  };
  pays = () => "paid";
  reply = (round) => (round === 1 ? toBob : { text: "Paid." });
  const first = await once(await world.begin(world.ada, "@vibe pay Bob"));
  await decideApproval(world.ada, { approvalId: first?.id ?? "", decision: "approve", always: "workspace", alwaysForDays: 30 });
  await expect.poll(() => paid, wait).toEqual(["Bob"]);

  pays = () => {
    throw new Error("socket hang up");
  };
  plannedBy = () => oneByOne("orchestrator", ["Pay Bob"]);
  const plan = await propose();
  await reaches(plan, "failed");
  const failed = await getPlan(world.ada, { planId: plan.id });
  expect(failed).toMatchObject({ replans: 0, tasks: [{ state: "failed", mark: "in_doubt", attempt: 1 }] });
  expect((await world.said(plan.threadId)).at(-1)?.text).toContain("Look before it is tried again.");
  expect(paid).toHaveLength(2);

  // It comes to nothing for want of money, which another way is looked for.
  let round = 0;
  const dear: ScriptedReply = { text: "I look.", calls: [{ tool: "chat_list_channels", input: {} }], outputTokens: 9_000 };
  reply = () => ((round += 1) === 1 ? dear : toBob);
  await retryPlanTask(world.ada, { planTaskId: failed.tasks[0]?.id ?? "" });
  expect((await once(plan.threadId))?.says).toMatch(/nobody knows whether it happened: it may happen twice/);
  const [, instead] = (await getPlan(world.ada, { planId: plan.id })).tasks;
  expect(instead).toMatchObject({ state: "running", note: "" });
  expect(paid).toHaveLength(2);
});
