import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEnd, settledEvents, type World } from "../../test/world.ts";
import { addAgent, agentActor, IdentityEvents, type Role } from "../identity/index.ts";
import { actAs, emit, LOG_START, makeContext, settleLog, systemContext, write, type Context } from "../platform/index.ts";
import {
  addToChannel,
  changeChannel,
  chatFollower,
  createChannel,
  getChannel,
  joinChannel,
  leaveChannel,
  listChannelMembers,
  listChannels,
  listThreads,
  maySeeChannel,
  maySeeEvent,
  openDirect,
  removeFromChannel,
  sendMessage,
  startThread,
} from "./index.ts";

let world: World;
let ada: Context;
let bob: Context;
let cyd: Context;
let admin: Context;
let followers: ReturnType<World["follow"]>;
beforeAll(async () => {
  world = await makeWorld();
  followers = world.follow([chatFollower]);
  [ada, bob, cyd, admin] = await Promise.all([
    addPerson(world, "ada"),
    addPerson(world, "bob"),
    addPerson(world, "cyd"),
    addPerson(world, "root", "admin"),
  ]);
});
afterAll(() => world.close());

const join = (memberId: string, role: Role = "member") =>
  write(systemContext(world.platform, world.workspaceId), "identity:write", (tx) =>
    emit(tx, IdentityEvents.MemberAdded, {
      id: memberId,
      kind: "person",
      name: "Ada",
      handle: "ada",
      role,
      email: null,
      agent: null,
      joinedAt: tx.clockNow,
    }),
  );
const go = (memberId: string) =>
  write(systemContext(world.platform, world.workspaceId), "identity:write", (tx) => emit(tx, IdentityEvents.MemberRemoved, { memberId }));
const namesFor = async (ctx: Context) => (await listChannels(ctx)).map((channel) => channel.name);
const idsIn = async (ctx: Context, channelId: string) =>
  (await listChannelMembers(ctx, { channelId, limit: 100 })).items.map((each) => each.memberId);

test("whoever comes into a workspace is in #general and #ideas, which keep their names and stay open", async () => {
  await join(ada.actor.id);
  await followers.settled();
  const listed = (await listChannels(ada)).filter((channel) => channel.joined);
  expect(listed.map((channel) => channel.name)).toEqual(["general", "ideas"]);
  const [general] = listed;
  const channelId = general?.id ?? "";
  await expect(changeChannel(admin, { channelId, archived: true })).rejects.toMatchObject({ code: "conflict" });
  await expect(changeChannel(admin, { channelId, name: "lobby" })).rejects.toThrow(/keeps its name/);
  expect(await changeChannel(ada, { channelId, topic: "Everything else", agentMode: "always" })).toMatchObject({ agentMode: "always" });
});

test("a public channel is joined, left and joined again; everybody reads it meanwhile", async () => {
  const channel = await createChannel(ada, { name: "lunch", topic: "Noon" });
  const { id: channelId } = channel;
  expect(await idsIn(ada, channelId)).toEqual([ada.actor.id]);
  await joinChannel(bob, { channelId });
  await joinChannel(bob, { channelId });
  expect((await idsIn(ada, channelId)).toSorted()).toEqual([ada.actor.id, bob.actor.id].toSorted());
  await leaveChannel(bob, { channelId });
  expect((await listChannels(bob)).find((each) => each.id === channelId)).toMatchObject({ joined: false });
  await startThread(bob, { channelId, text: "I write without being in it" });
  expect((await listThreads(world.viewer, { channelId, limit: 5 })).items).toHaveLength(1);
  await expect(removeFromChannel(bob, { channelId, memberId: ada.actor.id })).rejects.toMatchObject({ code: "forbidden" });
  await removeFromChannel(admin, { channelId, memberId: ada.actor.id });
  expect(await idsIn(ada, channelId)).toEqual([]);
});

test("an archived channel is read and not written, joined or joined by others, until it is brought back", async () => {
  const { id: channelId } = await createChannel(ada, { name: "old" });
  const { thread } = await startThread(ada, { channelId, text: "Once" });
  await changeChannel(ada, { channelId, archived: true });
  await expect(sendMessage(ada, { threadId: thread.id, text: "more" })).rejects.toThrow(/archived/);
  await expect(startThread(bob, { channelId, text: "more" })).rejects.toThrow(/archived/);
  await expect(joinChannel(bob, { channelId })).rejects.toThrow(/archived/);
  await expect(addToChannel(ada, { channelId, memberIds: [bob.actor.id] })).rejects.toThrow(/archived/);
  expect((await listThreads(bob, { channelId, limit: 5 })).items).toHaveLength(1);
  await changeChannel(ada, { channelId, archived: false });
  await sendMessage(ada, { threadId: thread.id, text: "more" });
});

