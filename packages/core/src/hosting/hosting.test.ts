import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeWorld, type World } from "../../test/world.ts";
import { AppError, makeContext, withKey, type Context } from "../platform/index.ts";
import { startProject } from "../projects/index.ts";
import {
  addVersion,
  changeVersion,
  deleteApp,
  deployVersion,
  ensureApp,
  foldersOf,
  getApp,
  getUsage,
  hostingDriver,
  noteFailedApp,
  places,
  releaseMaker,
  startApp,
  stopApp,
  watchApps,
  withdrawVersion,
  type App,
  type HostingDriver,
} from "./index.ts";

const DAY_MS = 24 * 60 * 60_000;
let world: World;
let directory: string;
const removed: string[] = [];
/** What the driver serves, as "release", "stopped" or nothing. */
const serving = new Map<string, string>();
const rebuilt: number[] = [];
let onDeploy: () => Promise<void>;
let onRemove: () => Promise<void>;

/** Serves nothing; what the core makes of its answers is what these tests are about. */
const driver: Partial<HostingDriver> = {
  name: "fake",
  async deploy({ appId, release }) {
    await onDeploy();
    serving.set(appId, release);
  },
  async stop(appId) {
    serving.set(appId, "stopped");
  },
  async remove(appId) {
    await onRemove();
    removed.push(appId);
  },
  async start() {},
  register: () => undefined,
  usage: () => Promise.resolve(undefined),
  onChange: () => () => undefined,
};

beforeAll(async () => {
  world = await makeWorld();
  directory = await mkdtemp(join(tmpdir(), "openvibe-hosting-"));
  world.drivers.put(hostingDriver, driver as HostingDriver).put(places, {
    appsDirectory: directory,
    kitDirectory: () => Promise.resolve(join(directory, "kit")),
    urlOf: (slug) => `http://${slug}.localhost:3999`,
    platformOrigin: () => "http://localhost:3999",
  });
  world.drivers.put(releaseMaker, async (_, { appId, number }) => {
    rebuilt.push(number);
    await makeRelease(appId, number);
  });
});
beforeEach(() => {
  removed.length = 0;
  rebuilt.length = 0;
  onDeploy = () => Promise.resolve();
  onRemove = () => Promise.resolve();
});
afterAll(async () => {
  await world.close();
  await rm(directory, { recursive: true, force: true });
});

/** An app with one built version, not served yet. */
async function makeApp(): Promise<App> {
  const project = await startProject(world.owner, { idea: "A diary for my plants" });
  const look = { name: "Plant diary", accent: "emerald", icon: "sprout" };
  const app = await ensureApp(world.owner, { projectId: project.id, threadId: project.threadId, ...look });
  await makeVersion(app, "unchecked");
  return app;
}

async function makeVersion(app: App, checks: "unchecked" | "passed"): Promise<number> {
  const { number } = await addVersion(world.owner, { appId: app.id, specVersion: 1, summary: "A version" });
  await changeVersion(world.owner, { appId: app.id, number, commit: "abc", built: true, checks });
  await makeRelease(app.id, number);
  return number;
}

const makeRelease = (appId: string, number: number) => mkdir(foldersOf(directory, appId).release(number), { recursive: true });
const deploy = (app: App, number: number) => deployVersion(world.owner, { appId: app.id, number });

const rootOf = (app: App) => foldersOf(directory, app.id).root;

test("an app that is deleted while its version starts is ended again and leaves nothing", async () => {
  const app = await makeApp();
  onDeploy = () => deleteApp(world.owner, { appId: app.id }).then(() => mkdir(rootOf(app), { recursive: true }).then(() => undefined));
  await expect(deployVersion(world.owner, { appId: app.id, number: 1 })).rejects.toMatchObject({ code: "not_found" });
  expect(removed).toEqual([app.id, app.id]);
  expect(existsSync(rootOf(app))).toBe(false);
  await noteFailedApp(world.owner, { appId: app.id, note: "Its build failed" });
  await expect(getApp(world.owner, { appId: app.id })).rejects.toMatchObject({ code: "not_found" });
});

test("a deletion that a server did not live to finish is finished at the next start", async () => {
  const [app, other] = [await makeApp(), await makeApp()];
  for (const each of [app, other]) await deployVersion(world.owner, { appId: each.id, number: 1 });
  onRemove = () => Promise.reject(new Error("the server was killed"));
  await expect(deleteApp(world.owner, { appId: app.id })).rejects.toThrow("killed");
  expect(existsSync(rootOf(app))).toBe(true);
  onRemove = () => Promise.resolve();
  const watching = await watchApps(world.platform);
  await watching.close();
  expect([existsSync(rootOf(app)), existsSync(rootOf(other))]).toEqual([false, true]);
});

test("an app's disk use counts its own files and nothing that its links lead to", async () => {
  const app = await makeApp();
  const { data } = foldersOf(directory, app.id);
  await mkdir(join(data, "uploads"), { recursive: true });
  await writeFile(join(data, "uploads", "picture.png"), Buffer.alloc(1_000));
  await mkdir(join(directory, "private"));
  await writeFile(join(directory, "private", "large"), Buffer.alloc(50_000));
  await symlink(join(directory, "private"), join(data, "folder"));
  await symlink(join(directory, "private", "large"), join(data, "file"));
  expect(await getUsage(world.owner, { appId: app.id })).toMatchObject({ diskBytes: 1_000 });
});

