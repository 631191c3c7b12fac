import { randomBytes } from "node:crypto";
import { createChannel } from "@openvibe/core/chat";
import { addMember, contextFor, createWorkspace, resolveSession, signUp } from "@openvibe/core/identity";
import { countAfter, createSecretBox, endOfLog, makeContext, startFollowers, type Platform } from "@openvibe/core/platform";
import { chatFollower } from "@openvibe/core/chat";
import { expect, test } from "vitest";
import { makeWorld } from "../../../packages/core/test/world.ts";
import { openClient, type Seat } from "./live-client.ts";
import { checkState, type CheckReport, startDoors } from "./state-checker.ts";

const LONG = process.env["STATE_ROUNDS"] !== undefined;
const ROUNDS = Number(process.env["STATE_ROUNDS"] ?? 12);
const SEED = Number(process.env["STATE_SEED"] ?? 7);
const PART = 20;

for (const { seed, rounds } of inParts(ROUNDS))
  test(
    `what clients hold equals a fresh load, while sockets, servers and database connections are killed at random (seed ${seed})`,
    { timeout: 600_000 + rounds * 30_000 },
    async () => {
      const { broken, confirmed, compared, kills } = await check(seed, rounds);
      expect(broken).toEqual([]);
      expect(confirmed.size).toBeGreaterThan(rounds);
      expect(compared.messages).toBeGreaterThan(rounds);
      expect(kills.sockets).toBeGreaterThan(0);
    },
  );

test("who is let into a channel again has what was said while they were out", async () => {
  const world = await makeWorld();
  const key = randomBytes(32);
  const platform: Platform = { ...world.platform, secrets: createSecretBox(key) };
  const server = await startDoors({ databaseUrl: world.url, key });
  const { seats } = await makeTeam(platform);
  const [ada, grace] = seats.map((seat) => openClient(seat, () => server.origin));
  try {
    if (!ada || !grace) throw new Error("nobody");
    await expect.poll(() => [ada, grace].every(({ state }) => state.cursor)).toBe(true);
    const memberId = grace.seat.memberId;
    const { id: channelId } = await ada.api.chat.createChannel({ name: "plans", kind: "private" });
    const { thread } = await ada.api.chat.startThread({ channelId, text: "Said before." });
    await ada.api.chat.addToChannel({ channelId, memberIds: [memberId] });
    await expect.poll(() => grace.channels().map(({ id }) => id)).toContain(channelId);
    grace.show({ channelId });
    grace.show({ threadId: thread.id });
    const held = () => ({
      said: grace.messages(thread.id)?.map(({ text }) => text),
      threads: grace.threads(channelId)?.map(({ title }) => title),
    });
    await expect.poll(held).toEqual({ said: ["Said before."], threads: ["Said before."] });

    await ada.api.chat.removeFromChannel({ channelId, memberId });
    await expect.poll(() => grace.channels().map(({ id }) => id)).not.toContain(channelId);
    await ada.api.chat.sendMessage({ threadId: thread.id, text: "Said while she was out." });
    await ada.api.chat.renameThread({ threadId: thread.id, title: "Renamed" });
    await ada.api.chat.addToChannel({ channelId, memberIds: [memberId] });
    await expect.poll(held).toEqual({ said: ["Said before.", "Said while she was out."], threads: ["Renamed"] });
  } finally {
    ada?.close();
    grace?.close();
    await server.kill();
    await world.close();
  }
});

/** Each on a database of its own, so that reading does not grow slow. */
function inParts(rounds: number): { seed: number; rounds: number }[] {
  return Array.from({ length: Math.ceil(rounds / PART) }, (_, index) => ({
    seed: SEED + index,
    rounds: Math.min(PART, rounds - index * PART),
  }));
}

async function check(seed: number, rounds: number): Promise<CheckReport> {
  const world = await makeWorld();
  const key = randomBytes(32);
  // NOTE: sessions made here are read by the servers, which have the same key.
  const platform: Platform = { ...world.platform, secrets: createSecretBox(key) };
  await platform.wakeups.connect(platform.database, platform.log);
  const followers = startFollowers(platform, [chatFollower]);
  try {
    const { seats, workspaceId } = await makeTeam(platform);
    const ctx = makeContext(platform, { workspaceId });
    const report = await checkState({
      databaseUrl: world.url,
      key,
      seats,
      rounds,
      seed,
      actionsEach: 5,
      async endOfLog() {
        try {
          const end = await endOfLog(ctx);
          return (await countAfter(ctx, end, 1, { heldBack: true })) === 0 ? end : undefined;
        } catch {
          // NOTE: its connection was among those that were ended.
          return undefined;
        }
      },
    });
    const { kills, compared, confirmed, actions } = report;
    if (LONG)
      process.stdout.write(
        `seed ${seed}: ${rounds} rounds, ${actions} actions, ${confirmed.size} messages confirmed; killed ${kills.sockets} sockets, ${kills.servers} servers, ${kills.connections} times all database connections; compared ${compared.messages} messages, ${compared.threads} threads, ${compared.channels} channels\n`,
      );
    return report;
  } finally {
    await followers.close();
    await world.close();
  }
}

async function makeTeam(platform: Platform): Promise<{ seats: Seat[]; workspaceId: string }> {
  const people = [];
  for (const name of ["Ada", "Grace", "Edsger", "Barbara"]) {
    const email = `${name.toLowerCase()}@example.org`;
    people.push({ email, ...(await signUp(platform, { name, email, password: "correct horse battery" })) });
  }
  const [first, ...others] = people;
  if (!first) throw new Error("nobody");
  const { id: workspaceId } = await createWorkspace(platform, first.person, { name: "Team" });
  const seatOf = async (cookie: string): Promise<Seat> => {
    const me = await resolveSession(platform, { cookie });
    if (!me) throw new Error("not signed in");
    return { cookie, workspaceId, memberId: contextFor(platform, me, workspaceId).actor.id };
  };
  const me = await resolveSession(platform, first);
  if (!me) throw new Error("not signed in");
  const owner = contextFor(platform, me, workspaceId);
  for (const { email } of others) await addMember(owner, { email, role: "member" });
  await createChannel(owner, { name: "work" });
  return { seats: await Promise.all(people.map(({ cookie }) => seatOf(cookie))), workspaceId };
}
