import type { LanguageModelV4 } from "@ai-sdk/provider";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../../test/agents-world.ts";
import { columnsWith } from "../../../test/find-word.ts";
import { scriptedModel } from "../../../test/scripted-model.ts";
import { deleteMessage, listMessages, postMessage, sendMessage, startThread } from "../../chat/index.ts";
import { write } from "../../platform/index.ts";
import { listTranscripts, talkTools, transcriptsFollower } from "../../turns/index.ts";
import { getTurnContext, type GivenContext } from "../index.ts";

const wait = { timeout: 60_000, interval: 20 };
const WORD = "okapi";
let world: AgentsWorld;
let prompt = "";
const condensed: string[] = [];

beforeAll(async () => {
  const turns = scriptedModel((options) => {
    prompt = JSON.stringify(options.prompt);
    return { text: "I have read it." };
  });
  const model: LanguageModelV4 = {
    ...turns,
    async doGenerate(options) {
      const text = JSON.stringify(options.prompt);
      if (!text.includes("You condense the earlier part")) throw new Error("only summaries are asked for here");
      condensed.push(text);
      const ids = [...text.matchAll(/\[(msg_\w{26})\]/g)].map(([, id]) => id ?? "");
      const messageIds = [ids[0], ids.at(-1), "msg_00000000000000000000000000"];
      const points = [
        { text: "Somebody once said so", messageIds: ["msg_00000000000000000000000000"] },
        { text: `Point ${condensed.length}: they want an ${WORD}`, messageIds },
      ];
      const tokens = { total: 100, noCache: 100, cacheRead: undefined, cacheWrite: undefined };
      return {
        content: [{ type: "text", text: JSON.stringify({ points }) }],
        finishReason: { unified: "stop", raw: undefined },
        usage: { inputTokens: tokens, outputTokens: { total: 10, text: 10, reasoning: undefined } },
        warnings: [],
      };
    },
  };
  world = await makeAgentsWorld(model, talkTools);
  world.follow([transcriptsFollower]);
  world.work();
});
afterAll(() => world.close());
vi.setConfig({ testTimeout: 180_000 });

/** Posts that many messages, of which the ids. */
async function talk(threadId: string, count: number, words: string): Promise<string[]> {
  const ids: string[] = [];
  await write(world.ada, "chat:write", async (tx) => {
    for (let n = 1; n <= count; n += 1)
      ids.push((await postMessage(tx, { threadId, text: `${n} ${words} ${"and so on ".repeat(60)}`, quiet: true })).id);
  });
  return ids;
}

async function asked(threadId: string): Promise<GivenContext> {
  const { id } = await sendMessage(world.ada, { threadId, text: "@vibe where do we stand?" });
  const said = async () => (await listMessages(world.ada, { threadId, limit: 20 })).items.find((each) => each.id > id && each.writtenBy);
  await expect.poll(async () => (await said())?.answerState, wait).toBeNull();
  const given = await getTurnContext(world.ada, { messageId: (await said())?.id ?? "" });
  if (!given) throw new Error("nothing was kept of what it was given");
  return given;
}

test("a long talk is condensed once, with its sources, and again when much was said since; what is taken back takes the summary with it", async () => {
  const { thread } = await startThread(world.ada, { channelId: world.channelId, text: "The very beginning" });
  const threadId = thread.id;
  const ids = await talk(threadId, 100, `about the ${WORD}`);
  const first = (await asked(threadId)).parts.find(({ kind }) => kind === "summary");
  expect(condensed).toHaveLength(1);
  expect(prompt).toContain(`Point 1: they want an ${WORD}`);
  expect(prompt, "a source that nobody wrote is left out").not.toContain("msg_00000000000000000000000000");
  expect(prompt, "and so is a point that has no other").not.toContain("Somebody once said so");
  expect(first?.sourceIds).toHaveLength(2);
  expect(condensed[0]).toContain("The very beginning");
  expect(prompt).not.toContain("The very beginning");
  await asked(threadId);
  expect(condensed, "it is fresh enough").toHaveLength(1);

  await talk(threadId, 60, "more");
  await asked(threadId);
  expect(condensed).toHaveLength(2);
  expect(condensed[1]).toContain("Points so far");
  expect(condensed[1]).not.toContain("The very beginning");
  expect(prompt).toContain("Point 2");

  const kept = async () => (await listTranscripts(world.owner, { threadId, limit: 10 })).items.length;
  expect(await kept(), "three turns, and twice it was condensed").toBe(5);
  await deleteMessage(world.ada, { messageId: ids[0] ?? "" });
  await world.followers.settled();
  await expect.poll(kept, wait).toBe(0);
  expect(await columnsWith(world.url, "they want an")).toEqual([]);
  await asked(threadId);
  expect(condensed).toHaveLength(3);
  expect(condensed[2]).not.toContain("Points so far");
});

test("a talk that is longer than is looked through is condensed from its beginning on, over several turns if need be, and what is missing is said", async () => {
  const { thread, message: opening } = await startThread(world.ada, { channelId: world.channelId, text: "The budget is 5,000" });
  const threadId = thread.id;
  const ids = [opening.id, ...(await talk(threadId, 1_350, "we talk"))];
  const from = condensed.length;
  const part = (given: GivenContext, kind: string) => given.parts.find((each) => each.kind === kind);
  const first = await asked(threadId);
  expect(condensed).toHaveLength(from + 3);
  expect(condensed[from]).toContain("The budget is 5,000");
  expect(part(first, "summary")?.sourceIds, "points keep the messages that they come from").toContain(ids[0]);
  expect(prompt).toContain("what came between is left out");
  expect(part(first, "earlier")?.why).toContain("more was said than was looked at");

  const second = await asked(threadId);
  expect(condensed).toHaveLength(from + 5);
  const read = condensed.slice(from).join("\n");
  const whole = part(second, "talk")?.sourceIds ?? [];
  expect(
    ids.filter((id) => !read.includes(id) && !whole.includes(id)),
    "nothing of it was passed over",
  ).toEqual([]);
  expect(prompt).not.toContain("left out");
  expect(part(second, "earlier")?.why ?? "").not.toContain("more was said");
  await asked(threadId);
  expect(condensed, "it is fresh enough").toHaveLength(from + 5);
});
