import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decideApproval, requestApproval } from "@openvibe/core/approvals";
import * as chat from "@openvibe/core/chat";
import { fileStore, removeStaleUploads } from "@openvibe/core/files";
import { actorOf, addMember, contextFor, listAgents, resolveSession } from "@openvibe/core/identity";
import { noticeLinks, noticeTasks } from "@openvibe/core/inbox";
import { forgetMemory, memoryTools, remember } from "@openvibe/core/memory";
import { LOG_START, makeContext, systemContext, write, type Context, type StoredEvent } from "@openvibe/core/platform";
import { startProject } from "@openvibe/core/projects";
import { addTasks, defineTask, startWorker, type RunningWorker } from "@openvibe/core/runs";
import { resetSetting, setSetting } from "@openvibe/core/settings";
import { createWebhook, deliverTask, HookEvent, hookSender } from "@openvibe/core/webhooks";
import { createFilesystemStorage } from "@openvibe/drivers/storage";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { columnsWith } from "../../../packages/core/test/find-word.ts";
import { keepAnswerOf } from "../../../packages/core/test/keep-answer.ts";
import { settledEvents } from "../../../packages/core/test/world.ts";
import { FOLLOWERS } from "../src/followers.ts";
import { openServer, type OpenServer } from "./open-server.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Works on a message, and keeps its words wherever a task can. */
const remembering = defineTask({
  kind: "test.remember",
  input: z.object({ text: z.string() }),
  async run(run, { text }) {
    run.progress(50, text);
    return run.step("remember", () => Promise.resolve({ text }));
  },
});

let server: OpenServer;
let directory: string;
let owner: Context;
let ownersCookie: string;
let partner: Context;
let followers: { settled(): Promise<void> };
let worker: RunningWorker;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "openvibe-taken-back-"));
  server = await openServer();
  const { world } = server;
  world.drivers
    .put(fileStore, { storage: createFilesystemStorage({ directory }), limitBytes: 1_000_000 })
    .put(noticeLinks, { origin: () => "https://vibe.example.com" })
    .put(hookSender, {
      check: () => undefined,
      // A receiver that answers with what it was told.
      send: ({ body }) => Promise.resolve({ durationMs: 1, status: 200, headers: { echo: body }, body, error: null }),
      close: async () => undefined,
    });
  const first = await server.person("Owner");
  owner = first.ctx;
  ownersCookie = first.cookie;
  const second = await server.person("Partner");
  await addMember(owner, { email: second.email, role: "member" });
  const me = await resolveSession(world.platform, { cookie: second.cookie });
  if (!me) throw new Error("not signed in");
  partner = contextFor(world.platform, me, owner.workspaceId);
  followers = world.follow(FOLLOWERS);
  worker = startWorker(world.platform, {
    tasks: [...noticeTasks, deliverTask, remembering],
    actorFor: (task) => actorOf(systemContext(world.platform, task.workspaceId), task.actor),
  });
  await followers.settled();
  await createWebhook(owner, { name: "All", url: "https://receiver.example/", events: HookEvent.options });
}, 120_000);
afterAll(async () => {
  await worker?.close();
  await server?.close();
  await rm(directory, { recursive: true, force: true });
});

/** All that happened is taken in, and all that is due is done. */
async function settled(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await followers.settled();
    await worker.idle();
  }
}

