import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { anotherWorkspace as anotherWorkspaceOf } from "../../test/another-workspace.ts";
import { addPerson } from "../../test/people.ts";
import { settledEvents } from "../../test/world.ts";
import {
  createChannel,
  deleteMessage,
  editMessage,
  ensureChannel,
  forkMessage,
  getThread,
  listChannels,
  listMessages,
  listThreads,
  maySeeChannel,
  pinMessage,
  reactTo,
  resolveFork,
  sendMessage,
  startThread,
} from "../chat/index.ts";
import { listBudgets, setBudget } from "../billing/index.ts";
import { getFile, openFile, uploadFile } from "../files/index.ts";
import { SAMPLES } from "../files/test/samples.ts";
import { listFormerMembers } from "../identity/index.ts";
import { getUnread } from "../inbox/index.ts";
import { knowledgeFollower, listContextItems } from "../knowledge/index.ts";
import { listMemories, remember } from "../memory/index.ts";
import { LOG_START, write } from "../platform/index.ts";
import { listProjects, recordDecision, startProject } from "../projects/index.ts";
import { changeAgent, ensureAgents, getProfile, listInstructions, listProfiles, makeAgent, writeInstructions } from "../registry/index.ts";
import { createSchedule, listSchedules, resumeSchedule } from "../schedules/index.ts";
import { search, searchFollower } from "../search/index.ts";
import { setSetting } from "../settings/index.ts";
import { listTransfers, openExport, startExport, startImport } from "./index.ts";
import { openTransferWorld, zipOf } from "../../test/carrier.ts";
import { programOf } from "../../test/programs.ts";
import { recordsIn, unzip } from "../../test/unzip.ts";

const { world, carrier, following, ada, bob, close } = await openTransferWorld([knowledgeFollower, searchFollower]);
afterAll(close);

const anotherWorkspace = () => anotherWorkspaceOf(ada, "ada");

async function* bytesOf(content: string | Buffer): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

/** A week of a small team, with everything that talk can hold. */
async function aWeekOfTalk() {
  const general = await ensureChannel(ada, "general", "Talk about anything");
  const { thread, message } = await startThread(ada, { channelId: general.id, text: "Which database do we take, @bob?" });
  const file = await uploadFile(bob, { name: "figures.csv", bytes: bytesOf("engine,ms\npostgres,3\n") });
  const picture = await uploadFile(bob, { name: "elephant.png", bytes: bytesOf(SAMPLES.png(640, 480)) });
  const answer = await sendMessage(bob, { threadId: thread.id, text: "Postgress 🐘", fileIds: [file.fileId, picture.fileId] });
  await editMessage(bob, { messageId: answer.id, text: "Postgres 🐘, as measured" });
  await reactTo(ada, { messageId: answer.id, emoji: "👍", on: true });
  await pinMessage(ada, { messageId: answer.id, pinned: true });
  const fork = await forkMessage(bob, { messageId: answer.id, title: "Which version?" });
  const inFork = await sendMessage(bob, { threadId: fork.id, text: `The newest, see /w/${world.workspaceId}/t/${thread.id}` });
  await resolveFork(bob, {
    threadId: fork.id,
    outcome: {
      decision: "Version 18",
      decisionMessageId: inFork.id,
      reasons: [],
      openPoints: [{ text: "Who upgrades?", messageId: null }],
    },
  });
  const gone = await sendMessage(ada, { threadId: thread.id, text: "Never mind" });
  await deleteMessage(ada, { messageId: gone.id });
  const secret = await createChannel(ada, { name: "board", kind: "private" });
  await startThread(ada, { channelId: secret.id, text: "We will be bought" });
  const hidden = await createChannel(bob, { name: "surprise", kind: "private" });
  await startThread(bob, { channelId: hidden.id, text: "A cake for Ada" });
  const project = await startProject(ada, { idea: "A recipe app with ingredients" });
  await recordDecision(ada, { projectId: project.id, text: "No comments at first", messageId: message.id });
  await setSetting(ada, { key: "forks.depth", layer: "workspace", value: 5 });
  await following.settled();
  return { general, thread, answer, file, fork, secret, hidden, project };
}

const week = await aWeekOfTalk();

