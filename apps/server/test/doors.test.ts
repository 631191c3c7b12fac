import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogger } from "@openvibe/core/platform";
import { onDatabase, openServer, type OpenServer } from "./open-server.ts";

let server: OpenServer;
beforeAll(async () => void (server = await openServer({ slowestRequestMs: 400 })));
afterAll(() => server.close());

const PASSWORD = "correct horse battery";
const JSON_TYPE = { "content-type": "application/json" };
/** fetch may not choose Host, Origin and Sec-Fetch-*; a plain request may. */
function send(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  return new Promise<{ status: number; headers: IncomingMessage["headers"]; body: string }>((resolve, reject) => {
    const { port } = new URL(server.origin);
    const headers = { host: `localhost:${port}`, ...options.headers };
    const request = httpRequest({ host: "127.0.0.1", port, path, method: options.method ?? "GET", headers }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    request.on("error", reject);
    request.end(options.body);
  });
}
const auth = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/api/auth/${path}`, {
    method: "POST",
    headers: { ...JSON_TYPE, origin: server.origin, ...headers },
    body: JSON.stringify(body),
  });
const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((each) => each.split(";", 1)[0])
    .join("; ");

test("somebody signs up, makes a workspace, calls both APIs, signs out and is nobody", async () => {
  expect(await send("/health")).toMatchObject({ status: 200, body: '{"ok":true,"isNew":true}' });
  const signUp = await auth("sign-up/email", { name: "Ada", email: "ada@example.org", password: PASSWORD });
  expect(signUp.status).toBe(200);
  expect(signUp.headers.getSetCookie().join()).toMatch(/openvibe\.session=[^;]+;.*Max-Age=\d+;.*HttpOnly;.*SameSite=Lax/i);
  const cookie = cookieOf(signUp);
  const made = await server.rpc("identity/createWorkspace", { name: "Engines" }, { cookie });
  expect(made.status).toBe(200);
  const me = await server.rpc("identity/getMe", undefined, { cookie });
  expect(me.body).toMatchObject({ person: { name: "Ada" }, workspaces: [{ name: "Engines", role: "owner" }] });
  const members = await fetch(`${server.origin}/api/v1/members?limit=5`, { headers: { cookie } });
  expect(await members.json()).toMatchObject({ items: [{ name: "Ada", role: "owner" }] });

  const wrong = await auth("sign-in/email", { email: "ada@example.org", password: "not the password" });
  expect(wrong.status).toBe(401);
  const again = await auth("sign-in/email", { email: "ada@example.org", password: PASSWORD });
  const second = cookieOf(again);
  expect((await server.rpc("identity/getMe", undefined, { cookie: second })).status).toBe(200);
  expect((await auth("sign-out", {}, { cookie: second })).status).toBe(200);
  expect((await server.rpc("identity/getMe", undefined, { cookie: second })).body).toMatchObject({ code: "unauthenticated" });
});

test("an expected error says what to do, a bug says nothing and both have their status", async () => {
  const { cookie } = await server.person("Grace");
  const invalid = await server.rpc("identity/createWorkspace", { name: "" }, { cookie });
  expect(invalid).toMatchObject({ status: 400, body: { code: "bad_request", defined: true, message: "name: Give the workspace a name" } });
  const missing = await server.rpc("identity/addMember", { email: "nobody@example.org", role: "member" }, { cookie });
  expect(missing).toMatchObject({ status: 404, body: { code: "not_found", defined: true } });
  const foreign = await server.rpc("identity/listMembers", {}, { cookie, "x-workspace-id": server.world.workspaceId });
  expect(foreign).toMatchObject({ status: 404, body: { code: "not_found" } });
  expect(await server.rpc("identity/explode", {}, { cookie })).toMatchObject({ status: 404, body: { code: "not_found" } });

  const broken = await fetch(`${server.origin}/rpc/identity/listMembers`, { method: "POST", headers: { ...JSON_TYPE, cookie }, body: "{" });
  expect(broken.status).toBe(400);
  expect(JSON.stringify(await broken.json())).not.toMatch(/node_modules|at .*:\d+:\d+/);
});

test("a bug goes into the log once, with its request, and out as a generic message", async () => {
  const lines: string[] = [];
  const log = createLogger({ level: "error", destination: { write: (line) => void lines.push(line) } });
  const other = await openServer({}, log);
  try {
    const { cookie } = await other.person("Unlucky");
    await onDatabase(other.world.url, "alter table tasks rename to lost");
    const answer = await other.rpc("runs/listTasks", {}, { cookie });
    expect(answer).toMatchObject({
      status: 500,
      body: { code: "internal", defined: false, message: expect.stringContaining("has been logged") },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/tasks|relation|select/);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ requestId: expect.stringMatching(/^req_/), err: { stack: expect.any(String) } });
  } finally {
    await other.close();
  }
});

test("what another site makes the browser send is refused at every door", async () => {
  const { cookie } = await server.person("Mallory");
  const { port } = new URL(server.origin);
  const body = JSON.stringify({ json: { name: "Stolen" } });
  const post = (path: string, headers: Record<string, string>) =>
    send(path, { method: "POST", headers: { ...JSON_TYPE, cookie, ...headers }, body });
  const app = `http://evil.localhost:${port}`;
  for (const path of ["/rpc/identity/createWorkspace", "/api/v1/workspaces", "/api/auth/sign-out", "/socket.io/?EIO=4&transport=polling"]) {
    const attempts: Record<string, string>[] = [{ origin: app }, { origin: "null" }, { "sec-fetch-site": "same-site" }];
    const answers = await Promise.all(attempts.map((headers) => post(path, headers)));
    expect([path, ...answers.map((answer) => answer.status)]).toEqual([path, 403, 403, 403]);
  }
  const read = { cookie, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" };
  expect((await send("/api/v1/me", { headers: read })).status).toBe(403);
  expect((await send("/api/v1/me", { headers: { cookie, host: `rebound.example:${port}` } })).status).toBe(404);
  expect((await post("/rpc/identity/createWorkspace", { origin: `http://localhost:${port}` })).status).toBe(200);
  const form = await send("/api/v1/workspaces", {
    method: "POST",
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    body: "name=Stolen",
  });
  expect(form.status).toBe(415);
});

