import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { mailTool } from "../../test/mail-tool.ts";
import { callOf, pay } from "../../test/pay.ts";
import { addPerson } from "../../test/people.ts";
import { scriptedModel, type ScriptedReply } from "../../test/scripted-model.ts";
import { settledEvents } from "../../test/world.ts";
import { listPastPrompts, tryInstructions } from "../bench/index.ts";
import { listBudgets } from "../billing/index.ts";
import { addToChannel, createChannel, deleteMessage, forkMessage, listMessages, sendMessage, startThread } from "../chat/index.ts";
import { addAgent, agentActor, getMembers, listAgents } from "../identity/index.ts";
import { LOG_START, systemContext, write, type Context } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import { listTranscripts, talkTools } from "../turns/index.ts";
import {
  changeAgent,
  draftOutcome,
  ensureAgents,
  getProfile,
  getTrackRecord,
  listFeedback,
  listInstructions,
  listProfiles,
  listTrackRecords,
  makeAgent,
  rateMessage,
  restoreInstructions,
  retireAgent,
  setInChannel,
  writeInstructions,
} from "./index.ts";
import { AgentLimits } from "../registry/model.ts";
import { agents } from "../registry/tables.ts";

let world: AgentsWorld;
let admin: Context;
let reply: (prompt: string, round: number, tools: string[]) => ScriptedReply = () => ({ text: "Hello" });
const sent: string[] = [];
const mail = mailTool(sent);
const model = scriptedModel((options, round) =>
  reply(
    JSON.stringify(options.prompt),
    round,
    (options.tools ?? []).map(({ name }) => name),
  ),
);
const wait = { timeout: 60_000, interval: 20 };

beforeAll(async () => {
  world = await makeAgentsWorld(model, [...talkTools, mail]);
  admin = await addPerson(world, "boss", "admin");
  world.work();
});
afterAll(() => world.close());
vi.setConfig({ testTimeout: 180_000 });

async function answerTo(person: Context, text: string) {
  const threadId = await world.begin(person, text);
  await expect
    .poll(async () => (await world.said(threadId)).at(-1), wait)
    .toMatchObject({ answerState: null, writtenBy: expect.any(String) });
  const answer = (await world.said(threadId)).at(-1);
  if (!answer) throw new Error("no answer");
  return answer;
}

test("nine agents are there, each told something of its own; a workspace of before gets what it lacks, and keeps what it changed", async () => {
  const profiles = await listProfiles(world.ada);
  expect(profiles.map(({ agent }) => agent)).toEqual([
    "orchestrator",
    "product_manager",
    "architect",
    "ux_designer",
    "developer",
    "qa",
    "marketer",
    "sales",
    "operations",
  ]);
  expect(new Set(profiles.map(({ instructions }) => instructions)).size).toBe(9);
  await writeInstructions(admin, { agent: "sales", instructions: "Sell nothing." });
  const system = systemContext(world.platform);
  await ensureAgents(system);
  await write(systemContext(world.platform, world.workspaceId), "test:age", (tx) =>
    tx.db.update(agents).set({ instructions: "As of last year." }).where(agentIs("qa")),
  );
  await ensureAgents(system);
  const after = await listProfiles(world.ada);
  expect(after.find(({ agent }) => agent === "sales")).toMatchObject({ instructions: "Sell nothing.", version: 2 });
  expect(after.find(({ agent }) => agent === "qa")?.instructions).toBe(profiles.find(({ agent }) => agent === "qa")?.instructions);
  expect((await listInstructions(world.ada, { agent: "qa", limit: 1 })).items[0]).toMatchObject({ version: 2, authorId: "system" });
});

test("rights for tools that came later reach the product's agents, but not those whose rights somebody chose", async () => {
  const can = async (agent: string) => (await getProfile(world.ada, { agent })).can;
  const [otis, sami] = [await can("operations"), await can("sales")];
  const less = (rights: readonly string[]) => rights.filter((right) => right !== "plans:read");
  await changeAgent(admin, { agent: "sales", can: less(sami) });
  await write(systemContext(world.platform, world.workspaceId), "test:age", async (tx) => {
    await tx.db
      .update(agents)
      .set({ givenRights: less(otis) })
      .where(agentIs("operations"));
    await addAgent(tx, { agent: "operations", name: "Otis", handle: "otis", can: less(otis) });
  });
  expect(await can("operations")).not.toContain("plans:read");
  await ensureAgents(systemContext(world.platform));
  expect((await can("operations")).toSorted()).toEqual(otis.toSorted());
  expect(await can("sales")).toEqual(less(sami));
  await changeAgent(admin, { agent: "operations", title: "Operations", can: otis });
  const [row] = await world.owner.db.select().from(agents).where(agentIs("operations"));
  expect(row?.givenRights, "the same rights once more are no choice").toEqual(otis);
});