/** Records without what is one workspace's own: members by name, other ids by the order in which they come, and what is of the import's own moment. */
function comparable(files: ReadonlyMap<string, string>): unknown {
  const names = new Map(recordsIn(files, "data/members.jsonl").map(({ id, name }) => [String(id), String(name)]));
  const seen = new Map<string, string>();
  const nameOf = (id: string, kind: string) => {
    const known = names.get(id) ?? seen.get(id);
    if (known === undefined) seen.set(id, `${kind} ${seen.size}`);
    return known ?? seen.get(id) ?? "";
  };
  const paths = ["channels", "threads", "messages", "context-items", "projects", "settings"].map((name) => `data/${name}.jsonl`);
  const plain = JSON.stringify(
    paths.map((path) => recordsIn(files, path)),
    (key, value: unknown) => {
      if (key === "updatedAt") return undefined;
      return key === "memberIds" ? (value as string[]).map((id) => nameOf(id, "mem")).toSorted() : value;
    },
  );
  return JSON.parse(plain.replaceAll(/\b(chn|thr|msg|itm|prj|dec|mem|wsp|fil)_[0-9a-z]{26}\b/g, nameOf));
}

test("a workspace goes out and comes back as the same talk: exported, imported and exported again, nothing differs", async () => {
  const first = await carrier.exportOf(ada);
  const there = await anotherWorkspace();
  const landed = await carrier.importInto(there, first.bytes);
  expect(landed).toMatchObject({ state: "done", fault: "" });
  const second = await carrier.exportOf(there);
  const [before, after] = [await unzip(first.bytes), await unzip(second.bytes)];
  expect(comparable(after)).toEqual(comparable(before));
  expect(recordsIn(before, "data/messages.jsonl")).toHaveLength(7);

  // The bytes of the file came along, and the words read the same.
  const [channel] = (await listChannels(there)).filter(({ name }) => name === "general");
  const [thread] = (await listThreads(there, { channelId: channel?.id ?? "", limit: 5 })).items;
  const [, answer] = (await listMessages(there, { threadId: thread?.id ?? "", limit: 10 })).items;
  expect(answer).toMatchObject({ text: "Postgres 🐘, as measured", reactions: [{ emoji: "👍", memberIds: [there.actor.id] }] });
  const file = await getFile(there, { fileId: answer?.attachments[0]?.fileId ?? "" }, maySeeChannel);
  expect(await text(await openFile(there, file))).toBe("engine,ms\npostgres,3\n");
  // A picture is measured as one that was sent here, so its place is kept before it has loaded.
  expect(answer?.attachments[1]).toMatchObject({ name: "elephant.png", mediaType: "image/png", width: 640, height: 480 });
  expect((await listFormerMembers(there)).map(({ name }) => name)).toContain("bob");
  expect((await listContextItems(there, { limit: 50 })).items.map((item) => item.text)).toEqual(
    expect.arrayContaining(["Version 18", "Who upgrades?", "Postgres 🐘, as measured"]),
  );
  await following.settled();
  expect((await search(there, { query: "measured", limit: 5 })).items.length).toBeGreaterThan(0);
  expect((await getUnread(there)).threads).toEqual([]);
});

test("what is remembered goes out to who may see it, and what is shared comes back, as does what is one's own; another person's stays theirs", async () => {
  await write(ada, "memory:write", async (tx) => {
    await remember(tx, { text: "We ship on Thursdays", importance: "critical" });
    await remember(tx, { text: "The recipes are in grams", scope: "project", projectId: week.project.id });
    await remember(tx, { text: "I like short answers", scope: "person" });
  });
  const { program } = await programOf(ada, ["memory:write", "memory:share"]);
  await write(program, "memory:write", (tx) => remember(tx, { text: "Drafts go to the printer" }));
  await write(bob, "memory:write", (tx) => remember(tx, { text: "I look for another job", scope: "person" }));
  const custom = await makeAgent(ada, { name: "Translator", title: "Translator", handle: "translator", instructions: "Translate" });
  await writeInstructions(ada, { agent: custom.agent, instructions: "Translate into German" });
  const { bytes } = await carrier.exportOf(ada);
  const files = await unzip(bytes);
  const texts = (path: string) => recordsIn(files, path).map((record) => record["text"]);
  const own = ["I like short answers", "The recipes are in grams", "We ship on Thursdays", "Drafts go to the printer"];
  expect(new Set(texts("data/memories.jsonl"))).toEqual(new Set(own));
  expect(recordsIn(files, "data/agents.jsonl").find(({ agent }) => agent === custom.agent)).toMatchObject({
    versions: [{ instructions: "Translate into German" }, { instructions: "Translate" }],
  });

  const there = await anotherWorkspace();
  const { state, fault, report } = await carrier.importInto(there, bytes);
  expect({ state, fault }).toEqual({ state: "done", fault: "" });
  expect(report.left.map(({ what }) => what)).not.toContain("memories of somebody's own");
  await carrier.importInto(there, bytes);
  const landed = (await listMemories(there, { limit: 50 })).items;
  const ofProgram = "medium workspace: Drafts go to the printer";
  const shared = ["medium project: The recipes are in grams", "critical workspace: We ship on Thursdays", ofProgram];
  const expected = ["medium person: I like short answers", ...shared];
  expect(landed).toHaveLength(expected.length);
  expect(new Set(landed.map((memory) => `${memory.importance} ${memory.scope}: ${memory.text}`))).toEqual(new Set(expected));
  expect(landed.filter(({ byProgram }) => byProgram).map(({ text }) => text)).toEqual(["Drafts go to the printer"]);
  const [project] = (await listProjects(there, { limit: 5 })).items;
  expect(landed.find(({ scope }) => scope === "project")?.scopeId).toBe(project?.id);
  expect(landed.find(({ scope }) => scope === "person")?.scopeId).toBe(there.actor.id);

  const bobs = await anotherWorkspaceOf(ada, "bob");
  expect((await carrier.importInto(bobs, bytes)).report.left.map(({ what }) => what)).toContain("memories of somebody's own");
  expect((await listMemories(bobs, { limit: 50 })).items.map(({ text: said }) => said).toSorted()).toEqual([
    "Drafts go to the printer",
    "The recipes are in grams",
    "We ship on Thursdays",
  ]);
});