test("a private channel is there for its people alone, not for admins, and its name tells nobody of it", async () => {
  const { id: channelId } = await createChannel(ada, { name: "merger", kind: "private" });
  const outside = { code: "not_found", message: "There is no such channel in this workspace." };
  for (const ctx of [bob, admin, world.viewer, world.owner, world.stranger]) {
    expect(await namesFor(ctx)).not.toContain("merger");
    await expect(getChannel(ctx, { channelId })).rejects.toMatchObject(outside);
    await expect(listChannelMembers(ctx, { channelId, limit: 5 })).rejects.toMatchObject(outside);
  }
  for (const refused of [
    () => joinChannel(bob, { channelId }),
    () => leaveChannel(bob, { channelId }),
    () => addToChannel(bob, { channelId, memberIds: [bob.actor.id] }),
    () => removeFromChannel(admin, { channelId, memberId: ada.actor.id }),
    () => changeChannel(admin, { channelId, topic: "seen" }),
  ])
    await expect(refused()).rejects.toMatchObject(outside);
  await expect(createChannel(ada, { name: "merger" })).rejects.toMatchObject({ code: "conflict" });
  expect(await createChannel(bob, { name: "merger" })).toMatchObject({ kind: "public" });

  await addToChannel(ada, { channelId, memberIds: [bob.actor.id] });
  expect(await changeChannel(bob, { channelId, topic: "ours" })).toMatchObject({ topic: "ours" });
  await removeFromChannel(bob, { channelId, memberId: ada.actor.id });
  await expect(getChannel(ada, { channelId })).rejects.toMatchObject(outside);
});

