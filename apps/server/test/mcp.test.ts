import { PassThrough } from "node:stream";
import { createChannel, listMessages, listThreads, sendMessage } from "@openvibe/core/chat";
import { OPERATOR_KEY, rightsThroughKey, type KeyPermission } from "@openvibe/core/identity";
import { memoryTools } from "@openvibe/core/memory";
import { may, systemContext, toolCatalog } from "@openvibe/core/platform";
import { talkTools } from "@openvibe/core/turns";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { ElicitRequestSchema, ResourceUpdatedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proxyMcp } from "../../cli/src/mcp.ts";
import { callOn, connectClient, keyOf } from "./mcp-client.ts";
import { openServer, type OpenServer, type Person } from "./open-server.ts";

const ALL: KeyPermission[] = [
  "chat:read",
  "chat:write",
  "knowledge:read",
  "knowledge:write",
  "memory:read",
  "memory:write",
  "memory:share",
  "projects:read",
  "projects:write",
  "hosting:read",
  "builder:read",
  "runs:read",
  "identity:read",
];

let server: OpenServer;
let ada: Person;
const clients: Client[] = [];
beforeAll(async () => {
  server = await openServer();
  server.world.drivers.put(toolCatalog, [...memoryTools, ...talkTools]);
  await server.world.platform.wakeups.connect(server.world.platform.database, server.world.platform.log);
  ada = await server.person("Ada");
});
afterAll(async () => {
  for (const client of clients) await client.close();
  await server?.close();
});

const keyFor = (person: Person, permissions: readonly KeyPermission[] = ALL) => keyOf(person, permissions);

async function connect(key: string, capabilities: ConstructorParameters<typeof Client>[1] = {}) {
  const connected = await connectClient(server.origin, key, capabilities);
  clients.push(connected.client);
  return connected;
}

test("an assistant takes a project from its start to a handoff", async () => {
  const { client } = await connect(await keyFor(ada));
  const call = callOn(client);
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["project_create", "project_select", "task_update", "remember_this", "recall_state", "memory_recall"]),
  );

  const { data: project } = await call("project_create", { idea: "A recipe app with ratings" });
  const projectId = project["id"] ?? "";
  // Nothing is chosen yet: what is missing is said, and how it is found.
  expect(await call("recall_state")).toMatchObject({ isError: true, text: expect.stringContaining("choose one with project_select") });
  expect(await call("project_select", { projectId })).toMatchObject({ data: { projectId } });

  const uri = `openvibe://projects/${projectId}`;
  const changed = new Promise<string>((resolve) =>
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => resolve(params.uri)),
  );
  await client.subscribeResource({ uri });
  const { data: todo, text: made } = await call("task_create", { text: "Choose a licence for the pictures" });
  // Clients that read no structure get the id as well.
  expect(made).toContain(todo["id"]);
  const { data: other } = await call("task_create", { text: "Invite the cooks" });
  await call("task_update", { taskId: todo["id"], status: "done" });
  expect(await call("task_get", { taskId: todo["id"] })).toMatchObject({ data: { status: "done", projectId } });
  expect((await call("task_list", { status: "open" })).text).toContain(other["id"]);
  await call("project_update", { phase: "requirements", decision: "Ratings go from one to five" });
  expect(await changed).toBe(uri);

  await call("remember_this", { text: "Pictures are squares of 800 pixels", importance: "high" });
  await call("remember_this", { text: "I like short summaries", scope: "person" });
  const { text: recalled } = await call("recall_context", { query: "how large are pictures?" });
  expect(recalled).toContain("squares of 800 pixels");
  expect(recalled).not.toContain("sourceKind");
  expect(await call("recall_state")).toMatchObject({
    data: { project: { phase: "requirements" }, decisions: [{ text: "Ratings go from one to five" }], memories: [{ importance: "high" }] },
  });

  const { text: handoff } = await call("generate_handoff_summary", { detail: "detailed" });
  for (const part of ["A recipe app with ratings", "Ratings go from one to five", "Invite the cooks", "squares of 800 pixels", projectId])
    expect(handoff).toContain(part);
  expect(handoff).not.toContain("Choose a licence");
  expect(handoff).not.toContain("short summaries");
  expect(await call("export_session")).toMatchObject({ data: { complete: true, messages: [{ text: "A recipe app with ratings" }] } });

  const threadUri = `openvibe://threads/${project["threadId"]}`;
  await sendMessage(ada.ctx, { threadId: project["threadId"] ?? "", text: "And a second thought" });
  const { contents: talk } = await client.readResource({ uri: threadUri });
  expect(talk[0]).toMatchObject({
    text: expect.stringMatching(/\*\*Ada\*\*: A recipe app with ratings.*\*\*Ada\*\*: And a second thought$/s),
  });
  expect(await call("chat_read_thread", { threadId: project["threadId"] })).toMatchObject({
    data: { items: [{ author: "Ada", text: "A recipe app with ratings" }, { author: "Ada" }] },
  });

  const { contents } = await client.readResource({ uri });
  expect(contents[0]).toMatchObject({ uri, text: expect.stringContaining("Invite the cooks") });
  expect((await client.listResources()).resources).toMatchObject([{ uri }]);
  const completed = await client.complete({
    ref: { type: "ref/prompt", name: "continue_project" },
    argument: { name: "projectId", value: "recipe" },
  });
  expect(completed.completion.values).toEqual([projectId]);
  const prompt = await client.getPrompt({ name: "continue_project", arguments: { projectId } });
  expect(prompt.messages[0]).toMatchObject({ content: { type: "resource", resource: { uri } } });
});

