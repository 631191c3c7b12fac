import { expect, test } from "vitest";
import type { Platform } from "../platform/index.ts";
import { settled, whileOpen } from "./meter.ts";

test("who waits for the books does not wait for calls that end meanwhile", async () => {
  const platform = {} as Platform;
  const [first, later] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const written: string[] = [];
  void whileOpen(platform, first.promise).then(() => written.push("first"));
  const waiting = settled(platform).then(() => written.push("told"));
  void whileOpen(platform, later.promise).then(() => written.push("later"));
  first.resolve();
  await waiting;
  expect(written).toEqual(["first", "told"]);
  later.resolve();
  await settled(platform);
  expect(written).toEqual(["first", "told", "later"]);
});
