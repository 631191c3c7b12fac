import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { columnsWith } from "../../test/find-word.ts";
import { addPerson } from "../../test/people.ts";
import { programOf } from "../../test/programs.ts";
import { scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { settledEvents } from "../../test/world.ts";
import { answerTask, changeAgent, continueAnswer, setInChannel, stopAnswer } from "../agents/index.ts";
import { createChannel, deleteMessage, listMessages, startThread } from "../chat/index.ts";
import { removeMember } from "../identity/index.ts";
import { LOG_START, systemContext, type Context } from "../platform/index.ts";
import { cancelTask, listTasks, startWorker, type RunningWorker } from "../runs/index.ts";
import { talkTools, transcriptsFollower } from "../turns/index.ts";
import { momentsAfter } from "./calendar.ts";
import {
  changeSchedule,
  createSchedule,
  dueTask,
  getSchedule,
  listScheduleRuns,
  listSchedules,
  pauseSchedule,
  planOverdue,
  previewSchedule,
  removeSchedule,
  resumeSchedule,
  runScheduleNow,
  schedulesFollower,
  schedulesTools,
  type CreateSchedule,
} from "./index.ts";

const DAY_MS = 86_400_000;
const wait = { timeout: 60_000, interval: 20 };
let world: AgentsWorld;
let worker: RunningWorker;
let followers: { settled(): Promise<void> };
let reply: () => ScriptedReply | Promise<ScriptedReply> = () => ({ text: "All is well." });

beforeAll(async () => {
  world = await makeAgentsWorld(
    scriptedModel(() => reply()),
    talkTools,
  );
  followers = world.follow([schedulesFollower, transcriptsFollower]);
  worker = startWorker(world.platform, { tasks: [answerTask, dueTask], closeMs: 50, random: () => 0 });
});
afterAll(async () => {
  await worker.close();
  await world.close();
});
vi.setConfig({ testTimeout: 180_000 });

function letPass(ms: number): void {
  world.clock.pass(ms);
  world.platform.wakeups.wake();
}

const daily = (over: Partial<CreateSchedule> = {}): CreateSchedule => ({
  title: "Morning report",
  instructions: "Say how it goes",
  cron: "0 9 * * *",
  timeZone: "Europe/Berlin",
  channelId: world.channelId,
  ...over,
});
const runs = async (scheduleId: string, ctx: Context = world.ada) => (await listScheduleRuns(ctx, { scheduleId, limit: 50 })).items;

/** To a moment after the next one is due. */
async function untilDue(scheduleId: string, ctx: Context = world.ada): Promise<void> {
  const { nextAt } = await getSchedule(ctx, { scheduleId });
  letPass((nextAt?.getTime() ?? 0) - world.clock.now().getTime() + 1_000);
}

test("an agent does it by the calendar, tells of it in its thread, and what each run cost is kept", async () => {
  const schedule = await createSchedule(world.ada, daily());
  expect(schedule).toMatchObject({ paused: false, lastRun: null, ownerId: world.ada.actor.id, agent: "orchestrator" });
  await untilDue(schedule.id);
  await expect.poll(async () => (await runs(schedule.id))[0]?.state, wait).toBe("done");
  const [run] = await runs(schedule.id);
  expect(run).toMatchObject({ reason: "due", dueAt: schedule.nextAt });
  expect(run?.costMicros).toBeGreaterThan(0);
  const said = (await listMessages(world.ada, { threadId: schedule.threadId, limit: 10 })).items;
  expect(said.map(({ text }) => text)).toEqual([
    "⏰ Morning report\n\nSay how it goes",
    "⏰ Morning report: @vibe Say how it goes",
    "All is well.",
  ]);
  const after = await getSchedule(world.ada, { scheduleId: schedule.id });
  expect((after.nextAt?.getTime() ?? 0) - (schedule.nextAt?.getTime() ?? 0)).toBeGreaterThan(DAY_MS - 2 * 3_600_000);
  expect(after.lastRun?.id).toBe(run?.id);
  const events = (await settledEvents(world.owner, LOG_START)).filter(({ type }) => type.startsWith("schedules."));
  expect(events.map(({ type }) => type)).toEqual([
    "schedules.schedule_changed",
    "schedules.run_changed",
    "schedules.schedule_changed",
    "schedules.run_changed",
  ]);
  await removeSchedule(world.ada, { scheduleId: schedule.id });
  await expect(getSchedule(world.ada, { scheduleId: schedule.id })).rejects.toMatchObject({ code: "not_found" });
});

test("what was missed while nothing ran is made up for once", async () => {
  const schedule = await createSchedule(world.ada, daily());
  letPass(5 * DAY_MS);
  await expect.poll(async () => (await runs(schedule.id))[0]?.state, wait).toBe("done");
  await worker.idle();
  expect(await runs(schedule.id)).toMatchObject([{ reason: "late" }]);
  expect((await getSchedule(world.ada, { scheduleId: schedule.id })).nextAt?.getTime()).toBeGreaterThan(world.clock.now().getTime());
  await removeSchedule(world.ada, { scheduleId: schedule.id });
});

test("nobody ends a schedule by cancelling its task; where that is gone all the same, what was missed is made up for once", async () => {
  const schedule = await createSchedule(world.ada, daily());
  const dora = await addPerson(world, "dora");
  const [due] = (await listTasks(dora, { limit: 50, state: "waiting" })).items.filter(({ kind }) => kind === dueTask.kind);
  const byTask = { taskId: due?.id ?? "" };
  for (const ctx of [dora, world.ada]) await expect(cancelTask(ctx, byTask)).rejects.toMatchObject({ code: "forbidden" });
  const system = systemContext(world.platform, world.workspaceId);
  await cancelTask(system, byTask);
  letPass(2 * DAY_MS);
  for (const _ of [1, 2]) await planOverdue(systemContext(world.platform));
  await expect.poll(async () => (await runs(schedule.id))[0]?.state, wait).toBe("done");
  await worker.idle();
  expect(await runs(schedule.id)).toMatchObject([{ reason: "late" }]);
  expect((await getSchedule(world.ada, { scheduleId: schedule.id })).nextAt?.getTime()).toBeGreaterThan(world.clock.now().getTime());
  await removeSchedule(world.ada, { scheduleId: schedule.id });
});

test("one that has not ended is not begun again: the history says that it was skipped", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<ScriptedReply>();
  reply = () => gate;
  const schedule = await createSchedule(world.ada, daily({ cron: "*/30 * * * *" }));
  const first = await runScheduleNow(world.ada, { scheduleId: schedule.id });
  expect(first).toMatchObject({ state: "running", reason: "now" });
  await expect(runScheduleNow(world.ada, { scheduleId: schedule.id })).rejects.toThrow("It is running");
  await untilDue(schedule.id);
  await expect.poll(async () => (await runs(schedule.id)).map(({ state }) => state), wait).toEqual(["skipped", "running"]);
  open({ text: "At last." });
  await expect.poll(async () => (await runs(schedule.id)).map(({ state }) => state), wait).toEqual(["skipped", "done"]);
  reply = () => ({ text: "All is well." });
  await removeSchedule(world.ada, { scheduleId: schedule.id });
});

