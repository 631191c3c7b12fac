import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeHandoff } from "@openvibe/core/briefing";
import * as chat from "@openvibe/core/chat";
import { fileStore } from "@openvibe/core/files";
import { addMember, contextFor, listAgents, resolveSession, type Role } from "@openvibe/core/identity";
import { listContextItems } from "@openvibe/core/knowledge";
import { systemContext, type Context } from "@openvibe/core/platform";
import { addTasks, listTasks } from "@openvibe/core/runs";
import { remember } from "@openvibe/core/memory";
import { makePlan } from "@openvibe/core/plans";
import { createSchedule } from "@openvibe/core/schedules";
import { modelProvider } from "@openvibe/core/gateway";
import { offlineModel } from "@openvibe/drivers/models";
import { createFilesystemStorage } from "@openvibe/drivers/storage";
import { isProcedure } from "@orpc/server";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { router } from "../src/api/router.ts";
import type { SentEvent, ServerToClient } from "../src/doors/socket-feed.ts";
import { FOLLOWERS } from "../src/followers.ts";
import { openServer, type OpenServer } from "./open-server.ts";

/** In every word that is said in private. */
const SECRET = "zyzzyva";
const PATIENT = { timeout: 60_000 };

interface Who {
  cookie: string;
  ctx: Context;
}
/** The ids of what is private; each is a secret too. */
interface Hidden {
  channelId: string;
  threadId: string;
  messageId: string;
  forkId: string;
  pinnedId: string;
  outcomeId: string;
  fileId: string;
  directId: string;
  directThreadId: string;
  directMessageId: string;
  taskId: string;
  ownTaskId: string;
  itemId: string;
  memoryId: string;
  ownMemoryId: string;
  scheduleId: string;
  planId: string;
}

let server: OpenServer;
let directory: string;
let workspaceId: string;
let insider: Who;
let partner: Who;
let outsider: Who;
let hidden: Hidden;
/** The task of an agent that is to answer in private; no event tells of it. */
let answerTaskId: string;
let followers: { settled(): Promise<void> };
const tabs: Socket[] = [];

/**
 * Every read there is, with the inputs that ask for what is private, and whether its people are shown some of it. A new read belongs here:
 * an outsider is walked through all of them.
 */
