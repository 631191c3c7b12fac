import { randomBytes } from "node:crypto";
import { afterAll, expect, test, vi } from "vitest";
import { anotherWorkspace } from "../../test/another-workspace.ts";
import { openTransferWorld, takenIn, toldIn, zipOf } from "../../test/carrier.ts";
import { timer } from "../../test/timer-spec.ts";
import { recordsIn, unzip } from "../../test/unzip.ts";
import { setBudget } from "../billing/index.ts";
import { writeHandoff } from "../briefing/index.ts";
import { ensureChannel, startThread } from "../chat/index.ts";
import { addContextItem } from "../knowledge/index.ts";
import { remember } from "../memory/index.ts";
import { write } from "../platform/index.ts";
import { listProjects, recordSpec, startProject } from "../projects/index.ts";
import { ensureAgents } from "../registry/index.ts";
import { createSchedule } from "../schedules/index.ts";
import { setSetting } from "../settings/index.ts";

vi.setConfig({ testTimeout: 180_000 });
const { carrier, ada, close } = await openTransferWorld();
afterAll(close);
await ensureAgents(ada);

type Row = Record<string, unknown>;
const FAR = "+200000-01-01T00:00:00.000Z";
/** So that no index makes it shorter. */
const LONG = randomBytes(10_000).toString("hex");
const idOf = (kind: string, n: number) => `${kind}_${String(n).padStart(26, "0")}`;
const within = (row: Row | undefined, key: string) => row?.[key] as Row;

/** One broken entry and more of each list, by what is wrong with it. */
const BROKEN: Record<string, (row: Row) => Row[]> = {
  members: (row) => [
    { ...row, id: LONG },
    { ...row, id: "mem_by_hand", email: "eve@example.com", agent: null },
  ],
  channels: (row) => [
    { ...row, id: idOf("chn", 1), name: LONG },
    { ...row, id: idOf("chn", 2), name: "far", createdAt: FAR },
    { ...row, id: LONG, name: "long" },
  ],
  threads: (row) => [
    { ...row, id: idOf("thr", 1), messageCount: 1e300 },
    { ...row, id: LONG },
  ],
  messages: (row) => [
    { ...row, id: idOf("msg", 1), createdAt: FAR },
    { ...row, mentions: [LONG] },
  ],
  "context-items": (row) => [
    { ...row, scopeId: LONG },
    { ...row, id: idOf("itm", 1), updatedAt: FAR },
  ],
  projects: (row) => {
    const [project, [spec]] = [within(row, "project"), row["specs"] as Row[]];
    const other = { project: { ...project, id: idOf("prj", 1) }, decisions: [] };
    const own = { ...spec, projectId: idOf("prj", 1) };
    return [
      { ...other, project: { ...other.project, specVersion: 3e9 }, specs: [] },
      { ...other, specs: [{ ...own, version: 3e9 }] },
      { ...other, specs: [spec] },
      { ...other, specs: [own, own] },
    ];
  },
  settings: (row) => [{ ...row, key: "forks.perThread", value: 1e300 }],
  memories: (row) => [
    { ...row, id: "rem_1", text: "x".repeat(5_000) },
    { ...row, id: "rem_2", text: "" },
    { ...row, id: LONG },
  ],
  agents: (row) => [{ ...row, agent: idOf("agt", 1), builtIn: false, handle: "far", versions: [{ ...row, version: 3e9 }] }],
  schedules: (row) => [
    { ...row, id: idOf("sch", 1), lastRun: { costMicros: 1e300 } },
    { ...row, id: idOf("sch", 2), cron: "99 9 * * *" },
  ],
  budgets: (row) => [
    { ...row, period: "day", limitMicros: 9e15 },
    { ...row, scope: "person", subjectId: LONG },
  ],
  handoffs: (row) => [{ ...row, id: idOf("hof", 1), createdAt: FAR }],
};

