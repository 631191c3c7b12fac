import { AsyncLocalStorage } from "node:async_hooks";
import type { LanguageModelV4StreamPart, LanguageModelV4StreamResult } from "@ai-sdk/provider";
import { itemsOf } from "@openvibe/core/platform";
import { createParser } from "eventsource-parser";
import { plainEvents } from "./plain-events.ts";

type Part = LanguageModelV4StreamPart;
type Fetch = typeof globalThis.fetch;

/** Parts one after the other, then undefined. */
export interface PartReader {
  read(): Promise<Part | undefined>;
  cancel(reason: unknown): Promise<void>;
}

/** Takes an answer that is streamed; what it gives is what the SDK is given. */
const takers = new AsyncLocalStorage<(answer: Response) => Response | Promise<Response>>();

/** The fetch of models in OpenAI's chat format whose plain answers `readAnswer` reads. */
export function plainFetch(fetch: Fetch): Fetch {
  return async (...asked) => {
    const answer = await fetch(...asked);
    return answer.ok ? (takers.getStore()?.(answer) ?? answer) : answer;
  };
}

/**
 * Begins to stream, and reads the parts. The SDK writes every request and reads every answer but one: a plain one, of words and their count
 * and nothing else, is read here, from the bytes to the part in one step where the SDK has a chain of six streams and two validations
 * (`node benchmarks/gateway.ts`). The first piece that holds anything else is the first that the SDK is given; it reads on from there.
 */
export async function readAnswer(begin: () => PromiseLike<LanguageModelV4StreamResult>): Promise<PartReader> {
  const taken = Promise.withResolvers<PlainAnswer>();
  const take = (answer: Response) => {
    if (!answer.body) return answer;
    const plain = plainAnswer(answer.body);
    taken.resolve(plain);
    return plain.rest.then((rest) => new Response(rest, { status: answer.status, headers: answer.headers }));
  };
  const bySdk = takers.run(take, async () => (await begin()).stream.getReader());
  const first = await Promise.race([taken.promise, bySdk]);
  if ("rest" in first) return joined(first, bySdk);
  return { read: async () => (await first.read()).value, cancel: (reason) => first.cancel(reason) };
}

const ENDS_TEXT = new Set<Part["type"]>(["text-start", "reasoning-start", "finish"]);

/** The parts that are read here, and then what else the SDK reads, as if it had read all. */
function joined(plain: PlainAnswer, bySdk: Promise<ReadableStreamDefaultReader<Part>>): PartReader {
  let isSdkReading = false;
  let openText: string | undefined;
  let kept: Part | undefined;

  async function readOn(): Promise<Part | undefined> {
    const { value } = await (await bySdk).read();
    return value?.type === "stream-start" ? readOn() : value;
  }

  return {
    async read() {
      const own = isSdkReading ? undefined : await plain.read();
      if (own?.type === "text-start") openText = own.id;
      if (own || plain.isWhole()) return own;
      isSdkReading = true;
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
      if (isSdkReading) await (await bySdk).cancel(reason);
    },
  };
}

interface PlainAnswer {
  /** Undefined where what is read here is over. */
  read(): Promise<Part | undefined>;
  /** Whether nothing is left for the SDK. */
  isWhole(): boolean;
  /** What comes after it, or breaks; never there for an answer that is read to its end. */
  readonly rest: Promise<ReadableStream<Uint8Array>>;
  cancel(reason: unknown): Promise<void>;
}

function plainAnswer(body: ReadableStream<Uint8Array>): PlainAnswer {
  const bytes = itemsOf(body);
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
    async read() {
      try {
        while (parts.length === 0 && !left && !events.isWhole()) if (!(await feed()) && !events.close(parts)) leave();
      } catch {
        // NOTE: who reads the rest is told of it.
        leave();
      }
      return parts.shift();
    },
    isWhole: () => events.isWhole(),
    rest,
    cancel: async (reason) => void (await bytes.return?.(reason)),
  };
}

function asEvent(data: string): string {
  return `data: ${data.replaceAll("\n", "\ndata: ")}\n\n`;
}