const reads: Readonly<Record<string, { ask: (ids: Hidden) => unknown[]; shows?: true }>> = {
  "identity/getMe": { ask: () => [undefined] },
  "identity/listMembers": { ask: () => [{}] },
  "chat/listChannels": { ask: () => [undefined], shows: true },
  "chat/getChannel": { ask: ({ channelId, directId }) => [{ channelId }, { channelId: directId }], shows: true },
  "chat/listChannelMembers": { ask: ({ channelId, directId }) => [{ channelId }, { channelId: directId }] },
  "chat/listThreads": {
    ask: ({ channelId, directId }) => [{ channelId, forks: true }, { channelId, status: "resolved", forks: true }, { channelId: directId }],
    shows: true,
  },
  "chat/getThread": { ask: eachThread, shows: true },
  "chat/listMessages": {
    ask: (ids) => [...eachThread(ids), { threadId: ids.threadId, around: ids.messageId }, { threadId: ids.threadId, direction: "newer" }],
    shows: true,
  },
  "chat/listPinned": { ask: eachThread, shows: true },
  "chat/getMessage": { ask: eachMessage, shows: true },
  "chat/listMessageEdits": { ask: eachMessage, shows: true },
  "chat/listForks": { ask: eachThread, shows: true },
  "chat/listReaders": { ask: eachThread, shows: true },
  "knowledge/listContextItems": {
    ask: (ids) => [
      {},
      { superseded: true },
      ...eachThread(ids),
      { scope: "thread", scopeId: ids.threadId },
      { scope: "channel", scopeId: ids.channelId },
      { scope: "workspace" },
    ],
    shows: true,
  },
  "knowledge/getContextItem": { ask: ({ itemId }) => [{ itemId }], shows: true },
  "insights/listInsights": { ask: () => [{}, { subjectKind: "person", least: 1 }] },
  "insights/listSharedCounts": { ask: () => [undefined] },
  "memory/listMemories": { ask: () => [{}, { superseded: true }, { scope: "person" }], shows: true },
  "memory/getMemory": { ask: ({ memoryId, ownMemoryId }) => [{ memoryId }, { memoryId: ownMemoryId }], shows: true },
  "memory/recall": { ask: () => [{ query: "what costs a million?" }, { query: "what do I prefer?" }], shows: true },
  "agents/listProfiles": { ask: () => [undefined] },
  "agents/getProfile": { ask: () => [{ agent: "orchestrator" }] },
  "agents/listRights": { ask: () => [undefined] },
  "agents/listRuntimes": { ask: () => [undefined] },
  "agents/listInstructions": { ask: () => [{ agent: "orchestrator" }] },
  "agents/listPastPrompts": { ask: () => [{ agent: "orchestrator" }] },
  "agents/listFeedback": { ask: ({ messageId }) => [{}, { agent: "orchestrator" }, { messageIds: [messageId] }] },
  "agents/explainAnswer": { ask: eachMessage },
  "agents/whyTakenOver": { ask: eachMessage },
  "agents/getTurnContext": { ask: eachMessage },
  "agents/listSilentAgents": { ask: eachMessage },
  "agents/findRequest": { ask: eachMessage },
  "agents/listTrackRecords": { ask: () => [undefined] },
  "agents/getTrackRecord": { ask: () => [{ agent: "orchestrator" }] },
  "agents/expectTurn": { ask: () => [{ agent: "orchestrator" }] },
  "schedules/listSchedules": { ask: (ids) => [{}, ...eachThread(ids)], shows: true },
  "schedules/getSchedule": { ask: ({ scheduleId }) => [{ scheduleId }], shows: true },
  "schedules/listScheduleRuns": { ask: ({ scheduleId }) => [{ scheduleId }] },
  "schedules/previewSchedule": { ask: () => [{ cron: "0 9 * * 1" }] },
  "plans/listPlans": { ask: (ids) => [{}, ...eachThread(ids)], shows: true },
  "plans/getPlan": { ask: ({ planId }) => [{ planId }], shows: true },
  "approvals/listApprovals": { ask: (ids) => [{}, ...eachThread(ids)] },
  "approvals/getApproval": { ask: ({ messageId }) => [{ approvalId: messageId }] },
  "approvals/listAllowances": { ask: () => [{}] },
  "turns/listTranscripts": { ask: (ids) => [{}, ...eachThread(ids)] },
  "turns/getTranscript": { ask: ({ messageId }) => [{ transcriptId: messageId }] },
  "connectors/listTools": { ask: () => [undefined] },
  "gateway/listModels": { ask: () => [undefined] },
  "gateway/listReachable": { ask: () => [undefined] },
  "connectors/listToolServers": { ask: () => [undefined] },
  "files/getUploadLimits": { ask: () => [undefined] },
  "inbox/getUnread": { ask: () => [undefined], shows: true },
  "inbox/listInbox": { ask: () => [{}, { unreadOnly: true }], shows: true },
  "inbox/getThreadState": { ask: eachThread, shows: true },
  "inbox/listNotifications": { ask: () => [{}, { unreadOnly: true }], shows: true },
  "inbox/getPreferences": { ask: () => [undefined] },
  "inbox/getPushKey": { ask: () => [undefined] },
  "inbox/listOutbox": { ask: () => [{}, { all: true }] },
  "inbox/readOutboxMail": { ask: ({ messageId }) => [{ mailId: messageId }] },
  "identity/listApiKeys": { ask: () => [{}] },
  "identity/listKeyRights": { ask: () => [{}] },
  "identity/listConnectedTools": { ask: () => [{}] },
  "settings/listSettings": { ask: () => [undefined] },
  "webhooks/listWebhooks": { ask: () => [{}] },
  "webhooks/listDeliveries": { ask: ({ messageId }) => [{ webhookId: messageId }] },
  "webhooks/listIncomingHooks": { ask: () => [{}] },
  "identity/listFormerMembers": { ask: () => [undefined] },
  "transfer/listTransfers": { ask: () => [{}] },
  "runs/listTasks": { ask: () => [{}, { groupId: SECRET }], shows: true },
  "runs/getTask": { ask: eachTask, shows: true },
  "gateway/getStatus": { ask: () => [undefined] },
  "gateway/getUsage": { ask: () => [undefined] },
  "gateway/predictCost": { ask: () => [{ skill: "answer", inputTokens: 100, outputTokens: 100 }] },
  "keys/listProviderKeys": { ask: () => [{}, { revoked: true }] },
  "keys/listKeyUses": { ask: () => [{ keyId: "pvk_00000000000000000000000000" }] },
  "keys/listVirtualKeyUses": { ask: () => [{ keyId: "vky_00000000000000000000000000" }] },
  "keys/listVirtualKeys": { ask: () => [{}, { revoked: true }] },
  "billing/getUsage": {
    ask: (ids) => [
      ...["agent", "model", "person", "project", "key", "account", "skill", "day"].map((by) => ({ by })),
      ...eachTask(ids).map((task) => ({ by: "skill", ...task })),
    ],
  },
  "billing/getPastCalls": { ask: () => [{}] },
  "billing/listBudgets": { ask: () => [{}, { scope: "task" }, { subjectId: answerTaskId }] },
  "billing/getCredit": { ask: () => [undefined] },
  "billing/listLedger": { ask: () => [{}] },
  "projects/listProjects": { ask: () => [{}] },
  "projects/findProject": { ask: eachThread },
  "projects/getProject": { ask: byProject },
  "projects/getSpec": { ask: byProject },
  "projects/listSpecs": { ask: byProject },
  "projects/listDecisions": { ask: byProject },
  "hosting/listApps": { ask: () => [{}] },
  "hosting/getApp": { ask: byApp },
  "hosting/listVersions": { ask: byApp },
  "hosting/readLogs": { ask: byApp },
  "hosting/getUsage": { ask: byApp },
  "hosting/getModelsGrant": { ask: byApp },
  "builder/getBuild": { ask: byProject },
  "builder/listFiles": { ask: byApp },
  "builder/readFile": { ask: byApp },
  "builder/getChecks": { ask: byApp },
  "builder/getForkAnchor": { ask: eachThread },
  "briefing/listHandoffs": { ask: eachThread, shows: true },
  "briefing/exportSession": { ask: eachThread, shows: true },
  "search/search": {
    ask: () => [
      ...["zyz", "zyz has:file", "zyz is:thread", "zyz is:decision", "from:me", "has:file"].map((query) => ({ query })),
      { query: "zyz", order: "newest" },
    ],
    shows: true,
  },
  "search/searchByMeaning": { ask: () => ["zyz", "zyz has:file", "zyz is:decision"].map((query) => ({ query })) },
};

