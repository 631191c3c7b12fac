import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { offlineModel } from "@openvibe/drivers/models";
import { stubEmbeddings } from "../../test/stub-embeddings.ts";
import { columnsWith } from "../../test/find-word.ts";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import { callsOfTasks, listBudgets } from "../billing/index.ts";
import { usageRecords } from "../billing/tables.ts";
import { createChannel, deleteMessage, openDirect, startThread } from "../chat/index.ts";
import { modelDriver, modelProvider, operatorAccounts, type UsableAccount } from "../gateway/index.ts";
import { addAgent, changeRole, removeMember } from "../identity/index.ts";
import { defineTool, isTainting, LOG_START, makeContext, systemContext, toolCatalog, write, type Context } from "../platform/index.ts";
import { listTasks } from "../runs/index.ts";
import {
  correctMemory,
  embedMemories,
  forgetExpired,
  forgetFormer,
  forgetMemory,
  isCritical,
  listMemories,
  memoriesFor,
  memoryTools,
  memoryFollower,
  Recall,
  recall,
  remember,
  type ListMemories,
} from "./index.ts";

/** Knows the meaning of a few words, as a real model knows that of all: those of one line point the same way. */
const MEANINGS = ["car automobile vehicle", "dog hound puppy", "ship release deploy launch", "money invoice payment", "blue navy colour"];
const vectorOf = (text: string) => MEANINGS.map((line) => line.split(" ").filter((word) => text.toLowerCase().includes(word)).length);
const openai: UsableAccount = {
  id: "openai",
  account: { kind: "openai", name: "openai", key: "k" },
  ownKey: true,
  local: false,
  models: [],
};

let world: World;
let ada: Context;
let bob: Context;
let following: { settled(): Promise<void> };
beforeAll(async () => {
  world = await makeWorld();
  world.drivers.put(modelDriver, stubEmbeddings(vectorOf)).put(modelProvider, offlineModel()).put(operatorAccounts, []);
  ada = await addPerson(world, "ada");
  bob = await addPerson(world, "bob", "admin");
  following = world.follow([memoryFollower]);
});
afterAll(() => world.close());

const found = async (by: Context, query: string, more: Partial<Recall> = {}) =>
  (await recall(by, { query, ...more })).items.map(({ memory }) => memory.text);
const listed = async (by: Context, input: Partial<ListMemories> = {}) =>
  (await listMemories(by, { limit: 50, ...input })).items.map(({ text }) => text);

test("what is remembered again is kept once, as the more important and until the later end", async () => {
  const [text, scope] = ["I read German", "person"] as const;
  const { id } = await remember(bob, { text, scope });
  for (const [given, holds] of [
    ["low", "medium"],
    ["critical", "critical"],
    ["high", "critical"],
  ] as const)
    expect(await remember(bob, { text, scope, importance: given })).toMatchObject({ id, importance: holds });
  await forgetMemory(bob, { memoryId: id });

  const [soon, later] = [1, 2].map((hours) => new Date(world.platform.clock.now().getTime() + hours * 3_600_000));
  const away = { text: "Bob is away", scope } as const;
  const ends = [later, soon, undefined, later].map((expiresAt) => ({ ...away, ...(expiresAt ? { expiresAt } : {}) }));
  const until: unknown[] = [];
  for (const each of ends) until.push((await remember(bob, each)).expiresAt);
  expect(until).toEqual([later, later, null, null]);
  const { items } = await listMemories(bob, { limit: 50 });
  expect(items).toMatchObject([{ text: away.text, expiresAt: null }]);
  for (const { id: memoryId } of items) await forgetMemory(bob, { memoryId });

  const atOnce = await Promise.all(Array.from({ length: 6 }, () => remember(bob, { text: "I like tea", scope })));
  expect(new Set(atOnce.map((memory) => memory.id)).size).toBe(1);
  await forgetMemory(bob, { memoryId: atOnce[0]?.id ?? "" });
});

