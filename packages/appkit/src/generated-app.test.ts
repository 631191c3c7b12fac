import { spawn, type ChildProcess } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateApp } from "./generate-app.ts";
import { prepareKit, type Kit } from "./prepare-kit.ts";
import { richSpec } from "./rich-spec.ts";
import { sharedKit } from "./test/shared-kit.ts";

interface CheckResult {
  name: string;
  ok: boolean;
  findings: { file: string; line: number; message: string }[];
}

const SECRET = "a-secret-of-the-platform";
let folder: string;
let app: string;
let kit: Kit;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  kit = await prepareKit({ kitRoot: await sharedKit(), log: () => undefined });
  folder = mkdtempSync(path.join(tmpdir(), "generated-app-"));
  app = path.join(folder, "app");
  const { files } = await generateApp({ spec: richSpec() });
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

/** Runs `work` with a file of the app changed. */
async function withChange(file: string, from: string, to: string, work: () => Promise<void>): Promise<void> {
  const target = path.join(app, file);
  const text = readFileSync(target, "utf8");
  expect(text).toContain(from);
  writeFileSync(target, text.replace(from, to));
  try {
    await work();
  } finally {
    writeFileSync(target, text);
  }
}

test("every check of a rich app is green", { timeout: 180_000 }, async () => {
  const results = await check("all");
  expect(results.map((each) => each.name).sort()).toEqual(["build", "format", "isolation", "lint", "secrets", "tests", "types"]);
  expect(results.flatMap((each) => each.findings)).toEqual([]);
});

test("each check finds what it is for", { timeout: 180_000 }, async () => {
  const service = "features/recipes/services/recipes.ts";
  const finds = async (name: string, file: string) => {
    const [result] = await check(name);
    expect(result?.ok).toBe(false);
    expect(result?.findings[0]).toMatchObject({ file });
    expect(result?.findings[0]?.line).toBeGreaterThan(0);
  };
  const head = 'import type { Context } from "../../../shared/server/context.ts";\n';
  await withChange(service, head, `${head}import { access as other } from "../../notes/services/notes.ts";\nvoid other;\n`, () =>
    finds("isolation", service),
  );
  await withChange(service, head, `${head}export const token: string = 5;\n`, () => finds("types", service));
  await withChange(service, head, `${head}debugger;\n`, () => finds("lint", service));
  await withChange(service, head, `${head}export   const x = 1;\n`, () => finds("format", service));
  await withChange(service, head, `${head}export const apiKey = "${["sk", "ant", "Zx8".repeat(15)].join("-")}";\n`, () =>
    finds("secrets", service),
  );
  await withChange(service, head, `${head}import { gone } from "./gone.ts";\nvoid gone;\n`, async () =>
    expect((await check("build"))[0]?.ok).toBe(false),
  );
});