test("a run whose answer is asked for again where it stands ends as that does", async () => {
  const schedule = await createSchedule(world.ada, daily());
  const gate = Promise.withResolvers<ScriptedReply>();
  reply = () => gate.promise;
  await runScheduleNow(world.ada, { scheduleId: schedule.id });
  const answer = async () => (await world.said(schedule.threadId)).findLast(({ answerState }) => answerState !== null);
  await expect.poll(async () => (await answer())?.answerState, wait).toBe("writing");
  const messageId = (await answer())?.id ?? "";
  await stopAnswer(world.ada, { messageId });
  gate.resolve({ text: "Too late." });
  await expect.poll(() => runs(schedule.id), wait).toMatchObject([{ state: "failed" }]);
  reply = () => ({ text: "All is well." });
  await continueAnswer(world.ada, { messageId, afresh: true });
  await expect.poll(() => runs(schedule.id), wait).toMatchObject([{ state: "done", note: "" }]);
  await removeSchedule(world.ada, { scheduleId: schedule.id });
});

test("paused it does nothing, resumed it goes on from then; a change moves the next time", async () => {
  const schedule = await createSchedule(world.ada, daily());
  const { id: scheduleId } = schedule;
  expect(await pauseSchedule(world.ada, { scheduleId })).toMatchObject({ paused: true, nextAt: null });
  letPass(3 * DAY_MS);
  await worker.idle();
  expect(await runs(scheduleId)).toEqual([]);
  const resumed = await resumeSchedule(world.ada, { scheduleId });
  expect(resumed.nextAt?.getTime()).toBeGreaterThan(world.clock.now().getTime());
  const moved = await changeSchedule(world.ada, { scheduleId, cron: "0 17 * * *", agent: "qa" });
  expect(moved.nextAt).not.toEqual(resumed.nextAt);
  await untilDue(scheduleId);
  await expect.poll(async () => (await runs(scheduleId)).map(({ state }) => state), wait).toEqual(["done"]);
  await removeSchedule(world.ada, { scheduleId });
});

