import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { columnsWith } from "../../test/find-word.ts";
import { addPerson } from "../../test/people.ts";
import { requestToMail } from "../../test/request-to-mail.ts";
import { resultsIn, scriptedModel } from "../../test/scripted-model.ts";
import { makeTurnWorld, type TurnWorld } from "../../test/turn-world.ts";
import { settledEnd, settledEvents } from "../../test/world.ts";
import { createChannel, deleteMessage, getMessage, getThread, startThread } from "../chat/index.ts";
import { addAgent, changeRole, createApiKey, removeAgent, removeMember } from "../identity/index.ts";
import { defineTool, emit, named, newId, said, systemContext, write, type Context, type Tool } from "../platform/index.ts";
import { answerTask, cancelTask, getTask, RunEvents } from "../runs/index.ts";
import {
  approvalsFollower,
  decideApproval,
  emptyDecided,
  expireApprovals,
  getApproval,
  listAllowances,
  listApprovals,
  requestApproval,
  revokeAllowance,
  standingOf,
  withdrawApprovals,
  type Approval,
  type RequestApproval,
} from "./index.ts";
import { pruneTranscripts } from "../turns/index.ts";
import { approvals } from "./tables.ts";

let world: TurnWorld;
let vera: Context;
beforeAll(async () => {
  world = await makeTurnWorld();
  vera = await addPerson(world, "vera", "viewer");
});
afterAll(() => world.close());
const sent: string[] = [];
beforeEach(() => void sent.splice(0));

const wait = { timeout: 60_000, interval: 20 };
const mail = defineTool({
  name: "mail_send",
  title: "Send mail",
  description: "Sends mail.",
  input: z.object({ to: z.string(), text: z.string() }),
  permission: "projects:write",
  effect: "outside",
  says: ({ to, text }) => `Sends mail to ${to}: ${text}`,
  async run(_, { to, text }) {
    sent.push(`${to}: ${text}`);
    return "sent";
  },
});

const mailing = (to: string, tool = "mail_send") =>
  scriptedModel((options, round) =>
    round === 1 ? { calls: [{ tool, input: { to, text: "Hello" } }] } : { text: resultsIn(options).at(-1)?.text ?? "" },
  );

async function waiting(to: string, more: { tainted?: boolean; askedFor?: Context; tools?: Tool[] } = {}) {
  const taskId = await world.begin({ model: mailing(to), tools: [mail], ...more });
  world.work();
  await expect.poll(async () => (await getTask(world.owner, { taskId })).state, wait).toBe("waiting");
  const { items } = await listApprovals(world.ada, { limit: 1, state: "pending" });
  const [approval] = items;
  if (!approval) throw new Error("nothing was asked");
  return { taskId, approval };
}

async function reported(taskId: string): Promise<string> {
  await expect.poll(async () => (await getTask(world.owner, { taskId })).state, wait).toBe("done");
  return world.reports.get(taskId)?.text ?? "";
}

test("what reaches outside waits in the thread with exactly what will happen, and happens once it is allowed", async () => {
  const from = await settledEnd(world.owner);
  const { taskId, approval } = await waiting("bob@example.com");
  expect(sent).toEqual([]);
  expect(approval).toMatchObject({
    says: "Sends mail to bob@example.com: Hello",
    input: JSON.stringify({ to: "bob@example.com", text: "Hello" }, null, 2),
    effect: "outside",
    askedFor: world.ada.actor.id,
    agentId: world.agent.actor.id,
  });
  const message = await getMessage(world.ada, { messageId: approval.messageId });
  expect(message).toMatchObject({ text: "May I? Sends mail to bob@example.com: Hello", cards: [{ type: "approval", state: "pending" }] });

  const decided = await decideApproval(world.ada, { approvalId: approval.id, decision: "approve" });
  expect(decided).toMatchObject({ state: "approved", decidedBy: world.ada.actor.id });
  expect(await reported(taskId)).toBe("sent");
  expect(sent).toEqual(["bob@example.com: Hello"]);
  expect((await getMessage(world.ada, { messageId: approval.messageId })).cards).toMatchObject([{ type: "approval", state: "approved" }]);
  const types = (await settledEvents(world.owner, from)).map(({ type }) => type);
  expect(types.filter((type) => type.startsWith("approvals."))).toEqual(["approvals.approval_requested", "approvals.approval_changed"]);
  await expect(decideApproval(world.ada, { approvalId: approval.id, decision: "deny" })).rejects.toMatchObject({ code: "conflict" });
});

