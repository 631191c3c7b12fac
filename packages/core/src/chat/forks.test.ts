import { afterAll, beforeAll, expect, test } from "vitest";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import { LOG_START, write, type Context } from "../platform/index.ts";
import { resetSetting, setSetting, SETTINGS } from "../settings/index.ts";
import {
  abandonFork,
  createChannel,
  deleteMessage,
  ensureChannel,
  forkMessage,
  getThread,
  listForks,
  listMessages,
  listReaders,
  listThreads,
  renameThread,
  reopenThread,
  resolveFork,
  resolveThread,
  sendMessage,
  startThread,
  suggestTitle,
  undoResolution,
  UNDO_MS,
  type Outcome,
  type Thread,
  type ThreadStatus,
} from "./index.ts";
import { next, THREAD_MOVES } from "./states.ts";
import { channelMembers } from "./tables.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const MEMBER = new Set(["chat:read", "chat:write"]);
const decided = (decision: string, parts: Partial<Outcome> = {}): Outcome => ({
  decision,
  decisionMessageId: null,
  reasons: [],
  openPoints: [],
  ...parts,
});

async function newFork(by: Context = world.owner, text = "Which database do we take?") {
  const channel = await ensureChannel(world.owner, "general", "");
  const parent = await startThread(world.owner, { channelId: channel.id, text });
  return { parent, fork: await forkMessage(by, { messageId: parent.message.id }) };
}

const listed = async ({ channelId }: Thread) =>
  (await listThreads(world.owner, { channelId, status: "resolved", limit: 100 })).items.map(({ id }) => id);
const read = async (threadId: string) => (await listMessages(world.owner, { threadId, limit: 50 })).items;

test("a status changes only by the moves that are allowed", () => {
  const all: ThreadStatus[] = ["active", "resolved", "abandoned", "archived"];
  const table = (isFork: boolean) =>
    Object.fromEntries(all.map((status) => [status, THREAD_MOVES.map((move) => next({ status, isFork }, move) ?? "-").join(" ")]));
  // In the order of THREAD_MOVES: write, resolve, undo, abandon, archive, reopen.
  expect(table(true)).toEqual({
    active: "active resolved - abandoned archived -",
    resolved: "- - active - - active",
    abandoned: "- - - - - active",
    archived: "active - - - - active",
  });
  expect(table(false)).toEqual({
    active: "active resolved - - archived -",
    resolved: "active - active - - active",
    abandoned: "- - - - - active",
    archived: "active - - - - active",
  });
});

test("a message is forked, talked over beside its thread, and resolved: the outcome stands in the parent and does not raise it", async () => {
  const { parent, fork } = await newFork();
  expect(fork).toMatchObject({
    title: "Which database do we take?",
    messageCount: 0,
    status: "active",
    channelId: parent.thread.channelId,
  });
  expect(fork.fork).toEqual({ parentThreadId: parent.thread.id, messageId: parent.message.id, rootThreadId: parent.thread.id, depth: 1 });
  await sendMessage(world.owner, { threadId: parent.thread.id, text: "the parent goes on" });
  const said = await sendMessage(world.owner, { threadId: fork.id, text: "PostgreSQL, because we know it" });
  const before = await getThread(world.owner, { threadId: parent.thread.id });
  world.clock.pass(1_000);
  const outcome = decided("PostgreSQL", {
    decisionMessageId: said.id,
    reasons: [{ text: "We know it", messageId: said.id }],
    openPoints: [{ text: "Who hosts it?", messageId: parent.message.id }],
  });
  const { thread, message } = await resolveFork(world.owner, { threadId: fork.id, outcome });
  expect(thread).toMatchObject({ status: "resolved", closing: { by: world.owner.actor.id, outcomeMessageId: message.id } });
  expect(message).toMatchObject({ threadId: parent.thread.id, quiet: true, authorId: world.owner.actor.id });
  expect(message.text).toBe("**Decided:** PostgreSQL\n\nBecause:\n- We know it\n\nStill open:\n- Who hosts it?");
  // A link that leads out of the fork is dropped, the point stays.
  expect(message.cards).toEqual([
    {
      type: "outcome",
      threadId: fork.id,
      title: fork.title,
      outcome: { ...outcome, openPoints: [{ text: "Who hosts it?", messageId: null }] },
    },
  ]);
  const after = await getThread(world.owner, { threadId: parent.thread.id });
  expect(after.messageCount).toBe(before.messageCount + 1);
  expect(after.lastMessageAt).toEqual(before.lastMessageAt);
  expect((await listForks(world.owner, { threadId: parent.thread.id, limit: 10 })).items).toEqual([
    expect.objectContaining({ id: fork.id, status: "resolved", messageCount: 1, closing: thread.closing }),
  ]);
  await expect(sendMessage(world.owner, { threadId: fork.id, text: "late" })).rejects.toMatchObject({ code: "conflict" });
  await expect(resolveFork(world.owner, { threadId: fork.id, outcome })).rejects.toMatchObject({ code: "conflict" });
});

