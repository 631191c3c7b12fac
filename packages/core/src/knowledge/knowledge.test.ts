import { afterAll, beforeAll, expect, test } from "vitest";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import {
  createChannel,
  deleteMessage,
  editMessage,
  ensureChannel,
  forkMessage,
  pinMessage,
  reopenThread,
  resolveFork,
  resolveThread,
  sendMessage,
  startThread,
  undoResolution,
  type Outcome,
} from "../chat/index.ts";
import { LOG_START, makeContext, type Context } from "../platform/index.ts";
import {
  addContextItem,
  AddContextItem,
  contextFor,
  editContextItem,
  knowledgeFollower,
  listContextItems,
  removeContextItem,
  supersedeContextItem,
  SupersedeContextItem,
  type ListContextItems,
} from "./index.ts";

let world: World;
let following: { settled(): Promise<void> };
beforeAll(async () => {
  world = await makeWorld();
  following = world.follow([knowledgeFollower]);
});
afterAll(() => world.close());

const RIGHTS = new Set(["chat:read", "chat:write", "knowledge:read", "knowledge:write"]);
const outcomeOf = (decision: string, ...openPoints: string[]): Outcome => ({
  decision,
  decisionMessageId: null,
  reasons: [],
  openPoints: openPoints.map((text) => ({ text, messageId: null })),
});
const list = async (input: Partial<ListContextItems>, by: Context = world.owner) =>
  (await listContextItems(by, { limit: 50, ...input })).items;
const texts = async (input: Partial<ListContextItems>, by?: Context) => (await list(input, by)).map((item) => item.text);

async function newThread(text = "Where do we host?") {
  const channel = await ensureChannel(world.owner, "general", "");
  return startThread(world.owner, { channelId: channel.id, text });
}

test("a thread that is resolved keeps its outcome with itself, and no item where none was written", async () => {
  const { thread, message } = await newThread("Which colour?");
  await resolveThread(world.owner, { threadId: thread.id });
  await following.settled();
  expect(await list({ threadId: thread.id })).toEqual([]);
  await reopenThread(world.owner, { threadId: thread.id });
  await resolveThread(world.owner, {
    threadId: thread.id,
    outcome: { ...outcomeOf("Green", "Order paint"), decisionMessageId: message.id },
  });
  await following.settled();
  expect(await list({ threadId: thread.id })).toMatchObject([
    { kind: "action", text: "Order paint", scopeId: thread.id },
    { kind: "decision", text: "Green", scopeId: thread.id, sourceThreadId: thread.id, sourceMessageId: message.id, origin: "resolution" },
  ]);
  await undoResolution(world.owner, { threadId: thread.id });
  await following.settled();
  expect(await list({ threadId: thread.id })).toEqual([]);
});

test("a resolved fork leaves a decision and its open points; resolved again the newer hold, and taken back the older hold again", async () => {
  const { thread, message } = await newThread();
  const fork = await forkMessage(world.owner, { messageId: message.id });
  const said = await sendMessage(world.owner, { threadId: fork.id, text: "Let's take the small one" });
  await resolveFork(world.owner, {
    threadId: fork.id,
    outcome: { ...outcomeOf("The small one", "Who pays?"), decisionMessageId: said.id },
  });
  await following.settled();
  const [action, decision] = await list({ threadId: thread.id });
  expect(decision).toMatchObject({
    kind: "decision",
    text: "The small one",
    scope: "thread",
    scopeId: thread.id,
    sourceThreadId: fork.id,
    sourceMessageId: said.id,
    origin: "resolution",
    authorId: world.owner.actor.id,
  });
  expect(action).toMatchObject({ kind: "action", text: "Who pays?" });
  await reopenThread(world.owner, { threadId: fork.id });
  await following.settled();
  expect(await list({ threadId: thread.id })).toHaveLength(2);
  await resolveFork(world.owner, { threadId: fork.id, outcome: outcomeOf("The big one") });
  await following.settled();
  expect(await texts({ threadId: thread.id })).toEqual(["The big one"]);
  expect(await texts({ threadId: thread.id, superseded: true })).toEqual(["The big one", "Who pays?", "The small one"]);
  await undoResolution(world.owner, { threadId: fork.id });
  await following.settled();
  expect(await texts({ threadId: thread.id })).toEqual(["Who pays?", "The small one"]);
});