test("one that cannot go on is paused, and says why", async () => {
  const schedule = await createSchedule(world.ada, daily({ agent: "sales" }));
  const boss = await addPerson(world, "boss", "admin");
  await changeAgent(boss, { agent: "sales", enabled: false });
  await untilDue(schedule.id);
  await expect.poll(async () => (await runs(schedule.id))[0]?.state, wait).toBe("failed");
  expect(await getSchedule(world.ada, { scheduleId: schedule.id })).toMatchObject({
    paused: true,
    nextAt: null,
    pausedBecause: "This agent is turned off. Choose another one.",
  });
  await expect(runScheduleNow(world.ada, { scheduleId: schedule.id })).rejects.toThrow("turned off");
  await removeSchedule(boss, { scheduleId: schedule.id });
});

test("one of somebody who leaves is paused at once, says why, and runs for whoever says anew what is to be done", async () => {
  const boss = await addPerson(world, "bram", "admin");
  const gone = await addPerson(world, "gus");
  const { id: scheduleId } = await createSchedule(gone, daily());
  await removeMember(boss, { memberId: gone.actor.id });
  await followers.settled();
  const left = "Who it runs for is no longer here. Change what is to be done, and it runs for you.";
  expect(await getSchedule(boss, { scheduleId })).toMatchObject({ paused: true, nextAt: null, pausedBecause: left });
  await expect(resumeSchedule(boss, { scheduleId })).rejects.toThrow(left);
  await changeSchedule(boss, { scheduleId, instructions: "Say how it goes today" });
  expect(await resumeSchedule(boss, { scheduleId })).toMatchObject({ paused: false, ownerId: boss.actor.id, pausedBecause: "" });
  await removeSchedule(boss, { scheduleId });
});

test("where its agent is off in the channel a run is skipped with the reason, and the next one comes when it is on again", async () => {
  const boss = await addPerson(world, "bea", "admin");
  const schedule = await createSchedule(world.ada, daily({ agent: "qa" }));
  const { id: scheduleId } = schedule;
  const switchIn = (enabled: boolean) => setInChannel(boss, { agent: "qa", channelId: world.channelId, enabled });
  await switchIn(false);
  await untilDue(scheduleId);
  await expect.poll(() => runs(scheduleId), wait).toMatchObject([{ state: "skipped", note: "@quinn is turned off in this channel." }]);
  expect(await listMessages(world.ada, { threadId: schedule.threadId, limit: 10 })).toMatchObject({ items: [{}] });
  await expect(runScheduleNow(world.ada, { scheduleId })).rejects.toThrow("turned off in this channel");
  await expect(createSchedule(world.ada, daily({ agent: "qa" }))).rejects.toThrow("turned off in this channel");
  expect(await changeSchedule(world.ada, { scheduleId, agent: "qa", cron: "0 10 * * *" })).toMatchObject({ paused: false });
  await switchIn(true);
  await untilDue(scheduleId);
  await expect.poll(async () => (await runs(scheduleId)).map(({ state }) => state), wait).toEqual(["done", "skipped"]);
  await removeSchedule(world.ada, { scheduleId });
});

