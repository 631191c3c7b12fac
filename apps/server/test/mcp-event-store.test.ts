import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { expect, test } from "vitest";
import { createEventStores, type SessionEvents } from "../src/doors/mcp/event-store.ts";

const said = (text: string): JSONRPCMessage => ({ jsonrpc: "2.0", method: "notifications/message", params: { text } });

const missedIn = async (store: SessionEvents, after: string) => {
  const texts: string[] = [];
  await store.replayEventsAfter(after, {
    send: (_, message) => Promise.resolve(void texts.push(String("params" in message ? message.params?.["text"] : ""))),
  });
  return texts;
};

test("a session keeps the last that it sent, by number and by length, and tells a stream that broke what it missed", async () => {
  const store = createEventStores()();
  const missed = (after: string) => missedIn(store, after);
  const start = await store.storeEvent("a", said("first"));
  for (const text of ["second", "third"]) await store.storeEvent("a", said(text));
  await store.storeEvent("b", said("elsewhere"));
  expect(await missed(start)).toEqual(["second", "third"]);

  for (let number = 0; number < 30; number += 1) await store.storeEvent("a", said(`${number} ${"x".repeat(100_000)}`));
  expect((await missed(start)).map((text) => Number.parseInt(text, 10))).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29]);
  await store.storeEvent("a", said("x".repeat(2_000_000)));
  expect(await missed(start)).toEqual([]);
  await store.storeEvent("a", said("short again"));
  expect(await missed(start)).toEqual(["short again"]);
});

test("all sessions together keep only so much: what was sent first goes first, and what a session kept goes with it", async () => {
  const open = createEventStores();
  const long = "x".repeat(999_000);
  const begin = async () => {
    const store = open();
    const start = await store.storeEvent("a", said("first"));
    await store.storeEvent("a", said(long));
    return { store, missed: () => missedIn(store, start) };
  };
  const [oldest, next] = [await begin(), await begin()];
  for (let others = 0; others < 29; others += 1) await begin();
  expect([await oldest.missed(), await next.missed()]).toEqual([[long], [long]]);
  const ended = await begin();
  ended.store.end();
  await ended.store.storeEvent("a", said("too late"));
  expect(await ended.missed()).toEqual([]);
  await begin();
  expect(await oldest.missed()).toEqual([long]);
  await begin();
  expect([await oldest.missed(), await next.missed()]).toEqual([[], [long]]);
});
