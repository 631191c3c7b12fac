import type { AppSpec } from "@openvibe/appspec";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeAgentsWorld, type AgentsWorld } from "../../test/agents-world.ts";
import { programOf } from "../../test/programs.ts";
import { scriptedModel } from "../../test/scripted-model.ts";
import { timer } from "../../test/timer-spec.ts";
import { getTurnContext, projectBriefs, type GivenContext } from "../agents/index.ts";
import { deleteMessage, forkMessage, listMessages, sendMessage } from "../chat/index.ts";
import { addContextItem } from "../knowledge/index.ts";
import { listTranscripts, talkTools, transcriptsFollower } from "../turns/index.ts";
import { readProjectBrief, recordDecision, recordSpec, startProject } from "./index.ts";

const wait = { timeout: 60_000, interval: 20 };
let world: AgentsWorld;
let prompt = "";

beforeAll(async () => {
  const model = scriptedModel((options) => {
    prompt = JSON.stringify(options.prompt);
    return { text: "I have read it." };
  });
  world = await makeAgentsWorld(model, talkTools);
  world.drivers.put(projectBriefs, readProjectBrief);
  world.work();
});
afterAll(() => world.close());
vi.setConfig({ testTimeout: 180_000 });

/** What the agent was given for its answer there. */
async function asked(threadId: string): Promise<GivenContext> {
  const { id } = await sendMessage(world.ada, { threadId, text: "@vibe where do we stand?" });
  const said = async () => (await listMessages(world.ada, { threadId, limit: 20 })).items.find((each) => each.id > id && each.writtenBy);
  await expect.poll(async () => (await said())?.answerState, wait).toBeNull();
  const given = await getTurnContext(world.ada, { messageId: (await said())?.id ?? "" });
  if (!given) throw new Error("nothing was kept of what it was given");
  return given;
}

const capabilities = Array.from({ length: 80 }, (_, n) => ({
  id: `CAP-${n + 1}`,
  title: `Capability ${n + 1}: ${"so that everybody knows ".repeat(4)}`,
  acceptance: ["It can be seen"],
}));
const spec: AppSpec = { ...timer, capabilities };

test("in a project's thread, and in its side conversations, an agent is given the project, what was decided and the spec, within a budget", async () => {
  const project = await startProject(world.owner, { idea: "A focus timer for writers" });
  const { id: projectId, threadId } = project;
  await recordSpec(world.owner, { projectId, after: 0, spec, changes: [], writtenBy: "offline" });
  const decision = await recordDecision(world.owner, { projectId, text: "It works without sign-in", messageId: null });
  const item = await addContextItem(world.ada, { kind: "fact", text: "Writers hate bells", scope: "project", scopeId: projectId });
  const [opening] = (await listMessages(world.ada, { threadId, limit: 5 })).items;
  const fork = await forkMessage(world.ada, { messageId: opening?.id ?? "" });
  for (const place of [threadId, fork.id]) {
    const { parts } = await asked(place);
    for (const words of ["phase vision, spec version 1", "It works without sign-in", "CAP-1: Capability 1", "Writers hate bells"])
      expect(prompt).toContain(words);
    expect(prompt, "the spec is cut to its budget").not.toContain("CAP-80");
    const part = (kind: string) => parts.find((each) => each.kind === kind);
    expect(part("project")?.sourceIds).toEqual([projectId]);
    expect(part("decisions")?.sourceIds).toEqual([decision.id]);
    expect(part("spec")?.sourceIds).toEqual([`${projectId}/1`]);
    expect(part("spec")?.tokens).toBeGreaterThan(500);
    expect(part("spec")?.tokens).toBeLessThan(1_900);
    expect(part("known")?.sourceIds).toContain(item.id);
  }
  expect((await asked(await world.begin(world.ada, "plain talk"))).parts.map(({ kind }) => kind)).toEqual(["talk"]);
  expect(prompt).not.toContain("Writers hate bells");
});

test("an idea, a decision or a wish of a program taints whoever is given it, as long as it is theirs", async () => {
  const { program } = await programOf(world.ada, ["chat:read", "chat:write", "projects:read", "projects:write"]);
  const taint = async (threadId: string) => {
    await asked(threadId);
    return (await listTranscripts(world.owner, { threadId, limit: 1 })).items[0]?.tainted;
  };
  const own = await startProject(world.ada, { idea: "A bird book" });
  const birds = await recordDecision(world.ada, { projectId: own.id, text: "No photographs", messageId: null });
  expect([birds.keyId, await taint(own.threadId)]).toEqual([null, false]);
  await recordDecision(program, { projectId: own.id, text: "No sounds", messageId: null });
  expect(await taint(own.threadId)).toBe(true);
  const fish = await startProject(world.ada, { idea: "A fish book" });
  const spec = (after: number, byProgram: boolean) => ({ projectId: fish.id, after, spec: timer, changes: [], writtenBy: null, byProgram });
  await recordSpec(world.ada, spec(0, false));
  expect(await taint(fish.threadId)).toBe(false);
  await recordSpec(world.ada, spec(1, true));
  await recordSpec(world.ada, spec(2, false));
  expect(await taint(fish.threadId), "what it wished for is still in it").toBe(true);
  const { threadId } = await startProject(program, { idea: "A bat book" });
  const [idea] = (await listMessages(world.ada, { threadId, limit: 5 })).items;
  const { id: messageId } = await sendMessage(world.ada, { threadId, text: "of this country" });
  expect(await taint((await forkMessage(world.ada, { messageId })).id)).toBe(true);
  expect(idea?.keyId).toBe(program.actor.keyId);
});

test("an idea that is taken back goes with the transcripts that were given it", async () => {
  const followers = world.follow([transcriptsFollower]);
  const { threadId } = await startProject(world.ada, { idea: "A xylophone tuner" });
  const [opening] = (await listMessages(world.ada, { threadId, limit: 5 })).items;
  const { id: messageId } = await sendMessage(world.ada, { threadId, text: "something else" });
  const fork = await forkMessage(world.ada, { messageId });
  await asked(fork.id);
  expect(prompt).toContain("xylophone");
  const kept = async () => (await listTranscripts(world.owner, { threadId: fork.id, limit: 5 })).items;
  expect(await kept()).toHaveLength(1);
  await deleteMessage(world.ada, { messageId: opening?.id ?? "" });
  await followers.settled();
  expect(await kept()).toEqual([]);
});
