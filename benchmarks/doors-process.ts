/** Started by the benchmarks of the doors: database, doors and followers in a process of their own, with one team that has talked a little. */
import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createChannel, sendMessage, startThread } from "@openvibe/core/chat";
import { addMember, contextFor, createWorkspace, resolveSession, signUp } from "@openvibe/core/identity";
import { createLogger, startFollowers } from "@openvibe/core/platform";
import pg from "pg";
import { openDoors } from "../apps/server/src/doors/server.ts";
import { FOLLOWERS } from "../apps/server/src/followers.ts";
import { tidyWhenQuiet } from "../apps/server/src/quiet.ts";
import { startBarePlatform } from "./bare-platform.ts";

export interface Served {
  origin: string;
  cookie: string;
  workspaceId: string;
  threadId: string;
  databaseUrl: string;
  /** In hex; another server over the same database reads the same sessions with it. */
  key: string;
  rssMegabytes: number;
}

/** A workspace with its people's sessions, and a thread to write in. */
export interface Space {
  workspaceId: string;
  threadId: string;
  cookies: string[];
}

/** Given by the benchmark: the database of another such process, to be a second server beside it that has made nothing itself. */
const [sharedUrl, sharedKey] = process.argv.slice(2);
const key = sharedKey === undefined ? randomBytes(32) : Buffer.from(sharedKey, "hex");
// As in production, requests are logged; the lines go nowhere, as the benchmark's terminal is no log file.
const log = createLogger({ level: "info", destination: { write: () => undefined } });
tidyWhenQuiet();
const { platform, databaseUrl, close } = await startBarePlatform(12, { log, key, sharedUrl, connected: true });

let origin = "http://localhost";
const doors = openDoors({
  platform,
  origin: () => origin,
  appOrigins: () => "http://*.localhost",
  operatorToken: randomBytes(24).toString("hex"),
});
await doors.app.listen({ host: "127.0.0.1", port: 0 });
const followers = startFollowers(platform, FOLLOWERS);
origin = `http://127.0.0.1:${(doors.app.server.address() as AddressInfo).port}`;

const MOST_LOOKS = 5;
process.on("message", (question: "usage" | "memory" | "settled" | { people: number }) => {
  if (question === "usage") process.send?.(process.cpuUsage());
  else if (question === "memory") process.send?.(Math.round(process.memoryUsage.rss() / 1e6));
  else if (question === "settled") void untilSettled().then(() => process.send?.(true));
  else void makeSpace(question.people).then((space) => process.send?.(space));
});

/** On a slow machine what a load has left takes the followers longer than one look waits for. */
async function untilSettled(): Promise<void> {
  for (let looks = 1; ; looks += 1) {
    try {
      return await followers.settled();
    } catch (error) {
      if (looks === MOST_LOOKS) throw error;
    }
  }
}

/** One team that has talked a little. */
async function makeTeam() {
  const { person, cookie } = await signUp(platform, { name: "Ada", email: "ada@example.org", password: randomBytes(12).toString("hex") });
  const workspace = await createWorkspace(platform, person, { name: "Engines" });
  const me = await resolveSession(platform, { cookie });
  if (!me) throw new Error("not signed in");
  const ctx = contextFor(platform, me, workspace.id);
  const channel = await createChannel(ctx, { name: "engines", topic: "" });
  const { thread } = await startThread(ctx, { channelId: channel.id, text: "Hello" });
  for (let number = 1; number < 30; number += 1)
    await sendMessage(ctx, { threadId: thread.id, text: `Message ${number} of an ordinary length, as people write them.` });
  return { cookie, workspaceId: workspace.id, threadId: thread.id };
}

/** As every database has them that has been in use for a minute; the planner goes by them. */
async function gatherStatistics() {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("analyze");
  await client.end();
}

async function makeSpace(count: number): Promise<Space> {
  const people = [];
  // NOTE: one after the other, as hashing passwords takes much memory for a moment.
  for (let number = 0; number < count; number += 1) people.push(await signUpSomebody());
  const [first, ...others] = people;
  if (!first) throw new Error("a workspace needs somebody");
  const { id: workspaceId } = await createWorkspace(platform, first.person, { name: "Bench" });
  const own = await resolveSession(platform, first);
  if (!own) throw new Error("not signed in");
  const inside = contextFor(platform, own, workspaceId);
  for (const { person: other } of others) await addMember(inside, { email: other.email, role: "member" });
  const room = await createChannel(inside, { name: "talk", topic: "" });
  const begun = await startThread(inside, { channelId: room.id, text: "Hello" });
  return { workspaceId, threadId: begun.thread.id, cookies: people.map((each) => each.cookie) };
}

function signUpSomebody() {
  const password = randomBytes(12).toString("hex");
  return signUp(platform, { name: "Somebody", email: `${randomBytes(9).toString("hex")}@example.org`, password });
}
process.on("disconnect", () => {
  void (async () => {
    await doors.close();
    await followers.close();
    await close();
    process.exit(0);
  })();
});
const team = sharedUrl === undefined ? await makeTeam() : { cookie: "", workspaceId: "", threadId: "" };
if (sharedUrl === undefined) {
  await followers.settled();
  await gatherStatistics();
}
const served: Served = {
  ...team,
  origin,
  databaseUrl,
  key: key.toString("hex"),
  rssMegabytes: Math.round(process.memoryUsage.rss() / 1e6),
};
process.send?.(served);
