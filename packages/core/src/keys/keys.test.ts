import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEnd, settledEvents, type World } from "../../test/world.ts";
import { listBudgets, setBudget, settle } from "../billing/index.ts";
import { removeMember } from "../identity/index.ts";
import { createLogger, createSecretBox, makeContext, messageOf, newId, settleLog, type Context } from "../platform/index.ts";
import {
  addProviderKey,
  createVirtualKey,
  findVirtualKey,
  getVirtualKey,
  listKeyUses,
  listProviderKeys,
  listVirtualKeys,
  listVirtualKeyUses,
  modelDriver,
  noteKeyUse,
  writeKeyUses,
  operatorAccounts,
  revokeProviderKey,
  revokeVirtualKey,
  rotateProviderKey,
  testProviderKey,
  usableAccounts,
  type ModelDriver,
  type ModelFault,
} from "./index.ts";

const GOOD = "sk-good-0123456789-WXYZ";
const NEXT = "sk-good-9876543210-ABCD";
const BAD = "sk-bad-00000000000000";
/** No server answers to it. */
const FAR = "sk-far-00000000000000";
/** A good one that may not list models. */
const SHUT = "sk-shut-0000000000000";

/** Takes keys that are good, and says the key in all its errors, as some vendors do. */
const driver: ModelDriver = {
  languageModel: () => {
    throw new Error("no model is called here");
  },
  embeddingModel: () => undefined,
  async test({ key }) {
    if (key?.startsWith("sk-good") || key === undefined) return { models: ["small", "large"] };
    throw new Error(`Incorrect API key provided: ${key}`);
  },
  faultOf(error): ModelFault {
    const message = messageOf(error);
    return { kind: message.includes(FAR) ? "unavailable" : message.includes(SHUT) ? "no_access" : "bad_key", message };
  },
};

let world: World;
let admin: Context;
let ada: Context;
const lines: string[] = [];
const answers: unknown[] = [];

beforeAll(async () => {
  world = await makeWorld();
  world.drivers.put(modelDriver, driver);
  const log = createLogger({ level: "trace", destination: { write: (line) => void lines.push(line) } });
  const platform = { ...world.platform, log };
  const speaking = (ctx: Context) => makeContext(platform, { workspaceId: ctx.workspaceId, actor: ctx.actor });
  admin = speaking(await addPerson(world, "adam", "admin"));
  ada = speaking(await addPerson(world, "ada", "member"));
});
afterAll(() => world.close());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "it worked",
    (error: { code?: string }) => error.code,
  );
const inUse = async (ctx: Context, onBehalfOf?: string) =>
  (await usableAccounts(ctx, onBehalfOf)).map(({ account, ownKey }) => [account.name, account.key, ownKey]);

async function raw(query: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: world.url });
  await client.connect();
  try {
    await client.query("set openvibe.workspace = '*'");
    return (await client.query<Record<string, unknown>>(query)).rows;
  } finally {
    await client.end();
  }
}

test("a key is tried, kept sealed, shown by its end alone, changed and forgotten", async () => {
  const key = await addProviderKey(admin, { kind: "anthropic", label: "Team", key: ` ${GOOD} ` });
  answers.push(key);
  expect(key).toMatchObject({ name: "anthropic", lastFour: "WXYZ", owner: "workspace", models: ["small", "large"], revokedAt: null });
  expect(await inUse(ada)).toEqual([["anthropic", GOOD, true]]);
  await expect(rotateProviderKey(admin, { keyId: key.id, key: BAD })).rejects.toThrow(/does not take this key/);
  expect(await inUse(ada)).toEqual([["anthropic", GOOD, true]]);
  answers.push(await rotateProviderKey(admin, { keyId: key.id, key: NEXT }), await testProviderKey(admin, { keyId: key.id }));
  expect(await inUse(ada)).toEqual([["anthropic", NEXT, true]]);
  expect((await listProviderKeys(admin, { limit: 10 })).items).toMatchObject([{ id: key.id, lastFour: "ABCD" }]);
  answers.push(await revokeProviderKey(admin, { keyId: key.id }));
  expect(await inUse(ada)).toEqual([]);
  expect(await raw(`select sealed_key, revoked_at is null live from provider_keys where id = '${key.id}'`)).toEqual([
    { sealed_key: null, live: false },
  ]);
  expect((await listProviderKeys(admin, { limit: 10 })).items).toEqual([]);
  expect(await codeOf(rotateProviderKey(admin, { keyId: key.id, key: GOOD }))).toBe("conflict");
});