test("what is remembered is recalled by word and by meaning, blended, the important first, within limit and budget", async () => {
  await remember(ada, { text: "The invoice goes out on the first Monday" });
  await remember(ada, { text: "We launch on Thursdays", importance: "critical" });
  await remember(ada, { text: "We never deploy on Fridays" });
  const again = await remember(ada, { text: "We never deploy on Fridays" });

  const release = await recall(bob, { query: "When may we ship?" });
  expect(release.items.map(({ memory }) => memory.text)).toEqual(["We launch on Thursdays", "We never deploy on Fridays"]);
  expect(release).toMatchObject({ embedding: { model: "offline/lexical", dimensions: 5, offline: true }, waiting: 0 });
  expect(release.items.map(({ byWord }) => byWord)).toEqual([null, null]);

  const [both] = (await recall(bob, { query: "Friday: deploy or not?" })).items;
  expect(both).toMatchObject({ memory: { id: again.id }, byWord: 1 });
  expect(await found(bob, "payment")).toEqual(["The invoice goes out on the first Monday"]);
  expect(await found(bob, "ship", { limit: 1 })).toHaveLength(1);
  const small = await recall(bob, { query: "ship on a Friday", budgetTokens: 50 });
  expect(small.tokens).toBeLessThanOrEqual(50);
  expect(await found(bob, "zebra")).toEqual([]);
});

