import { expect, it } from "vitest";
import { readAll } from "./pages.ts";

const people = Array.from({ length: 250 }, (_, at) => ({ id: `mem_${at}` }));
function listed(asked: (string | undefined)[]) {
  return (cursor: string | undefined) => {
    asked.push(cursor);
    const from = Number(cursor ?? 0);
    const items = people.slice(from, from + 100);
    return Promise.resolve(from + 100 < people.length ? { items, nextCursor: String(from + 100) } : { items });
  };
}

it("reads a list of several pages as one, each page once and in order", async () => {
  const asked: (string | undefined)[] = [];
  expect(await readAll(listed(asked), 50)).toEqual({ items: people });
  expect(asked).toEqual([undefined, "100", "200"]);
});

it("stops after so many pages and says that more are there", async () => {
  expect(await readAll(listed([]), 2)).toEqual({ items: people.slice(0, 200), nextCursor: "200" });
});