test("what names something that is not there is answered at once, and nobody is asked about it", async () => {
  const burn = defineTool({
    name: "thread_burn",
    title: "Burn a thread",
    description: "Burns it.",
    input: z.object({ threadId: z.string() }),
    permission: "chat:write",
    effect: "irreversible",
    says: async ({ threadId }, ctx) =>
      said`Burns ${await named(threadId, async () => ({ name: (await getThread(ctx, { threadId })).title }))}`,
    run: async (_, { threadId }) => void sent.push(threadId),
  });
  const threadId = "thr_00000000000000000000000000";
  const model = scriptedModel((options, round) =>
    round === 1 ? { calls: [{ tool: "thread_burn", input: { threadId } }] } : { text: resultsIn(options).at(-1)?.text ?? "" },
  );
  const taskId = await world.begin({ model, tools: [burn] });
  world.work();
  expect(await reported(taskId)).toMatch(/^There is no such thread/);
  expect((await listApprovals(world.ada, { limit: 1, state: "pending" })).items).toEqual([]);
  expect(sent).toEqual([]);
});

test("of two people who decide at the same moment one does, and it happens once", async () => {
  const bob = await addPerson(world, "ben");
  const { taskId, approval } = await waiting("ann@example.com");
  const decide = (ctx: Context) => decideApproval(ctx, { approvalId: approval.id, decision: "approve" });
  const decided = await Promise.allSettled([decide(world.ada), decide(bob)]);
  const late = decided.find((each) => each.status === "rejected");
  expect(decided.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(late?.reason).toMatchObject({ code: "conflict", message: "This was allowed already: what you chose changes nothing." });
  expect(await reported(taskId)).toBe("sent");
  expect(sent).toEqual(["ann@example.com: Hello"]);
});

test("a refusal with its reason reaches the agent, and nothing happens", async () => {
  const { taskId, approval } = await waiting("carl@example.com");
  await decideApproval(world.ada, { approvalId: approval.id, decision: "deny", reason: "He has left the company." });
  expect(await reported(taskId)).toContain("A person said no. He has left the company.");
  expect(sent).toEqual([]);
});

test("nobody decides but a person who may do it: no viewer, no agent, no other workspace, no answer given to the task", async () => {
  const { taskId, approval } = await waiting("dora@example.com");
  const decide = (ctx: Context) => decideApproval(ctx, { approvalId: approval.id, decision: "approve" });
  await expect(decide(vera)).rejects.toMatchObject({ code: "forbidden" });
  const agentWithAll = world.actor(world.agent.actor.id, "everything", "agent");
  await expect(decide(agentWithAll)).rejects.toMatchObject({ code: "forbidden" });
  const narrow = world.actor(world.ada.actor.id, new Set(["approvals:decide"]));
  await expect(decide(narrow)).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("projects:write") });
  await expect(decide(world.stranger)).rejects.toMatchObject({ code: "not_found" });
  await expect(getApproval(world.stranger, { approvalId: approval.id })).rejects.toMatchObject({ code: "not_found" });
  // Who may answer tasks cannot wave it through: how it was decided is read from the request alone.
  await answerTask(world.ada, { taskId, answer: { approvalId: approval.id, state: "approved" } });
  await world.work().idle();
  await expect.poll(async () => (await getTask(world.owner, { taskId })).state, wait).toBe("waiting");
  expect(sent).toEqual([]);
  await decideApproval(world.ada, { approvalId: approval.id, decision: "deny" });
  await reported(taskId);
});

test("what nobody decides in time is refused, and what was withdrawn is never done", async () => {
  const { taskId, approval } = await waiting("emil@example.com");
  world.clock.pass(25 * 3_600_000);
  await expect(decideApproval(world.ada, { approvalId: approval.id, decision: "approve" })).rejects.toMatchObject({ code: "conflict" });
  await expireApprovals(systemContext(world.platform));
  expect(await reported(taskId)).toContain("It was not allowed in time.");
  const second = await waiting("fay@example.com");
  await write(world.owner, "agents:answer", (tx) => withdrawApprovals(tx, second.taskId));
  expect(await reported(second.taskId)).toContain("The request was withdrawn.");
  expect(sent).toEqual([]);
});

