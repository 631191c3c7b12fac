import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { makeWorld, settledEnd, settledEvents, type World } from "../../test/world.ts";
import { liveAnswersOf, trackActivities } from "../activity/index.ts";
import { ensureChannel, getMessage, listMessages, startThread, type Message } from "../chat/index.ts";
import { modelProvider, type ModelRequest, type StreamPart } from "../gateway/index.ts";
import { addAgent } from "../identity/index.ts";
import { workspaces } from "../identity/tables.ts";
import { LOG_START, write, type Signal } from "../platform/index.ts";
import { addTasks, defineTask, startWorker } from "../runs/index.ts";
import { AGENTS, answerTask, continueAnswer, stopAnswer, watchAnswers } from "./index.ts";
import { writeAnswer, type Speaker } from "./write-answer.ts";

let world: World;
let worker: ReturnType<typeof startWorker> | undefined;
const wait = { timeout: 30_000, interval: 10 };

/** A model whose words come when the test gives them. */
const model = {
  calls: [] as { soFar: string; text: string; say(text: string): void; end(): void; fail(error: Error): void }[],
  async *stream(request: ModelRequest): AsyncGenerator<StreamPart> {
    const words: (string | undefined | Error)[] = [];
    let wake = Promise.withResolvers<void>();
    const put = (word: string | undefined | Error) => {
      words.push(word);
      wake.resolve();
    };
    const { text, soFar = "" } = request.input as { text: string; soFar?: string };
    model.calls.push({ text, soFar, say: put, end: () => put(undefined), fail: put });
    request.signal?.addEventListener("abort", () => put(new Error("aborted")));
    for (;;) {
      for (const word of words.splice(0)) {
        if (word instanceof Error) throw word;
        if (word === undefined) return;
        yield { type: "text", text: word };
      }
      await wake.promise;
      wake = Promise.withResolvers<void>();
    }
  },
};

beforeAll(async () => {
  world = await makeWorld();
  const generate = () => Promise.reject(new Error("only streams"));
  world.drivers.put(modelProvider, {
    name: "offline",
    model: "rules",
    offline: true,
    generate,
    stream: (request) => model.stream(request),
  });
  await write(world.owner, "identity:write", (tx) =>
    tx.db.insert(workspaces).values({ id: world.workspaceId, name: "Talk", createdAt: tx.clockNow }),
  );
  for (const { agent, name, handle, can } of AGENTS) await addAgent(world.owner, { agent, name, handle, can });
});
afterAll(async () => {
  await worker?.close();
  await world.close();
});

const work = () => (worker ??= startWorker(world.platform, { tasks: [answerTask], closeMs: 50 }));

async function endWorker() {
  const ending = worker;
  worker = undefined;
  await ending?.close();
}

async function ask(text: string) {
  const channel = await ensureChannel(world.owner, "general", "");
  const { thread, message: question } = await startThread(world.owner, { channelId: channel.id, text });
  const input = { messageId: question.id, threadId: thread.id, text, agent: "orchestrator" };
  await addTasks(world.actor("system", "everything", "system"), [{ kind: "agents.turn", input }]);
  work();
  const call = async (number = 1) => {
    const calls = () => model.calls.filter((each) => each.text === text);
    await expect.poll(() => calls().length, wait).toBeGreaterThanOrEqual(number);
    const found = calls()[number - 1];
    if (!found) throw new Error("not called");
    return found;
  };
  const answer = async (): Promise<Message> => {
    const { items } = await listMessages(world.owner, { threadId: thread.id, limit: 10 });
    const found = items.at(-1);
    if (!found || found.id === question.id) throw new Error("no answer yet");
    return found;
  };
  return { thread, question, call, answer };
}

test("an answer that stalls in mid-stream says that it waits for the model, and how long, until words come again", async () => {
  const activities = trackActivities(world.platform);
  const { thread, call } = await ask("Do you stall?");
  const writer = await call();
  const doing = () => activities.of(thread.id).map((activity) => activity.doing);
  writer.say("Well");
  await expect.poll(doing, wait).toEqual([]);
  await expect.poll(doing, wait).toEqual([expect.stringMatching(/^waiting for the model, \d+ s so far$/)]);
  const [first] = doing();
  await expect.poll(() => doing()[0] ?? first, wait).not.toBe(first);
  writer.say(", no.");
  await expect.poll(doing, wait).toEqual([]);
  writer.end();
  activities.close();
});

