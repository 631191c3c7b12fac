const sources = new WeakMap<ReadableStream, AsyncIterator<unknown>>();

/** A stream of what comes one after the other, asked for when it is read; who leaves it ends its source. `ReadableStream.from` is not known to browsers' types. */
export function streamOf<Item>(items: Iterable<Item> | AsyncIterable<Item>): ReadableStream<Item> {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : stepsOf(items[Symbol.iterator]());
  const stream = new ReadableStream<Item>(
    {
      async pull(controller) {
        const { done, value } = await source.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel(reason) {
        await source.return?.(reason);
      },
    },
    { highWaterMark: 0 },
  );
  sources.set(stream, source);
  return stream;
}

/**
 * What a stream gives, for its only reader. Of one that `streamOf` made it is the source itself: that an item passes a stream costs more than
 * most of what is done with it (`node benchmarks/gateway.ts`).
 */
export function itemsOf<Item>(stream: ReadableStream<Item>): AsyncIterableIterator<Item> {
  const reader = stream.getReader();
  const source = sources.get(stream) as AsyncIterator<Item> | undefined;
  return {
    next: () => source?.next() ?? (reader.read() as Promise<IteratorResult<Item>>),
    // NOTE: at once, also while somebody waits for the next one; a stream's own iterator would wait too.
    async return(reason: unknown) {
      await (source ? source.return?.(reason) : reader.cancel(reason));
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function stepsOf<Item>(items: Iterator<Item>): AsyncIterator<Item> {
  return {
    next: () => Promise.resolve(items.next()),
    return: () => Promise.resolve(items.return?.() ?? { done: true, value: undefined }),
  };
}