test("a request goes with its task: at once where that is told, when somebody decides, or a moment later", async () => {
  const stateOf = async ({ id }: Approval) => (await getApproval(world.ada, { approvalId: id })).state;
  const [told, decided, looked] = [await waiting("gus@example.com"), await waiting("hal@example.com"), await waiting("ida@example.com")];
  const system = systemContext(world.platform, world.workspaceId);
  for (const { taskId } of [told, decided, looked]) await cancelTask(system, { taskId });
  const approvalId = decided.approval.id;
  const left = await decideApproval(world.ada, { approvalId, decision: "approve", always: "workspace" });
  expect(left).toMatchObject({ state: "withdrawn", decidedBy: null, reason: "", always: null });
  expect([await stateOf(told.approval), await stateOf(looked.approval)]).toEqual(["pending", "pending"]);
  const task = await getTask(world.owner, told);
  await write(world.owner, "runs:write", (tx) => emit(tx, RunEvents.TaskChanged, task));
  await world.follow([approvalsFollower]).settled();
  expect(await stateOf(told.approval)).toBe("withdrawn");
  await expireApprovals(systemContext(world.platform));
  expect(await stateOf(looked.approval)).toBe("withdrawn");
  expect([sent, (await listAllowances(world.ada, { limit: 5 })).items]).toEqual([[], []]);
});

test("who decided what stays; what it was goes from request, card and log with the records of agents", async () => {
  const word = "pangolin";
  const { taskId, approval } = await waiting(`${word}@example.com`);
  await decideApproval(world.ada, { approvalId: approval.id, decision: "deny", reason: "Not to them." });
  await reported(taskId);
  const [before] = await world.owner.db.select().from(approvals).where(eq(approvals.id, approval.id));
  const system = systemContext(world.platform);
  world.clock.pass(89 * 86_400_000);
  await emptyDecided(system);
  expect(await getApproval(world.ada, { approvalId: approval.id })).toMatchObject({ input: expect.stringContaining(word) });
  world.clock.pass(2 * 86_400_000);
  await pruneTranscripts(system);
  await emptyDecided(system);
  const { says: _, input: _input, reason: _reason, ...decided } = before ?? {};
  expect((await world.owner.db.select().from(approvals).where(eq(approvals.id, approval.id)))[0]).toMatchObject(decided);
  const { text, cards, deletedAt } = await getMessage(world.ada, { messageId: approval.messageId });
  expect({ text, deletedAt }).toEqual({ text: `May I? ${approval.title}`, deletedAt: null });
  expect(cards).toMatchObject([{ type: "approval", state: "denied", decidedBy: world.ada.actor.id, says: "", input: "{}" }]);
  expect(await columnsWith(world.url, word)).toEqual([]);
});

test("what a program asked for can be allowed no longer than its key lives", async () => {
  const { apiKey } = await createApiKey(world.ada, { name: "Assistant", permissions: ["projects:write"], expiresInDays: 1 });
  world.clock.pass(20 * 3_600_000);
  const ask = (to: string, keyId?: string) =>
    requestApproval(world.agent, {
      threadId: world.threadId,
      taskId: newId("tsk"),
      tool: "mail_send",
      input: { to, text: "Hello" },
      askedFor: world.ada.actor.id,
      title: "Send mail",
      says: said`Sends mail to ${to}`,
      permission: "projects:write",
      effect: "outside",
      tainted: true,
      writtenBy: "A program",
      keyId,
    });
  const ofKey = await ask("kim@example.com", apiKey.id);
  const ofConnection = await ask("lea@example.com", "con_1");
  expect(ofKey.expiresAt).toEqual(apiKey.expiresAt);
  world.clock.pass(4 * 3_600_000);
  const approve = ({ id: approvalId }: Approval) => decideApproval(world.ada, { approvalId, decision: "approve" });
  await expect(approve(ofKey)).rejects.toThrow("This request has expired. Ask the agent again.");
  await expireApprovals(systemContext(world.platform));
  expect(await getApproval(world.ada, { approvalId: ofKey.id })).toMatchObject({ state: "expired", decidedBy: null });
  expect(await approve(ofConnection)).toMatchObject({ state: "approved" });
});

