import { createHash, randomBytes } from "node:crypto";
import { Client, type ClientOptions } from "@modelcontextprotocol/sdk/client/index.js";
import type { OAuthClientProvider } from "@modelcontextprotocol/sdk/client/auth.js";
import { UnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { OAuthTokens } from "@modelcontextprotocol/sdk/shared/auth.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { forgetToolSignIns, rightsThroughKey } from "@openvibe/core/identity";
import { memoryTools } from "@openvibe/core/memory";
import { systemContext, toolCatalog } from "@openvibe/core/platform";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assistant, type Assistant } from "./assistant.ts";
import { callOn } from "./mcp-client.ts";
import { onDatabase, openServer, type OpenServer, type Person } from "./open-server.ts";

const BACK = "http://127.0.0.1:51999/callback";

let server: OpenServer;
let ada: Person;
beforeAll(async () => {
  server = await openServer();
  server.world.drivers.put(toolCatalog, memoryTools);
  ada = await server.person("Ada");
});
afterAll(() => server?.close());

const browse = (url: URL | string, cookie = ada.cookie) => fetch(url, { redirect: "manual", headers: { cookie, accept: "text/html" } });
/** Where an answer leads: a browser by a redirect, and a page's own request, as which Node's count, by words. */
async function leadsTo(answer: Response): Promise<URL> {
  const to = answer.headers.get("location") ?? ((await answer.json()) as { url: string }).url;
  return new URL(to, server.origin);
}

async function answer(query: string, permissions: string[] | undefined, cookie = ada.cookie) {
  const allow = permissions && { workspaceId: ada.ctx.workspaceId, permissions };
  const { status, body } = await server.rpc("identity/answerToolRequest", { query, ...(allow ? { allow } : {}) }, { cookie });
  return { status, body: body as { url: string } };
}

/** Through the whole dance, until the program has tokens. */
async function letIn(name: string, permissions: string[]) {
  const provider = assistant(name, BACK);
  const url = new URL("/mcp", server.origin);
  const first = new StreamableHTTPClientTransport(url, { authProvider: provider });
  await expect(new Client({ name, version: "1" }).connect(first)).rejects.toThrow(UnauthorizedError);
  if (!provider.ledTo) throw new Error("nobody was asked");
  const consent = await leadsTo(await browse(provider.ledTo));
  expect(consent.pathname).toBe("/connect");
  const query = consent.search.slice(1);
  const shown = await server.rpc("identity/readToolRequest", { query }, { cookie: ada.cookie });
  expect(shown).toMatchObject({ status: 200, body: { name, returnsTo: "a program on your own machine" } });
  const { status, body } = await answer(query, permissions);
  expect(status).toBe(200);
  const back = new URL(body.url);
  expect(back.searchParams.get("iss")).toBe(`${server.origin}/api/auth`);
  await first.finishAuth(back.searchParams.get("code") ?? "");
  return { provider, url, query };
}

async function connected(provider: OAuthClientProvider, url: URL, options: ClientOptions = {}) {
  const client = new Client({ name: "again", version: "1" }, options);
  await client.connect(new StreamableHTTPClientTransport(url, { authProvider: provider }));
  return client;
}
const withToken = (token: string, path = "/mcp") =>
  fetch(new URL(path, server.origin), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: "{}",
  });

