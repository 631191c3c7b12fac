import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { addPerson } from "../../test/people.ts";
import { resultsIn, scriptedModel } from "../../test/scripted-model.ts";
import { makeTurnWorld, type TurnWorld } from "../../test/turn-world.ts";
import { settledEnd, settledEvents } from "../../test/world.ts";
import { sendMessage, SendMessage } from "../chat/index.ts";
import { AppError, defineTool, systemContext, type Tool } from "../platform/index.ts";
import { getTask } from "../runs/index.ts";
import { taskSteps } from "../runs/tables.ts";
import { setSetting } from "../settings/index.ts";
import { countTurns, getTranscript, listTranscripts, pruneTranscripts } from "./index.ts";
import { transcripts } from "./tables.ts";

let world: TurnWorld;
beforeAll(async () => {
  world = await makeTurnWorld();
});
afterAll(() => world.close());

const wait = { timeout: 60_000, interval: 20 };
const state = async (taskId: string) => (await getTask(world.owner, { taskId })).state;
async function ended(taskId: string) {
  world.work();
  await expect.poll(() => state(taskId), wait).toBe("done");
  const report = world.reports.get(taskId);
  if (!report) throw new Error("no report");
  return report;
}

const runs: string[] = [];
const look = (name: string, more: Partial<Tool> = {}): Tool => ({
  ...defineTool({
    name,
    title: "Look something up",
    description: "Looks something up.",
    input: z.object({ word: z.string() }),
    permission: "chat:read",
    effect: "read",
    says: ({ word }) => `Looks up ${word}`,
    async run(_, { word }) {
      runs.push(`${name} ${word}`);
      if (word === "broken") throw new AppError("not_found", "There is no such word.");
      if (word === "bug") throw new Error("stack and secrets");
      return { found: word.toUpperCase() };
    },
  }),
  ...more,
});
const send = defineTool({
  name: "chat_send_message",
  title: "Write into a thread",
  description: "Writes.",
  input: SendMessage,
  permission: "chat:write",
  effect: "write",
  says: ({ text }) => `Writes: ${text}`,
  run: (ctx, input) => sendMessage(ctx, input),
});

test("a turn reads side by side, writes once, answers, and leaves its whole transcript sealed", async () => {
  const model = scriptedModel((options, round) => {
    if (round === 1)
      return {
        text: "Let me look. ",
        calls: [
          { tool: "look_up", input: { word: "one" } },
          { tool: "look_up", input: { word: "broken" } },
        ],
      };
    if (round === 2) return { calls: [{ tool: "chat_send_message", input: { threadId: world.threadId, text: "Found ONE" } }] };
    return { text: `It is ${resultsIn(options).length} results.` };
  });
  const from = await settledEnd(world.owner);
  const taskId = await world.begin({ model, tools: [look("look_up"), send] });
  const report = await ended(taskId);
  expect(report).toMatchObject({ end: "answered", rounds: 3, tainted: false, text: "Let me look. \n\nIt is 3 results." });
  expect(world.texts.get(taskId)).toBe(report.text);
  const last = model.asked.at(-1);
  expect(last && resultsIn(last)).toMatchObject([
    { kind: "text", text: '{"found":"ONE"}' },
    { kind: "error-text", text: "There is no such word." },
    { kind: "text", text: expect.stringContaining("Found ONE") },
  ]);
  const said = (await settledEvents(world.owner, from)).filter(({ type }) => type === "chat.message_sent");
  expect(said.map(({ actor }) => actor.id)).toEqual([world.agent.actor.id]);

  const { items } = await listTranscripts(world.owner, { limit: 10 });
  expect(items[0]).toMatchObject({ taskId, rounds: 3, toolCalls: 3, end: "answered" });
  const whole = await getTranscript(world.owner, { transcriptId: items[0]?.id ?? "" });
  expect(whole.entries.map(({ type }) => type)).toEqual(["said", "said", "reply", "result", "result", "reply", "result", "reply"]);
  const { db } = systemContext(world.platform);
  const kept = [
    ...(await db.select().from(transcripts)).map(({ sealed }) => sealed),
    ...(await db.select().from(taskSteps).where(eq(taskSteps.taskId, taskId))).map(({ result }) => result),
  ];
  expect(kept.length).toBeGreaterThan(6);
  expect(JSON.stringify(kept)).not.toMatch(/Found ONE|please help|Let me look/);
  await expect(listTranscripts(world.ada, { limit: 10 })).rejects.toMatchObject({ code: "forbidden" });
  expect((await listTranscripts(world.stranger, { limit: 10 })).items).toEqual([]);
  await expect(getTranscript(world.stranger, { transcriptId: whole.id })).rejects.toMatchObject({ code: "not_found" });
});