test("a rule broken on purpose fails the slice's own tests", { timeout: 180_000 }, async () => {
  const broken: [string, string, string][] = [
    ["features/recipes/services/recipes.ts", "requireAccess(access.update, context.person, before.owner?.id);", ""],
    ["features/recipes/services/recipes.ts", "if (!movesFrom(row, context.person).includes(move))", "if (row.id === to)"],
    ["features/notes/services/notes.ts", "if (!row || !allows(access.read, context.person, row.owner?.id))", "if (!row)"],
    ["features/recipes/database/recipes-table.ts", "WHERE id = $id AND version = $version", "WHERE id = $id AND $version > 0"],
    ["features/categories/types/category.ts", "max: 100", "max: 1000"],
  ];
  for (const [file, from, to] of broken)
    await withChange(file, from, to, async () => {
      const [result] = await check("tests");
      expect([from, result?.ok]).toEqual([from, false]);
      expect(result?.findings[0]?.file).toContain(file.split("/").slice(0, 2).join("/"));
    });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

test("the built app answers, keeps its data over a restart and lets the owner in by link", { timeout: 60_000 }, async () => {
  expect(await check("build")).toMatchObject([{ ok: true }]);
  const built = path.join(folder, "scratch", "build");
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const start = async () => {
    const child = spawn(process.execPath, [path.join(built, "server.mjs")], {
      env: {
        NODE_ENV: "production",
        PORT: String(port),
        DATA_DIR: path.join(folder, "data"),
        APP_ORIGIN: origin,
        OWNER_LINK_SECRET: SECRET,
        APP_VERSION: "7",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    processes.push(child);
    for await (const line of createInterface({ input: child.stdout })) if (line.includes("listening")) return child;
    throw new Error("The app did not start");
  };
  const first = await start();
  expect(await (await fetch(`${origin}/health`)).json()).toEqual({ ok: true, version: "7" });
  const page = await fetch(`${origin}/recipes/some-page`);
  expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
  expect(page.headers.get("x-powered-by")).toBeNull();
  const html = await page.text();
  for (const [, address] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
    const asset = await fetch(origin + address);
    expect([address, asset.status, asset.headers.get("cache-control")]).toEqual([address, 200, "public, max-age=31536000, immutable"]);
  }
  expect((await fetch(`${origin}/assets/..%2f..%2fserver.mjs`)).status).toBe(404);
  const { items } = (await (await fetch(`${origin}/api/recipes?sort=title`)).json()) as {
    items: { title: string; category: { label: string }; pairsWith: unknown[] }[];
  };
  expect(items.map((each) => [each.title, each.category.label, each.pairsWith.length])).toEqual([
    ["Leek soup", "Soups", 1],
    ["Rye bread", "Breads", 0],
  ]);

  const token = (changes: object) => {
    const payload = Buffer.from(
      JSON.stringify({ email: "owner@example.com", name: "Owner", exp: Date.now() / 1000 + 60, nonce: randomUUID(), ...changes }),
    ).toString("base64url");
    return `${payload}.${createHmac("sha256", SECRET).update(payload).digest("base64url")}`;
  };
  const visit = (value: string) => fetch(`${origin}/auth/owner?token=${value}`, { redirect: "manual" });
  const once60 = token({});
  const entered = await visit(once60);
  expect([entered.status, entered.headers.get("location")]).toEqual([303, "/"]);
  expect((await visit(once60)).status).toBe(403);
  expect((await visit(token({ exp: Date.now() / 1000 - 1 }))).status).toBe(403);
  expect((await visit(`${token({}).split(".")[0]}.AAAA`)).status).toBe(403);
  const cookie = entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const session = (await (await fetch(`${origin}/api/session`, { headers: { cookie } })).json()) as {
    user: { role: string };
    csrfToken: string;
  };
  expect(session.user.role).toBe("head");
  const headers = { cookie, origin, "x-csrf-token": session.csrfToken };

  // Somebody takes a colleague's address, which nobody checks; when the colleague comes by link, the account is theirs alone.
  const visited = await fetch(`${origin}/api/session`);
  const stranger = {
    cookie: visited.headers.getSetCookie()[0]?.split(";")[0] ?? "",
    origin,
    "x-csrf-token": ((await visited.json()) as { csrfToken: string }).csrfToken,
    "content-type": "application/json",
  };
  const account = { email: "colleague@example.com", password: "a long password" };
  const post = (address: string, body: object) =>
    fetch(origin + address, { method: "POST", headers: stranger, body: JSON.stringify(body) });
  const joined = await post("/api/auth/sign-up", { name: "Impostor", ...account });
  expect(joined.status).toBe(201);
  const theirs = joined.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const userOf = async (held: string) =>
    ((await (await fetch(`${origin}/api/session`, { headers: { cookie: held } })).json()) as { user: { role: string } | null }).user;
  expect((await userOf(theirs))?.role).not.toBe("head");
  const colleague = await visit(token({ email: account.email }));
  expect((await userOf(colleague.headers.getSetCookie()[0]?.split(";")[0] ?? ""))?.role).toBe("head");
  expect([await userOf(theirs), (await post("/api/auth/sign-in", account)).status]).toEqual([null, 401]);

  const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(64)]);
  const uploaded = await fetch(`${origin}/api/uploads`, {
    method: "POST",
    headers: { ...headers, "content-type": "image/png" },
    body: png,
  });
  const { url } = (await uploaded.json()) as { url: string };
  const picture = await fetch(origin + url);
  expect([picture.status, picture.headers.get("content-type"), picture.headers.get("content-security-policy")]).toEqual([
    200,
    "image/png",
    "sandbox; default-src 'none'",
  ]);
  const form = new FormData();
  form.set("file", new Blob(["<script>"], { type: "image/png" }), "x.png");
  expect((await fetch(`${origin}/api/uploads`, { method: "POST", headers, body: form })).status).toBe(422);
  const notes = (await (await fetch(`${origin}/api/notes`, { headers: { cookie } })).json()) as {
    items: { title: string; owner: { name: string } }[];
  };
  expect(notes.items.map((each) => [each.title, each.owner.name])).toEqual([["Buy leeks", "Owner"]]);

  first.kill("SIGTERM");
  expect(await once(first, "exit")).toEqual([0, null]);
  const second = await start();
  const again = (await (await fetch(`${origin}/api/recipes`, { headers: { cookie } })).json()) as {
    total: number;
    items: { can: { update: boolean } }[];
  };
  expect([again.total, again.items[0]?.can.update]).toEqual([2, true]);
  second.kill("SIGTERM");
  await once(second, "exit");
});
