import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../test/people.ts";
import { makeWorld, settledEvents, type World } from "../../test/world.ts";
import {
  chatFollower,
  createChannel,
  deleteMessage,
  editMessage,
  ensureChannel,
  forkMessage,
  openDirect,
  renameThread,
  reopenThread,
  resolveFork,
  resolveThread,
  sendMessage,
  startThread,
} from "../chat/index.ts";
import { addContextItem, knowledgeFollower, supersedeContextItem } from "../knowledge/index.ts";
import { LOG_START, write, type Context } from "../platform/index.ts";
import { projectsFollower, recordDecision, startProject } from "../projects/index.ts";
import { listTasks } from "../runs/index.ts";
import { setSetting } from "../settings/index.ts";
import { reindex, search, Search, searchFollower, searchTools, type SearchHit } from "./index.ts";
import { searchEntries } from "./tables.ts";

let world: World;
let following: { settled(): Promise<void> };
let ada: Context;
let ben: Context;
beforeAll(async () => {
  world = await makeWorld();
  ada = await addPerson(world, "ada");
  ben = await addPerson(world, "ben");
  following = world.follow([chatFollower, knowledgeFollower, projectsFollower, searchFollower]);
});
afterAll(() => world.close());

/** Twice: what one follower says is taken in by the next. */
const settled = async () => {
  await following.settled();
  await following.settled();
};
const find = async (query: string, by: Context = ada, more: Partial<Search> = {}) => {
  await settled();
  return search(by, { ...Search.parse({ query }), ...more });
};
const textOf = (parts: SearchHit["excerpt"]) => parts.map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");
const excerpts = async (query: string, by?: Context, more?: Partial<Search>) =>
  (await find(query, by, more)).items.filter(({ kind }) => kind === "message").map(({ excerpt }) => textOf(excerpt));

async function newThread(by: Context, text: string, channelName = "general") {
  const channel = await ensureChannel(by, channelName, "");
  return startThread(by, { channelId: channel.id, title: "A place to talk", text });
}

test("what was said is found by its words, in any form, as a phrase, while typing, and without what is excluded", async () => {
  const { thread } = await newThread(ada, "We migrated the **billing** service in March");
  await sendMessage(ben, { threadId: thread.id, text: "The migration of search runs tonight" });
  await sendMessage(ben, { threadId: thread.id, text: "search the migration notes `<b>bold</b>` & https://notes.example/x" });
  expect(await excerpts("migrations", ada, { order: "newest" })).toEqual([
    "search the [migration] notes <b>bold</b> & https://notes.example/x",
    "The [migration] of search runs tonight",
    "We [migrated] the billing service in March",
  ]);
  expect(await excerpts('"migration notes"')).toEqual([expect.stringContaining("[migration] [notes]")]);
  const long = `${"filler ".repeat(90)}<aside>needle</aside> ${"more ".repeat(90)}`;
  await sendMessage(ben, { threadId: thread.id, text: long });
  const [excerpt = ""] = await excerpts("needle");
  expect(excerpt).toMatch(/^… (filler )+<aside>\[needle\]<\/aside> (more )+.*…$/);
  expect(excerpt.length).toBeLessThan(300);
  expect(await excerpts("migration -notes -billing ")).toEqual(["The [migration] of search runs tonight"]);
  for (const start of ["mi", "migr", "migrati", "migratio", "migrating"]) expect(await excerpts(start), start).toHaveLength(3);
  expect(await excerpts("migrati", ada, { typing: false })).toEqual([]);
  await sendMessage(ben, { threadId: thread.id, text: "“Äpfel—Birnen” don’t compare 🍐 <i>Obst</i>" });
  for (const word of ["äpfel ", "BIRNEN ", "🍐", "“Birnen”", "obst", '"don\'t compare"'])
    expect(await excerpts(word), word).toEqual([expect.stringContaining("<i>")]);
  const [hit] = (await find("tonight")).items;
  expect(hit).toMatchObject({
    kind: "message",
    authorId: ben.actor.id,
    channelId: thread.channelId,
    thread: { id: thread.id, parentThreadId: null },
  });
  expect(hit?.messageId).toBe(hit?.id);
  expect(hit?.title).toEqual([{ text: "A place to talk", hit: false }]);
});