test("a pinned message is a fact that follows its message, until somebody puts it right; it goes when it is unpinned or deleted", async () => {
  const { thread } = await newThread();
  const said = await sendMessage(world.owner, { threadId: thread.id, text: "The office closes at 6" });
  const other = await sendMessage(world.owner, { threadId: thread.id, text: "The key is with Ada" });
  await pinMessage(world.owner, { messageId: said.id, pinned: true });
  await pinMessage(world.owner, { messageId: other.id, pinned: true });
  await editMessage(world.owner, { messageId: said.id, text: "The office closes at 7" });
  await following.settled();
  const [key, office] = await list({ threadId: thread.id, kind: "fact" });
  expect([key?.text, office?.text]).toEqual(["The key is with Ada", "The office closes at 7"]);
  await editContextItem(world.owner, { itemId: office?.id ?? "", text: "Closed after 7", tags: ["office", "hours"] });
  await editMessage(world.owner, { messageId: said.id, text: "The office closes at 8" });
  await following.settled();
  expect(await texts({ threadId: thread.id, tag: "hours" })).toEqual(["Closed after 7"]);
  await pinMessage(world.owner, { messageId: said.id, pinned: false });
  await deleteMessage(world.owner, { messageId: other.id });
  await following.settled();
  expect(await list({ threadId: thread.id, superseded: true })).toEqual([]);
});

test("what a program said is no person's word as a fact or a decision either, until a person has put it right", async () => {
  const program = makeContext(world.platform, { workspaceId: world.workspaceId, actor: { ...world.owner.actor, keyId: "key_1" } });
  const { thread } = await newThread();
  const { id: messageId } = await sendMessage(program, { threadId: thread.id, text: "The office is closed" });
  await pinMessage(world.owner, { messageId, pinned: true });
  await resolveThread(program, { threadId: thread.id, outcome: outcomeOf("Nobody works") });
  await following.settled();
  const byPrograms = async () => Object.fromEntries((await list({ threadId: thread.id })).map(({ kind, byProgram }) => [kind, byProgram]));
  expect(await byPrograms()).toEqual({ fact: true, decision: true });
  await editMessage(world.owner, { messageId, text: "The office is open" });
  await following.settled();
  expect(await byPrograms()).toEqual({ fact: false, decision: true });
});

test("people write items down, find them by what they hold for, and let newer ones take over", async () => {
  const { thread, message } = await newThread();
  const first = await addContextItem(world.owner, {
    ...AddContextItem.parse({
      kind: "fact",
      text: " We pay in euros ",
      scope: "workspace",
      tags: ["#Money", "money"],
      messageId: message.id,
    }),
  });
  expect(first).toMatchObject({ text: "We pay in euros", tags: ["money"], channelId: thread.channelId, sourceMessageId: message.id });
  const project = await addContextItem(world.owner, { kind: "action", text: "Ask the bank", scope: "project", scopeId: "prj_1" });
  const own = await addContextItem(world.owner, { kind: "fact", text: "Only here", scope: "thread", scopeId: thread.id });
  const elsewhere = (await newThread()).thread;
  expect(await texts({ threadId: elsewhere.id })).toEqual(["We pay in euros"]);
  expect(await texts({ threadId: elsewhere.id, projectId: "prj_1" })).toEqual(["Ask the bank", "We pay in euros"]);
  expect(await texts({ projectId: "prj_1" })).toEqual(["Ask the bank"]);
  const page = await listContextItems(world.owner, { threadId: thread.id, limit: 1 });
  expect(page.items.map((item) => item.id)).toEqual([own.id]);
  expect(await texts({ threadId: thread.id, cursor: page.nextCursor })).toEqual(["We pay in euros"]);
  const newer = await supersedeContextItem(world.owner, { itemId: first.id, text: "We pay in francs" });
  expect(newer).toMatchObject({ kind: "fact", scope: "workspace", tags: ["money"] });
  await expect(supersedeContextItem(world.owner, { itemId: first.id, byItemId: own.id })).rejects.toMatchObject({ code: "conflict" });
  await expect(supersedeContextItem(world.owner, { itemId: own.id, byItemId: own.id })).rejects.toMatchObject({ code: "bad_request" });
  expect(SupersedeContextItem.safeParse({ itemId: "itm_1" }).success).toBe(false);
  await removeContextItem(world.owner, { itemId: newer.id });
  expect(await texts({ tag: "money" })).toEqual(["We pay in euros"]);
  await expect(
    editContextItem(world.owner, { itemId: first.id, scope: "channel", scopeId: (await createChannel(world.owner, { name: "x" })).id }),
  ).rejects.toThrow(/another channel/);
  await removeContextItem(world.owner, { itemId: project.id });
});