test("agents of one's own come back as they were, turned off, with their schedules paused and their budgets, and nothing comes twice", async () => {
  const { agent } = await makeAgent(ada, {
    name: "Gardener",
    title: "Gardener",
    handle: "gardener",
    instructions: "Water the plants",
    can: ["search:read", "sandbox:run"],
    limits: { rounds: 3, minutes: null, taskCents: 20, dayCents: 150 },
    models: { routine: "auto", normal: "auto", hard: "anthropic/claude-opus-4-1" },
  });
  await writeInstructions(ada, { agent, instructions: "Water the plants at dawn", note: "When" });
  await writeInstructions(ada, { agent: "qa", instructions: "Look at every screen twice" });
  await createSchedule(ada, { title: "Watering", instructions: "Water all", agent, cron: "0 6 * * *", channelId: week.general.id });
  await setBudget(ada, { scope: "workspace", period: "month", limitMicros: 7_000_000, hard: false });
  await setBudget(ada, { scope: "person", subjectId: ada.actor.id, period: "day", limitMicros: 1_000_000 });
  const { bytes } = await carrier.exportOf(ada);
  const files = await unzip(bytes);
  expect(files.get("agents/gardener.md")).toMatch(/# Gardener \(@gardener\)[^]*version 2[^]*at dawn[^]*version 1/);
  expect(files.get("schedules.md")).toMatch(/## Watering\n\n@gardener · Every day at 06:00 \(`0 6 \* \* \*`\)[^]*Water all/);
  expect(files.get("memories.md")).toContain("- We ship on Thursdays\n  _workspace · critical");

  const there = await anotherWorkspace();
  await ensureAgents(there);
  const landed = await carrier.importInto(there, bytes);
  expect({ state: landed.state, fault: landed.fault }).toEqual({ state: "done", fault: "" });

  const profile = (await listProfiles(there)).find(({ name }) => name === "Gardener");
  expect(profile).toMatchObject({
    enabled: false,
    handle: "gardener",
    instructions: "Water the plants at dawn",
    version: 2,
    can: expect.arrayContaining(["search:read", "sandbox:run"]) as string[],
    limits: { rounds: 3, taskCents: 20, dayCents: 150 },
    models: { hard: "anthropic/claude-opus-4-1" },
  });
  const versions = await listInstructions(there, { agent: profile?.agent ?? "", limit: 9 });
  expect(versions.items.map(({ version, instructions, note }) => [version, instructions, note])).toEqual([
    [2, "Water the plants at dawn", "When"],
    [1, "Water the plants", ""],
  ]);
  expect((await getProfile(there, { agent: "qa" })).instructions).toBe("Look at every screen twice");
  const [schedule, ...more] = (await listSchedules(there, { limit: 9 })).items;
  expect(more).toEqual([]);
  expect(schedule).toMatchObject({ title: "Watering", cron: "0 6 * * *", agent: profile?.agent, ownerId: there.actor.id, paused: true });
  expect((await getThread(there, { threadId: schedule?.threadId ?? "" })).title).toBe("⏰ Watering");
  const limits = (await listBudgets(there, { limit: 50 })).items.map(({ scope, subjectId, period, limitMicros, hard }) => {
    return { scope, subjectId, period, limitMicros, hard };
  });
  expect(limits).toHaveLength(3);
  expect(limits).toEqual(
    expect.arrayContaining([
      { scope: "workspace", subjectId: "", period: "month", limitMicros: 7_000_000, hard: false },
      { scope: "person", subjectId: there.actor.id, period: "day", limitMicros: 1_000_000, hard: true },
      { scope: "agent", subjectId: profile?.memberId, period: "day", limitMicros: 1_500_000, hard: true },
    ]),
  );

  // Turned on and resumed they work here; what comes once more leaves them as they are now.
  await changeAgent(there, { agent: profile?.agent ?? "", enabled: true });
  expect(await resumeSchedule(there, { scheduleId: schedule?.id ?? "" })).toMatchObject({ paused: false });
  const again = await carrier.importInto(there, bytes);
  expect(again.report.taken.map(({ what }) => what)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/agents|schedules|budgets/)]),
  );
  expect((await listSchedules(there, { limit: 9 })).items).toMatchObject([{ paused: false }]);
  expect((await listProfiles(there)).filter(({ name, enabled }) => name === "Gardener" && enabled)).toHaveLength(1);
});

