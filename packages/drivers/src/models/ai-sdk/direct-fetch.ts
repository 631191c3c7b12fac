import type { IncomingHttpHeaders } from "node:http";
import type { Agent, Dispatcher } from "undici";

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
    let reader: ReadableStreamDefaultController<Uint8Array> | undefined;
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
        onResponseStart(controller, status, told) {
          if (status < 200) return;
          const stream = new ReadableStream<Uint8Array>(
            {
              start: (started) => void (reader = started),
              pull: () => controller.resume(),
              cancel: (reason) => controller.abort(reason instanceof Error ? reason : new Error("nobody reads on", { cause: reason })),
            },
            { highWaterMark: MOST_WAITING, size: (chunk) => chunk?.byteLength ?? 0 },
          );
          resolve(new Response(WITHOUT_BODY.has(status) ? null : stream, { status, headers: headersOf(told) }));
        },
        onResponseData(controller, chunk) {
          reader?.enqueue(chunk);
          if ((reader?.desiredSize ?? 1) <= 0) controller.pause();
        },
        onResponseEnd() {
          over();
          reader?.close();
        },
        onResponseError(_, error) {
          over();
          reader?.error(error);
          reject(error);
        },
      },
    );
  });
}

function headersOf(told: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(told)) for (const each of [value ?? []].flat()) headers.append(name, each);
  return headers;
}