function eachThread({ threadId, forkId, directThreadId }: Hidden) {
  return [threadId, forkId, directThreadId].map((id) => ({ threadId: id }));
}
function eachMessage({ messageId, pinnedId, outcomeId, directMessageId }: Hidden) {
  return [messageId, pinnedId, outcomeId, directMessageId].map((id) => ({ messageId: id }));
}
function eachTask({ taskId, ownTaskId }: Hidden) {
  return [taskId, ownTaskId, answerTaskId].map((id) => ({ taskId: id }));
}
function byProject({ threadId }: Hidden) {
  return [{ projectId: threadId }];
}
function byApp({ threadId }: Hidden) {
  return [{ appId: threadId, version: 1, path: "package.json" }];
}

const procedures = Object.entries(router).flatMap(([module, verbs]) =>
  Object.entries(verbs).flatMap(([name, procedure]: [string, unknown]) =>
    isProcedure(procedure) ? [{ path: `${module}/${name}`, isRead: procedure["~orpc"].route.method === "GET" }] : [],
  ),
);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "openvibe-private-"));
  server = await openServer();
  const { world } = server;
  world.drivers
    .put(fileStore, { storage: createFilesystemStorage({ directory }), limitBytes: 1_000_000 })
    .put(modelProvider, offlineModel());
  await world.platform.wakeups.connect(world.platform.database, world.platform.log);
  const owner = await server.person("Owner");
  ({ workspaceId } = owner.ctx);
  const joining = async (name: string, role: Exclude<Role, "owner">): Promise<Who> => {
    const { cookie, email } = await server.person(name);
    await addMember(owner.ctx, { email, role });
    const me = await resolveSession(world.platform, { cookie });
    if (!me) throw new Error("not signed in");
    return { cookie, ctx: contextFor(world.platform, me, workspaceId) };
  };
  insider = await joining("Insider", "member");
  partner = await joining("Partner", "member");
  outsider = await joining("Outsider", "admin");
  followers = world.follow(FOLLOWERS);
  await followers.settled();
  hidden = await talkInPrivate();
  await followers.settled();
}, 120_000);
afterAll(async () => {
  for (const tab of tabs) tab.disconnect();
  await server?.close();
  await rm(directory, { recursive: true, force: true });
});

