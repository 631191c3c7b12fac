import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { offlineModel } from "@openvibe/drivers/models";
import { addPerson } from "../../test/people.ts";
import { stubEmbeddings } from "../../test/stub-embeddings.ts";
import { makeWorld, type World } from "../../test/world.ts";
import { usageRecords } from "../billing/tables.ts";
import { chatFollower, createChannel, deleteMessage, editMessage, ensureChannel, sendMessage, startThread } from "../chat/index.ts";
import { modelDriver, modelProvider, operatorAccounts, type ModelDriver, type UsableAccount } from "../gateway/index.ts";
import { addAgent, agentActor } from "../identity/index.ts";
import { addContextItem, knowledgeFollower } from "../knowledge/index.ts";
import { makeContext, systemContext, type Context } from "../platform/index.ts";
import { listTasks } from "../runs/index.ts";
import { setSetting } from "../settings/index.ts";
import { embedEntries, search, searchByMeaning, searchFollower, searchTools, type Search } from "./index.ts";
import { searchVectors } from "./tables.ts";

/** Knows the meaning of a few words, as a real model knows that of all: those of one line point the same way. */
const MEANINGS = ["car automobile vehicle", "dog hound puppy", "money invoice payment"];
const asked: string[] = [];
let answers = true;
/** Happens once, while the model thinks. */
let meanwhile: (() => Promise<unknown>) | undefined;
const vectorOf = (text: string) => {
  if (!answers) throw new Error("no model answers");
  asked.push(text);
  return MEANINGS.map((line) => line.split(" ").filter((word) => text.toLowerCase().includes(word)).length);
};
const interrupted = (driver: ModelDriver): ModelDriver => ({
  ...driver,
  embeddingModel(account, modelId) {
    const model = driver.embeddingModel(account, modelId);
    return (
      model && {
        ...model,
        async doEmbed(call) {
          const happening = meanwhile;
          meanwhile = undefined;
          await happening?.();
          return model.doEmbed(call);
        },
      }
    );
  },
});
const openai: UsableAccount = {
  id: "openai",
  account: { kind: "openai", name: "openai", key: "k" },
  ownKey: true,
  local: false,
  models: [],
};
const MODEL = "openai/text-embedding-3-small";

let world: World;
let ada: Context;
let ben: Context;
let system: Context;
/** Private, and ada is alone in it. */
let boardroomId: string;
let following: { settled(): Promise<void> };
beforeAll(async () => {
  world = await makeWorld();
  world.drivers
    .put(modelDriver, interrupted(stubEmbeddings(vectorOf)))
    .put(modelProvider, offlineModel())
    .put(operatorAccounts, []);
  ada = await addPerson(world, "ada");
  ben = await addPerson(world, "ben", "admin");
  system = systemContext(world.platform, world.workspaceId);
  following = world.follow([chatFollower, knowledgeFollower, searchFollower]);
});
afterAll(() => world.close());

/** What was said is in the index, and what is due is embedded. */
async function embedded(): Promise<number> {
  await following.settled();
  await following.settled();
  return embedEntries(system);
}
const near = async (query: string, by: Context = ada) =>
  (await searchByMeaning(by, { query })).items.map(({ excerpt }) => excerpt.map(({ text }) => text).join(""));
const say = async (text: string, by: Context = ada, channelName = "general") => {
  const channel = await ensureChannel(by, channelName, "");
  return startThread(by, { channelId: channel.id, title: "Talk", text });
};
const tasks = async () => (await listTasks(system, { limit: 100 })).items.filter(({ kind }) => kind === "search.embed");

test("without a key nothing is embedded, and search says that it has words alone", async () => {
  await say("The automobile stands in the yard");
  expect(await embedded()).toBe(0);
  expect(await searchByMeaning(ada, { query: "car" })).toEqual({ items: [], model: null, comparedAfter: null });
  expect([asked, await tasks()]).toEqual([[], []]);
});

test("what means the same is found in other words, the closest first, and what says nothing costs nothing", async () => {
  world.drivers.put(operatorAccounts, [openai]);
  const { thread } = await say("The puppy chewed the automobile");
  await sendMessage(ben, { threadId: thread.id, text: "Thanks!" });
  await sendMessage(ben, { threadId: thread.id, text: "The sky was clear, and <b>nobody</b> came" });
  expect(await embedded()).toBe(3);
  expect(asked).toContain("The sky was clear, and <b>nobody</b> came");
  expect(asked).not.toContain("Thanks!");
  expect(await tasks()).not.toEqual([]);
  expect((await search(ada, { query: "car" })).items).toEqual([]);
  const found = await searchByMeaning(ada, { query: "car" });
  expect(found.model).toBe(MODEL);
  // What a question costs is its asker's; what the workspace has read for all to find is its own.
  const calls = await system.db.select().from(usageRecords).where(eq(usageRecords.skill, "embed")).orderBy(asc(usageRecords.createdAt));
  expect(calls.map(({ memberId }) => memberId)).toEqual([null, ada.actor.id]);
  expect(found.items).toMatchObject([{ kind: "message", thread: { status: "active" } }]);
  expect(await near("cars and dogs, a car and a dog")).toEqual(["The puppy chewed the automobile"]);
  expect(await near("sunshine")).toEqual([]);
  expect(await embedded()).toBe(0);
});

