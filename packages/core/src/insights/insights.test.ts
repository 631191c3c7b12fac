import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { columnsWith } from "../../test/find-word.ts";
import { addPerson } from "../../test/people.ts";
import { makeWorld, type World } from "../../test/world.ts";
import { rateMessage } from "../agents/index.ts";
import { ApprovalEvents } from "../approvals/index.ts";
import { ensureChannel, postMessage, reactTo, startThread } from "../chat/index.ts";
import { addAgent, ownersOf, removeMember } from "../identity/index.ts";
import { members } from "../identity/tables.ts";
import { forgetMemory, listMemories, remember, type Remember } from "../memory/index.ts";
import { memories } from "../memory/tables.ts";
import { emit, makeContext, newId, systemContext, write, type Context } from "../platform/index.ts";
import { startWorker } from "../runs/index.ts";
import { setSetting } from "../settings/index.ts";
import {
  correctInsight,
  forgetInsight,
  forgetLearnt,
  insightsFollower,
  listInsights,
  listSharedCounts,
  shareCounts,
  shareCountsTask,
  TRAITS,
  type ListInsights,
} from "./index.ts";
import { observe } from "./observe.ts";
import { personSentence } from "./sentences.ts";

let world: World;
let ada: Context;
let bob: Context;
let agent: Context;
let following: { settled(): Promise<void> };
beforeAll(async () => {
  world = await makeWorld();
  ada = await addPerson(world, "ada");
  bob = await addPerson(world, "bob", "admin");
  const system = systemContext(world.platform, world.workspaceId);
  const { id } = await addAgent(system, { agent: "developer", name: "Dev", handle: "dev", can: ["chat:read", "chat:write"] });
  const actor = { kind: "agent", id, can: new Set(["chat:read", "chat:write"]) } as const;
  agent = makeContext(world.platform, { workspaceId: world.workspaceId, actor });
  following = world.follow([insightsFollower]);
});
afterAll(() => world.close());

const NOW = new Date();
const APPROVAL = {
  threadId: "thr_1",
  channelId: "chn_1",
  messageId: "msg_1",
  agentId: "mem_1",
  askedFor: "mem_2",
  tool: "hosting_delete_app",
  title: "Delete an app",
  says: "Delete the app",
  input: "{}",
  effect: "irreversible",
  tainted: false,
  decidedAt: NOW,
  reason: "",
  always: null,
  alwaysUntil: null,
  expiresAt: NOW,
  createdAt: NOW,
} as const;
const texts = async (by: Context, input: ListInsights = {}) => (await listInsights(by, input)).map(({ text }) => text);

test("thumbs on answers tell their giver how they like answers, and nobody else; taken back they leave nothing", async () => {
  const channel = await ensureChannel(world.owner, "general", "");
  const { thread } = await startThread(ada, { channelId: channel.id, text: "Three questions" });
  const answers = await Promise.all(
    ["Yes.", "No.", "Perhaps.", "1. one\n2. two\n3. three"].map((text) =>
      write(agent, "chat:write", (tx) => postMessage(tx, { threadId: thread.id, text, writtenBy: "offline" })),
    ),
  );
  for (const { id: messageId } of answers.slice(0, 3)) await reactTo(ada, { messageId, emoji: "👍", on: true });
  await reactTo(ada, { messageId: answers[3]?.id ?? "", emoji: "👎", on: true });
  await following.settled();
  expect(await texts(ada)).toEqual(["Likes answers as running text (3 of 3).", "Likes short answers (3 of 4)."]);
  expect(await texts(ada, { least: 1 })).toContain("Does not like answers as lists (1 of 1).");
  expect(await texts(bob, { least: 1 })).toEqual([]);
  expect(await texts(world.owner, { least: 1 })).toEqual([]);
  expect(await texts(world.stranger, { least: 1 })).toEqual([]);
  const [sure, lessSure] = await listInsights(ada, {});
  expect([sure?.sampleSize, lessSure?.sampleSize, (sure?.confidence ?? 0) > (lessSure?.confidence ?? 1)]).toEqual([3, 4, true]);

  await reactTo(ada, { messageId: answers[0]?.id ?? "", emoji: "👍", on: false });
  await following.settled();
  expect(await texts(ada)).toEqual(["Likes short answers (2 of 3)."]);

  // A rating is a thumb as well; of one who gave both, it counts, once.
  const rate = (messageId: string, rating: "up" | "down" | null) => rateMessage(bob, { messageId, rating });
  for (const { id: messageId } of answers.slice(0, 3)) await rate(messageId, "up");
  await reactTo(bob, { messageId: answers[0]?.id ?? "", emoji: "👎", on: true });
  await following.settled();
  expect(await texts(bob, { subjectKind: "person" })).toEqual(["Likes answers as running text (3 of 3).", "Likes short answers (3 of 3)."]);
  for (const { id: messageId } of answers.slice(0, 2)) await rate(messageId, "down");
  await rate(answers[2]?.id ?? "", null);
  await following.settled();
  expect(await texts(bob, { subjectKind: "person", least: 1 })).toEqual([
    "Does not like answers as running text (2 of 2).",
    "Does not like short answers (2 of 2).",
  ]);
  for (const { id: messageId } of answers) await rate(messageId, null);
  await reactTo(bob, { messageId: answers[0]?.id ?? "", emoji: "👎", on: false });
  await following.settled();
  expect(await texts(bob, { least: 1 })).toEqual([]);
});