test("an agent is given the nearest first, then the newest, within its budget", async () => {
  const { thread, message } = await newThread("A place of its own");
  const fork = await forkMessage(world.owner, { messageId: message.id, title: "Budget talk" });
  const add = (text: string, scope: "workspace" | "channel" | "thread" | "project", scopeId: string | null = null) =>
    addContextItem(world.owner, { kind: "fact", text, scope, scopeId });
  await add("in this fork", "thread", fork.id);
  await add(`in the workspace ${"x".repeat(900)}`, "workspace");
  await add("in the channel", "channel", thread.channelId);
  await add("in the project", "project", "prj_2");
  await add("in the parent, first", "thread", thread.id);
  await add("in the parent, second", "thread", thread.id);
  const said = await sendMessage(world.owner, { threadId: fork.id, text: "source" });
  await addContextItem(world.owner, { kind: "decision", text: "said here", scope: "thread", scopeId: fork.id, messageId: said.id });
  const given = await contextFor(world.owner, { threadId: fork.id, projectId: "prj_2", budgetTokens: 400 });
  expect(given.lines.slice(0, 6).map((line) => line.text)).toEqual([
    "said here",
    "in this fork",
    "in the parent, second",
    "in the parent, first",
    "in the channel",
    "in the project",
  ]);
  expect(given.lines[0]).toEqual({ kind: "decision", text: "said here", from: "Budget talk" });
  const tight = await contextFor(world.owner, { threadId: fork.id, budgetTokens: 25 });
  expect(tight.lines.map((line) => line.text)).toEqual(["said here", "in this fork"]);
  expect(tight.tokens).toBeLessThanOrEqual(25);
});

test("what comes from a private channel is for its people alone, and agents that answer elsewhere are not given it", async () => {
  const channel = await createChannel(world.owner, { name: "board", kind: "private" });
  const { thread, message } = await startThread(world.owner, { channelId: channel.id, text: "We sell the company" });
  await pinMessage(world.owner, { messageId: message.id, pinned: true });
  const item = await addContextItem(world.owner, { kind: "fact", text: "The price is 7", scope: "workspace", messageId: message.id });
  await following.settled();
  const open = (await newThread()).thread;
  const outsider = world.actor("mem_outside", RIGHTS);
  expect(await texts({ superseded: true }, outsider)).not.toContain("The price is 7");
  expect(await texts({ threadId: open.id }, outsider)).not.toContain("The price is 7");
  for (const by of [outsider, world.actor("mem_admin", "everything"), world.stranger]) {
    await expect(listContextItems(by, { threadId: thread.id, limit: 5 })).rejects.toMatchObject({ code: "not_found" });
    await expect(editContextItem(by, { itemId: item.id, text: "8" })).rejects.toMatchObject({ code: "not_found" });
    await expect(supersedeContextItem(by, { itemId: item.id, text: "8" })).rejects.toMatchObject({ code: "not_found" });
    await expect(removeContextItem(by, { itemId: item.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(addContextItem(by, { kind: "fact", text: "8", scope: "thread", scopeId: thread.id })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(contextFor(by, { threadId: thread.id })).rejects.toMatchObject({ code: "not_found" });
  }
  // One who knows it answers in the open: those who read there do not.
  const answered = await contextFor(world.owner, { threadId: open.id, budgetTokens: 100_000 });
  expect(answered.lines.map((line) => line.text)).not.toContain("The price is 7");
  const inside = await contextFor(world.owner, { threadId: thread.id, budgetTokens: 100_000 });
  expect(inside.lines.map((line) => line.text)).toEqual(expect.arrayContaining(["We sell the company", "The price is 7"]));
  const events = (await settledEvents(world.owner, LOG_START)).filter((event) => event.type.startsWith("knowledge."));
  expect(events.filter((event) => /company|price/.test(JSON.stringify(event.payload))).map((event) => event.channelId)).toEqual([
    channel.id,
    channel.id,
  ]);
});

test("a viewer reads and may not write, another workspace sees nothing, and a refused change leaves nothing behind", async () => {
  const item = await addContextItem(world.owner, { kind: "fact", text: "Seen by all", scope: "workspace" });
  const viewer = world.actor("mem_viewer", new Set(["chat:read", "knowledge:read"]));
  expect(await texts({}, viewer)).toContain("Seen by all");
  await expect(addContextItem(viewer, { kind: "fact", text: "mine", scope: "workspace" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeContextItem(viewer, { itemId: item.id })).rejects.toMatchObject({ code: "forbidden" });
  expect(await texts({}, world.stranger)).toEqual([]);
  const before = (await settledEvents(world.owner, LOG_START)).at(-1)?.cursor ?? LOG_START;
  await expect(addContextItem(world.owner, { kind: "fact", text: "lost", scope: "thread", scopeId: "thr_none" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(addContextItem(world.owner, { kind: "fact", text: "lost", scope: "project" })).rejects.toMatchObject({
    code: "bad_request",
  });
  await editContextItem(world.owner, { itemId: item.id, kind: "action" });
  await removeContextItem(world.owner, { itemId: item.id });
  expect((await settledEvents(world.owner, before)).map((event) => event.type)).toEqual([
    "knowledge.context_item_changed",
    "knowledge.context_item_removed",
  ]);
  expect(await texts({})).not.toContain("lost");
});
