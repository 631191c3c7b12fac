import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { parseFormula, type AppSpec } from "@openvibe/appspec";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateApp } from "../generate-app.ts";
import { prepareKit, type Kit } from "../prepare-kit.ts";
import { compileFormula, evaluate } from "./calculator/compile-formula.ts";
import { shopSpec } from "./shop-spec.ts";
import { toolsSpec } from "./tools-spec.ts";
import { sharedKit } from "../test/shared-kit.ts";

interface CheckResult {
  name: string;
  findings: { file: string; line: number; message: string }[];
}

const processes: ChildProcess[] = [];
let folder: string;
let kit: Kit;

beforeAll(async () => {
  kit = await prepareKit({ kitRoot: await sharedKit(), log: () => undefined });
  folder = mkdtempSync(path.join(tmpdir(), "tools-"));
  symlinkSync(kit.nodeModules, path.join(folder, "node_modules"));
}, 300_000);

afterAll(() => {
  for (const child of processes) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function write(name: string, spec: AppSpec): Promise<string> {
  const app = path.join(folder, name);
  const { files } = await generateApp({ spec });
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(app, file)), { recursive: true });
    writeFileSync(path.join(app, file), text);
  }
  return app;
}

async function check(app: string): Promise<CheckResult[]> {
  const child = spawn(process.execPath, [path.join(kit.tools, "check.mjs"), "all", "--app", app, "--scratch", `${app}-scratch`]);
  const results: CheckResult[] = [];
  for await (const line of createInterface({ input: child.stdout })) results.push(JSON.parse(line) as CheckResult);
  return results;
}

test("every check is green for apps of tools and for shops, with and without accounts and stock", { timeout: 300_000 }, async () => {
  const specs = { none: toolsSpec("none"), required: toolsSpec("required"), shop: shopSpec(), uncounted: shopSpec(false) };
  for (const [name, spec] of Object.entries(specs)) {
    const results = await check(await write(name, spec));
    expect([name, results.length, results.flatMap((each) => each.findings)]).toEqual([name, 7, []]);
  }
});

test("an app that keeps nothing on the server has no table of scores and says where they are", async () => {
  const { files } = await generateApp({ spec: toolsSpec("none") });
  expect([...files.keys()].filter((file) => /^features\/.*\/(?:database|api)\//.test(file))).toEqual([]);
  expect(files.get("features/snake-game/components/best-scores.tsx")).toContain("in this browser only");
});

test("a slice that is generated again keeps its files byte for byte", async () => {
  const { files } = await generateApp({ spec: shopSpec() });
  const again = await generateApp({ spec: shopSpec(), previous: { spec: shopSpec(), files } });
  expect([again.changedSlices, again.deleted]).toEqual([[], []]);
});

test("a compiled formula gives what its tree gives, however operators nest", () => {
  const values = { a: 3, b: -2, c: 0.5 };
  const formulas = [
    "-a ^ 2 + b * c",
    "(-a) ^ 2 / (b - c) % 4",
    "2 ^ 3 ^ c",
    "a > b ? (b > a ? 1 : 2) : 3",
    "(a > b) * 10 + (a == 3) - (b != -2)",
    "c ? a : b",
    "round(a / 7, 3) + max(a, b, c) - min(a, b) * abs(b)",
    "ln(exp(c)) + log10(pow(10, a)) + sqrt(a * a) + floor(c) + ceil(c)",
    "a - (b - (c - 1)) - 1",
    "0 * a + (a - a) + (4 > 3 ? a : 1 / 0)",
  ];
  for (const formula of formulas) {
    const tree = parseFormula(formula);
    const text = compileFormula(tree, (name) => name);
    // oxlint-disable-next-line typescript/no-implied-eval -- what is under test is that this text computes what its tree says
    const compiled = new Function("a", "b", "c", "round", `return ${text}`) as (...given: unknown[]) => number;
    const round = (value: number, digits = 0) => Number(`${Math.round(Number(`${value}e${digits}`))}e${-digits}`);
    expect([formula, compiled(values.a, values.b, values.c, round)]).toEqual([formula, expect.closeTo(evaluate(tree, values), 9)]);
  }
});

test("the built shop sells, books and lets people talk", { timeout: 60_000 }, async () => {
  const child = spawn(process.execPath, [path.join(`${folder}/shop-scratch`, "build", "server.mjs")], {
    env: { NODE_ENV: "production", PORT: "0", DATA_DIR: path.join(folder, "data") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  processes.push(child);
  const origin = await listeningAt(child);
  const keeper = await signUp(origin, "keeper@example.com");
  const guest = await signUp(origin, "guest@example.com");
  const products = (await guest("GET", "/api/products?sort=-stock")) as { items: { id: string; name: string; stock: number }[] };
  const mug = products.items.find((each) => each.name === "Clay mug");
  await guest("POST", "/api/cart/lines", { productId: mug?.id, quantity: 2 });
  const address = { name: "Guest", street: "Main Street 1", postalCode: "1", city: "Town", country: "Land", note: "" };
  const order = (await guest("POST", "/api/cart/checkout", { ...address, totalMinor: 3600 })) as { id: string; status: string };
  expect(order.status).toBe("new");
  const left = (await guest("GET", `/api/products/${mug?.id}`)) as { stock: number };
  expect(left.stock).toBe((mug?.stock ?? 0) - 2);
  expect(await keeper("POST", `/api/cart/orders/${order.id}/move`, { to: "paid" })).toMatchObject({ status: "paid" });
  const { items: rooms } = (await guest("GET", "/api/room-bookings/resources")) as { items: { id: string }[] };
  const soon = new Date(Date.now() + 3 * 86_400_000);
  if (soon.getUTCDay() === 0) soon.setUTCDate(soon.getUTCDate() + 1);
  const booking = { resourceId: rooms[0]?.id, day: soon.toISOString().slice(0, 10), startMinute: 600 };
  expect(await guest("POST", "/api/room-bookings", booking)).toMatchObject({ startMinute: 600, endMinute: 660 });
  expect(await keeper("POST", "/api/room-bookings", booking)).toMatchObject({ error: { code: "conflict" } });
  await guest("POST", "/api/chat-rooms/messages", { room: "general", text: "Hello", key: "0123456789" });
  expect(await keeper("GET", "/api/chat-rooms/messages?room=general")).toMatchObject({ items: [{ text: "Hello" }], hasEarlier: false });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

async function listeningAt(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The app's output is not read");
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (address) return address;
  }
  throw new Error("The app did not start");
}

type Send = (method: string, address: string, body?: object) => Promise<unknown>;

/** A person with a session of their own; gives what sends their requests. */
async function signUp(origin: string, email: string): Promise<Send> {
  const cookies = new Map<string, string>();
  let token = "";
  const send: Send = async (method, address, body) => {
    const response = await fetch(origin + address, {
      method,
      headers: {
        origin,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "x-csrf-token": token,
        ...(body ? { "content-type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    const answer: unknown = await response.json();
    if (typeof answer === "object" && answer !== null && "csrfToken" in answer) token = String(answer.csrfToken);
    return answer;
  };
  await send("GET", "/api/session");
  await send("POST", "/api/auth/sign-up", { name: email.split("@")[0], email, password: "correct horse" });
  return send;
}
