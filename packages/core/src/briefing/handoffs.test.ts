import { afterAll, beforeAll, expect, test } from "vitest";
import { columnsWith } from "../../test/find-word.ts";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import { addToChannel, createChannel, deleteMessage, pinMessage, postMessage, sendMessage, startThread } from "../chat/index.ts";
import { addAgent, agentActor } from "../identity/index.ts";
import { addContextItem, knowledgeFollower } from "../knowledge/index.ts";
import { forgetMemory, remember } from "../memory/index.ts";
import { endOfLog, makeContext, write, type Context } from "../platform/index.ts";
import { startProject } from "../projects/index.ts";
import { handsFor } from "../turns/index.ts";
import { briefingFollower, exportSession, handoffTool, listHandoffs, writeHandoff } from "./index.ts";

let world: World;
let ada: Context;
let bob: Context;
beforeAll(async () => {
  world = await makeWorld();
  [ada, bob] = [await addPerson(world, "ada"), await addPerson(world, "bob")];
});
afterAll(() => world.close());

const page = { limit: 10 };

test("a plain thread is handed over, briefly or in detail; it is kept there for all who read the thread, and can be exported", async () => {
  const { id: channelId } = await createChannel(ada, { name: "garden" });
  const { thread } = await startThread(ada, { channelId, title: "The fence", text: "The fence is rotten. What do we do?" });
  const threadId = thread.id;
  for (let n = 1; n <= 6; n += 1) await sendMessage(bob, { threadId, text: `Offer ${n}: ${"a sturdy fence ".repeat(30)}` });
  const item = await addContextItem(ada, { kind: "decision", text: "We build in oak", scope: "thread", scopeId: threadId });
  const from = await endOfLog(ada);
  const brief = await writeHandoff(ada, { threadId });
  const detailed = await writeHandoff(bob, { threadId, detail: "detailed" });
  for (const part of ["# The fence", threadId, "ada: The fence is rotten", `decision: We build in oak (${item.id})`, "bob: Offer 6"])
    for (const { text } of [brief, detailed]) expect(text).toContain(part);
  expect(brief.text).not.toContain("Offer 3");
  expect(detailed.text).toContain("Offer 3");
  expect(detailed.text.length).toBeGreaterThan(brief.text.length * 2);
  expect((await listHandoffs(bob, { threadId, ...page })).items).toEqual([detailed, brief]);
  const [first] = (await settledEvents(ada, from)).filter(({ type }) => type === "briefing.handoff_written");
  expect(first?.payload).toEqual({ handoffId: brief.id, threadId });

  const session = await exportSession(bob, { threadId });
  expect(session).toMatchObject({ complete: true, state: { thread: { id: threadId }, opening: { author: "ada" } } });
  expect(session.messages).toHaveLength(7);

  const changes = ["Added a price to fences"];
  const nothing = { features: [], entities: [], pages: [], roles: [], leftOut: [] };
  const card = { projectId: "prj_fence", version: 2, name: "Fences", tagline: "", accent: "green", icon: "box", ...nothing, changes };
  await write(ada, "chat:write", (tx) =>
    postMessage(tx, { threadId, text: "I changed the spec:", cards: [{ type: "spec" as const, ...card }] }),
  );
  expect((await writeHandoff(ada, { threadId })).text, "what a card shows").toContain("I changed the spec: Added a price to fences");

  await expect(writeHandoff(await addPerson(world, "vic", "viewer"), { threadId })).rejects.toMatchObject({ code: "forbidden" });
  await expect(writeHandoff(ada, {})).rejects.toMatchObject({ code: "bad_request" });
  for (const attempt of [writeHandoff, exportSession, (ctx: Context) => listHandoffs(ctx, { threadId, ...page })])
    await expect(attempt(world.stranger, { threadId })).rejects.toMatchObject({ code: "not_found" });
});

