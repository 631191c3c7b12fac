import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allowSending, KILLER_TABLES, killTurns } from "../../test/turn-killer.ts";
import { makeTurnWorld, type TurnWorld } from "../../test/turn-world.ts";

const KILLS = 20;

let world: TurnWorld;
let client: Client;
beforeAll(async () => {
  world = await makeTurnWorld();
  client = new Client({ connectionString: world.url });
  await client.connect();
  await client.query("set openvibe.workspace = '*'");
  for (const statement of KILLER_TABLES) await client.query(statement);
  await allowSending(client, world.agent, world.ada);
});
afterAll(async () => {
  await client.end();
  await world.close();
});

test("workers killed during turns repeat no finished step, and nothing that cannot be taken back", { timeout: 600_000 }, async () => {
  const { url, ada: asker, threadId } = world;
  const killed = await killTurns({ url, client, asker, threadId, turns: 24, kills: KILLS });
  expect(killed).toMatchObject({ repeated: [], sentTwice: [], writtenWrong: [], wrongReports: [] });
  expect(killed.kills).toBeGreaterThanOrEqual(KILLS);
  expect(killed.killsDuringWork).toBeGreaterThan(0);
  const known = new Set(["answered", "outcome_unknown", "given_up"]);
  expect(Object.keys(killed.ends).filter((end) => !known.has(end))).toEqual([]);
  expect(killed.ends["answered"]).toBeGreaterThan(0);
});
