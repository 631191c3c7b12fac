import { afterAll, expect, test } from "vitest";
import { anotherWorkspace } from "../../test/another-workspace.ts";
import { openTransferWorld, takenIn, toldIn, withList } from "../../test/carrier.ts";
import { recordsIn, unzip } from "../../test/unzip.ts";
import { createChannel, deleteMessage, getMessage, startThread } from "../chat/index.ts";
import type { Context } from "../platform/index.ts";
import { ensureAgents } from "../registry/index.ts";
import { listScheduleRecords, listSchedules, schedulesFollower, schedulesTools } from "../schedules/index.ts";

const PATH = "data/schedules.jsonl";
const page = { limit: 50 };
const { carrier, following, ada, bob, close } = await openTransferWorld([schedulesFollower], "admin");
afterAll(close);
await ensureAgents(ada);

/** As an agent makes one of what a person said. */
async function madeOf(said: string, title: string): Promise<string> {
  const { id: channelId } = await createChannel(ada, { name: title.toLowerCase() });
  const { thread, message } = await startThread(ada, { channelId, text: said });
  const call = { signal: new AbortController().signal, messageId: message.id };
  const input = { title, instructions: said, agent: "qa", cron: "0 6 * * *", threadId: thread.id };
  await schedulesTools.find(({ name }) => name === "schedules_create")?.run(ada, input, call);
  return message.id;
}

test("a schedule comes back with the message that it was made of, goes with it, and does not come back without it", async () => {
  await madeOf("Count the axolotls each morning", "Axolotls");
  await madeOf("Count the newts each morning", "Newts");
  const { bytes } = await carrier.exportOf(ada);
  const there = await anotherWorkspace(ada, "ada");
  await ensureAgents(there);
  const taken = { "schedules, paused until you resume them": 2 };
  expect(takenIn(await carrier.importInto(there, bytes))).toMatchObject(taken);
  const landed = (await listScheduleRecords(there, page)).items;
  const texts = await Promise.all(landed.map(async ({ madeFrom }) => (await getMessage(there, { messageId: madeFrom ?? "" })).text));
  expect(texts).toEqual(["Count the newts each morning", "Count the axolotls each morning"]);

  await deleteMessage(there, { messageId: landed[0]?.madeFrom ?? "" });
  await following.settled();
  await following.settled();
  expect((await listSchedules(there, page)).items.map(({ title, instructions }) => [title, instructions])).toEqual([
    ["Deleted schedule", ""],
    ["Axolotls", "Count the axolotls each morning"],
  ]);

  // Deleted before the schedule comes: an archive is older than that.
  const later = await anotherWorkspace(ada, "ada");
  await ensureAgents(later);
  await carrier.importInto(later, await withList(bytes, PATH, []));
  const talk = recordsIn(await unzip((await carrier.exportOf(later)).bytes), "data/messages.jsonl");
  const newts = talk.find(({ text }) => text === "Count the newts each morning");
  await deleteMessage(later, { messageId: String(newts?.["id"]) });
  const told = toldIn(await carrier.importInto(later, bytes));
  expect(told).toContain("1 schedules: The message that they were made of was deleted here.");
  expect((await listSchedules(later, page)).items.map(({ title }) => title)).toEqual(["Axolotls"]);
});

test("an archive names no message that its asker may not read, and an id that is none is told", async () => {
  const hidden = await createChannel(ada, { name: "quiet", kind: "private" });
  const { message } = await startThread(ada, { channelId: hidden.id, text: "Nobody's business" });
  const { id: channelId } = await createChannel(ada, { name: "toads" });
  const { thread } = await startThread(ada, { channelId, text: "Toads" });
  const input = { title: "Toads", instructions: "Count the toads", agent: "qa", cron: "0 6 * * *", threadId: thread.id };
  const call = { signal: new AbortController().signal, messageId: message.id };
  await schedulesTools.find(({ name }) => name === "schedules_create")?.run(ada, input, call);
  const sourceFor = async (ctx: Context) => (await listScheduleRecords(ctx, page)).items.find(({ title }) => title === "Toads")?.madeFrom;
  expect([await sourceFor(ada), await sourceFor(bob)]).toEqual([message.id, null]);
  const { bytes } = await carrier.exportOf(bob);
  const files = await unzip(bytes);
  expect(files.get(PATH)).not.toContain(message.id);

  const there = await anotherWorkspace(ada, "ada");
  await ensureAgents(there);
  const [record] = recordsIn(files, PATH);
  const landed = await carrier.importInto(there, await withList(bytes, PATH, [{ ...record, id: "x".repeat(100_000) }]));
  expect(landed).toMatchObject({ state: "done", fault: "" });
  expect(toldIn(landed)).toContain(`1 records of ${PATH}: They are not valid JSON, or not of this kind.`);
});