test("what became a memory is forgotten when the thumbs that it was learnt from are taken back", async () => {
  const channel = await ensureChannel(world.owner, "general", "");
  const { thread } = await startThread(ada, { channelId: channel.id, text: "Five questions" });
  const vic = await addPerson(world, "vic");
  const learnt = async () => (await listMemories(vic, { scope: "person", limit: 50 })).items.map(({ text }) => text);
  const answers: string[] = [];
  for (const text of ["One.", "Two.", "Three.", "Four.", "Five."]) {
    const { id: messageId } = await write(agent, "chat:write", (tx) =>
      postMessage(tx, { threadId: thread.id, text, writtenBy: "offline" }),
    );
    await rateMessage(vic, { messageId, rating: "up" });
    answers.push(messageId);
  }
  await following.settled();
  expect((await learnt()).toSorted()).toEqual(["Likes answers as running text.", "Likes short answers."]);
  for (const messageId of answers) await rateMessage(vic, { messageId, rating: null });
  await following.settled();
  expect(await learnt()).toEqual([]);
});

test("what is sure becomes a memory of theirs; who deletes that has it learnt anew from what comes later", async () => {
  const system = systemContext(world.platform, world.workspaceId);
  const decide = async (from: number, until: number, state: "approved" | "denied") => {
    for (let n = from; n < until; n += 1)
      await write(system, "agents:write", (tx) =>
        emit(tx, ApprovalEvents.ApprovalChanged, { ...APPROVAL, id: `apr_${n}`, state, decidedBy: bob.actor.id }),
      );
    await following.settled();
  };
  const own = async () => (await listMemories(bob, { scope: "person", limit: 50 })).items;
  await decide(0, 4, "denied");
  expect(await own()).toEqual([]);
  await decide(4, 6, "denied");
  const [memory] = await own();
  expect(memory).toMatchObject({ text: "Mostly refuses agents what cannot be undone.", sourceKind: "insight", importance: "low" });
  expect((await listMemories(ada, { scope: "person", limit: 50 })).items).toEqual([]);
  await correctInsight(bob, { key: memory?.sourceId ?? "", text: "Refuses deletions, allows the rest" });
  await decide(6, 7, "denied");
  expect(await own()).toMatchObject([{ text: "Refuses deletions, allows the rest" }]);
  await forgetMemory(bob, { memoryId: (await own())[0]?.id ?? "" });
  await following.settled();
  expect(await texts(bob, { least: 1, subjectKind: "person" })).toEqual([]);
  await decide(7, 9, "approved");
  expect([await own(), await texts(bob, { least: 1, subjectKind: "person" })]).toEqual([
    [],
    ["Mostly allows agents what cannot be undone (2 of 2)."],
  ]);
});

test("nobody has a memory in the place of what was learnt of somebody else, or takes that away by forgetting one", async () => {
  const lea = await addPerson(world, "lea");
  const theirs = { subjectKind: "person", subjectId: lea.actor.id, trait: "answer_form", value: "list", accepted: true } as const;
  const key = `person/${lea.actor.id}/answer_form/list`;
  const vic = await addPerson(world, "victor", "viewer");
  const claim = { text: "Mine", scope: "person", source: { kind: "insight", id: key } };
  await expect(remember(vic, claim as unknown as Remember)).rejects.toThrow("source");
  // As one was kept when that was let through.
  const old = await remember(vic, { text: "Mine", scope: "person" });
  const system = systemContext(world.platform, world.workspaceId);
  await write(system, "memory:write", async (tx) => {
    await tx.db.update(memories).set({ sourceKind: "insight", sourceId: key }).where(eq(memories.id, old.id));
    for (const n of [1, 2, 3, 4, 5]) await observe(tx, `list_${n}`, [theirs]);
  });
  const own = async (by: Context) => (await listMemories(by, { scope: "person", limit: 50 })).items.map(({ text }) => text);
  expect([await own(lea), await own(vic)]).toEqual([["Likes answers as lists."], ["Mine"]]);
  await forgetMemory(vic, { memoryId: old.id });
  await following.settled();
  expect(await texts(lea, { subjectKind: "person" })).toEqual(["Likes answers as lists (5 of 5)."]);
});

test("what somebody allows agents is said without the words of the code", () => {
  expect(TRAITS.approval.map((value) => personSentence("approval", value, true))).toEqual([
    "Mostly allows agents what only looks something up.",
    "Mostly allows agents what changes something in the workspace.",
    "Mostly allows agents what reaches outside of the workspace.",
    "Mostly allows agents what cannot be undone.",
  ]);
});