test("an answer is there from its first word, its text comes by signals and the row follows, and the log tells its end", async () => {
  const live = liveAnswersOf(world.platform);
  const heard: string[] = [];
  const forget = live.onChunk((chunk) => void heard.push(chunk.text));
  const activities = trackActivities(world.platform);
  const from = await settledEnd(world.owner);
  const { thread, call, answer } = await ask("What is this?");
  const writer = await call();
  const { id } = await answer();
  expect(await answer()).toMatchObject({ text: "", answerState: "writing", writtenBy: null });
  await expect.poll(() => activities.of(thread.id), wait).toMatchObject([{ doing: "thinking" }]);
  writer.say("It is ");
  writer.say("a test");
  await expect.poll(() => live.textOf(id), wait).toBe("It is a test");
  await expect.poll(() => activities.of(thread.id), wait).toEqual([]);
  await expect.poll(async () => (await answer()).text, wait).toBe("It is a test");
  expect(live.of(thread.id)).toMatchObject([{ messageId: id, from: 0, text: "It is a test" }]);
  writer.say(".");
  writer.end();
  await expect.poll(async () => (await answer()).answerState, wait).toBeNull();
  expect(await answer()).toMatchObject({ id, text: "It is a test.", editedAt: null });
  expect(heard.join("")).toBe("It is a test.");
  const events = (await settledEvents(world.owner, from)).filter(({ payload }) => (payload as { id?: string }).id === id);
  expect(events.map(({ type, payload }) => [type, (payload as Message).text])).toEqual([
    ["chat.message_sent", ""],
    ["chat.message_changed", "It is a test."],
  ]);
  forget();
  activities.close();
});

test("a person stops an answer: what was said stays, the model is let go, and it can be continued or written afresh", async () => {
  const { call, answer } = await ask("A long story");
  (await call()).say("Once upon");
  const { id } = await answer();
  await expect.poll(answer, wait).toMatchObject({ text: "Once upon", writtenBy: "offline" });
  const named = { text: "Once upon", answerState: "stopped", writtenBy: "offline" };
  expect(await stopAnswer(world.owner, { messageId: id })).toMatchObject(named);
  expect(await stopAnswer(world.owner, { messageId: id })).toMatchObject({ answerState: "stopped" });
  await work().idle();
  expect(await answer()).toMatchObject(named);

  expect(await continueAnswer(world.owner, { messageId: id })).toMatchObject({ text: "Once upon", answerState: "writing" });
  await expect(continueAnswer(world.owner, { messageId: id })).rejects.toMatchObject({ code: "conflict" });
  const second = await call(2);
  expect(second.soFar).toBe("Once upon");
  second.say(" a time");
  await expect.poll(() => liveAnswersOf(world.platform).textOf(id), wait).toBe("Once upon a time");
  await stopAnswer(world.owner, { messageId: id });
  expect(await continueAnswer(world.owner, { messageId: id, afresh: true })).toMatchObject({ text: "", writtenBy: null });
  const third = await call(3);
  expect(third.soFar).toBe("");
  third.say("Another");
  third.end();
  await expect.poll(async () => (await answer()).answerState, wait).toBeNull();
  expect((await answer()).text).toBe("Another");
  await expect(continueAnswer(world.owner, { messageId: id })).rejects.toMatchObject({ code: "conflict" });
});

test("who stops an answer before its worker listens for that has stopped it", async () => {
  await endWorker();
  const channel = await ensureChannel(world.owner, "general", "");
  const { thread, message: question } = await startThread(world.owner, { channelId: channel.id, text: "@vibe never mind" });
  const newest = async () => (await listMessages(world.owner, { threadId: thread.id, limit: 1 })).items[0];
  let isAsked = false;
  const speaker: Speaker = {
    async from(soFar) {
      const messageId = (await newest())?.id ?? "";
      const told = new Promise<void>((resolve) => {
        world.platform.signals.subscribe((signals) => signals.some(({ payload }) => payload === messageId) && resolve());
      });
      await stopAnswer(world.owner, { messageId });
      await told;
      return soFar;
    },
    async speak() {
      isAsked = true;
      return Promise.resolve({});
    },
  };
  const request = { threadId: thread.id, questionId: question.id, agent: "orchestrator", text: "never mind" };
  const task = defineTask({ kind: "stopped_early", input: z.object({}), run: (run) => writeAnswer(run, request, speaker) });
  await addTasks(world.actor("system", "everything", "system"), [{ kind: task.kind, input: {} }]);
  const own = startWorker(world.platform, { tasks: [task], closeMs: 50 });
  await expect.poll(async () => (await newest())?.answerState, wait).toBe("stopped");
  await own.idle();
  await own.close();
  expect(isAsked).toBe(false);
});

