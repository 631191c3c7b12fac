import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../../test/agents-world.ts";
import { addPerson } from "../../../test/people.ts";
import { scriptedModel } from "../../../test/scripted-model.ts";
import { createChannel, forkMessage, listMessages, postMessage, sendMessage, startThread, type Message } from "../../chat/index.ts";
import { fileStore, uploadFile, type StorageDriver } from "../../files/index.ts";
import { addContextItem } from "../../knowledge/index.ts";
import { write } from "../../platform/index.ts";
import { talkTools } from "../../turns/index.ts";
import { TALK_TOKENS } from "./choose-talk.ts";
import { getTurnContext } from "../index.ts";

const wait = { timeout: 60_000, interval: 20 };
let world: AgentsWorld;
let prompt = "";

beforeAll(async () => {
  const model = scriptedModel((options) => {
    prompt = options.prompt
      .flatMap(({ role, content }) =>
        role === "user" ? content.flatMap((part) => (part.type === "text" ? part.text : [])) : typeof content === "string" ? content : [],
      )
      .join("\n");
    return { text: "I have read it." };
  });
  world = await makeAgentsWorld(model, talkTools);
  world.work();
});
afterAll(() => world.close());
vi.setConfig({ testTimeout: 180_000 });

async function answerIn(threadId: string, text: string, fileIds: string[] = []): Promise<Message> {
  const question = await sendMessage(world.ada, { threadId, text, fileIds });
  const answer = async () =>
    (await listMessages(world.ada, { threadId, limit: 20 })).items.find(({ id, writtenBy }) => id > question.id && writtenBy !== null);
  await expect.poll(async () => (await answer())?.answerState, wait).toBeNull();
  const found = await answer();
  if (!found) throw new Error("no answer");
  return found;
}

test("of a long talk the newest is given whole, what was before by its first words and ids, within a budget; people see what and why", async () => {
  const { thread, message: opening } = await startThread(world.ada, { channelId: world.channelId, text: "The very beginning" });
  const long = "and so on ".repeat(60);
  const ids: string[] = [];
  await write(world.ada, "chat:write", async (tx) => {
    for (let number = 1; number <= 450; number += 1)
      ids.push((await postMessage(tx, { threadId: thread.id, text: `Point ${number}: ${long}`, quiet: true })).id);
  });
  const item = await addContextItem(world.ada, { kind: "decision", text: "We sell in blue", scope: "thread", scopeId: thread.id });
  const answer = await answerIn(thread.id, "@vibe what is Point 450?");
  expect(prompt).toContain(`Point 450: ${long.trim()}`);
  expect(prompt).toContain("We sell in blue");
  expect(prompt).toContain("what came before is left out");
  expect(prompt).not.toContain("The very beginning");
  expect(prompt.length).toBeLessThan(TALK_TOKENS * 4 + 20_000);

  const context = await getTurnContext(world.ada, { messageId: answer.id });
  const part = (kind: string) => context?.parts.find((each) => each.kind === kind);
  expect(part("talk")?.sourceIds).toContain(ids.at(-1));
  expect(part("talk")?.tokens).toBeLessThanOrEqual(TALK_TOKENS + 500);
  const earlier = part("earlier")?.sourceIds ?? [];
  expect(earlier.length).toBeGreaterThan(5);
  expect(earlier).not.toContain(opening.id);
  for (const id of earlier) expect(prompt).toContain(`[${id}] @ada: Point `);
  expect(part("earlier")?.leftOut, "what did not fit is said").toBeGreaterThan(5);
  expect(part("earlier")?.why).toContain("goes further back");
  expect(part("known")?.leftOut).toBeUndefined();
  expect(part("known")?.sourceIds).toEqual([item.id]);
  expect(context?.parts.every(({ why }) => why !== "")).toBe(true);
  expect(JSON.stringify(context)).not.toContain("and so on");
});

test("in a fork the agent knows where it branched off; who may not read the talk does not see what was given", async () => {
  const secret = await createChannel(world.ada, { name: "hidden", kind: "private" });
  const { message } = await startThread(world.ada, { channelId: secret.id, text: "Shall we paint it green?" });
  const fork = await forkMessage(world.ada, { messageId: message.id });
  const answer = await answerIn(fork.id, "@vibe which colour was meant?");
  expect(prompt).toContain(`[${message.id}] @ada: Shall we paint it green?`);
  const context = await getTurnContext(world.ada, { messageId: answer.id });
  expect(context?.parts.find(({ kind }) => kind === "origin")?.sourceIds).toEqual([message.id]);
  const question = (await listMessages(world.ada, { threadId: fork.id, limit: 5 })).items[0];
  expect(await getTurnContext(world.ada, { messageId: question?.id ?? "" })).toBeNull();
  for (const ctx of [await addPerson(world, "bob"), world.stranger])
    await expect(getTurnContext(ctx, { messageId: answer.id })).rejects.toMatchObject({ code: "not_found" });
});

test("files that were attached are named with their ids, with words of the message or without any, so that the agent can read them", async () => {
  world.drivers.put(fileStore, { storage: NOWHERE, limitBytes: 1_000 });
  const upload = async (name: string) => (await uploadFile(world.ada, { name, bytes: Readable.from([Buffer.from("wood,price")]) })).fileId;
  const [sketch, prices] = [await upload("sketch.svg"), await upload("prices.csv")];
  const { thread } = await startThread(world.ada, { channelId: world.channelId, text: "The fence" });
  await sendMessage(world.ada, { threadId: thread.id, text: "", fileIds: [sketch] });
  await answerIn(thread.id, "@vibe which wood is cheaper?", [prices]);
  for (const part of [`sketch.svg: ${sketch}, in [msg_`, `prices.csv: ${prices}, in [msg_`, "@ada: (sketch.svg)"])
    expect(prompt).toContain(part);
  expect(prompt.trim()).toMatch(/which wood is cheaper\?$/);
});

const NOWHERE: StorageDriver = {
  name: "nowhere",
  put: async (_key, bytes) => void (await Array.fromAsync(bytes)),
  open: () => Promise.reject(new Error("nobody reads it")),
  remove: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