test("a request whose message is deleted can be allowed no more, and what it was to do stands nowhere", async () => {
  const followers = world.follow([approvalsFollower]);
  const word = "kakapo";
  const { taskId, approval } = await waiting(`${word}@example.com`);
  expect(await columnsWith(world.url, word)).toEqual(expect.arrayContaining(["approvals.input", "approvals.says", "events.payload"]));
  await deleteMessage(world.owner, { messageId: approval.messageId });
  await followers.settled();
  expect(await reported(taskId)).toContain("The request was withdrawn.");
  expect(sent).toEqual([]);
  expect(await columnsWith(world.url, word)).toEqual([]);
  expect(await getApproval(world.ada, { approvalId: approval.id })).toMatchObject({ state: "withdrawn", tool: "mail_send", says: "" });
});

test("a request that names something in the words of others goes with those words", async () => {
  const followers = world.follow([approvalsFollower]);
  // NOTE: long, as sealed text holds every short word by chance.
  const word = "thelastdodoofall";
  const { message } = await startThread(world.ada, { channelId: world.channelId, text: `Feed the ${word}` });
  const { id: approvalId } = await requestApproval(world.agent, {
    taskId: newId("tsk"),
    threadId: world.threadId,
    askedFor: world.ada.actor.id,
    tool: "mail_send",
    title: "Send mail",
    says: said`Forwards ${await named(message.id, async () => ({ name: message.text, quotes: [message.id] }))}`,
    input: { messageId: message.id },
    permission: "projects:write",
    effect: "outside",
    tainted: false,
    writtenBy: "test",
  });
  expect(await getApproval(world.ada, { approvalId })).toMatchObject({ state: "pending", says: `Forwards “Feed the ${word}”` });
  await deleteMessage(world.ada, { messageId: message.id });
  await followers.settled();
  await followers.settled();
  expect(await getApproval(world.ada, { approvalId })).toMatchObject({ state: "withdrawn", says: "" });
  expect(await columnsWith(world.url, word)).toEqual([]);
});

const mailRequest = (more: Partial<RequestApproval>) => requestToMail(world, more);

test("a request of an agent that is removed, or for a person who left, can be allowed no more, and says so", async () => {
  const followers = world.follow([approvalsFollower]);
  const agent = await addAgent(world.owner, { agent: "custom:helper", name: "Helper", handle: "helper", can: ["chat:read", "chat:write"] });
  const helper = world.actor(agent.id, new Set(["chat:read", "chat:write"]), "agent");
  const guest = await addPerson(world, "guest");
  const ask = (ctx: Context, askedFor: Context) => requestApproval(ctx, mailRequest({ askedFor: askedFor.actor.id }));
  const [ofAgent, forGuest, other] = [await ask(helper, world.ada), await ask(world.agent, guest), await ask(world.agent, world.ada)];
  await write(world.owner, "members:manage", (tx) => removeAgent(tx, "custom:helper"));
  await removeMember(world.owner, { memberId: guest.actor.id });
  await followers.settled();
  for (const { id: approvalId, messageId } of [ofAgent, forGuest]) {
    expect(await getApproval(world.ada, { approvalId })).toMatchObject({ state: "withdrawn" });
    expect((await getMessage(world.ada, { messageId })).cards).toMatchObject([{ type: "approval", state: "withdrawn" }]);
    await expect(decideApproval(world.ada, { approvalId, decision: "approve" })).rejects.toThrow("This was withdrawn already: ");
  }
  expect(await getApproval(world.ada, { approvalId: other.id })).toMatchObject({ state: "pending" });
  await decideApproval(world.ada, { approvalId: other.id, decision: "deny" });
});

