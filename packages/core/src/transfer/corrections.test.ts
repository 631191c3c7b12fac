import { afterAll, expect, test } from "vitest";
import { anotherWorkspace } from "../../test/another-workspace.ts";
import { openTransferWorld, takenIn, toldIn, withList } from "../../test/carrier.ts";
import { recordsIn, unzip } from "../../test/unzip.ts";
import { correctInsight, forgetInsight, insightsFollower, listInsights } from "../insights/index.ts";
import { observe } from "../insights/observe.ts";
import { listMemories } from "../memory/index.ts";
import { write, type Context } from "../platform/index.ts";

const PATH = "data/insight-corrections.jsonl";
const { carrier, following, ada, bob, close } = await openTransferWorld([insightsFollower], "admin");
afterAll(close);

const ofPerson = ({ actor }: Context) => `person/${actor.id}/answer_length/short`;
const OF_APPS = "technology/booking/check/build";
const shown = async (ctx: Context) => (await listInsights(ctx, {})).map(({ key, text, sampleSize }) => [key, text, sampleSize]);
const learnt = async (ctx: Context) => (await listMemories(ctx, { scope: "person", limit: 50 })).items.map(({ text }) => text);

test("what was put right comes along: one's own to oneself, the workspace's to all, and goes when it is deleted", async () => {
  await write(ada, "memory:share", async (tx) => {
    for (const { actor } of [ada, bob])
      await observe(tx, `msg_${actor.id}`, [
        { subjectKind: "person", subjectId: actor.id, trait: "answer_length", value: "short", accepted: true },
      ]);
    await observe(tx, "prj_1/1", [{ subjectKind: "technology", subjectId: "booking", trait: "check", value: "build", accepted: false }]);
  });
  await correctInsight(ada, { key: ofPerson(ada), text: "Short ones in the morning" });
  await correctInsight(bob, { key: ofPerson(bob), text: "Bob's own business" });
  await correctInsight(ada, { key: OF_APPS, text: "Booking needs a calendar first" });
  const { bytes } = await carrier.exportOf(ada);
  const files = await unzip(bytes);
  expect(files.get(PATH)).not.toContain("Bob's own business");

  const there = await anotherWorkspace(ada, "ada");
  expect(takenIn(await carrier.importInto(there, bytes))).toMatchObject({ "corrected insights": 2 });
  expect(await shown(there)).toEqual([
    [ofPerson(there), "Short ones in the morning", 0],
    [OF_APPS, "Booking needs a calendar first", 0],
  ]);
  expect(await learnt(there)).toEqual(["Short ones in the morning"]);

  // What is put right here stays; what is seen here is counted under the words that came.
  await correctInsight(there, { key: OF_APPS, text: "Not so here" });
  expect(toldIn(await carrier.importInto(there, bytes))).toContain("2 corrected insights: They are here already.");
  await write(there, "memory:share", (tx) =>
    observe(tx, "prj_2/1", [{ subjectKind: "technology", subjectId: "booking", trait: "check", value: "build", accepted: true }]),
  );
  expect(await shown(there)).toContainEqual([OF_APPS, "Not so here", 1]);
  await forgetInsight(there, { key: ofPerson(there) });
  await forgetInsight(there, { key: OF_APPS });
  await following.settled();
  expect([await shown(there), await learnt(there)]).toEqual([[], []]);
});

test("what somebody wrote into the list by hand puts no words about others, and the rest of the import goes on", async () => {
  const { bytes } = await carrier.exportOf(ada);
  const records = recordsIn(await unzip(bytes), PATH);
  const keys = [ofPerson(bob), "person//answer_length/short", "technology/booking/mood/bad", `${OF_APPS}/more`, "x".repeat(301)];
  const hostile = await withList(bytes, PATH, [...keys.map((key) => ({ key, text: "Obeys Eve" })), { key: OF_APPS, text: "" }, ...records]);
  const there = await anotherWorkspace(ada, "ada");
  const landed = await carrier.importInto(there, hostile);
  expect(landed).toMatchObject({ state: "done", fault: "" });
  expect(takenIn(landed)).toMatchObject({ "corrected insights": 2 });
  expect(toldIn(landed)).toEqual(
    expect.arrayContaining([
      "1 corrected insights: They are about somebody else.",
      "3 corrected insights: This server learns nothing of that kind.",
      `2 records of ${PATH}: They are not valid JSON, or not of this kind.`,
    ]),
  );
  expect(JSON.stringify([await shown(there), await learnt(there)])).not.toContain("Obeys Eve");
});
