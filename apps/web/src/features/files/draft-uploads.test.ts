import type { Attachment } from "@openvibe/core/files/model";
import { expect, test, vi } from "vitest";
import { Refusal } from "../../data/errors.ts";
import { createDraftUploads } from "./draft-uploads.ts";
import { shownSize } from "./picture-size.ts";
import type { SendFile } from "./send-file.ts";

const WAIT = { timeout: 30_000 };
const MB = 1_000_000;
const LIMITS = { fileBytes: MB, filesPerMessage: 4 };
const file = (name: string, content = "content") => new File([content], name);

/** A server whose answers the test gives one by one, by the file's name. */
function openDraft(stored: string | null = null, now = 0) {
  const asked = new Map<
    string,
    { done: () => void; fail: (reason: string) => void; progress: (share: number) => void; signal: AbortSignal }
  >();
  const discarded: string[] = [];
  const kept = { text: stored };
  const send: SendFile = ({ name, size }, onProgress, signal) =>
    new Promise((resolve, reject) => {
      const attachment: Attachment = { fileId: `fil_${name}`, name, mediaType: "text/plain", sizeBytes: size, width: null, height: null };
      asked.set(name, { done: () => resolve(attachment), fail: (reason) => reject(new Refusal(reason)), progress: onProgress, signal });
    });
  const draft = createDraftUploads({
    send,
    discard: (fileId) => discarded.push(fileId),
    limits: () => LIMITS,
    kept: { read: () => kept.text, write: (text) => (kept.text = text) },
    now: () => now,
  });
  const states = () => draft.read().map(({ name, state }) => `${name} ${state}`);
  const server = (name: string) => {
    const found = asked.get(name);
    if (!found) throw new Error(`${name} was not sent`);
    return found;
  };
  const keyOf = (name: string) => draft.read().find((upload) => upload.name === name)?.key ?? "";
  return { draft, server, discarded, kept, states, keyOf };
}

test("files go up three at a time, say how far they are, and are taken by the message", async () => {
  const { draft, server, states } = openDraft();
  draft.add(["a", "b", "c", "d"].map((name) => file(name)));
  expect(states()).toEqual(["a sending", "b sending", "c sending", "d waiting"]);
  server("b").progress(0.5);
  expect(draft.read()[1]).toMatchObject({ progress: 0.5 });
  server("b").done();
  await vi.waitFor(() => expect(states()).toEqual(["a sending", "b done", "c sending", "d sending"]), WAIT);
  for (const name of ["a", "c", "d"]) server(name).done();
  await vi.waitFor(() => expect(states().every((state) => state.endsWith("done"))).toBe(true), WAIT);
  expect(draft.take().map(({ fileId }) => fileId)).toEqual(["fil_a", "fil_b", "fil_c", "fil_d"]);
  expect(draft.read()).toEqual([]);
});

test("what is too large, empty or too many is refused before a byte is sent, and does not take a place", async () => {
  const { draft, server, states } = openDraft();
  draft.add([file("large", "x".repeat(MB + 1)), file("empty", ""), file("a")]);
  expect(draft.read().map(({ problem }) => problem?.text)).toEqual([expect.stringContaining("1.0 MB"), "This file is empty.", undefined]);
  draft.add([file("b"), file("c"), file("d"), file("e")]);
  expect(states().slice(3)).toEqual(["b sending", "c sending", "d waiting", "e failed"]);
  server("a").done();
  await vi.waitFor(() => expect(states()).toContain("d sending"), WAIT);
});

test("one that failed is tried again; one that is stopped is gone, also where the server was faster", async () => {
  const { draft, server, states, discarded, keyOf } = openDraft();
  draft.add([file("a"), file("b"), file("c")]);
  server("a").fail("The server cannot be reached.");
  await vi.waitFor(() => expect(draft.read()[0]?.problem).toEqual({ text: "The server cannot be reached.", lasting: false }), WAIT);
  draft.retry(keyOf("a"));
  expect(states()[0]).toBe("a sending");
  expect(draft.read()[0]?.problem).toBeUndefined();
  server("a").done();
  await vi.waitFor(() => expect(states()[0]).toBe("a done"), WAIT);

  draft.remove(keyOf("b"));
  expect(server("b").signal.aborted).toBe(true);
  server("b").done();
  await vi.waitFor(() => expect(discarded).toEqual(["fil_b"]), WAIT);
  draft.remove(keyOf("a"));
  expect(discarded).toEqual(["fil_b", "fil_a"]);
  expect(states()).toEqual(["c sending"]);
});

test("what is uploaded outlives a reload for as long as the server keeps it", async () => {
  const { draft, server, kept } = openDraft();
  draft.add([file("a"), file("b")]);
  server("a").done();
  await vi.waitFor(() => expect(kept.text).toContain("fil_a"), WAIT);
  expect(openDraft(kept.text).states()).toEqual(["a done"]);
  expect(openDraft(kept.text).draft.take()).toMatchObject([{ fileId: "fil_a" }]);
  expect(openDraft(kept.text, 24 * 60 * 60 * 1000).states()).toEqual([]);
  expect(openDraft("not what was stored").states()).toEqual([]);
});

test("a picture's place is known before it loads, and it is never blown up", () => {
  expect(shownSize({ width: 4000, height: 3000 }, false)).toEqual({ width: 420, height: 315 });
  expect(shownSize({ width: 300, height: 3000 }, false)).toEqual({ width: 48, height: 320 });
  expect(shownSize({ width: 16, height: 16 }, false)).toEqual({ width: 48, height: 48 });
  expect(shownSize({ width: 1000, height: 1000 }, true)).toEqual({ width: 168, height: 168 });
});