test("times go by the clock on the wall, also where it is put forward or back", async () => {
  const berlin = { cron: "30 2 * * *", timeZone: "Europe/Berlin" };
  const hours = (from: string) => momentsAfter(berlin, new Date(from), 3).map((moment) => moment.toISOString());
  expect(hours("2027-03-26T12:00:00Z")).toEqual(["2027-03-27T01:30:00.000Z", "2027-03-28T01:00:00.000Z", "2027-03-29T00:30:00.000Z"]);
  expect(hours("2026-10-23T12:00:00Z")).toEqual(["2026-10-24T00:30:00.000Z", "2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"]);
  const { next, inWords } = await previewSchedule(world.ada, { cron: "0 9 * * 1,3" });
  expect([next.length, inWords]).toEqual([5, "At 09:00, only on Monday and Wednesday"]);
  for (const cron of ["* * * * *", "0 0 31 2 *", "whenever", "0 0 9 * * 1"])
    await expect(createSchedule(world.ada, daily({ cron })), cron).rejects.toMatchObject({ code: "bad_request" });
});

test("who may not read the channel knows nothing of it, others change nothing of it, and a refusal leaves nothing", async () => {
  const bob = await addPerson(world, "bob");
  const secret = await createChannel(world.ada, { name: "hidden", kind: "private" });
  const { thread } = await startThread(world.ada, { channelId: secret.id, text: "plans" });
  const schedule = await createSchedule(world.ada, daily({ threadId: thread.id, channelId: undefined }));
  const { id: scheduleId } = schedule;
  await untilDue(scheduleId);
  await expect.poll(async () => (await runs(scheduleId))[0]?.state, wait).toBe("done");
  for (const ctx of [bob, world.stranger]) {
    expect((await listSchedules(ctx, { limit: 50 })).items).toEqual([]);
    await expect(getSchedule(ctx, { scheduleId })).rejects.toMatchObject({ code: "not_found" });
    await expect(runs(scheduleId, ctx)).rejects.toMatchObject({ code: "not_found" });
    await expect(pauseSchedule(ctx, { scheduleId })).rejects.toMatchObject({ code: "not_found" });
  }
  const open = await createSchedule(world.ada, daily());
  await expect(pauseSchedule(bob, { scheduleId: open.id })).rejects.toThrow("Only its owner and admins");
  await expect(createSchedule(world.viewer, daily())).rejects.toMatchObject({ code: "forbidden" });
  const before = (await listSchedules(world.ada, { limit: 50 })).items.length;
  await expect(createSchedule(bob, daily({ threadId: thread.id }))).rejects.toMatchObject({ code: "not_found" });
  await expect(createSchedule(world.ada, daily({ agent: "sales" }))).rejects.toThrow("turned off");
  expect((await listSchedules(world.ada, { limit: 50 })).items.length).toBe(before);
  const events = (await settledEvents(world.owner, LOG_START)).filter(({ payload }) => JSON.stringify(payload).includes(scheduleId));
  expect(new Set(events.map(({ channelId }) => channelId))).toEqual(new Set([secret.id]));
  await followers.settled();
});

