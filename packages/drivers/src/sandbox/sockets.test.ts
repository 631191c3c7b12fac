import { once } from "node:events";
import { chmodSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import { runInSandbox, throughLoopback, type SandboxDriver, type SandboxSpawn } from "@openvibe/core/sandbox";
import { createBubblewrapSandbox, createProcessSandbox } from "./index.ts";
import { makeScratch } from "./test/scratch.ts";
import { nodePath } from "./test/node-path.ts";

const bubblewrap = createBubblewrapSandbox({ nodePath });
const plain = createProcessSandbox({ allowUnisolated: true, nodePath });
const canIsolate = (await bubblewrap.check()).ok;
const drivers: SandboxDriver[] = canIsolate ? [bubblewrap, plain] : [plain];
const scratch = makeScratch();
const door = join(scratch.folder("doors"), "models.sock");
const INSIDE = "/run/models.sock";
const heard: string[] = [];
const server = createServer((request, response) => {
  void text(request).then((body) => {
    heard.push(`${request.method} ${request.url} ${body}`);
    response.end(`${request.headers["authorization"]} may pass`);
  });
});
await once(server.listen(door), "listening");
chmodSync(door, 0o666);

afterAll(async () => {
  server.close();
  await Promise.all(drivers.map((driver) => driver.close()));
  scratch.remove();
});

const withDoor = (code: string, env: Record<string, string> = {}): SandboxSpawn =>
  scratch.program(code, { env: { MODELS: INSIDE, ...env }, sockets: [{ host: door, inside: INSIDE }] });

/** A free port, for the driver whose programs share the host's. */
async function freePort(): Promise<number> {
  const holder = createTcpServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const { port } = holder.address() as AddressInfo;
  await once(holder.close(), "close");
  return port;
}

describe.each(drivers)("$name", (driver) => {
  it("leads to the socket that it was given, by its path", async () => {
    const asks = `
      import { request } from "node:http"; import { text } from "node:stream/consumers";
      const asked = request({ socketPath: process.env.MODELS, path: "/v1/models", headers: { authorization: "Bearer a" } });
      asked.once("response", async (answer) => process.stdout.write(await text(answer))).end();`;
    expect(await runInSandbox(driver, withDoor(asks))).toMatchObject({ code: 0, stdout: "Bearer a may pass" });
    expect(heard.at(-1)).toBe("GET /v1/models ");
  });

  it("leads there by a port of its own loopback too, and the program's input, output, signals and end stay its own", async () => {
    const port = await freePort();
    const asks = `
      import { text } from "node:stream/consumers";
      const answer = await fetch("http://127.0.0.1:${port}/v1/chat", { method: "POST", body: await text(process.stdin), headers: { authorization: "Bearer b" } });
      process.stdout.write(process.argv[2] + ": " + await answer.text());
      process.exit(7);`;
    const spec = withDoor(asks);
    const asked = { ...spec, argv: [...spec.argv, "said"], stdin: { text: "x".repeat(200_000) } };
    expect(await runInSandbox(driver, throughLoopback(asked, { port, inside: INSIDE }))).toMatchObject({
      code: 7,
      stdout: "said: Bearer b may pass",
      stderr: "",
    });
    expect(heard.at(-1)).toBe(`POST /v1/chat ${"x".repeat(200_000)}`);
    const waits = withDoor(`process.once("SIGTERM", () => process.exit(9)); setInterval(() => 0, 1000); process.stdout.write("up");`);
    const child = await driver.spawn(throughLoopback(waits, { port, inside: INSIDE }));
    await once(child.stdout, "data");
    child.signal("SIGTERM");
    expect(await child.exit).toMatchObject({ code: 9, why: "exited" });
    const absent = await runInSandbox(driver, throughLoopback({ ...spec, argv: ["/work/app/absent"] }, { port, inside: INSIDE }));
    expect(absent).toMatchObject({ code: 127, stderr: expect.stringContaining("absent could not be started") as unknown });
  });

  it("takes no file for a socket, and no socket that is not there", async () => {
    const spec = withDoor("0");
    const file = join(scratch.root, "app/main.mjs");
    await expect(driver.spawn({ ...spec, sockets: [{ host: file, inside: INSIDE }] })).rejects.toMatchObject({ code: "bad_request" });
    await expect(driver.spawn({ ...spec, sockets: [{ host: `${door}.gone`, inside: INSIDE }] })).rejects.toMatchObject({
      code: "unavailable",
    });
  });
});

it.skipIf(!canIsolate)("nothing else opens with it: no other socket, no network, no host, and the socket cannot be replaced", async () => {
  const neighbour = createServer((_, response) => response.end("secret")).listen(join(scratch.root, "doors/neighbour.sock"));
  const service = createTcpServer((socket) => socket.end()).listen(0, "127.0.0.1");
  await Promise.all([once(neighbour, "listening"), once(service, "listening")]);
  const tries = `
    import fs from "node:fs"; import net from "node:net"; import { once } from "node:events";
    const seen = {};
    const attempt = async (name, work) => { try { await work(); seen[name] = "done"; } catch (error) { seen[name] = error.code; } };
    const to = (...where) => once(net.connect(...where), "connect");
    await attempt("beside", () => to("/run/neighbour.sock"));
    await attempt("onHost", () => to(${JSON.stringify(join(scratch.root, "doors/neighbour.sock"))}));
    await attempt("doorOnHost", () => to(${JSON.stringify(door)}));
    await attempt("host", () => to(${(service.address() as AddressInfo).port}, "127.0.0.1"));
    await attempt("outside", () => to(443, "192.0.2.1"));
    await attempt("remove", () => fs.unlinkSync(process.env.MODELS));
    await attempt("rename", () => fs.renameSync(process.env.MODELS, "/tmp/mine"));
    await attempt("mode", () => fs.chmodSync(process.env.MODELS, 0o600));
    process.stdout.write(JSON.stringify(seen)); process.exit(0);`;
  const result = await runInSandbox(bubblewrap, withDoor(tries));
  expect(result).toMatchObject({ code: 0 });
  expect(JSON.parse(result.stdout)).toEqual({
    beside: "ENOENT",
    onHost: "ENOENT",
    doorOnHost: "ENOENT",
    host: "ECONNREFUSED",
    outside: "ENETUNREACH",
    remove: expect.stringMatching(/EROFS|EBUSY/) as unknown,
    rename: expect.stringMatching(/EROFS|EBUSY|EXDEV/) as unknown,
    mode: expect.stringMatching(/EROFS|EPERM/) as unknown,
  });
  neighbour.close();
  service.close();
});
