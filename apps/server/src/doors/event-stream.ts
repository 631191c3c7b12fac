import type { FastifyReply } from "fastify";

export interface EventStream {
  /** To be awaited where it says so: the reader is slow. */
  send(data: string, event?: string): Promise<void> | undefined;
  /** The reader has all of it. Whoever writes ends it with the last word, while the call is still entered into the books. */
  end(): void;
}

/** Aborts when the client goes before it has the whole answer. */
export function leavingOf(reply: FastifyReply): AbortSignal {
  const leaving = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) leaving.abort(new DOMException("The client left.", "AbortError"));
  });
  return leaving.signal;
}

/** The answer becomes a stream of server-sent events. */
export function openEventStream(reply: FastifyReply): EventStream {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...reply.getHeaders(),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  } as Record<string, string>);
  return {
    send(data, event) {
      if (raw.write(`${event === undefined ? "" : `event: ${event}\n`}data: ${data}\n\n`) || raw.destroyed) return undefined;
      return new Promise<void>((go) => {
        // NOTE: each takes the other along: a slow reader of a long answer would leave a listener behind with every pause.
        const on = () => {
          raw.off("drain", on).off("close", on);
          go();
        };
        raw.on("drain", on).on("close", on);
      });
    },
    end: () => void raw.end(),
  };
}