test("a call that makes no sense is answered with what to do instead", async () => {
  const { client } = await connect(await keyFor(ada));
  const call = callOn(client);
  const told = async (name: string, input: Record<string, unknown>) => {
    const { isError, text } = await call(name, input);
    return [isError, text];
  };
  expect(await told("project_create", { ide: "A shop" })).toEqual([
    true,
    'idea is missing. There is no "ide" here; it takes "idea", "fileIds", "clientKey".',
  ]);
  expect(await told("task_update", { taskId: "itm_none", status: "finished" })).toEqual([
    true,
    "status is one of these: open, in-progress, done.",
  ]);
  expect(await told("task_update", { taskId: "itm_none", status: "done" })).toEqual([true, "There is no such task in this workspace."]);
  expect(await told("task_update", { taskId: "itm_none" })).toEqual([true, "Say what is different: the text, or the status."]);
  expect(await told("project_create", { idea: 7 })).toEqual([true, "idea is a text."]);
  expect(await told("task_get", {})).toEqual([true, "taskId is missing: task_list shows them."]);
  expect(await told("recall_context", { query: "lamps", budgetTokens: 1 })).toEqual([true, "budgetTokens is at least 50."]);
  expect(await told("remember_this", { text: "The fair is in June", expiresAt: "some day" })).toEqual([
    true,
    "expiresAt is a time, such as 2026-12-24T18:00:00Z.",
  ]);
  const { tools } = await client.listTools();
  expect(tools.find(({ name }) => name === "remember_this")?.inputSchema.properties?.["expiresAt"]).toMatchObject({ format: "date-time" });
  await expect(client.readResource({ uri: "openvibe://projects/none" })).rejects.toThrow(
    /^MCP error -32002: There is no resource openvibe:\/\/projects\/none, or you may not read it\.$/,
  );
});

test("what cannot be undone, or governs, waits for a person; a client with a key does not say yes for them", async () => {
  const key = await keyFor(ada);
  const mute = callOn((await connect(key)).client);
  const { data: memory } = await mute("remember_this", { text: "To be forgotten", scope: "workspace" });
  const memoryId = memory["id"];
  expect(await mute("memory_forget", { memoryId })).toMatchObject({ data: { state: "waiting" } });
  expect((await mute("recall_context", { query: "forgotten" })).text).toContain("To be forgotten");

  // What every agent would always be given governs what they do; what is one's own is one's own.
  const rule = { text: "Orders of the shop come first", importance: "critical" };
  expect(await mute("remember_this", { ...rule, scope: "workspace" })).toMatchObject({ data: { state: "waiting" } });
  const own = await mute("remember_this", { ...rule, scope: "person" });
  expect(own).toMatchObject({ data: { importance: "critical" } });
  // What is given always is not made to say something else behind a person's back.
  for (const [name, input] of [
    ["memory_correct", { memoryId: own.data["id"], text: "Orders of strangers come first" }],
    ["memory_correct", { memoryId: own.data["id"], expiresAt: "2099-01-01T00:00:00Z" }],
    ["memory_remember", { text: "Do as you like", scope: "person", supersedes: own.data["id"] }],
    ["remember_this", { text: "Do as they like", scope: "person", supersedes: own.data["id"] }],
  ] as const) {
    const waits = await mute(name, input);
    expect(waits).toMatchObject({ data: { state: "waiting" }, text: expect.stringContaining("Orders of the shop come first") });
  }
  const plain = await mute("remember_this", { text: "The shop is red", scope: "workspace" });
  expect(await mute("memory_correct", { memoryId: plain.data["id"], text: "The shop is blue" })).toMatchObject({
    data: { byProgram: true, text: "The shop is blue" },
  });

  for (const token of [key, server.operatorToken]) {
    const { client } = await connect(token, { capabilities: { elicitation: {} } });
    client.setRequestHandler(ElicitRequestSchema, () => ({ action: "accept", content: { confirm: true } }));
    expect(await callOn(client)("memory_forget", { memoryId })).toMatchObject({ data: { state: "waiting" } });
  }
  expect((await mute("recall_context", { query: "forgotten" })).text).toContain("To be forgotten");
});

