import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { AppError } from "@openvibe/core/platform";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createPageReader, createToolServerClient } from "./index.ts";

let server: Server;
let origin: string;
const seen: (string | undefined)[] = [];
const streams = new Map<string, SSEServerTransport>();
const signal = new AbortController().signal;

function mcp(): McpServer {
  const made = new McpServer({ name: "test", version: "1.0.0" });
  made.registerTool(
    "look_up",
    { title: "Look up", description: "Looks up.", inputSchema: { word: z.string() }, annotations: { readOnlyHint: true } },
    ({ word }) => ({ content: [{ type: "text", text: `found ${word}` }] }),
  );
  made.registerTool("drop", { description: "Drops." }, () => ({ content: [{ type: "text", text: "not allowed" }], isError: true }));
  return made;
}

/** A megabyte each. */
let pages = 0;

const listWithoutEnd = () => {
  const tool = (at: number) => ({ name: `tool-${at}`, description: "x".repeat(100_000), inputSchema: { type: "object" } });
  return { tools: Array.from({ length: 10 }, (_, at) => tool(at)), nextCursor: String((pages += 1)) };
};

const listAtOnce = () => ({ tools: [{ name: "one", description: "x".repeat(5_000_000), inputSchema: { type: "object" } }] });

/** A pattern that nobody gets to the end of, and one that is none. */
const listOfTraps = () => {
  const tool = (name: string, pattern: string) => ({
    name,
    inputSchema: { type: "object", properties: { x: { type: "string", pattern } } },
    outputSchema: { type: "object", properties: { x: { type: "string", pattern } } },
  });
  return { tools: [tool("slow", "^(a+)+$"), tool("broken", "(")] };
};

