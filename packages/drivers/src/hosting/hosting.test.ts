import { readdirSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SandboxDriver } from "@openvibe/core/sandbox";
import { createBubblewrapSandbox, createProcessSandbox } from "../sandbox/index.ts";
import { eventually, openHouse, reaches, type House } from "./test/house.ts";
import { nodePath } from "../sandbox/test/node-path.ts";

const bubblewrap = createBubblewrapSandbox({ nodePath });
const plain = createProcessSandbox({ allowUnisolated: true, nodePath });
const canIsolate = (await bubblewrap.check()).ok;
const drivers: SandboxDriver[] = canIsolate ? [bubblewrap, plain] : [plain];

afterAll(async () => {
  await Promise.all(drivers.map((driver) => driver.close()));
});

const timesSaid = (house: House, app: string, text: string) =>
  house
    .hosting()
    .logs(app, { limit: 100 })
    .filter((line) => line.text === text).length;

describe.each(drivers)("local hosting in $name", (sandbox) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(sandbox, { restartMs: [0, 50, 100] });
  });
  afterAll(() => house.close());

  it("serves a version, swaps to the next under load without a failed request, and rolls back", async () => {
    const first = house.deployment("shop", "1");
    await house.hosting().deploy(first);
    expect(await house.get("shop", "/version")).toMatchObject({ status: 200, body: "1" });

    const over = new AbortController();
    const seen: string[] = [];
    const visitors = ["/version", "/version", "/version", "/slow"].map(async (path) => {
      while (!over.signal.aborted) {
        const { status, body } = await house.get("shop", path);
        seen.push(status === 200 ? body : `failed with ${status}`);
      }
    });
    for (const release of ["2", "3"]) await house.hosting().deploy(house.deployment("shop", release));
    await house.hosting().deploy(first);
    await eventually(() => seen.at(-1) === "1");
    over.abort();
    await Promise.all(visitors);
    expect(seen.filter((each) => each.startsWith("failed"))).toEqual([]);
    expect(new Set(seen)).toEqual(new Set(["1", "2", "3"]));
    expect(house.hosting().status("shop")).toMatchObject({ state: "live", release: "1" });
  });

  it("keeps the old version when the new one does not start, and says why", async () => {
    await house.hosting().deploy(house.deployment("careful", "1"));
    const broken = house.deployment("careful", "2", { env: { STARTS: "never" } });
    await expect(house.hosting().deploy(broken)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/ended with code 3[^]*cannot open the shop/) as unknown,
    });
    expect((await house.get("careful", "/version")).body).toBe("1");
    expect(house.hosting().status("careful")).toMatchObject({ state: "live", release: "1" });
  });

  it("fails a first version that never answers, at its deadline", async () => {
    const impatient = await openHouse(sandbox, { healthMs: 800 });
    await expect(impatient.hosting().deploy(impatient.deployment("mute", "1", { env: { STARTS: "silent" } }))).rejects.toThrow(
      /did not answer/,
    );
    expect(impatient.hosting().status("mute")?.state).toBe("failed");
    expect(await impatient.get("mute", "/")).toMatchObject({ status: 502 });
    await impatient.close();
  });

  it("answers 502 to the request that crashed it, runs again for the next, and gives up when it goes on", async () => {
    await house.hosting().deploy(house.deployment("fragile", "1"));
    const crash = await house.get("fragile", "/crash", { accept: "application/json" });
    expect(crash).toMatchObject({ status: 502 });
    expect(JSON.parse(crash.body)).toMatchObject({ error: { code: "no_answer" } });
    expect(await house.get("fragile", "/version")).toMatchObject({ status: 200, body: "1" });
    const failed = reaches(house.hosting(), "fragile", "failed");
    while (house.hosting().status("fragile")?.state !== "failed") await house.get("fragile", "/crash");
    expect((await failed).note).toMatch(/ended with code 7/);
    const page = await house.get("fragile", "/", { accept: "text/html" });
    expect(page.status).toBe(502);
    expect(page.body).toContain("This app is not running");
    await house.hosting().start("fragile");
    expect((await house.get("fragile", "/version")).status).toBe(200);
  });

  it("sleeps when idle and wakes once for all who ask, with its data", async () => {
    await house.hosting().deploy(house.deployment("sleepy", "1", { idleMs: 500 }));
    expect((await house.get("sleepy", "/count")).body).toBe("1");
    await reaches(house.hosting(), "sleepy", "asleep");
    const answers = await Promise.all(Array.from({ length: 8 }, () => house.get("sleepy", "/version")));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 8 }, () => 200));
    // What an app says comes by another way than what it answers.
    const starts = () => timesSaid(house, "sleepy", "up as 1");
    await eventually(() => starts() === 2);
    expect((await house.get("sleepy", "/count")).body).toBe("2");
    expect(starts()).toBe(2);
  });

  it("stops, starts, and after a restart of the server comes back at its first request with its log", async () => {
    const deployment = house.deployment("steady", "1");
    await house.hosting().deploy(deployment);
    await house.hosting().stop("steady");
    expect(await house.get("steady", "/version")).toMatchObject({ status: 503 });
    await house.hosting().start("steady");
    expect((await house.get("steady", "/version")).status).toBe(200);
    await house.restart();
    expect(await house.get("steady", "/version")).toMatchObject({ status: 404 });
    house.hosting().register(deployment, "asleep");
    expect((await house.get("steady", "/version")).body).toBe("1");
    await eventually(() => timesSaid(house, "steady", "up as 1") === 3);
    const lines = house.hosting().logs("steady", { limit: 100 });
    expect(lines.every((line, index) => index === 0 || line.seq === (lines[index - 1]?.seq ?? 0) + 1)).toBe(true);
    expect(lines.some((line) => line.text === "asked to end")).toBe(true);
  });

  it("bounds a flood of output and goes on serving", async () => {
    await house.hosting().deploy(house.deployment("loud", "1"));
    const told: string[] = [];
    const stop = house.hosting().follow("loud", (lines) => void told.push(...lines.map((line) => line.text)));
    await house.get("loud", "/flood");
    await eventually(() => told.some((text) => /lines left out/.test(text)));
    expect((await house.get("loud", "/version")).status).toBe(200);
    stop();
    const kept = house.hosting().logs("loud", { limit: 10_000 });
    expect(kept.length).toBeLessThanOrEqual(2000);
    const last = kept.at(-1)?.seq ?? 0;
    expect(house.hosting().logs("loud", { after: last - 3, limit: 10 })).toHaveLength(3);
  });

  it("does not follow a socket that an app replaced by a link", async () => {
    const victim = createServer((_, res) => res.end("secret of a neighbour"));
    const path = join(house.directory, "victim.sock");
    await new Promise<void>((resolve) => victim.listen(path, resolve));
    await house.hosting().deploy(house.deployment("thief", "1"));
    expect((await house.get("thief", `/link?to=${encodeURIComponent(path)}`)).body).toBe("linked");
    const answer = await house.get("thief", "/");
    expect(answer.status).toBe(502);
    expect(answer.body).not.toContain("secret");
    victim.close();
  });

  it("ends an app that takes more disk than it has, says so, and starts it again once there is room", async () => {
    const small = await openHouse(sandbox, {}, { limitBytes: 20 * 1024 * 1024, everyMs: 20 });
    const deployment = small.deployment("hog", "1");
    await small.hosting().deploy(deployment);
    expect(await small.get("hog", "/large")).toMatchObject({ status: 200, body: "EFBIG" });
    expect(small.hosting().status("hog")).toMatchObject({ state: "live", restarts: 0 });

    const reason = /takes \d+ MB of disk space and has 20 MB, so it was ended\. .* OPENVIBE_APP_DISK_MB\.$/;
    await small.get("hog", "/fill");
    expect((await reaches(small.hosting(), "hog", "failed", 60_000)).note).toMatch(reason);
    const told = { stream: "host", text: expect.stringMatching(reason) as unknown };
    expect(small.hosting().logs("hog", { limit: 10 })).toContainEqual(expect.objectContaining(told));
    await expect(small.hosting().start("hog")).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/cannot start: it takes \d+ MB/) as unknown,
    });
    await expect(small.hosting().deploy(small.deployment("hog", "2"))).rejects.toMatchObject({ code: "unavailable" });
    for (const name of readdirSync(deployment.dataDir)) rmSync(join(deployment.dataDir, name));
    await small.hosting().start("hog");

    await small.get("hog", "/hoard");
    expect((await reaches(small.hosting(), "hog", "failed", 60_000)).note).toMatch(reason);
    expect(readdirSync(deployment.dataDir)).toEqual([]);
    await small.hosting().start("hog");
    expect((await small.get("hog", "/version")).body).toBe("1");
    await small.close();
  });

  it("forgets an app that is removed", async () => {
    await house.hosting().deploy(house.deployment("gone", "1"));
    await house.hosting().remove("gone");
    expect(house.hosting().status("gone")).toBeUndefined();
    expect(house.hosting().logs("gone", { limit: 10 })).toEqual([]);
    expect((await house.get("gone", "/")).status).toBe(404);
  });
});

it("clears sockets of an earlier server at its start", async () => {
  const house = await openHouse(plain);
  const stale = join(house.directory, "run", "old");
  symlinkSync("/etc", stale);
  await house.restart();
  await house.hosting().deploy(house.deployment("fresh", "1"));
  expect((await house.get("fresh", "/version")).body).toBe("1");
  await eventually(() => !readdirSync(join(house.directory, "run")).includes("old"));
  await house.close();
});

it("clears up after an app that hid folders beside its socket", async () => {
  const house = await openHouse(plain, { restartMs: [0, 50, 100] });
  const run = join(house.directory, "run");
  await house.hosting().deploy(house.deployment("digger", "1"));
  const [dug = ""] = readdirSync(run);
  expect((await house.get("digger", "/dig")).status).toBe(502);
  await eventually(() => !readdirSync(run).includes(dug));
  await house.hosting().deploy(house.deployment("digger", "2"));
  expect((await house.get("digger", "/version")).body).toBe("2");
  await house.close();
});