test("what a provider signs a call with goes back with that call, and nothing else that it told", async () => {
  const signed = { google: { thoughtSignature: "c2lnbmVk" }, openai: { itemId: "fc_1" } };
  const model = scriptedModel((_, round) =>
    round === 1
      ? {
          calls: [
            { tool: "look_up", input: { word: "one" }, providerMetadata: signed },
            { tool: "look_up", input: { word: "two" } },
          ],
        }
      : { text: "Seen." },
  );
  const taskId = await world.begin({ model, tools: [look("look_up")] });
  expect((await ended(taskId)).text).toBe("Seen.");
  const [made] = model.asked.at(-1)?.prompt.filter(({ role }) => role === "assistant") ?? [];
  expect(made?.content).toEqual([
    expect.objectContaining({ toolCallId: "call-1-0", providerOptions: { google: { thoughtSignature: "c2lnbmVk" } } }),
    expect.not.objectContaining({ providerOptions: expect.anything() as object }),
  ]);
  const { items } = await listTranscripts(world.owner, { limit: 10 });
  const { entries } = await getTranscript(world.owner, { transcriptId: items.find((each) => each.taskId === taskId)?.id ?? "" });
  expect(JSON.stringify(entries)).not.toContain("c2lnbmVk");
});

test("what makes no sense is told to the model, and after some of it the turn ends with words", async () => {
  const model = scriptedModel((_, round) => ({
    calls: [
      [{ tool: "no_such_tool", input: {} }],
      [{ tool: "look_up", input: "{ not json" }],
      [{ tool: "look_up", input: { word: 7 } }],
      [{ tool: "look_up", input: { word: "bug" } }],
    ][(round - 1) % 4],
  }));
  const taskId = await world.begin({ model, tools: [look("look_up")], limits: { mistakes: 4 } });
  const report = await ended(taskId);
  expect(report.end).toBe("too_many_mistakes");
  expect(report.text).toContain("I stop here");
  const told = resultsIn(model.asked.at(-1) ?? { prompt: [] });
  expect(told.map(({ text }) => text)).toEqual([
    expect.stringContaining('There is no tool "no_such_tool"'),
    expect.stringContaining("no JSON"),
    expect.stringContaining("expected string"),
    "Something went wrong inside this tool.",
  ]);
});

test("the same call over and over is not made again, and the last round has no tools", async () => {
  runs.length = 0;
  const again = scriptedModel(() => ({ calls: [{ tool: "look_up", input: { word: "same" } }] }));
  const first = await ended(await world.begin({ model: again, tools: [look("look_up")] }));
  expect(first.end).toBe("too_many_mistakes");
  expect(runs).toEqual(["look_up same", "look_up same"]);

  const busy = scriptedModel((_, round) => ({ calls: [{ tool: "look_up", input: { word: `w${round}` } }] }));
  const second = await ended(await world.begin({ model: busy, tools: [look("look_up")], limits: { rounds: 3 } }));
  expect(second).toMatchObject({ end: "too_many_rounds", rounds: 3, text: expect.stringContaining("Done so far: `look_up`") });
  expect(busy.asked.map(({ tools }) => tools?.length ?? 0)).toEqual([1, 1, 0]);
});

test("a turn that has cost as much as it may ends with what it did, and asks no model again", async () => {
  const dear = scriptedModel((_, round) => ({ calls: [{ tool: "look_up", input: { word: `w${round}` } }], costMicros: 30_000 }));
  const report = await ended(await world.begin({ model: dear, tools: [look("look_up")], limits: { costMicros: 50_000 } }));
  expect(dear.asked).toHaveLength(2);
  expect(report).toMatchObject({
    end: "too_costly",
    text: "I stop here: this has cost as much as it may. Done so far: `look_up`. An admin can let me do more at once, on my page under Abilities. Let me go on, and I may do as much again.",
  });

  // What is left may be too little for another call: then that call is refused.
  const poor = scriptedModel((_, round) => {
    if (round > 1) throw new AppError("over_budget", "It is used up.", { details: { scope: "task" } });
    return { calls: [{ tool: "look_up", input: { word: "one" } }], costMicros: 30_000 };
  });
  const short = await ended(await world.begin({ model: poor, tools: [look("look_up")], limits: { costMicros: 50_000 } }));
  expect([short.end, short.text]).toEqual(["too_costly", report.text]);
});

test("an answer that takes longer than a turn may is cut off there, says so, and calls nothing more", async () => {
  const untilCut = (signal: AbortSignal | undefined) =>
    new Promise<void>((_, cut) => signal?.addEventListener("abort", () => cut(signal.reason)));
  const slow = scriptedModel(() => ({ text: "Word by word ", afterText: untilCut, calls: [{ tool: "look_up", input: { word: "late" } }] }));
  const report = await ended(await world.begin({ model: slow, tools: [look("look_up")], limits: { timeMs: 50 } }));
  expect(slow.asked).toHaveLength(1);
  expect(report).toMatchObject({
    end: "too_long",
    text: expect.stringMatching(/^Word by word \s+I stop here: this has taken as long as it may\./),
  });
  expect(runs).not.toContain("look_up late");
});

