import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEnd, settledEvents, type World } from "../../test/world.ts";
import { addToChannel, createChannel, leaveChannel, sendMessage, startThread, type Channel } from "../chat/index.ts";
import { actorOf } from "../identity/index.ts";
import { settleLog, systemContext, type Context } from "../platform/index.ts";
import { startWorker, type RunningWorker } from "../runs/index.ts";
import { setSetting } from "../settings/index.ts";
import { FAILING_MS, PAUSES_MS } from "./deliver.ts";
import {
  changeWebhook,
  createWebhook,
  deliverTask,
  hookSender,
  listDeliveries,
  listWebhooks,
  redeliver,
  removeWebhook,
  rotateWebhookSecret,
  testWebhook,
  webhooksFollower,
  type HookRequest,
} from "./index.ts";

const PATIENT = { timeout: 60_000 };
const URL = "https://receiver.example/hook";

let world: World;
let admin: Context;
let channel: Channel;
let followers: { settled(): Promise<void> };
let worker: RunningWorker;
let status = 204;
const received: HookRequest[] = [];

beforeAll(async () => {
  world = await makeWorld();
  world.drivers.put(hookSender, {
    check: () => undefined,
    send: async (request) => {
      received.push(request);
      return { durationMs: 1, status, headers: { server: "receiver" }, body: "said so", error: null };
    },
    close: async () => undefined,
  });
  admin = await addPerson(world, "adam", "admin");
  channel = await createChannel(admin, { name: "general" });
  followers = world.follow([webhooksFollower]);
  worker = startWorker(world.platform, {
    tasks: [deliverTask],
    actorFor: (task) => actorOf(systemContext(world.platform, task.workspaceId), task.actor),
  });
});
afterEach(() => {
  status = 204;
});
afterAll(async () => {
  await worker.close();
  await world.close();
});

/** Once all that happened so far is sent or waits for a later attempt. */
async function settled(): Promise<void> {
  await followers.settled();
  await worker.idle();
}

/** Who waits for a moment looks each second, or when it is woken. */
function letPass(ms: number): void {
  world.clock.pass(ms);
  world.platform.wakeups.wake();
}

const logOf = async (ctx: Context, webhookId: string) => (await listDeliveries(ctx, { webhookId, limit: 50 })).items;
const textsTo = (url: string) =>
  received.filter((request) => request.url === url).map(({ body }) => (JSON.parse(body) as { data: { text?: string } }).data.text);

