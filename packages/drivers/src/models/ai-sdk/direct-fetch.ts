import type { IncomingHttpHeaders } from "node:http";
import type { Agent, Dispatcher } from "undici";
import { streamOf } from "@openvibe/core/platform";

/** So much of an answer waits for its reader. */
const MOST_WAITING = 64 * 1024;
const WITHOUT_BODY = new Set([204, 205, 304]);

/** A request of an API as it goes out. */
export interface Outgoing {
  method?: Dispatcher.HttpMethod;
  headers?: Readonly<Record<string, string>>;
  body?: string | null;
  signal?: AbortSignal | null | undefined;
}

/** An answer that has begun. */
export interface Exchange {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * Sends a request and waits until its answer begins: no cookies, caches or redirects, and the bytes go from the connection to who reads them,
 * with no stream between. Nothing is compressed, so that each word comes when it is written.
 */
export function openExchange(agent: Agent, url: URL, { method = "GET", headers = {}, body = null, signal }: Outgoing): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    let exchange: Dispatcher.DispatchController | undefined;
    const answer = openAnswer(() => exchange);
    const onAbort = () => exchange?.abort(signal?.reason as Error);
    signal?.addEventListener("abort", onAbort, { once: true });
    const over = () => signal?.removeEventListener("abort", onAbort);
    agent.dispatch(
      {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers: { ...headers, "accept-encoding": "identity" },
        body,
      },
      {
        onRequestStart(controller) {
          exchange = controller;
          if (signal?.aborted) onAbort();
        },
        onResponseStart(_, status, told) {
          if (status >= 200) resolve({ status, headers: told, bytes: answer });
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

/** What `fetch` is for calls of an API. */
export async function directFetch(agent: Agent, url: URL, { method, headers, body, signal }: RequestInit): Promise<Response> {
  if (body !== undefined && body !== null && typeof body !== "string") throw new Error("a request has its body as text");
  const given = Object.fromEntries(new Headers(headers));
  return asResponse(await openExchange(agent, url, { method: method ?? "GET", headers: given, body: body ?? null, signal }));
}

/** The answer as `fetch` gives it. */
export function asResponse({ status, headers, bytes }: Exchange): Response {
  return new Response(WITHOUT_BODY.has(status) ? null : streamOf(bytes), { status, headers: headersOf(headers) });
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

export function headersOf(told: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(told)) for (const each of [value ?? []].flat()) headers.append(name, each);
  return headers;
}
