import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEnd, settledEvents, type World } from "../../test/world.ts";
import { workspaces } from "../identity/tables.ts";
import { LOG_START, settleLog, systemContext, write, type Context } from "../platform/index.ts";
import {
  listSettings,
  platformSettings,
  PlatformSettings,
  resetSetting,
  setSetting,
  SettingEvents,
  settingsTools,
  settingOf,
  workspacesThatSet,
  type SettingKey,
} from "./index.ts";

let world: World;
let admin: Context;
let ada: Context;
beforeAll(async () => {
  world = await makeWorld();
  admin = await addPerson(world, "adam", "admin");
  ada = await addPerson(world, "ada");
});
afterAll(() => world.close());

const listed = async (ctx: Context, key: SettingKey) => (await listSettings(ctx)).find((each) => each.key === key);

test("a value comes from the highest layer that has one, and every layer is told of", async () => {
  expect(await listed(ada, "theme.accent")).toMatchObject({ value: "standard", from: "platform", setBy: null });
  await setSetting(admin, { key: "template", layer: "workspace", value: "engineering" });
  expect(await listed(ada, "theme.accent")).toMatchObject({ value: "slate", from: "template" });
  await setSetting(admin, { key: "theme.accent", layer: "workspace", value: "teal" });
  await setSetting(ada, { key: "theme.accent", layer: "user", value: "rose" });
  expect(await listed(ada, "theme.accent")).toMatchObject({
    value: "rose",
    from: "user",
    setBy: ada.actor.id,
    layers: { platform: "standard", template: "slate", workspace: "teal", user: "rose" },
  });
  expect(await listed(admin, "theme.accent")).toMatchObject({ value: "teal", from: "workspace", setBy: admin.actor.id });
  await resetSetting(ada, { key: "theme.accent", layer: "user" });
  expect(await settingOf(ada, "theme.accent")).toBe("teal");
  await resetSetting(admin, { key: "theme.accent", layer: "workspace" });
  await resetSetting(admin, { key: "template", layer: "workspace" });
  expect(await settingOf(ada, "theme.accent")).toBe("standard");
});

test("a locked value holds for everybody until it is unlocked, and what people chose is there again", async () => {
  await setSetting(ada, { key: "theme.mode", layer: "user", value: "dark" });
  await setSetting(admin, { key: "theme.mode", layer: "workspace", value: "light", locked: true });
  expect(await listed(ada, "theme.mode")).toMatchObject({ value: "light", from: "workspace", locked: true });
  await expect(setSetting(ada, { key: "theme.mode", layer: "user", value: "system" })).rejects.toThrow(/locked for everybody/);
  await setSetting(admin, { key: "theme.mode", layer: "workspace", value: "light" });
  expect(await listed(ada, "theme.mode")).toMatchObject({ value: "dark", from: "user", locked: false });
});