const headersOf = (who: Who) => ({ cookie: who.cookie, "x-workspace-id": workspaceId });

/** Everything that can be done in a channel is done in a private one, and in a direct talk; outsiders are named throughout. */
async function talkInPrivate(): Promise<Hidden> {
  const { ctx } = insider;
  const channel = await chat.createChannel(ctx, { name: `${SECRET}-plans`, topic: `About ${SECRET}`, kind: "private" });
  const { id: channelId } = channel;
  await chat.addToChannel(ctx, { channelId, memberIds: [partner.ctx.actor.id] });
  const { thread, message } = await chat.startThread(ctx, { channelId, text: `@outsider @partner @vibe the ${SECRET} deal` });
  const { id: threadId } = thread;
  await chat.editMessage(ctx, { messageId: message.id, text: `@outsider @partner the ${SECRET} deal, in short` });
  await chat.reactTo(partner.ctx, { messageId: message.id, emoji: "👀", on: true });
  const pinned = await chat.sendMessage(partner.ctx, { threadId, text: `@insider ${SECRET} costs 7 million` });
  await chat.pinMessage(ctx, { messageId: pinned.id, pinned: true });
  const upload = await fetch(`${server.origin}/files`, {
    method: "POST",
    headers: { ...headersOf(insider), origin: server.origin, "x-file-name": `${SECRET}.txt` },
    body: `${SECRET} in a file`,
  });
  const { fileId } = (await upload.json()) as { fileId: string };
  await chat.sendMessage(ctx, { threadId, text: "", fileIds: [fileId] });
  const fork = await chat.forkMessage(ctx, { messageId: pinned.id });
  const { id: decisionMessageId } = await chat.sendMessage(partner.ctx, { threadId: fork.id, text: `We buy ${SECRET}` });
  const openPoints = [{ text: `Who tells ${SECRET}?`, messageId: decisionMessageId }];
  const { message: outcome } = await chat.resolveFork(ctx, {
    threadId: fork.id,
    outcome: { decision: `Buy ${SECRET}`, decisionMessageId, reasons: [], openPoints },
  });
  await chat.startThread(ctx, { channelId, title: `${SECRET} again`, text: `#general ${SECRET}` });
  const ideas = await chat.createChannel(ctx, { name: "ideas", kind: "private" }).catch(() => undefined);
  expect(ideas).toBeUndefined();
  const direct = await chat.openDirect(ctx, { memberIds: [partner.ctx.actor.id] });
  const opened = await chat.startThread(ctx, { channelId: direct.id, text: `@outsider must not know of ${SECRET}` });
  await chat.sendMessage(partner.ctx, { threadId: opened.thread.id, text: `@insider not a word of ${SECRET}` });
  const [vibe] = await listAgents(ctx);
  await chat.addToChannel(ctx, { channelId, memberIds: [vibe?.id ?? ""] });
  await chat.sendMessage(ctx, { threadId, text: `@${vibe?.handle} is ${SECRET} worth it?` });
  const system = systemContext(server.world.platform, workspaceId);
  const task = { kind: "test.nobody_runs_it", input: {}, groupId: SECRET };
  const [taskId = "", ownTaskId = ""] = await addTasks(system, [
    { ...task, channelId },
    { ...task, memberId: ctx.actor.id },
  ]);
  const remembered = await remember(ctx, { text: `${SECRET} costs a million`, messageId: pinned.id });
  const own = await remember(ctx, { text: `I prefer ${SECRET}`, scope: "person" });
  const schedule = await createSchedule(ctx, { title: SECRET, instructions: `Look after ${SECRET}`, cron: "0 9 * * 1", threadId });
  const plan = await makePlan(ctx, { threadId, request: `Research ${SECRET}, then write the requirements` });
  await writeHandoff(ctx, { threadId, detail: "detailed" });
  await followers.settled();
  const { items } = await listTasks(system, { limit: 100 });
  answerTaskId = items.find(({ kind }) => kind === "agents.turn")?.id ?? "";
  expect(answerTaskId).not.toBe("");
  const [item] = (await listContextItems(ctx, { threadId, limit: 1 })).items;
  return {
    taskId,
    ownTaskId,
    itemId: item?.id ?? "",
    memoryId: remembered.id,
    ownMemoryId: own.id,
    scheduleId: schedule.id,
    planId: plan.id,
    channelId,
    threadId,
    messageId: message.id,
    forkId: fork.id,
    pinnedId: pinned.id,
    outcomeId: outcome.id,
    fileId,
    directId: direct.id,
    directThreadId: opened.thread.id,
    directMessageId: opened.message.id,
  };
}

