import { Client } from "pg";
import { offlineModel } from "@openvibe/drivers/models";
import { expect, test } from "vitest";
import { TEMPLATE, withDatabase } from "../../test/database-server.ts";
import { addPerson } from "../../test/people.ts";
import { stubEmbeddings } from "../../test/stub-embeddings.ts";
import { makeWorld } from "../../test/world.ts";
import { chatFollower, createChannel, ensureChannel, sendMessage, startThread } from "../chat/index.ts";
import { modelDriver, modelProvider, operatorAccounts } from "../gateway/index.ts";
import { addVectorColumns, hasVectorColumns, recall, remember } from "../memory/index.ts";
import { makeContext, migrateDatabase, systemContext, type Context } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import { embedEntries, searchByMeaning, searchFollower } from "./index.ts";

/** Of a server that has pgvector and where databases may be made, such as postgres://postgres@localhost:5432/postgres. */
const serverUrl = process.env["TEST_PGVECTOR_URL"];
const MINUTES = 300_000;

/** A direction that is told by the letters, so that many are nearly alike. */
const vectorOf = (text: string) => {
  const counts = Array.from({ length: 48 }, () => 0.01);
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

test("what pgvector finds is what this process finds on the same data", { timeout: MINUTES }, async ({ skip }) => {
  if (serverUrl === undefined) return skip("TEST_PGVECTOR_URL names no server that has pgvector");
  const admin = new Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
  await admin.query(`create database ${TEMPLATE}`);
  await migrateDatabase(withDatabase(serverUrl, TEMPLATE));
  expect(await addVectorColumns(withDatabase(serverUrl, TEMPLATE))).toBe(true);
  expect(await addVectorColumns(withDatabase(serverUrl, TEMPLATE))).toBe(true);
  const world = await makeWorld(serverUrl);
  const account = { id: "openai", account: { kind: "openai", name: "openai", key: "k" }, ownKey: true, local: false, models: [] } as const;
  world.drivers.put(modelDriver, stubEmbeddings(vectorOf)).put(modelProvider, offlineModel()).put(operatorAccounts, [account]);
  const [ada, ben] = [await addPerson(world, "ada"), await addPerson(world, "ben")];
  await setSetting(world.owner, { key: "search.meaning", layer: "workspace", value: "all" });
  const following = world.follow([chatFollower, searchFollower]);
  const open = await startThread(ada, { channelId: (await ensureChannel(ada, "general", "")).id, text: sentence(500) });
  const secret = await createChannel(ada, { name: "cellar", kind: "private" });
  const hidden = await startThread(ada, { channelId: secret.id, text: sentence(501) });
  for (let n = 0; n < 150; n += 1) {
    await sendMessage(ada, { threadId: n % 3 === 0 ? hidden.thread.id : open.thread.id, text: `${sentence(n)} ${n}` });
    await remember(n % 2 === 0 ? ada : ben, { text: `${sentence(n)} ${n}`, scope: n % 5 === 0 ? "person" : "workspace" });
  }
  await following.settled();
  await embedEntries(systemContext(world.platform, world.workspaceId));

  const answers = async (by: Context, isByDatabase: boolean) => {
    // A process of its own, which asks anew where vectors are compared.
    const platform = { ...world.platform };
    const ctx = makeContext(platform, { workspaceId: world.workspaceId, actor: by.actor });
    expect(await hasVectorColumns(ctx)).toBe(isByDatabase);
    const found: unknown[] = [];
    for (let n = 0; n < 25; n += 1) {
      const query = sentence(n * 11 + 4);
      const { items, waiting } = await recall(ctx, { query, limit: 20 });
      found.push(
        items.map(({ memory, ...places }) => ({ id: memory.id, ...places })),
        waiting,
      );
      for (const filter of ["", "in:#cellar ", "from:@ada "])
        found.push((await searchByMeaning(ctx, { query: `${filter}${query}`, limit: 20 })).items.map(({ id }) => id));
    }
    return found;
  };
  const byDatabase = [await answers(ada, true), await answers(ben, true)];
  const client = new Client({ connectionString: world.url });
  await client.connect();
  await client.query("alter table memory_vectors drop column meaning; alter table search_vectors drop column meaning");
  await client.end();
  expect([await answers(ada, false), await answers(ben, false)]).toEqual(byDatabase);
  expect(byDatabase.flat(2).length).toBeGreaterThan(1_000);
  await world.close();
  await admin.end();
});
