import { offlineModel } from "@openvibe/drivers/models";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeWorld, type World } from "../../test/world.ts";
import { usageRecords } from "../billing/tables.ts";
import {
  abandonFork,
  createChannel,
  deleteMessage,
  ensureChannel,
  forkMessage,
  getThread,
  listMessages,
  renameThread,
  resolveFork,
  sendMessage,
  startThread,
} from "../chat/index.ts";
import { modelProvider, type ModelProvider } from "../gateway/index.ts";
import { addAgent } from "../identity/index.ts";
import { workspaces } from "../identity/tables.ts";
import { addContextItem } from "../knowledge/index.ts";
import { newId, systemContext, write, type Context } from "../platform/index.ts";
import { listTasks, startWorker } from "../runs/index.ts";
import { AGENTS, agentsFollower, answerTask, draftOutcome, titleThreadTask } from "./index.ts";

let world: World;
let worker: ReturnType<typeof startWorker>;
let following: { settled(): Promise<void> };
beforeAll(async () => {
  world = await makeWorld();
  world.drivers.put(modelProvider, offlineModel());
  await write(world.owner, "identity:write", (tx) =>
    tx.db.insert(workspaces).values({ id: world.workspaceId, name: "Talk", createdAt: tx.clockNow }),
  );
  for (const { agent, name, handle, can } of AGENTS) await addAgent(world.owner, { agent, name, handle, can });
  following = world.follow([agentsFollower]);
  worker = startWorker(world.platform, { tasks: [answerTask, titleThreadTask] });
});
afterAll(async () => {
  await worker.close();
  await world.close();
});

const callsOf = (skill: string) => world.owner.db.select().from(usageRecords).where(eq(usageRecords.skill, skill));
const wait = { timeout: 60_000, interval: 20 };

async function newFork(by: Context = world.owner, kind: "public" | "private" = "public", name = "general") {
  const channel = kind === "public" ? await ensureChannel(world.owner, name, "") : await createChannel(by, { name, kind });
  const parent = await startThread(by, { channelId: channel.id, text: "Which database do we take?" });
  return { parent, fork: await forkMessage(by, { messageId: parent.message.id, title: "Database" }) };
}

test("an agent reads off a fork what it came to, and what it drafts can be posted as it is", async () => {
  const { parent, fork } = await newFork();
  const bob = world.actor("mem_bob", new Set(["chat:read", "chat:write"]));
  const say = (by: Context, text: string) => sendMessage(by, { threadId: fork.id, text });
  await say(world.owner, "We could use SQLite.");
  const settled = await say(bob, "Let's go with PostgreSQL because the team knows it.");
  const asked = await say(world.owner, "Who sets up the backups?");
  const slip = await say(bob, "We still need to tell my salary.");
  await deleteMessage(bob, { messageId: slip.id });
  const drafted = await draftOutcome(bob, { threadId: fork.id });
  expect(drafted).toEqual({
    decision: "Let's go with PostgreSQL",
    decisionMessageId: settled.id,
    reasons: [{ text: "The team knows it.", messageId: settled.id }],
    openPoints: [{ text: "Who sets up the backups?", messageId: asked.id }],
    writtenBy: "offline",
  });
  expect((await listMessages(world.owner, { threadId: parent.thread.id, limit: 5 })).items).toHaveLength(1);
  const { writtenBy: _, insteadOf: _other, ...outcome } = drafted;
  const { message } = await resolveFork(bob, { threadId: fork.id, outcome });
  expect(await callsOf("draft_outcome")).toMatchObject([{ memberId: "mem_bob", threadId: fork.id }]);
  expect(message.cards[0]).toMatchObject({ type: "outcome", outcome });
});

test("what a model names that is not in the fork is left out", async () => {
  const { parent, fork } = await newFork();
  const said = await sendMessage(world.owner, { threadId: fork.id, text: "Fine." });
  const elsewhere = parent.message.id;
  const output = {
    decision: `  ${"long ".repeat(600)}`,
    decisionMessageId: elsewhere,
    reasons: [
      { text: "said here", messageId: said.id },
      { text: "made up", messageId: "msg_none" },
    ],
    openPoints: [
      { text: "said elsewhere", messageId: elsewhere },
      { text: " ", messageId: said.id },
    ],
  };
  const inventive: ModelProvider = {
    ...offlineModel(),
    generate: async () => ({ output, usage: { inputTokens: 1, outputTokens: 1 } }),
  };
  world.drivers.put(modelProvider, inventive);
  const drafted = await draftOutcome(world.owner, { threadId: fork.id }).finally(() => world.drivers.put(modelProvider, offlineModel()));
  expect(drafted).toMatchObject({ decisionMessageId: null, openPoints: [] });
  expect(drafted.reasons).toEqual([{ text: "said here", messageId: said.id }]);
  expect(drafted.decision.length).toBeLessThanOrEqual(2_000);
});

