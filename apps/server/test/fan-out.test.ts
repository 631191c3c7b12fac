import { createChannel, sendMessage, startThread } from "@openvibe/core/chat";
import { actAs, endOfLog, LOG_START, readEvents, type Context, type Cursor, type StoredEvent } from "@openvibe/core/platform";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFanOut, type OpenTab } from "../src/doors/socket-fan-out.ts";
import { startFeed, type SentEvent } from "../src/doors/socket-feed.ts";
import { openServer, type OpenServer } from "./open-server.ts";

let server: OpenServer;
beforeAll(async () => void (server = await openServer()));
afterAll(() => server.close());

const wait = { timeout: 30_000, interval: 5 };

test("tabs at the same place share a message for each view of the events, and one that is behind is served by itself", async () => {
  const { ctx: ada } = await server.person("Ada");
  const bob = actAs(ada, { ...ada.actor, id: "mem_bob" });
  const channel = await createChannel(ada, { name: "open", topic: "" });
  const { thread } = await startThread(ada, { channelId: channel.id, text: "First", title: "Talk" });
  for (const text of ["for all", "not for Bob", "for all again"]) await sendMessage(ada, { threadId: thread.id, text });
  const messages = await expect
    .poll(async () => (await readEvents(ada, LOG_START, 100)).filter(({ type }) => type === "chat.message_sent"), wait)
    .toHaveLength(4)
    .then(async () => (await readEvents(ada, LOG_START, 100)).filter(({ type }) => type === "chat.message_sent"));
  const textOf = ({ payload }: { payload: unknown }) => (payload as { text: string }).text;
  const events = messages.map((event) => ({ ...event, channelId: channel.id }));
  const maySee = (ctx: Context, event: StoredEvent) => Promise.resolve(ctx.actor.id !== bob.actor.id || textOf(event) !== "not for Bob");

  const got = new Map<string, string[]>();
  const shared: string[][] = [];
  const note = (id: string, sent: readonly SentEvent[]) => void got.set(id, [...(got.get(id) ?? []), ...sent.map(textOf)]);
  const open = (id: string, ctx: Context, cursor?: Cursor): OpenTab => {
    const outlet = {
      emit: (_name: string, at: { cursor: Cursor } | { cursor: Cursor; events: SentEvent[] }) => "events" in at && note(id, at.events),
      conn: { close: () => undefined },
    };
    return { id, data: { seat: { ctx }, feed: startFeed({ ctx }, outlet, cursor, maySee) } };
  };
  const start = await endOfLog(ada);
  const tabs = new Set([open("ada 1", ada), open("ada 2", ada), open("bob", bob), open("behind", bob, LOG_START)]);
  for (const { id, data } of tabs) if (id !== "behind") data.feed.catchUp();
  const standingAt = (cursor: Cursor) => [...tabs].filter(({ data }) => data.feed.isAt(cursor)).length;
  await expect.poll(() => standingAt(start), wait).toBe(3);

  const fanOut = startFanOut((ids, { events: sent }) => {
    shared.push(ids);
    for (const id of ids) note(id, sent);
  }, maySee);
  // Events of the future, as the log of this test is at its end: the tabs have seen all that is in it.
  const [xid] = start.split("-");
  const later = events.map((event, index) => ({ ...event, cursor: `${BigInt(xid ?? 0) + BigInt(index + 1)}-${event.seq + 1_000}` }));
  const [one, two, three, four] = later;
  if (!one || !two || !three || !four) throw new Error("four messages were sent");
  fanOut(tabs, [one]);
  await expect.poll(() => standingAt(one.cursor), wait).toBe(3);
  fanOut(tabs, [two, three]);
  fanOut(tabs, [four]);
  await expect.poll(() => got.get("bob")?.length, wait).toBe(3);
  await expect.poll(() => got.get("ada 2")?.length, wait).toBe(4);
  expect(shared.slice(0, 2)).toEqual([["ada 1", "ada 2"], ["bob"]]);
  expect(got.get("ada 1")).toEqual(["First", "for all", "not for Bob", "for all again"]);
  expect(got.get("bob")).toEqual(["First", "for all", "for all again"]);
  expect(got.get("behind")).toBeUndefined();
});
