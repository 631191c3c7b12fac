import fc from "fast-check";
import { expect, test } from "vitest";
import { createDotKernel } from "./dot-kernel.ts";
import { createRecallIndex, type Indexed } from "./recall-index.ts";
import { shrink } from "./small-vector.ts";

const NOW = new Date("2026-11-21T10:00:00Z");
const DIMENSIONS = 20;
const vectors = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS });

interface Shelf {
  name: string;
}

const memoryOf = (id: string, version: string, vector: readonly number[], shelf: string): Indexed<Shelf> => ({
  id,
  version,
  weight: 1,
  shelf: { name: shelf },
  lexemes: vector.slice(0, 3).map((value) => `word${Math.abs(value)}`),
  expiresAt: null,
  vectors: [{ model: "m", vector: shrink(vector) }],
});

test("the kernel multiplies as plain code does, whatever the bytes", () => {
  const kernel = createDotKernel();
  const { memory } = kernel;
  const bytes = fc.int8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(fc.array(bytes, { minLength: 1, maxLength: 20 }), bytes, (rows, query) => {
      const out = 64 + rows.length * 32;
      new Int16Array(memory.buffer, 0, 32).set(query);
      for (const [index, row] of rows.entries()) new Int8Array(memory.buffer, 64 + index * 32, 32).set(row);
      kernel.scores(64, 0, 32, rows.length, out);
      const plain = rows.map((row) => row.reduce((all, value, at) => all + value * (query[at] ?? 0), 0));
      expect([...new Int32Array(memory.buffer, out, rows.length)]).toEqual(plain);
    }),
  );
});

test("what is found is the same in whatever order and by whatever detours the same memories came in, and is what comparing all would give", () => {
  const known = fc.array(fc.record({ vector: vectors, shelf: fc.constantFrom("a", "b"), detour: fc.boolean() }), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(known, vectors, fc.infiniteStream(fc.nat()), (list, asked, draws) => {
      const memories = list.map(({ vector, shelf }, place) => memoryOf(`rem_${String(place).padStart(3, "0")}`, "1", vector, shelf));
      const question = {
        words: [],
        meaning: { model: "m", vector: shrink(asked), isLexical: false },
        now: NOW,
        most: 10,
        maySee: ({ name }: Shelf) => name === "a",
      };
      const straight = createRecallIndex<Shelf>();
      for (const memory of memories) straight.put(memory);
      const winding = createRecallIndex<Shelf>();
      const drawn = memories.map((memory, place) => ({ memory, place, key: draws.next().value ?? 0 }));
      for (const { memory, place } of drawn.toSorted((one, other) => one.key - other.key)) {
        if (list[place]?.detour) winding.put({ ...memory, version: "0", shelf: { name: "a" }, lexemes: ["other"], vectors: [] });
        winding.put(memory);
      }
      const found = straight.ask(question);
      expect(winding.ask(question)).toEqual(found);
      expect(found.waiting).toBe(0);

      const query = shrink(asked);
      const compared = memories
        .filter(({ shelf }) => shelf.name === "a")
        .map(({ id, vectors: [own] }) => {
          const product = own?.vector.bytes.reduce((all, value, at) => all + value * (query.bytes[at] ?? 0), 0) ?? 0;
          return { id, likeness: product * (own?.vector.scale ?? 0) * query.scale };
        })
        .filter(({ likeness }) => likeness > 0)
        .toSorted((one, other) => other.likeness - one.likeness || (one.id > other.id ? -1 : 1));
      const near = compared.filter(({ likeness }) => likeness >= (compared[0]?.likeness ?? 0) * 0.4).slice(0, 10);
      expect(found.found.map(({ id }) => id)).toEqual(near.map(({ id }) => id));
    }),
  );
});

test("where parts of words alone are compared, what is alike by chance is not found", () => {
  const index = createRecallIndex<Shelf>();
  const alike = [100, ...Array.from({ length: DIMENSIONS - 1 }, () => 0)];
  const barely = [10, ...Array.from({ length: DIMENSIONS - 1 }, () => 100)];
  index.put(memoryOf("rem_chance", "1", barely, "a"));
  const ask = (isLexical: boolean) =>
    index.ask({ words: [], meaning: { model: "m", vector: shrink(alike), isLexical }, now: NOW, most: 3, maySee: () => true });
  expect(ask(true).found).toEqual([]);
  expect(ask(false).found).toHaveLength(1);
});

test("rare words tell more than common ones, and what is gone or over is not found", () => {
  const index = createRecallIndex<Shelf>();
  for (let n = 0; n < 30; n += 1) index.put({ ...memoryOf(`rem_${n}`, "1", [], "a"), lexemes: ["common", `own${n}`], vectors: [] });
  index.put({ ...memoryOf("rem_rare", "1", [], "a"), lexemes: ["common", "rare"], vectors: [] });
  index.put({ ...memoryOf("rem_over", "1", [], "a"), lexemes: ["rare"], vectors: [], expiresAt: NOW });
  const ask = () => index.ask({ words: ["common", "rare"], now: NOW, most: 3, maySee: () => true }).found.map(({ id }) => id);
  expect(ask()[0]).toBe("rem_rare");
  expect(ask()).not.toContain("rem_over");
  index.remove("rem_rare");
  expect(ask()).not.toContain("rem_rare");
});

test("vectors of another length than the first are compared among themselves, and keep nobody from being found", () => {
  const index = createRecallIndex<Shelf>();
  const ones = (length: number) => Array.from({ length }, () => 1);
  index.put(memoryOf("rem_odd", "1", ones(3), "a"));
  index.put(memoryOf("rem_even", "1", ones(DIMENSIONS), "a"));
  const ask = (length: number) =>
    index.ask({
      words: [],
      meaning: { model: "m", vector: shrink(ones(length)), isLexical: false },
      now: NOW,
      most: 3,
      maySee: () => true,
    });
  expect(ask(DIMENSIONS)).toMatchObject({ found: [{ id: "rem_even" }], waiting: 1 });
  expect(ask(3)).toMatchObject({ found: [{ id: "rem_odd" }], waiting: 1 });
  expect(ask(4)).toMatchObject({ found: [], waiting: 2 });
});
