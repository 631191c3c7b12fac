import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEnd, settledEvents, type World } from "../../test/world.ts";
import { createChannel, listMessages, listThreads, startThread, type Channel } from "../chat/index.ts";
import { getMembers } from "../identity/index.ts";
import { settleLog, type Context } from "../platform/index.ts";
import { setSetting } from "../settings/index.ts";
import { createIncomingHook, listIncomingHooks, revokeIncomingHook, takeIncoming } from "./index.ts";

let world: World;
let admin: Context;
let channel: Channel;
beforeAll(async () => {
  world = await makeWorld();
  admin = await addPerson(world, "adam", "admin");
  channel = await createChannel(admin, { name: "alerts" });
});
afterAll(() => world.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  takeIncoming(world.platform, {
    token: path.replace("/hooks/", ""),
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers,
  });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: unknown }) => error.code,
  );

test("another system posts as its own integration, into a new thread or one of the channel, once for each id", async () => {
  const { hook, path, secret } = await createIncomingHook(admin, { name: "Nightly CI", channelId: channel.id });
  expect(secret).toBeNull();
  const sent = await post(path, { text: "**3** tests failed" }, { "webhook-id": "run/17" });
  expect(await post(path, { text: "**3** tests failed" }, { "webhook-id": "run/17" })).toEqual(sent);
  const more = await post(path, { text: "And one more", threadId: sent.threadId });
  const { items } = await listMessages(admin, { threadId: sent.threadId, limit: 10 });
  expect(items.map(({ id, text, authorId }) => [id, text, authorId])).toEqual([
    [sent.id, "**3** tests failed", hook.memberId],
    [more.id, "And one more", hook.memberId],
  ]);
  expect((await getMembers(admin, [hook.memberId])).get(hook.memberId)).toMatchObject({ name: "Nightly CI", kind: "agent" });
  expect((await listIncomingHooks(admin, { limit: 10 })).items).toMatchObject([{ id: hook.id, lastUsedAt: expect.any(Date) }]);
  await revokeIncomingHook(admin, { hookId: hook.id });
  expect(await codeOf(post(path, { text: "Late" }))).toBe("not_found");
  expect((await listThreads(admin, { channelId: channel.id, limit: 10 })).items).toHaveLength(1);
});

test("what does not fit, is too long or comes too often is refused and leaves nothing", async () => {
  const { path } = await createIncomingHook(admin, { name: "Noisy", channelId: channel.id });
  const other = await createChannel(admin, { name: "other" });
  const elsewhere = await startThread(admin, { channelId: other.id, text: "Not yours" });
  await settleLog(admin);
  const before = await settledEnd(admin);
  for (const body of ["no json", "[]", "{}", { text: "" }, { text: "x".repeat(20_001) }, { text: 3 }])
    expect([body, await codeOf(post(path, body))]).toEqual([body, "bad_request"]);
  expect(await codeOf(post(path, { text: "Into another channel", threadId: elsewhere.thread.id }))).toBe("not_found");
  expect(await codeOf(post(`/hooks/${"x".repeat(43)}`, { text: "Guessed" }))).toBe("not_found");
  expect(await codeOf(post("/hooks/../../etc", { text: "Crooked" }))).toBe("not_found");
  await setSetting(admin, { key: "features.webhooks", layer: "workspace", value: false });
  expect(await codeOf(post(path, { text: "While off" }))).toBe("forbidden");
  await setSetting(admin, { key: "features.webhooks", layer: "workspace", value: true });
  expect((await settledEvents(admin, before)).filter(({ type }) => type.startsWith("chat."))).toEqual([]);
  let refusal: unknown;
  for (let tries = 0; tries < 5_000 && refusal !== "too_many_requests"; tries += 1) refusal = await codeOf(post(path, "{}"));
  expect(refusal).toBe("too_many_requests");
});

test("with a secret only what is signed is taken, as Standard Webhooks has it and within five minutes", async () => {
  const { path, secret } = await createIncomingHook(admin, { name: "Signed", channelId: channel.id, signed: true });
  const key = Buffer.from((secret ?? "").slice("whsec_".length), "base64");
  const sign = (id: string, atMs: number, body: string) => {
    const timestamp = String(Math.floor(atMs / 1_000));
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,AAAA v1,${signature}` };
  };
  const body = JSON.stringify({ text: "Signed and sealed" });
  const now = world.clock.now().getTime();
  expect(await codeOf(post(path, body))).toBe("unauthenticated");
  expect(await codeOf(post(path, `${body} `, sign("a", now, body)))).toBe("unauthenticated");
  expect(await codeOf(post(path, body, sign("a", now - 301_000, body)))).toBe("unauthenticated");
  expect(await post(path, body, sign("a", now, body))).toMatchObject({ id: expect.stringMatching(/^msg_/) });
});

test("who is not in a private channel sees and makes no webhook of it; a member and a stranger see none at all", async () => {
  const sue = await addPerson(world, "sue", "admin");
  const hidden = await createChannel(sue, { name: "hidden", kind: "private" });
  expect(await codeOf(createIncomingHook(admin, { name: "Spy", channelId: hidden.id }))).toBe("not_found");
  const { hook, path } = await createIncomingHook(sue, { name: "Insider", channelId: hidden.id });
  const sent = await post(path, { text: "zyzzyva" });
  expect((await listMessages(sue, { threadId: sent.threadId, limit: 10 })).items).toMatchObject([{ text: "zyzzyva" }]);
  expect((await listIncomingHooks(sue, { limit: 50 })).items.map(({ id }) => id)).toContain(hook.id);
  expect((await listIncomingHooks(admin, { limit: 50 })).items.map(({ id }) => id)).not.toContain(hook.id);
  expect(await codeOf(revokeIncomingHook(admin, { hookId: hook.id }))).toBe("not_found");
  expect((await listIncomingHooks(world.stranger, { limit: 50 })).items).toEqual([]);
  const mia = await addPerson(world, "mia");
  expect(await codeOf(createIncomingHook(mia, { name: "No", channelId: channel.id }))).toBe("forbidden");
  expect(await codeOf(listIncomingHooks(mia, { limit: 10 }))).toBe("forbidden");
});