test("a key that the provider does not take leaves nothing, and its error does not repeat it", async () => {
  await settleLog(admin);
  const start = await settledEnd(admin);
  const refused = await addProviderKey(admin, { kind: "openai", label: "Typo", key: BAD }).catch((error: unknown) => error);
  answers.push(messageOf(refused));
  expect(refused).toMatchObject({ code: "bad_request", message: expect.stringContaining("OpenAI does not take this key") });
  expect(messageOf(refused)).not.toContain(BAD);
  const far = { kind: "openai", label: "Far", key: FAR } as const;
  await expect(addProviderKey(admin, far)).rejects.toThrow(/^OpenAI could not be reached\. See that this server has a way to the internet/);
  const shut = "OpenAI does not let this key see its models. Check there what the key may do, and whether your country is served.";
  await expect(addProviderKey(admin, { ...far, key: SHUT })).rejects.toThrow(shut);
  const baseUrl = "https://proxy.example.com/v1";
  const atField = async (key: string) => addProviderKey(admin, { ...far, key, baseUrl }).catch((error: unknown) => error);
  expect([await atField(BAD), await atField(FAR)]).toMatchObject([{ details: { field: "key" } }, { details: { field: "baseUrl" } }]);
  await expect(addProviderKey(admin, { ...far, baseUrl })).rejects.toThrow("OpenAI could not be reached. Check the address and try again.");
  expect((await listProviderKeys(admin, { limit: 10 })).items).toEqual([]);
  expect(await settledEvents(admin, start)).toEqual([]);
  for (const wrong of [
    { kind: "openai", label: "No key" },
    { kind: "compatible", label: "No name", baseUrl: "https://example.com/v1" },
    { kind: "compatible", name: "anthropic", label: "A vendor's name", baseUrl: "https://example.com/v1" },
    { kind: "compatible", name: "ours", label: "Nowhere", key: GOOD },
    { kind: "openai", label: "Two lines", key: `${GOOD}\r\nx-admin: 1` },
    { kind: "openai", label: "A file", key: GOOD, baseUrl: "file:///etc/passwd" },
  ] as const)
    expect(await codeOf(addProviderKey(admin, wrong)), wrong.label).not.toBe("it worked");
});

test("one's own key serves one's own calls, before the workspace's, and that before the operator's, until one leaves", async () => {
  const operators = { id: "operator-openai", account: { kind: "openai", name: "openai", key: "sk-operator" }, ownKey: false } as const;
  world.drivers.put(operatorAccounts, [{ ...operators, local: false, models: [] }]);
  expect(await inUse(ada)).toEqual([["openai", "sk-operator", false]]);
  await addProviderKey(admin, { kind: "openai", label: "Team", key: GOOD });
  await addProviderKey(admin, { kind: "openai", label: "Team, second", key: NEXT });
  const own = await addProviderKey(ada, { kind: "openai", label: "Ada's", key: "sk-good-of-ada-alone", owner: "me" });
  const agent = world.actor("mem_agent", new Set(["gateway:call"]), "agent");
  expect(await inUse(ada)).toEqual([["openai", "sk-good-of-ada-alone", true]]);
  expect(await inUse(agent, ada.actor.id)).toEqual([["openai", "sk-good-of-ada-alone", true]]);
  for (const other of [agent, admin]) expect(new Set((await inUse(other)).map(([, key]) => key))).toEqual(new Set([GOOD, NEXT]));
  expect((await listProviderKeys(admin, { limit: 10 })).items.map(({ label }) => label)).toEqual(["Team, second", "Team"]);
  expect((await listProviderKeys(ada, { limit: 10 })).items.map(({ label }) => label)).toEqual(["Ada's"]);
  expect(await codeOf(revokeProviderKey(admin, { keyId: own.id }))).toBe("not_found");

  await removeMember(world.owner, { memberId: ada.actor.id });
  world.clock.pass(11_000);
  expect((await inUse(agent, ada.actor.id)).map(([, key]) => key)).not.toContain("sk-good-of-ada-alone");
  expect(await inUse(world.stranger)).toEqual([["openai", "sk-operator", false]]);
  world.drivers.put(operatorAccounts, []);
});