test("the operator's token opens the APIs on this machine, but not from a browser and not when wrong", async () => {
  const bearer = (token: string, headers: Record<string, string> = {}) =>
    send("/api/v1/me", { headers: { authorization: `Bearer ${token}`, ...headers } });
  const answer = await bearer(server.operatorToken);
  expect(JSON.parse(answer.body)).toMatchObject({ workspaces: [{ role: "owner" }] });
  expect((await bearer("wrong")).status).toBe(401);
  expect((await bearer(server.operatorToken, { origin: server.origin })).status).toBe(401);
});

test("too large and too slow requests are refused", async () => {
  const { cookie } = await server.person("Slow");
  const large = await server.rpc("identity/createWorkspace", { name: "x".repeat(1_100_000) }, { cookie });
  expect(large).toMatchObject({ status: 413, body: { code: "too_large", message: expect.stringContaining("1 MB") } });
  const { port } = new URL(server.origin);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(
    `POST /rpc/identity/getMe HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"js`,
  );
  const answer = await new Promise<string>((resolve, reject) => {
    socket.once("data", (chunk) => resolve(chunk.toString()));
    socket.once("error", reject);
  });
  socket.destroy();
  expect(answer).toMatch(/^HTTP\/1\.1 408/);
});

test("every answer carries the headers that keep browsers strict", async () => {
  const page = await send("/nothing-here");
  expect(page.headers["content-security-policy"]).toContain(`frame-src http://*.localhost:${new URL(server.origin).port}`);
  expect(page.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  const data = await send("/api/v1/me");
  expect(data.status).toBe(401);
  expect(data.headers).toMatchObject({
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "x-request-id": expect.stringMatching(/^req_/),
  });
  expect(data.headers["x-powered-by"]).toBeUndefined();
});

test("the API describes itself, and the page for it loads nothing from elsewhere", async () => {
  const document = JSON.parse((await send("/api/v1/openapi.json")).body) as { openapi: string; paths: Record<string, unknown> };
  expect(document.openapi).toMatch(/^3\.1/);
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(["/me", "/members/{memberId}", "/threads/{threadId}/messages", "/tasks/{taskId}"]),
  );
  const page = await send("/api/docs");
  expect(page.headers["content-type"]).toContain("text/html");
  expect(page.body).toContain("/threads/{threadId}/messages");
  expect(page.body).not.toMatch(/<script|https?:\/\//);
});

test("health, readiness and metrics answer; metrics not through a proxy", async () => {
  expect(await send("/health")).toMatchObject({ status: 200, body: '{"ok":true}' });
  expect((await send("/ready")).status).toBe(200);
  expect((await send("/metrics")).body).toContain('openvibe_http_request_seconds_count{method="GET",route="/health",status="200"}');
  expect((await send("/metrics", { headers: { "x-forwarded-for": "203.0.113.9" } })).status).toBe(404);
});

test("tries to sign in are counted by address, whatever headers the client makes up", async () => {
  const other = await openServer();
  try {
    const attempt = (number: number) =>
      fetch(`${other.origin}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { ...JSON_TYPE, origin: other.origin, "x-ov-client-ip": `10.0.0.${number}`, "x-forwarded-for": `10.0.1.${number}` },
        body: JSON.stringify({ email: "nobody@example.org", password: "wrong password" }),
      });
    const statuses: number[] = [];
    for (let number = 0; number < 12; number += 1) statuses.push((await attempt(number)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  } finally {
    await other.close();
  }
});