test("words of scripts without spaces are found wherever they stand, and only there", async () => {
  const { thread } = await newThread(ada, "明日は東京都庁で会議があります。v2リリースの件");
  await sendMessage(ben, { threadId: thread.id, text: "都庁の東、京の会議" });
  await sendMessage(ben, { threadId: thread.id, text: "ประชุมที่กรุงเทพพรุ่งนี้" });
  await sendMessage(ben, { threadId: thread.id, text: "내일서울시청에서회의" });
  const tokyo = "明日は[東京都]庁で会議があります。v2リリースの件";
  expect(await excerpts("東京都")).toEqual([tokyo]);
  expect(await excerpts("東京都 ", ada, { order: "newest" })).toEqual([tokyo]);
  expect(await excerpts("京都庁で会議 明日")).toEqual(["[明日]は東[京都庁で会議]があります。v2リリースの件"]);
  expect(await excerpts("会議")).toHaveLength(2);
  expect(await excerpts("都")).toHaveLength(2);
  expect(await excerpts("件")).toHaveLength(1);
  expect(await excerpts("会議 -都庁の")).toEqual(["明日は東京都庁で[会議]があります。v2リリースの件"]);
  expect(await excerpts("v2 リリース")).toEqual([expect.stringContaining("[v2][リリース]")]);
  expect(await excerpts("v2リリース")).toEqual([expect.stringContaining("[v2][リリース]")]);
  expect(await excerpts('"東京都庁"')).toHaveLength(1);
  for (const missing of ["京東", "庁都", "東京会議", "明後日"]) expect(await excerpts(missing), missing).toEqual([]);
  expect(await excerpts("กรุงเทพ")).toEqual(["ประชุมที่[กรุงเทพ]พรุ่งนี้"]);
  expect(await excerpts("시청")).toEqual(["내일서울[시청]에서회의"]);
});

test("edits, deletions and new titles are followed", async () => {
  const { thread, message } = await newThread(ada, "The zebra crossing");
  expect(await excerpts("zebra")).toEqual(["The [zebra] crossing"]);
  await editMessage(ada, { messageId: message.id, text: "The giraffe crossing" });
  expect(await excerpts("zebra")).toEqual([]);
  expect(await excerpts("giraffe")).toHaveLength(1);
  await renameThread(ada, { threadId: thread.id, title: "Wildlife on roads" });
  const named = (await find("wildlife")).items;
  expect(named.map(({ kind, title }) => [kind, textOf(title)])).toEqual([["thread", "[Wildlife] on roads"]]);
  await deleteMessage(ada, { messageId: message.id });
  expect(await excerpts("giraffe")).toEqual([]);
});

test("filters narrow by person, channel, content, day and state, and say so when they cannot", async () => {
  const { thread } = await newThread(ada, "walrus one", "sea");
  const said = await sendMessage(ben, { threadId: thread.id, text: "walrus two, see https://sea.example and `code()`" });
  await newThread(ben, "walrus three", "land");
  expect(await excerpts("walrus from:@ben", ada, { order: "newest" })).toEqual(["[walrus] three", expect.stringContaining("[walrus] two")]);
  expect(await excerpts("walrus from:me")).toEqual(["[walrus] one"]);
  expect(await excerpts("walrus in:#sea -from:ada")).toEqual([expect.stringContaining("two")]);
  expect(await excerpts("walrus has:link has:code")).toEqual([expect.stringContaining("two")]);
  expect(await excerpts("walrus -has:link")).toHaveLength(2);
  const day = said.createdAt.toISOString().slice(0, 10);
  const later = new Date(said.createdAt.getTime() + 86_400_000 * 2).toISOString().slice(0, 10);
  expect(await excerpts(`walrus after:${later}`)).toEqual([]);
  expect(await excerpts(`walrus before:${later} after:2020-01-01`)).toHaveLength(3);
  expect(await excerpts("walrus before:2020-01-01")).toEqual([]);
  expect(await excerpts(`walrus on:${day}`, ada, { utcOffsetMinutes: 0 })).not.toEqual([]);
  expect((await find("in:#sea")).items.map(({ kind }) => kind).toSorted()).toEqual(["message", "message", "thread"]);
  const unknown = await find("walrus from:@nobody before:soon");
  expect(unknown).toEqual({ items: [], problems: ["Write a day as in before:2026-11-21.", "Nobody here is called @nobody."] });
  expect((await find("walrus is:late")).items).not.toEqual([]);
  expect((await find("the")).problems.length + (await find("the ")).problems.length).toBeGreaterThan(0);
  for (const odd of ["", "-", "!&|()*:'\\", "'; drop table messages; --", "a".repeat(500), "(((", "'quoted' \\' :*", "\u202e!"])
    expect((await find(odd)).items, odd).toEqual([]);
});

