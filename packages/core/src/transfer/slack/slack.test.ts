import { crc32, deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../../../test/people.ts";
import { makeWorld, settledEvents, type World } from "../../../test/world.ts";
import { listChannels, listMessages, listThreads, type Message } from "../../chat/index.ts";
import { addGuests, addMember, getMembers, listFormerMembers, signUp } from "../../identity/index.ts";
import { members, people } from "../../identity/tables.ts";
import { LOG_START, newId, systemContext, write, type Context } from "../../platform/index.ts";
import { openCarrier, zipOf, type Carrier } from "../../../test/carrier.ts";
import { emojiOf } from "./slack-emoji.ts";
import { markdownOf } from "./slack-text.ts";

let world: World;
let carrier: Carrier;
let ada: Context;
let bob: Context;
beforeAll(async () => {
  world = await makeWorld();
  carrier = await openCarrier(world);
  ada = await addPerson(world, "ada", "admin");
  bob = await addPerson(world, "bob");
});
afterAll(async () => {
  await carrier?.close();
  await world?.close();
});

const at = (text: string, micros = "000100") => `${Date.parse(text) / 1_000}.${micros}`;
const ROOT = at("2024-03-04T09:00:00Z");
const emailOf = (handle: string) => `${handle.toUpperCase()}@${world.workspaceId}.example`;

/** As Slack publishes the format: lists beside a folder for each channel, with a file for each day. */
function archiveFiles(): Record<string, unknown> {
  return {
    "users.json": [
      { id: "U0ADA", name: "ada.l", real_name: "Ada Lovelace", profile: { email: emailOf("ada"), real_name: "Ada Lovelace" } },
      { id: "U0BOB", name: "bobby", profile: { email: emailOf("bob"), real_name: "Bob" } },
      { id: "U0EVE", name: "eve", deleted: true, profile: { real_name: "Eve Gone", display_name: "eve", email: "eve@elsewhere.example" } },
    ],
    "channels.json": [
      {
        id: "C01",
        name: "general",
        created: 1_700_000_000,
        members: ["U0ADA", "U0BOB"],
        topic: { value: "All of us" },
        purpose: { value: "" },
      },
      { id: "C02", name: "old_projects", created: 1_700_000_000, is_archived: true, members: ["U0EVE"], topic: { value: "" } },
      { id: "C03", name: "old-projects", created: 1_700_000_001, members: [], topic: { value: "" } },
    ],
    "groups.json": [{ id: "G01", name: "salaries", created: 1_700_000_000, members: ["U0BOB", "U0EVE"], topic: { value: "" } }],
    "dms.json": [
      { id: "D01", created: 1_700_000_000, members: ["U0BOB", "U0EVE"] },
      { id: "D02", created: 1_700_000_000, members: ["U0EVE", "U0XXX"] },
    ],
    "mpims.json": [],
    "general/2024-03-04.json": [
      { type: "message", subtype: "channel_join", user: "U0EVE", text: "<@U0EVE> has joined the channel", ts: at("2024-03-04T08:00:00Z") },
      {
        type: "message",
        user: "U0BOB",
        text: "Is <@U0EVE> done with *the plan*? See <https://example.com/a_(b)|the page> &amp; <#C02|old_projects>, :tada:",
        ts: ROOT,
        thread_ts: ROOT,
        reply_count: 2,
        reactions: [
          { name: "+1", users: ["U0ADA", "U0EVE"], count: 2 },
          { name: "party-parrot", users: ["U0ADA"], count: 1 },
        ],
        edited: { user: "U0BOB", ts: at("2024-03-04T09:01:00Z") },
        pinned_to: ["C01"],
      },
      { type: "message", user: "U0EVE", text: "Nearly", ts: at("2024-03-04T09:02:00Z"), thread_ts: ROOT, parent_user_id: "U0BOB" },
      { type: "message", user: "U0ADA", text: "Lunch?", ts: at("2024-03-04T11:00:00Z", "000300") },
      { type: "message", user: "U0BOB", text: "Yes!", ts: at("2024-03-04T11:00:00Z", "000200") },
      {
        type: "message",
        user: "U0EVE",
        text: "",
        ts: at("2024-03-04T12:00:00Z"),
        files: [{ id: "F1", name: "plan.pdf", url_private: "https://files.slack.com/files-pri/T1-F1/plan.pdf?t=xoxe-secret" }],
      },
      {
        type: "message",
        subtype: "bot_message",
        bot_id: "B01",
        username: "Deploys",
        text: "```<https://ci.example/1>\na &lt; b```",
        ts: at("2024-03-04T13:00:00Z"),
      },
    ],
    // An answer on a later day belongs to its thread.
    "general/2024-03-05.json": [
      { type: "message", user: "U0ADA", text: "Good", ts: at("2024-03-05T10:00:00Z"), thread_ts: ROOT, parent_user_id: "U0BOB" },
      { type: "message", user: "U0ADA", text: "x".repeat(45_000), ts: at("2024-03-05T11:00:00Z") },
    ],
    "general/2024-03-06.json": `[{"type": "message", "user": "U0ADA", `,
    "general/2024-03-07.json": [
      { type: "message", text: "no time" },
      { type: "message", user: "U0BOB", text: "Bye", ts: at("2024-03-07T10:00:00Z") },
    ],
    "old_projects/2024-01-01.json": [{ type: "message", user: "U0EVE", text: "It is over", ts: at("2024-01-01T10:00:00Z") }],
    "salaries/2024-01-01.json": [{ type: "message", user: "U0BOB", text: "Twice as much", ts: at("2024-01-01T10:00:00Z") }],
    "D01/2024-01-01.json": [{ type: "message", user: "U0EVE", text: "Between us", ts: at("2024-01-01T10:00:00Z") }],
    "D02/2024-01-01.json": [{ type: "message", user: "U0EVE", text: "Nobody reads this", ts: at("2024-01-01T10:00:00Z") }],
  };
}

async function readChannel(ctx: Context, name: string): Promise<Record<string, Message[]>> {
  const channel = (await listChannels(ctx)).find((each) => each.name === name);
  const read: Record<string, Message[]> = {};
  for (const { id, title } of (await listThreads(ctx, { channelId: channel?.id ?? "", limit: 50 })).items)
    read[title] = (await listMessages(ctx, { threadId: id, limit: 50 })).items;
  return read;
}

test("an export of Slack comes in: threads, people, mentions, links, reactions, files, pins, in their order and with their times", async () => {
  const landed = await carrier.importInto(ada, await zipOf(archiveFiles()));
  expect(landed).toMatchObject({ state: "done", fault: "" });
  const general = await readChannel(ada, "general");
  expect(Object.keys(general)).toEqual([
    "7 March 2024",
    "5 March 2024",
    "Is @eve done with the plan? See the page & #old-projects, 🎉",
    "4 March 2024",
  ]);
  const [thread = []] = Object.entries(general).flatMap(([title, said]) => (title.startsWith("Is @eve") ? [said] : []));
  expect(thread.map(({ text }) => text)).toEqual([
    "Is @eve done with **the plan**? See [the page](https://example.com/a_%28b%29) & #old-projects, 🎉",
    "Nearly",
    "Good",
  ]);
  const [root] = thread;
  const names = await getMembers(ada, [...thread.map(({ authorId }) => authorId), ...(root?.mentions ?? [])]);
  expect(thread.map(({ authorId }) => names.get(authorId)?.name)).toEqual(["bob", "Eve Gone", "ada"]);
  expect(thread.map(({ authorId }) => authorId === ada.actor.id)).toEqual([false, false, true]);
  expect(root).toMatchObject({
    authorId: bob.actor.id,
    createdAt: new Date("2024-03-04T09:00:00Z"),
    editedAt: new Date("2024-03-04T09:01:00Z"),
  });
  expect(root?.pinnedAt).not.toBeNull();
  expect(root?.mentions.map((id) => names.get(id)?.name)).toEqual(["Eve Gone"]);
  expect(root?.reactions).toEqual([{ emoji: "👍", memberIds: [ada.actor.id, thread[1]?.authorId] }]);
  // Said within the same second: the finer order is Slack's.
  expect(general["4 March 2024"]?.map(({ text }) => text)).toEqual([
    "Yes!",
    "Lunch?",
    "📎 [plan.pdf](https://files.slack.com/files-pri/T1-F1/plan.pdf)",
    "```\nhttps://ci.example/1\na < b\n```",
  ]);
  expect(general["5 March 2024"]?.map(({ text }) => text.length)).toEqual([20_000, 20_000, 5_000]);
  expect(landed.report.left).toEqual(
    expect.arrayContaining([
      { what: "general/2024-03-06.json", count: 1, reason: "It is not valid JSON." },
      { what: "records of general/2024-03-07.json", count: 1, reason: "They are not as Slack writes them." },
      { what: "notices of Slack", count: 1, reason: "Who joined, left or renamed something is not kept." },
      { what: "reactions", count: 1, reason: "Their pictures are Slack's or the workspace's own." },
      { what: "files", count: 1, reason: "Slack's archive holds none. They stay with Slack, and messages link to them there." },
      { what: "direct talk", count: 1, reason: "None of its people is here, or it is here and you are not in it." },
    ]),
  );
});

test("private channels and direct talk of Slack are for those who were in them, and nobody is told of old talk", async () => {
  expect((await listChannels(ada)).map(({ name, kind }) => `${kind} ${name}`).toSorted()).toEqual([
    "public general",
    "public old-projects",
    "public old-projects-2",
  ]);
  expect((await listChannels(bob)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(["private", "direct"]));
  expect(
    Object.values(await readChannel(bob, "salaries"))
      .flat()
      .map(({ text }) => text),
  ).toEqual(["Twice as much"]);
  const events = await settledEvents(ada, LOG_START);
  expect(events.map(({ type }) => type)).not.toContain("chat.message_sent");
  const said = events.filter(({ type }) => type === "chat.talk_imported");
  const seen = new Map((await listChannels(bob)).map(({ id, kind }) => [id, kind]));
  for (const { channelId, payload } of said) {
    const kind = seen.get((payload as { channelId: string }).channelId);
    expect(channelId === null).toBe(kind === "public");
  }
});

test("the same archive again, or a later one, brings only what is new", async () => {
  const files = archiveFiles();
  const again = await carrier.importInto(ada, await zipOf(files));
  expect(again.report.taken.map(({ what }) => what).filter((what) => !what.includes("were here"))).toEqual([
    "members who are here",
    "members as guests",
  ]);
  const day = [{ type: "message", user: "U0BOB", text: "One more thing", ts: at("2024-03-08T10:00:00Z") }];
  const later = await carrier.importInto(ada, await zipOf({ ...files, "general/2024-03-08.json": day, "salaries/2024-03-08.json": day }));
  expect(later.report.taken).toContainEqual({ what: "messages", count: 2 });
  expect((await readChannel(ada, "general"))["8 March 2024"]?.map(({ text }) => text)).toEqual(["One more thing"]);
});

test("an archive that would unpack to far more than it tells is refused, and one file of it that is too large is left out", async () => {
  const bomb = { ...archiveFiles(), "general/2024-03-09.json": Buffer.alloc(70_000_000, " ") };
  const landed = await carrier.importInto(ada, await zipOf(bomb));
  expect(landed.state).toBe("done");
  expect(landed.report.left).toContainEqual({
    what: "general/2024-03-09.json",
    count: 1,
    reason: "It cannot be read: is larger than 64 MB",
  });
  const refused = await carrier.importInto(ada, lyingZip("users.json", 4_000_000_000));
  expect(refused).toMatchObject({ state: "failed", fault: expect.stringContaining("unpack to 4.0 GB") as string });
});

test("Slack's marks become Markdown, and code stays as it is", () => {
  const named = { handle: (id: string) => ({ U1: "ada" })[id], channel: () => undefined };
  const read = (text: string) => markdownOf(text, named);
  expect(read("*bold* _it_ ~gone~ 2*3*4 `a*b*c`")).toBe("**bold** _it_ ~~gone~~ 2*3*4 `a*b*c`");
  expect(read("<@U1> <@U2|carl> <@U3> <!here> <!subteam^S1|@designers> <!date^1^{date}|Monday>")).toBe(
    "@ada @carl @somebody @here @designers Monday",
  );
  expect(read("<javascript:alert(1)|click> <mailto:a@b.example|a@b.example> <https://e.example>")).toBe(
    "click [a@b.example](mailto:a@b.example) https://e.example",
  );
  expect(read("• one\n• two &lt;script&gt;")).toBe("- one\n- two <script>");
  expect(emojiOf("wave::skin-tone-3")).toBe("👋🏼");
  expect(emojiOf("our-own")).toBeUndefined();
});

test("guests are authors and nothing else: they are not listed, not present, and keep their names apart", async () => {
  const guest = { id: newId("mem"), kind: "person" as const, name: "Eve", handle: "bob" };
  await addGuests(ada, [guest, guest]);
  const rows = await ada.db.select().from(members);
  expect(rows.find(({ id }) => id === guest.id)).toMatchObject({ handle: "bob-2", can: [], removedAt: expect.any(Date) as Date });
  await expect(addGuests(bob, [guest])).rejects.toMatchObject({ code: "forbidden" });
  expect(await write(systemContext(world.platform), "test:read", (tx) => tx.db.$count(people))).toBe(2);
});

test("who is added later under the e-mail address of a guest is who wrote what the guest wrote", async () => {
  await carrier.importInto(ada, await zipOf(archiveFiles()));
  const [said] = Object.values(await readChannel(ada, "old-projects")).flat();
  const guest = (await listFormerMembers(ada)).find(({ name }) => name === "Eve Gone");
  expect(said).toMatchObject({ text: "It is over", authorId: guest?.id });
  await signUp(world.platform, { name: "Eve Here", email: "eve@elsewhere.example", password: "correct horse battery" });
  const eve = await addMember(ada, { email: "Eve@elsewhere.example", role: "member" });
  expect(eve).toMatchObject({ id: guest?.id, name: "Eve Here", handle: guest?.handle, email: "eve@elsewhere.example" });
  expect((await listFormerMembers(ada)).map(({ id }) => id)).not.toContain(eve.id);
  expect((await getMembers(ada, [said?.authorId ?? ""])).get(eve.id)).toMatchObject({ name: "Eve Here" });
  // What comes once more is theirs as well, and makes no second guest.
  const again = await carrier.importInto(ada, await zipOf(archiveFiles()));
  expect(again.report.taken).toContainEqual({ what: "members who are here", count: 3 });
});

/** A zip whose list of contents claims a size that its bytes do not have. */
function lyingZip(name: string, claimedBytes: number): Buffer {
  const content = Buffer.from("[]");
  const packed = deflateRawSync(content);
  const path = Buffer.from(name);
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc32(content), 0);
  sizes.writeUInt32LE(packed.byteLength, 4);
  sizes.writeUInt32LE(claimedBytes, 8);
  const head = Buffer.from([20, 0, 0, 8, 8, 0, 0, 0, 0, 0]);
  const lengths = Buffer.from([path.byteLength, 0, 0, 0]);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), head, sizes, lengths, path, packed]);
  const central = Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), head, sizes, lengths, Buffer.alloc(14), path]);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.byteLength, 12);
  end.writeUInt32LE(local.byteLength, 16);
  return Buffer.concat([local, central, end]);
}