test("a program is let in by its person, does what it was allowed, and is out once it is disconnected", async () => {
  const { provider, url } = await letIn("Notes", ["projects:read", "memory:read"]);
  const client = await connected(provider, url);
  const tools = (await client.listTools()).tools.map(({ name }) => name);
  expect(tools).toContain("project_list");
  expect(tools).not.toContain("project_create");
  const [token, refresh] = [provider.kept.tokens?.access_token ?? "", provider.kept.tokens?.refresh_token ?? ""];
  expect(token).toMatch(/^ovt_/);
  // At the door of MCP alone.
  const elsewhere = await fetch(`${server.origin}/api/v1/projects`, { headers: { authorization: `Bearer ${token}` } });
  expect(elsewhere.status).toBe(401);

  const listed = await server.rpc("identity/listConnectedTools", {}, { cookie: ada.cookie });
  const [tool] = (listed.body as { items: { id: string; name: string; permissions: string[] }[] }).items;
  expect(tool).toMatchObject({ name: "Notes", permissions: ["projects:read", "memory:read"] });
  const rights = async () => {
    const can = await rightsThroughKey(ada.ctx, ada.ctx.actor, tool?.id ?? "");
    return can === "everything" ? can : [...can].filter((each) => each.includes(":"));
  };
  expect(await rights()).toEqual(["projects:read", "memory:read"]);
  const eve = await server.person("Eve");
  expect((await server.rpc("identity/disconnectTool", { toolId: tool?.id }, { cookie: eve.cookie })).status).toBe(404);
  expect((await server.rpc("identity/disconnectTool", { toolId: tool?.id }, { cookie: ada.cookie })).status).toBe(200);
  expect(await rights()).toEqual([]);
  const refused = await withToken(token);
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toContain(
    `resource_metadata="${server.origin}/.well-known/oauth-protected-resource/mcp"`,
  );
  expect((await exchange(provider, { grant_type: "refresh_token", refresh_token: refresh })).status).toBe(400);
  await client.close();
});

async function exchange(provider: Assistant, fields: Record<string, string>, at = "token") {
  const body = new URLSearchParams({ client_id: provider.kept.client?.client_id ?? "", ...fields });
  return fetch(`${server.origin}/api/auth/oauth2/${at}`, { method: "POST", body });
}

test("what cannot be undone is done only when its person says so at a client that they let in", async () => {
  const { provider, url } = await letIn("Asker", ["memory:read", "memory:write", "memory:share"]);
  const client = await connected(provider, url, { capabilities: { elicitation: {} } });
  const asked: string[] = [];
  const answers = [{ action: "decline" as const }, { action: "accept" as const, content: { confirm: true } }];
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
    asked.push(params.message);
    return answers[asked.length - 1] ?? { action: "cancel" };
  });
  const call = callOn(client);
  const { data: memory } = await call("remember_this", { text: "To be forgotten", scope: "workspace" });
  const memoryId = memory["id"];
  expect(await call("memory_forget", { memoryId })).toMatchObject({ isError: true, text: expect.stringContaining("Nothing was done") });
  expect((await call("recall_context", { query: "forgotten" })).text).toContain("To be forgotten");
  expect((await call("memory_forget", { memoryId })).isError).toBeUndefined();
  expect((await call("recall_context", { query: "forgotten" })).text).not.toContain("To be forgotten");
  expect(asked[0]).toContain("“To be forgotten”");
  await client.close();
});

test("a refresh token works once, and its second use ends the family", async () => {
  const { provider } = await letIn("Refresher", ["projects:read"]);
  const refresh_token = provider.kept.tokens?.refresh_token ?? "";
  expect(refresh_token).toMatch(/^ovr_/);
  const next = await exchange(provider, { grant_type: "refresh_token", refresh_token, resource: `${server.origin}/mcp` });
  expect(next.status).toBe(200);
  const { access_token, refresh_token: second } = (await next.json()) as OAuthTokens;
  // Begins no session, but was let through the door.
  expect((await withToken(access_token)).status).toBe(400);
  expect((await exchange(provider, { grant_type: "refresh_token", refresh_token })).status).toBe(400);
  expect((await exchange(provider, { grant_type: "refresh_token", refresh_token: second ?? "" })).status).toBe(400);
  expect((await withToken(access_token)).status).toBe(401);
});

test("a token that is given back ends at once, and so does one whose refresh token is", async () => {
  for (const given of ["access_token", "refresh_token"] as const) {
    const { provider } = await letIn("Leaver", ["projects:read"]);
    const { tokens } = provider.kept;
    const enter = async () => (await withToken(tokens?.access_token ?? "")).status;
    expect(await enter()).toBe(400);
    expect((await exchange(provider, { token: tokens?.[given] ?? "", token_type_hint: given }, "revoke")).status).toBe(200);
    expect([given, await enter()]).toEqual([given, 401]);
  }
});