test("an approval is bound to its input: what is changed afterwards is not covered", async () => {
  const { taskId, approval } = await waiting("gil@example.com");
  const call = { threadId: world.threadId, tool: "mail_send", input: { to: "gil@example.com", text: "Hello" } };
  expect(await standingOf(world.agent, approval.id, call)).toMatchObject({ state: "pending" });
  await decideApproval(world.ada, { approvalId: approval.id, decision: "approve" });
  expect(await standingOf(world.agent, approval.id, call)).toMatchObject({ state: "approved" });
  expect(await standingOf(world.agent, approval.id, { ...call, input: { text: "Hello", to: "gil@example.com" } })).toMatchObject({
    state: "approved",
  });
  for (const other of [
    { input: { ...call.input, to: "eve@example.com" } },
    { tool: "mail_all" },
    { threadId: "thr_other" },
    { behind: "x" },
  ])
    expect(await standingOf(world.agent, approval.id, { ...call, ...other })).toMatchObject({ state: "changed" });
  await reported(taskId);
});

test("an approval that waits does not go to another server that took the tool's name meanwhile", async () => {
  const tools = [{ ...mail, behind: "tsv_one https://mail.example" }];
  const { taskId, approval } = await waiting("gus@example.com", { tools });
  tools[0] = { ...mail, behind: "tsv_two https://mail.evil.example" };
  await decideApproval(world.ada, { approvalId: approval.id, decision: "approve" });
  expect(await reported(taskId)).toContain("the server behind the tool, is another by now. Ask again.");
  expect(sent).toEqual([]);
  const again = await waiting("gus@example.com", { tools });
  await decideApproval(world.ada, { approvalId: again.approval.id, decision: "approve" });
  expect(await reported(again.taskId)).toBe("sent");
});

test("“always allow” asks no more within its scope, until it ends or is revoked, its giver has lost the right, or words from outside are in play", async () => {
  const first = await waiting("hans@example.com");
  const toFirst = { approvalId: first.approval.id, decision: "approve", always: "thread" } as const;
  const { alwaysUntil: unlessSaid, decidedAt: at } = await decideApproval(world.ada, toFirst);
  expect(unlessSaid?.getTime()).toBe((at?.getTime() ?? 0) + 30 * 86_400_000);
  await reported(first.taskId);
  const second = await world.begin({ model: mailing("ida@example.com"), tools: [mail] });
  expect(await reported(second)).toBe("sent");

  const tainted = await waiting("jan@example.com", { tainted: true });
  expect(tainted.approval.tainted).toBe(true);
  await decideApproval(world.ada, { approvalId: tainted.approval.id, decision: "deny" });
  await reported(tainted.taskId);

  expect(await reported(await world.begin({ model: mailing("kim@example.com"), tools: [mail] }))).toBe("sent");
  const [allowance] = (await listAllowances(world.ada, { limit: 10 })).items;
  expect(allowance).toMatchObject({ tool: "mail_send", scope: "thread", scopeId: world.threadId, coversTainted: false });

  // Another tool under the same name, as when a server of tools was changed, is asked about anew.
  const tools = [{ ...mail, since: world.platform.clock.now() }];
  const anew = await waiting("kai@example.com", { tools });
  world.clock.pass(1_000);
  await decideApproval(world.ada, { approvalId: anew.approval.id, decision: "approve", always: "thread" });
  await reported(anew.taskId);
  expect(await reported(await world.begin({ model: mailing("kim@example.com"), tools }))).toBe("sent");

  await changeRole(world.owner, { memberId: world.ada.actor.id, role: "viewer" });
  const without = await waiting("lea@example.com", { askedFor: await addPerson(world, "lars") });
  await changeRole(world.owner, { memberId: world.ada.actor.id, role: "member" });
  await decideApproval(world.ada, { approvalId: without.approval.id, decision: "deny" });
  await reported(without.taskId);

  await revokeAllowance(world.ada, { allowanceId: allowance?.id ?? "" });
  const last = await waiting("mia@example.com");
  const day = { approvalId: last.approval.id, decision: "approve", always: "thread", alwaysForDays: 1 } as const;
  const { alwaysUntil, decidedAt } = await decideApproval(world.ada, day);
  expect(alwaysUntil?.getTime()).toBe((decidedAt?.getTime() ?? 0) + 86_400_000);
  const { cards } = await getMessage(world.ada, { messageId: last.approval.messageId });
  expect(cards).toMatchObject([{ state: "approved", always: "thread", alwaysUntil: alwaysUntil?.toISOString() }]);
  expect((await listAllowances(world.ada, { limit: 10 })).items).toMatchObject([{ scope: "thread", endsAt: alwaysUntil }]);
  await reported(last.taskId);
  expect(await reported(await world.begin({ model: mailing("ned@example.com"), tools: [mail] }))).toBe("sent");

  world.clock.pass(86_400_000);
  expect((await listAllowances(world.ada, { limit: 10 })).items).toEqual([]);
  const after = await waiting("ola@example.com");
  await decideApproval(world.ada, { approvalId: after.approval.id, decision: "approve", always: "thread", alwaysForDays: null });
  await reported(after.taskId);
  // What is over made room for it.
  const [again] = (await listAllowances(world.ada, { limit: 10 })).items;
  expect(again).toMatchObject({ scope: "thread", endsAt: null });
  await revokeAllowance(world.ada, { allowanceId: again?.id ?? "" });
});

