import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { makeModelsWorld, type ModelsWorld } from "../../test/models-world.ts";
import { addPerson } from "../../test/people.ts";
import { createChannel, deleteMessage, postMessage, startThread } from "../chat/index.ts";
import { defineSkill } from "../gateway/index.ts";
import { actAs, type Context } from "../platform/index.ts";
import { generateOnRecord, getTranscript, listTranscripts, transcriptsFollower, whyTakenOver } from "./index.ts";

let models: ModelsWorld;
let ada: Context;
let following: { settled(): Promise<void> };
beforeAll(async () => {
  models = await makeModelsWorld();
  ada = await addPerson(models.world, "ada");
  following = models.world.follow([transcriptsFollower]);
});
afterAll(() => models.close());

const skill = defineSkill({
  name: "title_thread",
  input: z.object({ messages: z.array(z.object({ id: z.string(), author: z.string(), text: z.string() })) }),
  output: z.object({ title: z.string().min(3) }),
  prompt: ({ messages }) => ({ instructions: "Name the thread.", text: messages.map(({ text }) => text).join("\n") }),
});

test("a call that is no turn leaves a transcript too: all that was given, each answer and by whom; it goes with the words it repeats", async () => {
  const { server, world } = models;
  const { id: channelId } = await createChannel(ada, { name: "shop" });
  const text = "Which database do we take?";
  const { thread, message } = await startThread(ada, { channelId, text });
  const name = () =>
    generateOnRecord(world.owner, {
      skill,
      input: { messages: [{ id: message.id, author: "Ada", text }] },
      threadId: thread.id,
      quotes: [message.id],
    });
  models.use(models.account("openai"));
  server.next({ object: { heading: "No" } }, { object: { title: "The database" }, usage: { input: 300, output: 20 } });
  expect((await name()).output).toEqual({ title: "The database" });
  server.decide = () => ({ fault: { status: 401 } });
  const made = await name();
  expect(made).toMatchObject({ writtenBy: "offline", insteadOf: "openai/gpt-6.1-terra", why: "It refused the key." });

  // A message that is made of it tells who did not answer, and its readers are told why, in the same words as under an answer.
  const speaker = actAs(world.owner, { kind: "agent", id: world.owner.actor.id, can: new Set(["chat:write", "chat:read"]) });
  const { writtenBy, insteadOf } = made;
  const post = await postMessage(speaker, { threadId: thread.id, text: "The shop", writtenBy, insteadOf });
  expect(await whyTakenOver(ada, { messageId: post.id })).toBe(made.why);
  expect(await whyTakenOver(ada, { messageId: message.id })).toBeNull();

  const { items } = await listTranscripts(world.owner, { limit: 10 });
  const about = {
    skill: "title_thread",
    threadId: thread.id,
    taskId: null,
    agentId: world.owner.actor.id,
    askedFor: world.owner.actor.id,
    end: "answered",
  };
  expect(items).toMatchObject([
    { ...about, rounds: 2 },
    { ...about, rounds: 2 },
  ]);
  const [byRules, byModel] = await Promise.all(items.map(({ id }) => getTranscript(world.owner, { transcriptId: id })));
  expect(byModel?.inputTokens).toBeGreaterThanOrEqual(300);
  expect(byModel?.entries).toMatchObject([
    { type: "said", role: "system", text: expect.stringContaining("Name the thread.") },
    { type: "said", role: "user", text },
    { type: "reply", round: 1, text: expect.stringContaining("heading"), model: "openai/gpt-6.1-terra" },
    { type: "said", role: "user", text: expect.stringContaining("That does not fit") },
    { type: "reply", round: 2, text: expect.stringContaining("The database"), usage: { inputTokens: 300, outputTokens: 20 } },
  ]);
  expect(byRules?.entries).toMatchObject([
    { type: "said", role: "system" },
    { type: "said", role: "user", text },
    { type: "broke_off", round: 1, why: expect.stringContaining("openai/gpt-6.1-terra") },
    { type: "said", role: "user", text: expect.stringContaining(message.id) },
    { type: "reply", round: 2, model: "offline" },
  ]);
  await expect(listTranscripts(ada, { limit: 10 })).rejects.toMatchObject({ code: "forbidden" });
  await deleteMessage(ada, { messageId: message.id });
  await following.settled();
  expect((await listTranscripts(world.owner, { limit: 10 })).items).toEqual([]);
});