test("an answer that breaks off is still being written while it is tried again: its text stays, and the next attempt goes on from there", async () => {
  const { call, answer } = await ask("Fragile");
  const first = await call();
  first.say("Half");
  first.fail(new Error("the line is dead"));
  const second = await call(2);
  expect(await answer()).toMatchObject({ text: "Half", writtenBy: "offline", answerState: "writing" });
  expect(second.soFar).toBe("Half");
  second.say(" and half");
  second.end();
  await expect.poll(async () => (await answer()).answerState, wait).toBeNull();
  expect((await answer()).text).toBe("Half and half");

  const hopeless = await ask("Hopeless");
  for (const attempt of [1, 2, 3]) {
    const broken = await hopeless.call(attempt);
    if (attempt === 1) broken.say("Some");
    broken.fail(new Error("the line is dead"));
  }
  await expect.poll(hopeless.answer, wait).toMatchObject({ text: "Some", answerState: "interrupted" });
});

test("a worker that ends in the middle leaves its text, and another one goes on", async () => {
  const { call, answer } = await ask("Interrupted");
  (await call()).say("Before");
  await expect.poll(async () => (await answer()).text, wait).toBe("Before");
  await endWorker();
  await expect.poll(answer, wait).toMatchObject({ text: "Before", answerState: "interrupted" });
  work();
  const second = await call(2);
  expect(second.soFar).toBe("Before");
  second.say(", after");
  second.end();
  await expect.poll(async () => (await answer()).text, wait).toBe("Before, after");
});

test("an answer whose task is gone for good is marked, so that nobody waits for it", async () => {
  const { call, answer } = await ask("Lost");
  (await call()).say("Some");
  await expect.poll(async () => (await answer()).text, wait).toBe("Some");
  const { id } = await answer();
  await stopAnswer(world.owner, { messageId: id });
  await work().idle();
  await endWorker();
  await continueAnswer(world.owner, { messageId: id });
  const watch = watchAnswers(world.platform);
  await watch.look();
  expect((await answer()).answerState).toBe("writing");
  world.clock.pass(180_000);
  await watch.look();
  expect(await answer()).toMatchObject({ answerState: "interrupted", writtenBy: "offline" });
  await watch.close();
});

test("a reader that missed the beginning asks for it, and gets the text whole and once", async () => {
  const { thread, call, answer } = await ask("From the middle");
  const writer = await call(1);
  const { id } = await answer();
  const signals: Signal[] = [];
  world.platform.signals.subscribe((batch) => void signals.push(...batch));
  writer.say("one ");
  await expect.poll(() => signals.length, wait).toBeGreaterThan(0);
  const late = liveAnswersOf({ signals: { ...world.platform.signals } });
  writer.say("two ");
  await expect.poll(() => late.textOf(id), wait).toBe("one two ");
  writer.say("three");
  await expect.poll(() => late.of(thread.id).map(({ text }) => text), wait).toEqual(["one two three"]);
  writer.end();
  await expect.poll(async () => (await answer()).answerState, wait).toBeNull();
});

test("who may not write stops nothing, another workspace finds nothing, and a plain message is no answer", async () => {
  const { question, call, answer } = await ask("Mine");
  const writer = await call();
  const { id } = await answer();
  await expect(stopAnswer(world.viewer, { messageId: id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(stopAnswer(world.stranger, { messageId: id })).rejects.toMatchObject({ code: "not_found" });
  await expect(continueAnswer(world.stranger, { messageId: id })).rejects.toMatchObject({ code: "not_found" });
  const before = (await settledEvents(world.owner, LOG_START)).length;
  await expect(stopAnswer(world.owner, { messageId: question.id })).rejects.toMatchObject({ code: "not_found" });
  expect(await settledEvents(world.owner, LOG_START)).toHaveLength(before);
  writer.say("done");
  writer.end();
  await expect.poll(async () => (await getMessage(world.owner, { messageId: id })).answerState, wait).toBeNull();
});