test("its owner corrects or deletes what is known; nobody else can", async () => {
  const [known] = await listInsights(ada, {});
  const key = known?.key ?? "";
  await expect(correctInsight(bob, { key, text: "Long ones" })).rejects.toMatchObject({ code: "not_found" });
  await expect(forgetInsight(world.owner, { key })).rejects.toMatchObject({ code: "not_found" });
  await correctInsight(ada, { key, text: "Short ones in the morning" });
  expect(await listInsights(ada, {})).toMatchObject([{ key, text: "Short ones in the morning", corrected: true }]);
  await forgetInsight(ada, { key });
  expect(await listInsights(ada, {})).toEqual([]);

  await write(bob, "memory:share", (tx) =>
    observe(tx, "prj_1/1", [{ subjectKind: "technology", subjectId: "booking", trait: "check", value: "build", accepted: false }]),
  );
  expect(await texts(ada, { least: 1, subjectKind: "technology" })).toEqual(["Apps with booking mostly fail their checks (1 of 1)."]);
  const viewer = await addPerson(world, "vera", "viewer");
  await expect(forgetInsight(viewer, { key: "technology/booking/check/build" })).rejects.toMatchObject({ code: "forbidden" });
});

test("over workspaces there are only counts, of more than five owners, of those that agreed, and of nothing personal", async () => {
  const spaces: Context[] = [];
  while (spaces.length < 7) spaces.push(await addPerson({ ...world, workspaceId: newId("wsp") }, "olga", "owner"));
  for (const [place, ctx] of spaces.entries())
    await write(ctx, "memory:share", async (tx) => {
      const about = { trait: "check", value: "build", accepted: true } as const;
      await observe(tx, "one", [{ subjectKind: "technology", subjectId: "cart", ...about }]);
      await observe(tx, "two", [{ subjectKind: "person", subjectId: ctx.actor.id, trait: "answer_form", value: "list", accepted: true }]);
      if (place < 5) await observe(tx, "three", [{ subjectKind: "technology", subjectId: "quiz", ...about }]);
    });
  const [silent, ...agreeing] = spaces;
  const share = async () => {
    await shareCounts(systemContext(world.platform));
    return listSharedCounts(ada);
  };
  for (const ctx of agreeing.slice(0, 5)) await setSetting(ctx, { key: "insights.share", value: true, layer: "workspace" });
  expect(await share()).toEqual([]);

  const [, , , , fifth, sixth] = agreeing;
  if (!silent || !fifth || !sixth) throw new Error("seven workspaces were made");
  await setSetting(sixth, { key: "insights.share", value: true, layer: "workspace" });
  const [[one], [other]] = [await ownersOf(fifth), await ownersOf(sixth)];
  const handOver = (personId = "") =>
    write(sixth, "test:own", (tx) => tx.db.update(members).set({ personId }).where(eq(members.workspaceId, sixth.workspaceId)));
  await handOver(one);
  expect(await share()).toEqual([]);
  await handOver(other);
  const cart = { subjectKind: "technology", subjectId: "cart", trait: "check", value: "build" };
  const counted = { ...cart, text: "Apps with cart mostly pass their checks (5 of 5).", workspaces: 5, sampleSize: 5, accepted: 5 };
  expect(await share()).toEqual([{ ...counted, confidence: 0.566 }]);

  // What has not agreed is out of reach: no statement of the count binds it, or all of them.
  const bound: string[] = [];
  const { database } = world.platform;
  const watched = {
    ...world.platform,
    database: {
      ...database,
      reader: (workspaceId: string) => {
        bound.push(workspaceId);
        return database.reader(workspaceId);
      },
    },
  };
  const system = systemContext(watched);
  bound.length = 0;
  await shareCounts(system);
  expect(new Set(bound)).toEqual(new Set(agreeing.map(({ workspaceId }) => workspaceId)));

  const agreesAgain = async (value: boolean) => {
    await setSetting(sixth, { key: "insights.share", value, layer: "workspace" });
    await expect.poll(async () => (await listSharedCounts(ada)).length, { timeout: 60_000 }).toBe(value ? 1 : 0);
  };
  const worker = startWorker(world.platform, { tasks: [shareCountsTask] });
  try {
    for (const value of [false, true, false]) await agreesAgain(value);
  } finally {
    await worker.close();
  }
});

test("what was learnt of somebody is forgotten a month after they left, and so is what they said of it", async () => {
  const eve = await addPerson(world, "eve");
  await write(eve, "memory:write", (tx) =>
    observe(tx, "apr_eve", [{ subjectKind: "person", subjectId: eve.actor.id, trait: "approval", value: "outside", accepted: true }]),
  );
  const [known] = await listInsights(eve, { least: 1, subjectKind: "person" });
  await correctInsight(eve, { key: known?.key ?? "", text: "On Mondays alone" });
  await removeMember(world.owner, { memberId: eve.actor.id });
  const learnt = async () =>
    (await columnsWith(world.url, eve.actor.id)).filter((column) => /^(observations|insight_corrections)/.test(column));
  await forgetLearnt(systemContext(world.platform));
  expect(await learnt()).not.toEqual([]);
  world.clock.pass(31 * 86_400_000);
  await forgetLearnt(systemContext(world.platform));
  expect(await learnt()).toEqual([]);
});
