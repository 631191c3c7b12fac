import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { addPerson } from "../../test/people.ts";
import { resultsIn, scriptedModel } from "../../test/scripted-model.ts";
import { addToChannel, createChannel, listMessages, openDirect, removeFromChannel, startThread } from "../chat/index.ts";
import { agentActor } from "../identity/index.ts";
import { knowledgeTools, listContextItems } from "../knowledge/index.ts";
import { listMemories, memoryTools } from "../memory/index.ts";
import type { Context } from "../platform/index.ts";
import { talkTools } from "../turns/index.ts";

interface Talk {
  channelId: string;
  threadId: string;
}
interface Call {
  tool: string;
  input: Record<string, unknown>;
}

const wait = { timeout: 60_000, interval: 20 };
let world: AgentsWorld;
let vibe: string;
let bob: Context;
let calls: Call[] = [];
const model = scriptedModel((options, round) =>
  round === 1
    ? { calls }
    : {
        text: `I read: ${resultsIn(options)
          .map(({ text }) => text)
          .join("\n")}`,
      },
);

beforeAll(async () => {
  world = await makeAgentsWorld(model, [...talkTools, ...knowledgeTools, ...memoryTools]);
  vibe = (await agentActor(world.owner, "orchestrator")).id;
  bob = await addPerson(world, "bob");
  world.work();
});
afterAll(() => world.close());
vi.setConfig({ testTimeout: 180_000 });

/** A private channel of a person's with others in it, and a thread there that nobody else is to hear of. */
async function talkOf(owner: Context, name: string, memberIds: readonly string[]): Promise<Talk> {
  const { id: channelId } = await createChannel(owner, { name, kind: "private" });
  await addToChannel(owner, { channelId, memberIds: [...memberIds] });
  const { thread } = await startThread(owner, { channelId, text: `what ${name} says` });
  return { channelId, threadId: thread.id };
}

/** What the agent answers who asks it there, after it has called these tools. */
async function answerIn(person: Context, channelId: string, ...made: Call[]): Promise<string> {
  calls = made;
  const { thread } = await startThread(person, { channelId, text: "@vibe look" });
  const said = async () => (await listMessages(person, { threadId: thread.id, limit: 10 })).items.find(({ authorId }) => authorId === vibe);
  await expect.poll(async () => (await said())?.answerState, wait).toBeNull();
  return (await said())?.text ?? "";
}

const read = ({ threadId }: Talk): Call => ({ tool: "chat_read_thread", input: { threadId } });
const CHANNELS: Call = { tool: "chat_list_channels", input: {} };

test("an agent works with the talk of where it is asked, and with what everybody there may read", async () => {
  const team = await talkOf(world.ada, "team", [bob.actor.id, vibe]);
  const board = await talkOf(world.ada, "board", [vibe]);
  const alone = await talkOf(world.ada, "alone", []);
  const hr = await talkOf(bob, "hr", [vibe]);
  const all = [team, board, alone, hr].map(read);

  const inTeam = await answerIn(world.ada, team.channelId, CHANNELS, ...all);
  expect(inTeam).toContain("what team says");
  expect(inTeam).toContain('"name":"team"');
  expect(inTeam).toContain('"name":"work"');
  expect(inTeam, "bob reads this answer, and is not in the board").not.toMatch(/what (board|alone|hr) says|"name":"(board|alone|hr)"/);

  const inBoard = await answerIn(world.ada, board.channelId, CHANNELS, ...all);
  expect(inBoard, "all of the board are in the team").toMatch(/what team says.*what board says/s);
  expect(inBoard, "the agent is not in the one, ada not in the other").not.toMatch(/what (alone|hr) says|"name":"(alone|hr)"/);

  const { id: direct } = await openDirect(world.ada, { memberIds: [vibe] });
  const inDirect = await answerIn(world.ada, direct, CHANNELS, ...all);
  expect(inDirect).toMatch(/what team says.*what board says/s);
  expect(inDirect).not.toMatch(/what (alone|hr) says|"name":"(alone|hr)"/);

  const inPublic = await answerIn(world.ada, world.channelId, CHANNELS, ...all);
  expect(inPublic).toContain('"name":"work"');
  expect(inPublic).not.toMatch(/what \w+ says|"name":"(team|board|alone|hr)"/);
});

test("who joins or leaves changes what the next question finds", async () => {
  const small = await talkOf(world.ada, "small", [vibe]);
  const large = await talkOf(world.ada, "large", [vibe, bob.actor.id]);
  expect(await answerIn(world.ada, small.channelId, read(large))).toContain("what large says");
  const cleo = await addPerson(world, "cleo");
  await addToChannel(world.ada, { channelId: small.channelId, memberIds: [cleo.actor.id] });
  expect(await answerIn(world.ada, small.channelId, read(large))).not.toContain("what large says");
  await addToChannel(world.ada, { channelId: large.channelId, memberIds: [cleo.actor.id] });
  expect(await answerIn(world.ada, small.channelId, read(large))).toContain("what large says");
  await removeFromChannel(world.ada, { channelId: large.channelId, memberId: vibe });
  expect(await answerIn(world.ada, small.channelId, read(large))).not.toContain("what large says");
});

test("what it keeps of a private talk stays with the readers of that talk", async () => {
  const { id: channelId } = await openDirect(world.ada, { memberIds: [vibe] });
  const text = "the launch is on Friday";
  await answerIn(
    world.ada,
    channelId,
    { tool: "memory_remember", input: { text, scope: "workspace" } },
    { tool: "knowledge_add", input: { kind: "decision", text, scope: "workspace" } },
  );
  const known = async (ctx: Context) => [
    ...(await listMemories(ctx, { limit: 50, superseded: false })).items,
    ...(await listContextItems(ctx, { limit: 50 })).items,
  ];
  expect((await known(world.ada)).map((each) => [each.text, each.channelId])).toEqual([
    [text, channelId],
    [text, channelId],
  ]);
  expect(await known(bob)).toEqual([]);
  expect(await answerIn(world.ada, channelId, { tool: "memory_recall", input: { query: "when is the launch?" } })).toContain("Friday");
  expect(await answerIn(world.ada, world.channelId, { tool: "memory_recall", input: { query: "when is the launch?" } })).not.toContain(
    "Friday",
  );
});