test("a person's memories are theirs alone; admins, agents and other workspaces see none of them, and cannot end them", async () => {
  const own = await remember(ada, { text: "I drive a blue car", scope: "person" });
  const agent = world.actor("mem_agent", "everything", "agent");
  expect(await found(ada, "automobile")).toEqual(["I drive a blue car"]);
  for (const other of [bob, world.owner, agent, world.stranger]) {
    expect(await found(other, "automobile")).toEqual([]);
    expect(await listed(other, { scope: "person" })).toEqual([]);
    await expect(forgetMemory(other, { memoryId: own.id })).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(remember(bob, { text: "Ada is late", scope: "person", memberId: ada.actor.id })).rejects.toMatchObject({
    code: "forbidden",
  });
  const short = { text: "Prefers short answers about the car", scope: "person" } as const;
  await expect(remember(agent, { ...short, memberId: ada.actor.id })).rejects.toMatchObject({ code: "forbidden" });
  const { actor } = agent;
  await remember(makeContext(world.platform, { workspaceId: world.workspaceId, actor: { ...actor, forMember: ada.actor.id } }), short);
  expect(await listed(ada, { scope: "person" })).toHaveLength(2);
  const ofAgent = await world.owner.db.select().from(usageRecords).where(eq(usageRecords.agentId, agent.actor.id));
  expect(ofAgent.at(-1)).toMatchObject({ skill: "embed", memberId: ada.actor.id });
  expect(await found(agent, "short answers")).toEqual([]);

  const viewer = await addPerson(world, "vera", "viewer");
  await remember(viewer, { text: "I read only", scope: "person" });
  await expect(remember(viewer, { text: "All read only" })).rejects.toMatchObject({ code: "forbidden" });

  const told = (await settledEvents(systemContext(world.platform), LOG_START)).filter(({ type }) => type.startsWith("memory."));
  expect(told.find(({ payload }) => (payload as { memoryId: string }).memoryId === own.id)).toMatchObject({ memberId: ada.actor.id });
  expect(JSON.stringify(told)).not.toContain("blue car");
});

test("what comes from a private channel is recalled by its readers, and by agents only in that channel", async () => {
  const channel = await createChannel(ada, { name: "board", kind: "private" });
  const { thread, message } = await startThread(ada, { channelId: channel.id, text: "The hound is called Rex" });
  const kept = await remember(ada, { text: "The hound is called Rex", messageId: message.id });
  expect(kept).toMatchObject({ channelId: channel.id, sourceKind: "message", sourceId: message.id });
  expect(await found(ada, "dog")).toEqual(["The hound is called Rex"]);
  expect(await found(bob, "dog Rex")).toEqual([]);
  expect(await listed(bob)).not.toContain("The hound is called Rex");

  const agent = makeContext(world.platform, { workspaceId: world.workspaceId, actor: { kind: "agent", id: "mem_x", can: "everything" } });
  expect(await found(agent, "dog")).toEqual([]);
  const general = await createChannel(bob, { name: "general", kind: "public" });
  const open = await startThread(bob, { channelId: general.id, text: "Hello" });
  const seenBy = async (by: Context, threadId: string) =>
    (await memoriesFor(by, { threadId, query: "the dog" })).items.map(({ text }) => text);
  expect(await seenBy(ada, open.thread.id)).toEqual(["We launch on Thursdays"]);
  expect(await seenBy(ada, thread.id)).toEqual(["We launch on Thursdays", "The hound is called Rex"]);
  await memoriesFor(agent, { threadId: open.thread.id, query: "the dog", onBehalfOf: bob.actor.id });
  const ofAgent = await world.owner.db.select().from(usageRecords).where(eq(usageRecords.agentId, "mem_x"));
  expect(ofAgent.at(-1)).toMatchObject({ skill: "embed", memberId: bob.actor.id });

  await deleteMessage(ada, { messageId: message.id });
  await following.settled();
  expect(await found(ada, "dog")).toEqual([]);
});

test("alone with agents a person is answered with what is theirs; with another person beside, not", async () => {
  const system = systemContext(world.platform, world.workspaceId);
  const agent = await addAgent(system, { agent: "developer", name: "Dev", handle: "dev", can: [] });
  const seen = async (by: Context, threadId: string) =>
    (await memoriesFor(by, { threadId, query: "which car?" })).items.map(({ text }) => text);
  const alone = await openDirect(ada, { memberIds: [agent.id] });
  const own = await startThread(ada, { channelId: alone.id, text: "My car?" });
  expect(await seen(ada, own.thread.id)).toContain("I drive a blue car");
  const together = await openDirect(ada, { memberIds: [bob.actor.id] });
  const { thread } = await startThread(ada, { channelId: together.id, text: "The car?" });
  expect(await seen(ada, thread.id)).not.toContain("I drive a blue car");
});

test("a correction holds instead of what was there; forgetting takes both away, and an end in time is kept", async () => {
  const first = await remember(ada, { text: "Puppy food is in the cellar", scope: "project", projectId: "prj_1" });
  const second = await correctMemory(ada, { memoryId: first.id, text: "Puppy food is in the kitchen", importance: "high" });
  expect(second).toMatchObject({ importance: "high", scopeId: "prj_1" });
  expect(await found(ada, "puppy food", { projectId: "prj_1" })).toEqual(["Puppy food is in the kitchen"]);
  expect(await found(ada, "puppy food", { projectId: "prj_2" })).toEqual([]);
  expect(await listed(ada, { projectId: "prj_1", superseded: true })).toHaveLength(2);
  // Somebody else had the old one open: of two that hold, one would be wrong.
  const late = { memoryId: first.id, text: "Puppy food is in the loft" };
  await expect(correctMemory(ada, late)).rejects.toMatchObject({ code: "conflict" });
  const instead = { text: late.text, scope: "project", projectId: "prj_1", supersedes: first.id } as const;
  await expect(remember(ada, instead)).rejects.toMatchObject({ code: "conflict" });
  const third = await remember(ada, { text: "Puppy food is in the hall", scope: "project", projectId: "prj_1", supersedes: second.id });
  await forgetMemory(ada, { memoryId: third.id });
  expect(await found(ada, "puppy food")).toEqual([]);
  expect(await listed(ada, { projectId: "prj_1", superseded: true })).toEqual([]);

  const away = await remember(ada, { text: "The hound is in the yard" });
  const expiresAt = new Date(world.clock.now().getTime() + 60_000);
  await correctMemory(ada, { memoryId: away.id, text: "The hound is at the vet", expiresAt });
  expect(await found(ada, "hound")).toEqual(["The hound is at the vet"]);
  const over = new Date(world.clock.now().getTime() - 1);
  await expect(remember(ada, { text: "The hound is ill", expiresAt: over })).rejects.toMatchObject({ code: "bad_request" });
  const kept = await remember(ada, { text: "The hound is old" });
  await expect(correctMemory(ada, { memoryId: kept.id, expiresAt: over })).rejects.toMatchObject({ code: "bad_request" });
  await forgetMemory(ada, { memoryId: kept.id });
  world.clock.pass(61_000);
  expect(await found(ada, "hound")).toEqual([]);
  await forgetExpired(systemContext(world.platform));
  expect(await listed(ada, { superseded: true })).not.toContain("The hound is at the vet");
  expect(await columnsWith(world.url, "The hound is in the yard")).toEqual([]);
});

test("what is critical is so for those who see it, and what replaced it is, not what it was before", async () => {
  const first = await remember(ada, { text: "I never eat nuts", scope: "person", importance: "critical" });
  expect(await Promise.all([isCritical(ada, first.id), isCritical(bob, first.id), isCritical(ada, undefined)])).toEqual([
    true,
    false,
    false,
  ]);
  const second = await correctMemory(ada, { memoryId: first.id, text: "I never eat peanuts" });
  expect(await Promise.all([isCritical(ada, first.id), isCritical(ada, second.id)])).toEqual([false, true]);
  await forgetMemory(ada, { memoryId: second.id });
});

test("a word of a script without spaces is recalled from within a text", async () => {
  await remember(ada, { text: "来週の会議は東京都庁です" });
  await remember(ada, { text: "昼食は食堂です" });
  expect(await found(ada, "都庁")).toEqual(["来週の会議は東京都庁です"]);
  expect((await recall(ada, { query: "会議はどこ" })).items[0]).toMatchObject({ byWord: 1, memory: { text: "来週の会議は東京都庁です" } });
});

test("what was copied from a message goes with it; what a person put in words of their own stays", async () => {
  const channel = await createChannel(ada, { name: "quoted" });
  const { message } = await startThread(ada, { channelId: channel.id, text: "The guest is called Rex" });
  const { id: messageId } = message;
  await remember(ada, { text: "The guest is called Rex", messageId, scope: "person" });
  const copied = await remember(ada, { text: "A guest came", messageId });
  await correctMemory(ada, { memoryId: copied.id, text: "We have guests" });
  await deleteMessage(ada, { messageId });
  await following.settled();
  const all = await listed(ada, { superseded: true });
  expect(all).toContain("We have guests");
  expect(all).not.toContain("The guest is called Rex");
  expect(all).not.toContain("A guest came");
  await expect(remember(ada, { text: "Rex", messageId })).rejects.toMatchObject({ code: "not_found" });

  // What an agent is told to remember is a copy too; it is as open as ever, and what somebody says besides stays.
  const { message: told } = await startThread(ada, { channelId: channel.id, text: "Remember that the cat is called Tom" });
  const agent = makeContext(world.platform, { workspaceId: world.workspaceId, actor: { kind: "agent", id: "mem_y", can: "everything" } });
  const call = { signal: new AbortController().signal, messageId: told.id };
  const keep = (text: string) => memoryTools.find(({ name }) => name === "memory_remember")?.run(agent, { text }, call);
  expect(await keep("The cat is called Tom")).toMatchObject({ sourceKind: "message", sourceId: told.id, channelId: null });
  await keep("Cats are called names");
  expect(await remember(bob, { text: "Cats are called names" })).toMatchObject({ sourceKind: "written", sourceId: null });
  await deleteMessage(ada, { messageId: told.id });
  await following.settled();
  const left = await listed(bob);
  expect([left.includes("The cat is called Tom"), left.includes("Cats are called names")]).toEqual([false, true]);
  await expect(keep("The cat is called Tom")).rejects.toMatchObject({ code: "not_found" });
});

test("what several messages told an agent is kept once, and goes with the last of them", async () => {
  const channel = await createChannel(ada, { name: "twice" });
  const agent = makeContext(world.platform, { workspaceId: world.workspaceId, actor: { kind: "agent", id: "mem_z", can: "everything" } });
  const text = "The parrot is called Polly";
  const shown = async () => (await listMemories(bob, { limit: 50, superseded: true })).items.filter((memory) => memory.text === text);
  for (const order of [
    [0, 1, 2],
    [2, 0, 1],
    [1, 2, 0],
  ]) {
    const said: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const { message } = await startThread(ada, { channelId: channel.id, text: "Remember the parrot" });
      await remember(agent, { text, ...(n === 2 ? { importance: "high" } : {}) }, { messageId: message.id });
      await remember(agent, { text }, { messageId: message.id });
      said.push(message.id);
    }
    expect(await shown()).toMatchObject([{ sourceKind: "message", sourceId: said[0], importance: "high" }]);
    for (const [gone, place] of order.entries()) {
      await deleteMessage(ada, { messageId: said[place] ?? "" });
      await following.settled();
      expect((await shown()).map(({ importance }) => importance)).toEqual(gone === 2 ? [] : ["high"]);
    }
    expect(await columnsWith(world.url, "Polly")).toEqual([]);
  }
});