/** The secrets in an answer, whatever it is about; those that were asked with may come back in an echo. */
const secretsIn = (answer: unknown, asked: unknown = "") => {
  const given = JSON.stringify(asked) ?? "";
  const text = JSON.stringify(answer) ?? "";
  return [SECRET, answerTaskId, ...Object.values(hidden)].filter((secret) => text.includes(secret) && !given.includes(secret));
};

test("every read is on the list that an outsider is walked through", () => {
  const all = procedures.filter(({ isRead }) => isRead).map(({ path }) => path);
  expect(Object.keys(reads).toSorted()).toEqual(all.toSorted());
});

test("its people are shown what is private, each by the reads that are to show it", async () => {
  for (const [path, { ask, shows }] of Object.entries(reads)) {
    if (!shows) continue;
    const answers: unknown[] = [];
    for (const who of [insider, partner])
      for (const input of ask(hidden)) answers.push((await server.rpc(path, input, headersOf(who))).body);
    expect([path, secretsIn(answers)]).not.toEqual([path, []]);
  }
});

test("no read shows any of it to an outsider, not even to an admin", async () => {
  for (const [path, { ask }] of Object.entries(reads)) {
    for (const input of ask(hidden)) {
      const { status, body } = await server.rpc(path, input, headersOf(outsider));
      expect([path, input, secretsIn(body, input)]).toEqual([path, input, []]);
      expect([path, status < 500 && status !== 400]).toEqual([path, true]);
    }
  }
  const file = await fetch(`${server.origin}/files/${hidden.fileId}/${SECRET}.txt`, { headers: headersOf(outsider) });
  expect(file.status).toBe(404);
});

test("a task that is one member's alone is that member's to see, and to end", async () => {
  const ask = (who: Who, path: string, input: unknown) => server.rpc(path, input, headersOf(who));
  expect((await ask(insider, "runs/getTask", { taskId: hidden.ownTaskId })).status).toBe(200);
  expect((await ask(partner, "runs/getTask", { taskId: hidden.ownTaskId })).status).toBe(404);
  expect((await ask(partner, "runs/getTask", { taskId: answerTaskId })).status).toBe(200);
  expect((await ask(outsider, "runs/cancelGroup", { groupId: SECRET })).body).toMatchObject({ cancelled: 0 });
  expect((await ask(outsider, "runs/cancelTask", { taskId: answerTaskId })).status).toBe(404);
});

test("an outsider's events hold none of it, from the beginning of the log; its people's do", async () => {
  const [theirs, ours] = [openTab(outsider, "0-0"), openTab(insider, "0-0")];
  await expect.poll(() => secretsIn(ours.events).length, PATIENT).toBe(Object.keys(hidden).length + 1);
  const end = await chat.createChannel(insider.ctx, { name: "the-end" });
  await expect.poll(() => JSON.stringify(theirs.events).includes(end.id), PATIENT).toBe(true);
  expect(secretsIn(theirs.events)).toEqual([]);
});