test("each use is counted, told of once an hour, and never more than the key's name is said", async () => {
  const { id } = await addProviderKey(admin, { kind: "compatible", name: "ollama", label: "Shed", baseUrl: "http://10.0.0.7:11434/v1" });
  const [account] = (await usableAccounts(admin)).filter((each) => each.id === id);
  expect(account).toMatchObject({ local: true, models: ["small", "large"], account: { kind: "compatible", name: "ollama" } });
  // A proxy before a vendor's models makes them no cheaper.
  const proxied = await addProviderKey(admin, { kind: "openai", label: "Proxy", key: GOOD, baseUrl: "http://10.0.0.7:4000/v1" });
  expect((await usableAccounts(admin)).find((each) => each.id === proxied.id)?.local).toBe(false);
  await revokeProviderKey(admin, { keyId: proxied.id });
  await settleLog(admin);
  const start = await settledEnd(admin);
  const usesOf = async () => (await listProviderKeys(admin, { limit: 10 })).items.find((each) => each.id === id)?.uses;
  for (let use = 0; use < 20; use += 1) noteKeyUse(admin, { id, ownKey: true });
  await expect.poll(usesOf, { timeout: 30_000 }).toBe(1);
  world.clock.pass(60_001);
  noteKeyUse(admin, { id, ownKey: true });
  await expect.poll(usesOf, { timeout: 30_000 }).toBe(21);
  noteKeyUse(admin, { id, ownKey: true });
  await writeKeyUses(admin.platform);
  expect(await usesOf()).toBe(22);
  world.clock.pass(60 * 60_000);
  noteKeyUse(admin, { id, ownKey: true });
  await expect.poll(usesOf, { timeout: 30_000 }).toBe(23);
  expect((await settledEvents(admin, start)).map(({ type, payload }) => [type, payload])).toEqual([
    ["keys.provider_key_used", { keyId: id, provider: "ollama", label: "Shed", uses: 1 }],
    ["keys.provider_key_used", { keyId: id, provider: "ollama", label: "Shed", uses: 23 }],
  ]);
});

