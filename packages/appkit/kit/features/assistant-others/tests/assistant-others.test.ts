import assert from "node:assert/strict";
import { test } from "node:test";
import type { Written } from "../types/assistant.ts";
import { openModelDoor, says } from "./model-door.ts";
import { giveRowsTo, openWorld } from "./world.ts";

const ROOT = "/api/example-slug";

test("CAP-0: what a person may not read reaches no model for them", async () => {
  const door = await openModelDoor();
  const world = await openWorld({ socket: door.socket, key: "key-of-the-app" });
  door.answers(says("EXAMPLE_TITLE"));
  const owner = await world.person("EXAMPLE_ROLE");
  const other = await world.person("EXAMPLE_ROLE");
  giveRowsTo(world, owner.id);
  assert.equal((await other.post(`${ROOT}/EXAMPLE_ID/summary`)).status, 404);
  assert.equal((await other.post(`${ROOT}/EXAMPLE_ID/draft`)).status, 404);
  assert.equal((await other.post(`${ROOT}/answers`, { question: "EXAMPLE_TITLE?" })).status, 409);
  assert.equal(door.asked.length, 0);
  const { body } = await owner.post<Written>(`${ROOT}/answers`, { question: "EXAMPLE_TITLE?" });
  assert.deepEqual(body.sources, [{ id: "EXAMPLE_ID", label: "EXAMPLE_TITLE" }]);
  await world.close();
  door.close();
});
