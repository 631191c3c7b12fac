import type { IncomingHttpHeaders } from "node:http";
import type { Agent, Dispatcher } from "undici";
import { streamOf } from "@openvibe/core/platform";

/** So much of an answer waits for its reader. */
const MOST_WAITING = 64 * 1024;
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * What `fetch` is for calls of an API: no cookies, caches or redirects, and an answer's bytes go from the connection into the stream that is
 * read, with none between them. Nothing is compressed, so that each word comes when it is written.
 */
export function directFetch(agent: Agent, url: URL, { method = "GET", headers, body, signal }: RequestInit): Promise<Response> {
  if (body !== undefined && body !== null && typeof body !== "string") throw new Error("a request has its body as text");
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    let exchange: Dispatcher.DispatchController | undefined;
    const answer = openAnswer(() => exchange);
    const onAbort = () => exchange?.abort(signal?.reason as Error);
    signal?.addEventListener("abort", onAbort, { once: true });
    const over = () => signal?.removeEventListener("abort", onAbort);
    const given = Object.fromEntries(new Headers(headers));
    agent.dispatch(
      {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: method as Dispatcher.HttpMethod,
        headers: { ...given, "accept-encoding": "identity" },
        body: body ?? null,
      },
      {
        onRequestStart(controller) {
          exchange = controller;
          if (signal?.aborted) onAbort();
        },
        onResponseStart(_, status, told) {
          if (status < 200) return;
          resolve(new Response(WITHOUT_BODY.has(status) ? null : streamOf(answer), { status, headers: headersOf(told) }));
        },
        onResponseData: (_, chunk) => answer.push(chunk),
        onResponseEnd() {
          over();
          answer.end();
        },
        onResponseError(_, error) {
          over();
          answer.end(error);
          reject(error);
        },
      },
    );
  });
}

interface Answer extends AsyncIterable<Uint8Array> {
  push(chunk: Uint8Array): void;
  end(error?: Error): void;
}

/** The bytes of an answer for its reader; while too much waits for it, the connection is not read on. */
function openAnswer(exchange: () => Dispatcher.DispatchController | undefined): Answer {
  type Step = IteratorResult<Uint8Array, undefined>;
  const OVER: Step = { done: true, value: undefined };
  const chunks: Uint8Array[] = [];
  const waiting: { resolve(step: Step): void; reject(error: Error): void }[] = [];
  let bytes = 0;
  let isPaused = false;
  let ended: { error: Error | undefined } | undefined;
  return {
    push(chunk) {
      const reader = waiting.shift();
      if (reader) return reader.resolve({ done: false, value: chunk });
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (isPaused || bytes < MOST_WAITING) return;
      isPaused = true;
      exchange()?.pause();
    },
    end(error) {
      ended = { error };
      for (const reader of waiting.splice(0))
        if (error) reader.reject(error);
        else reader.resolve(OVER);
    },
    [Symbol.asyncIterator]: () => ({
      next: () =>
        new Promise<Step>((resolve, reject) => {
          const value = chunks.shift();
          if (!value && !ended) return void waiting.push({ resolve, reject });
          if (!value) return ended?.error ? reject(ended.error) : resolve(OVER);
          bytes -= value.byteLength;
          if (isPaused && bytes < MOST_WAITING) {
            isPaused = false;
            exchange()?.resume();
          }
          resolve({ done: false, value });
        }),
      return(reason: unknown) {
        exchange()?.abort(reason instanceof Error ? reason : new Error("nobody reads on", { cause: reason }));
        return Promise.resolve(OVER);
      },
    }),
  };
}

function headersOf(told: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(told)) for (const each of [value ?? []].flat()) headers.append(name, each);
  return headers;
}