/** A server that says whatever it likes, without the SDK. */
async function answerBare(request: IncomingMessage, response: ServerResponse, list: () => object, asEvent = false): Promise<void> {
  const { id, method, params } = (await json(request)) as { id?: number; method: string; params?: { protocolVersion: string } };
  if (id === undefined) return void response.writeHead(202).end();
  const { protocolVersion } = params ?? {};
  const results: Record<string, () => object> = {
    initialize: () => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "bare", version: "1" } }),
    "tools/list": list,
    "tools/call": () => ({ content: [{ type: "text", text: "done" }], structuredContent: { x: "aaa!" } }),
  };
  const answer = JSON.stringify({ jsonrpc: "2.0", id, result: results[method]?.() });
  response.writeHead(200, { "content-type": asEvent ? "text/event-stream" : "application/json" });
  response.end(asEvent ? `event: message\ndata: ${answer}\n\n` : answer);
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "";
    if (path === "/mcp") {
      seen.push(request.headers.authorization);
      if (request.headers.authorization === "Bearer wrong-secret") return void response.writeHead(401).end("no");
      if (request.headers.authorization === undefined) return void response.writeHead(401).end("who are you?");
      const transport = new StreamableHTTPServerTransport({});
      void mcp()
        .connect(transport as Parameters<McpServer["connect"]>[0])
        .then(() => transport.handleRequest(request, response));
      return;
    }
    // Small on its way, and large once it is unpacked.
    if (path === "/packed" && request.method === "POST") {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      return void response.end(gzipSync(`"${"x".repeat(5_000_000)}"`));
    }
    // As the SDK's own server answers: the list comes as one event of a stream.
    if (path === "/stream" && request.method === "POST") return void answerBare(request, response, listAtOnce, true);
    if (path === "/huge" && request.method === "POST") return void answerBare(request, response, listWithoutEnd);
    if (path === "/traps" && request.method === "POST") return void answerBare(request, response, listOfTraps);
    if (path === "/sse" && request.method === "GET") {
      seen.push(request.headers.authorization);
      if (request.headers.authorization === "Bearer wrong-secret") return void response.writeHead(401).end("no");
      const transport = new SSEServerTransport("/messages", response);
      streams.set(transport.sessionId, transport);
      response.once("close", () => streams.delete(transport.sessionId));
      return void mcp().connect(transport);
    }
    if (path === "/silent" && request.method === "GET")
      return response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    if (path === "/astray" && request.method === "GET") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      return void response.write("event: endpoint\ndata: http://169.254.169.254/latest\n\n");
    }
    if (path.startsWith("/messages")) {
      const id = new URL(path, origin).searchParams.get("sessionId") ?? "";
      return void streams.get(id)?.handlePostMessage(request, response);
    }
    if (["/sse", "/silent", "/astray"].includes(path)) return void response.writeHead(405).end("GET only");
    if (path === "/moved") return void response.writeHead(302, { location: "/page" }).end();
    if (path === "/away") return void response.writeHead(302, { location: "http://localhost:9/page" }).end();
    if (path === "/circle") return void response.writeHead(302, { location: "/circle" }).end();
    if (path === "/picture") return void response.writeHead(200, { "content-type": "image/png" }).end("x");
    if (path === "/endless" || path === "/flood") {
      response.writeHead(200, { "content-type": path === "/flood" ? "application/json" : "text/plain" });
      const more = () => {
        while (response.write("x".repeat(10_000)));
        response.once("drain", more);
      };
      return more();
    }
    response.writeHead(200, { "content-type": "text/html; charset=iso-8859-1" }).end(Buffer.from("<p>caf\xe9\u0000</p>", "latin1"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("a page is read as text, within bounds, and along redirects to listed hosts alone", async () => {
  const reader = createPageReader({ allowLoopback: true, mostBytes: 50_000 });
  const read = (path: string, hosts = ["127.0.0.1"]) =>
    reader.read(`${origin}${path}`, { mayVisit: (url) => hosts.includes(url.hostname), signal });
  expect(await read("/page")).toEqual({ url: `${origin}/page`, status: 200, mediaType: "text/html", body: "<p>café</p>", isWhole: true });
  expect(await read("/moved")).toMatchObject({ url: `${origin}/page` });
  expect(await read("/endless")).toMatchObject({ isWhole: false, body: "x".repeat(50_000) });
  await expect(read("/picture")).rejects.toMatchObject({ code: "bad_request", message: expect.stringContaining("image/png") });
  await expect(read("/away")).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("not on the list") });
  await expect(read("/circle")).rejects.toMatchObject({ message: expect.stringContaining("without end") });
  await expect(read("/page", [])).rejects.toMatchObject({ code: "forbidden" });
  await reader.close();
});

test("nothing behind our machine is reached: not by number, not by name, not by a redirect", async () => {
  const reader = createPageReader({ lookup: (_, __, done) => done(null, [{ address: "10.0.0.7", family: 4 }]) });
  const read = (url: string) => reader.read(url, { mayVisit: () => true, signal });
  for (const url of [
    origin,
    "http://169.254.169.254/latest/",
    "http://[::1]/",
    "http://localhost/",
    "http://app.localhost/",
    "https://intern.example/",
  ])
    expect([url, await read(url).catch((error: unknown) => String(error))]).toEqual([
      url,
      expect.stringContaining("is not a public address"),
    ]);
  await expect(read("ftp://example.com/")).rejects.toMatchObject({ code: "bad_request" });
  await expect(read("https://eve:secret@example.com/")).rejects.toMatchObject({ code: "bad_request" });
  await reader.close();
  const client = createToolServerClient();
  expect(() => client.check(origin)).toThrow("is not a public address");
  await expect(client.list({ kind: "http", url: `${origin}/mcp`, token: null }, signal)).rejects.toMatchObject({ code: "bad_request" });
  await client.close();
});

