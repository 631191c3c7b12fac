import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { text as readText } from "node:stream/consumers";
import { anthropicWire } from "./anthropic-wire.ts";
import { unscripted, type Behaviour } from "./behaviour.ts";
import { answerLists } from "./lists.ts";
import { openaiChatWire } from "./openai-chat-wire.ts";
import { openaiResponsesWire } from "./openai-responses-wire.ts";
import { googleWire } from "./google-wire.ts";
import { play } from "./play.ts";
import { objectOf, type Asked, type JsonObject, type Wire, type WireName } from "./wire.ts";

export interface SeenRequest {
  wire: WireName | undefined;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: JsonObject;
  asked: Asked | undefined;
  /** How the exchange ended: by us, by the other side hanging up, or not yet. */
  ended: "answered" | "hung_up" | undefined;
}

export interface ModelServer {
  /** Without a path. */
  readonly origin: string;
  /** What to give as the address of a provider of this kind. */
  baseUrl(kind: "anthropic" | "openai" | "google" | "compatible"): string;
  readonly requests: SeenRequest[];
  /** How often the other side hung up before the answer was over. */
  readonly hangUps: number;
  /** Queues what is done with the next requests for text, one each; when the queue is empty, an answer that fits. */
  next(...behaviours: (Behaviour | string)[]): void;
  /** Decides on each request, in place of the queue; undefined leaves it to the queue. */
  decide: ((asked: Asked, request: SeenRequest) => Behaviour | string | undefined) | undefined;
  /** Paths that nothing comes from: who asks there waits until they have had enough. */
  silent: RegExp | undefined;
  /** Forgets what was seen and what is queued. */
  reset(): void;
  close(): Promise<void>;
}

export interface ModelServerOptions {
  port?: number;
  /** Whether a key is right; all are that do not begin with "bad", and local servers need none. */
  accepts?: (key: string) => boolean;
  /** What an embedding of a text is; letters counted where left out. */
  embed?: (text: string) => number[];
}

const WIRES: readonly Wire[] = [anthropicWire, openaiChatWire, openaiResponsesWire, googleWire];

/** A server on this machine that speaks as Anthropic, OpenAI and Google do and plays what it is told, faults too. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const queue: Behaviour[] = [];
  const requests: SeenRequest[] = [];
  const accepts = options.accepts ?? ((key: string) => !key.startsWith("bad"));
  let hangUps = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await readText(request);
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const body = objectOf(raw === "" ? {} : JSON.parse(raw));
    const wire = WIRES.find((each) => each.read(path, body));
    const asked = wire?.read(path, body);
    const seen: SeenRequest = {
      wire: wire?.name,
      method: request.method ?? "",
      path,
      headers: request.headers,
      body,
      asked,
      ended: undefined,
    };
    requests.push(seen);
    let cutByUs = false;
    response.once("close", () => {
      seen.ended = response.writableFinished || cutByUs ? "answered" : "hung_up";
      if (seen.ended === "hung_up") hangUps += 1;
    });
    const faultWire =
      wire ?? (request.headers["x-api-key"] ? anthropicWire : request.headers["x-goog-api-key"] ? googleWire : openaiChatWire);
    if (server.silent?.test(path)) return void (await once(response, "close"));
    if (!accepts(keyOf(request.headers))) return answerJson(response, faultWire.name === "google" ? 400 : 401, wrongKey(faultWire));
    if (!wire || !asked) {
      const answer = answerLists(path, body, request.headers, options.embed);
      return answer ? answerJson(response, 200, answer) : answerJson(response, 404, faultWire.fault({ status: 404 }));
    }
    const refused = wire.refuses?.(asked, body);
    if (refused) return answerJson(response, refused.status, wire.fault(refused));
    const chosen = server.decide?.(asked, seen) ?? queue.shift() ?? unscripted(asked);
    const behaviour = typeof chosen === "string" ? { say: chosen } : chosen;
    await play({ response, wire, asked, behaviour, bodyLength: raw.length, cutting: () => (cutByUs = true) });
  }

  const http = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) answerJson(response, 500, { error: { message: String(error) } });
      else response.destroy();
    });
  });
  http.listen(options.port ?? 0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  const origin = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
  const server: ModelServer = {
    origin,
    baseUrl: (kind) => `${origin}/${kind === "google" ? "v1beta" : "v1"}`,
    requests,
    get hangUps() {
      return hangUps;
    },
    next: (...behaviours) => void queue.push(...behaviours.map((each) => (typeof each === "string" ? { say: each } : each))),
    decide: undefined,
    silent: undefined,
    reset() {
      queue.length = 0;
      requests.length = 0;
      hangUps = 0;
      server.decide = undefined;
      server.silent = undefined;
    },
    close: () =>
      new Promise<void>((closed) => {
        http.close(() => closed());
        http.closeAllConnections();
      }),
  };
  return server;
}

function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function keyOf(headers: IncomingHttpHeaders): string {
  const key = headers["x-api-key"] ?? headers["x-goog-api-key"] ?? headers.authorization?.replace(/^Bearer /, "") ?? "";
  return String(key);
}

function wrongKey(wire: Wire): unknown {
  if (wire.name === "google")
    return {
      error: {
        code: 400,
        message: "API key not valid. Please pass a valid API key.",
        status: "INVALID_ARGUMENT",
        details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID" }],
      },
    };
  return wire.fault({ status: 401, message: wire.name === "anthropic" ? "invalid x-api-key" : "Incorrect API key provided." });
}