test("the card knows whether the request belongs to a project: only there it can be allowed for the whole project", async () => {
  const ask = async (projectId: string | null) => {
    const { id: approvalId, messageId } = await requestApproval(world.agent, mailRequest({ projectId, tool: "mail_project" }));
    const card = async () => (await getMessage(world.ada, { messageId })).cards[0];
    return { card, allow: () => decideApproval(world.ada, { approvalId, decision: "approve", always: "project" }) };
  };
  const without = await ask(null);
  expect(await without.card()).toMatchObject({ type: "approval", inProject: false });
  await expect(without.allow()).rejects.toThrow("This thread belongs to no project.");
  const within = await ask("prj_1");
  expect(await within.card()).toMatchObject({ type: "approval", inProject: true });
  expect(await within.allow()).toMatchObject({ state: "approved" });
  expect(await within.card()).toMatchObject({ state: "approved", inProject: true });
  const { items } = await listAllowances(world.ada, { limit: 10 });
  expect(items).toEqual(expect.arrayContaining([expect.objectContaining({ tool: "mail_project", scope: "project", scopeId: "prj_1" })]));
});

test("what is asked about each time is allowed once, and no word for good is taken that would not hold", async () => {
  const { taskId, approval } = await waiting("ned@example.com", { tools: [{ ...mail, governs: () => true }] });
  const { id: approvalId, messageId } = approval;
  expect((await getMessage(world.ada, { messageId })).cards).toMatchObject([{ type: "approval", eachTime: true }]);
  await expect(decideApproval(world.ada, { approvalId, decision: "approve", always: "thread" })).rejects.toThrow("allow it once");
  await decideApproval(world.ada, { approvalId, decision: "approve" });
  expect(await reported(taskId)).toBe("sent");
});

test("a request of a private channel is known to its people alone", async () => {
  const channel = await createChannel(world.ada, { name: "secret", kind: "private" });
  const { thread } = await startThread(world.ada, { channelId: channel.id, text: "quiet" });
  const { id } = await requestApproval(world.ada, {
    taskId: "tsk_none",
    threadId: thread.id,
    askedFor: world.ada.actor.id,
    tool: "mail_send",
    title: "Send mail",
    says: said`Sends a secret`,
    input: {},
    permission: "projects:write",
    effect: "outside",
    tainted: false,
    writtenBy: "test",
  });
  const bob = await addPerson(world, "bob");
  await expect(getApproval(bob, { approvalId: id })).rejects.toMatchObject({ code: "not_found" });
  await expect(decideApproval(bob, { approvalId: id, decision: "approve" })).rejects.toMatchObject({ code: "not_found" });
  expect((await listApprovals(bob, { limit: 100 })).items.map((item) => item.id)).not.toContain(id);
  expect((await listApprovals(world.ada, { limit: 100 })).items.map((item) => item.id)).toContain(id);
  await expect(decideApproval(world.ada, { approvalId: id, decision: "approve", always: "project" })).rejects.toMatchObject({
    code: "bad_request",
  });
  const [row] = await world.owner.db.select().from(approvals).where(eq(approvals.id, id));
  expect(row?.state).toBe("pending");
});
