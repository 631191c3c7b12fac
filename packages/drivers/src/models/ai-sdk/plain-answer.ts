import { AsyncLocalStorage } from "node:async_hooks";
import type { LanguageModelV4StreamPart, LanguageModelV4StreamResult } from "@ai-sdk/provider";
import { itemsOf } from "@openvibe/core/platform";
import { createParser } from "eventsource-parser";
import { asResponse, headersOf, type Exchange } from "./direct-fetch.ts";
import { plainEvents } from "./plain-events.ts";

type Part = LanguageModelV4StreamPart;
type Fetch = typeof globalThis.fetch;

/** Parts one after the other, then undefined. */
export interface PartReader {
  read(): Promise<Part | undefined>;
  cancel(reason: unknown): Promise<void>;
}

/** Stands between the SDK and the fetch that it asks. */
const takers = new AsyncLocalStorage<(ask: () => Promise<Response>) => Promise<Response>>();

/** The fetch of models in OpenAI's chat format whose plain answers `readAnswer` reads. */
export function plainFetch(fetch: Fetch): Fetch {
  return (...asked) => {
    const ask = () => fetch(...asked);
    return takers.getStore()?.(ask) ?? ask();
  };
}

/**
 * Begins to stream, and reads the parts. The SDK reads every answer but one: a plain one, of words and their count and nothing else,
 * is read here, from the bytes to the part in one step where the SDK has a chain of six streams and two validations
 * (`node benchmarks/gateway.ts`). The first piece that holds anything else is the first that the SDK is given; it reads on from there. A request
 * that is plain too has been `sent` without it: then the SDK is asked only where there is more in the answer, as if it had sent it.
 */
export async function readAnswer(begin: Begin, sent?: Promise<Exchange>): Promise<PartReader> {
  return sent ? readSent(begin, sent) : readAsked(begin);
}

async function readAsked(begin: Begin): Promise<PartReader> {
  const taken = Promise.withResolvers<PlainAnswer>();
  const take = async (ask: () => Promise<Response>) => {
    const answer = await ask();
    if (!answer.ok || !answer.body) return answer;
    const plain = plainAnswer();
    plain.readFrom(itemsOf(answer.body));
    taken.resolve(plain);
    return new Response(await plain.rest, answer);
  };
  const bySdk = takers.run(take, async () => (await begin()).stream.getReader());
  const first = await Promise.race([taken.promise, bySdk]);
  return "rest" in first ? joined(first, () => bySdk) : readerOf(first);
}

async function readSent(begin: Begin, sent: Promise<Exchange>): Promise<PartReader> {
  const given = (answer: () => Promise<Response>) => takers.run(answer, async () => (await begin()).stream.getReader());
  // NOTE: made while the provider is waited for.
  const plain = plainAnswer();
  const exchange = await sent.catch(() => undefined);
  // NOTE: what refuses or breaks is the SDK's to read, which throws it as if it had asked.
  if (exchange?.status !== 200) return readerOf(await given(() => sent.then(asResponse)));
  plain.readFrom(exchange.bytes[Symbol.asyncIterator]());
  let bySdk: Promise<SdkReader> | undefined;
  const rest = async () => new Response(await plain.rest, { headers: headersOf(exchange.headers) });
  return joined(plain, () => (bySdk ??= given(rest)));
}

type Begin = () => PromiseLike<LanguageModelV4StreamResult>;
type SdkReader = ReadableStreamDefaultReader<Part>;

function readerOf(reader: SdkReader): PartReader {
  return { read: async () => (await reader.read()).value, cancel: (reason) => reader.cancel(reason) };
}

const ENDS_TEXT = new Set<Part["type"]>(["text-start", "reasoning-start", "finish"]);

/** The parts that are read here, and then what else the SDK reads, as if it had read all. */
function joined(plain: PlainAnswer, bySdk: () => Promise<SdkReader>): PartReader {
  let isSdkReading = false;
  let openText: string | undefined;
  let kept: Part | undefined;

  async function readOn(): Promise<Part | undefined> {
    const { value } = await (await bySdk()).read();
    return value?.type === "stream-start" ? readOn() : value;
  }

  return {
    async read() {
      while (!isSdkReading) {
        const own = plain.take();
        if (own?.type === "text-start") openText = own.id;
        if (own || plain.isWhole()) return own;
        if (plain.isLeft()) isSdkReading = true;
        else await plain.more();
      }
      const part = kept ?? (await readOn());
      kept = undefined;
      if (openText === undefined || !part || !ENDS_TEXT.has(part.type)) return part;
      const id = openText;
      openText = undefined;
      // Text that goes on is the same text.
      if (part.type === "text-start") return readOn();
      kept = part;
      return { type: "text-end", id };
    },
    async cancel(reason) {
      await plain.cancel(reason);
      if (isSdkReading) await (await bySdk()).cancel(reason);
    },
  };
}

interface PlainAnswer {
  /** Comes before all else. */
  readFrom(bytes: AsyncIterator<Uint8Array>): void;
  /** The next part of those that are read by now. */
  take(): Part | undefined;
  /** Reads on, to the next bytes. */
  more(): Promise<void>;
  /** Whether nothing is left for the SDK. */
  isWhole(): boolean;
  /** Whether the SDK is to read on. */
  isLeft(): boolean;
  /** What comes after it, or breaks; never there for an answer that is read to its end. */
  readonly rest: Promise<ReadableStream<Uint8Array>>;
  cancel(reason: unknown): Promise<void>;
}

function plainAnswer(): PlainAnswer {
  let bytes: AsyncIterator<Uint8Array>;
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const events = plainEvents();
  const { promise: rest, resolve: handOver } = Promise.withResolvers<ReadableStream<Uint8Array>>();
  const parts: Part[] = [{ type: "stream-start", warnings: [] }];
  let left: string[] | undefined;
  const parser = createParser({
    onEvent({ data }) {
      if (left) left.push(data);
      else if (!events.see(data, parts)) leave(data);
    },
  });

  /** The next bytes; false at their end. */
  async function feed(): Promise<boolean> {
    const { done, value } = await bytes.next();
    if (!done) parser.feed(decoder.decode(value, { stream: true }));
    return !done;
  }

  function leave(...more: string[]): void {
    const unread = (left = [...events.unsaid(), ...more]);
    handOver(
      new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            while (unread.length === 0) if (!(await feed())) return controller.close();
            controller.enqueue(encoder.encode(unread.splice(0).map(asEvent).join("")));
          },
          cancel: (reason) => void bytes.return?.(reason),
        },
        { highWaterMark: 0 },
      ),
    );
  }

  return {
    readFrom: (from) => void (bytes = from),
    take: () => parts.shift(),
    async more() {
      try {
        if (!(await feed()) && !events.close(parts)) leave();
      } catch {
        // NOTE: who reads the rest is told of it.
        leave();
      }
    },
    isWhole: () => events.isWhole(),
    isLeft: () => left !== undefined,
    rest,
    cancel: async (reason) => void (await bytes.return?.(reason)),
  };
}

function asEvent(data: string): string {
  return `data: ${data.replaceAll("\n", "\ndata: ")}\n\n`;
}
