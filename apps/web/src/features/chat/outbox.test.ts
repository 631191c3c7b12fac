import { describe, expect, it } from "vitest";
import { nextOutbox, nextToSend, type OutboxEntry, type OutboxEvent, readOutbox } from "./outbox.ts";

const written = (clientKey: string, text: string): OutboxEvent => ({
  type: "written",
  entry: { clientKey, threadId: "thr_1", text, attachments: [], writtenAt: 0 },
});
const after = (...events: OutboxEvent[]): readonly OutboxEntry[] => events.reduce(nextOutbox, [] as readonly OutboxEntry[]);

describe("the outbox", () => {
  it("sends in the order of writing, one at a time, and forgets what is confirmed", () => {
    const one = after(written("key-1", "first"), written("key-2", "second"), { type: "sending", clientKey: "key-1" });
    expect(nextToSend(one)).toBeUndefined();
    const two = nextOutbox(one, { type: "confirmed", clientKey: "key-1" });
    expect(nextToSend(two)?.text).toBe("second");
  });

  it("keeps a message whose answer was lost, under the same key", () => {
    const lost = after(written("key-1", "first"), { type: "sending", clientKey: "key-1" }, { type: "unreachable", clientKey: "key-1" });
    expect(nextToSend(lost)).toMatchObject({ clientKey: "key-1", text: "first", state: "waiting" });
    expect(nextOutbox(lost, written("key-1", "first"))).toEqual(lost);
  });

  it("sets a refused message aside with its reason, so that later ones go on", () => {
    const refused = after(written("key-1", "first"), written("key-2", "second"), {
      type: "refused",
      clientKey: "key-1",
      problem: "Too long",
    });
    expect(refused[0]).toMatchObject({ state: "refused", problem: "Too long" });
    expect(nextToSend(refused)?.clientKey).toBe("key-2");
    expect(nextToSend(nextOutbox(refused, { type: "retried", clientKey: "key-1" }))?.clientKey).toBe("key-1");
  });

  it("outlives a reload, and sends again what was under way", () => {
    const stored = JSON.stringify(after(written("key-1", "first"), { type: "sending", clientKey: "key-1" }));
    expect(nextToSend(readOutbox(stored))).toMatchObject({ clientKey: "key-1", state: "waiting" });
    const begun = { clientKey: "key-2", channelId: "chn_1", isIdea: false, text: "Who waters?", attachments: [], writtenAt: 0 };
    const started = JSON.stringify(after({ type: "written", entry: begun }, { type: "sending", clientKey: "key-2" }));
    expect(readOutbox(started)).toEqual([{ ...begun, state: "waiting" }]);
    expect(readOutbox("not what was stored")).toEqual([]);
    expect(readOutbox(JSON.stringify([{ clientKey: 1 }, { clientKey: "to-nowhere", text: "x", state: "waiting" }]))).toEqual([]);
  });
});