test("what is not as it should be is refused: another audience, another way back, no proof, more rights than one has", async () => {
  const { provider, query } = await letIn("Strange", ["projects:read"]);
  const token = provider.kept.tokens?.access_token ?? "";
  const stored = createHash("sha256").update(token.slice(4)).digest("base64url");
  await onDatabase(server.world.url, "update oauth_access_tokens set resources = '{https://elsewhere.example}' where token = $1", [stored]);
  expect((await withToken(token)).status).toBe(401);

  const ask = (change: Record<string, string | undefined>) => {
    const url = new URL("/api/auth/oauth2/authorize", server.origin);
    const challenge = createHash("sha256").update(randomBytes(32)).digest("base64url");
    const asked = {
      response_type: "code",
      client_id: provider.kept.client?.client_id,
      redirect_uri: BACK,
      scope: "projects:read",
      state: "s",
      code_challenge: challenge,
      code_challenge_method: "S256",
      resource: `${server.origin}/mcp`,
      ...change,
    };
    for (const [name, value] of Object.entries(asked)) if (value !== undefined) url.searchParams.set(name, value);
    return browse(url).then(leadsTo);
  };
  expect((await ask({})).pathname).toBe("/connect");
  expect((await ask({ resource: "https://elsewhere.example/mcp" })).searchParams.get("error")).toBe("invalid_target");
  expect((await ask({ code_challenge: undefined, code_challenge_method: undefined })).searchParams.get("error")).toBe("invalid_request");
  const astray = await ask({ redirect_uri: "https://evil.example/callback" });
  expect([astray.origin, astray.pathname]).toEqual([server.origin, "/connect"]);
  const unknown = await ask({ client_id: "nobody" });
  expect([unknown.pathname, unknown.searchParams.get("error")]).toEqual(["/connect", "invalid_client"]);
  const anything = await ask({ scope: "openid profile projects:read everything:delete" });
  expect(anything.searchParams.get("scope")).toBe("projects:read offline_access");
  expect(astray.searchParams.get("error")).toBe("invalid_redirect");

  // Nobody answers with what was not asked, in another's workspace, or with a changed request.
  expect((await answer(query, ["settings:manage", "nonsense"])).status).toBe(400);
  const eve = await server.person("Eve");
  expect((await answer(query, ["projects:read"], eve.cookie)).status).toBe(404);
  expect((await answer(query.replace("51999", "52000"), ["projects:read"])).status).toBe(400);
  const refused = new URL((await answer(query, undefined)).body.url);
  expect(refused.searchParams.get("error")).toBe("access_denied");
  // The plugin's other pages are closed.
  for (const path of ["oauth2/create-client", "oauth2/get-clients", "admin/oauth2/resources", "oauth2/consent", "oauth2/introspect"])
    expect((await browse(`${server.origin}/api/auth/${path}`)).status, path).toBe(404);
});

const PAGE = "https://assistant.example";
const fromPage = (path: string, init: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {}) =>
  fetch(new URL(path, server.origin), { ...init, headers: { ...init.headers, origin: PAGE, "sec-fetch-site": "cross-site" } });
const register = (redirect_uris: string[]) => {
  const headers = { "content-type": "application/json", cookie: ada.cookie };
  return fromPage("/api/auth/oauth2/register", { method: "POST", headers, body: JSON.stringify({ client_name: "Page", redirect_uris }) });
};

