import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppSpec } from "@openvibe/appspec";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeWorld, type World } from "../../test/world.ts";
import { addPerson } from "../../test/people.ts";
import { listBudgets } from "../billing/index.ts";
import { findVirtualKey, listVirtualKeys, revokeVirtualKey } from "../keys/index.ts";
import { AppError } from "../platform/index.ts";
import { events } from "../platform/tables.ts";
import { recordSpec, startProject } from "../projects/index.ts";
import { modelsSocket } from "../sandbox/index.ts";
import {
  addVersion,
  changeVersion,
  deleteApp,
  deployVersion,
  ensureApp,
  foldersOf,
  getModelsGrant,
  grantModels,
  hostingDriver,
  places,
  revokeModels,
  watchApps,
  type App,
  type Deployment,
  type HostingDriver,
} from "./index.ts";

let world: World;
let directory: string;
/** What each app was started with last. */
const running = new Map<string, Deployment>();
let onDeploy: (deployment: Deployment) => Promise<void> = () => Promise.resolve();

const driver: Partial<HostingDriver> = {
  name: "fake",
  async deploy(deployment) {
    await onDeploy(deployment);
    running.set(deployment.appId, deployment);
  },
  async stop() {},
  async remove(appId) {
    running.delete(appId);
  },
  register: (deployment) => void running.set(deployment.appId, deployment),
  onChange: () => () => undefined,
};

beforeAll(async () => {
  world = await makeWorld();
  directory = await mkdtemp(join(tmpdir(), "openvibe-grants-"));
  world.drivers
    .put(hostingDriver, driver as HostingDriver)
    .put(modelsSocket, "/srv/doors/models.sock")
    .put(places, {
      appsDirectory: directory,
      kitDirectory: () => Promise.resolve(join(directory, "kit")),
      urlOf: (slug) => `http://${slug}.localhost:3999`,
      platformOrigin: () => "http://localhost:3999",
    });
});
afterAll(async () => {
  await world.close();
  await rm(directory, { recursive: true, force: true });
});

const SPEC: AppSpec = AppSpec.parse({
  specVersion: 1,
  name: "Pots",
  tagline: "Recipes of a team",
  theme: { accent: "rose", icon: "soup" },
  currency: "EUR",
  accounts: "required",
  roles: [{ name: "cook", label: "Cook" }],
  capabilities: ["CAP-1", "CAP-2"].map((id) => ({ id, title: "Cook", acceptance: ["A cook cooks"] })),
  entities: [
    {
      name: "recipe",
      plural: "recipes",
      label: "Recipe",
      pluralLabel: "Recipes",
      capability: "CAP-1",
      displayField: "title",
      fields: [{ name: "title", label: "Title", type: "text", required: true }],
      access: { read: ["member"], create: ["member"], update: ["member"], delete: ["member"] },
    },
  ],
  features: [],
});
const ASSISTANT: AppSpec["features"][number] = {
  kind: "assistant",
  capability: "CAP-2",
  on: "recipe",
  draft: "Description",
  questions: [],
};

/** An app whose first version serves. */
async function servedApp(features: AppSpec["features"]): Promise<App> {
  const project = await startProject(world.owner, { idea: "Recipes" });
  const spec = { ...SPEC, features };
  await recordSpec(world.owner, { projectId: project.id, after: 0, spec, changes: [], writtenBy: "test" });
  const app = await ensureApp(world.owner, {
    projectId: project.id,
    threadId: project.threadId,
    name: "Pots",
    accent: "rose",
    icon: "soup",
  });
  await makeVersion(app);
  return deployVersion(world.owner, { appId: app.id, number: 1 });
}

async function makeVersion({ id: appId }: App): Promise<number> {
  const { number } = await addVersion(world.owner, { appId, specVersion: 1, summary: "A version" });
  await changeVersion(world.owner, { appId, number, commit: "abc", built: true });
  await mkdir(foldersOf(directory, appId).release(number), { recursive: true });
  return number;
}

const keyOf = (app: App) => running.get(app.id)?.env["MODELS_KEY"] ?? "";
const opens = async (key: string) => (await findVirtualKey(world.platform, key))?.appId;

