import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { expect, test } from "vitest";
import { createEventStore } from "../src/doors/mcp/event-store.ts";

const said = (text: string): JSONRPCMessage => ({ jsonrpc: "2.0", method: "notifications/message", params: { text } });

test("a session keeps the last that it sent, by number and by length, and tells a stream that broke what it missed", async () => {
  const store = createEventStore();
  const missed = async (after: string) => {
    const texts: string[] = [];
    await store.replayEventsAfter(after, {
      send: (_, message) => Promise.resolve(void texts.push(String("params" in message ? message.params?.["text"] : ""))),
    });
    return texts;
  };
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