test("a thread that is resolved is found as such, with all that was said in it, until somebody goes on", async () => {
  const { thread } = await newThread(ada, "Which wombat shall we take?");
  await sendMessage(ada, { threadId: thread.id, text: "The old wombat is wise" });
  const resolved = async () => (await find("wombat is:resolved")).items.map(({ kind }) => kind).toSorted();
  expect(await resolved()).toEqual([]);
  await resolveThread(ada, { threadId: thread.id });
  expect(await resolved()).toEqual(["message", "message"]);
  expect((await find("wombat is:open")).items).toEqual([]);
  await sendMessage(ada, { threadId: thread.id, text: "No, the young wombat" });
  expect(await resolved()).toEqual([]);
  const outcome = { decision: "We take the young wombat", decisionMessageId: null, reasons: [], openPoints: [] };
  await resolveThread(ada, { threadId: thread.id, outcome });
  expect(new Set(await resolved())).toEqual(new Set(["item", "message"]));
  await reindex(world.owner);
  expect(new Set(await resolved())).toEqual(new Set(["item", "message"]));
});

test("resolved side conversations, decisions and documents are found as what they are", async () => {
  const { thread, message } = await newThread(ada, "Which quokka shall we take?");
  const fork = await forkMessage(ada, { messageId: message.id, title: "Quokka talk" });
  await sendMessage(ada, { threadId: fork.id, text: "The small quokka is kind" });
  expect((await find("quokka is:resolved")).items).toEqual([]);
  const outcome = { decision: "We take the small quokka", decisionMessageId: null, reasons: [], openPoints: [] };
  await resolveFork(ada, { threadId: fork.id, outcome });
  const resolved = (await find("quokka is:resolved")).items;
  expect(new Set(resolved.map((hit) => hit.thread?.parentThreadId))).toEqual(new Set([thread.id]));
  expect(new Set(resolved.map(({ kind }) => kind))).toEqual(new Set(["message", "thread", "item"]));
  expect(new Set((await find("quokka is:open")).items.map((hit) => hit.thread?.id))).toEqual(new Set([thread.id]));
  await reopenThread(ada, { threadId: fork.id });
  expect((await find("quokka is:resolved")).items).toEqual([]);
  await resolveFork(ada, { threadId: fork.id, outcome });
  await settled();
  await write(world.owner, "search:write", (tx) => tx.db.delete(searchEntries).where(eq(searchEntries.threadId, fork.id)));
  await reindex(world.owner);
  expect((await find("quokka is:resolved")).items.map(({ id }) => id)).toEqual(expect.arrayContaining(resolved.map(({ id }) => id)));
  const decided = (await find("quokka is:decision")).items;
  expect(decided).toMatchObject([{ kind: "item", itemKind: "decision" }]);
  await supersedeContextItem(ada, { itemId: decided[0]?.id ?? "", text: "We take both" });
  expect((await find("quokka is:decision")).items).toEqual([]);
  await startProject(ada, { idea: "An app to feed quokkas at the zoo" });
  expect((await find("zoo is:document")).items).toMatchObject([{ kind: "document", thread: { parentThreadId: null } }]);

  const { items: ideas } = await find("feed quokkas is:document");
  const about = { projectId: ideas[0]?.id ?? "", messageId: null };
  const { id } = await recordDecision(ada, { ...about, text: "Visitors may feed each quokka **once**" });
  const feeding = await find("visitors once is:decision");
  const where = { thread: { id: ideas[0]?.thread?.id }, authorId: ada.actor.id };
  expect(feeding.items).toMatchObject([{ id, kind: "decision", itemKind: "decision", ...where }]);
  await resolveThread(ada, { threadId: ideas[0]?.thread?.id ?? "" });
  expect((await find("visitors once is:resolved")).items).toMatchObject([{ id }]);
  await write(world.owner, "search:write", (tx) => tx.db.delete(searchEntries).where(eq(searchEntries.refId, id)));
  await reindex(world.owner);
  expect((await find("visitors once is:decision")).items).toMatchObject([{ id }]);
  const talker = world.actor(ben.actor.id, new Set(["search:read", "chat:read"]));
  expect((await find("visitors once", talker)).items).toEqual([]);
  expect(new Set((await find("quokka", talker)).items.map(({ kind }) => kind))).toEqual(new Set(["message", "thread"]));
});