test("what happens is told as Standard Webhooks has it, and the log shows what was sent and answered", async () => {
  const { webhook, secret } = await createWebhook(admin, { name: "CI", url: `${URL}/1`, events: ["chat.message_sent"] });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { message } = await startThread(admin, { channelId: channel.id, text: "Ship it" });
  await settled();
  const request = received.find(({ url }) => url === `${URL}/1`);
  if (!request) throw new Error("nothing was received");
  expect(JSON.parse(request.body)).toMatchObject({
    type: "chat.message_sent",
    timestamp: message.createdAt.toISOString(),
    workspaceId: world.workspaceId,
    data: { id: message.id, text: "Ship it" },
  });
  // The published algorithm, written out: HMAC-SHA256 of "id.timestamp.body" under the decoded secret, in base64.
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } = request.headers;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  expect(signature).toBe(`v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${request.body}`).digest("base64")}`);
  const [delivery] = await logOf(admin, webhook.id);
  expect(delivery).toMatchObject({
    id,
    state: "delivered",
    attempts: [{ status: 204, requestHeaders: request.headers, responseHeaders: { server: "receiver" }, responseBody: "said so" }],
  });
  await redeliver(admin, { deliveryId: id ?? "" });
  await settled();
  expect(received.filter(({ headers }) => headers["webhook-id"] === id)).toHaveLength(2);
  await removeWebhook(admin, { webhookId: webhook.id });
});

test("what is sent again by hand while it waits for its next attempt goes on from there, and is not tried twice as often", async () => {
  const { webhook } = await createWebhook(admin, { name: "Twice", url: `${URL}/twice`, events: ["chat.thread_started"] });
  status = 500;
  const { id: deliveryId } = await testWebhook(admin, { webhookId: webhook.id });
  await settled();
  const tries = async () => (await logOf(admin, webhook.id))[0]?.attempts.length;
  letPass(PAUSES_MS[0] ?? 0);
  await expect.poll(tries, PATIENT).toBe(2);
  await redeliver(admin, { deliveryId });
  await expect.poll(tries, PATIENT).toBe(3);
  // The attempt that was planned before is due, and stands back for the one that was planned last.
  letPass(PAUSES_MS[1] ?? 0);
  await settled();
  expect(await tries()).toBe(3);
  letPass(PAUSES_MS[2] ?? 0);
  await expect.poll(tries, PATIENT).toBe(4);
  await removeWebhook(admin, { webhookId: webhook.id });
});

test("a failure is tried again later, for days, and then the webhook is turned off; 410 turns it off at once", async () => {
  const { webhook } = await createWebhook(admin, { name: "Down", url: `${URL}/2`, events: ["chat.thread_started"] });
  status = 500;
  await testWebhook(admin, { webhookId: webhook.id });
  await settled();
  const first = (await logOf(admin, webhook.id))[0];
  expect(first).toMatchObject({ state: "pending", nextAt: expect.any(Date) });
  expect(first?.attempts[0]).toMatchObject({ status: 500 });
  let passed = 0;
  for (const pauseMs of PAUSES_MS) {
    passed += pauseMs;
    letPass(pauseMs + 1_000);
    const expected = PAUSES_MS.indexOf(pauseMs) + 2;
    await expect.poll(async () => (await logOf(admin, webhook.id))[0]?.attempts.length, PATIENT).toBeGreaterThanOrEqual(expected);
  }
  expect(passed).toBeGreaterThan(FAILING_MS);
  expect((await logOf(admin, webhook.id))[0]).toMatchObject({ state: "failed", nextAt: null });
  const hook = async () => (await listWebhooks(admin, { limit: 50 })).items.find(({ id }) => id === webhook.id);
  expect(await hook()).toMatchObject({ active: false, disabledReason: expect.stringMatching(/three days/) });
  await expect(testWebhook(admin, { webhookId: webhook.id })).rejects.toThrow(/turned off/);

  await changeWebhook(admin, { webhookId: webhook.id, active: true });
  expect(await hook()).toMatchObject({ active: true, disabledReason: null, failingSince: null });
  status = 410;
  await testWebhook(admin, { webhookId: webhook.id });
  await settled();
  expect(await hook()).toMatchObject({ active: false, disabledReason: expect.stringMatching(/410/) });
});

test("a changed secret signs from then on, and the old one beside it for a day; only its maker gets it", async () => {
  const { webhook, secret: first } = await createWebhook(admin, { name: "Keys", url: `${URL}/3`, events: ["chat.thread_started"] });
  const rightFor = async () => {
    await testWebhook(admin, { webhookId: webhook.id });
    await settled();
    const { headers = {}, body = "" } = received.findLast(({ url }) => url === `${URL}/3`) ?? {};
    const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures = "" } = headers;
    return (secret: string) => {
      const key = Buffer.from(secret.slice("whsec_".length), "base64");
      return signatures.split(" ").includes(`v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`);
    };
  };
  const { secret: second } = await rotateWebhookSecret(admin, { webhookId: webhook.id });
  expect(second).not.toBe(first);
  const both = await rightFor();
  expect([first, second].map(both)).toEqual([true, true]);
  letPass(25 * 3_600_000);
  const alone = await rightFor();
  expect([first, second].map(alone)).toEqual([false, true]);

  const other = await addPerson(world, "olga", "admin");
  await expect(rotateWebhookSecret(other, { webhookId: webhook.id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(rotateWebhookSecret(world.stranger, { webhookId: webhook.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(rotateWebhookSecret(await addPerson(world, "mo"), { webhookId: webhook.id })).rejects.toMatchObject({ code: "forbidden" });
  expect((await rightFor())(second)).toBe(true);
  await removeWebhook(admin, { webhookId: webhook.id });
});

test("a private channel is told of only by who is in it and named it, and its log is for its people", async () => {
  const secretive = await addPerson(world, "sue", "admin");
  const hidden = await createChannel(secretive, { name: "hidden", kind: "private" });
  const { thread } = await startThread(secretive, { channelId: hidden.id, text: "zyzzyva opens" });
  const events = ["chat.message_sent" as const];
  await expect(createWebhook(admin, { name: "Spy", url: URL, events, channelIds: [hidden.id] })).rejects.toMatchObject({
    code: "not_found",
  });
  const all = await createWebhook(secretive, { name: "All", url: `${URL}/all`, events });
  const named = await createWebhook(secretive, { name: "Named", url: `${URL}/named`, events, channelIds: [hidden.id] });
  await sendMessage(secretive, { threadId: thread.id, text: "zyzzyva goes on" });
  await startThread(admin, { channelId: channel.id, text: "In public" });
  await settled();
  expect(textsTo(`${URL}/all`)).toEqual(["In public"]);
  expect(textsTo(`${URL}/named`)).toEqual(["zyzzyva goes on"]);

  const seen = JSON.stringify([await listWebhooks(admin, { limit: 50 }), await logOf(admin, named.webhook.id)]);
  expect(seen).not.toContain("zyzzyva");
  expect(seen).not.toContain(hidden.id);
  const [delivery] = await logOf(secretive, named.webhook.id);
  await expect(redeliver(admin, { deliveryId: delivery?.id ?? "" })).rejects.toMatchObject({ code: "not_found" });
  await expect(changeWebhook(admin, { webhookId: named.webhook.id, url: "https://elsewhere.example" })).rejects.toMatchObject({
    code: "forbidden",
  });

  await addToChannel(secretive, { channelId: hidden.id, memberIds: [admin.actor.id] });
  await leaveChannel(secretive, { channelId: hidden.id });
  await sendMessage(admin, { threadId: thread.id, text: "zyzzyva without Sue" });
  await settled();
  expect(textsTo(`${URL}/named`)).toEqual(["zyzzyva goes on"]);
  expect(await changeWebhook(admin, { webhookId: named.webhook.id, active: false })).toMatchObject({ active: false });
  await removeWebhook(secretive, { webhookId: all.webhook.id });
});

test("webhooks need their right, stay in their workspace, and tell nothing while they are turned off for all", async () => {
  const member = await addPerson(world, "mia");
  const input = { name: "Mine", url: `${URL}/4`, events: ["chat.message_sent" as const] };
  await settleLog(admin);
  const before = await settledEnd(admin);
  await expect(createWebhook(member, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(listWebhooks(member, { limit: 10 })).rejects.toMatchObject({ code: "forbidden" });
  expect(await settledEvents(admin, before)).toEqual([]);
  const { webhook } = await createWebhook(admin, input);
  expect((await listWebhooks(world.stranger, { limit: 10 })).items).toEqual([]);
  await expect(removeWebhook(world.stranger, { webhookId: webhook.id })).rejects.toMatchObject({ code: "not_found" });
  expect(await settledEvents(admin, before)).toMatchObject([
    { type: "webhooks.webhooks_changed", memberId: admin.actor.id, payload: { webhookId: webhook.id } },
  ]);
  await setSetting(admin, { key: "features.webhooks", layer: "workspace", value: false });
  await startThread(admin, { channelId: channel.id, text: "Unheard" });
  await settled();
  await setSetting(admin, { key: "features.webhooks", layer: "workspace", value: true });
  await startThread(admin, { channelId: channel.id, text: "Heard" });
  await settled();
  expect(textsTo(`${URL}/4`)).toEqual(["Heard"]);
});
