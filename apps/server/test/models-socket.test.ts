import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { spawnSync } from "node:child_process";
import { modelDriver, modelProvider, operatorAccounts, type UsableAccount } from "@openvibe/core/gateway";
import { createVirtualKey, revokeVirtualKey } from "@openvibe/core/keys";
import { runInSandbox, SANDBOX_NODE, throughLoopback, type SandboxDriver } from "@openvibe/core/sandbox";
import { reachableCopy } from "@openvibe/drivers/machine";
import { createModelDriver, offlineModel } from "@openvibe/drivers/models";
import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import { createBubblewrapSandbox, createProcessSandbox } from "@openvibe/drivers/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openModelsSocket } from "../src/doors/models-socket.ts";
import { openServer, type OpenServer, type Person } from "./open-server.ts";

const MIB = 1024 * 1024;
const INSIDE = "/run/models.sock";
const driver = createModelDriver({ reach: "machine" });
let server: OpenServer;
let models: ModelServer;
let ada: Person;
let root: string;
let door: Awaited<ReturnType<typeof openModelsSocket>>;
let sandbox: SandboxDriver;

beforeAll(async () => {
  [server, models] = await Promise.all([openServer(), startModelServer()]);
  const account = { kind: "openai" as const, name: "openai", baseUrl: models.baseUrl("openai"), key: "right-key" };
  const openai: UsableAccount = { id: "operator-openai", account, ownKey: false, local: false, models: [] };
  server.world.drivers.put(modelDriver, driver).put(modelProvider, offlineModel()).put(operatorAccounts, [openai]);
  ada = await server.person("Ada");
  root = mkdtempSync(join(tmpdir(), "ov-doors-"));
  chmodSync(root, 0o755);
  // Longer than the path of a socket may be.
  const directory = join(root, "of-a-server-with-a-long-name".repeat(4), "doors");
  mkdirSync(directory, { recursive: true });
  door = await openModelsSocket({ platform: server.world.platform, directory });
  const nodePath = await reachableCopy(process.execPath, join(root, "runtime"), "node");
  const isolating = createBubblewrapSandbox({ nodePath });
  sandbox = (await isolating.check()).ok ? isolating : createProcessSandbox({ allowUnisolated: true, nodePath });
});
afterAll(async () => {
  await sandbox.close();
  await door.close();
  await server.close();
  await driver.close();
  await models.close();
  rmSync(root, { recursive: true, force: true });
});

/** What a program in the sandbox prints that may speak to the door with this key. */
async function inside(code: string, key: string): Promise<unknown> {
  const port = 18_080;
  const program = `
    import { request } from "node:http"; import { text } from "node:stream/consumers";
    const ask = (method, path, body, headers = {}) => new Promise((resolve, reject) => {
      const asked = request({ socketPath: process.env.MODELS, method, path, headers: { authorization: "Bearer " + process.env.KEY, "content-type": "application/json", ...headers } });
      asked.once("error", reject).once("response", async (answer) => resolve({ status: answer.statusCode, body: await text(answer) }));
      asked.end(body && JSON.stringify(body));
    });
    ${code}
    process.stdout.write(JSON.stringify(result)); process.exit(0);`;
  const spec = {
    argv: [SANDBOX_NODE, "--input-type=module", "-"],
    cwd: "/tmp",
    env: { MODELS: INSIDE, KEY: key },
    mounts: [],
    sockets: [{ host: door.path, inside: INSIDE }],
    uid: 60_700,
    limits: { memoryBytes: 512 * MIB, cpus: 1, processes: 64, fileBytes: MIB, tmpBytes: MIB, timeMs: 60_000 },
    stdin: { text: program },
  };
  const { stdout, stderr, code: ended } = await runInSandbox(sandbox, throughLoopback(spec, { port, inside: INSIDE }));
  expect({ ended, stderr }).toEqual({ ended: 0, stderr: "" });
  return JSON.parse(stdout);
}

const hello = { model: "openai/gpt-5-mini", messages: [{ role: "user", content: "Hello" }] };

test("from inside a sandbox the models answer, by the socket and by the loopback, whole and streamed, and a revoked key is refused", async () => {
  const { key, virtualKey } = await createVirtualKey(ada.ctx, { name: "The shop" });
  models.next({ say: "Good day" }, { say: ["Good ", "evening"] });
  const code = `
    const first = await ask("POST", "/v1/chat/completions", ${JSON.stringify(hello)});
    const second = await fetch("http://127.0.0.1:18080/v1/chat/completions", { method: "POST", headers: { authorization: "Bearer " + process.env.KEY, "content-type": "application/json" }, body: JSON.stringify(${JSON.stringify({ ...hello, stream: true })}) });
    const result = { status: first.status, text: JSON.parse(first.body).choices[0].message.content, type: second.headers.get("content-type"), stream: await second.text() };`;
  expect(await inside(code, key)).toMatchObject({
    status: 200,
    text: "Good day",
    type: expect.stringContaining("text/event-stream") as unknown,
    stream: expect.stringMatching(/Good [^]*evening[^]*\[DONE\]/) as unknown,
  });
  await revokeVirtualKey(ada.ctx, { keyId: virtualKey.id });
  const again = `const { status } = await ask("POST", "/v1/chat/completions", ${JSON.stringify(hello)}); const result = status;`;
  expect(await inside(again, key)).toBe(401);
  expect(await inside(again, "")).toBe(401);
});

test("nothing else is behind the socket: no route of the platform, with a key, a session or neither", async () => {
  const { key } = await createVirtualKey(ada.ctx, { name: "A curious app" });
  const paths = [
    ["POST", "/rpc/chat/listChannels"],
    ["GET", "/api/v1/apps"],
    ["GET", "/health"],
    ["GET", "/metrics"],
    ["GET", "/"],
    ["POST", "/mcp"],
    ["GET", "/v1/../metrics"],
    ["GET", "/v1/%2e%2e/metrics"],
    ["GET", "/api/auth/get-session"],
    ["GET", "/files/x"],
    ["GET", "http://localhost/metrics"],
    ["POST", "/v1/keys"],
  ];
  const code = `const result = []; for (const [method, path] of ${JSON.stringify(paths)}) result.push((await ask(method, path, method === "POST" ? {} : undefined, { cookie: ${JSON.stringify(ada.cookie)} })).status);`;
  expect(await inside(code, key)).toEqual(paths.map(() => 404));
  // The session opens the platform's port, so it was a good one.
  expect((await server.rpc("chat/listChannels", { limit: 5 }, { cookie: ada.cookie })).status).toBe(200);
});

test("its socket goes with the server, and one that a killed server left behind goes at the next start", async () => {
  const directory = join(root, "again");
  mkdirSync(directory);
  const name = "models-1-dead.sock";
  const listens = `require("net").createServer().listen(${JSON.stringify(name)}, () => process.kill(process.pid, "SIGKILL"))`;
  spawnSync(process.execPath, ["-e", listens], { cwd: directory });
  expect(readdirSync(directory)).toEqual([name]);
  const first = await openModelsSocket({ platform: server.world.platform, directory });
  const second = await openModelsSocket({ platform: server.world.platform, directory });
  expect(readdirSync(directory).sort()).toEqual([basename(first.path), basename(second.path)].sort());
  await first.close();
  await second.close();
  expect(readdirSync(directory)).toEqual([]);
});
