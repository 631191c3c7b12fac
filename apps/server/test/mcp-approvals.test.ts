import { approvalsFollower, listAllowances, taskOfApproval, wakingTask } from "@openvibe/core/approvals";
import { createApiKey, listMembers, revokeApiKey } from "@openvibe/core/identity";
import { defineTool, isProgram, startFollowers, systemContext, toolCatalog, type RunningFollowers } from "@openvibe/core/platform";
import { cancelTask, startWorker, type RunningWorker } from "@openvibe/core/runs";
import { outsideCallTask } from "@openvibe/core/turns";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { callOn, connectClient, keyOf } from "./mcp-client.ts";
import { openServer, type OpenServer, type Person } from "./open-server.ts";

const SLOW = { timeout: 60_000 };
const RIGHTS = ["projects:read", "projects:write"] as const;

const sunk: string[] = [];
const sent: string[] = [];
const sinkShip = defineTool({
  name: "ship_sink",
  title: "Sink a ship",
  description: "Sinks it.",
  input: z.object({ ship: z.string() }),
  permission: "projects:write",
  effect: "irreversible",
  says: ({ ship }) => `Sink the ${ship}`,
  run: async ({ actor }, { ship }, { signal }) => {
    const who = isProgram(actor) ? `program of a ${actor.kind}` : actor.kind;
    const count = sunk.push(ship);
    if (ship === "Slow") await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    return { text: `a ${who} sank the ${ship}, which makes ${count}` };
  },
});
const sendLetter = defineTool({
  name: "letter_send",
  title: "Send a letter",
  description: "Sends it.",
  input: z.object({ text: z.string() }),
  permission: "projects:write",
  effect: "outside",
  says: ({ text }) => `Send “${text}”`,
  run: async (_, { text }) => ({ sent: sent.push(text) }),
});

let server: OpenServer;
let worker: RunningWorker;
let followers: RunningFollowers;
let ada: Person;
let call: ReturnType<typeof callOn>;
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  server = await openServer();
  server.world.drivers.put(toolCatalog, [sinkShip, sendLetter]);
  worker = startWorker(server.world.platform, { tasks: [outsideCallTask, wakingTask], closeMs: 50 });
  followers = startFollowers(server.world.platform, [approvalsFollower]);
  ada = await server.person("Ada");
  call = await asks(ada);
});
afterAll(async () => {
  for (const close of closing) await close();
  await worker?.close();
  await followers?.close();
  await server?.close();
});

/** Of a client that cannot ask its person anything. */
async function asks(person: Person) {
  const { client } = await connectClient(server.origin, await keyOf(person, RIGHTS));
  closing.push(() => client.close());
  return callOn(client);
}

const decide = async (approvalId: string | undefined, decision: "approve" | "deny", more: { reason?: string; always?: string } = {}) =>
  (await server.rpc("approvals/decideApproval", { approvalId, decision, ...more }, { cookie: ada.cookie })).status;

async function endOf(approvalId: string | undefined) {
  await expect.poll(async () => (await call("get_approval", { approvalId })).data["state"], SLOW).toBe("ended");
  return call("get_approval", { approvalId });
}

test("what a client cannot ask for waits in its person's own thread, and is done once they allow it", async () => {
  const asked = await call("ship_sink", { ship: "Vasa" });
  expect(asked.isError).toBeUndefined();
  expect(asked.text).toMatch(/waits for a person: http:\/\/localhost:\d+\/w\/wsp_\w+\/t\/thr_\w+/);
  expect(asked.text).toContain("“Sink the Vasa”");
  const { approvalId, link } = asked.data;
  const again = await Promise.all([call("ship_sink", { ship: "Vasa" }), call("ship_sink", { ship: "Vasa" })]);
  expect(again.map(({ data }) => data["approvalId"])).toEqual([approvalId, approvalId]);

  const threadId = link?.split("/").at(-1);
  const { body } = await server.rpc("chat/listMessages", { threadId }, { cookie: ada.cookie });
  const card = { type: "approval", approvalId, says: "Sink the Vasa", askedFor: ada.ctx.actor.id, effect: "irreversible", tainted: true };
  expect(body).toMatchObject({ items: [{}, { writtenBy: "test", cards: [card] }] });
  const eve = await server.person("Eve");
  expect((await server.rpc("chat/listMessages", { threadId }, { cookie: eve.cookie })).status).toBe(404);
  expect(await (await asks(eve))("get_approval", { approvalId })).toMatchObject({
    isError: true,
    text: expect.stringContaining("no such"),
  });
  expect(sunk).toEqual([]);

  expect(await decide(approvalId, "approve")).toBe(200);
  expect(await endOf(approvalId)).toMatchObject({
    data: { outcome: "done" },
    text: expect.stringContaining("a program of a person sank the Vasa"),
  });
  expect(sunk).toEqual(["Vasa"]);
  // The end was told: the same call is another one now, and asks again.
  const next = await call("ship_sink", { ship: "Vasa" });
  expect([next.data["state"], next.data["approvalId"] === approvalId]).toEqual(["waiting", false]);
  expect(await decide(next.data["approvalId"], "deny", { reason: "It lies deep enough." })).toBe(200);
  const refused = { isError: true, text: "A person said no. It lies deep enough.", data: { state: "ended", outcome: "denied" } };
  expect(await call("ship_sink", { ship: "Vasa" })).toMatchObject(refused);
  expect(sunk).toEqual(["Vasa"]);
});