test("nobody but an admin sets what holds for all, and a value that does not fit changes nothing", async () => {
  await expect(setSetting(ada, { key: "words.fork", layer: "workspace", value: "Branch" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(resetSetting(ada, { key: "words.fork", layer: "workspace" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(setSetting(ada, { key: "words.fork", layer: "user", value: "Branch" })).rejects.toThrow(/for the whole workspace/);
  await expect(setSetting(admin, { key: "forks.depth", layer: "workspace", value: 2, locked: true })).rejects.toThrow(/nothing to lock/);
  await settleLog(admin);
  const before = await settledEnd(admin);
  const misfits: [SettingKey, unknown][] = [
    ["forks.depth", 11],
    ["forks.depth", "3"],
    ["words.fork", "<b>"],
    ["words.fork", "x".repeat(21)],
    ["retention.messageDays", 0],
    ["search.language", "english'; drop table"],
    [
      "sidebar.sections",
      [
        { id: "apps", hidden: false },
        { id: "apps", hidden: true },
      ],
    ],
    ["theme.mode", undefined],
  ];
  for (const [key, value] of misfits)
    expect([key, await setSetting(admin, { key, layer: "workspace", value }).catch((error: { code: string }) => error.code)]).toEqual([
      key,
      "bad_request",
    ]);
  expect(await settledEvents(admin, before)).toEqual([]);
  expect(await settingOf(ada, "forks.depth")).toBe(3);
});

test("a tool that sets something refuses a value that does not fit before anybody is asked for a yes", () => {
  const input = settingsTools.find(({ name }) => name === "settings_set")?.input;
  const given = { key: "theme.accent", layer: "workspace" };
  expect(input?.safeParse({ ...given, value: "teal" }).success).toBe(true);
  expect(input?.safeParse({ ...given, value: "pink-ish" }).error?.issues).toMatchObject([{ path: ["value"] }]);
});

test("another workspace has its own values, and one person's choice is told to nobody else", async () => {
  await settleLog(admin);
  const before = await settledEnd(admin);
  await setSetting(admin, { key: "retention.messageDays", layer: "workspace", value: 30 });
  await setSetting(ada, { key: "theme.accent", layer: "user", value: "amber" });
  await setSetting(world.stranger, { key: "words.fork", layer: "workspace", value: "Aside" });
  expect(await settingOf(ada, "words.fork")).toBe("Fork");
  expect(await settingOf(world.stranger, "retention.messageDays")).toBeNull();
  expect(await workspacesThatSet(world.owner, "retention.messageDays")).toEqual([{ workspaceId: world.workspaceId, value: 30 }]);
  const events = await settledEvents(admin, before);
  expect(events.map(({ type, memberId, payload }) => ({ type, memberId, payload }))).toEqual([
    {
      type: SettingEvents.SettingChanged.type,
      memberId: null,
      payload: { key: "retention.messageDays", layer: "workspace", value: 30, locked: false },
    },
    {
      type: SettingEvents.SettingChanged.type,
      memberId: ada.actor.id,
      payload: { key: "theme.accent", layer: "user", value: "amber", locked: false },
    },
  ]);
  expect((await settledEvents(world.stranger, LOG_START)).map(({ payload }) => payload)).toMatchObject([{ value: "Aside" }]);
});

test("what the operator sets holds where nobody else said anything, also for work over all workspaces", async () => {
  expect(PlatformSettings.safeParse({ "forks.depth": 11 }).error?.issues).toMatchObject([{ path: ["forks.depth"], message: "At most 10" }]);
  expect(PlatformSettings.safeParse({ "no.such": 1 }).success).toBe(false);
  const system = systemContext(world.platform);
  await write(system, "test", (tx) =>
    tx.db.insert(workspaces).values(["wsp_one", "wsp_two"].map((id) => ({ id, name: id, createdAt: tx.clockNow }))),
  );
  world.drivers.put(platformSettings, PlatformSettings.parse({ "theme.accent": "violet", "agents.transcriptDays": 7 }));
  expect(await listed(admin, "theme.accent")).toMatchObject({ value: "violet", from: "platform", layers: { platform: "violet" } });
  await setSetting(admin, { key: "template", layer: "workspace", value: "engineering" });
  expect(await listed(admin, "theme.accent")).toMatchObject({ value: "slate", from: "template" });
  await setSetting(admin, { key: "agents.transcriptDays", layer: "workspace", value: 14 });
  const held = new Map((await workspacesThatSet(system, "agents.transcriptDays")).map(({ workspaceId, value }) => [workspaceId, value]));
  expect([world.workspaceId, "wsp_one", "wsp_two"].map((id) => held.get(id))).toEqual([14, 7, 7]);
  world.drivers.put(platformSettings, {});
  await resetSetting(admin, { key: "template", layer: "workspace" });
});

test("a process that did not make the change hears of it", async () => {
  const other = { ...world.platform };
  const elsewhere = { ...ada, platform: other };
  expect(await settingOf(elsewhere, "forks.perThread")).toBe(50);
  await setSetting(admin, { key: "forks.perThread", layer: "workspace", value: 7 });
  await expect.poll(() => settingOf(elsewhere, "forks.perThread"), { timeout: 30_000 }).toBe(7);
});
