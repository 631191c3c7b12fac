import { Client } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { LOCK_WAITS } from "../../test/lock-waits.ts";
import { makeWorld, type World } from "../../test/world.ts";
import { ensureChannel, sendMessage, startThread } from "../chat/index.ts";
import { reindex, search } from "./index.ts";

let world: World;
let held: Client;
let waited: Client;
beforeAll(async () => {
  world = await makeWorld();
  [held, waited] = [new Client({ connectionString: world.url }), new Client({ connectionString: world.url })];
  for (const client of [held, waited]) await client.connect();
});
afterAll(async () => {
  for (const client of [held, waited]) await client.end();
  await world.close();
});

const touch = (client: Client, id: string) => client.query("update search_entries set kind = kind where ref_id = $1", [id]);
/** Once so many connections wait for rows that others hold. */
const untilWaiting = (count: number) =>
  vi.waitFor(async () => expect((await waited.query(LOCK_WAITS)).rowCount).toBe(count), { timeout: 60_000, interval: 20 });

test("filling the index anew goes on after a deadlock with who changes entries in another order", async () => {
  const { id: channelId } = await ensureChannel(world.owner, "general", "");
  const { thread, message } = await startThread(world.owner, { channelId, text: "first lemur" });
  const ids = [message.id];
  for (const text of ["second lemur", "third lemur"]) ids.push((await sendMessage(world.owner, { threadId: thread.id, text })).id);
  const [first = "", second = "", third = ""] = ids;
  await reindex(world.owner);

  // It holds the first, waits for the second; who holds the third asks for the first, and lets the other one find the deadlock.
  await held.query("begin; set local deadlock_timeout = '10min'");
  await touch(held, third);
  await waited.query("begin");
  await touch(waited, second);
  const filled = reindex(world.owner);
  filled.catch(() => undefined);
  await untilWaiting(1);
  const touched = touch(held, first);
  await untilWaiting(2);
  await waited.query("rollback");
  await touched;
  await held.query("commit");
  expect(await filled).toBe(4);
  expect((await search(world.owner, { query: "lemur is:message" })).items).toHaveLength(3);
});