test("an import that comes twice makes nothing twice, and into where it came from nothing at all", async () => {
  const { bytes } = await carrier.exportOf(ada);
  const there = await anotherWorkspace();
  expect(await carrier.importInto(there, bytes)).toMatchObject({ state: "done" });
  const before = comparable(await unzip((await carrier.exportOf(there)).bytes));
  const again = await carrier.importInto(there, bytes);
  expect(again.state).toBe("done");
  expect(again.report.taken.map(({ what }) => what)).not.toContain("messages");
  expect(comparable(await unzip((await carrier.exportOf(there)).bytes))).toEqual(before);

  const home = comparable(await unzip(bytes));
  const back = await carrier.importInto(ada, bytes);
  expect(back.state).toBe("done");
  expect(back.report.taken.map(({ what }) => what)).not.toContain("messages");
  expect(comparable(await unzip((await carrier.exportOf(ada)).bytes))).toEqual(home);
});

test("an import that breaks off goes on after its last batch: it ends with what an unbroken one has, and tells the same", async () => {
  const { bytes } = await carrier.exportOf(ada);
  const whole = await anotherWorkspace();
  const clean = await carrier.importInto(whole, bytes);
  const expected = comparable(await unzip((await carrier.exportOf(whole)).bytes));
  for (const nth of [2, 5, 7, 10]) {
    const there = await anotherWorkspace();
    const hasFailed = carrier.failRead(nth);
    const landed = await carrier.importInto(there, bytes);
    expect({ nth, hasFailed: hasFailed(), state: landed.state }).toEqual({ nth, hasFailed: true, state: "done" });
    expect(landed.report).toEqual(clean.report);
    expect(comparable(await unzip((await carrier.exportOf(there)).bytes))).toEqual(expected);
  }
});

test("an export holds what its asker may read: nothing of a private channel of others, not even for an owner, and no word that there are any", async () => {
  const { transfer, bytes } = await carrier.exportOf(ada);
  const files = await unzip(bytes);
  const whole = [...files].flat().join("\n");
  expect(whole).toContain("We will be bought");
  expect(whole).not.toContain("A cake for Ada");
  expect(whole).not.toContain("surprise");
  expect(whole).not.toContain(week.hidden.id);
  expect(transfer.report.left).toEqual([]);

  const admin = await addPerson(world, "carl", "admin");
  const carls = await carrier.exportOf(admin);
  expect([...(await unzip(carls.bytes))].flat().join("\n")).not.toMatch(/We will be bought|A cake for Ada/);
  expect(carls.transfer.report.left).toEqual([]);
  // The archive is its asker's alone.
  await expect(openExport(ada, { transferId: carls.transfer.id })).rejects.toMatchObject({ code: "not_found" });
  expect((await listTransfers(ada, { limit: 50 })).items.map(({ id }) => id)).not.toContain(carls.transfer.id);
  const told = (await settledEvents(admin, LOG_START)).filter(({ type }) => type === "transfer.transfer_changed");
  expect(new Set(told.map(({ memberId }) => memberId))).toEqual(new Set([ada.actor.id, admin.actor.id]));
});