test("words that somebody else writes are theirs: it runs for whoever changed what is asked, and another time changes nothing of that", async () => {
  const bob = await addPerson(world, "bob-who-plans");
  const admin = await addPerson(world, "root", "admin");
  const schedule = await createSchedule(bob, daily({ title: "Bob's report" }));
  const { id: scheduleId, title, instructions, agent } = schedule;
  const byAdmin = (change: object) => changeSchedule(admin, { scheduleId, title, instructions, agent, ...change });
  expect(await byAdmin({ cron: "0 17 * * *" })).toMatchObject({ ownerId: bob.actor.id, inWords: "Every day at 17:00" });
  await pauseSchedule(admin, { scheduleId });
  await resumeSchedule(admin, { scheduleId });
  expect((await getSchedule(bob, { scheduleId })).ownerId).toBe(bob.actor.id);
  expect(await byAdmin({ instructions: "Tell me what only Bob may read" })).toMatchObject({ ownerId: admin.actor.id });
  await runScheduleNow(admin, { scheduleId });
  await expect.poll(async () => (await runs(scheduleId))[0]?.state, wait).toBe("done");
  const said = (await listMessages(bob, { threadId: schedule.threadId, limit: 10 })).items;
  expect(said.find(({ text }) => text.includes("what only Bob may read"))?.authorId).toBe(admin.actor.id);
  await expect(pauseSchedule(bob, { scheduleId })).rejects.toThrow("Only its owner and admins");
  const told = (await settledEvents(world.owner, LOG_START)).filter(({ type }) => type === "schedules.schedule_changed");
  expect(told.findLast(({ payload }) => JSON.stringify(payload).includes(scheduleId))).toMatchObject({
    actor: { id: admin.actor.id },
    payload: { ownerId: admin.actor.id },
  });
  await removeSchedule(admin, { scheduleId });
});

test("what a program scheduled it asks each time, until a person has said all of it anew", async () => {
  const { program, keyId } = await programOf(world.ada, ["chat:read", "chat:write", "schedules:read", "schedules:write"]);
  const { id: scheduleId, threadId, title } = await createSchedule(program, daily());
  const askedWith = async () =>
    (await listMessages(world.ada, { threadId, limit: 50 })).items.filter(({ text }) => text.includes(": @vibe"));
  const run = async () => {
    await runScheduleNow(world.ada, { scheduleId });
    await expect.poll(async () => (await runs(scheduleId))[0]?.state, wait).toBe("done");
    await followers.settled();
  };
  await run();
  await changeSchedule(world.ada, { scheduleId, instructions: "Say how it went" });
  await run();
  await changeSchedule(world.ada, { scheduleId, title, instructions: "Say how it was" });
  await run();
  await changeSchedule(program, { scheduleId, instructions: "Say how it will be" });
  await run();
  expect((await askedWith()).map((message) => message.keyId)).toEqual([keyId, keyId, null, keyId]);
  await removeSchedule(world.ada, { scheduleId });
});

test("a schedule that an agent made of a message stops when that is deleted, and says its words nowhere, until others are written", async () => {
  const word = "wombat";
  const { thread, message } = await startThread(world.ada, { channelId: world.channelId, text: `each morning count the ${word}s` });
  const [tool] = schedulesTools;
  const call = { signal: new AbortController().signal, messageId: message.id };
  const { title, ...rest } = daily({ title: `The ${word}s`, instructions: `Count the ${word}s`, threadId: thread.id });
  const input = { title, ...rest, channelId: undefined };
  // Whoever is asked for leave reads all that the agent will be told.
  expect(await tool?.says(input, world.ada)).toMatchObject({ text: expect.stringContaining(`it is told: “Count the ${word}s”`) });
  await tool?.run(world.ada, input, call);
  const [made] = (await listSchedules(world.ada, { threadId: thread.id, limit: 5 })).items;
  const scheduleId = made?.id ?? "";
  await runScheduleNow(world.ada, { scheduleId });
  const last = async () => (await listScheduleRuns(world.ada, { scheduleId, limit: 1 })).items[0]?.state;
  await expect.poll(last, wait).toBe("done");
  await deleteMessage(world.ada, { messageId: message.id });
  await followers.settled();
  await followers.settled();
  expect(await getSchedule(world.ada, { scheduleId })).toMatchObject({
    paused: true,
    nextAt: null,
    instructions: "",
    title: "Deleted schedule",
  });
  expect(await columnsWith(world.url, word)).toEqual([]);
  await expect(resumeSchedule(world.ada, { scheduleId })).rejects.toThrow("Say first what is to be done");
  await changeSchedule(world.ada, { scheduleId, title: "Count", instructions: "Count the sheep" });
  expect(await resumeSchedule(world.ada, { scheduleId })).toMatchObject({ paused: false, instructions: "Count the sheep" });
});