test("whatever an entry holds that cannot be stored, it is told as wrong, and all the others come", async () => {
  const channel = await ensureChannel(ada, "general", "");
  const { thread } = await startThread(ada, { channelId: channel.id, text: "Which database do we take?" });
  await writeHandoff(ada, { threadId: thread.id });
  await addContextItem(ada, { kind: "decision", text: "Postgres", scope: "thread", scopeId: thread.id });
  const project = await startProject(ada, { idea: "A recipe app" });
  await recordSpec(ada, { projectId: project.id, after: 0, spec: timer, changes: [], writtenBy: null });
  await setSetting(ada, { key: "forks.depth", layer: "workspace", value: 5 });
  await write(ada, "memory:write", (tx) => remember(tx, { text: "We ship on Thursdays" }));
  await createSchedule(ada, { title: "Count", instructions: "Count", agent: "qa", cron: "0 6 * * *", channelId: channel.id });
  await setBudget(ada, { scope: "workspace", period: "month", limitMicros: 7_000_000 });
  const { bytes } = await carrier.exportOf(ada);
  const files = await unzip(bytes);
  const lists = Object.entries(BROKEN).map(([name, broken]) => {
    const path = `data/${name}.jsonl`;
    const records = recordsIn(files, path);
    expect({ name, records: records.length }).not.toEqual({ name, records: 0 });
    return [path, [...broken(records[0] ?? {}), ...records].map((record) => JSON.stringify(record)).join("\n")] as const;
  });
  const hostile = await zipOf({ ...Object.fromEntries(files), ...Object.fromEntries(lists) });

  const clean = await anotherWorkspace(ada, "ada");
  await ensureAgents(clean);
  const expected = await carrier.importInto(clean, bytes);
  // The second time the id that was made by hand is taken, and nobody here can see by whom.
  for (const time of ["first", "second"] as const) {
    const there = await anotherWorkspace(ada, "ada");
    await ensureAgents(there);
    const landed = await carrier.importInto(there, hostile);
    expect({ time, state: landed.state, fault: landed.fault }).toEqual({ time, state: "done", fault: "" });
    const { "members as guests": guests, ...taken } = takenIn(landed);
    const { "members as guests": wholeGuests = 0, ...whole } = takenIn(expected);
    expect(taken).toEqual({ ...whole, "messages that were here": 1 });
    expect(guests).toBe(wholeGuests + (time === "first" ? 1 : 0));
    const unfit = "They hold what the database does not take, such as a number beyond its range or an id that is taken.";
    const told = toldIn(landed);
    expect(told.filter((line) => line.startsWith("1 members"))).toEqual(time === "first" ? [] : [`1 members: ${unfit}`]);
    const wrong = (count: number, name: string) => `${count} records of data/${name}.jsonl: They are not valid JSON, or not of this kind.`;
    expect(told).toEqual(
      expect.arrayContaining([
        wrong(1, "members"),
        `1 channels: ${unfit}`,
        wrong(2, "channels"),
        wrong(2, "threads"),
        wrong(1, "messages"),
        wrong(2, "context-items"),
        wrong(3, "projects"),
        `1 projects: ${unfit}`,
        wrong(1, "memories"),
        "1 memories: They are not what they have to be: A memory holds at most 4,000 characters",
        "1 memories: They are not what they have to be: Write what is to be remembered",
        wrong(1, "agents"),
        wrong(1, "schedules"),
        wrong(1, "budgets"),
        wrong(1, "handoffs"),
      ]),
    );
    expect((await listProjects(there, { limit: 9 })).items.map(({ idea }) => idea)).toEqual(["A recipe app"]);
  }
});

test("moments of a Slack archive that no calendar has are told, and the rest of it comes", async () => {
  const said = (ts: string) => ({ type: "message", user: "U1", text: `At ${ts}`, ts });
  const archive = await zipOf({
    "users.json": [{ id: "U1", name: "uma" }, { id: LONG }],
    "channels.json": [
      { id: "C1", name: "plans", created: 1_700_000_000 },
      ...[1e300, -1, "never"].map((created) => ({ id: "C2", name: "odd", created })),
    ],
    "plans/2024-03-04.json": ["1709542800.000100", "999999999999.000000"].map(said),
  });
  const landed = await carrier.importInto(await anotherWorkspace(ada, "ada"), archive);
  expect(landed).toMatchObject({ state: "done", fault: "" });
  expect(takenIn(landed)).toMatchObject({ channels: 1, messages: 1 });
  const wrong = (count: number, path: string) => `${count} records of ${path}: They are not as Slack writes them.`;
  expect(toldIn(landed)).toEqual(
    expect.arrayContaining([wrong(1, "users.json"), wrong(3, "channels.json"), wrong(1, "plans/2024-03-04.json")]),
  );
});