test("what an agent recalls by its tool is from outside once its author may do less than the agent is to do", async () => {
  const stop = defineTool({
    name: "shop_stop",
    title: "Stop",
    description: "Stops.",
    input: z.object({}),
    permission: "hosting:write",
    effect: "write",
    says: () => "Stops",
    run: () => Promise.resolve(""),
  });
  const tool = memoryTools.find(({ name }) => name === "memory_recall");
  world.drivers.put(toolCatalog, [...memoryTools, stop]);
  const zoe = await addPerson(world, "zoe");
  await remember(zoe, { text: "The lighthouse is to be switched off" });
  const actor = { kind: "agent", id: "mem_q", can: new Set(["memory:read", "hosting:write"]), forMember: ada.actor.id } as const;
  const taints = async (hands: Context) => {
    const output = await tool?.run(hands, Recall.parse({ query: "lighthouse" }), { signal: new AbortController().signal });
    expect(output).toMatchObject({ items: [{ memory: { authorId: zoe.actor.id } }] });
    return tool && isTainting(tool, output);
  };
  const hands = makeContext(world.platform, { workspaceId: world.workspaceId, actor });
  const readsOnly = makeContext(world.platform, { workspaceId: world.workspaceId, actor: { ...actor, can: new Set(["memory:read"]) } });
  expect(await taints(hands)).toBe(false);
  await changeRole(world.owner, { memberId: zoe.actor.id, role: "viewer" });
  expect([await taints(hands), await taints(readsOnly)]).toEqual([true, false]);
});