test("filters hold for what is close in meaning too", async () => {
  await say("The vehicle is in the garage", ben, "garages");
  await embedded();
  const both = ["The automobile stands in the yard", "The vehicle is in the garage"];
  expect((await near("vehicles")).toSorted()).toEqual(both);
  expect(await near("from:@ben vehicles")).toEqual(["The vehicle is in the garage"]);
  expect(await near("in:#general vehicles")).toEqual(["The automobile stands in the yard"]);
  expect(await near("vehicles -garage")).toEqual(["The automobile stands in the yard"]);
  for (const filter of ["before:2020-01-01", "is:decision", "has:link", "is:resolved", "from:@nobody"])
    expect(await near(`${filter} vehicles`), filter).toEqual([]);
  expect(await near("is:open vehicles")).toHaveLength(2);
});

test("what is private is close in meaning for those in it alone, and is sent nowhere unless the workspace says so", async () => {
  boardroomId = (await createChannel(ada, { name: "boardroom", kind: "private" })).id;
  const { message } = await startThread(ada, { channelId: boardroomId, title: "Talk", text: "The hound ate the merger payment" });
  await addContextItem(ada, { kind: "fact", text: "The merger payment is for hounds", scope: "workspace", messageId: message.id });
  await embedded();
  expect(asked.join()).not.toContain("merger");
  expect((await near("dog invoice")).join()).not.toContain("merger");

  await setSetting(world.owner, { key: "search.meaning", layer: "workspace", value: "all" });
  await embedded();
  expect((await near("dog invoice")).toSorted()).toEqual(["The hound ate the merger payment", "The merger payment is for hounds"]);
  const reader = world.actor(ada.actor.id, new Set(["search:read", "chat:read"]));
  expect(await near("dog invoice", reader)).toEqual(["The hound ate the merger payment"]);
  const agent = world.actor("mem_agent", "everything", "agent");
  for (const outsider of [ben, agent, world.stranger, world.actor("mem_outside", "everything")])
    for (const query of ["dog invoice", "from:@ada dog invoice", "is:fact dog invoice", "dog invoice -zebra"])
      expect((await near(query, outsider)).join(), query).not.toContain("merger");
  expect(await near("in:#boardroom dog invoice", ben)).toEqual([]);
  await expect(near("dog", world.actor("mem_x", new Set(["chat:read"])))).rejects.toMatchObject({ code: "forbidden" });

  await setSetting(world.owner, { key: "search.meaning", layer: "workspace", value: "public" });
  await following.settled();
  expect((await near("dog invoice")).join()).not.toContain("merger");
  expect(await vectorsOf(message.id)).toBe(0);
});

test("an agent finds what says the same in other words, after what the words find, and nothing of a private channel that it is not in", async () => {
  const account = { agent: "scout", name: "Scout", handle: "scout", can: ["search:read", "chat:read"] };
  await addAgent(world.owner, account);
  const scout = makeContext(world.platform, { workspaceId: world.workspaceId, actor: await agentActor(world.owner, "scout") });
  const found = async (input: Search, by: Context = scout) => {
    const answer = await searchTools[0]?.run(by, input, { signal: new AbortController().signal });
    return z
      .object({ items: z.array(z.object({ excerpt: z.string(), foundBy: z.string() })), nextCursor: z.string().optional() })
      .parse(answer);
  };
  await setSetting(world.owner, { key: "search.meaning", layer: "workspace", value: "all" });
  const { thread } = await say("Our vehicles are serviced in May");
  await startThread(ada, { channelId: boardroomId, title: "Talk", text: "The merger needs an automobile" });
  await sendMessage(ada, { threadId: thread.id, text: "We took the car to the workshop" });
  await embedded();
  for (const query of ["", " ", "?!", '""']) await expect(found({ query })).rejects.toThrow("Say what to search for");
  expect((await search(scout, { query: "car" })).items).toHaveLength(1);
  const { items } = await found({ query: "car" });
  expect(items[0]).toEqual({ excerpt: "We took the car to the workshop", foundBy: "words" });
  expect(items).toContainEqual({ excerpt: "Our vehicles are serviced in May", foundBy: "meaning" });
  expect(items.filter(({ excerpt }) => excerpt.includes("took the car"))).toHaveLength(1);
  expect(JSON.stringify(items)).not.toContain("merger");
  expect(JSON.stringify(await found({ query: "car" }, ada))).toContain("merger");

  const first = await found({ query: "vehicle", limit: 1 });
  expect(first.items.map(({ foundBy }) => foundBy)).toEqual(["words", "meaning"]);
  const { items: next } = await found({ query: "vehicle", limit: 1, cursor: first.nextCursor });
  expect(next.map(({ foundBy }) => foundBy)).toEqual(["words"]);
  await setSetting(world.owner, { key: "search.meaning", layer: "workspace", value: "public" });
  await following.settled();
});