test("who is brought in is shown the channel at once, and who is taken out nothing more", async () => {
  const { channelId, threadId } = hidden;
  const tab = openTab(outsider);
  await tab.ready;
  const { id: memberId } = outsider.ctx.actor;
  await chat.addToChannel(insider.ctx, { channelId, memberIds: [memberId] });
  await expect.poll(() => tab.events.map(({ type }) => type), PATIENT).toContain("chat.channel_joined");
  expect((await server.rpc("chat/listMessages", { threadId }, headersOf(outsider))).status).toBe(200);
  const seen = await chat.sendMessage(insider.ctx, { threadId, text: "welcome" });
  await expect.poll(() => JSON.stringify(tab.events).includes(seen.id), PATIENT).toBe(true);

  await chat.removeFromChannel(insider.ctx, { channelId, memberId });
  const unseen = await chat.sendMessage(insider.ctx, { threadId, text: `${SECRET} stays here` });
  const after = await chat.createChannel(insider.ctx, { name: "afterwards" });
  await expect.poll(() => JSON.stringify(tab.events).includes(after.id), PATIENT).toBe(true);
  expect(tab.events.map(({ type }) => type)).toContain("chat.channel_left");
  expect(JSON.stringify(tab.events)).not.toContain(unseen.id);
  expect((await server.rpc("chat/listMessages", { threadId }, headersOf(outsider))).status).toBe(404);
});

test("no other call of an outsider shows or changes any of it", async () => {
  const state = async () => {
    const answers: unknown[] = [];
    for (const path of ["chat/listChannels", "chat/listChannelMembers", "chat/listThreads", "chat/listMessages", "chat/listForks"])
      for (const input of reads[path]?.ask(hidden) ?? []) answers.push((await server.rpc(path, input, headersOf(insider))).body);
    return answers;
  };
  const before = await state();
  const { channelId, threadId, messageId, fileId, directId, forkId, pinnedId } = hidden;
  const words = { name: "mine", title: "mine", text: "mine", topic: "mine", reason: "mine", emoji: "👀", kind: "fact", level: "none" };
  const flags = { pinned: true, on: true, archived: true, following: true, muted: true };
  const outcome = { decision: "mine", decisionMessageId: messageId };
  const rest = {
    fileIds: [fileId],
    memberIds: [outsider.ctx.actor.id],
    memberId: "mem_nobody",
    scope: "thread",
    scopeId: threadId,
    outcome,
  };
  for (const { path, isRead } of procedures) {
    if (isRead) continue;
    for (const ids of [
      {
        channelId,
        threadId,
        messageId,
        itemId: messageId,
        taskId: hidden.taskId,
        groupId: SECRET,
        projectId: threadId,
        appId: threadId,
        scheduleId: hidden.scheduleId,
        planId: hidden.planId,
      },
      { channelId: directId, threadId: forkId, messageId: pinnedId },
    ]) {
      const input = { ...words, ...flags, ...rest, fileId, ...ids };
      const { status, body } = await server.rpc(path, input, headersOf(outsider));
      expect([path, secretsIn(body, input), status < 500]).toEqual([path, [], true]);
    }
  }
  await followers.settled();
  expect(await state()).toEqual(before);
});

function openTab(who: Who, cursor?: string) {
  const events: SentEvent[] = [];
  const address = server.origin.replace("localhost", "127.0.0.1");
  const socket: Socket<ServerToClient> = io(address, {
    transports: ["websocket"],
    forceNew: true,
    extraHeaders: { origin: address, cookie: who.cookie },
    auth: { workspaceId, ...(cursor ? { cursor } : {}) },
  });
  tabs.push(socket);
  socket.on("events", (batch) => void events.push(...batch.events));
  const ready = new Promise<void>((resolve, reject) => {
    socket.once("ready", () => resolve());
    socket.once("connect_error", reject);
  });
  ready.catch(() => undefined);
  return { events, ready };
}