test("there is nothing to draft for an empty fork or a plain thread, for a viewer, and for who may not read it", async () => {
  const { parent, fork } = await newFork();
  await expect(draftOutcome(world.owner, { threadId: fork.id })).rejects.toThrow(/Nothing was said/);
  await expect(draftOutcome(world.owner, { threadId: parent.thread.id })).rejects.toThrow(/Fork a message/);
  await expect(draftOutcome(world.viewer, { threadId: fork.id })).rejects.toMatchObject({ code: "forbidden" });
  const secret = await newFork(world.owner, "private", "secret");
  await sendMessage(world.owner, { threadId: secret.fork.id, text: "We decided on gold." });
  const outsider = world.actor("mem_outside", "everything");
  for (const by of [outsider, world.stranger])
    await expect(draftOutcome(by, { threadId: secret.fork.id })).rejects.toMatchObject({ code: "not_found" });
  expect((await draftOutcome(world.owner, { threadId: secret.fork.id })).decision).toBe("We decided on gold.");
});

test("after some messages an agent names a thread, by words alone, and never over a person's title", async () => {
  const offline = offlineModel();
  world.drivers.put(modelProvider, {
    ...offline,
    async generate(call) {
      const answer = await offline.generate(call);
      const { title } = answer.output as { title?: string };
      return call.skill === "title_thread" ? { ...answer, output: { title: `${title} [${newId("msg")}]` } } : answer;
    },
  });
  const channel = await ensureChannel(world.owner, "support", "");
  const open = async () => {
    const { thread } = await startThread(world.owner, { channelId: channel.id, text: "Hi all, a question" });
    return thread.id;
  };
  const talk = ["The invoice export fails for customers in Norway.", "Which invoice export?", "Every invoice for customers in Norway."];
  const [named, own] = [await open(), await open()];
  await renameThread(world.owner, { threadId: own, title: "Mine" });
  for (const threadId of [named, own]) for (const text of talk) await sendMessage(world.owner, { threadId, text });
  await expect
    .poll(() => getThread(world.owner, { threadId: named }), wait)
    .toMatchObject({ title: "Invoice export fails for customers in Norway", titledBy: "agent" });
  await following.settled();
  expect(await getThread(world.owner, { threadId: own })).toMatchObject({ title: "Mine", titledBy: "person" });
  const tasks = await listTasks(systemContext(world.platform, world.workspaceId), { limit: 100 });
  const titled = tasks.items.filter((task) => task.kind === "agents.title_thread");
  expect(titled).toHaveLength(1);
  // Counted with who opened the thread, and within the task's limit.
  expect(await callsOf("title_thread")).toMatchObject([{ memberId: world.owner.actor.id, threadId: named, taskId: titled[0]?.id }]);
  world.drivers.put(modelProvider, offline);
});

test("an agent that is asked says what was decided; an outcome that is posted is not taken for a question", async () => {
  const { parent, fork } = await newFork(world.owner, "public", "ops");
  await addContextItem(world.owner, { kind: "decision", text: "Backups run at night", scope: "channel", scopeId: parent.thread.channelId });
  await sendMessage(world.owner, { threadId: parent.thread.id, text: "@vibe when do backups run?" });
  await vi.waitFor(async () => {
    const { items } = await listMessages(world.owner, { threadId: parent.thread.id, limit: 10 });
    expect(items.at(-1)).toMatchObject({ text: "As decided: Backups run at night", writtenBy: "offline" });
  }, wait);
  await resolveFork(world.owner, {
    threadId: fork.id,
    outcome: { decision: "@vibe does it", decisionMessageId: null, reasons: [], openPoints: [] },
  });
  await following.settled();
  const asked = await forkMessage(world.owner, { messageId: parent.message.id });
  await abandonFork(world.owner, { threadId: asked.id });
  await following.settled();
  const tasks = await listTasks(systemContext(world.platform, world.workspaceId), { limit: 100 });
  expect(tasks.items.filter((task) => task.kind === "agents.turn")).toHaveLength(1);
});