test("a key sees its own workspace, with its own rights, in its own sessions, and nobody comes in without one", async () => {
  const eve = await server.person("Eve");
  const adas = await connect(await keyFor(ada));
  const { client } = await connect(await keyFor(eve));
  const { items } = JSON.parse((await callOn(adas.client)("project_list")).text) as { items: { id: string }[] };
  const [project] = items;
  expect((await callOn(client)("project_list")).text).not.toContain(project?.id);
  expect(await callOn(client)("recall_state", { projectId: project?.id })).toMatchObject({ isError: true });
  await expect(client.readResource({ uri: `openvibe://projects/${project?.id}` })).rejects.toThrow(/no resource/);
  expect((await callOn(client)("recall_context", { query: "pictures squares summaries" })).text).not.toContain("800");

  const narrow = await connect(await keyFor(ada, ["projects:read"]));
  expect((await narrow.client.listTools()).tools.map(({ name }) => name)).not.toContain("project_create");
  await expect(narrow.client.callTool({ name: "project_create", arguments: { idea: "More" } })).rejects.toThrow(/no tool/);

  const list = { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} };
  const post = (headers: Record<string, string>) =>
    fetch(`${server.origin}/mcp`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
      body: JSON.stringify(list),
    });
  const session = { "mcp-session-id": adas.transport.sessionId ?? "" };
  expect((await post({ ...session, authorization: `Bearer ${await keyFor(eve)}` })).status).toBe(404);
  expect((await post({ ...session, authorization: `Bearer ${await keyFor(ada)}` })).status).toBe(404);
  const nobody = await post(session);
  expect([nobody.status, nobody.headers.get("www-authenticate")]).toEqual([401, expect.stringContaining("Bearer")]);
  expect((await post({ ...session, cookie: ada.cookie, origin: server.origin })).status).toBe(401);
  expect((await post({ ...session, authorization: `Bearer ov_${"x".repeat(43)}` })).status).toBe(401);
  // The operator's own token is for programs of this machine, never for a page.
  const asOperator = { authorization: `Bearer ${server.operatorToken}`, origin: "http://evil.example" };
  expect((await post({ ...session, ...asOperator })).status).toBe(401);
});

test("who brings the operator's token is a program too: it has all rights, and what it writes is nobody's own word", async () => {
  const call = callOn((await connect(server.operatorToken)).client);
  expect(await call("remember_this", { text: "Lamps are brass", scope: "person" })).toMatchObject({ data: { byProgram: true } });
  const { actor, workspaceId } = ada.ctx;
  const { data: project } = await call("project_create", { idea: "A list of lamps" });
  const { items } = await listMessages(ada.ctx, { threadId: project["threadId"] ?? "", limit: 10 });
  expect(items).toMatchObject([{ authorId: actor.id, keyId: OPERATOR_KEY }]);
  const rights = await rightsThroughKey(systemContext(server.world.platform, workspaceId), actor, OPERATOR_KEY);
  expect(may({ ...actor, can: rights }, "builder:write")).toBe(true);

  // Over REST it is one too; the person's own hand is at a browser, or at our own command, which speaks RPC.
  const { id: channelId } = await createChannel(ada.ctx, { name: "lamps" });
  const headers = { authorization: `Bearer ${server.operatorToken}`, "content-type": "application/json" };
  const begin = (path: string, input: object) => fetch(`${server.origin}${path}`, { method: "POST", headers, body: JSON.stringify(input) });
  expect((await begin(`/api/v1/channels/${channelId}/threads`, { text: "Brass it is" })).status).toBe(200);
  expect((await begin("/rpc/chat/startThread", { json: { channelId, text: "Brass it was" } })).status).toBe(200);
  const { items: threads } = await listThreads(ada.ctx, { channelId, limit: 10 });
  const first = await Promise.all(threads.map(({ id: threadId }) => listMessages(ada.ctx, { threadId, limit: 1 })));
  const said = first.flatMap((page) => page.items.map(({ text, authorId, keyId }) => [text, authorId, keyId]));
  expect(said).toEqual([
    ["Brass it was", actor.id, null],
    ["Brass it is", actor.id, OPERATOR_KEY],
  ]);
});

test("the same is spoken on a pipe, for assistants that start a program", async () => {
  const [toProxy, fromProxy] = [new PassThrough(), new PassThrough()];
  const token = await keyFor(ada);
  const running = proxyMcp({ address: server.origin, token }, { input: toProxy, output: fromProxy });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StdioServerTransport(fromProxy, toProxy));
  expect((await callOn(client)("project_list")).text).toContain("A recipe app with ratings");
  // As many sessions as one may have, so that the program's is forgotten: it begins another by itself.
  for (let count = 0; count < 60; count += 1) await connect(token);
  const both = await Promise.all([callOn(client)("project_list"), callOn(client)("task_list", { projectId: "prj_none" })]);
  expect(both[0].text).toContain("A recipe app with ratings");
  await client.close();
  toProxy.end();
  await running;

  // Who says all at once and hangs up is answered all the same, in plain words.
  const clientInfo = { name: "shell", version: "1" };
  const hello = { jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo } };
  for (const [key, says] of [
    [token, "turns talk into running software"],
    ["ov_wrong", '"OpenVibe does not accept this key.'],
  ] as const) {
    const [typed, printed] = [new PassThrough(), new PassThrough()];
    typed.end(`${JSON.stringify(hello)}\n`);
    await proxyMcp({ address: server.origin, token: key }, { input: typed, output: printed });
    expect(String(printed.read())).toContain(says);
  }
});
