import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Readiness, Written } from "../types/assistant.ts";
import { wordsOf } from "../services/assistant.ts";
import { openModelDoor, says } from "./model-door.ts";
import { openWorld, type FeatureWorld } from "./world.ts";

const ROOT = "/api/example-slug";
const [FIRST, FIRST_TITLE, SECOND_TITLE] = ["EXAMPLE_ID", "EXAMPLE_TITLE", "OTHER_TITLE"];

let world: FeatureWorld;
let door: Awaited<ReturnType<typeof openModelDoor>>;
before(async () => {
  door = await openModelDoor();
  world = await openWorld({ socket: door.socket, key: "key-of-the-app" });
});
after(async () => {
  await world.close();
  door.close();
});

test("CAP-0: an answer is made from the entries, names them, and says who wrote it", async () => {
  door.answers(says(`Take **${FIRST_TITLE}**.`));
  const { status, body } = await world.administrator.post<Written>(`${ROOT}/answers`, { question: `What of ${SECOND_TITLE}?` });
  assert.equal(status, 200);
  assert.deepEqual(body, { text: `Take **${FIRST_TITLE}**.`, offline: false, sources: [{ id: FIRST, label: FIRST_TITLE }] });
  const asked = door.asked.at(-1);
  assert.deepEqual([asked?.path, asked?.authorization], ["/v1/chat/completions", "Bearer key-of-the-app"]);
  const given = asked?.body.messages[1]?.content ?? "";
  assert.ok(given.indexOf(SECOND_TITLE) < given.indexOf(FIRST_TITLE), "the entry with the question's words comes first");
});

test("CAP-0: a summary and a draft are made of one entry, by rules where no model answers, and that is told", async () => {
  door.answers(says("In short.", true));
  for (const [what, skill] of [
    ["summary", "summarize_record"],
    ["draft", "draft_from_record"],
  ]) {
    const { body } = await world.administrator.post<Written>(`${ROOT}/${FIRST}/${what}`);
    assert.deepEqual(body, { text: "In short.", offline: true, sources: [] });
    const asked = door.asked.at(-1)?.body;
    assert.equal(asked?.openvibe.rules.skill, skill);
    const given = asked?.messages[1]?.content ?? "";
    assert.ok(given.includes(FIRST_TITLE) && !given.includes(SECOND_TITLE));
  }
  assert.equal((await world.administrator.post(`${ROOT}/no-such-entry/summary`)).status, 404);
});

test("CAP-0: visitors ask nothing, an empty question is refused, and nobody asks without end", async () => {
  const before = door.asked.length;
  assert.equal((await world.visitor.get(ROOT)).status, 401);
  assert.equal((await world.visitor.post(`${ROOT}/answers`, { question: "What is here?" })).status, 401);
  assert.equal((await world.visitor.post(`${ROOT}/${FIRST}/summary`)).status, 401);
  assert.equal((await world.administrator.post(`${ROOT}/answers`, { question: " " })).status, 422);
  assert.equal(door.asked.length, before);
  const keen = await world.person("EXAMPLE_ROLE");
  const statuses = [];
  for (let round = 0; round < 22; round += 1) statuses.push((await keen.post(`${ROOT}/no-such-entry/summary`)).status);
  assert.equal(statuses.at(-1), 429);
  assert.equal(statuses.at(0) === 429, false);
});

test("CAP-0: without leave, over budget and when nothing answers, the person reads what to do", async () => {
  const ask = async () => {
    const { status, body } = await world.administrator.post(`${ROOT}/${FIRST}/summary`);
    return [status, body.error?.message ?? ""] as const;
  };
  door.answers({ status: 401, body: { error: { code: "invalid_api_key" } } });
  assert.match((await ask())[1], /may not ask a model yet/);
  door.answers({ status: 429, body: { error: { code: "insufficient_quota" } } });
  assert.match((await ask())[1], /used up what it may cost/);
  for (const answer of [{ status: 500, body: {} }, { body: { choices: [] } }, says("   ")]) {
    door.answers(answer);
    const [status, message] = await ask();
    assert.equal(status, 503);
    assert.match(message, /does not answer just now/);
  }
  assert.deepEqual((await world.administrator.get<Readiness>(ROOT)).body, { ready: true });
  const without = await openWorld();
  assert.deepEqual((await without.administrator.get<Readiness>(ROOT)).body, { ready: false });
  assert.equal((await without.administrator.post(`${ROOT}/${FIRST}/summary`)).status, 503);
  await without.close();
});

test("CAP-0: words of a question are found without their plural's ending", () => {
  assert.deepEqual(wordsOf("Which dishes are in 20 bowls, of bowls?"), ["which", "dishe", "are", "bowl"]);
});
