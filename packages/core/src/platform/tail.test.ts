import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { makeWorld, settledEnd, type World } from "../../test/world.ts";
import { defineEvent, emit, isAfter, LOG_START, startTail, systemContext, write, type StoredEvent } from "./index.ts";

const Counted = defineEvent("test.counted", z.object({ n: z.number() }));
const Ignored = defineEvent("test.ignored", z.object({}));
const COUNTED = new Set([Counted.type]);

let world: World;
beforeAll(async () => void (world = await makeWorld()));
afterAll(() => world.close());

test("the tail keeps what it has read for those who come later, and says so where it has not read everything", async () => {
  const ctx = systemContext(world.platform, "wsp_tail");
  const count = (n: number) =>
    write(ctx, "test:write", async (tx) => {
      await emit(tx, Ignored, {});
      await emit(tx, Counted, { n });
    });
  await count(0);
  const before = await settledEnd(systemContext(world.platform));
  const tail = startTail(world.platform);
  try {
    const heard: StoredEvent[] = [];
    await tail.subscribe((byWorkspace) => heard.push(...[...byWorkspace.values()].flat()));
    for (const n of [1, 2, 3]) await count(n);
    await expect.poll(() => heard.length, { timeout: 30_000 }).toBe(6);

    const numbers = (found: StoredEvent[] | undefined) => found?.map(({ payload }) => (payload as { n: number }).n);
    expect(numbers(tail.after(before, COUNTED, 10))).toEqual([1, 2, 3]);
    expect(numbers(tail.after(before, COUNTED, 2))).toEqual([1, 2]);
    const second = tail.after(before, COUNTED, 2)?.[1]?.cursor ?? "";
    expect(numbers(tail.after(second, COUNTED, 10))).toEqual([3]);
    expect(tail.readTo()).toBe(heard.at(-1)?.cursor);
    expect(isAfter(tail.readTo(), second)).toBe(true);
    // What stood in the log before it began it has not read.
    expect(tail.after(LOG_START, COUNTED, 10)).toBeUndefined();
  } finally {
    await tail.close();
  }
});
