import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateApp } from "../generate-app.ts";
import { prepareKit, type Kit } from "../prepare-kit.ts";
import { featureSpec } from "./features-spec.ts";
import { sharedKit } from "../test/shared-kit.ts";

interface CheckResult {
  name: string;
  ok: boolean;
  findings: { file: string; line: number; message: string }[];
}

let folder: string;
let app: string;
let kit: Kit;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  kit = await prepareKit({ kitRoot: await sharedKit(), log: () => undefined });
  folder = mkdtempSync(path.join(tmpdir(), "features-"));
  app = path.join(folder, "app");
  const { files } = await generateApp({ spec: featureSpec() });
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(app, file)), { recursive: true });
    writeFileSync(path.join(app, file), text);
  }
  symlinkSync(kit.nodeModules, path.join(folder, "node_modules"));
}, 300_000);

afterAll(() => {
  for (const child of processes) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function check(name: string): Promise<CheckResult[]> {
  const child = spawn(process.execPath, [path.join(kit.tools, "check.mjs"), name, "--app", app, "--scratch", path.join(folder, "scratch")]);
  const results: CheckResult[] = [];
  for await (const line of createInterface({ input: child.stdout })) results.push(JSON.parse(line) as CheckResult);
  return results;
}

test(
  "every check of an app with dashboard, comments, likes, reviews, search, contact and newsletter is green",
  { timeout: 180_000 },
  async () => {
    const results = await check("all");
    expect(results.map((each) => each.name).sort()).toEqual(["build", "format", "isolation", "lint", "secrets", "tests", "types"]);
    expect(results.flatMap((each) => each.findings)).toEqual([]);
  },
);

test("in each feature a rule broken on purpose fails the feature's own tests", { timeout: 120_000 }, async () => {
  const broken: [string, string, string][] = [
    [
      "features/dashboard/services/dashboard.ts",
      "if (ownerId === undefined) continue;",
      "if (ownerId === undefined && tiles.length < 0) continue;",
    ],
    [
      "features/dashboard/database/dashboard.ts",
      "WHERE ($ownerId IS NULL OR ownerId = $ownerId)",
      "WHERE ($ownerId IS NULL OR ownerId <> $ownerId)",
    ],
    ["features/recipe-comments/services/recipe-comments.ts", "if (!mayDelete(record, context))", "if (id === record.text)"],
    ["features/note-comments/services/note-comments.ts", "requireReadableRow(context, rowSource, rowId);", ""],
    ["features/recipe-likes/database/recipe-likes.ts", "WHERE rowId = $rowId", "WHERE rowId <> $rowId"],
    ["features/note-likes/services/note-likes.ts", "mayReadRow(context, rowSource, id)", "mayReadRow(context, rowSource, id) || id !== ''"],
    ["features/recipe-reviews/database/recipe-reviews.ts", "DO UPDATE SET stars = excluded.stars,", "DO UPDATE SET stars = stars,"],
    ["features/note-reviews/services/note-reviews.ts", "requireReadableRow(context, rowSource, input.rowId);", ""],
    ["features/search/database/search.ts", "OR ownerId = $ownerId", "OR $ownerId = $ownerId"],
    ["features/note-assistant/database/records.ts", "WHERE ($ownerId IS NULL OR ownerId = $ownerId)", "WHERE $ownerId = $ownerId"],
    ["features/recipe-assistant/api/assistant-routes.ts", "requirePerson(context).id", "String(Math.random())"],
    ["features/contact/services/contact.ts", "requireAccess(INBOX_ACCESS, person);", ""],
    ["features/newsletter/services/newsletter.ts", "requireAccess(LIST_ACCESS, person);", ""],
  ];
  const before = new Map(broken.map(([file]) => [file, readFileSync(path.join(app, file), "utf8")]));
  for (const [file, from, to] of broken) {
    expect([file, before.get(file)?.includes(from)]).toEqual([file, true]);
    writeFileSync(path.join(app, file), (before.get(file) ?? "").replace(from, to));
  }
  const [result] = await check("tests");
  for (const [file, text] of before) writeFileSync(path.join(app, file), text);
  const failed = new Set(result?.findings.map((each) => each.file.split("/")[1]));
  expect(failed).toEqual(new Set(broken.map(([file]) => file.split("/")[1])));
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

interface Session {
  user: { role: string } | null;
  csrfToken: string;
}

/** A browser's side of the conversation: one cookie and the page's token. */
function visitor(origin: string) {
  let cookie = "";
  const call = async (method: string, address: string, body?: unknown, token = "") => {
    const response = await fetch(origin + address, {
      method,
      headers: { origin, cookie, "x-csrf-token": token, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie().at(-1)?.split(";")[0];
    if (set) cookie = cookie.includes("=") && !set.startsWith(cookie.split("=")[0] ?? "") ? `${cookie}; ${set}` : set;
    return response;
  };
  return {
    get: async <T>(address: string) => (await (await call("GET", address)).json()) as T,
    send: async (method: "POST" | "PATCH" | "DELETE", address: string, body?: unknown) => {
      const { csrfToken } = (await (await call("GET", "/api/session")).json()) as Session;
      const response = await call(method, address, body, csrfToken);
      const text = await response.text();
      return { status: response.status, body: (text === "" ? undefined : JSON.parse(text)) as unknown };
    },
  };
}

test("the built app: people react to a recipe, find it, write to the kitchen, and the dashboard counts", { timeout: 60_000 }, async () => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [path.join(folder, "scratch", "build", "server.mjs")], {
    env: { NODE_ENV: "production", PORT: String(port), DATA_DIR: path.join(folder, "data"), APP_ORIGIN: origin, APP_VERSION: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  processes.push(child);
  for await (const line of createInterface({ input: child.stdout })) if (line.includes("listening")) break;

  const [chef, cook, guest] = [visitor(origin), visitor(origin), visitor(origin)];
  const account = (name: string) => ({ name, email: `${name}@example.com`, password: "correct horse" });
  expect((await chef.send("POST", "/api/auth/sign-up", account("chef"))).status).toBe(201);
  expect((await cook.send("POST", "/api/auth/sign-up", account("cook"))).status).toBe(201);
  const recipes = await guest.get<{ items: { id: string }[] }>("/api/recipes?q=leek");
  const rowId = recipes.items[0]?.id ?? "";
  expect((await cook.send("POST", "/api/recipe-comments", { rowId, text: "Lovely" })).status).toBe(201);
  expect((await cook.send("POST", `/api/recipe-likes/${rowId}`)).body).toEqual({ count: 1, liked: true });
  expect((await cook.send("POST", "/api/recipe-reviews", { rowId, stars: 5, text: "Yes" })).status).toBe(200);
  expect((await chef.send("POST", "/api/recipe-reviews", { rowId, stars: 4 })).status).toBe(200);
  expect((await guest.send("POST", "/api/recipe-comments", { rowId, text: "Me too" })).status).toBe(401);
  expect(await guest.get(`/api/recipe-comments?row=${rowId}`)).toMatchObject({ total: 1, items: [{ text: "Lovely", canDelete: false }] });
  expect(await guest.get(`/api/recipe-reviews/summaries?ids=${rowId}`)).toEqual({ [rowId]: { count: 2, average: 4.5 } });

  expect(await guest.get("/api/search?q=leek")).toMatchObject([{ slug: "recipes" }, { slug: "ingredients" }]);
  expect(await chef.get("/api/search?q=leeks")).toMatchObject([{ slug: "notes", hits: [{ label: "Buy leeks" }] }]);
  expect(await cook.get("/api/search?q=leeks")).toEqual([]);

  const message = { name: "Vera", email: "vera@example.com", topic: "A question", text: "Are you open?" };
  expect((await guest.send("POST", "/api/contact", message)).status).toBe(201);
  expect((await guest.send("POST", "/api/newsletter", { email: "vera@example.com" })).status).toBe(201);
  expect(await chef.get("/api/contact/messages")).toMatchObject({ unread: 1, items: [{ name: "Vera", read: false }] });
  expect(await chef.get("/api/newsletter/subscribers")).toMatchObject({ total: 1, items: [{ email: "vera@example.com" }] });

  const totals = async (who: typeof chef) =>
    (await who.get<{ tiles: { slug: string; total: number }[] }>("/api/dashboard")).tiles.map(({ slug, total }) => [slug, total]);
  expect(await totals(chef)).toEqual([
    ["categories", 2],
    ["recipes", 2],
    ["ingredients", 1],
    ["notes", 1],
  ]);
  expect((await totals(cook)).at(-1)).toEqual(["notes", 0]);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});
