import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, it, vi } from "vitest";
import { runInSandbox, type SandboxDriver } from "@openvibe/core/sandbox";
import { createBubblewrapSandbox, createProcessSandbox } from "./index.ts";
import { findMarked } from "./process-tree.ts";
import { makeScratch } from "./test/scratch.ts";
import { nodePath } from "./test/node-path.ts";

const bubblewrap = createBubblewrapSandbox({ nodePath });
const withoutGroups = { ...createBubblewrapSandbox({ controlGroups: false, nodePath }), name: "bubblewrap without control groups" };
const plain = createProcessSandbox({ allowUnisolated: true, nodePath });
const canIsolate = (await bubblewrap.check()).ok;
const drivers: SandboxDriver[] = canIsolate ? [bubblewrap, withoutGroups, plain] : [plain];
const scratch = makeScratch();
const WAIT = { timeout: 60_000, interval: 20 };

afterAll(async () => {
  await Promise.all(drivers.map((driver) => driver.close()));
  scratch.remove();
});

/** Listens in /work/out, so that the host can tell whether it lives. */
const DAEMON = `
  import { spawn } from "node:child_process";
  import { existsSync } from "node:fs";
  const socket = process.env.SOCKET;
  // A socket's file is there before anybody listens.
  const listen =
    "const up = () => require('fs').writeFileSync(process.env.SOCKET + '.up', '');" +
    "require('net').createServer((s) => s.on('error', () => 0)).listen(process.env.SOCKET, up)";
  spawn(process.execPath, ["-e", listen], { detached: true, stdio: "ignore" }).unref();
  const timer = setInterval(() => {
    if (!existsSync(socket + '.up')) return;
    process.stdout.write("ready");
    clearInterval(timer);
    if (process.env.STAYS) setInterval(() => 0, 1000);
    else process.stdin.once("data", () => process.exit(0));
  }, 10);`;