test("what is private is found by those in it alone, and by nobody of another workspace", async () => {
  const secret = await createChannel(ada, { name: "boardroom", kind: "private" });
  const { thread, message } = await startThread(ada, { channelId: secret.id, title: "Merger xylophone", text: "xylophone deal" });
  await addContextItem(ada, { kind: "fact", text: "The xylophone costs 7", scope: "workspace", messageId: message.id });
  const direct = await openDirect(ada, { memberIds: [ben.actor.id] });
  await startThread(ada, { channelId: direct.id, text: "xylophone whisper" });
  expect((await find("xylophone")).items.map(({ kind }) => kind).toSorted()).toEqual(["item", "message", "message", "thread", "thread"]);
  expect(await excerpts("xylophone", ben)).toEqual(["[xylophone] whisper"]);
  const cat = await addPerson(world, "cat", "admin");
  for (const outsider of [cat, world.stranger, world.actor("mem_outside", "everything")]) {
    for (const query of ["xylophone", "xyl", `from:@ada xylophone`, '"xylophone deal"', "xylophone is:thread", "has:link -xylophone zzz"])
      expect((await find(query, outsider)).items, query).toEqual([]);
    // A channel that one may not see is spoken of as one that is not there.
    const named = { items: [], problems: ["There is no channel #boardroom that you can see."] };
    expect(await find("deal in:#boardroom", outsider)).toEqual(named);
  }
  expect(await excerpts("xylophone deal", ada)).toEqual(["[xylophone] [deal]"]);
  expect(thread.channelId).toBe(secret.id);
});

test("pages go on where the last one ended, in both orders", async () => {
  const { thread } = await newThread(ada, "heron 0");
  for (let n = 1; n < 12; n += 1) await sendMessage(ada, { threadId: thread.id, text: `heron ${n} ${"heron ".repeat(n % 3)}` });
  const orders: string[][] = [];
  for (const order of ["newest", "rank"] as const) {
    const seen: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const page = await find("heron", ada, Search.parse({ query: "heron", order, limit: 5, ...(cursor ? { cursor } : {}) }));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    orders.push(seen);
  }
  const [newest = [], ranked = []] = orders;
  expect(newest).toHaveLength(12);
  expect(newest).toEqual([...new Set(newest)].toSorted().toReversed());
  expect(ranked.toSorted()).toEqual(newest.toSorted());
  expect(ranked).not.toEqual(newest);
  await expect(find("heron", ada, { cursor: `${thread.createdAt.toISOString()}/${thread.id}` })).rejects.toMatchObject({
    code: "bad_request",
  });
});

