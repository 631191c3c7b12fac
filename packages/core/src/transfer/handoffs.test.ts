import { afterAll, expect, test } from "vitest";
import { anotherWorkspace } from "../../test/another-workspace.ts";
import { openTransferWorld, takenIn, toldIn, withList } from "../../test/carrier.ts";
import { recordsIn, unzip } from "../../test/unzip.ts";
import { briefingFollower, listHandoffRecords, writeHandoff } from "../briefing/index.ts";
import { createChannel, deleteMessage, listMessages, sendMessage, startThread } from "../chat/index.ts";
import { getMembers } from "../identity/index.ts";
import { startProject } from "../projects/index.ts";

const { carrier, following, ada, bob, close } = await openTransferWorld([briefingFollower]);
afterAll(close);

const page = { limit: 50 };

test("handoffs go out and come back to their threads, and still go with the words that they repeat", async () => {
  const { id: channelId } = await createChannel(ada, { name: "garden" });
  const { thread } = await startThread(ada, { channelId, title: "The fence", text: "The fence is rotten" });
  await sendMessage(bob, { threadId: thread.id, text: "We take oak" });
  const byBob = await writeHandoff(bob, { threadId: thread.id, detail: "detailed" });
  const project = await startProject(ada, { idea: "An app for the garden" });
  const ofProject = await writeHandoff(ada, { projectId: project.id });
  const hidden = await createChannel(bob, { name: "surprise", kind: "private" });
  const secret = await startThread(bob, { channelId: hidden.id, text: "A cake for Ada" });
  await writeHandoff(bob, { threadId: secret.thread.id });

  const { bytes } = await carrier.exportOf(ada);
  const files = await unzip(bytes);
  const records = recordsIn(files, "data/handoffs.jsonl");
  expect(records.map(({ id }) => id)).toEqual([ofProject.id, byBob.id]);
  const [, markdown] = [...files].find(([path]) => /^handoffs\/\d{4}-\d\d-\d\d The-fence \w{6}\.md$/.test(path)) ?? [];
  expect(markdown).toMatch(/^_Handoff by bob on .* UTC_\n\n# The fence\n/);
  expect(markdown).toContain("bob: We take oak");

  const there = await anotherWorkspace(ada, "ada");
  const landed = await carrier.importInto(there, bytes);
  expect({ state: landed.state, handoffs: takenIn(landed)["handoffs"] }).toEqual({ state: "done", handoffs: 2 });
  const [newer, older, ...more] = (await listHandoffRecords(there, page)).items;
  expect(more).toEqual([]);
  const said = (await listMessages(there, { threadId: older?.threadId ?? "", direction: "newer", limit: 5 })).items;
  expect(said.map(({ text }) => text)).toEqual(["The fence is rotten", "We take oak"]);
  expect(older).toMatchObject({ detail: "detailed", projectId: null, createdAt: byBob.createdAt, quotes: said.map(({ id }) => id) });
  for (const { id } of said) expect(older?.text).toContain(id);
  const idless = (text = "") => text.replaceAll(/[a-z]{3}_[0-9a-z]{26}/g, "");
  expect(idless(older?.text)).toBe(idless(byBob.text));
  const authorId = older?.authorId ?? "";
  expect((await getMembers(there, [authorId])).get(authorId)?.name).toBe("bob");
  expect(newer).toMatchObject({ authorId: there.actor.id, projectId: expect.stringMatching(/^prj_/) as string });
  expect(newer?.projectId).not.toBe(project.id);

  // What is deleted here takes the handoff along, and the same archive does not bring the words back.
  await deleteMessage(there, { messageId: said[1]?.id ?? "" });
  await following.settled();
  expect((await listHandoffRecords(there, page)).items).toEqual([newer]);
  const again = await carrier.importInto(there, bytes);
  expect(toldIn(again)).toEqual(
    expect.arrayContaining(["1 handoffs: A message that they repeat was deleted here.", "1 handoffs: They are here already."]),
  );
  expect((await listHandoffRecords(there, page)).items).toEqual([newer]);

  // Broken and hostile ones are told, and the whole one beside them comes.
  const [whole, other] = records.toReversed();
  const [hiddenRecord] = (await listHandoffRecords(bob, page)).items.filter(({ threadId }) => threadId === secret.thread.id);
  const numbered = (n: number, change: object) => ({ ...other, id: `hof_${String(n).padStart(26, "0")}`, ...change });
  const hostile = await withList(bytes, "data/handoffs.jsonl", [
    numbered(1, { text: 7 }),
    numbered(2, { text: "x".repeat(2_000_001) }),
    numbered(3, { detail: "everything" }),
    numbered(4, { createdAt: "+200000-01-01T00:00:00.000Z" }),
    { ...other, id: "hof_1" },
    numbered(5, { authorId: "mem_00000000000000000000000000" }),
    numbered(6, { threadId: hiddenRecord?.threadId }),
    numbered(7, { quotes: [], text: Array.from({ length: 1_001 }, (_, n) => `msg_${String(n).padStart(26, "0")}`).join(" ") }),
    whole,
  ]);
  const third = await anotherWorkspace(ada, "ada");
  const told = await carrier.importInto(third, hostile);
  expect(told).toMatchObject({ state: "done", fault: "" });
  expect((await listHandoffRecords(third, page)).items.map(({ text }) => idless(text))).toEqual([idless(byBob.text)]);
  expect(toldIn(told)).toEqual(
    expect.arrayContaining([
      "5 records of data/handoffs.jsonl: They are not valid JSON, or not of this kind.",
      "1 handoffs: Who wrote them is not known here.",
      "1 handoffs: They repeat more than 1000 messages.",
      expect.stringMatching(/^1 handoffs: There is no such thread/) as string,
    ]),
  );
  // Back where it came from, not even a forged one gets into a thread that its sender does not see.
  const home = await carrier.importInto(ada, hostile);
  expect(home).toMatchObject({ state: "done", fault: "" });
  expect((await listHandoffRecords(bob, page)).items).toHaveLength(3);
});