test("an assistant in a page of another site may ask at the door of MCP and for a token, by no cookie, and nowhere else", async () => {
  const preflight = await fromPage("/mcp", {
    method: "OPTIONS",
    headers: { "access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type,mcp-session-id" },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toMatch(/authorization.*mcp-session-id/);
  const found = await fromPage("/.well-known/oauth-protected-resource/mcp");
  const { authorization_servers } = (await found.json()) as { authorization_servers: string[] };
  const about = await fromPage(`/.well-known/oauth-authorization-server${new URL(authorization_servers[0] ?? "").pathname}`);
  const { registration_endpoint, token_endpoint } = (await about.json()) as Record<string, string>;
  expect([registration_endpoint, token_endpoint]).toEqual(["register", "token"].map((path) => `${server.origin}/api/auth/oauth2/${path}`));
  const registered = await register([`${PAGE}/back`]);
  const body = new URLSearchParams({ grant_type: "refresh_token", client_id: "nobody", refresh_token: "ovr_none" });
  const token = await fromPage("/api/auth/oauth2/token", { method: "POST", headers: {}, body: body.toString() });
  const { provider } = await letIn("Page", ["projects:read"]);
  const bearer = { authorization: `Bearer ${provider.kept.tokens?.access_token ?? ""}` };
  const asJson = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  const welcome = await fromPage("/mcp", { ...asJson, headers: { ...asJson.headers, ...bearer } });
  const cookieOnly = await fromPage("/mcp", { ...asJson, headers: { ...asJson.headers, cookie: ada.cookie } });
  expect([found, about, registered, welcome, cookieOnly].map(({ status }) => status)).toEqual([200, 200, 201, 400, 401]);
  for (const each of [preflight, found, about, registered, token, welcome, cookieOnly]) {
    expect(each.headers.get("access-control-allow-origin"), each.url).toBe("*");
    expect(each.headers.get("access-control-allow-credentials"), each.url).toBeNull();
  }
  const elsewhere = ["/rpc/identity/getMe", "/api/v1/projects", "/api/auth/get-session", "/api/auth/oauth2/authorize", "/mcp/../rpc/x"];
  for (const path of elsewhere) {
    const refused = await fromPage(path, { method: "POST", headers: { cookie: ada.cookie } });
    expect([refused.status, refused.headers.get("access-control-allow-origin")], path).toEqual([403, null]);
  }
});

test("a program with a scheme of its own is led back there; one that the system answers to is refused", async () => {
  const way = "cursor://anysphere.cursor-mcp/oauth/callback";
  const refused = await register([way, "search-ms:query=x"]);
  expect([refused.status, ((await refused.json()) as { error: string }).error]).toEqual([400, "invalid_redirect_uri"]);
  const { client_id } = (await (await register([way])).json()) as { client_id: string };
  const query = { response_type: "code", client_id, state: "s", resource: `${server.origin}/mcp`, redirect_uri: way };
  const proof = { code_challenge: createHash("sha256").update("x").digest("base64url"), code_challenge_method: "S256" };
  const url = new URL("/api/auth/oauth2/authorize", server.origin);
  url.search = new URLSearchParams({ ...query, ...proof, scope: "projects:read" }).toString();
  const asked = (await leadsTo(await browse(url))).search.slice(1);
  const shown = await server.rpc("identity/readToolRequest", { query: asked }, { cookie: ada.cookie });
  expect(shown.body).toMatchObject({ name: "Page", returnsTo: "the app cursor:", workspaces: [{ allows: ["projects:read"] }] });
  expect((await answer(asked, ["projects:read"])).body.url).toMatch(/^cursor:\/\/anysphere\.cursor-mcp\/oauth\/callback\?code=/);
});

test("what is out of date is forgotten, and with it tools that can come back no more", async () => {
  const count = async (table: string) => {
    const { rows } = await server.world.platform.database.unbound().execute(`select count(*)::int as n from ${table}`);
    return rows[0]?.["n"];
  };
  const listed = async () => (await server.rpc("identity/listConnectedTools", {}, { cookie: ada.cookie })).body as { items: unknown[] };
  const forget = () => forgetToolSignIns(systemContext(server.world.platform));
  const { provider } = await letIn("Forgotten", ["projects:read"]);
  await forget();
  expect(await listed()).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ name: "Forgotten" })]) });
  const refresh_token = provider.kept.tokens?.refresh_token ?? "";
  expect((await exchange(provider, { grant_type: "refresh_token", refresh_token })).status).toBe(200);
  server.world.clock.pass(31 * 24 * 60 * 60_000);
  await forget();
  expect(await listed()).toEqual({ items: [] });
  for (const table of ["oauth_access_tokens", "oauth_refresh_tokens", "oauth_consents", "oauth_clients", "verifications"])
    expect(await count(table), table).toBe(0);
});