test("a version whose deploy is called off while it starts does not serve: the one before it does, or none", async () => {
  const app = await makeApp();
  let wanted = true;
  const permit = async () => {
    if (!wanted) throw new AppError("conflict", "The build was cancelled.");
  };
  const deployAndCancel = (number: number) => {
    wanted = true;
    onDeploy = async () => void (wanted = false);
    return deployVersion(world.owner, { appId: app.id, number }, permit);
  };
  await expect(deployAndCancel(1)).rejects.toThrow("The build was cancelled.");
  expect(serving.get(app.id)).toBe("stopped");
  expect(await getApp(world.owner, { appId: app.id })).toMatchObject({ version: 0 });
  onDeploy = () => Promise.resolve();
  await deploy(app, 1);
  await makeVersion(app, "unchecked");
  await expect(deployAndCancel(2)).rejects.toThrow("The build was cancelled.");
  expect(serving.get(app.id)).toBe("1");
  expect(await getApp(world.owner, { appId: app.id })).toMatchObject({ version: 1, state: "live" });
});

test("a version that is withdrawn makes room for the last good one, or the app has none; what serves elsewhere is left alone", async () => {
  const app = await makeApp();
  const withdraw = (number: number, fallback: number | undefined) =>
    withdrawVersion(world.owner, { appId: app.id, number, fallback, note: "It was never checked." });
  await deploy(app, 1);
  expect(await withdraw(1, undefined)).toBe("stopped");
  expect(serving.get(app.id)).toBe("stopped");
  expect(await getApp(world.owner, { appId: app.id })).toMatchObject({ version: 0, state: "failed", note: "It was never checked." });
  await expect(startApp(world.owner, { appId: app.id })).rejects.toMatchObject({ code: "conflict" });
  await deploy(app, await makeVersion(app, "passed"));
  await deploy(app, await makeVersion(app, "unchecked"));
  // A swap that is under way is waited for: what it leaves behind is what counts.
  const [answer] = await Promise.all([withdraw(3, 2), withdraw(3, 2)]);
  expect(answer).toBe("replaced");
  expect([serving.get(app.id), (await getApp(world.owner, { appId: app.id })).version]).toEqual(["2", 2]);
  expect(await withdraw(3, 2)).toBe("elsewhere");
});

test("an app that a person stopped stays stopped through a deploy, one that came in between too", async () => {
  const app = await makeApp();
  await deploy(app, 1);
  await stopApp(world.owner, { appId: app.id });
  expect(await deploy(app, await makeVersion(app, "passed"))).toMatchObject({ version: 2, state: "stopped", note: "Stopped by a person" });
  expect(serving.get(app.id)).toBe("stopped");
  const program = makeContext(world.platform, { workspaceId: world.owner.workspaceId, actor: withKey(world.owner.actor, "key_1") });
  expect(await stopApp(program, { appId: app.id })).toMatchObject({ note: "Stopped by a program" });
  await startApp(world.owner, { appId: app.id });
  onDeploy = async () => void (await stopApp(world.owner, { appId: app.id }));
  expect(await deploy(app, 1)).toMatchObject({ version: 1, state: "stopped" });
  expect(serving.get(app.id)).toBe("stopped");
});

test("old builds are removed but for the newest, the last good one and those that serve; a rollback makes them again", async () => {
  const app = await makeApp();
  for (const checks of ["passed", "unchecked", "unchecked", "unchecked", "unchecked", "unchecked", "unchecked"] as const)
    await makeVersion(app, checks);
  await deploy(app, 3);
  await deploy(app, 8);
  const releases = async () => (await readdir(join(rootOf(app), "releases"))).map(Number).toSorted((a, b) => a - b);
  expect(await releases()).toEqual([2, 3, 4, 5, 6, 7, 8]);
  await deploy(app, 7);
  expect(await releases()).toEqual([2, 4, 5, 6, 7, 8]);
  expect(rebuilt).toEqual([]);
  await deploy(app, 1);
  expect([rebuilt, serving.get(app.id)]).toEqual([[1], "1"]);
});

test("the address of a deleted app goes back to its own workspace at once and to others after thirty days", async () => {
  const appOf = async (ctx: Context) => {
    const project = await startProject(ctx, { idea: "A tomb with a stone" });
    return ensureApp(ctx, { projectId: project.id, threadId: project.threadId, name: "Tombstone", accent: "emerald", icon: "sprout" });
  };
  const first = await appOf(world.owner);
  expect([first.slug, (await appOf(world.stranger)).slug]).toEqual(["tombstone", "tombstone-2"]);
  await deleteApp(world.owner, { appId: first.id });
  expect((await appOf(world.stranger)).slug).toBe("tombstone-3");
  const again = await appOf(world.owner);
  expect(again.slug).toBe("tombstone");
  await deleteApp(world.owner, { appId: again.id });
  world.clock.pass(29 * DAY_MS);
  expect((await appOf(world.stranger)).slug).toBe("tombstone-4");
  world.clock.pass(2 * DAY_MS);
  expect((await appOf(world.stranger)).slug).toBe("tombstone");
  expect((await appOf(world.owner)).slug).toBe("tombstone-5");
});