test("what lies far behind the newest entries is found through the index, under the same rules", async () => {
  const { thread } = await newThread(ada, "An ibex on the ridge", "sea");
  const secret = await createChannel(ada, { name: "cellar", kind: "private" });
  const hidden = await startThread(ada, { channelId: secret.id, text: "An ibex in the cellar, an emu" });
  await settled();
  await write(world.owner, "search:write", async (tx) => {
    // Every fiftieth says "okapi", every other of these in private.
    await tx.db
      .execute(sql`insert into search_entries (ref_id, workspace_id, kind, channel_id, thread_id, author_id, marks, text, language, created_at)
      select 'msg_' || lpad(n::text, 26, '0'), ${tx.workspaceId}, 'message', case when n % 100 = 0 then ${secret.id} else ${thread.channelId} end,
        case when n % 100 = 0 then ${hidden.thread.id} else ${thread.id} end, ${ben.actor.id}, '{=message}',
        case when n % 50 = 0 then 'okapi ' else 'filler ' end || n, 'english', now() + n * interval '1 second' from generate_series(1, 6000) n`);
  });
  for (const order of ["rank", "newest"] as const) {
    expect(await excerpts("ibex", ben, { order })).toEqual(["An [ibex] on the ridge"]);
    expect(await excerpts("ibex", ada, { order })).toHaveLength(2);
    expect(await excerpts("ib", ben, { order })).toEqual(["An [ibex] on the ridge"]);
    expect(await excerpts("ibex in:#sea from:ada is:message", ben, { order })).toHaveLength(1);
    expect((await find("emu", ben, { order })).items).toEqual([]);
    const seen: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const page = await find("okapi", ben, Search.parse({ query: "okapi", order, limit: 50, ...(cursor ? { cursor } : {}) }));
      seen.push(...page.items.map(({ excerpt }) => textOf(excerpt)));
      cursor = page.nextCursor;
    }
    expect(new Set(seen)).toEqual(new Set(Array.from({ length: 60 }, (_, n) => `[okapi] ${50 + n * 100}`)));
    expect(seen).toHaveLength(60);
  }
  for (const query of ["ibex", "okapi", "emu", "from:ben okapi"]) expect((await find(query, world.stranger)).items).toEqual([]);
  expect(await excerpts(`ibex before:2020-01-01`, ben)).toEqual([]);
  expect(await excerpts(`ibex after:2020-01-01`, ben)).toHaveLength(1);
  await write(world.owner, "search:write", (tx) =>
    tx.db.execute(sql`delete from search_entries where text like 'filler %' or text like 'okapi %'`),
  );
});

test("it needs the right to search, says nothing itself, and can be filled anew", async () => {
  await newThread(ada, "The last pangolin");
  expect(await excerpts("pangolin")).toHaveLength(1);
  await expect(find("pangolin", world.actor("mem_x", new Set(["chat:read"])))).rejects.toMatchObject({ code: "forbidden" });
  await expect(reindex(ada)).rejects.toMatchObject({ code: "forbidden" });
  const before = (await settledEvents(world.owner, LOG_START)).length;
  await write(world.owner, "search:write", (tx) => tx.db.delete(searchEntries).where(sql`true`));
  expect(await excerpts("pangolin")).toEqual([]);
  expect(await reindex(world.owner)).toBeGreaterThan(20);
  expect(await excerpts("pangolin")).toHaveLength(1);
  expect((await find("zoo is:document")).items).toHaveLength(1);
  expect((await settledEvents(world.owner, LOG_START)).length).toBe(before);
});

test("another language brings words to their stems in its own way, once the index is filled anew", async () => {
  await newThread(ada, "Wir haben zwei Häuser");
  expect(await excerpts("Haus ")).toEqual([]);
  await setSetting(world.owner, { key: "search.language", layer: "workspace", value: "german" });
  await settled();
  const { items } = await listTasks(world.owner, { limit: 10 });
  expect(items.map(({ kind }) => kind)).toContain("search.reindex");
  await reindex(world.owner);
  expect(await excerpts("Haus ")).toEqual(["Wir haben zwei [Häuser]"]);
});

test("a turn that searches is given what was said, and not its own question or what repeats it", async () => {
  const said = await newThread(ben, "The lighthouse opens in May");
  const channel = await ensureChannel(ada, "general", "");
  const asked = await startThread(ada, { channelId: channel.id, text: "search for the lighthouse" });
  const before = await sendMessage(ada, { threadId: asked.thread.id, text: "Ask about the lighthouse in June, too" });
  await settled();
  const found = async (messageId?: string) => {
    const call = { signal: new AbortController().signal, ...(messageId === undefined ? {} : { messageId }) };
    const page = (await searchTools[0]?.run(ada, { query: "lighthouse" }, call)) as { items: { id: string }[] } | undefined;
    return page?.items.map(({ id }) => id).toSorted();
  };
  expect(await found(asked.message.id)).toEqual([said.message.id, before.id].toSorted());
  expect(await found()).toEqual([said.message.id, before.id, asked.message.id, asked.thread.id].toSorted());
});
