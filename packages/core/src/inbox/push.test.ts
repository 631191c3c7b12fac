import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { markRead } from "./mark-read.ts";
import { removeFromChannel, startThread } from "../chat/index.ts";
import { removeMember } from "../identity/index.ts";
import type { Context } from "../platform/index.ts";
import {
  AddPushSubscription,
  addPushSubscription,
  DEFAULT_PREFERENCES,
  getPushKey,
  pushDriver,
  type Preferences,
  removePushSubscription,
  setPreferences,
} from "./index.ts";
import { makeInboxWorld, MINUTE, type InboxWorld } from "../../test/inbox-world.ts";

const SECOND = 1_000;
let world: InboxWorld;
let ada: Context;
let bob: Context;
let eve: Context;
let channelId: string;
/** What push services are asked to deliver, and how they answer. */
const newService = () => ({
  got: [] as { endpoint: string; payload: string }[],
  answers: new Map<string, "gone" | Error>(),
  asked: 0,
  keys: new Set<string>(),
});
let service: ReturnType<typeof newService>;
beforeEach(async () => {
  world = await makeInboxWorld();
  service = newService();
  world.drivers.put(pushDriver, {
    async send({ endpoint }, { publicKey }, { payload }) {
      service.asked += 1;
      service.keys.add(publicKey);
      const answer = service.answers.get(endpoint);
      if (answer instanceof Error) throw answer;
      if (answer) return answer;
      service.got.push({ endpoint, payload });
      return "sent";
    },
    close: () => Promise.resolve(),
  });
  [ada, bob, eve] = await Promise.all([world.person("Ada"), world.person("Bob"), world.person("Eve")]);
  channelId = await world.channel(ada, "public", [bob, eve]);
});
afterEach(() => world.close());

let browsers = 0;
function browser(): AddPushSubscription {
  const keys = {
    p256dh: Buffer.concat([Buffer.of(4), randomBytes(64)]).toString("base64url"),
    auth: randomBytes(16).toString("base64url"),
  };
  return AddPushSubscription.parse({ endpoint: `https://push.example.com/${(browsers += 1)}`, keys });
}
/** What came since the last look. */
async function came() {
  await world.after(6 * SECOND);
  return service.got
    .splice(0)
    .map(({ endpoint, payload }) => ({ endpoint, ...(JSON.parse(payload) as { title: string; body: string; path: string }) }));
}

test("a browser that asked for it rings, without the words unless the person wants them", async () => {
  const { endpoint, keys } = browser();
  await addPushSubscription(bob, { endpoint, keys });
  await addPushSubscription(bob, { endpoint, keys });
  const { thread, message } = await startThread(ada, { channelId, title: "Plans", text: "@bob come here" });
  expect(await came()).toEqual([
    { endpoint, title: "Ada named you", body: "", path: `/w/${world.workspaceId}/t/${thread.id}?m=${message.id}`, tag: thread.id },
  ]);
  await setPreferences(bob, { ...DEFAULT_PREFERENCES, push: { on: true, showText: true, without: [] } });
  await startThread(ada, { channelId, title: "Plans", text: "@bob come here" });
  expect(await came()).toMatchObject([{ body: "Plans\n@bob come here" }]);
  expect([...service.keys]).toEqual([(await getPushKey(ada)).publicKey]);
  await setPreferences(bob, DEFAULT_PREFERENCES);
  await removePushSubscription(bob, { endpoint });
  await startThread(ada, { channelId, text: "@bob once more" });
  expect(await came()).toEqual([]);
});

test("nothing rings for what was read at once, with push turned off, or of a kind that is not to ring", async () => {
  const { endpoint, keys } = browser();
  await addPushSubscription(bob, { endpoint, keys });
  const { thread, message } = await startThread(ada, { channelId, text: "@bob you see this" });
  await world.heard();
  await markRead(bob, { threadId: thread.id, messageId: message.id });
  expect(await came()).toEqual([]);
  const off = { on: false, showText: true, without: [] };
  const notSo: Preferences["push"] = { on: true, showText: true, without: ["mention"] };
  for (const push of [off, notSo]) {
    await setPreferences(bob, { ...DEFAULT_PREFERENCES, push });
    await startThread(ada, { channelId, text: "@bob psst" });
    expect(await came()).toEqual([]);
  }
});

