import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import {
  changeChannel,
  createChannel,
  editMessage,
  listChannelMembers,
  openDirect,
  postMessage,
  sendMessage,
  startThread,
  type CreateChannel,
} from "../chat/index.ts";
import { addAgent, agentActor, listAgents } from "../identity/index.ts";
import { LOG_START, makeContext, systemContext, type Context } from "../platform/index.ts";
import { tasks } from "../runs/tables.ts";
import { AGENTS, agentsFollower, attendThread, changeAgent, listSilentAgents, setInChannel } from "./index.ts";

let world: World;
let ada: Context;
let bob: Context;
let followers: ReturnType<World["follow"]>;
const agentIds = new Map<string, string>();
beforeAll(async () => {
  world = await makeWorld();
  [ada, bob] = await Promise.all([addPerson(world, "ada"), addPerson(world, "bob")]);
  for (const { agent, name, handle, can } of AGENTS) await addAgent(world.owner, { agent, name, handle, can });
  for (const { id, agent } of await listAgents(world.owner)) agentIds.set(agent ?? "", id);
  followers = world.follow([agentsFollower]);
});
afterAll(() => world.close());

/** Which agents were asked to answer in a thread, in the order of the questions. */
async function askedIn(threadId: string): Promise<string[]> {
  await followers.settled();
  const rows = await systemContext(world.platform, world.workspaceId)
    .db.select({ input: tasks.input })
    .from(tasks)
    .where(eq(tasks.kind, "agents.turn"))
    .orderBy(tasks.id);
  const inputs = rows.map((row) => row.input as { threadId: string; agent: string });
  return inputs.filter((input) => input.threadId === threadId).map((input) => input.agent);
}

let made = 0;
async function talk(input: Partial<CreateChannel>) {
  const channel = await createChannel(ada, { name: `modes-${(made += 1)}`, ...input });
  const { thread } = await startThread(ada, { channelId: channel.id, text: "Good morning" });
  return { channelId: channel.id, threadId: thread.id };
}

test("by default agents answer when they are named, the first one of those", async () => {
  const { threadId } = await talk({});
  await sendMessage(ada, { threadId, text: "what does `@devi` say?" });
  await sendMessage(bob, { threadId, text: "@quinn or @devi, is it tested?" });
  expect(await askedIn(threadId)).toEqual(["qa"]);
});

test("where they never answer, naming one changes nothing, not even in a thread that is attended to", async () => {
  const { channelId, threadId } = await talk({ agentMode: "never" });
  await sendMessage(ada, { threadId, text: "@vibe help" });
  const attendance = { threadId, agent: "orchestrator" as const, attendedBy: "nobody", afterMessageId: "msg_0" };
  await attendThread(systemContext(world.platform, world.workspaceId), attendance);
  await sendMessage(ada, { threadId, text: "and now?" });
  expect(await askedIn(threadId)).toEqual([]);
  await changeChannel(ada, { channelId, agentMode: "mentioned" });
  await sendMessage(ada, { threadId, text: "and now?" });
  await followers.settled();
  const requested = (await settledEvents(world.owner, LOG_START)).filter((event) => event.type === "agents.turn_requested");
  expect(requested.map((event) => event.payload)).toMatchObject([{ threadId, text: "and now?" }]);
});

test("an agent that is off here works at nothing here, not even in the thread of its own project; another one can be called in", async () => {
  const { channelId, threadId } = await talk({});
  // What opened the thread came before anybody attended it.
  await followers.settled();
  await attendThread(systemContext(world.platform, world.workspaceId), {
    threadId,
    agent: "orchestrator",
    attendedBy: "nobody",
    afterMessageId: "msg_0",
  });
  await setInChannel(world.owner, { agent: "orchestrator", channelId, enabled: false });
  await sendMessage(ada, { threadId, text: "make it blue" });
  await sendMessage(ada, { threadId, text: "@quinn is it blue?" });
  await followers.settled();
  const requested = (await settledEvents(world.owner, LOG_START)).filter((event) => event.type === "agents.turn_requested");
  const here = requested.map(({ payload }) => payload as { threadId: string }).filter((payload) => payload.threadId === threadId);
  expect(here).toMatchObject([{ text: "@quinn is it blue?", agent: "qa" }]);
});

test("where they always answer, each message of a person is taken up once, and nothing that an agent says", async () => {
  const { threadId } = await talk({ agentMode: "always" });
  await sendMessage(bob, { threadId, text: "no name here" });
  await sendMessage(bob, { threadId, text: "@arun what do you think?" });
  await postMessage(bob, { threadId, text: "for the record", quiet: true });
  for (const agent of ["orchestrator", "architect"] as const) {
    const ctx = makeContext(world.platform, { workspaceId: world.workspaceId, actor: await agentActor(world.owner, agent) });
    await postMessage(ctx, { threadId, text: "@vibe @arun @devi you go on", writtenBy: "offline" });
  }
  expect(await askedIn(threadId)).toEqual(["orchestrator", "orchestrator", "architect"]);
});

test("in direct talk the agent in it answers, and no other can be called in", async () => {
  const direct = await openDirect(ada, { memberIds: [agentIds.get("qa") ?? ""] });
  const { thread } = await startThread(ada, { channelId: direct.id, text: "hello" });
  await sendMessage(ada, { threadId: thread.id, text: "@devi?" });
  expect(await askedIn(thread.id)).toEqual(["qa", "qa"]);
  const people = await openDirect(ada, { memberIds: [bob.actor.id] });
  const { thread: between } = await startThread(ada, { channelId: people.id, text: "@vibe can you hear us?" });
  expect(await askedIn(between.id)).toEqual([]);
});

