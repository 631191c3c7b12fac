import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEnd, settledEvents, type World } from "../../test/world.ts";
import { createSignals, openDatabase, settleLog, write, type Context, type Platform } from "../platform/index.ts";
import {
  actorOf,
  addAgent,
  changeRole,
  contextForKey,
  createApiKey,
  listApiKeys,
  listKeyRights,
  removeMember,
  resolveApiKey,
  revokeApiKey,
  rightsThroughKey,
  type KeyPermission,
} from "./index.ts";
import { apiKeys } from "./tables.ts";

let world: World;
let owner: Context;
let ada: Context;
beforeAll(async () => {
  world = await makeWorld();
  owner = await addPerson(world, "olga", "owner");
  ada = await addPerson(world, "ada");
});
afterAll(() => world.close());

const READ: KeyPermission[] = ["chat:read"];
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: unknown }) => error.code,
  );
const byKey = async (key: string) => {
  const holder = await resolveApiKey(world.platform, key);
  return holder && contextForKey(world.platform, holder, undefined);
};

test("a key acts as its maker with the rights it was given, is kept as a hash, and says when it was used", async () => {
  const { key, apiKey } = await createApiKey(ada, { name: "Reports", permissions: READ });
  expect(key).toMatch(/^ov_[\w-]{43}$/);
  expect(key.startsWith(apiKey.prefix)).toBe(true);
  const stored = JSON.stringify(await ada.db.select().from(apiKeys));
  expect(stored).not.toContain(key.slice(apiKey.prefix.length));
  const ctx = await byKey(key);
  expect(ctx?.actor).toEqual({ kind: "person", id: ada.actor.id, can: new Set(READ), keyId: apiKey.id });
  if (!ctx) throw new Error("the key holds nobody");
  expect(await codeOf(write(ctx, "chat:write", async () => {}))).toBe("forbidden");
  expect(await codeOf(createApiKey(ctx, { name: "Another", permissions: READ }))).toBe("forbidden");
  expect(await codeOf(listApiKeys(ctx, { limit: 10 }))).toBe("forbidden");
  expect(await codeOf(listKeyRights(ctx, {}))).toBe("forbidden");
  const rights = await listKeyRights(ada, {});
  expect([rights.includes("projects:write"), rights.includes("settings:manage")]).toEqual([true, false]);
  const { items } = await listApiKeys(ada, { limit: 10 });
  expect(items).toMatchObject([{ id: apiKey.id, lastUsedAt: expect.any(Date) }]);
  expect(await byKey(`${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`)).toBeUndefined();
  expect(await byKey("ov_short")).toBeUndefined();
});

test("nobody gives a key more than they have; an admin makes keys for agents, within what the agent may", async () => {
  expect(await codeOf(createApiKey(ada, { name: "Big", permissions: ["identity:write"] }))).toBe("forbidden");
  expect(await codeOf(createApiKey(world.viewer, { name: "No", permissions: READ }))).toBe("forbidden");
  const agent = await addAgent(world.owner, { agent: "developer", name: "Devi", handle: "devi", can: ["chat:read", "chat:write"] });
  expect(await codeOf(createApiKey(ada, { name: "Devi's", permissions: READ, memberId: agent.id }))).toBe("forbidden");
  expect(await codeOf(createApiKey(owner, { name: "Ada's", permissions: READ, memberId: ada.actor.id }))).toBe("not_found");
  expect(await codeOf(createApiKey(owner, { name: "Devi's", permissions: ["hosting:delete"], memberId: agent.id }))).toBe("forbidden");
  const { key, apiKey } = await createApiKey(owner, { name: "Devi's", permissions: ["chat:write"], memberId: agent.id });
  expect((await byKey(key))?.actor).toEqual({
    kind: "agent",
    id: agent.id,
    can: new Set(["chat:write"]),
    openOnly: true,
    keyId: apiKey.id,
  });
});

