import { expect, test } from "vitest";
import { isWayBack } from "./register-tool.ts";

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