test("nobody is asked for what they could not see", async () => {
  const unseen = await call("letter_send", { text: `Dear all${String.fromCodePoint(0xe0068, 0xe0069)}` });
  expect(unseen).toMatchObject({ isError: true, text: expect.stringContaining("characters that nobody sees") });
  expect(sent).toEqual([]);
});

test("the same call, made again, tells the end too", async () => {
  const { data } = await call("ship_sink", { ship: "Mars" });
  expect(await decide(data["approvalId"], "approve")).toBe(200);
  await expect.poll(() => sunk.at(-1), SLOW).toBe("Mars");
  await expect.poll(async () => (await call("ship_sink", { ship: "Mars" })).data, SLOW).toMatchObject({ state: "ended", outcome: "done" });
  expect(sunk).toEqual(["Vasa", "Mars"]);
});

test("what its person allows a program for good is asked no more by that one, but what cannot be undone is asked each time", async () => {
  const first = await call("letter_send", { text: "Dear all" });
  expect(first.data).toMatchObject({ state: "waiting" });
  expect(await decide(first.data["approvalId"], "approve", { always: "workspace" })).toBe(200);
  await endOf(first.data["approvalId"]);
  expect(await call("letter_send", { text: "And another" })).toMatchObject({ data: { sent: 2 } });
  expect(sent).toEqual(["Dear all", "And another"]);
  // Another program of theirs is another one, which asks in a thread of its own.
  const other = await (await asks(ada))("letter_send", { text: "From me too" });
  expect(other.data).toMatchObject({ state: "waiting" });
  expect([first, other].map(({ data }) => data["link"]).filter((link, at, all) => all.indexOf(link) === at)).toHaveLength(2);
  expect(sent).toHaveLength(2);
  const ship = await call("ship_sink", { ship: "Kronan" });
  expect(await decide(ship.data["approvalId"], "approve", { always: "workspace" })).toBe(400);
});

test("what a program asked for ends with the key that it asked with", async () => {
  const { key, apiKey } = await createApiKey(ada.ctx, { name: "lost laptop", permissions: [...RIGHTS] });
  const { client } = await connectClient(server.origin, key);
  const { data } = await callOn(client)("ship_sink", { ship: "Scandinavian" });
  expect(data).toMatchObject({ state: "waiting" });
  const letter = await callOn(client)("letter_send", { text: "From far away" });
  expect(await decide(letter.data["approvalId"], "approve", { always: "workspace" })).toBe(200);
  await client.close();
  const assistant = expect.objectContaining({ kind: "agent", name: "Ada’s assistant: lost laptop" }) as unknown;
  const members = async () => (await listMembers(ada.ctx, { limit: 100 })).items;
  const allowed = async () => (await listAllowances(ada.ctx, { limit: 100 })).items.length;
  expect(await members()).toContainEqual(assistant);
  const before = await allowed();
  await revokeApiKey(ada.ctx, { keyId: apiKey.id });
  await followers.settled();
  expect(await members()).not.toContainEqual(assistant);
  await expect.poll(allowed, SLOW).toBe(before - 1);
  expect(await decide(data["approvalId"], "approve")).toBe(409);
  expect(await endOf(data["approvalId"])).toMatchObject({ isError: true, data: { state: "ended", outcome: "denied" } });
  expect(sunk).not.toContain("Scandinavian");
});

test("what a program may not do by itself it does not allow itself: not by the operator's token either, at whatever door", async () => {
  const { client } = await connectClient(server.origin, server.operatorToken);
  closing.push(() => client.close());
  const { data } = await callOn(client)("ship_sink", { ship: "Tre Kronor" });
  const authorization = `Bearer ${server.operatorToken}`;
  const answer = await fetch(`${server.origin}/api/v1/approvals/${data["approvalId"]}/decision`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ decision: "approve" }),
  });
  expect([answer.status, await answer.json()]).toMatchObject([403, { message: expect.stringContaining("signed in with the browser") }]);
  expect(sunk).not.toContain("Tre Kronor");
});

test("a call whose task was cancelled is told to have ended, and whether it may have happened", async () => {
  const system = systemContext(server.world.platform, ada.ctx.workspaceId);
  const cancel = async (approvalId = "") => {
    const taskId = (await taskOfApproval(system, { approvalId })) ?? "";
    await cancelTask(system, { taskId });
  };
  const open = await call("ship_sink", { ship: "Svea" });
  await cancel(open.data["approvalId"]);
  const withdrawn = { isError: true, text: "The request was withdrawn.", data: { state: "ended", outcome: "denied" } };
  expect(await call("ship_sink", { ship: "Svea" })).toMatchObject(withdrawn);

  const begun = await call("ship_sink", { ship: "Slow" });
  expect(await decide(begun.data["approvalId"], "approve")).toBe(200);
  await expect.poll(() => sunk.at(-1), SLOW).toBe("Slow");
  await cancel(begun.data["approvalId"]);
  expect(await call("ship_sink", { ship: "Slow" })).toMatchObject({
    text: expect.stringContaining("nobody knows whether it happened"),
    data: { state: "ended", outcome: "unknown" },
  });
});