test("who looks after a key, of a provider or of an app, sees what it was used for, call by call, the newest first", async () => {
  const tool = (await createVirtualKey(admin, { name: "Billing bot" })).virtualKey.id;
  const team = await addProviderKey(admin, { kind: "google", label: "Team's", key: GOOD });
  const own = await addProviderKey(ada, { kind: "google", label: "Ada's Google", key: NEXT, owner: "me" });
  const agent = world.actor("mem_agent", new Set(["gateway:call"]), "agent");
  const about = { provider: "google", model: "gemini-2.5-flash", payer: { onBehalfOf: ada.actor.id }, ownKey: true, durationMs: 1 };
  const use = (providerKeyId: string, skill: string, costMicros: number, outcome: "ok" | "failed" = "ok", keyId?: string) =>
    settle(agent, {
      ...about,
      payer: { ...about.payer, keyId },
      reservationId: newId("rsv"),
      callId: newId("mdc"),
      providerKeyId,
      skill,
      costMicros,
      outcome,
      usage: { inputTokens: 10, outputTokens: 2 },
    });
  await use(team.id, "turn", 70);
  await use(own.id, "turn", 80);
  await use(team.id, "write_spec", 90, "failed", tool);
  const first = await listKeyUses(admin, { keyId: team.id, limit: 1 });
  expect(first.items).toMatchObject([
    {
      skill: "write_spec",
      model: "google/gemini-2.5-flash",
      memberId: ada.actor.id,
      agentId: "mem_agent",
      costMicros: 90,
      outcome: "failed",
    },
  ]);
  const rest = await listKeyUses(admin, { keyId: team.id, limit: 5, cursor: first.nextCursor });
  expect(rest).toMatchObject({ items: [{ skill: "turn", inputTokens: 10, outputTokens: 2, costMicros: 70, outcome: "ok" }] });
  expect(rest.nextCursor).toBeUndefined();
  expect(await listVirtualKeyUses(admin, { keyId: tool, limit: 5 })).toEqual({ items: first.items });
  expect(await codeOf(listVirtualKeyUses(ada, { keyId: tool, limit: 5 }))).toBe("forbidden");
  expect(await codeOf(listVirtualKeyUses(world.stranger, { keyId: tool, limit: 5 }))).toBe("not_found");
  expect((await listKeyUses(ada, { keyId: own.id, limit: 5 })).items).toMatchObject([{ skill: "turn", costMicros: 80 }]);
  for (const [other, { id: keyId }] of [
    [ada, team],
    [admin, own],
    [world.stranger, team],
  ] as const)
    expect(await codeOf(listKeyUses(other, { keyId, limit: 5 }))).toBe("not_found");
  for (const [by, { id: keyId }] of [
    [admin, team],
    [ada, own],
  ] as const)
    await revokeProviderKey(by, { keyId });
  await revokeVirtualKey(admin, { keyId: tool });
  expect((await listKeyUses(admin, { keyId: team.id, limit: 5 })).items).toHaveLength(2);
});

test("keys are managed by admins, one's own by oneself, and touched by nobody of another workspace", async () => {
  const bob = await addPerson(world, "bob", "member");
  const viewer = await addPerson(world, "vera", "viewer");
  const [first] = (await listProviderKeys(admin, { limit: 1 })).items;
  const keyId = first?.id ?? "";
  const own = { kind: "google", label: "Own", key: GOOD, owner: "me" } as const;
  expect(await codeOf(addProviderKey(bob, { kind: "google", label: "Ours", key: GOOD }))).toBe("forbidden");
  expect(await codeOf(addProviderKey(viewer, own))).toBe("forbidden");
  expect(await codeOf(addProviderKey(world.actor("mem_bot", "everything", "agent"), own))).toBe("forbidden");
  expect(await codeOf(createVirtualKey(bob, { name: "App" }))).toBe("forbidden");
  expect(await codeOf(listVirtualKeys(bob, { limit: 1 }))).toBe("forbidden");
  for (const other of [bob, world.stranger]) {
    expect(await codeOf(revokeProviderKey(other, { keyId }))).toBe("not_found");
    expect(await codeOf(rotateProviderKey(other, { keyId, key: GOOD }))).toBe("not_found");
  }
  expect((await listProviderKeys(world.stranger, { limit: 10 })).items).toEqual([]);
});