describe.each(drivers)("$name", (driver) => {
  it("runs a program with the files, words and input it is given, and nothing of ours", async () => {
    const code = `
      import { readFileSync, writeFileSync } from "node:fs";
      import { join } from "node:path";
      writeFileSync(join(process.env.OUT, "made"), readFileSync(0, "utf8").toUpperCase());
      process.stderr.write("a warning");
      process.stdout.write(JSON.stringify({ env: Object.keys(process.env), arguments: process.argv.slice(2).length }));
      process.exit(4);`;
    process.env["OF_THE_SERVER"] = "secret";
    const spec = scratch.program(code, { env: { OUT: "/work/out" }, stdin: { text: "typed" } });
    const result = await runInSandbox(driver, { ...spec, argv: [...spec.argv, "$(id)", "; rm -rf /"] });
    delete process.env["OF_THE_SERVER"];
    expect(result).toMatchObject({ code: 4, signal: null, why: "exited", stderr: "a warning" });
    const seen = JSON.parse(result.stdout) as { env: string[]; arguments: number };
    expect(seen.arguments).toBe(2);
    expect(seen.env).toContain("OUT");
    expect(seen.env).not.toContain("OF_THE_SERVER");
    expect(readFileSync(join(scratch.out, "made"), "utf8")).toBe("TYPED");
  });

  it("finds packages beside the app's folder", async () => {
    const kit = scratch.folder("kit/node_modules/greeting");
    writeFileSync(join(kit, "index.js"), "module.exports = 'good morning';");
    const spec = scratch.program(`import greeting from "greeting"; process.stdout.write(greeting);`);
    const mounts = [...spec.mounts, { source: join(scratch.root, "kit/node_modules"), target: "/work/node_modules", mode: "ro" as const }];
    expect(await runInSandbox(driver, { ...spec, mounts })).toMatchObject({ code: 0, stdout: "good morning" });
  });

  it("ends a program at its time limit and says so", async () => {
    const spec = scratch.program("setInterval(() => 0, 1000)");
    const result = await runInSandbox(driver, { ...spec, limits: { ...spec.limits, timeMs: 400 } });
    expect(result).toMatchObject({ why: "timeout" });
    expect(result.durationMs).toBeLessThan(30_000);
  });

  it.each(["kill", "its own end"])("leaves no process in the background after %s", async (how) => {
    const name = `${driver.name.length}${how.length}.sock`;
    const env = { SOCKET: `/work/out/${name}`, ...(how === "kill" ? { STAYS: "1" } : {}) };
    const child = await driver.spawn(scratch.program(DAEMON, { env, stdin: "pipe" }));
    await once(child.stdout, "data");
    const link = join(scratch.root, `l${name}`);
    symlinkSync(join(scratch.out, name), link);
    const line = connect(link);
    const closed = new Promise<void>((resolve) => line.on("error", () => undefined).once("close", () => resolve()));
    await once(line, "connect");
    expect((await child.usage())?.processes).toBeGreaterThanOrEqual(2);
    if (how === "kill") void child.kill();
    else child.stdin?.write("go");
    expect(await child.exit).toMatchObject(how === "kill" ? { why: "killed" } : { why: "exited", code: 0 });
    line.end();
    await closed;
    await expect(once(connect(link), "connect")).rejects.toThrow(/ECONNREFUSED/);
    expect(await child.usage()).toBeUndefined();
  });

  it.skipIf(process.platform !== "linux")("ends with the server, even when that is killed", async () => {
    const mark = randomUUID();
    const make = driver.isolates ? "createBubblewrapSandbox({ nodePath })" : "createProcessSandbox({ allowUnisolated: true, nodePath })";
    const spec = scratch.program("setInterval(() => 0, 1000)", { env: { MARK: mark } });
    const code = `
      import { createBubblewrapSandbox, createProcessSandbox } from ${JSON.stringify(join(import.meta.dirname, "index.ts"))};
      const nodePath = ${JSON.stringify(nodePath)};
      await ${make}.spawn(${JSON.stringify(spec)});
      process.stdout.write("started");
      setInterval(() => 0, 1000);`;
    const server = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
    await once(server.stdout, "data");
    await vi.waitFor(async () => expect(await findMarked(`MARK=${mark}`)).toHaveLength(1), WAIT);
    server.kill("SIGKILL");
    await vi.waitFor(async () => expect(await findMarked(`MARK=${mark}`)).toEqual([]), WAIT);
  });

  it("passes SIGTERM on to the program", async () => {
    const child = await driver.spawn(
      scratch.program(
        `process.on("SIGTERM", () => { process.stdout.write("bye", () => process.exit(5)); }); process.stdout.write("up"); setInterval(() => 0, 1000);`,
      ),
    );
    await once(child.stdout, "data");
    child.signal("SIGTERM");
    expect(await text(child.stdout)).toBe("bye");
    expect(await child.exit).toMatchObject({ code: 5, why: "exited" });
  });

  it("keeps the beginning and the end of a flood", async () => {
    const spec = scratch.program(`process.stdout.write("first" + "x".repeat(3e6) + "last");`);
    const { stdout } = await runInSandbox(driver, spec, { maxOutputBytes: 10_000 });
    expect(stdout.length).toBeLessThan(80_000);
    expect(stdout).toMatch(/^first[^]*bytes left out[^]*last$/);
  });

  it("ends a program whose heap grows without end, and one that writes too large a file", async () => {
    const greedy = scratch.program(`const all = []; for (;;) all.push(Array.from({ length: 1e5 }, (_, i) => ({ i })));`);
    expect(await runInSandbox(driver, { ...greedy, limits: { ...greedy.limits, memoryBytes: 128 * 1024 * 1024 } })).toMatchObject({
      why: "out_of_memory",
    });
    const writer = scratch.program(
      `import { writeFileSync } from "node:fs"; process.on("SIGXFSZ", () => 0); writeFileSync(process.argv[2], Buffer.alloc(16 << 20));`,
    );
    const result = await runInSandbox(driver, { ...writer, argv: [...writer.argv, "/work/out/large"] });
    expect(result.code).not.toBe(0);
    expect(result.stderr).toContain("EFBIG");
  });

  it("refuses what it could not run, before it starts anything", async () => {
    const spec = scratch.program("0");
    const mount = (source: string, target: string) => ({ ...spec, mounts: [{ source, target, mode: "ro" as const }] });
    await expect(driver.spawn(mount(scratch.root, "/proc/x"))).rejects.toMatchObject({ code: "bad_request" });
    await expect(driver.spawn(mount(scratch.root, "/work/../etc"))).rejects.toMatchObject({ code: "bad_request" });
    await expect(driver.spawn(mount(join(scratch.root, "absent"), "/work/x"))).rejects.toMatchObject({ code: "unavailable" });
    await expect(driver.spawn({ ...spec, uid: 0 })).rejects.toMatchObject({ code: "bad_request" });
    await expect(driver.spawn({ ...spec, env: { "A=B": "c" } })).rejects.toMatchObject({ code: "bad_request" });
  });
});

it("runs nothing without isolation unless the operator said so", async () => {
  const refusing = createProcessSandbox({ allowUnisolated: false });
  expect(refusing.isolates).toBe(false);
  expect(await refusing.check()).toMatchObject({ ok: false, problem: expect.stringContaining("bubblewrap") as unknown });
  await expect(refusing.spawn(scratch.program("0"))).rejects.toMatchObject({ code: "unavailable" });
});