test("a key ends when it is revoked, out of date, or its person leaves, and shrinks with their role", async () => {
  const revoked = await createApiKey(ada, { name: "One", permissions: READ });
  const dated = await createApiKey(ada, { name: "Two", permissions: READ, expiresInDays: 1 });
  const maja = await addPerson(world, "maja", "admin");
  const { key } = await createApiKey(maja, { name: "Three", permissions: ["chat:read", "chat:write"] });
  for (const each of [revoked.key, dated.key, key]) expect(await byKey(each)).toBeDefined();
  await revokeApiKey(ada, { keyId: revoked.apiKey.id });
  expect(await byKey(revoked.key)).toBeUndefined();
  world.clock.pass(24 * 60 * 60_000 + 1);
  expect(await byKey(dated.key)).toBeUndefined();
  await changeRole(owner, { memberId: maja.actor.id, role: "viewer" });
  expect((await byKey(key))?.actor.can).toEqual(new Set(READ));
  await removeMember(owner, { memberId: maja.actor.id });
  expect(await byKey(key)).toBeUndefined();
});

test("a key that is revoked ends in every process", async () => {
  const { platform, url } = world;
  const database = openDatabase({ url, maxConnections: 2, log: platform.log, useAppRole: true });
  const now = platform.clock.now();
  // Its clock stands: what it knows does not become old.
  const other: Platform = { ...platform, database, signals: createSignals(), clock: { now: () => now } };
  for (const each of [platform, other]) await each.signals.connect(each.database, each.log);
  const { key, apiKey } = await createApiKey(ada, { name: "Elsewhere", permissions: READ });
  const isKnown = async () => (await resolveApiKey(other, key)) !== undefined;
  expect(await isKnown()).toBe(true);
  await revokeApiKey(ada, { keyId: apiKey.id });
  await expect.poll(isKnown, { timeout: 60_000, interval: 20 }).toBe(false);
  await other.signals.close();
  await database.close();
});

test("what may be done for a program is what its person and its key may now; a key that has ended leaves what only reads, another's nothing", async () => {
  const nils = await addPerson(world, "nils");
  const permissions: KeyPermission[] = ["chat:read", "chat:write", "hosting:write"];
  const { apiKey } = await createApiKey(nils, { name: "Program", permissions, expiresInDays: 2 });
  const rights = async (of: Context = nils) => {
    const person = await actorOf(of, { kind: "person", id: of.actor.id });
    const can = await rightsThroughKey(of, person, apiKey.id);
    return can === "everything" ? can : [...can];
  };
  expect([await rights(), await rights(ada)]).toEqual([permissions, []]);
  await changeRole(owner, { memberId: nils.actor.id, role: "viewer" });
  expect(await rights()).toEqual(["chat:read"]);
  await changeRole(owner, { memberId: nils.actor.id, role: "member" });
  world.clock.pass(48 * 60 * 60_000 + 1);
  expect(await rights()).toEqual(["chat:read"]);
  await revokeApiKey(nils, { keyId: apiKey.id });
  expect(await rights()).toEqual(["chat:read"]);
});

test("keys are seen and revoked by their owner and by admins, in their workspace alone; a refusal leaves no event", async () => {
  const { key, apiKey } = await createApiKey(ada, { name: "Mine", permissions: READ });
  const bob = await addPerson(world, "bob");
  expect((await listApiKeys(bob, { limit: 10 })).items).toEqual([]);
  expect((await listApiKeys(world.stranger, { limit: 10 })).items).toEqual([]);
  expect((await listApiKeys(owner, { limit: 100 })).items.map(({ id }) => id)).toContain(apiKey.id);
  await settleLog(owner);
  const before = await settledEnd(owner);
  expect(await codeOf(revokeApiKey(bob, { keyId: apiKey.id }))).toBe("not_found");
  expect(await codeOf(revokeApiKey(world.stranger, { keyId: apiKey.id }))).toBe("not_found");
  expect(await settledEvents(owner, before)).toEqual([]);
  const holder = await resolveApiKey(world.platform, key);
  expect(() => holder && contextForKey(world.platform, holder, world.stranger.workspaceId)).toThrow(/another workspace/);
  await revokeApiKey(owner, { keyId: apiKey.id });
  expect(await settledEvents(owner, before)).toMatchObject([
    { type: "identity.api_key_revoked", memberId: ada.actor.id, actor: { id: owner.actor.id } },
  ]);
});

test("a key that asks too often waits", async () => {
  const { key } = await createApiKey(ada, { name: "Busy", permissions: READ });
  let asked = 0;
  let refusal: unknown;
  while (refusal === undefined && asked < 5_000) {
    asked += 1;
    refusal = await resolveApiKey(world.platform, key).then(
      () => undefined,
      (error: unknown) => error,
    );
  }
  expect(refusal).toMatchObject({ code: "too_many_requests" });
  world.clock.pass(60_000);
  expect(await byKey(key)).toBeDefined();
});