test("a model that cannot be reached is tried again, and then said", async () => {
  let calls = 0;
  const model = scriptedModel(() => {
    calls += 1;
    throw new AppError("unavailable", "All models are busy.");
  });
  const report = await ended(await world.begin({ model, tools: [] }));
  expect(calls).toBe(3);
  expect(report).toMatchObject({ end: "model_failed", text: expect.stringContaining("All models are busy.") });
  // There is nothing to go on with, and nobody who wrote.
  expect(report.text).toMatch(/ Nothing was done yet: have me try again once that is over\.$/);
  expect(report).toMatchObject({ mayGoOn: true });
  expect(report.writtenBy).toBeUndefined();
  const broke = scriptedModel(() => {
    throw new AppError("over_budget", "The budget of the workspace is used up.");
  });
  const poor = await ended(await world.begin({ model: broke, tools: [] }));
  expect(broke.asked).toHaveLength(1);
  expect(poor.text).toContain("The budget of the workspace is used up.");
});

test("what a model declines is not done, whatever it says beside that", async () => {
  const model = scriptedModel(() => ({ text: "I will not do that.", refused: true }));
  const report = await ended(await world.begin({ model, tools: [] }));
  expect(model.asked).toHaveLength(1);
  expect(report).toMatchObject({ end: "model_failed", text: expect.stringMatching(/^I will not do that\.[^]*The model declined/) });
});

test("the agent has no right that the person it works for lacks, and each refusal is in the log", async () => {
  const viewer = await addPerson(world, "vera", "viewer");
  const from = await settledEnd(world.owner);
  const model = scriptedModel((options, round) =>
    round === 1
      ? { calls: [{ tool: "chat_send_message", input: { threadId: world.threadId, text: "written for a viewer" } }] }
      : { text: resultsIn(options)[0]?.text ?? "" },
  );
  const report = await ended(await world.begin({ model, tools: [send], askedFor: viewer }));
  expect(report.text).toContain("Refused: It needs chat:write");
  expect(model.asked[0]?.tools ?? []).toEqual([]);
  const events = await settledEvents(world.owner, from);
  expect(events.map(({ type }) => type)).toEqual(["turns.call_denied"]);
  expect(events[0]?.payload).toMatchObject({ tool: "chat_send_message", askedFor: viewer.actor.id });
});

test("what a model had said when it broke off is in the transcript, also of an attempt before, and so are our own last words", async () => {
  const model = scriptedModel(() => ({
    text: "It seems ",
    afterText: () => Promise.reject(new AppError("unavailable", "The line broke.")),
  }));
  const taskId = await world.begin({ model, tools: [look("look_up")] });
  const report = await ended(taskId);
  const { items } = await listTranscripts(world.owner, { limit: 1 });
  const { entries } = await getTranscript(world.owner, { transcriptId: items[0]?.id ?? "" });
  expect(entries.filter(({ type }) => type !== "said")).toEqual([
    ...Array.from({ length: 3 }, () => ({ type: "broke_off", round: 1, text: "It seems ", why: "The line broke." })),
    { type: "report", text: expect.stringMatching(/^I could not finish this\. The line broke\./) },
  ]);
  expect(items[0]).toMatchObject({ taskId, end: "model_failed" });
  expect(report.text).toContain("It seems");
});

test("what was begun outside and cut short is never tried again: the report says so and asks", async () => {
  let begun = 0;
  const started = Promise.withResolvers<void>();
  const hang = look("send_mail", { effect: "outside" });
  const mail: Tool = {
    ...hang,
    // An allowance is none of this test's: it stands as a read that goes out.
    effect: "write",
    ownTransactions: true,
    run: (_, __, { signal }) => {
      begun += 1;
      started.resolve();
      return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("cut short")), { once: true }));
    },
  };
  const model = scriptedModel(() => ({ calls: [{ tool: "send_mail", input: { word: "invoice" } }] }));
  const taskId = await world.begin({ model, tools: [mail] });
  world.work();
  await started.promise;
  await world.stopWork();
  const report = await ended(taskId);
  expect(begun).toBe(1);
  expect(report.end).toBe("outcome_unknown");
  expect(report.text).toContain("I began `send_mail` and do not know whether it happened. I do not repeat it.");
});

test("transcripts go when they are older than the workspace keeps them; how turns went is known for 90 days", async () => {
  const system = systemContext(world.platform);
  const since = new Date(0);
  await pruneTranscripts(system);
  expect((await listTranscripts(world.owner, { limit: 1 })).items).toHaveLength(1);
  const before = await countTurns(world.owner, since);
  await setSetting(world.owner, { key: "agents.transcriptDays", layer: "workspace", value: 7 });
  world.clock.pass(8 * 86_400_000);
  await pruneTranscripts(system);
  expect((await listTranscripts(world.owner, { limit: 1 })).items).toEqual([]);
  expect(before.size).toBeGreaterThan(0);
  expect(await world.owner.db.select().from(taskSteps), "nor is it in the journal").toEqual([]);
  expect(await countTurns(world.owner, since)).toEqual(before);
  world.clock.pass(83 * 86_400_000);
  await pruneTranscripts(system);
  expect(await countTurns(world.owner, since)).toEqual(new Map());
});