test("a virtual key is shown once, may call models and nothing else, has a limit of its own, and ends at once", async () => {
  const { key, virtualKey } = await createVirtualKey(admin, {
    name: "Shop",
    appId: "app_1",
    models: ["anthropic/small"],
    monthlyLimitMicros: 5_000_000,
    expiresInDays: 1,
  });
  expect(key).toMatch(/^ovm_[\w-]{43}$/);
  expect(await findVirtualKey(admin.platform, key)).toEqual({
    keyId: virtualKey.id,
    purpose: null,
    workspaceId: world.workspaceId,
    models: ["anthropic/small"],
    appId: "app_1",
    actor: { kind: "system", id: virtualKey.id, can: new Set(["gateway:call"]) },
  });
  expect((await listBudgets(admin, { scope: "key", limit: 10 })).items).toMatchObject([
    { subjectId: virtualKey.id, name: "Shop", period: "month", limitMicros: 5_000_000, hard: true },
  ]);
  expect((await listVirtualKeys(admin, { limit: 10 })).items).toMatchObject([{ id: virtualKey.id, lastUsedAt: expect.any(Date) }]);
  expect((await listVirtualKeys(world.stranger, { limit: 10 })).items).toEqual([]);
  const other = await createVirtualKey(admin, { name: "Tool", monthlyLimitMicros: 1_000_000 });
  await setBudget(admin, { scope: "key", subjectId: other.virtualKey.id, period: "day", limitMicros: 100_000 });
  expect(await getVirtualKey(admin, { keyId: other.virtualKey.id })).toMatchObject({ name: "Tool" });
  expect(await findVirtualKey(admin.platform, other.key)).toBeDefined();
  await revokeVirtualKey(admin, { keyId: other.virtualKey.id });
  expect(await findVirtualKey(admin.platform, other.key)).toBeUndefined();
  expect(await codeOf(getVirtualKey(admin, { keyId: other.virtualKey.id }))).toBe("not_found");
  const { items: left } = await listBudgets(admin, { scope: "key", limit: 10 });
  expect(left.map(({ subjectId }) => subjectId)).toEqual([virtualKey.id]);
  world.clock.pass(24 * 60 * 60_000 + 1);
  expect(await findVirtualKey(admin.platform, key)).toBeUndefined();
  for (const wrong of ["", "ovm_short", `${key.slice(0, -2)}${key.endsWith("AA") ? "BB" : "AA"}`])
    expect(await findVirtualKey(admin.platform, wrong)).toBeUndefined();
  const everywhere = JSON.stringify([await tables(), lines]);
  for (const secret of [key, other.key]) expect(everywhere).not.toContain(secret);
});

test("no table, no event, no line of the log and no answer holds a provider's key; what is kept opens with the master key and in its place alone", async () => {
  const { id } = await addProviderKey(admin, { kind: "google", label: "Walk", key: GOOD });
  admin.log.info({ id }, "the log is listened to");
  expect(lines.join("")).toContain("the log is listened to");
  const kept = await tables();
  expect(kept.get("events")).toContain(id);
  expect(kept.get("provider_keys")).toContain(id);
  const everything = JSON.stringify([[...kept], lines, answers]);
  for (const secret of [GOOD, NEXT, BAD, "sk-good-of-ada-alone"])
    for (const form of [secret, Buffer.from(secret).toString("base64url"), Buffer.from(secret).toString("hex")])
      expect(everything).not.toContain(form);
  const [row] = await raw(`select sealed_key from provider_keys where id = '${id}'`);
  const sealed = String(row?.["sealed_key"]);
  expect(world.platform.secrets.open(sealed, `provider_keys/${id}/key`)).toBe(GOOD);
  expect(() => world.platform.secrets.open(sealed, "provider_keys/pvk_other/key")).toThrow(/cannot be opened/);
  expect(() => createSecretBox(Buffer.alloc(32)).open(sealed, `provider_keys/${id}/key`)).toThrow(/cannot be opened/);
});

/** Every row of every table, as text. */
async function tables(): Promise<Map<string, string>> {
  const names = await raw("select tablename from pg_tables where schemaname = 'public'");
  const all = new Map<string, string>();
  for (const { tablename } of names) all.set(String(tablename), JSON.stringify(await raw(`select t::text from "${String(tablename)}" t`)));
  return all;
}