const agentIs = (name: string) => eq(agents.agent, name);

test("instructions have versions with their authors, can be put back, and two people do not overwrite each other", async () => {
  const first = await getProfile(admin, { agent: "architect" });
  const second = await writeInstructions(admin, { agent: "architect", instructions: "Draw boxes.", note: "shorter", since: first.version });
  expect(second).toMatchObject({ version: first.version + 1, authorId: admin.actor.id, note: "shorter" });
  await expect(writeInstructions(admin, { agent: "architect", instructions: "Draw circles.", since: first.version })).rejects.toThrow(
    "changed meanwhile",
  );
  reply = (prompt) => ({ text: prompt.includes("Draw boxes.") ? "boxes" : "else" });
  expect((await answerTo(world.ada, "@arun what do you draw?")).text).toBe("boxes");
  await restoreInstructions(admin, { agent: "architect", version: first.version });
  expect((await answerTo(world.ada, "@arun and now?")).text).toBe("else");
  const { items } = await listInstructions(world.ada, { agent: "architect", limit: 10 });
  expect(items.map(({ version, instructions }) => [version, instructions])).toEqual([
    [3, first.instructions],
    [2, "Draw boxes."],
    [1, first.instructions],
  ]);
  await expect(writeInstructions(world.ada, { agent: "architect", instructions: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
});

test("an agent of one's own joins with what its maker may give, answers within its tools, limits and model, and leaves as a former member", async () => {
  const made = await makeAgent(admin, {
    name: "Tara",
    handle: "tara",
    title: "Translator",
    instructions: "Translate into Latin.",
    can: ["projects:write"],
    tools: ["chat_list_channels"],
    models: { routine: "auto", normal: "anthropic/claude-haiku-5-5", hard: "auto" },
    limits: { rounds: 3, minutes: 1, taskCents: 5, dayCents: 200 },
  });
  expect(made).toMatchObject({ handle: "tara", builtIn: false, version: 1, enabled: true });
  const wrong = AgentLimits.safeParse({ rounds: Number.NaN, minutes: 2.5, taskCents: -1, dayCents: null });
  expect(wrong.error?.issues.map(({ message }) => message)).toEqual([
    "A whole number from 1 to 50",
    "A whole number from 1 to 14",
    "An amount up to $1,000, such as 0.50",
  ]);
  let offered: string[] = [];
  reply = (prompt, _, tools) => {
    offered = tools;
    return { text: prompt.includes("You are Tara, Translator") ? "Salve" : "no" };
  };
  const answer = await answerTo(world.ada, "@tara hello");
  expect(answer).toMatchObject({ text: "Salve", authorId: made.memberId, writtenBy: "anthropic/claude-haiku-5-5" });
  expect(offered).toEqual(["chat_list_channels"]);
  const budgets = async () => (await listBudgets(admin, { scope: "agent", subjectId: made.memberId ?? "", limit: 10 })).items;
  expect(await budgets()).toMatchObject([{ period: "day", limitMicros: 2_000_000, hard: true }]);

  await setSetting(world.owner, { key: "models.special", layer: "workspace", value: "agent qa: anthropic/claude-opus-5-5" });
  expect((await answerTo(world.ada, "@quinn hello")).writtenBy).toBe("anthropic/claude-opus-5-5");
  expect((await answerTo(world.ada, "@arun hello")).writtenBy).not.toBe("anthropic/claude-opus-5-5");

  const spec = { name: "Eve", title: "Spy", instructions: "Look." };
  await expect(makeAgent(admin, { ...spec, handle: "ada" })).rejects.toThrow("Choose another handle");
  await expect(makeAgent(admin, { ...spec, handle: "eve", can: ["settings:manage"] })).rejects.toThrow("No agent may hold");
  const narrow = world.actor(
    admin.actor.id,
    new Set(["agents:manage", "agents:read", "identity:read", "identity:write", "billing:manage"]),
  );
  await expect(makeAgent(narrow, { ...spec, handle: "eve", can: ["projects:write"] })).rejects.toThrow("you do not have it yourself");
  await expect(makeAgent(world.ada, { ...spec, handle: "eve" })).rejects.toMatchObject({ code: "forbidden" });
  expect((await listProfiles(world.ada)).filter(({ builtIn }) => !builtIn)).toHaveLength(1);
  expect((await listAgents(world.ada)).some(({ handle }) => handle === "eve")).toBe(false);

  await retireAgent(admin, { agent: made.agent });
  expect(await budgets()).toEqual([]);
  await expect(getProfile(world.ada, { agent: made.agent })).rejects.toMatchObject({ code: "not_found" });
  expect((await getMembers(world.ada, [made.memberId ?? ""])).get(made.memberId ?? "")?.name).toBe("Tara");
  await expect(retireAgent(admin, { agent: "qa" })).rejects.toThrow("Turn it off instead");
});

test("an agent that is turned off, here or everywhere, takes up nothing", async () => {
  reply = () => ({ text: "here" });
  await setInChannel(admin, { agent: "marketer", channelId: world.channelId, enabled: false });
  const quiet = await world.begin(world.ada, "@mika write an announcement");
  const other = await answerTo(world.ada, "@mika @paula write an announcement");
  expect(other).toMatchObject({ text: "here", authorId: (await getProfile(world.ada, { agent: "product_manager" })).memberId });

  const given: string[] = [];
  reply = (prompt, round) => {
    given.push(prompt);
    return round === 1 ? { calls: [{ tool: "agents_ask", input: { agent: "marketer", request: "Announce it" } }] } : { text: "I cannot." };
  };
  const asking = await answerTo(world.ada, "@paula have it announced");
  expect(await world.said(asking.threadId), "another agent calls it in no more than a person does").toHaveLength(2);
  expect(given.at(-1)).toContain("The arguments do not fit");
  reply = () => ({ text: "here" });

  const switchIn = (enabled: boolean) => setInChannel(admin, { agent: "marketer", channelId: world.channelId, enabled });
  await switchIn(true);
  await world.stopWork();
  const late = await world.begin(world.ada, "@mika in a minute");
  await world.followers.settled();
  await switchIn(false);
  await world.work().idle();
  expect(await world.said(late), "nor does it begin what it was asked before").toHaveLength(1);
  expect((await world.turns()).map(({ error }) => error?.message)).toContain("@mika is turned off in this channel.");
  await switchIn(true);
  expect((await answerTo(world.ada, "@mika and now?")).text).toBe("here");
  await changeAgent(admin, { agent: "marketer", enabled: false });
  const still = await world.begin(world.ada, "@mika hello?");
  await world.followers.settled();
  await world.work().idle();
  expect(await world.said(quiet)).toHaveLength(1);
  expect(await world.said(still)).toHaveLength(1);
  await changeAgent(admin, { agent: "marketer", enabled: true });
});

test("a draft of instructions is tried beside the present ones, and nothing is changed by either", async () => {
  reply = (prompt, round) =>
    round === 1
      ? {
          calls: [
            { tool: "mail_send", input: { to: prompt.includes("Be bold.") ? "everybody" : "bob" } },
            { tool: "chat_list_channels", input: {} },
          ],
        }
      : { text: prompt.includes("nothing was done") && prompt.includes('\\"work\\"') ? "Done so." : "?" };
  const turns = (await world.turns()).length;
  const before = (await listTranscripts(world.owner, { limit: 100 })).items.length;
  const trial = await tryInstructions(admin, { agent: "product_manager", instructions: "Be bold.", prompt: "Tell them" });
  expect(trial.current).toMatchObject({ text: "Done so.", end: "answered", rounds: 2, writtenBy: expect.stringMatching(/^anthropic\//) });
  expect(trial.current.calls).toEqual([
    { tool: "mail_send", says: "Sends mail to bob", did: false, outcome: "done" },
    { tool: "chat_list_channels", says: expect.any(String), did: true, outcome: "done" },
  ]);
  expect(trial.draft.calls[0]).toMatchObject({ says: "Sends mail to everybody", did: false });
  expect(trial.draft.costMicros).toBeGreaterThan(0);
  expect(sent).toEqual([]);
  const { instructions } = await getProfile(admin, { agent: "product_manager" });
  expect(instructions).not.toBe("Be bold.");
  expect((await world.turns()).length).toBe(turns);
  expect((await listTranscripts(world.owner, { limit: 100 })).items.length).toBe(before);

  const { limits } = await getProfile(admin, { agent: "product_manager" });
  await changeAgent(admin, { agent: "product_manager", limits: { ...limits, taskCents: 0 } });
  const free = await tryInstructions(admin, { agent: "product_manager", instructions: "Be bold.", prompt: "Tell them" });
  expect([free.current, free.draft], "what a task may cost holds here too").toMatchObject([{ writtenBy: "offline" }, { costMicros: 0 }]);
  await changeAgent(admin, { agent: "product_manager", limits });

  let calls = 0;
  // Threads of before may be given their titles meanwhile.
  reply = (prompt) => ({ text: prompt.includes("Tell them") ? `Answer ${(calls += 1)}` : "?" });
  const undrafted = await tryInstructions(admin, { agent: "product_manager", instructions, prompt: "Tell them" });
  expect([calls, undrafted.current.text, undrafted.draft.text]).toEqual([1, "Answer 1", "Answer 1"]);

  reply = (prompt) => ({ text: /@boss: (what was[^"]*)/.exec(prompt)?.[1] ?? "?" });
  const answer = await answerTo(world.ada, "@paula what was decided?");
  const again = await tryInstructions(admin, { agent: "product_manager", instructions: "Be short.", answerId: answer.id });
  expect(again.prompt).toBe("@paula what was decided?");
  await expect(tryInstructions(admin, { agent: "qa", instructions: "x", answerId: answer.id })).rejects.toThrow("no answer of this agent");
  await expect(tryInstructions(world.ada, { agent: "qa", instructions: "x", prompt: "y" })).rejects.toMatchObject({ code: "forbidden" });
});

test("what an agent was asked before can be chosen to try a draft on, by admins, and only of talk that they may read", async () => {
  reply = () => ({ text: "Here." });
  const { id: answerId } = await answerTo(world.ada, "@uma which colour suits a bakery?");
  const secret = await createChannel(world.ada, { name: "colours", kind: "private" });
  const uma = await getProfile(world.ada, { agent: "ux_designer" });
  await addToChannel(world.ada, { channelId: secret.id, memberIds: [uma.memberId ?? ""] });
  const { thread } = await startThread(world.ada, { channelId: secret.id, text: "@uma is the boss colour-blind?" });
  const said = async () => (await listMessages(world.ada, { threadId: thread.id, limit: 5 })).items.at(-1)?.answerState;
  await expect
    .poll(async () => [await said(), (await listMessages(world.ada, { threadId: thread.id, limit: 5 })).items.length], wait)
    .toEqual([null, 2]);
  const input = { agent: "ux_designer", limit: 10 };
  const { items } = await listPastPrompts(admin, input);
  expect(items).toMatchObject([{ answerId, text: "@uma which colour suits a bakery?" }]);
  await addToChannel(world.ada, { channelId: secret.id, memberIds: [admin.actor.id] });
  expect((await listPastPrompts(admin, input)).items.map(({ text }) => text)).toEqual([
    "@uma is the boss colour-blind?",
    "@uma which colour suits a bakery?",
  ]);
  await expect(listPastPrompts(world.ada, input)).rejects.toMatchObject({ code: "forbidden" });
});

test("what rules did because a model could not is no success of an agent's record", async () => {
  const { message } = await startThread(world.ada, { channelId: world.channelId, text: "Which database do we take?" });
  const fork = await forkMessage(world.ada, { messageId: message.id, title: "Database" });
  await sendMessage(world.ada, { threadId: fork.id, text: "Let's go with PostgreSQL." });
  // The scripted model knows turns alone.
  expect(await draftOutcome(world.ada, { threadId: fork.id })).toMatchObject({
    writtenBy: "offline",
    insteadOf: expect.stringMatching(/^anthropic/),
  });
  const { skills } = await getTrackRecord(world.ada, { agent: "orchestrator" });
  expect(skills.find(({ skill }) => skill === "draft_outcome")).toMatchObject({ calls: 2, successRate: 0 });
  // The call that failed and the rules' are two rows, and one failure.
  const { memberId } = await getProfile(world.ada, { agent: "orchestrator" });
  await pay(systemContext(admin.platform, admin.workspaceId), 1, callOf({ skill: "draft_outcome", payer: { agentId: memberId ?? "" } }));
  const after = (await getTrackRecord(world.ada, { agent: "orchestrator" })).skills;
  expect(after.find(({ skill }) => skill === "draft_outcome")).toMatchObject({ calls: 3, successRate: 0.5 });
});

test("people rate what an agent said; its record adds up from rows, and what was said in private stays there", async () => {
  reply = () => ({ text: "An answer" });
  const bob = await addPerson(world, "bob");
  const answer = await answerTo(world.ada, "@devi how is it?");
  expect(await rateMessage(world.ada, { messageId: answer.id, rating: "down", words: "too short" })).toMatchObject({ skill: "turn" });
  await rateMessage(world.ada, { messageId: answer.id, rating: "up" });
  await rateMessage(bob, { messageId: answer.id, rating: "down", words: "wrong" });
  const question = (await world.said(answer.threadId))[0];
  await expect(rateMessage(world.ada, { messageId: question?.id ?? "", rating: "up" })).rejects.toThrow("Only what an agent said");
  await expect(rateMessage(world.viewer, { messageId: answer.id, rating: "up" })).rejects.toMatchObject({ code: "forbidden" });
  const turnsIn = async () => (await getTrackRecord(world.ada, { agent: "developer" })).skills.find(({ skill }) => skill === "turn")?.calls;
  await expect.poll(turnsIn, wait).toBe(1);
  const record = await getTrackRecord(world.ada, { agent: "developer" });
  expect(record).toMatchObject({ turns: 1, successRate: 1, up: 1, down: 1 });
  expect(record.costMicros).toBeGreaterThan(0);
  expect(record.skills.find(({ skill }) => skill === "turn")).toMatchObject({ calls: 1, successRate: 1, up: 1, down: 1 });
  expect((await listTrackRecords(world.ada)).find(({ agent }) => agent === "developer")).toMatchObject({ turns: 1, up: 1, down: 1 });

  const secret = await createChannel(world.ada, { name: "hidden", kind: "private" });
  const devi = await agentActor(world.owner, "developer");
  await addToChannel(world.ada, { channelId: secret.id, memberIds: [devi.id] });
  const { thread } = await startThread(world.ada, { channelId: secret.id, text: "@devi in private" });
  const talk = async () => (await listMessages(world.ada, { threadId: thread.id, limit: 10 })).items;
  await expect.poll(async () => (await talk())[1]?.answerState, wait).toBeNull();
  const hidden = (await talk())[1]?.id ?? "";
  await rateMessage(world.ada, { messageId: hidden, rating: "up" });
  await expect(rateMessage(bob, { messageId: hidden, rating: "up" })).rejects.toMatchObject({ code: "not_found" });
  const seen = async (ctx: Context) => (await listFeedback(ctx, { limit: 50, agent: "developer" })).items.map(({ messageId }) => messageId);
  expect(await seen(bob)).not.toContain(hidden);
  expect(await seen(world.ada)).toContain(hidden);
  const rated = (await settledEvents(world.owner, LOG_START)).filter(({ type }) => type === "agents.message_rated");
  expect(rated.find(({ payload }) => JSON.stringify(payload).includes(hidden))?.channelId).toBe(secret.id);

  await deleteMessage(world.ada, { messageId: question?.id ?? "" });
  await rateMessage(world.ada, { messageId: answer.id, rating: null });
  expect((await getTrackRecord(world.ada, { agent: "developer" })).up).toBe(1);
});

test("another workspace sees and changes none of it", async () => {
  expect((await listFeedback(world.stranger, { limit: 50 })).items).toEqual([]);
  expect((await listProfiles(world.stranger)).every(({ memberId, version }) => memberId === null && version === 1)).toBe(true);
  const [rated] = (await listFeedback(world.ada, { limit: 1 })).items;
  await expect(rateMessage(world.stranger, { messageId: rated?.messageId ?? "", rating: "up" })).rejects.toMatchObject({
    code: "not_found",
  });
});
