import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { anotherWorkspace } from "../../test/another-workspace.ts";
import { openCarrier, takenIn, toldIn, withList, type Carrier } from "../../test/carrier.ts";
import { addPerson } from "../../test/people.ts";
import { scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { recordsIn, unzip } from "../../test/unzip.ts";
import { answerTask, ensureAgents } from "../agents/index.ts";
import { createChannel, deleteMessage, getMessage, listMessages, startThread } from "../chat/index.ts";
import { operatorAccounts } from "../gateway/index.ts";
import { getMembers } from "../identity/index.ts";
import { systemContext, type Context } from "../platform/index.ts";
import {
  addPlanTask,
  approvePlan,
  getPlan,
  getPlanRecord,
  listPlans,
  makePlan,
  plansFollower,
  plansTools,
  replanTask,
  resumePlan,
  type Plan,
} from "../plans/index.ts";
import { listTasks, startWorker, type RunningWorker } from "../runs/index.ts";
import { talkTools, transcriptsFollower } from "../turns/index.ts";

const wait = { timeout: 60_000, interval: 20 };
const page = { limit: 50 };
let world: AgentsWorld;
let worker: RunningWorker;
let carrier: Carrier;
let boss: Context;
let reply: () => ScriptedReply | Promise<ScriptedReply> = () => ({ text: "Done and well." });

beforeAll(async () => {
  world = await makeAgentsWorld(
    scriptedModel(() => reply()),
    talkTools,
  );
  world.follow([plansFollower, transcriptsFollower]);
  worker = startWorker(world.platform, { tasks: [answerTask, replanTask], closeMs: 50, random: () => 0 });
  carrier = await openCarrier(world);
  boss = await addPerson(world, "boss", "owner");
});
afterAll(async () => {
  await carrier?.close();
  await worker?.close();
  await world?.close();
});
vi.setConfig({ testTimeout: 180_000 });

const request = (what: string) => `Research ${what}, then write the requirements, then test`;
async function reaches(ctx: Context, { id: planId }: Plan, state: Plan["state"]): Promise<void> {
  await expect.poll(async () => (await getPlan(ctx, { planId })).state, wait).toBe(state);
}

async function proposed(what: string): Promise<Plan> {
  return makePlan(world.ada, { threadId: await world.begin(world.ada, `about ${what}`), request: request(what) });
}

/** As an agent makes one of what a person said. */
async function madeOf(what: string, messageId?: string): Promise<Plan> {
  const { thread, message } = await startThread(world.ada, { channelId: world.channelId, text: `about ${what}` });
  const call = { signal: new AbortController().signal, messageId: messageId ?? message.id };
  await plansTools[0]?.run(world.ada, { threadId: thread.id, request: request(what) }, call);
  const [made] = (await listPlans(world.ada, { threadId: thread.id, ...page })).items;
  return getPlan(world.ada, { planId: made?.id ?? "" });
}

/** Without what is one workspace's own; the edges of the graph as places. */
function comparable({
  title,
  request: asked,
  estimate: { costMicros: about, minutes },
  writtenBy,
  replans,
  createdAt,
  costMicros,
  progress,
  tasks,
}: Plan) {
  const places = new Map(tasks.map(({ id }, place) => [id, place]));
  const steps = tasks.map((task) => {
    const { id: _, planId: __, messageId, answerId, taskId: ___, startedAt: ____, ...shown } = task;
    const after = task.after.map((id) => places.get(id));
    const handoff = task.handoff.replaceAll(/[a-z]{3}_[0-9a-z]{26}/g, "");
    return { ...shown, after, handoff, isAsked: messageId !== null, isAnswered: answerId !== null };
  });
  return { title, asked, about, minutes, writtenBy, replans, createdAt, costMicros, progress, steps };
}

test("plans go out, come back as they stood and begin nothing by themselves; here they go on, and go with their words", async () => {
  const done = await proposed("birds");
  await approvePlan(world.ada, { planId: done.id });
  await reaches(world.ada, done, "done");
  const made = await madeOf("axolotls");
  const gate = Promise.withResolvers<ScriptedReply>();
  reply = () => gate.promise;
  const running = await proposed("cats");
  await approvePlan(world.ada, { planId: running.id });
  const hidden = await createChannel(world.ada, { name: "hidden", kind: "private" });
  const secret = await startThread(world.ada, { channelId: hidden.id, text: "plans" });
  await makePlan(world.ada, { threadId: secret.thread.id, request: request("competitors") });

  const { bytes } = await carrier.exportOf(boss);
  const before = await Promise.all([running, made, done].map(({ id: planId }) => getPlan(boss, { planId })));
  const files = await unzip(bytes);
  const records = recordsIn(files, "data/plans.jsonl");
  expect(records.map(({ id }) => id)).toEqual([running.id, made.id, done.id]);
  const markdown = new Map([...files].filter(([path]) => path.startsWith("plans/")));
  const pathOf = ({ id, title, createdAt }: Plan) =>
    `plans/${createdAt.toISOString().slice(0, 10)} ${title.replaceAll(/\W+/g, "-")} ${id.slice(-6)}.md`;
  expect([...markdown.keys()].toSorted()).toEqual(before.map(pathOf).toSorted());
  const [first, second, third] = before[2]?.tasks ?? [];
  expect([...markdown.values()].find((text) => text.includes("birds"))).toBe(
    [
      `# ${request("birds")}`,
      `done · for ada on ${done.createdAt.toISOString().slice(0, 16).replace("T", " ")} UTC`,
      request("birds"),
      `## 1. ${first?.title}\n\n@paula · done\n\n${first?.instructions}`,
      `## 2. ${second?.title}\n\n@paula · done · after ${first?.title}\n\n${second?.instructions}`,
      `## 3. ${third?.title}\n\n@quinn · done · after ${second?.title}\n\n${third?.instructions}\n`,
    ].join("\n\n"),
  );
  gate.resolve({ text: "Done too." });
  await reaches(world.ada, running, "done");

  const there = await anotherWorkspace(boss, "boss");
  await ensureAgents(there);
  const landed = await carrier.importInto(there, bytes);
  expect({ state: landed.state, plans: takenIn(landed)["plans, paused where they ran"] }).toEqual({ state: "done", plans: 3 });
  await worker.idle();
  expect((await listTasks(systemContext(there.platform, there.workspaceId), page)).items.map(({ kind }) => kind)).not.toContain(
    answerTask.kind,
  );
  const came = await Promise.all((await listPlans(there, page)).items.map(({ id: planId }) => getPlan(there, { planId })));
  expect(came.map(({ state, tasks }) => [state, ...tasks.map((task) => task.state)])).toEqual([
    ["paused", "waiting", "waiting", "waiting"],
    ["proposed", "waiting", "waiting", "waiting"],
    ["done", "done", "done", "done"],
  ]);
  const [ran] = before[0]?.tasks ?? [];
  if (ran) ran.state = "waiting";
  expect(came.map(comparable)).toEqual(before.map(comparable));
  const [paused, fresh, past] = came;
  if (!paused || !fresh || !past) throw new Error("three plans");
  const cards = await Promise.all(came.map(({ messageId }) => getMessage(there, { messageId })));
  expect(cards.map((message) => message.cards)).toMatchObject(came.map(({ id: planId, state }) => [{ planId, state }]));
  expect([paused.ownerId, fresh.ownerId]).toEqual([there.actor.id, there.actor.id]);
  expect((await getMembers(there, [past.ownerId])).get(past.ownerId)?.name).toBe("ada");

  await resumePlan(there, { planId: paused.id });
  await reaches(there, paused, "done");
  const { madeFrom } = await getPlanRecord(there, { planId: fresh.id });
  expect(await getMessage(there, { messageId: madeFrom ?? "" })).toMatchObject({ text: "about axolotls", threadId: fresh.threadId });
  await deleteMessage(there, { messageId: madeFrom ?? "" });
  const wordless = { title: "Deleted plan", request: "", state: "cancelled" };
  await expect.poll(() => getPlan(there, { planId: fresh.id }), wait).toMatchObject(wordless);
  expect(toldIn(await carrier.importInto(there, bytes))).toContain("3 plans: They are here already.");
  expect((await getPlan(there, { planId: fresh.id })).title).toBe("Deleted plan");
});

test("broken and hostile plans are told, reach nothing of others, and the whole one beside them comes", async () => {
  reply = () => ({ text: "Done and well." });
  const plan = await madeOf("dogs");
  const word = (await listMessages(world.ada, { threadId: plan.threadId, direction: "newer", limit: 1 })).items[0]?.id ?? "";
  const hidden = await createChannel(world.ada, { name: "closed", kind: "private" });
  const { thread } = await startThread(world.ada, { channelId: hidden.id, text: "nobody's business" });
  const { bytes } = await carrier.exportOf(boss);
  const record = recordsIn(await unzip(bytes), "data/plans.jsonl").find(({ id }) => id === plan.id);
  const tasks = record?.["tasks"] as Record<string, unknown>[];
  const changed = (change: object) => tasks.map((task, place) => (place === 0 ? { ...task, ...change } : task));
  const variants = [
    { request: 7 },
    { tasks: changed({ instructions: "x".repeat(8_001) }) },
    { tasks: changed({ attempt: 1e12 }) },
    { tasks: changed({ agent: "root" }) },
    { createdAt: "+200000-01-01T00:00:00.000Z" },
    { tasks: changed({ agent: "agt_00000000000000000000000000" }) },
    { state: "done", ownerId: "mem_00000000000000000000000000" },
    { tasks: changed({ after: [tasks[2]?.["id"]] }) },
    { threadId: thread.id },
    {},
  ];
  const hostile = await withList(bytes, "data/plans.jsonl", [
    { ...record, id: "pln_1" },
    ...variants.map((change, n) => ({ ...record, id: `pln_${String(n).padStart(26, "0")}`, ...change })),
    { ...record, state: "failed", tasks: changed({ messageId: word, taskId: "tsk_1", state: "failed", note: "No <b>\nway" }) },
  ]);
  const there = await anotherWorkspace(boss, "boss");
  await ensureAgents(there);
  const landed = await carrier.importInto(there, hostile);
  expect(landed).toMatchObject({ state: "done", fault: "" });
  const [only, ...more] = (await listPlans(there, page)).items;
  expect(more).toEqual([]);
  const came = await getPlan(there, { planId: only?.id ?? "" });
  expect(came).toMatchObject({ state: "failed", ownerId: there.actor.id, request: request("dogs") });
  expect(came.tasks[0]).toMatchObject({ state: "failed", messageId: null, taskId: null });
  expect(toldIn(landed)).toEqual(
    expect.arrayContaining([
      "6 records of data/plans.jsonl: They are not valid JSON, or not of this kind.",
      "1 plans: Whose they were is not known here.",
      "1 plans: These tasks would wait for each other in a circle.",
      "1 plans: No message of their thread shows them.",
      expect.stringMatching(/^1 plans: There is no such agent/) as string,
      expect.stringMatching(/^1 plans: There is no such thread/) as string,
    ]),
  );

  const again = await unzip((await carrier.exportOf(there)).bytes);
  const [, markdown] = [...again].find(([path]) => path.startsWith("plans/")) ?? [];
  expect(markdown).toContain("\n\nfailed · for boss on ");
  expect(markdown).toContain("@paula · failed\n");
  expect(markdown).toContain("\n> No \\<b\\>\n> way\n");
});

test("a plan that waits for a model goes out and comes back as that, and goes on here as soon as there is one", async () => {
  const accounts = world.platform.drivers.get(operatorAccounts);
  world.drivers.put(operatorAccounts, []);
  const threadId = await world.begin(world.ada, "let us begin");
  const plan = await makePlan(world.ada, { threadId, request: "Write the requirements for whales" });
  const known = await addPlanTask(world.ada, { planId: plan.id, agent: "qa", title: "Look", instructions: "List the channels" });
  expect(known.tasks.map(({ state }) => state)).toEqual(["needs_model", "waiting"]);
  await approvePlan(world.ada, { planId: plan.id });
  await reaches(world.ada, plan, "needs_model");
  const { bytes } = await carrier.exportOf(boss);
  expect([...(await unzip(bytes))].find(([path]) => path.includes("whales"))?.[1]).toContain("· waiting for a model\n");
  const there = await anotherWorkspace(boss, "boss");
  await ensureAgents(there);
  await carrier.importInto(there, bytes);
  const came = (await listPlans(there, page)).items.find(({ request: asked }) => asked.includes("whales"));
  const landed = await getPlan(there, { planId: came?.id ?? "" });
  expect(landed).toMatchObject({ state: "needs_model", tasks: [{ state: "needs_model", beyondRules: true }, { state: "done" }] });
  world.drivers.put(operatorAccounts, accounts);
  reply = () => ({ text: "Done and well." });
  await resumePlan(there, { planId: landed.id });
  await reaches(there, landed, "done");
});

test("an archive that is older than what was deleted here does not bring the words back, and names no message that its asker may not read", async () => {
  const done = await proposed("fish");
  await approvePlan(world.ada, { planId: done.id });
  await reaches(world.ada, done, "done");
  await madeOf("horses");
  const hidden = await createChannel(world.ada, { name: "quiet", kind: "private" });
  const { message } = await startThread(world.ada, { channelId: hidden.id, text: "nobody's business" });
  const open = await madeOf("cows", message.id);
  expect((await getPlanRecord(world.ada, { planId: open.id })).madeFrom).toBe(message.id);
  expect((await getPlanRecord(boss, { planId: open.id })).madeFrom).toBeNull();
  const { bytes } = await carrier.exportOf(boss);
  expect((await unzip(bytes)).get("data/plans.jsonl")).not.toContain(message.id);

  const there = await anotherWorkspace(boss, "boss");
  await ensureAgents(there);
  await carrier.importInto(there, await withList(bytes, "data/plans.jsonl", []));
  const copies = recordsIn(await unzip((await carrier.exportOf(there)).bytes), "data/messages.jsonl");
  const gone = copies.filter(({ text }) => text === "about horses" || text === "Done and well.");
  expect(gone.length).toBeGreaterThan(3);
  for (const { id } of gone) await deleteMessage(there, { messageId: String(id) });
  const told = toldIn(await carrier.importInto(there, bytes));
  expect(told).toContain("1 plans: The message that they were made of, or that shows them, was deleted here.");
  const came = await Promise.all((await listPlans(there, page)).items.map(({ id: planId }) => getPlan(there, { planId })));
  expect(came.map((plan) => plan.request)).not.toContain(request("horses"));
  const handed = (plan: Plan | undefined) => plan?.tasks.map(({ handoff }) => handoff.includes("Done and well."));
  expect(handed(await getPlan(boss, { planId: done.id }))).toEqual([false, true, true]);
  expect(handed(came.find((plan) => plan.request === request("fish")))).toEqual([false, false, false]);
});