test("threads read as Markdown, with who said what, files and reactions", async () => {
  const files = await unzip((await carrier.exportOf(ada)).bytes);
  const [path = "", markdown = ""] = [...files].find(([name]) => name.startsWith("talk/general/") && name.includes("database")) ?? [];
  expect(path).toMatch(/^talk\/general\/\d{4}-\d\d-\d\d Which-database-do-we-take-bob \w{6}\.md$/);
  expect(markdown).toContain("# Which database do we take, @bob?");
  expect(markdown).toContain("Postgres 🐘, as measured");
  expect(markdown).toContain(`](<../../files/${week.file.fileId}/figures.csv>)`);
  expect(markdown).toContain("👍 ada");
  expect(markdown).toContain("_Deleted._");
  expect(files.has(`files/${week.file.fileId}/figures.csv`)).toBe(true);
});

test("members may neither export nor import, a stranger sees nothing of it, and what is no archive leaves nothing", async () => {
  await expect(startExport(bob)).rejects.toMatchObject({ code: "forbidden" });
  await expect(startImport(bob, { name: "a.zip", bytes: bytesOf("PK") })).rejects.toMatchObject({ code: "forbidden" });
  const { transfer } = await carrier.exportOf(ada);
  await expect(openExport(world.stranger, { transferId: transfer.id })).rejects.toMatchObject({ code: "not_found" });
  const before = (await listTransfers(ada, { limit: 100 })).items.length;
  await expect(startImport(ada, { name: "a.txt", bytes: bytesOf("hello") })).rejects.toMatchObject({ code: "bad_request" });
  expect((await listTransfers(ada, { limit: 100 })).items).toHaveLength(before);
  const cut = await carrier.importInto(ada, (await carrier.exportOf(ada)).bytes.subarray(0, 5_000));
  expect(cut).toMatchObject({ state: "failed", fault: expect.stringContaining("not a whole zip") as string });
});

test("an archive that somebody wrote by hand reaches nothing that its sender may not see, and its faults are told", async () => {
  const carl = await addPerson(world, "dora", "admin");
  const files = await unzip((await carrier.exportOf(ada)).bytes);
  const manifest = files.get("openvibe.json") ?? "";
  const [channelOf, threadOf] = [recordsIn(files, "data/channels.jsonl"), recordsIn(files, "data/threads.jsonl")];
  const secretThread = threadOf.find((thread) => thread["channelId"] === week.secret.id);
  const [message] = recordsIn(files, "data/messages.jsonl");
  const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join("\n");
  const before = await listMessages(ada, { threadId: String(secretThread?.["id"]), limit: 50 });
  const written = await zipOf({
    "openvibe.json": manifest,
    "aa/aa/etc/passwd": "root",
    "data/members.jsonl": files.get("data/members.jsonl"),
    "data/channels.jsonl": `${lines(...channelOf)}\n{"broken\n${lines({ ...channelOf.find(({ id }) => id === week.secret.id), kind: "public" })}`,
    "data/threads.jsonl": lines({ ...secretThread, channelId: week.general.id }),
    "data/messages.jsonl": lines(
      { ...message, id: String(message?.["id"]).replace(/.$/, "0"), threadId: secretThread?.["id"], channelId: week.general.id },
      { ...message, id: String(message?.["id"]).replace(/.$/, "1"), threadId: secretThread?.["id"], channelId: week.secret.id },
    ),
  });
  // No library writes such a name; it is put into the bytes.
  const bytes = Buffer.from(written.toString("latin1").replaceAll("aa/aa/etc/passwd", "../../etc/passwd"), "latin1");
  const landed = await carrier.importInto(carl, bytes);
  expect(landed.state).toBe("done");
  expect(await listMessages(ada, { threadId: String(secretThread?.["id"]), limit: 50 })).toEqual(before);
  expect((await getThread(ada, { threadId: String(secretThread?.["id"]) })).channelId).toBe(week.secret.id);
  expect((await listChannels(carl)).map(({ id }) => id)).not.toContain(week.secret.id);
  expect(landed.report.left.map(({ what, reason }) => `${what}: ${reason}`)).toEqual(
    expect.arrayContaining([
      "../../etc/passwd: Its name leads out of the archive, or it is locked with a password.",
      "private channels: They are here already, and you are not in them.",
      "records of data/channels.jsonl: They are not valid JSON, or not of this kind.",
      "messages: Their channel did not come along.",
    ]),
  );
});
