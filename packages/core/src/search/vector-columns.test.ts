import { Client } from "pg";
import { offlineModel } from "@openvibe/drivers/models";
import { expect, test } from "vitest";
import { TEMPLATE, withDatabase } from "../../test/database-server.ts";
import { startPgvector } from "../../test/pgvector-server.ts";
import { addPerson } from "../../test/people.ts";
import { stubEmbeddings } from "../../test/stub-embeddings.ts";
import { makeWorld } from "../../test/world.ts";
import { chatFollower, createChannel, deleteMessage, ensureChannel, sendMessage, startThread } from "../chat/index.ts";
import { modelDriver, modelProvider, operatorAccounts, type UsableAccount } from "../gateway/index.ts";
import { addVectorColumns, embedMemories, forgetMemory, hasVectorColumns, recall, remember } from "../memory/index.ts";
import { makeContext, migrateDatabase, systemContext, type Context } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import { embedEntries, searchByMeaning, searchFollower } from "./index.ts";

/** Of a server that has pgvector and where databases may be made, such as postgres://postgres@localhost:5432/postgres; else one is started here. */
const serverUrl = process.env["TEST_PGVECTOR_URL"];
const MINUTES = 300_000;

/** A direction that is told by the letters, so that many are nearly alike. */
const vectorOf = (text: string, length: number) => {
  const counts = Array.from({ length }, () => 0.01);
  for (const [at, letter] of Array.from(text).entries()) {
    const place = ((letter.codePointAt(0) ?? 0) * 7 + (at % 3)) % counts.length;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
};
const WORDS = "boat harbour lantern meadow orchard pebble river saddle thistle willow anchor barley".split(" ");
const sentence = (n: number) => [1, 3, 5, 7].map((step) => WORDS[(n * step + Math.floor(n / 12)) % WORDS.length]).join(" ");

test("a database without pgvector compares no vectors", { timeout: MINUTES }, async () => {
  const world = await makeWorld();
  expect(await addVectorColumns(world.url)).toBe(false);
  await world.close();
});

test("what pgvector finds is what this process finds on the same data, when it comes later too", { timeout: MINUTES }, async () => {
  const own = serverUrl === undefined ? await startPgvector() : undefined;
  const at = serverUrl ?? own?.url ?? "";
  const admin = new Client({ connectionString: at });
  await admin.connect();
  await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
  await admin.query(`create database ${TEMPLATE}`);
  await migrateDatabase(withDatabase(at, TEMPLATE));
  const world = await makeWorld(at);
  const [system, openai, google] = [systemContext(world.platform, world.workspaceId), accountOf("openai"), accountOf("google")];
  const model = stubEmbeddings((text, { name }) => vectorOf(text, name === "openai" ? 48 : 32));
  world.drivers.put(modelDriver, model).put(modelProvider, offlineModel()).put(operatorAccounts, [openai]);
  const [ada, ben] = [await addPerson(world, "ada"), await addPerson(world, "ben")];
  await setSetting(world.owner, { key: "search.meaning", layer: "workspace", value: "all" });
  const following = world.follow([chatFollower, searchFollower]);
  const open = await startThread(ada, { channelId: (await ensureChannel(ada, "general", "")).id, text: sentence(500) });
  const secret = await createChannel(ada, { name: "cellar", kind: "private" });
  const hidden = await startThread(ada, { channelId: secret.id, text: sentence(501) });
  const messages: string[] = [];
  const known: string[] = [];
  for (let n = 0; n < 40; n += 1) {
    const text = `${sentence(n)} ${n}`;
    const message = await sendMessage(ada, { threadId: n % 3 === 0 ? hidden.thread.id : open.thread.id, text });
    messages.push(message.id);
    known.push((await remember(n % 2 === 0 ? ada : ben, { text, scope: n % 5 === 0 ? "person" : "workspace" })).id);
    if (n % 10 === 0) await remember(world.stranger, { text, scope: "workspace" });
  }
  const takenIn = async () => {
    await following.settled();
    await embedEntries(system);
  };
  await takenIn();

  const answers = async (by: Context, isByDatabase: boolean): Promise<Answers> => {
    // A process of its own, which asks anew where vectors are compared.
    const ctx = makeContext({ ...world.platform }, { workspaceId: by.workspaceId, actor: by.actor });
    expect(await hasVectorColumns(ctx)).toBe(isByDatabase);
    const found: Answers = { memories: [], messages: [], waiting: 0 };
    for (let n = 0; n < 4; n += 1) {
      const query = sentence(n * 11 + 4);
      const { items, waiting } = await recall(ctx, { query, limit: 20 });
      found.memories.push(items.map(({ memory, ...places }) => ({ id: memory.id, ...places })));
      found.waiting = waiting;
      for (const filter of by === world.stranger ? [""] : ["", "in:#cellar from:@ada "])
        // For one alone the database reads half of what there is.
        found.messages.push((await searchByMeaning(ctx, { query: `${filter}${query}`, limit: n % 2 ? 20 : 1 })).items.map(({ id }) => id));
    }
    return found;
  };
  const all = async (isByDatabase: boolean) => [
    await answers(ada, isByDatabase),
    await answers(ben, isByDatabase),
    await answers(world.stranger, isByDatabase),
  ];
  /** What all of them find, which is the same before the columns come and after. */
  const both = async () => {
    await onDatabase("alter table memory_vectors drop column if exists meaning; alter table search_vectors drop column if exists meaning");
    const inProcess = await all(false);
    expect([await addVectorColumns(world.url), await addVectorColumns(world.url)]).toEqual([true, true]);
    expect(await all(true)).toEqual(inProcess);
    return inProcess;
  };
  const onDatabase = async (statement: string) => {
    const client = new Client({ connectionString: world.url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  const idsOf = (found: Answers | undefined) =>
    new Set([...(found?.memories.flat().map(({ id }) => id) ?? []), ...(found?.messages.flat() ?? [])]);

  const [adas, bens, strangers] = (await both()).map(idsOf);
  expect([adas?.size, bens?.size].every((count) => (count ?? 0) > 30)).toBe(true);
  expect([strangers?.size, [...(strangers ?? [])].filter((id) => adas?.has(id) || bens?.has(id))]).toEqual([4, []]);

  const [goneMessages, goneMemories] = [messages, known].map((ids) => new Set(ids.filter((_, n) => n % 4 === 0)));
  for (const messageId of goneMessages ?? []) await deleteMessage(ada, { messageId });
  for (const [n, memoryId] of known.entries()) if (goneMemories?.has(memoryId)) await forgetMemory(n % 2 === 0 ? ada : ben, { memoryId });
  await takenIn();
  world.drivers.put(operatorAccounts, [google]);
  for (let n = 0; n < 4; n += 1) await remember(ada, { text: `${sentence(n * 11 + 4)} anew ${n}`, scope: "workspace" });
  // Some are known to one model, some to the other.
  const between = await both();
  expect(between[0]?.waiting).toBeGreaterThan(10);
  for (const found of between) expect([...idsOf(found)].filter((id) => goneMessages?.has(id) || goneMemories?.has(id))).toEqual([]);
  await embedMemories(system, { model: "google/gemini-embedding-001" });
  await takenIn();
  const [after] = await both();
  expect([after?.waiting, idsOf(after).size > 30]).toEqual([0, true]);
  await world.close();
  await admin.end();
  await own?.close();
});

interface Answers {
  memories: { id: string }[][];
  messages: string[][];
  waiting: number;
}

function accountOf(kind: "openai" | "google"): UsableAccount {
  return { id: kind, account: { kind, name: kind, key: "k" }, ownKey: true, local: false, models: [] };
}