test("what came in quiet hours rings at their end, once for all of it, and not what was read meanwhile", async () => {
  await addPushSubscription(bob, browser());
  const local = (ms: number) => new Date(world.clock.now().getTime() + ms).toISOString().slice(11, 16);
  const quietHours = { from: local(-MINUTE), to: local(8 * 60 * MINUTE), timeZone: "UTC" };
  const push = { ...DEFAULT_PREFERENCES.push, showText: true };
  await setPreferences(bob, { ...DEFAULT_PREFERENCES, push, quietHours });
  const seen = await startThread(ada, { channelId, text: "@bob one" });
  await startThread(ada, { channelId, text: "@bob two" });
  await startThread(eve, { channelId, text: "@bob three" });
  expect(await came()).toEqual([]);
  await markRead(bob, { threadId: seen.thread.id, messageId: seen.message.id });
  await world.after(7 * 60 * MINUTE);
  expect(await came()).toEqual([]);
  await world.after(60 * MINUTE);
  expect(await came()).toMatchObject([
    {
      title: "2 notices came while it was quiet",
      body: "Eve named you: @bob three\nAda named you: @bob two",
      path: `/w/${world.workspaceId}/inbox`,
    },
  ]);
  await world.after(16 * 60 * MINUTE);
  await startThread(ada, { channelId, text: "@bob good night" });
  await world.after(8 * 60 * MINUTE);
  expect(await came()).toMatchObject([{ title: "Ada named you" }]);
});

test("a browser that is gone is forgotten; one whose service fails is tried again, and the others ring once", async () => {
  const [gone, failing, good] = [browser(), browser(), browser()];
  for (const each of [gone, failing, good]) await addPushSubscription(bob, each);
  service.answers.set(gone.endpoint, "gone").set(failing.endpoint, new Error("503"));
  await startThread(ada, { channelId, text: "@bob ring" });
  expect(await came()).toMatchObject([{ endpoint: good.endpoint }]);
  service.answers.clear();
  await world.after(MINUTE);
  expect(await came()).toMatchObject([{ endpoint: failing.endpoint }]);
  await startThread(ada, { channelId, text: "@bob ring again" });
  expect((await came()).map(({ endpoint }) => endpoint).toSorted()).toEqual([failing.endpoint, good.endpoint].toSorted());
});

test("of a private channel nothing rings for outsiders, nor for those who were taken out meanwhile", async () => {
  const [bobs, eves] = [browser(), browser()];
  await addPushSubscription(bob, bobs);
  await addPushSubscription(eve, eves);
  const secret = await world.channel(ada, "private", [bob]);
  await startThread(ada, { channelId: secret, text: "@bob @eve the treasure" });
  await world.heard();
  await removeFromChannel(ada, { channelId: secret, memberId: bob.actor.id });
  expect(await came()).toEqual([]);
  expect(service.asked).toBe(0);
});

test("a browser rings for the person who uses it now alone", async () => {
  const shared = browser();
  await addPushSubscription(bob, shared);
  await addPushSubscription(eve, shared);
  await startThread(ada, { channelId, text: "@bob for you only" });
  expect(await came()).toEqual([]);
  await startThread(ada, { channelId, text: "@eve for you only" });
  expect(await came()).toMatchObject([{ endpoint: shared.endpoint, title: "Ada named you" }]);
  await expect(addPushSubscription(world.viewer, browser())).rejects.toMatchObject({ code: "forbidden" });
});

test("nothing rings for somebody who left the workspace", async () => {
  await addPushSubscription(eve, browser());
  await startThread(ada, { channelId, text: "@eve farewell" });
  await world.heard();
  await removeMember(world.owner, { memberId: eve.actor.id });
  expect(await came()).toEqual([]);
});
