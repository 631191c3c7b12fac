import { expect, test } from "vitest";
import { makeWorld } from "../../test/world.ts";
import { isWayBack, registerTool } from "./register-tool.ts";
import { oauthClients } from "./tables.ts";

test("a program is led back to a host, to this machine or to its own scheme", () => {
  const ways = [
    "https://claude.ai/api/mcp/auth_callback",
    "https://vscode.dev/redirect",
    "http://localhost/",
    "http://127.0.0.1:33418/cb?x=1",
    "http://[::1]:8080/cb",
    "cursor://anysphere.cursor-mcp/oauth/callback",
    "vscode://vscode.github-authentication/did-authenticate",
    "com.example.app:/callback",
    "com.example.app://callback",
  ];
  expect(ways.filter((way) => !isWayBack(way))).toEqual([]);
});

test("nothing that a browser or the system itself answers to is a way back, and no address in disguise", () => {
  const astray = [
    "javascript:alert(1)",
    "data:text/html,x",
    "blob:https://x.example/y",
    "file:///etc/passwd",
    "about:blank",
    "ms-msdt:/id",
    "search-ms:query=x",
    "mailto:a@example.com",
    "ws://example.com",
    "intent://x",
    "myapp://callback",
    "http://example.com/cb",
    "http://localhost.evil.example/cb",
    "http://localhost./cb",
    "http://0.0.0.0/",
    "http://localhost@evil.example/",
    "https://ada:secret@example.com/",
    "https://example.com/#",
    "cursor://x/y#z",
    "cursor:",
    "/cb",
    "",
  ];
  expect(astray.filter(isWayBack)).toEqual([]);
});

test("who registers over and over closes the door to nobody: the oldest that nobody let in gives way", { timeout: 60_000 }, async () => {
  const world = await makeWorld();
  const { platform, clock } = world;
  const db = platform.database.unbound();
  const register = (name: string) => registerTool(platform, { client_name: name, redirect_uris: ["https://evil.example/cb"] });
  expect((await register("First")).status).toBe(201);
  clock.pass(1_000);
  const shape = { redirectUris: ["https://evil.example/cb"], createdAt: platform.clock.now() };
  await db.insert(oauthClients).values(Array.from({ length: 1_999 }, (_, n) => ({ id: `ocl_${n}`, clientId: `ocl_${n}`, ...shape })));
  clock.pass(1_000);
  expect((await register("Honest")).status).toBe(201);
  const named = (await db.select({ name: oauthClients.name }).from(oauthClients)).flatMap(({ name }) => name ?? []);
  expect([named, await db.$count(oauthClients)]).toEqual([["Honest"], 2_000]);
  await world.close();
});