test("what was a person's own is forgotten a month after they left", async () => {
  const eve = await addPerson(world, "eve");
  await remember(eve, { text: "I write at night", scope: "person" });
  await remember(eve, { text: "We meet at noon" });
  await removeMember(world.owner, { memberId: eve.actor.id });
  await forgetFormer(systemContext(world.platform));
  const left = () => columnsWith(world.url, "write at night");
  expect(await left()).toEqual(["memories.text"]);
  world.clock.pass(31 * 86_400_000);
  await forgetFormer(systemContext(world.platform));
  expect(await left()).toEqual([]);
  expect(await listed(ada)).toContain("We meet at noon");
});

test("another process recalls what this one wrote, changed and forgot, from its own index", async () => {
  const there = makeContext({ ...world.platform }, { workspaceId: world.workspaceId, actor: bob.actor });
  const first = await remember(ada, { text: "The release train is red" });
  expect(await found(there, "train")).toEqual(["The release train is red"]);
  const second = await correctMemory(ada, { memoryId: first.id, text: "The release train is yellow" });
  expect(await found(there, "train")).toEqual(["The release train is yellow"]);
  await forgetMemory(bob, { memoryId: second.id });
  expect(await found(there, "train")).toEqual([]);
});

test("what no embedding has seen is found by word and waits for one; a new model sees all again, beside the old until it is done", async () => {
  const late = await write(ada, "memory:share", (tx) => remember(tx, { text: "The navy puppy sleeps in the vehicle" }));
  expect(await recall(bob, { query: "navy puppy" })).toMatchObject({ waiting: 1, items: [{ memory: { id: late.id }, byWord: 1 }] });
  const tasks = await listTasks(systemContext(world.platform, world.workspaceId), { limit: 100 });
  expect(tasks.items.filter(({ kind }) => kind === "memory.embed").length).toBeGreaterThan(0);
  const system = systemContext(world.platform, world.workspaceId);
  expect(await embedMemories(system, {})).toBe(1);
  expect(await found(bob, "hound")).toEqual(["The navy puppy sleeps in the vehicle"]);

  world.drivers.put(operatorAccounts, [openai]);
  const changed = await recall(ada, { query: "payment" });
  expect(changed).toMatchObject({ items: [], embedding: { model: "openai/text-embedding-3-small", offline: false } });
  expect(changed.waiting).toBeGreaterThan(3);
  await embedMemories(system, { model: "openai/text-embedding-3-small" });
  expect(await recall(ada, { query: "payment" })).toMatchObject({ waiting: 0, items: [{ byMeaning: 1 }] });

  // In a turn of an agent its task pays, within the turn's own limit; once that is used up words are compared.
  const { thread } = await startThread(ada, { channelId: (await createChannel(ada, { name: "payments" })).id, text: "And?" });
  const turn = { onBehalfOf: ada.actor.id, taskId: "tsk_recalls", costLimitMicros: 2 };
  expect((await memoriesFor(system, { threadId: thread.id, query: "payment", ...turn })).tokens).toBeGreaterThan(0);
  const ofTask = { scope: "task", subjectId: turn.taskId } as const;
  const [budget] = (await listBudgets(world.owner, { limit: 1, ...ofTask })).items;
  expect(budget).toMatchObject({ limitMicros: 2, spentMicros: 1, reservedMicros: 0 });
  expect(await callsOfTasks(world.owner, [turn.taskId])).toMatchObject({ calls: 0, costMicros: 1, models: [] });
  const tool = memoryTools.find(({ name }) => name === "memory_recall");
  const call = { signal: new AbortController().signal, taskId: turn.taskId };
  const byMeaning = { embedding: { model: "openai/text-embedding-3-small" } };
  expect(await tool?.run(ada, Recall.parse({ query: "payment" }), call)).toMatchObject(byMeaning);
  expect(await tool?.run(ada, Recall.parse({ query: "payment" }), call)).toMatchObject({ embedding: { offline: true } });
  expect(await recall(ada, { query: "payment" })).toMatchObject(byMeaning);

  world.drivers.put(
    modelDriver,
    stubEmbeddings(() => {
      throw new Error("no model answers");
    }),
  );
  expect(await recall(ada, { query: "the invoices" })).toMatchObject({ embedding: null, items: [{ byWord: 1, byMeaning: null }] });
});