/** One word, said in every way in which a message is repeated elsewhere; gives the messages that say it, each with its author. */
async function sayEverywhere(word: string): Promise<{ who: Context; messageId: string }[]> {
  const said: { who: Context; messageId: string }[] = [];
  const keep = (who: Context, { id }: { id: string }) => (said.push({ who, messageId: id }), id);
  const [vibe] = await listAgents(owner);
  const channel = await chat.createChannel(owner, { name: `about-${said.length}-${Date.now().toString(36)}` });
  await chat.joinChannel(partner, { channelId: channel.id });

  // It opens a thread, is edited, names a fork and its outcome, and is asked of an agent.
  const opened = await chat.startThread(owner, { channelId: channel.id, text: `The ${word} is here` });
  const threadId = opened.thread.id;
  const opening = keep(owner, opened.message);
  await chat.editMessage(owner, { messageId: opening, text: `@partner the ${word} came` });
  const fork = await chat.forkMessage(partner, { messageId: opening });
  const inFork = await chat.sendMessage(partner, { threadId: fork.id, text: "What of it?" });
  const outcome = { decision: "We wait", decisionMessageId: inFork.id, reasons: [], openPoints: [] };
  await chat.resolveFork(partner, { threadId: fork.id, outcome });
  keep(partner, await chat.sendMessage(partner, { threadId, text: `@owner @${vibe?.handle} what is ${word}?` }));

  // It is pinned, and so becomes a fact; it is decided, and so becomes a decision; it is the name of a file.
  const pinned = keep(owner, await chat.sendMessage(owner, { threadId, text: `${word} costs nothing` }));
  await chat.pinMessage(owner, { messageId: pinned, pinned: true });
  const second = await chat.forkMessage(owner, { messageId: pinned, title: "On the side" });
  const decided = { decision: `Take ${word}`, decisionMessageId: null, reasons: [], openPoints: [] };
  keep(owner, (await chat.resolveFork(owner, { threadId: second.id, outcome: decided })).message);
  const upload = await fetch(`${server.origin}/files`, {
    method: "POST",
    headers: { cookie: ownersCookie, "x-workspace-id": owner.workspaceId, origin: server.origin, "x-file-name": `${word}.txt` },
    body: "bytes",
  });
  const { fileId } = (await upload.json()) as { fileId: string };
  keep(owner, await chat.sendMessage(owner, { threadId, text: "", fileIds: [fileId] }));

  // It is remembered, and part of an answer that is kept for who asks the same.
  await remember(owner, { text: `${word} is dear`, messageId: opening });
  await keepAnswerOf(owner, word);

  // A task works on it; an idea and a wish are built.
  await addTasks(systemContext(owner.platform, owner.workspaceId), [
    { kind: remembering.kind, input: { text: word }, groupId: "remembering", aboutMessageId: opening },
  ]);
  const project = await startProject(owner, { idea: `An app for ${word}` });
  const [idea] = (await chat.listMessages(owner, { threadId: project.threadId, limit: 1, direction: "newer" })).items;
  if (idea) keep(owner, idea);
  await settled();
  keep(owner, await chat.sendMessage(owner, { threadId: project.threadId, text: `Make the ${word} blue` }));
  await settled();
  // Who has not read it gets a mail.
  server.world.clock.pass(DAY_MS / 2);
  await settled();
  return said;
}

/** Where a word stands that was said in every way; it shows that the walk finds what is there. */
const PLACES = [
  "cached_answers.answer",
  "context_items.text",
  "events.payload",
  "files.name",
  "memories.text",
  "message_edits.text",
  "messages.attachments",
  "messages.cards",
  "messages.text",
  "outbox_mails.html",
  "outbox_mails.text",
  "projects.idea",
  "projects.name",
  "search_entries.fts",
  "search_entries.text",
  "search_entries.title",
  "task_steps.result",
  "tasks.input",
  "tasks.result",
  "threads.title",
  "webhook_deliveries.attempts",
  "webhook_deliveries.body",
];

test("when its messages are deleted, a word stands in no column of the database any more; the log keeps its order", async () => {
  const word = "zyzzyva";
  const said = await sayEverywhere(word);
  expect(await columnsWith(server.world.url, word)).toEqual(expect.arrayContaining(PLACES));
  const before = (await settledEvents(owner, LOG_START)).filter(({ workspaceId }) => workspaceId === owner.workspaceId);
  for (const { who, messageId } of said) await chat.deleteMessage(who, { messageId });
  await settled();
  await removeStaleUploads(systemContext(owner.platform));
  expect(await columnsWith(server.world.url, word)).toEqual([]);

  const after = (await settledEvents(owner, LOG_START)).filter(({ workspaceId }) => workspaceId === owner.workspaceId);
  expect(after.slice(0, before.length).map(({ cursor, type }) => `${cursor} ${type}`)).toEqual(
    before.map(({ cursor, type }) => `${cursor} ${type}`),
  );
  // Who reads the log anew comes to what a fresh load shows.
  const shown = new Map<string, object>();
  for (const { type, payload } of after) {
    if (!/^chat\.message_(?:sent|changed|deleted)$/.test(type)) continue;
    const { thread: _, ...message } = payload as { id: string; thread?: unknown };
    shown.set(message.id, { ...shown.get(message.id), ...message });
  }
  for (const { messageId } of said) {
    const fresh = await chat.getMessage(owner, { messageId });
    expect(shown.get(messageId)).toEqual(JSON.parse(JSON.stringify(fresh)));
  }
});

