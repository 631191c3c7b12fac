import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { columnsWith } from "../../test/find-word.ts";
import { keepAnswerOf } from "../../test/keep-answer.ts";
import { addPerson } from "../../test/people.ts";
import { programOf } from "../../test/programs.ts";
import { scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { approvalsFollower, decideApproval, listApprovals } from "../approvals/index.ts";
import {
  createChannel,
  deleteMessage,
  editMessage,
  forkMessage,
  getMessage,
  pinMessage,
  postMessage,
  sendMessage,
  startThread,
} from "../chat/index.ts";
import { addAgent, agentActor, changeRole, removeMember, revokeApiKey } from "../identity/index.ts";
import { addContextItem, knowledgeFollower } from "../knowledge/index.ts";
import { confirmMemory, correctMemory, forgetMemory, listMemories, memoryFollower, memoryTools, remember } from "../memory/index.ts";
import { defineTool, makeContext, write, type Context } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import { getTranscript, listTranscripts, talkTools, transcriptsFollower } from "../turns/index.ts";

let world: AgentsWorld;
let reply: (round: number) => ScriptedReply = () => ({ text: "Hello" });
let approvals: { settled(): Promise<void> };
let knowledge: { settled(): Promise<void> };
const stopped: string[] = [];
const wait = { timeout: 45_000, interval: 20 };
const stop = defineTool({
  name: "shop_stop",
  title: "Stop the shop",
  description: "Stops the shop.",
  input: z.object({ because: z.string() }),
  permission: "hosting:write",
  effect: "write",
  says: () => "Stops the shop",
  run: (ctx, { because }) => Promise.resolve(stopped.push(`${because} for ${ctx.actor.forMember} by ${ctx.actor.keyId ?? "hand"}`)),
});

beforeAll(async () => {
  world = await makeAgentsWorld(
    scriptedModel((_, round) => reply(round)),
    [...talkTools, ...memoryTools, stop],
  );
  approvals = world.follow([approvalsFollower]);
  knowledge = world.follow([knowledgeFollower]);
  world.work();
});
afterAll(() => world.close());
vi.setConfig({ testTimeout: 120_000 });

/** What came of it when the agent is asked, and wants to stop the shop. */
async function ask(asker: Context, because: string): Promise<string> {
  reply = (round) => (round === 1 ? { text: "", calls: [{ tool: "shop_stop", input: { because } }] } : { text: "That is all." });
  return world.begin(asker, "@devi stop the shop");
}
async function answered(threadId: string): Promise<void> {
  await expect.poll(async () => (await world.said(threadId)).some(({ text }) => text.includes("That is all.")), wait).toBe(true);
}
const asks = async (threadId: string) => (await listApprovals(world.ada, { limit: 10, threadId })).items;
const taintOf = async (threadId: string) => (await listTranscripts(world.owner, { limit: 1, threadId })).items[0]?.tainted;

test("an agent does for a program what its key may do too, and a person is asked; for the person themselves it just does it", async () => {
  const byHand = await ask(world.ada, "tidying up");
  await answered(byHand);
  expect([stopped, await taintOf(byHand)]).toEqual([[`tidying up for ${world.ada.actor.id} by hand`], false]);

  const { program: writer } = await programOf(world.ada, ["chat:read", "chat:write"]);
  const refused = await ask(writer, "a whim");
  await answered(refused);
  expect([stopped.length, await taintOf(refused), await asks(refused)]).toEqual([1, true, []]);

  const { program, keyId } = await programOf(world.ada, ["chat:read", "chat:write", "hosting:write"]);
  const threadId = await ask(program, "the night");
  expect((await world.said(threadId))[0]).toMatchObject({ authorId: world.ada.actor.id, keyId });
  await expect.poll(() => asks(threadId), wait).toMatchObject([{ state: "pending", tainted: true }]);
  expect(stopped).toHaveLength(1);
  const [request] = await asks(threadId);
  await decideApproval(world.ada, { approvalId: request?.id ?? "", decision: "approve" });
  await answered(threadId);
  expect(stopped[1]).toBe(`the night for ${world.ada.actor.id} by ${keyId}`);

  const cut = await ask(program, "the weekend");
  await expect.poll(() => asks(cut), wait).toMatchObject([{ state: "pending" }]);
  await revokeApiKey(world.ada, { keyId });
  await approvals.settled();
  await answered(cut);
  expect([stopped.length, (await asks(cut)).map(({ state }) => state)]).toEqual([2, ["withdrawn"]]);
});

test("words of a person that a program changed are the program's, and the person's again when they put them right", async () => {
  const { program, keyId } = await programOf(world.ada, ["chat:write"]);
  const { thread, message } = await startThread(world.ada, { channelId: world.channelId, text: "Let us close on Sundays" });
  const { id: messageId } = message;
  expect(message.keyId).toBeNull();
  await editMessage(program, { messageId, text: "Let us close today" });
  expect(await getMessage(world.ada, { messageId })).toMatchObject({ keyId });
  reply = (round) =>
    round === 1 ? { text: "", calls: [{ tool: "shop_stop", input: { because: "it was said" } }] } : { text: "That is all." };
  await sendMessage(world.ada, { threadId: thread.id, text: "@devi do it" });
  await expect.poll(() => asks(thread.id), wait).toHaveLength(1);
  const [request] = await asks(thread.id);
  await decideApproval(world.ada, { approvalId: request?.id ?? "", decision: "deny" });
  await answered(thread.id);
  await editMessage(world.ada, { messageId, text: "Let us close on Sundays, after all" });
  expect(await getMessage(world.ada, { messageId })).toMatchObject({ keyId: null });
});

test("a program that answers whatever agents say is answered as often as is set, then they wait for a person and say so once", async () => {
  reply = () => ({ text: "Tell me more." });
  const { program } = await programOf(world.ada, ["chat:read", "chat:write"]);
  const { id: channelId } = await createChannel(world.ada, { name: "chatter", agentMode: "always" });
  await setSetting(world.owner, { layer: "workspace", key: "agents.programQuestions", value: 5 });
  const { thread } = await startThread(program, { channelId, text: "Hello" });
  const texts = async () => (await world.said(thread.id)).map(({ text }) => text);
  const answers = async () => (await texts()).filter((text) => text === "Tell me more.").length;
  for (let more = 1; more < 8; more += 1) {
    await expect.poll(answers, wait).toBe(Math.min(more, 5));
    await sendMessage(program, { threadId: thread.id, text: "More of it" });
    await world.followers.settled();
  }
  const waiting = async () => (await texts()).filter((text) => text.includes("I wait for a person"));
  expect(await waiting()).toHaveLength(1);
  expect((await world.turns()).filter(({ state }) => state !== "done")).toEqual([]);
  await sendMessage(world.ada, { threadId: thread.id, text: "Go on, then" });
  await expect.poll(answers, wait).toBe(6);
  await sendMessage(program, { threadId: thread.id, text: "Thanks" });
  await expect.poll(answers, wait).toBe(7);
  expect(await waiting()).toHaveLength(1);
});

test("a program that opens ever new threads is answered ten times as often in an hour, then agents wait for a person and say so once", async () => {
  reply = () => ({ text: "Here." });
  const { program } = await programOf(world.ada, ["chat:read", "chat:write"]);
  await setSetting(world.owner, { layer: "workspace", key: "agents.programQuestions", value: 1 });
  const threads: string[] = [];
  for (let each = 0; each < 13; each += 1)
    threads.push((await startThread(program, { channelId: world.channelId, text: "@devi, are you there?" })).thread.id);
  await world.followers.settled();
  const texts = async () => (await Promise.all(threads.map((threadId) => world.said(threadId)))).flat().map(({ text }) => text);
  await expect.poll(async () => (await texts()).filter((text) => text === "Here.").length, wait).toBe(10);
  const waiting = (await texts()).filter((text) => text.includes("I wait for a person"));
  expect(waiting).toEqual([expect.stringContaining("a program asked 11 questions in the last hour, here and elsewhere.")]);
  await sendMessage(world.ada, { threadId: threads.at(-1) ?? "", text: "@devi, answer it" });
  await expect.poll(async () => (await texts()).filter((text) => text === "Here.").length, wait).toBe(11);
});

/** What came of it when a person asks where others' words are given, and the agent wants to stop the shop. */
async function askIn(threadId: string, because: string): Promise<"asked" | "done"> {
  reply = (round) => (round === 1 ? { text: "", calls: [{ tool: "shop_stop", input: { because } }] } : { text: "That is all." });
  await sendMessage(world.ada, { threadId, text: "@devi what now?" });
  const isDone = () => stopped.some((each) => each.startsWith(because));
  await expect.poll(async () => isDone() || (await asks(threadId)).length > 0, wait).toBe(true);
  return isDone() ? "done" : "asked";
}
async function givenIn(threadId: string): Promise<string> {
  const [transcript] = (await listTranscripts(world.owner, { limit: 1, threadId })).items;
  return transcript ? JSON.stringify(await getTranscript(world.owner, { transcriptId: transcript.id })) : "";
}

test("what an integration wrote stays its words when it is pinned, by a person or by a program, and given elsewhere", async () => {
  await addAgent(world.owner, { agent: "integration:hook", name: "Hook", handle: "hook", can: ["chat:read", "chat:write"] });
  const hook = makeContext(world.platform, {
    workspaceId: world.workspaceId,
    actor: await agentActor(world.owner, "integration:hook"),
  });
  const { program } = await programOf(await addPerson(world, "bert"), ["chat:read", "chat:write"]);
  const { program: own } = await programOf(world.ada, ["chat:read", "chat:write"]);
  for (const [by, pinnedBy] of [
    [hook, world.ada],
    [hook, program],
    [own, world.ada],
    [world.ada, world.ada],
  ] as const) {
    const { thread, message } = await startThread(world.ada, { channelId: world.channelId, text: "Let us talk" });
    const { id: messageId } = await write(by, "chat:write", (tx) => postMessage(tx, { threadId: thread.id, text: "Stop the shop" }));
    await pinMessage(pinnedBy, { messageId, pinned: true });
    await knowledge.settled();
    const fork = await forkMessage(world.ada, { messageId: message.id, title: "Aside" });
    expect(await askIn(fork.id, messageId)).toBe(by === world.ada ? "done" : "asked");
    if (by !== world.ada) continue;
    await answered(fork.id);
    expect(await givenIn(fork.id)).toContain("Stop the shop");
  }
});

test("a message that is deleted is gone from what agents were given elsewhere of what was made of it", async () => {
  const following = world.follow([memoryFollower, transcriptsFollower]);
  const { message: one } = await startThread(world.ada, { channelId: world.channelId, text: "The vault opens with pangolin" });
  const { message: two } = await startThread(world.ada, { channelId: world.channelId, text: "The cellar opens with axolotl" });
  await addContextItem(world.ada, { kind: "fact", text: "For the vault: pangolin", scope: "workspace", messageId: one.id });
  await remember(world.ada, { text: "For the cellar: axolotl", importance: "critical", messageId: two.id });
  for (const [word, messageId] of [
    ["pangolin", one.id],
    ["axolotl", two.id],
  ] as const) {
    const { thread } = await startThread(world.ada, { channelId: world.channelId, text: "Where is it?" });
    expect(await askIn(thread.id, word)).toBe("done");
    await answered(thread.id);
    expect(await givenIn(thread.id)).toContain(`: ${word}`);
    await deleteMessage(world.ada, { messageId });
    await following.settled();
    expect(await givenIn(thread.id)).toBe("");
  }
  expect((await listMemories(world.ada, { limit: 5 })).items).toEqual([]);
});

test("what an agent is asked to forget stands nowhere afterwards, but for who allowed it", async () => {
  const following = world.follow([transcriptsFollower]);
  const [word, older] = ["thelastdodoofall", "thefirstdodoofall"];
  const before = await remember(world.ada, { text: `The alarm code is ${older}`, importance: "critical" });
  const { id: memoryId } = await correctMemory(world.ada, { memoryId: before.id, text: `The alarm code is ${word}` });
  await keepAnswerOf(world.ada, word);
  reply = () => ({ text: "That is all." });
  const elsewhere = await world.begin(world.ada, "@devi hello");
  await answered(elsewhere);
  expect(await givenIn(elsewhere)).toContain(word);

  reply = (round) => (round === 1 ? { calls: [{ tool: "memory_forget", input: { memoryId } }] } : { text: "That is all." });
  const threadId = await world.begin(world.ada, "@devi forget the alarm code");
  await expect.poll(() => asks(threadId), wait).toMatchObject([{ says: expect.stringContaining(word) }]);
  const [request] = await asks(threadId);
  await decideApproval(world.ada, { approvalId: request?.id ?? "", decision: "approve" });
  await answered(threadId);
  await expect.poll(async () => (await world.turns()).filter(({ state }) => state === "running"), wait).toEqual([]);
  for (const followers of [world.followers, approvals, following]) await followers.settled();
  for (const each of [word, older]) expect(await columnsWith(world.url, each)).toEqual([]);
  for (const each of [elsewhere, threadId]) expect(await givenIn(each)).toBe("");
  expect(await asks(threadId)).toMatchObject([{ state: "approved", decidedBy: world.ada.actor.id, tool: "memory_forget", says: "" }]);
});

test("what somebody allowed to be remembered goes from the request too once it is forgotten", async () => {
  const following = world.follow([transcriptsFollower]);
  const word = "thelastauk";
  const { program } = await programOf(world.ada, ["chat:read", "chat:write", "memory:read", "memory:write"]);
  const memory = { text: `The ${word} sleeps at noon`, scope: "person", importance: "low" };
  reply = (round) => (round === 1 ? { calls: [{ tool: "memory_remember", input: memory }] } : { text: "That is all." });
  const threadId = await world.begin(program, "@devi keep what I told you");
  await expect.poll(() => asks(threadId), wait).toMatchObject([{ says: expect.stringContaining(word) }]);
  const [request] = await asks(threadId);
  await decideApproval(world.ada, { approvalId: request?.id ?? "", decision: "approve" });
  await answered(threadId);
  await expect.poll(async () => (await world.turns()).filter(({ state }) => state === "running"), wait).toEqual([]);
  const { items } = await listMemories(world.ada, { limit: 5 });
  await forgetMemory(world.ada, { memoryId: items.find(({ text }) => text.includes(word))?.id ?? "" });
  for (const followers of [world.followers, approvals, following]) await followers.settled();
  expect(await columnsWith(world.url, word)).toEqual([]);
  expect(await asks(threadId)).toMatchObject([{ state: "approved", tool: "memory_remember", says: "", input: "{}" }]);
});

test("what somebody remembered who may do less by now is given with a question", async () => {
  const bob = await addPerson(world, "bob");
  const { id: memoryId } = await remember(bob, { text: "The shop is to be stopped", importance: "critical" });
  const here = async () => (await startThread(world.ada, { channelId: world.channelId, text: "Let us talk" })).thread.id;
  expect(await askIn(await here(), "while a member")).toBe("done");
  await changeRole(world.owner, { memberId: bob.actor.id, role: "viewer" });
  const threadId = await here();
  expect(await askIn(threadId, "by a viewer")).toBe("asked");
  expect(await asks(threadId)).toMatchObject([{ tainted: true }]);

  // Once they left it stays so, until somebody who may do it themselves stands by it: a person, and no program of theirs.
  await removeMember(world.owner, { memberId: bob.actor.id });
  expect(await askIn(await here(), "by somebody who left")).toBe("asked");
  const { program } = await programOf(world.ada, ["memory:read", "memory:write", "memory:share"]);
  await expect(confirmMemory(program, { memoryId })).rejects.toMatchObject({ code: "forbidden" });
  await expect(confirmMemory(world.stranger, { memoryId })).rejects.toMatchObject({ code: "not_found" });
  expect(await confirmMemory(world.ada, { memoryId })).toMatchObject({ id: memoryId, authorId: world.ada.actor.id });
  expect(await askIn(await here(), "confirmed")).toBe("done");
});
