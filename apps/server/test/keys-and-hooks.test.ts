import { randomBytes } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addAgent, addMember } from "@openvibe/core/identity";
import type { SentEvent, ServerToClient } from "../src/doors/socket-feed.ts";
import { openServer, type OpenServer, type Person } from "./open-server.ts";

const PATIENT = { timeout: 60_000 };

let server: OpenServer;
let ada: Person;
const tabs: Socket[] = [];

beforeAll(async () => {
  server = await openServer();
  ada = await server.person("Ada");
});
afterAll(async () => {
  for (const tab of tabs) tab.disconnect();
  await server.close();
});

async function rest(method: string, path: string, headers: Record<string, string>, body?: unknown) {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as never };
}

async function makeKey(permissions: string[]): Promise<{ key: string; apiKey: { id: string } }> {
  const { status, body } = await server.rpc("identity/createApiKey", { name: "Program", permissions }, { cookie: ada.cookie });
  expect(status).toBe(200);
  return body;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

test("an API key opens REST, RPC and the socket with its rights, and none of them once it is revoked", async () => {
  const { key, apiKey } = await makeKey(["chat:read", "chat:write", "settings:read"]);
  const channel = await server.rpc("chat/createChannel", { name: "talk" }, { cookie: ada.cookie });
  expect(channel.status).toBe(200);
  const { id: channelId } = channel.body as { id: string };
  expect(await rest("GET", "/settings", bearer(key))).toMatchObject({ status: 200 });
  expect(await server.rpc("settings/listSettings", undefined, bearer(key))).toMatchObject({ status: 200 });
  const refused = await rest("PUT", "/settings/workspace/words.fork", bearer(key), { value: "Branch" });
  expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
  for (const path of ["/me", "/members"]) expect(await rest("GET", path, bearer(key)), path).toMatchObject({ status: 403 });
  const elsewhere = await server.person("Eve");
  expect(await rest("GET", "/settings", { ...bearer(key), "x-workspace-id": elsewhere.ctx.workspaceId })).toMatchObject({ status: 404 });
  // A key that does not hold is not made good by a cookie.
  const forged = `ov_${randomBytes(32).toString("base64url")}`;
  expect(await rest("GET", "/settings", { ...bearer(forged), cookie: ada.cookie })).toMatchObject({ status: 401 });

  const seen: SentEvent[] = [];
  const tab = io(server.origin, {
    transports: ["websocket"],
    auth: { workspaceId: ada.ctx.workspaceId, token: key },
    forceNew: true,
  }) as Socket<ServerToClient>;
  tabs.push(tab);
  tab.on("events", ({ events }) => void seen.push(...events));
  await new Promise<void>((ready) => tab.once("ready", () => ready()));
  const sent = await rest("POST", `/channels/${channelId}/threads`, bearer(key), { text: "By a program" });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  await expect.poll(() => seen.map(({ type }) => type), PATIENT).toContain("chat.message_sent");

  expect((await rest("DELETE", `/api-keys/${apiKey.id}`, { cookie: ada.cookie })).status).toBe(200);
  expect(await rest("GET", "/settings", bearer(key))).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  await expect.poll(() => tab.connected, PATIENT).toBe(false);
});

/** What a tab is told from now on, of somebody who is signed in or of a key. */
async function listen(who: { token: string } | { cookie: string }) {
  const told = { types: new Set<string>(), cursor: "" };
  const { token, cookie } = { token: undefined, cookie: undefined, ...who };
  const tab = io(server.origin, {
    transports: ["websocket"],
    auth: { workspaceId: ada.ctx.workspaceId, ...(token === undefined ? {} : { token }) },
    ...(cookie === undefined ? {} : { extraHeaders: { cookie, origin: server.origin } }),
    forceNew: true,
  }) as Socket<ServerToClient>;
  tabs.push(tab);
  tab.on("signals", (signals) => signals.forEach(({ type }) => told.types.add(type)));
  tab.on("events", ({ events, cursor }) => {
    told.cursor = cursor;
    for (const { type } of events) told.types.add(type);
  });
  await new Promise<void>((ready) => tab.once("ready", () => ready()));
  return told;
}
const listenWith = async (permissions: string[]) => listen({ token: (await makeKey(permissions)).key });

test("a key's tab is told what the key may read, and nothing else", async () => {
  const reader = await listenWith(["chat:read", "identity:read"]);
  const gardener = await listenWith(["settings:read"]);
  // What is for Ada alone is for her key too, where it may read such.
  await makeKey(["chat:read"]);
  const said = await server.rpc("chat/createChannel", { name: "heard" }, { cookie: ada.cookie });
  expect(said.status).toBe(200);
  await expect
    .poll(() => [...reader.types], PATIENT)
    .toEqual(expect.arrayContaining(["presence", "identity.api_key_created", "chat.channel_created", "chat.channel_joined"]));
  await expect.poll(() => gardener.cursor, PATIENT).toBe(reader.cursor);
  expect([...gardener.types]).toEqual([]);
});

test("prices, agents, webhooks and that there are other keys are told of where they may be read: to a member's tab as to a key's", async () => {
  const mia = await server.person("Mia");
  await addMember(ada.ctx, { email: mia.email, role: "member" });
  const member = await listen({ cookie: mia.cookie });
  const program = await listenWith(["gateway:read", "agents:read", "webhooks:write"]);
  const as = { cookie: ada.cookie };
  const { id: channelId } = (await server.rpc("chat/createChannel", { name: "orders" }, as)).body as { id: string };
  const done = [
    await server.rpc("gateway/setModel", { provider: "openai", id: "in-house", inputMicros: 1, outputMicros: 2 }, as),
    await server.rpc("agents/makeAgent", { name: "Books", title: "Bookkeeper", handle: "books", instructions: "Keep the books." }, as),
    await server.rpc("webhooks/createIncomingHook", { name: "Shop", channelId }, as),
    await server.rpc("keys/createVirtualKey", { name: "Shop" }, as),
  ];
  expect(done.map(({ status, body }) => (status === 200 ? status : body))).toEqual([200, 200, 200, 200]);
  const all = ["models.model_set", "registry.agent_made", "keys.keys_changed"];
  await expect.poll(() => [...program.types], PATIENT).toEqual(expect.arrayContaining([...all, "webhooks.webhooks_changed"]));
  await expect.poll(() => [...member.types], PATIENT).toEqual(expect.arrayContaining(all));
  for (const type of ["webhooks.webhooks_changed", "keys.virtual_key_created"]) expect(member.types).not.toContain(type);
});

test("an agent's key reads public channels alone, whatever private ones their people brought the agent into", async () => {
  const bob = await server.person("Bob");
  await addMember(ada.ctx, { email: bob.email, role: "member" });
  const agent = await addAgent(ada.ctx, {
    agent: "scribe",
    name: "Scribe",
    handle: "scribe",
    can: ["chat:read", "chat:write", "files:read"],
  });
  const inside = { cookie: bob.cookie, "x-workspace-id": ada.ctx.workspaceId };
  const made = await server.rpc("chat/createChannel", { name: "board", kind: "private" }, inside);
  const { id: channelId } = made.body as { id: string };
  expect((await server.rpc("chat/addToChannel", { channelId, memberIds: [agent.id] }, inside)).status).toBe(200);
  const started = await server.rpc("chat/startThread", { channelId, text: "We sell the company" }, inside);
  const { thread, message } = started.body as { thread: { id: string }; message: { id: string } };
  const wanted = { name: "Scribe", permissions: ["chat:read", "chat:write"], memberId: agent.id };
  const { key } = (await server.rpc("identity/createApiKey", wanted, { cookie: ada.cookie })).body as { key: string };
  const listed = (await rest("GET", "/channels", bearer(key))) as { status: number; body: { id: string; kind: string }[] };
  expect(listed.status).toBe(200);
  expect(listed.body.filter(({ kind }) => kind !== "public")).toEqual([]);
  for (const path of [
    `/channels/${channelId}`,
    `/channels/${channelId}/members`,
    `/channels/${channelId}/threads`,
    `/threads/${thread.id}`,
    `/threads/${thread.id}/messages`,
    `/messages/${message.id}`,
  ])
    expect(await rest("GET", path, bearer(key)), path).toMatchObject({ status: 404 });
  expect(await rest("POST", `/threads/${thread.id}/messages`, bearer(key), { text: "What did I miss?" })).toMatchObject({ status: 404 });
  expect(JSON.stringify((await server.rpc("inbox/getUnread", undefined, bearer(key))).body)).not.toContain(thread.id);
});

test("a setting with its layer and key in the path is set, shown with where it comes from, and reset", async () => {
  const cookie = { cookie: ada.cookie };
  expect((await rest("PUT", "/settings/workspace/forks.depth", cookie, { value: 5 })).status).toBe(200);
  const shown = async () =>
    ((await rest("GET", "/settings", cookie)).body as { key: string; value: unknown; from: string }[]).find(
      ({ key }) => key === "forks.depth",
    );
  expect(await shown()).toMatchObject({ value: 5, from: "workspace" });
  expect(await rest("PUT", "/settings/workspace/forks.depth", cookie, { value: 50 })).toMatchObject({ status: 400 });
  expect((await rest("DELETE", "/settings/workspace/forks.depth", cookie)).status).toBe(200);
  expect(await shown()).toMatchObject({ value: 3, from: "platform" });
});

test("another system posts through the hooks door; a megabyte and other kinds of content are refused", async () => {
  const cookie = { cookie: ada.cookie };
  const channel = await server.rpc("chat/createChannel", { name: "alerts" }, cookie);
  const { id: channelId } = channel.body as { id: string };
  const made = await server.rpc("webhooks/createIncomingHook", { name: "CI", channelId }, cookie);
  const { path } = made.body as { path: string };
  const post = async (body: string, type = "application/json") =>
    (await fetch(server.origin + path, { method: "POST", headers: { "content-type": type }, body })).status;
  expect(await post('{"text":"It works"}')).toBe(201);
  expect(await post(`{"text":"${"x".repeat(1_100_000)}"}`)).toBe(413);
  expect(await post("text=form", "application/x-www-form-urlencoded")).toBe(415);
  expect(await post("{")).toBe(400);
  const threads = await server.rpc("chat/listThreads", { channelId }, cookie);
  expect(threads.body).toMatchObject({ items: [{ title: "It works" }] });
});
