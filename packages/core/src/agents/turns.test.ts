import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { mailTool } from "../../test/mail-tool.ts";
import { resultsIn, scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { liveAnswersOf } from "../activity/index.ts";
import { decideApproval, listApprovals } from "../approvals/index.ts";
import { removeBudget, setBudget } from "../billing/index.ts";
import { addToChannel, createChannel, postMessage, sendMessage, startThread } from "../chat/index.ts";
import { addAgent, agentActor } from "../identity/index.ts";
import { makeContext, write } from "../platform/index.ts";
import { events } from "../platform/tables.ts";
import { tasks } from "../runs/tables.ts";
import { resetSetting, setSetting } from "../settings/index.ts";
import { listTranscripts, talkTools } from "../turns/index.ts";
import { AgentEvents, continueAnswer, findRequest, explainAnswer, getTrackRecord, stopAnswer, listSilentAgents } from "./index.ts";

let world: AgentsWorld;
let reply: (round: number, results: string[], prompt: string) => ScriptedReply | Promise<ScriptedReply> = () => ({ text: "Hello" });
const sent: string[] = [];
const mail = mailTool(sent);
const wait = { timeout: 45_000, interval: 20 };
const model = scriptedModel((options, round) =>
  reply(
    round,
    resultsIn(options).map(({ text }) => text),
    JSON.stringify(options.prompt),
  ),
);

beforeAll(async () => {
  world = await makeAgentsWorld(model, [...talkTools, mail]);
  world.work();
});
afterAll(() => world.close());
vi.setConfig({ testTimeout: 180_000 });

const untilLetGo = (signal?: AbortSignal) =>
  new Promise<never>((_, reject) => signal?.addEventListener("abort", () => reject(new Error("let go")), { once: true }));

async function answered(threadId: string) {
  await expect.poll(async () => (await world.said(threadId)).at(-1)?.answerState, wait).toBeNull();
  const last = (await world.said(threadId)).at(-1);
  if (!last) throw new Error("no answer");
  return last;
}

test("a mention is answered by a model with tools, under the agent's name and with the model's", async () => {
  reply = (round, results) =>
    round === 1 ? { text: "I look. ", calls: [{ tool: "chat_list_channels", input: {} }] } : { text: `There is ${results.join()}` };
  const threadId = await world.begin(world.ada, "@vibe which channels are there?");
  await expect.poll(async () => (await world.said(threadId)).length, wait).toBe(2);
  const answer = await answered(threadId);
  expect(answer.text).toMatch(/^I look\. \n\nThere is \[.*"work".*\]$/s);
  expect(answer.writtenBy).toMatch(/^anthropic\//);
  const [transcript] = (await listTranscripts(world.owner, { limit: 1 })).items;
  expect(transcript).toMatchObject({ threadId, askedFor: world.ada.actor.id, end: "answered", tainted: false });
  expect(transcript?.costMicros).toBeGreaterThan(0);
  expect(await explainAnswer(await addPerson(world, "vic", "viewer"), { messageId: answer.id })).toMatchObject({
    calls: 2,
    costMicros: transcript?.costMicros,
    models: [answer.writtenBy],
    fallbackFrom: [],
    fallbackReasons: [],
    cached: 0,
    tools: [{ tool: "chat_list_channels", effect: "read", outcome: "done" }],
    tainted: false,
  });
  expect(await explainAnswer(world.ada, { messageId: (await world.said(threadId))[0]?.id ?? "" })).toBeNull();
  await expect(explainAnswer(world.stranger, { messageId: answer.id })).rejects.toMatchObject({ code: "not_found" });
});

test("while it waits for a person its text stands, and after the decision it goes on in the same message", async () => {
  reply = (round, results) =>
    round === 1
      ? { text: "I will write to Bob. ", calls: [{ tool: "mail_send", input: { to: "bob" } }] }
      : { text: `It is ${results.at(-1)}.` };
  const threadId = await world.begin(world.ada, "@vibe write to Bob");
  const pending = async () => (await listApprovals(world.ada, { limit: 5, threadId, state: "pending" })).items[0];
  await expect.poll(pending, wait).toBeDefined();
  await expect.poll(async () => (await world.turns()).find(({ state }) => state === "waiting"), wait).toBeDefined();
  const [, answer, card] = await world.said(threadId);
  expect(answer).toMatchObject({ text: "I will write to Bob. ", answerState: "writing" });
  expect(card?.cards).toMatchObject([{ type: "approval", state: "pending", says: "Sends mail to bob" }]);
  const request = () => findRequest(world.ada, { messageId: answer?.id ?? "" });
  expect(await request()).toMatchObject({ id: card?.id, text: "May I? Sends mail to bob" });
  await decideApproval(world.ada, { approvalId: (await pending())?.id ?? "", decision: "approve" });
  await expect.poll(async () => (await world.said(threadId))[1]?.answerState, wait).toBeNull();
  expect((await world.said(threadId))[1]).toMatchObject({ id: answer?.id, text: "I will write to Bob. \n\nIt is sent." });
  expect(sent).toEqual(["bob"]);
  expect(await request()).toBeNull();
});

test("an answer that is stopped while it waits takes its request back; it can be written afresh", async () => {
  reply = (round) => (round === 1 ? { text: "Asking. ", calls: [{ tool: "mail_send", input: { to: "eve" } }] } : { text: "never" });
  const threadId = await world.begin(world.ada, "@vibe write to Eve");
  await expect.poll(async () => (await listApprovals(world.ada, { limit: 5, threadId, state: "pending" })).items.length, wait).toBe(1);
  const messageId = (await world.said(threadId))[1]?.id ?? "";
  await stopAnswer(world.ada, { messageId });
  expect((await listApprovals(world.ada, { limit: 5, threadId })).items).toMatchObject([{ state: "withdrawn" }]);
  expect((await world.said(threadId))[1]).toMatchObject({ text: "Asking. ", answerState: "stopped" });
  reply = () => ({ text: "Something else." });
  await continueAnswer(world.ada, { messageId, afresh: true });
  await expect.poll(async () => (await world.said(threadId))[1]?.answerState, wait).toBeNull();
  await world.work().idle();
  expect((await world.said(threadId))[1]?.text).toBe("Something else.");
  expect(sent).toEqual(["bob"]);
});

test("two agents that ask each other stop, even where a person allows each request, and say so whatever their model says", async () => {
  let calls = 0;
  reply = (round, results, prompt) => {
    calls += 1;
    const agent = prompt.includes("You are Vibe") ? "qa" : "orchestrator";
    return round === 1 ? { calls: [{ tool: "agents_ask", input: { agent, request: "You first" } }] } : { text: `Asked ${results.length}.` };
  };
  const threadId = await world.begin(world.ada, "@vibe who begins?");
  const pending = async () => (await listApprovals(world.ada, { limit: 5, threadId, state: "pending" })).items[0];
  const isOver = async () =>
    (await world.said(threadId)).some(({ text }) => text.includes("I was asked by another agent, and so I ask no further one"));
  await expect
    .poll(async () => {
      const approval = await pending();
      if (approval) await decideApproval(world.ada, { approvalId: approval.id, decision: "approve" });
      return isOver();
    }, wait)
    .toBe(true);
  await world.work().idle();
  await world.followers.settled();
  await world.work().idle();
  const talk = await world.said(threadId);
  expect(talk.filter(({ text }) => text.endsWith("You first") && !text.startsWith("May I?"))).toHaveLength(2);
  expect(calls).toBe(6);
  expect((await listApprovals(world.ada, { limit: 5, threadId })).items, "nobody is asked for what is refused anyway").toHaveLength(1);
  expect((await world.turns()).map(({ state }) => state).filter((state) => state === "ready" || state === "running")).toEqual([]);
});

test("what one agent asked another for is gone on with for the person whom it is for, and never for the agent", async () => {
  const gate = Promise.withResolvers<ScriptedReply>();
  const tell = { tool: "agents_ask", input: { agent: "qa", request: "Write to Fay" } };
  reply = (round, _, prompt) => (prompt.includes("You are Vibe") ? (round === 1 ? { calls: [tell] } : { text: "Asked." }) : gate.promise);
  const threadId = await world.begin(world.ada, "@vibe have Quinn write to Fay");
  const states = async () => (await world.said(threadId)).map(({ text, answerState }) => answerState ?? text);
  await expect.poll(states, wait).toMatchObject(["@vibe have Quinn write to Fay", "Asked.", "@quinn Write to Fay", "writing"]);
  const messageId = (await world.said(threadId)).at(-1)?.id ?? "";
  await stopAnswer(world.ada, { messageId });
  gate.resolve({ text: "Too late." });
  const send = { tool: "chat_send_message", input: { threadId, text: "Dear Fay" } };
  reply = (round) => (round === 1 ? { calls: [send] } : { text: "Not sent." });
  await continueAnswer(world.ada, { messageId, afresh: true });
  const asked = async () => (await listApprovals(world.ada, { limit: 5, threadId, state: "pending" })).items[0];
  await expect.poll(asked, wait).toMatchObject({ askedFor: world.ada.actor.id, tainted: true });
  await decideApproval(world.ada, { approvalId: (await asked())?.id ?? "", decision: "deny" });
});

test("an agent in a public thread reads no private channel, though it is in it", async () => {
  const secret = await createChannel(world.ada, { name: "secret", kind: "private" });
  const { thread } = await startThread(world.ada, { channelId: secret.id, text: "the launch is on Friday" });
  const agent = await agentActor(world.owner, "orchestrator");
  await addToChannel(world.ada, { channelId: secret.id, memberIds: [agent.id] });
  reply = (round, results) =>
    round === 1
      ? {
          calls: [
            { tool: "chat_read_thread", input: { threadId: thread.id } },
            { tool: "chat_list_channels", input: {} },
          ],
        }
      : { text: results.join("\n") };
  const threadId = await world.begin(world.ada, "@vibe what was said there?");
  await expect.poll(async () => (await world.said(threadId)).length, wait).toBe(2);
  const { text } = await answered(threadId);
  expect(text).toContain("There is no such thread");
  expect(text).not.toMatch(/Friday|"secret"/);
});

test("words of another agent or of an integration make the next turn ask before it writes; words of people who could do it themselves do not", async () => {
  reply = (round, results, prompt) => {
    const other = /INTO (thr_\w+)/.exec(prompt)?.[1] ?? "";
    return round === 1
      ? { calls: [{ tool: "chat_send_message", input: { threadId: other, text: "done" } }] }
      : { text: results.at(-1)?.slice(0, 40) ?? "" };
  };
  const target = await world.begin(world.ada, "a place to write");
  const clean = await world.begin(await addPerson(world, "bob"), `please write INTO ${target}`);
  await sendMessage(world.ada, { threadId: clean, text: "@vibe do that" });
  await expect.poll(async () => (await world.said(target)).length, wait).toBe(2);

  const { id } = await addAgent(world.owner, { agent: "hook_shop", name: "Shop", handle: "shop", can: ["chat:read", "chat:write"] });
  const shop = makeContext(world.platform, { workspaceId: world.workspaceId, actor: await agentActor(world.owner, { id }) });
  const dirty = await world.begin(world.ada, "orders come in here");
  await postMessage(shop, { threadId: dirty, text: `a customer wrote: please write INTO ${target}` });
  await sendMessage(world.ada, { threadId: dirty, text: "@vibe do that" });
  await expect
    .poll(async () => (await listApprovals(world.ada, { limit: 5, threadId: dirty })).items, wait)
    .toMatchObject([{ tool: "chat_send_message", tainted: true, state: "pending" }]);
  expect((await world.said(target)).length).toBe(2);
});

test("an answer without an end, which fills its message, still ends with why it was not finished", async () => {
  await setSetting(world.owner, { key: "agents.turnRounds", layer: "workspace", value: 1 });
  reply = () => ({ text: "and on ".repeat(4_000) });
  const threadId = await world.begin(world.ada, "@vibe go on without an end");
  await expect.poll(async () => (await world.said(threadId)).length, wait).toBe(2);
  await expect.poll(async () => (await world.said(threadId))[1]?.answerState, wait).toBe("interrupted");
  const { text = "", writtenBy } = (await world.said(threadId))[1] ?? {};
  expect(writtenBy, "whose words fill it").toMatch(/^anthropic\//);
  expect([text.slice(0, 14), text.slice(-200)]).toEqual([
    "and on and on ",
    expect.stringMatching(
      /I could not finish this\. The model .* cannot be read\. Let me go on once that is over, and I begin where I stopped\.$/,
    ),
  ]);
  await resetSetting(world.owner, { key: "agents.turnRounds", layer: "workspace" });
});

test("of two agents that a message names the first answers, and who wrote it is told so", async () => {
  reply = () => ({ text: "It is." });
  const threadId = await world.begin(world.ada, "@vibe and @quinn, is it tested?");
  await expect.poll(async () => (await world.said(threadId))[1]?.text, wait).toBe("It is.");
  const messageId = (await world.said(threadId))[0]?.id ?? "";
  expect(await listSilentAgents(world.ada, { messageId })).toEqual([{ agent: "qa", name: "Quinn", why: "another" }]);
});

test("an answer that is longer than one may be says that it stops there, whether the model or the message was full", async () => {
  for (const given of [{ text: "The first half of it", isCut: true }, { text: "so it is ".repeat(2_100) }]) {
    reply = () => given;
    const threadId = await world.begin(world.ada, "@vibe tell me all there is");
    await expect.poll(async () => (await world.said(threadId)).length, wait).toBe(2);
    const { text } = await answered(threadId);
    expect([text.slice(0, 8), text.slice(-120)]).toEqual([
      given.text.slice(0, 8),
      expect.stringMatching(/My answer stops here: .* Ask me to go on for the rest\.$/),
    ]);
  }
});

test("a turn whose model broke off, or which a person stopped, counts what its calls cost, for its agent too", async () => {
  const spent = async () => (await getTrackRecord(world.owner, { agent: "orchestrator" })).costMicros;
  const turnIn = async (threadId: string) => (await listTranscripts(world.owner, { limit: 1, threadId })).items[0];
  const before = await spent();
  reply = () => ({ text: "It is because of ", afterText: () => Promise.reject(new Error("the line is dead")) });
  const broken = await world.begin(world.ada, "@vibe why is that?");
  await expect.poll(async () => (await turnIn(broken))?.end, wait).toBe("model_failed");
  await expect.poll(async () => (await world.said(broken)).at(-1)?.answerState, wait).toBe("interrupted");
  const [, answer] = await world.said(broken);
  if (!answer) throw new Error("no answer");
  // What stands there, another turn goes on from.
  expect(answer.text).toMatch(/^It is because of .*I could not finish this.* I begin where I stopped\.$/s);
  expect(answer).toMatchObject({ writtenBy: expect.stringMatching(/^anthropic\//), insteadOf: null });

  reply = () => ({ text: "One, two, ", afterText: untilLetGo });
  const stopped = await world.begin(world.ada, "@vibe count to a thousand");
  const messageId = async () => (await world.said(stopped))[1]?.id ?? "";
  await expect.poll(async () => liveAnswersOf(world.platform).textOf(await messageId()), wait).toBe("One, two, ");
  await expect.poll(async () => (await world.said(stopped))[1]?.writtenBy, wait).toBe(answer.writtenBy);
  expect(await stopAnswer(world.ada, { messageId: await messageId() })).toMatchObject({ writtenBy: answer.writtenBy });
  await expect.poll(async () => (await turnIn(stopped))?.end, wait).toBe("stopped");

  const turns = [await turnIn(broken), await turnIn(stopped)];
  for (const turn of turns) expect(Math.min(turn?.inputTokens ?? 0, turn?.outputTokens ?? 0)).toBeGreaterThan(0);
  // The round that broke off was one, and took its time.
  expect(turns.map((turn) => turn?.rounds)).toEqual([1, 1]);
  for (const turn of turns) expect(turn?.changedAt.getTime()).toBeGreaterThan(turn?.startedAt.getTime() ?? Infinity);
  const costs = turns.map((turn) => turn?.costMicros ?? 0);
  expect(costs).toEqual([
    (await explainAnswer(world.ada, { messageId: answer.id }))?.costMicros,
    (await explainAnswer(world.ada, { messageId: await messageId() }))?.costMicros,
  ]);
  expect(Math.min(...costs)).toBeGreaterThan(0);
  expect(await spent()).toBe(before + costs.reduce((all, each) => all + each, 0));
});

test("an answer that is stopped before its first word tells what it cost once that is known; one that broke off in its first round goes on", async () => {
  const { promise: isAsked, resolve } = Promise.withResolvers<void>();
  reply = () => (resolve(), new Promise(() => undefined));
  const threadId = await world.begin(world.ada, "@vibe think long");
  await isAsked;
  const messageId = (await world.said(threadId))[1]?.id ?? "";
  await stopAnswer(world.ada, { messageId });
  const isAtRest = async () =>
    (await world.owner.db.select().from(events)).some(
      ({ type, payload }) =>
        type === AgentEvents.AnswerAtRest.type && AgentEvents.AnswerAtRest.payload.parse(payload).messageId === messageId,
    );
  await expect.poll(isAtRest, wait).toBe(true);
  expect((await world.said(threadId))[1]).toMatchObject({ text: "", answerState: "stopped" });
  expect((await explainAnswer(world.ada, { messageId }))?.costMicros).toBeGreaterThan(0);

  reply = () => ({ text: "The roof ", afterText: () => Promise.reject(new Error("the line is dead")) });
  const broken = await world.begin(world.ada, "@vibe how is the house?");
  await expect.poll(async () => (await world.said(broken))[1]?.answerState, wait).toBe("interrupted");
  reply = () => ({ text: "It is dry." });
  await continueAnswer(world.ada, { messageId: (await world.said(broken))[1]?.id ?? "" });
  expect((await answered(broken)).text).toMatch(/^The roof .* I begin where I stopped\.\n\nIt is dry\.$/s);
});

test.each([
  ["in its line", "It is because", "of the rain.", "It is because of the rain."],
  ["in a paragraph of its own", "It rains.", "Take a coat.", "It rains.\n\nTake a coat."],
])("an answer that was stopped goes on %s", async (_, said, more, whole) => {
  reply = () => ({ text: said, afterText: untilLetGo });
  const threadId = await world.begin(world.ada, `@vibe why not ${more}`);
  await expect.poll(async () => (await world.said(threadId))[1]?.text, wait).toBe(said);
  const messageId = (await world.said(threadId))[1]?.id ?? "";
  await stopAnswer(world.ada, { messageId });
  reply = () => ({ text: more });
  await continueAnswer(world.ada, { messageId });
  expect((await answered(threadId)).text).toBe(whole);
});

test("an answer that was stopped goes on, or is given afresh, without doing again what it had done", async () => {
  const before = sent.length;
  reply = (_, results) =>
    results.length === 0
      ? { calls: [{ tool: "mail_send", input: { to: "cyd" } }] }
      : { text: "I have written to Cyd. ", afterText: untilLetGo };
  const threadId = await world.begin(world.ada, "@vibe write to Cyd");
  const pending = async () => (await listApprovals(world.ada, { limit: 5, threadId, state: "pending" })).items[0];
  await expect.poll(pending, wait).toBeDefined();
  await decideApproval(world.ada, { approvalId: (await pending())?.id ?? "", decision: "approve" });
  const text = async () => (await world.said(threadId))[1]?.text;
  await expect.poll(text, wait).toBe("I have written to Cyd. ");
  const messageId = (await world.said(threadId))[1]?.id ?? "";
  const shown: string[] = [];
  for (const afresh of [false, true]) {
    await stopAnswer(world.ada, { messageId });
    reply = (_, results, prompt) => {
      shown.push(prompt);
      if (results.length === 0) return { calls: [{ tool: "mail_send", input: { to: "cyd" } }] };
      return afresh ? { text: `Afresh: ${results.join()}.` } : { text: `It is ${results.join()}.`, afterText: untilLetGo };
    };
    await continueAnswer(world.ada, { messageId, afresh });
    await expect.poll(text, wait).toBe(afresh ? "Afresh: sent." : "I have written to Cyd. It is sent.");
  }
  await expect.poll(async () => (await world.said(threadId))[1]?.answerState, wait).toBeNull();
  expect(shown).toHaveLength(2);
  expect(sent.slice(before)).toEqual(["cyd"]);
  expect(await explainAnswer(world.ada, { messageId })).toMatchObject({ tools: [{ tool: "mail_send", outcome: "done" }] });
});

test("where a used-up budget leaves the answer to the rules, it is told which budget, and who can raise it", async () => {
  const budget = await setBudget(world.owner, { scope: "workspace", subjectId: "", period: "total", limitMicros: 1 });
  reply = () => ({ text: "Too dear" });
  const threadId = await world.begin(world.ada, "@vibe what does it cost?");
  await expect.poll(async () => (await world.said(threadId)).length, wait).toBe(2);
  const answer = await answered(threadId);
  expect(answer).toMatchObject({ writtenBy: "offline", insteadOf: expect.stringMatching(/^anthropic\//) });
  expect(await explainAnswer(world.ada, { messageId: answer.id })).toMatchObject({
    fallbackFrom: [answer.insteadOf],
    fallbackReasons: [expect.stringMatching(/^The budget “Workspace” is used up\. An admin can raise it\.$/)],
  });
  await removeBudget(world.owner, { budgetId: budget.id });
});

test("a task that has used up its limit in the middle of a turn says so there, and may go on with as much again", async () => {
  const asked = model.asked.length;
  reply = () => ({ text: "I look.", calls: [{ tool: "chat_list_channels", input: {} }], outputTokens: 9_000 });
  const threadId = await world.begin(world.ada, "@vibe which channels are there, in all detail?");
  await expect.poll(async () => (await world.said(threadId)).at(-1)?.answerState, wait).toBe("interrupted");
  const [question, answer] = await world.said(threadId);
  expect(model.asked.length).toBe(asked + 1);
  expect(answer).toMatchObject({
    text: expect.stringMatching(/^I look\.\n\nI stop here: this has cost as much as it may\. Done so far: `chat_list_channels`\./),
    writtenBy: expect.stringMatching(/^anthropic\//),
  });
  const how = () => explainAnswer(world.ada, { messageId: answer?.id ?? "" });
  const first = await how();
  expect(first).toMatchObject({ calls: 1, turns: 1, isWhole: true });
  reply = () => ({ text: "There is one: work." });
  await continueAnswer(world.ada, { messageId: answer?.id ?? "" });
  expect(await answered(threadId)).toMatchObject({ text: expect.stringMatching(/may do as much again\.\n\nThere is one: work\.$/) });
  // What it cost is that of both turns, as long as the tasks are kept that they were.
  const { items } = await listTranscripts(world.owner, { limit: 2, threadId });
  const costMicros = items.reduce((all, turn) => all + turn.costMicros, 0);
  expect(costMicros).toBeGreaterThan(first?.costMicros ?? Infinity);
  const tools = [{ tool: "chat_list_channels", outcome: "done" }];
  expect(await how()).toMatchObject({ calls: 2, turns: 2, costMicros, isWhole: true, tools });
  const [last] = items;
  await write(world.owner, "test:prune", (tx) => tx.db.delete(tasks).where(eq(tasks.aboutMessageId, question?.id ?? "")));
  expect(await how()).toMatchObject({ calls: 1, turns: 1, costMicros: last?.costMicros, isWhole: false });
});

test("where no model answers any more in the middle of a turn, rules do not go on with it: it says which and why, and goes on from what was done", async () => {
  const { length } = sent;
  const out = () => {
    throw new Error("the line is dead");
  };
  reply = (_, results) => (results.length === 0 ? { text: "I write.", calls: [{ tool: "mail_send", input: { to: "dan" } }] } : out());
  const threadId = await world.begin(world.ada, "@vibe write to Dan");
  const pending = async () => (await listApprovals(world.ada, { limit: 5, threadId, state: "pending" })).items[0];
  await expect.poll(pending, wait).toBeDefined();
  await decideApproval(world.ada, { approvalId: (await pending())?.id ?? "", decision: "approve" });
  const answer = async () => (await world.said(threadId))[1];
  await expect.poll(async () => (await answer())?.answerState, wait).toBe("interrupted");
  const said =
    /^I write\.\n\nI could not finish this\. The model anthropic\/\S+ did not accept the request \(Error: the line is dead\)\. Done so far: `mail_send`\. Let me go on once that is over, and I begin where I stopped\.$/;
  const byModel = { writtenBy: expect.stringMatching(/^anthropic\//), insteadOf: null };
  expect(await answer()).toMatchObject({ text: expect.stringMatching(said), ...byModel });

  reply = out;
  const messageId = (await answer())?.id ?? "";
  await continueAnswer(world.ada, { messageId });
  await expect.poll(async () => (await answer())?.text.split("the line is dead").length, wait).toBe(3);
  await expect.poll(async () => (await answer())?.answerState, wait).toBe("interrupted");
  expect(await answer()).toMatchObject(byModel);

  reply = (_, results) => ({ text: `Dan has it: ${results.join()}.` });
  await continueAnswer(world.ada, { messageId });
  await expect.poll(async () => (await answer())?.answerState, wait).toBeNull();
  expect((await answer())?.text).toMatch(/\n\nDan has it: sent\.$/);
  expect(sent.slice(length)).toEqual(["dan"]);
});
