import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { offlineModel } from "@openvibe/drivers/models";
import { addPerson } from "../../test/people.ts";
import { stubEmbeddings } from "../../test/stub-embeddings.ts";
import { makeWorld, type World } from "../../test/world.ts";
import { chatFollower, createChannel, deleteMessage, editMessage, ensureChannel, sendMessage, startThread } from "../chat/index.ts";
import { modelDriver, modelProvider, operatorAccounts, type ModelDriver, type UsableAccount } from "../gateway/index.ts";
import { addContextItem, knowledgeFollower } from "../knowledge/index.ts";
import { systemContext, type Context } from "../platform/index.ts";
import { listTasks } from "../runs/index.ts";
import { setSetting } from "../settings/index.ts";
import { embedEntries, search, searchByMeaning, searchFollower } from "./index.ts";
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

const accounts: UsableAccount[] = [];
let world: World;
let ada: Context;
let ben: Context;
let system: Context;
let following: { settled(): Promise<void> };
beforeAll(async () => {
  world = await makeWorld();
  world.drivers
    .put(modelDriver, interrupted(stubEmbeddings(vectorOf)))
    .put(modelProvider, offlineModel())
    .put(operatorAccounts, accounts);
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
  expect(await searchByMeaning(ada, { query: "car" })).toEqual({ items: [], model: null });
  expect([asked, await tasks()]).toEqual([[], []]);
});

test("what means the same is found in other words, the closest first, and what says nothing costs nothing", async () => {
  accounts.push(openai);
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
  const secret = await createChannel(ada, { name: "boardroom", kind: "private" });
  const { message } = await startThread(ada, { channelId: secret.id, title: "Talk", text: "The hound ate the merger payment" });
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
  expect(await searchByMeaning(ada, { query: "car" })).toEqual({ items: [], model: MODEL });
  answers = true;
  expect(await embedded()).toBe(1);
  expect(await near("car")).toContain("The last vehicle of the day");
  const all = await system.db.$count(searchVectors);
  await setSetting(world.owner, { key: "models.embedding", layer: "workspace", value: "openai/text-embedding-3-large" });
  expect(await near("car")).toEqual([]);
  expect(await embedded()).toBe(all);
  expect(await near("car")).toContain("The last vehicle of the day");
  await embedEntries(system, { most: 4 });
  expect(await system.db.$count(searchVectors)).toBe(2);
  await setSetting(world.owner, { key: "search.meaning", layer: "workspace", value: "off" });
  await following.settled();
  expect(await system.db.$count(searchVectors)).toBe(0);
  expect(await searchByMeaning(ada, { query: "car" })).toEqual({ items: [], model: null });
});