test("the last person of a private channel archives it or brings somebody in; agents do not count", async () => {
  const { id: channelId } = await createChannel(ada, { name: "alone", kind: "private" });
  const agent = await addAgent(world.owner, { agent: "qa", name: "Quinn", handle: "quinn", can: ["chat:read", "chat:write"] });
  await addToChannel(ada, { channelId, memberIds: [agent.id] });
  await expect(leaveChannel(ada, { channelId })).rejects.toThrow(/last in #alone/);
  await addToChannel(ada, { channelId, memberIds: [bob.actor.id] });
  const both = await Promise.allSettled([leaveChannel(ada, { channelId }), leaveChannel(bob, { channelId })]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("who goes out of the workspace leaves its channels; one that nobody is left in is archived; direct talk waits", async () => {
  const leaver = await addPerson(world, "dan");
  const quiet = await createChannel(leaver, { name: "dans", kind: "private" });
  const direct = await openDirect(leaver, { memberIds: [ada.actor.id] });
  await join(leaver.actor.id);
  await followers.settled();
  await go(leaver.actor.id);
  await followers.settled();
  expect((await listChannels(leaver)).filter((channel) => channel.joined).map((channel) => channel.id)).toEqual([direct.id]);
  expect(await getChannel(systemContext(world.platform, world.workspaceId), { channelId: quiet.id })).toMatchObject({
    archivedAt: expect.any(Date) as Date,
  });
});

test("the same people have one direct talk, whoever opens it and in whatever order; an agent in it always answers", async () => {
  const [first, second] = await Promise.all([
    openDirect(ada, { memberIds: [bob.actor.id, cyd.actor.id] }),
    openDirect(cyd, { memberIds: [ada.actor.id, bob.actor.id, bob.actor.id] }),
  ]);
  expect(second.id).toBe(first.id);
  expect(first).toMatchObject({ kind: "direct", name: "", agentMode: "mentioned" });
  expect((await openDirect(ada, { memberIds: [bob.actor.id] })).id).not.toBe(first.id);
  await expect(openDirect(ada, { memberIds: [ada.actor.id] })).rejects.toMatchObject({ code: "bad_request" });
  await expect(openDirect(ada, { memberIds: [world.stranger.actor.id] })).rejects.toMatchObject({ code: "not_found" });
  for (const ctx of [admin, world.viewer, world.stranger])
    await expect(getChannel(ctx, { channelId: first.id })).rejects.toThrow(/no such/);
  for (const refused of [
    () => leaveChannel(ada, { channelId: first.id }),
    () => addToChannel(ada, { channelId: first.id, memberIds: [admin.actor.id] }),
    () => removeFromChannel(ada, { channelId: first.id, memberId: bob.actor.id }),
    () => changeChannel(ada, { channelId: first.id, name: "named" }),
  ])
    await expect(refused()).rejects.toMatchObject({ code: "bad_request" });

  const vibe = await addAgent(world.owner, { agent: "orchestrator", name: "Vibe", handle: "vibe", can: ["chat:read", "chat:write"] });
  const withAgent = await openDirect(ada, { memberIds: [vibe.id] });
  expect(withAgent.agentMode).toBe("always");
  const asVibe = makeContext(world.platform, { workspaceId: world.workspaceId, actor: await agentActor(world.owner, "orchestrator") });
  expect((await listChannels(asVibe)).filter((channel) => channel.joined).map((channel) => channel.id)).toEqual([withAgent.id]);
});

test("events of a private channel are for those who are in it when they are handed out, and whoever leaves hears of that alone", async () => {
  await settleLog(ada);
  const from = await settledEnd(ada);
  const { id: channelId } = await createChannel(ada, { name: "secret", kind: "private" });
  expect(await maySeeChannel(bob, channelId)).toBe(false);
  await addToChannel(ada, { channelId, memberIds: [bob.actor.id] });
  expect(await maySeeChannel(bob, channelId)).toBe(true);
  const { thread } = await startThread(ada, { channelId, text: "between us" });
  await removeFromChannel(ada, { channelId, memberId: bob.actor.id });
  await sendMessage(ada, { threadId: thread.id, text: "he is gone" });
  expect(await maySeeChannel(bob, channelId)).toBe(false);
  expect(await maySeeChannel(world.stranger, channelId)).toBe(false);

  const events = await settledEvents(world.owner, from);
  const seen = async (ctx: Context) => {
    const types: string[] = [];
    for (const event of events) if (await maySeeEvent(ctx, event)) types.push(event.type);
    return types;
  };
  expect(await seen(bob)).toEqual(["chat.channel_left"]);
  expect(await seen(cyd)).toEqual([]);
  expect(await seen(ada)).toEqual(events.map((event) => event.type));
});

test("another process forgets who was in a channel when it reads that somebody left", async () => {
  const { id: channelId } = await createChannel(ada, { name: "elsewhere", kind: "private" });
  await addToChannel(ada, { channelId, memberIds: [bob.actor.id] });
  const other = { ...world.platform };
  const bobThere = makeContext(other, { workspaceId: world.workspaceId, actor: bob.actor });
  expect(await maySeeChannel(bobThere, channelId)).toBe(true);
  await settleLog(ada);
  const from = await settledEnd(ada);
  await removeFromChannel(ada, { channelId, memberId: bob.actor.id });
  await startThread(ada, { channelId, text: "without him" });
  const seen: string[] = [];
  for (const event of await settledEvents(world.owner, from)) if (await maySeeEvent(bobThere, event)) seen.push(event.type);
  expect(seen).toEqual(["chat.channel_left"]);
});

test("a viewer joins and leaves, and changes nothing; a failure leaves nothing behind", async () => {
  const viewer = await addPerson(world, "vera", "viewer");
  const { id: channelId } = await createChannel(ada, { name: "open" });
  await joinChannel(viewer, { channelId });
  await leaveChannel(viewer, { channelId });
  for (const refused of [
    () => createChannel(viewer, { name: "mine" }),
    () => changeChannel(viewer, { channelId, topic: "mine" }),
    () => addToChannel(viewer, { channelId, memberIds: [bob.actor.id] }),
    () => openDirect(viewer, { memberIds: [bob.actor.id] }),
  ])
    await expect(refused()).rejects.toMatchObject({ code: "forbidden" });
  const before = (await settledEvents(world.owner, LOG_START)).length;
  const failing = write(ada, "chat:write", async (tx) => {
    const made = await createChannel(tx, { name: "lost", kind: "private" });
    await addToChannel(actAs(tx, ada.actor), { channelId: made.id, memberIds: [bob.actor.id, "mem_nobody"] });
  });
  await expect(failing).rejects.toMatchObject({ code: "not_found" });
  expect(await settledEvents(world.owner, LOG_START)).toHaveLength(before);
  expect(await namesFor(ada)).not.toContain("lost");
});