test("an app that has a use for models gets a key of its own with a budget when an admin grants it, another one at each version, and loses it at once", async () => {
  const app = await servedApp([ASSISTANT]);
  const { id: appId } = app;
  expect(await getModelsGrant(world.owner, { appId })).toEqual({ wanted: true, granted: false, costs: null });
  expect(running.get(appId)).not.toHaveProperty("sockets");

  const granted = await grantModels(world.owner, { appId, monthlyLimitMicros: 2_000_000 });
  expect(granted).toEqual({
    wanted: true,
    granted: true,
    costs: { monthlyLimitMicros: 2_000_000, monthMicros: 0, totalMicros: 0, calls: 0 },
  });
  expect(running.get(appId)).toMatchObject({ sockets: [{ host: "/srv/doors/models.sock", inside: "/run/models.sock" }] });
  expect(running.get(appId)?.env["MODELS_SOCKET"]).toBe("/run/models.sock");
  const first = keyOf(app);
  expect(await opens(first)).toBe(appId);
  await grantModels(world.owner, { appId, monthlyLimitMicros: 3_000_000 });
  expect((await listBudgets(world.owner, { scope: "key", limit: 9 })).items).toMatchObject([{ limitMicros: 3_000_000 }]);
  expect(keyOf(app)).toBe(first);

  // Both answer while the next version starts; only one does after.
  const number = await makeVersion(app);
  onDeploy = async (deployment) => {
    expect(deployment.env["MODELS_KEY"]).not.toBe(first);
    expect([await opens(first), await opens(deployment.env["MODELS_KEY"] ?? "")]).toEqual([appId, appId]);
  };
  await deployVersion(world.owner, { appId, number });
  onDeploy = () => Promise.resolve();
  const second = keyOf(app);
  expect([await opens(first), await opens(second)]).toEqual([undefined, appId]);

  // A version that does not start leaves the key of the one that serves.
  const broken = await makeVersion(app);
  let refused = "";
  onDeploy = (deployment) => {
    refused = deployment.env["MODELS_KEY"] ?? "";
    return Promise.reject(new AppError("unavailable", "It did not start."));
  };
  await expect(deployVersion(world.owner, { appId, number: broken })).rejects.toThrow("It did not start.");
  onDeploy = () => Promise.resolve();
  expect([await opens(refused), await opens(second)]).toEqual([undefined, appId]);

  // A server that starts again gives it the same.
  running.clear();
  await (await watchApps(world.platform)).close();
  expect(keyOf(app)).toBe(second);

  expect(await revokeModels(world.owner, { appId })).toEqual({ wanted: true, granted: false, costs: null });
  expect([await opens(second), keyOf(app)]).toEqual([undefined, ""]);
  expect(running.get(appId)).not.toHaveProperty("sockets");
  const told = (await world.owner.db.select({ type: events.type }).from(events).orderBy(events.seq)).map(({ type }) => type);
  expect(told.filter((type) => type.startsWith("hosting.models_"))).toEqual(["hosting.models_granted", "hosting.models_revoked"]);
  expect(told).toContain("keys.virtual_key_revoked");
});

test("the key ends with the app, and with the key itself in the settings", async () => {
  const [gone, cut] = [await servedApp([ASSISTANT]), await servedApp([ASSISTANT])];
  for (const { id: appId } of [gone, cut]) await grantModels(world.owner, { appId });
  const [keyOfGone, keyOfCut] = [keyOf(gone), keyOf(cut)];
  await deleteApp(world.owner, { appId: gone.id });
  const { items } = await listVirtualKeys(world.owner, { limit: 9 });
  expect(items.map(({ appId }) => appId)).toEqual([cut.id]);
  await revokeVirtualKey(world.owner, { keyId: items[0]?.id ?? "" });
  expect([await opens(keyOfGone), await opens(keyOfCut)]).toEqual([undefined, undefined]);
  expect(await getModelsGrant(world.owner, { appId: cut.id })).toMatchObject({ granted: false });
});

test("only an admin grants models, only to an app with a use for them, and others see that but no money", async () => {
  const [app, plain] = [await servedApp([ASSISTANT]), await servedApp([])];
  const bob = await addPerson(world, "bob", "member");
  await expect(grantModels(bob, { appId: app.id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(grantModels(world.owner, { appId: plain.id })).rejects.toMatchObject({ code: "conflict" });
  await expect(grantModels(world.stranger, { appId: app.id })).rejects.toMatchObject({ code: "not_found" });
  await grantModels(world.owner, { appId: app.id });
  expect(await getModelsGrant(bob, { appId: app.id })).toEqual({ wanted: true, granted: true, costs: null });
  await expect(revokeModels(bob, { appId: app.id })).rejects.toMatchObject({ code: "forbidden" });
});