test("a tool server is asked what it has and called, over the network and as a program; its token is in no error", async () => {
  const client = createToolServerClient({ allowLoopback: true });
  const target = { kind: "http" as const, url: `${origin}/mcp`, token: "right-secret" };
  expect(await client.list(target, signal)).toMatchObject([
    { name: "look_up", title: "Look up", readOnly: true, inputSchema: { properties: { word: { type: "string" } } } },
    { name: "drop", title: "drop", readOnly: false },
  ]);
  const shown: unknown[] = [];
  const check = (tool: unknown) => void shown.push(tool);
  expect(await client.call(target, "look_up", { word: "tea" }, check, signal)).toEqual({ text: "found tea", isError: false });
  expect(await client.call(target, "drop", {}, check, signal)).toEqual({ text: "not allowed", isError: true });
  expect(shown).toEqual(await client.list(target, signal));
  const refuse = () => {
    throw new AppError("conflict", "It is another tool by now.");
  };
  await expect(client.call(target, "look_up", { word: "milk" }, refuse, signal)).rejects.toThrow("It is another tool by now.");
  expect(new Set(seen)).toEqual(new Set(["Bearer right-secret"]));
  const refused = await client.list({ ...target, token: "wrong-secret" }, signal).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "unavailable", message: "The tool server refuses the token. Check it." });
  expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain("wrong-secret");
  await expect(client.list({ ...target, token: null }, signal)).rejects.toThrow("Give it a token");
  const program = fileURLToPath(new URL("test/tool-program.ts", import.meta.url));
  const local = { kind: "program" as const, command: process.execPath, args: [program], env: { GREETING: "Hello" } };
  expect(await client.call(local, "greet", { name: "Ada" }, check, signal)).toEqual({ text: "Hello Ada", isError: false });
  await client.close();
});

test("a server that knows only HTTP with SSE is asked in that way, under the same rules; one that says nothing is not waited for", async () => {
  const client = createToolServerClient({ allowLoopback: true });
  const target = { kind: "http" as const, url: `${origin}/sse`, token: "right-secret" };
  seen.length = 0;
  expect(await client.list(target, signal)).toMatchObject([{ name: "look_up", readOnly: true }, { name: "drop" }]);
  expect(await client.call(target, "look_up", { word: "tea" }, () => undefined, signal)).toEqual({ text: "found tea", isError: false });
  expect(new Set(seen)).toEqual(new Set(["Bearer right-secret"]));
  await expect.poll(() => streams.size, { timeout: 20_000 }).toBe(0);
  await expect(client.list({ ...target, token: "wrong-secret" }, signal)).rejects.toThrow("The tool server refuses the token. Check it.");
  await expect(client.list({ ...target, url: `${origin}/astray` }, signal)).rejects.toMatchObject({ code: "unavailable" });
  const soon = AbortSignal.timeout(200);
  await expect(client.list({ ...target, url: `${origin}/silent` }, soon)).rejects.toThrow("does not answer in time");
  await client.close();
  const strict = createToolServerClient();
  await expect(strict.list(target, signal)).rejects.toThrow("is not a public address");
  await strict.close();
});

test("a tool server that answers without end is cut off, and so is one whose list has no end", async () => {
  const client = createToolServerClient({ allowLoopback: true });
  for (const path of ["/flood", "/packed", "/stream"]) {
    const talker = { kind: "http", url: `${origin}${path}`, token: null } as const;
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await expect(client.list(talker, signal), path).rejects.toMatchObject({ code: "too_large", message: expect.stringContaining("4 MB") });
  }
  const huge = { kind: "http", url: `${origin}/huge`, token: null } as const;
  await expect(client.list(huge, signal)).rejects.toMatchObject({ code: "too_large" });
  expect(pages).toBe(4);
  // Who calls one of its first tools reads no further than that.
  await client.call(huge, "tool-1", {}, () => undefined, signal);
  expect(pages).toBe(5);
  await client.close();
});

test("what a tool server says of its answers is neither compiled nor matched", async () => {
  const client = createToolServerClient({ allowLoopback: true });
  const traps = { kind: "http", url: `${origin}/traps`, token: null } as const;
  expect(await client.list(traps, signal)).toMatchObject([{ name: "slow" }, { name: "broken" }]);
  // Longer by some letters, it would be matched until the end of days: that it is matched at all is told by its refusal.
  expect(await client.call(traps, "slow", {}, () => undefined, signal)).toEqual({ text: "done", isError: false });
  await client.close();
});