const vectorsOf = (refId: string) => system.db.$count(searchVectors, eq(searchVectors.refId, refId));

test("words that are changed or taken back take with them what they meant, also while they are being looked at", async () => {
  const { message } = await say("A puppy sleeps on the stairs");
  await embedded();
  expect(await near("hounds")).toContain("A puppy sleeps on the stairs");
  await editMessage(ada, { messageId: message.id, text: "Nobody sleeps on the stairs" });
  await following.settled();
  expect(await vectorsOf(message.id)).toBe(0);
  expect(await near("hounds")).not.toContain("Nobody sleeps on the stairs");
  await embedded();
  expect(await near("hounds")).not.toContain("Nobody sleeps on the stairs");
  await editMessage(ada, { messageId: message.id, text: "The dog is back on the stairs" });
  await embedded();
  expect(await near("hounds")).toContain("The dog is back on the stairs");

  const { message: other } = await say("A hound of the neighbours");
  await following.settled();
  meanwhile = () => editMessage(ada, { messageId: other.id, text: "Never mind the neighbours" }).then(() => following.settled());
  await embedEntries(system);
  expect([meanwhile, await vectorsOf(other.id)]).toEqual([undefined, 0]);

  await deleteMessage(ada, { messageId: message.id });
  await following.settled();
  expect(await vectorsOf(message.id)).toBe(0);
  expect((await near("hounds")).join()).not.toContain("stairs");
});

test("when no model answers, what waits is taken up later; a new model sees all again, and only the newest are kept", async () => {
  await embedded();
  await say("The last vehicle of the day");
  answers = false;
  expect(await embedded()).toBe(0);
  expect(await searchByMeaning(ada, { query: "car" })).toEqual({ items: [], model: MODEL, comparedAfter: null });
  answers = true;
  expect(await embedded()).toBe(1);
  expect(await near("car")).toContain("The last vehicle of the day");
  const all = await system.db.$count(searchVectors);
  await setSetting(world.owner, { key: "models.embedding", layer: "workspace", value: "openai/text-embedding-3-large" });
  expect(await near("car")).toEqual([]);
  expect(await embedded()).toBe(all);
  expect(await near("car")).toContain("The last vehicle of the day");
  expect((await searchByMeaning(ada, { query: "car" })).comparedAfter).toBeNull();

  await setSetting(world.owner, { key: "search.meaning", layer: "workspace", value: "all" });
  const hidden = await startThread(ada, { channelId: boardroomId, title: "Talk", text: "The automobile of the board" });
  await say("A vehicle for everybody");
  await say("A second vehicle for everybody");
  await embedded();
  await embedEntries(system, { most: 4 });
  expect(await system.db.$count(searchVectors)).toBe(2);
  const comparedAfter = async (query: string, by: Context) => (await searchByMeaning(by, { query })).comparedAfter?.getTime() ?? 0;
  expect(await near("car")).toHaveLength(2);
  expect(await comparedAfter("car", ada)).toBe(hidden.message.createdAt.getTime());
  // Of what is private not even the time is told.
  expect(await comparedAfter("car", ben)).toBeGreaterThan(0);
  expect(await comparedAfter("car", ben)).toBeLessThan(hidden.message.createdAt.getTime());
  expect(await comparedAfter("after:2099-01-01 car", ada)).toBe(0);
  expect(await comparedAfter("car", world.actor("mem_y", new Set(["search:read"])))).toBe(0);
  await setSetting(world.owner, { key: "search.meaning", layer: "workspace", value: "off" });
  await following.settled();
  expect(await system.db.$count(searchVectors)).toBe(0);
  expect(await searchByMeaning(ada, { query: "car" })).toEqual({ items: [], model: null, comparedAfter: null });
});