test("of two who resolve at once one is refused, and one outcome is posted", async () => {
  const { parent, fork } = await newFork();
  const results = await Promise.allSettled(
    ["One", "Two"].map((decision) => resolveFork(world.owner, { threadId: fork.id, outcome: decided(decision) })),
  );
  expect(results.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect((await read(parent.thread.id)).filter((message) => message.cards.length > 0)).toHaveLength(1);
});

test("a resolution is taken back within its minute, by who made it or an admin; after that the fork is reopened and the outcome stays", async () => {
  const { parent, fork } = await newFork();
  const ada = world.actor("mem_ada", MEMBER);
  const bob = world.actor("mem_bob", MEMBER);
  const first = await resolveFork(ada, { threadId: fork.id, outcome: decided("Too early") });
  await expect(undoResolution(bob, { threadId: fork.id })).rejects.toMatchObject({ code: "forbidden" });
  expect(await undoResolution(ada, { threadId: fork.id })).toMatchObject({ status: "active", closing: null });
  expect((await read(parent.thread.id)).find((message) => message.id === first.message.id)).toMatchObject({ text: "", cards: [] });
  await sendMessage(bob, { threadId: fork.id, text: "it goes on" });
  await resolveFork(ada, { threadId: fork.id, outcome: decided("By an admin") });
  expect(await undoResolution(world.owner, { threadId: fork.id })).toMatchObject({ status: "active" });
  const last = await resolveFork(ada, { threadId: fork.id, outcome: decided("For good") });
  world.clock.pass(UNDO_MS + 1);
  await expect(undoResolution(ada, { threadId: fork.id })).rejects.toThrow(/reopen/);
  expect(await reopenThread(bob, { threadId: fork.id })).toMatchObject({ status: "active", closing: null });
  expect((await read(parent.thread.id)).find((message) => message.id === last.message.id)?.cards).toHaveLength(1);
});

test("in a private channel nobody stands above the others: an admin who is in it is told that only who resolved it takes it back", async () => {
  const ada = world.actor("mem_ada", MEMBER);
  const { id: channelId } = await createChannel(world.owner, { name: "closed", kind: "private" });
  await write(world.owner, "chat:write", (tx) =>
    tx.db.insert(channelMembers).values({ workspaceId: tx.workspaceId, channelId, memberId: ada.actor.id, joinedAt: tx.clockNow }),
  );
  const { message } = await startThread(world.owner, { channelId, text: "Between us" });
  const fork = await forkMessage(ada, { messageId: message.id });
  await resolveFork(ada, { threadId: fork.id, outcome: decided("Quietly") });
  await expect(undoResolution(world.owner, { threadId: fork.id })).rejects.toThrow(/Only who resolved it/);
  expect(await undoResolution(ada, { threadId: fork.id })).toMatchObject({ status: "active" });
});

test("an abandoned fork posts nothing, keeps its reason, and can be reopened; only forks are resolved or abandoned", async () => {
  const { parent, fork } = await newFork();
  const gone = await abandonFork(world.owner, { threadId: fork.id, reason: "Nobody needs it" });
  expect(gone).toMatchObject({ status: "abandoned", closing: { reason: "Nobody needs it", outcomeMessageId: null } });
  expect(await read(parent.thread.id)).toHaveLength(1);
  await expect(undoResolution(world.owner, { threadId: fork.id })).rejects.toMatchObject({ code: "conflict" });
  expect(await reopenThread(world.owner, { threadId: fork.id })).toMatchObject({ status: "active", closing: null });
  await expect(reopenThread(world.owner, { threadId: fork.id })).rejects.toMatchObject({ code: "conflict" });
  await expect(abandonFork(world.owner, { threadId: parent.thread.id })).rejects.toThrow(/side conversation/);
  await expect(resolveFork(world.owner, { threadId: parent.thread.id, outcome: decided("no") })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a thread is resolved with or without an outcome, says so, is found so, and opens again by a message or by hand", async () => {
  const { thread, message } = (await newFork()).parent;
  await sendMessage(world.owner, { threadId: thread.id, text: "Postgres it is" });
  await expect(resolveThread(world.viewer, { threadId: thread.id })).rejects.toMatchObject({ code: "forbidden" });
  const bare = await resolveThread(world.owner, { threadId: thread.id });
  expect(bare).toMatchObject({ status: "resolved", messageCount: 2, closing: { by: world.owner.actor.id, outcomeMessageId: null } });
  expect(await listed(thread)).toContain(thread.id);
  await expect(undoResolution(world.owner, { threadId: thread.id })).rejects.toMatchObject({ code: "conflict" });
  expect(await reopenThread(world.owner, { threadId: thread.id })).toMatchObject({ status: "active", closing: null });

  const outcome = decided("Postgres", { reasons: [{ text: "We know it", messageId: message.id }] });
  const settled = await resolveThread(world.owner, { threadId: thread.id, outcome });
  expect(settled).toMatchObject({ status: "resolved", messageCount: 3, lastMessageAt: bare.lastMessageAt });
  const [last] = (await read(thread.id)).toReversed();
  expect(last).toMatchObject({
    id: settled.closing?.outcomeMessageId,
    quiet: true,
    cards: [{ type: "outcome", threadId: thread.id, outcome }],
  });
  await expect(resolveThread(world.owner, { threadId: thread.id })).rejects.toThrow(/Reopen it/);
  expect(await undoResolution(world.owner, { threadId: thread.id })).toMatchObject({ status: "active" });
  expect((await read(thread.id)).at(-1)).toMatchObject({ id: last?.id, text: "", cards: [] });

  await resolveThread(world.owner, { threadId: thread.id });
  const start = (await settledEvents(world.owner, LOG_START)).at(-1)?.cursor ?? LOG_START;
  await sendMessage(world.owner, { threadId: thread.id, text: "One more thing" });
  expect(await getThread(world.owner, { threadId: thread.id })).toMatchObject({ status: "active", closing: null });
  const told = await settledEvents(world.owner, start);
  expect(told.map((event) => event.type)).toEqual(["chat.thread_changed", "chat.message_sent"]);
  expect(await listed(thread)).not.toContain(thread.id);
});

test("a thread's own outcome does not keep the words of a deleted opening in its title", async () => {
  const { thread, message } = (await newFork()).parent;
  await resolveThread(world.owner, { threadId: thread.id, outcome: decided("Postgres") });
  expect((await read(thread.id)).at(-1)?.cards).toMatchObject([{ title: "Which database do we take?" }]);
  await deleteMessage(world.owner, { messageId: message.id });
  expect((await read(thread.id)).at(-1)?.cards).toMatchObject([{ title: "Deleted message", outcome: { decision: "Postgres" } }]);
});

test("forks nest to a limit, stay open when their parent is resolved, and still bring their outcome home", async () => {
  const { parent, fork } = await newFork();
  let message = await sendMessage(world.owner, { threadId: fork.id, text: "deeper" });
  const chain = [fork];
  while (chain.length < SETTINGS["forks.depth"].default) {
    const below = await forkMessage(world.owner, { messageId: message.id, title: `Level ${chain.length + 1}` });
    expect(below.fork).toMatchObject({ rootThreadId: parent.thread.id, parentThreadId: message.threadId, depth: chain.length + 1 });
    message = await sendMessage(world.owner, { threadId: below.id, text: "deeper" });
    chain.push(below);
  }
  await expect(forkMessage(world.owner, { messageId: message.id })).rejects.toThrow(/3 deep/);
  const child = chain[1];
  await resolveFork(world.owner, { threadId: fork.id, outcome: decided("above") });
  expect(await getThread(world.owner, { threadId: child?.id ?? "" })).toMatchObject({ status: "active", titledBy: "person" });
  await resolveFork(world.owner, { threadId: child?.id ?? "", outcome: decided("below") });
  expect((await read(fork.id)).at(-1)?.text).toBe("**Decided:** below");
  expect(await getThread(world.owner, { threadId: fork.id })).toMatchObject({ status: "resolved" });
});

test("a workspace's settings say how deep forks go and how many of a thread are open", async () => {
  const { parent, fork } = await newFork();
  await setSetting(world.owner, { key: "forks.depth", layer: "workspace", value: 1 });
  await setSetting(world.owner, { key: "forks.perThread", layer: "workspace", value: 2 });
  const below = await sendMessage(world.owner, { threadId: fork.id, text: "deeper" });
  await expect(forkMessage(world.owner, { messageId: below.id })).rejects.toThrow(/1 deep/);
  await forkMessage(world.owner, { messageId: parent.message.id });
  await expect(forkMessage(world.owner, { messageId: parent.message.id })).rejects.toThrow(/2 open side conversations/);
  await abandonFork(world.owner, { threadId: fork.id });
  await forkMessage(world.owner, { messageId: parent.message.id });
  await resetSetting(world.owner, { key: "forks.depth", layer: "workspace" });
  await resetSetting(world.owner, { key: "forks.perThread", layer: "workspace" });
});

test("the same message forked twice makes two forks, paged oldest first; an agent's title never replaces a person's", async () => {
  const { parent, fork } = await newFork();
  const second = await forkMessage(world.owner, { messageId: parent.message.id, title: "Named" });
  const page = await listForks(world.viewer, { threadId: parent.thread.id, limit: 1 });
  expect(page.items.map((each) => each.id)).toEqual([fork.id]);
  const rest = await listForks(world.viewer, { threadId: parent.thread.id, limit: 1, cursor: page.nextCursor });
  expect(rest.items.map((each) => each.id)).toEqual([second.id]);
  expect(await suggestTitle(world.owner, { threadId: fork.id, title: "Choice of database" })).toMatchObject({ titledBy: "agent" });
  expect(await suggestTitle(world.owner, { threadId: second.id, title: "Better" })).toBeNull();
  await renameThread(world.owner, { threadId: fork.id, title: "Mine" });
  expect(await suggestTitle(world.owner, { threadId: fork.id, title: "Better" })).toBeNull();
});

test("a private channel's forks are there for its people alone; a viewer may look and not fork; another workspace finds nothing", async () => {
  const channel = await createChannel(world.owner, { name: "secret", kind: "private" });
  const { message, thread } = await startThread(world.owner, { channelId: channel.id, text: "Between us" });
  const fork = await forkMessage(world.owner, { messageId: message.id });
  expect(await listReaders(world.owner, { threadId: fork.id })).toEqual({
    channelId: channel.id,
    kind: "private",
    count: 1,
    memberIds: [world.owner.actor.id],
  });
  for (const outsider of [world.actor("mem_outside", MEMBER), world.actor("mem_admin", "everything"), world.stranger]) {
    const attempts = [
      forkMessage(outsider, { messageId: message.id }),
      resolveFork(outsider, { threadId: fork.id, outcome: decided("mine") }),
      abandonFork(outsider, { threadId: fork.id }),
      reopenThread(outsider, { threadId: fork.id }),
      undoResolution(outsider, { threadId: fork.id }),
      listForks(outsider, { threadId: thread.id, limit: 5 }),
      listReaders(outsider, { threadId: fork.id }),
      suggestTitle(outsider, { threadId: fork.id, title: "mine" }),
    ];
    const refused = (await Promise.allSettled(attempts)).map((each) => (each.status === "rejected" ? each.reason : each));
    expect(refused).toEqual(attempts.map(() => expect.objectContaining({ code: "not_found" })));
  }
  const open = await newFork();
  await expect(forkMessage(world.viewer, { messageId: open.parent.message.id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(abandonFork(world.viewer, { threadId: open.fork.id })).rejects.toMatchObject({ code: "forbidden" });
  const events = (await settledEvents(world.owner, LOG_START)).filter((event) => JSON.stringify(event.payload).includes(fork.id));
  expect(events.map((event) => [event.type, event.channelId])).toEqual([
    ["chat.thread_started", channel.id],
    ["chat.thread_forked", channel.id],
  ]);
});

test("each step says so in the event log, in order, and a refused one leaves nothing", async () => {
  const start = (await settledEvents(world.owner, LOG_START)).at(-1)?.cursor ?? LOG_START;
  const { fork } = await newFork();
  await resolveFork(world.owner, { threadId: fork.id, outcome: decided("Yes") });
  await expect(abandonFork(world.owner, { threadId: fork.id })).rejects.toMatchObject({ code: "conflict" });
  await undoResolution(world.owner, { threadId: fork.id });
  await abandonFork(world.owner, { threadId: fork.id });
  await reopenThread(world.owner, { threadId: fork.id });
  expect((await settledEvents(world.owner, start)).map((event) => event.type)).toEqual([
    "chat.thread_started",
    "chat.message_sent",
    "chat.thread_started",
    "chat.thread_forked",
    "chat.message_sent",
    "chat.fork_resolved",
    "chat.message_deleted",
    "chat.words_taken_back",
    "chat.resolution_undone",
    "chat.fork_abandoned",
    "chat.thread_reopened",
  ]);
});
