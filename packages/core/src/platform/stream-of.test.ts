import { expect, it } from "vitest";
import { itemsOf, streamOf } from "./index.ts";

it("a stream that was made here is read from its source, any other as it is; who leaves ends it, also while it is waited for", async () => {
  const left: unknown[] = [];
  const source = () => {
    let count = 0;
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => (count < 2 ? Promise.resolve({ done: false as const, value: (count += 1) }) : new Promise<never>(() => undefined)),
        return: (reason: unknown) => Promise.resolve({ done: true as const, value: left.push(reason) }),
      }),
    };
  };
  const [own, other] = [streamOf(source()), streamOf(source()).pipeThrough(new TransformStream<number, number>())];
  for (const stream of [own, other]) {
    const items = itemsOf(stream);
    expect([await items.next(), await items.next()].map(({ value }) => value as number)).toEqual([1, 2]);
    expect(() => stream.getReader()).toThrow("locked");
    void items.next();
    await items.return?.("enough");
  }
  expect(left).toEqual(["enough", "enough"]);
  expect(await Array.fromAsync(itemsOf(streamOf(["a", "b"])))).toEqual(["a", "b"]);
  const read = streamOf([1, 2, 3]).getReader();
  expect([await read.read(), await read.read()].map(({ value }) => value)).toEqual([1, 2]);
});