test("a follower that read of a message before it was deleted makes nothing of it afterwards", async () => {
  const word = "cwtchcwtchcwtch";
  const [vibe] = await listAgents(owner);
  const ideas = await chat.ensureChannel(owner, ...chat.IDEAS);
  const talk = await chat.createChannel(owner, { name: "late" });
  const { thread } = await chat.startThread(owner, { channelId: talk.id, text: "Hello" });
  const project = await startProject(owner, { idea: "An app" });
  await settled();
  const said = [
    (await chat.startThread(owner, { channelId: ideas.id, text: `An app for ${word}` })).message,
    await chat.sendMessage(owner, { threadId: project.threadId, text: `Make the ${word} blue` }),
    await chat.sendMessage(owner, { threadId: thread.id, text: `@${vibe?.handle} what is ${word}?` }),
  ];
  const isOfThese = ({ type, payload }: StoredEvent) =>
    type === chat.ChatEvents.MessageSent.type && said.some(({ id }) => id === (payload as { id: string }).id);
  const read = (await settledEvents(owner, LOG_START)).filter(isOfThese);
  expect(read).toHaveLength(said.length);
  await settled();
  for (const { id } of said) await chat.deleteMessage(owner, { messageId: id });
  await settled();
  for (const event of read)
    for (const follower of FOLLOWERS.filter(({ name }) => name === "agents" || name === "projects"))
      await write(systemContext(owner.platform, owner.workspaceId), "test", (tx) => follower.handle(tx, event));
  await settled();
  expect(await columnsWith(server.world.url, word)).toEqual([]);
});

test("what is forgotten stands nowhere either, nor what was told of the request to forget it", async () => {
  const word = "syzygysyzygy";
  const [vibe] = await listAgents(owner);
  const agent = makeContext(owner.platform, {
    workspaceId: owner.workspaceId,
    actor: await actorOf(owner, { kind: "agent", id: vibe?.id ?? "" }),
  });
  const talk = await chat.createChannel(owner, { name: "forgetting" });
  const { thread } = await chat.startThread(owner, { channelId: talk.id, text: "@partner we forget the code" });
  const { id: memoryId } = await remember(owner, { text: `The code is ${word}` });
  const tool = memoryTools.find(({ name }) => name === "memory_forget");
  if (!tool) throw new Error("no such tool");
  const { name, title, permission, effect } = tool;
  const call = {
    threadId: thread.id,
    tool: name,
    title,
    permission,
    effect,
    input: { memoryId },
    says: await tool.says({ memoryId }, owner),
  };
  const asked = { taskId: "", askedFor: owner.actor.id, tainted: false, writtenBy: "test" };
  const { id: approvalId, messageId } = await requestApproval(agent, { ...call, ...asked });
  await settled();
  server.world.clock.pass(DAY_MS / 2);
  await settled();
  expect(await columnsWith(server.world.url, word)).toEqual(
    expect.arrayContaining(["approvals.says", "messages.cards", "messages.text", "outbox_mails.text", "webhook_deliveries.body"]),
  );
  await decideApproval(owner, { approvalId, decision: "approve" });
  await forgetMemory(owner, { memoryId });
  await settled();
  expect(await columnsWith(server.world.url, word)).toEqual([]);
  expect(await chat.getMessage(owner, { messageId })).toMatchObject({ deletedAt: null, cards: [{ state: "approved", says: "" }] });
});

test("what a workspace lets expire goes the same way", async () => {
  const word = "quixotry";
  await sayEverywhere(word);
  await chat.expireMessages(systemContext(owner.platform));
  expect(await columnsWith(server.world.url, word)).toEqual(expect.arrayContaining(PLACES));
  server.world.clock.pass(31 * DAY_MS);
  await setSetting(owner, { key: "retention.messageDays", layer: "workspace", value: 30 });
  expect(await chat.expireMessages(systemContext(owner.platform))).toBeGreaterThan(0);
  await resetSetting(owner, { key: "retention.messageDays", layer: "workspace" });
  await settled();
  await removeStaleUploads(systemContext(owner.platform));
  expect(await columnsWith(server.world.url, word)).toEqual([]);
});