test("it says nothing that one of its readers may not read, and of a private thread nothing to others", async () => {
  const secret = await createChannel(ada, { name: "salaries", kind: "private" });
  const { thread, message } = await startThread(ada, { channelId: secret.id, text: "who earns what" });
  const project = await startProject(ada, { idea: "A payroll app" });
  await addContextItem(ada, {
    kind: "fact",
    text: "Bob earns a million",
    scope: "project",
    scopeId: project.id,
    messageId: message.id,
  });
  expect(JSON.stringify(await exportSession(ada, { projectId: project.id })), "she may read it").toContain("a million");
  const open = await writeHandoff(ada, { projectId: project.id, detail: "detailed" });
  expect(open).toMatchObject({ threadId: project.threadId, projectId: project.id });
  expect(open.text).toContain("A payroll app");
  expect(open.text, "the project's thread is everybody's").not.toContain("a million");
  const closed = await writeHandoff(ada, { threadId: thread.id });
  await expect(listHandoffs(bob, { threadId: thread.id, ...page })).rejects.toMatchObject({ code: "not_found" });
  await addToChannel(ada, { channelId: secret.id, memberIds: [bob.actor.id] });
  expect((await listHandoffs(bob, { threadId: thread.id, ...page })).items).toEqual([closed]);
});

test("an agent hands over by a tool of its own, of what all may read who read its answer", async () => {
  const { id: channelId } = await createChannel(ada, { name: "roof" });
  const { thread } = await startThread(ada, { channelId, title: "The roof", text: "The roof leaks." });
  await addAgent(world.owner, { agent: "qa", name: "Quinn", handle: "quinn", can: ["chat:read", "chat:write", "knowledge:read"] });
  const agent = makeContext(world.platform, { workspaceId: world.workspaceId, actor: await agentActor(world.owner, "qa") });
  const hands = await handsFor(agent, { askedFor: ada.actor.id }, thread.id);
  const call = { signal: new AbortController().signal };
  await handoffTool.run(hands, { threadId: thread.id }, call);
  expect((await listHandoffs(bob, { threadId: thread.id, ...page })).items).toMatchObject([
    { authorId: agent.actor.id, text: expect.stringContaining("ada: The roof leaks.") as string },
  ]);
  const secret = await createChannel(ada, { name: "costs", kind: "private" });
  await addToChannel(ada, { channelId: secret.id, memberIds: [agent.actor.id] });
  const hidden = await startThread(ada, { channelId: secret.id, text: "it costs a lot" });
  await expect(handoffTool.run(hands, { threadId: hidden.thread.id }, call)).rejects.toMatchObject({ code: "not_found" });
});

test("a message that is taken back, an item that was made of it, or a memory that is forgotten takes the handoffs with it that repeat it", async () => {
  const followers = world.follow([knowledgeFollower, briefingFollower]);
  const word = "quetzalcoatl";
  const { id: channelId } = await createChannel(ada, { name: "birds" });
  const { thread } = await startThread(ada, { channelId, text: "Which bird?" });
  const { id: messageId } = await sendMessage(ada, { threadId: thread.id, text: `a ${word}` });
  const kept = await writeHandoff(ada, { threadId: thread.id });
  expect(kept.text).toContain(word);
  await deleteMessage(ada, { messageId });
  await followers.settled();
  expect((await listHandoffs(ada, { threadId: thread.id, ...page })).items).toEqual([]);
  expect(await columnsWith(world.url, word)).toEqual([]);
  expect((await writeHandoff(ada, { threadId: thread.id })).text).not.toContain(word);

  const { id: projectId, threadId } = await startProject(ada, { idea: "An app of birds" });
  const { id: memoryId } = await remember(ada, { text: `The ${word} is green`, scope: "project", projectId, importance: "high" });
  expect((await writeHandoff(ada, { projectId })).text).toContain(word);
  await forgetMemory(ada, { memoryId });
  await followers.settled();
  expect((await listHandoffs(ada, { threadId, ...page })).items).toEqual([]);

  // What was pinned long ago stands in what is known, and nowhere in what was said last.
  const pinned = await sendMessage(ada, { threadId, text: `${word} nests in towers` });
  await pinMessage(ada, { messageId: pinned.id, pinned: true });
  for (let n = 0; n < 4; n += 1) await sendMessage(ada, { threadId, text: `Line ${n}` });
  await followers.settled();
  const { text } = await writeHandoff(ada, { projectId });
  expect(text).toContain(`fact: ${word} nests in towers`);
  expect(text).not.toContain(pinned.id);
  await deleteMessage(ada, { messageId: pinned.id });
  await followers.settled();
  expect((await listHandoffs(ada, { threadId, ...page })).items).toEqual([]);
  expect(await columnsWith(world.url, word)).toEqual([]);
});