test("a private channel lets in the agent that is named, or the one that always answers, and no other", async () => {
  const { channelId, threadId } = await talk({ kind: "private" });
  const membersNow = async () => (await listChannelMembers(ada, { channelId, limit: 20 })).items.map((each) => each.memberId).toSorted();
  await sendMessage(ada, { threadId, text: "@quinn look" });
  expect(await askedIn(threadId)).toEqual(["qa"]);
  expect(await membersNow()).toEqual([ada.actor.id, agentIds.get("qa") ?? ""].toSorted());
  await changeChannel(ada, { channelId, agentMode: "always" });
  await sendMessage(ada, { threadId, text: "anybody?" });
  expect(await askedIn(threadId)).toEqual(["qa", "orchestrator"]);
  expect(await membersNow()).toEqual([ada.actor.id, agentIds.get("qa") ?? "", agentIds.get("orchestrator") ?? ""].toSorted());
});

test("what is asked of an agent in private is said to nobody else", async () => {
  const { channelId, threadId } = await talk({ kind: "private" });
  const attendance = { threadId, agent: "orchestrator" as const, attendedBy: "nobody", afterMessageId: "msg_0" };
  await attendThread(systemContext(world.platform, world.workspaceId), attendance);
  await sendMessage(ada, { threadId, text: "the launch code" });
  await followers.settled();
  const told = (await settledEvents(world.owner, LOG_START)).filter((event) => JSON.stringify(event.payload).includes("the launch code"));
  expect(told.map((event) => event.type)).toEqual(["chat.message_sent", "agents.turn_requested"]);
  expect(told.map((event) => event.channelId)).toEqual([channelId, channelId]);
});

test("who names nobody is told who would answer and is off here, until somebody has answered", async () => {
  const silent = async (messageId: string) => (await listSilentAgents(ada, { messageId })).map(({ agent, why }) => `${agent}: ${why}`);
  const { channelId, threadId } = await talk({});
  const say = async (text: string) => (await sendMessage(ada, { threadId, text })).id;
  expect(await silent(await say("nobody is asked")), "where agents answer by name alone nobody is missed").toEqual([]);
  const attendance = { threadId, agent: "developer" as const, attendedBy: "nobody", afterMessageId: "msg_0" };
  await attendThread(systemContext(world.platform, world.workspaceId), attendance);
  await setInChannel(world.owner, { agent: "developer", channelId, enabled: false });
  const unheard = await say("make it blue");
  expect(await silent(unheard)).toEqual(["developer: usual_off"]);
  await changeChannel(ada, { channelId, agentMode: "always" });
  expect(await silent(unheard), "the one that always answers takes it up").toEqual([]);
  await setInChannel(world.owner, { agent: "orchestrator", channelId, enabled: false });
  expect(await silent(unheard)).toEqual(["developer: usual_off"]);
  await say("and larger");
  expect(await silent(unheard)).toEqual([]);

  const direct = await openDirect(ada, { memberIds: [agentIds.get("qa") ?? ""] });
  await changeAgent(world.owner, { agent: "qa", enabled: false });
  const { message } = await startThread(ada, { channelId: direct.id, text: "is it tested?" });
  expect(await silent(message.id)).toEqual(["qa: usual_off"]);
  await changeAgent(world.owner, { agent: "qa", enabled: true });
});

test("who names agents that do not answer is told which and why, by the same rules that others are asked by", async () => {
  const silent = async (messageId: string) => (await listSilentAgents(ada, { messageId })).map(({ agent, why }) => `${agent}: ${why}`);
  const { channelId, threadId } = await talk({});
  await setInChannel(world.owner, { agent: "qa", channelId, enabled: false });
  const both = await sendMessage(ada, { threadId, text: "@quinn and @devi, is it tested?" });
  expect([await silent(both.id), await askedIn(threadId)]).toEqual([["qa: off"], ["developer"]]);
  await setInChannel(world.owner, { agent: "qa", channelId, enabled: true });
  expect(await silent(both.id)).toEqual([]);

  const plain = await sendMessage(ada, { threadId, text: "is it tested?" });
  await editMessage(ada, { messageId: plain.id, text: "@quinn is it tested?" });
  expect([await silent(plain.id), await askedIn(threadId)]).toEqual([["qa: not_called"], ["developer"]]);
  await editMessage(ada, { messageId: both.id, text: "@quinn and @devi, is it tested well?" });
  expect(await silent(both.id)).toEqual([]);

  const direct = await openDirect(ada, { memberIds: [bob.actor.id, agentIds.get("qa") ?? ""] });
  const { thread, message } = await startThread(ada, { channelId: direct.id, text: "@devi and @quinn, can you hear us? `@arun`" });
  expect([await silent(message.id), await askedIn(thread.id)]).toEqual([["developer: outside"], ["qa"]]);

  const quiet = await talk({ kind: "private", agentMode: "never" });
  const unheard = await sendMessage(ada, { threadId: quiet.threadId, text: "@vibe?" });
  expect(await silent(unheard.id)).toEqual(["orchestrator: never_here"]);
  await changeChannel(ada, { channelId: quiet.channelId, agentMode: "mentioned" });
  expect([await silent(unheard.id), await askedIn(quiet.threadId)]).toEqual([["orchestrator: not_called"], []]);
  await expect(listSilentAgents(bob, { messageId: unheard.id })).rejects.toMatchObject({ code: "not_found" });
});
