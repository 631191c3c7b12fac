import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as pass } from "node:timers/promises";
import { answerOf, type Behaviour } from "./behaviour.ts";
import { objectOf, type Asked, type Frame, type PlayedFault, type Wire } from "./wire.ts";

export interface Exchange {
  response: ServerResponse;
  wire: Wire;
  asked: Asked;
  behaviour: Behaviour;
  bodyLength: number;
  /** Told before the connection is broken on purpose. */
  cutting: () => void;
}

const JSON_TYPE = { "content-type": "application/json" };
const PING_MS = 50;
const ENDLESS = "and on and on ".repeat(600);

/** Does with one request what the behaviour says. */
export async function play(exchange: Exchange): Promise<void> {
  const { response, wire, asked, behaviour, bodyLength } = exchange;
  if (behaviour.delayMs) await pass(behaviour.delayMs);
  if (behaviour.silentAfter === 0) return hangUp(response);
  if (behaviour.fault && behaviour.faultAfter === undefined) return sendFault(exchange, behaviour.fault);
  if (behaviour.malformed && !asked.stream) return void response.writeHead(200, JSON_TYPE).end('{"id":"msg_1","content":[{"type":"te');
  if (behaviour.endless) return playEndless(exchange);
  const answer = answerOf(behaviour, asked, bodyLength);
  if (asked.stream) return playFrames(exchange, wire.frames(answer, asked));
  if (behaviour.pingAfter !== undefined) return keepAlive(response.writeHead(200, JSON_TYPE), " ");
  const whole = JSON.stringify(wire.whole(answer, asked));
  if (behaviour.cutAfter === undefined) return void response.writeHead(200, JSON_TYPE).end(whole);
  response.writeHead(200, { ...JSON_TYPE, "content-length": Buffer.byteLength(whole) });
  response.write(whole.slice(0, whole.length / 2));
  await breakOff(exchange);
}

async function playFrames(exchange: Exchange, frames: readonly Frame[]): Promise<void> {
  const { response, wire, behaviour } = exchange;
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  response.flushHeaders();
  for (const [index, frame] of frames.entries()) {
    if (behaviour.cutAfter === index) return breakOff(exchange);
    if (behaviour.endAfter === index) return void response.end();
    if (behaviour.silentAfter === index) return hangUp(response);
    if (behaviour.pingAfter === index) return keepAlive(response, ": ping\n\n");
    if (behaviour.faultAfter === index) return void response.end(written(inStream(wire, behaviour.fault ?? { status: 500 })));
    if (behaviour.malformed && index === Math.min(2, frames.length - 1)) return void response.end("data: {no json at all\n\n");
    if (behaviour.chunkDelayMs && index > 0) await pass(behaviour.chunkDelayMs);
    if (response.destroyed) return;
    response.write(written(frame));
  }
  if (behaviour.cutAfter !== undefined) return breakOff(exchange);
  response.end(wire.tail);
}

async function playEndless({ response, wire, asked }: Exchange): Promise<void> {
  const answer = answerOf({ say: [ENDLESS, ENDLESS] }, asked, 0);
  const frames = wire.frames(answer, asked);
  const isText = (frame: Frame) => JSON.stringify(frame.data).includes(ENDLESS);
  const middle = frames.findIndex(isText);
  response.writeHead(200, asked.stream ? { "content-type": "text/event-stream" } : JSON_TYPE);
  const opening = asked.stream ? frames.slice(0, middle).map(written).join("") : '{"id":"';
  const more = asked.stream
    ? frames
        .slice(middle, middle + 1)
        .map(written)
        .join("")
    : ENDLESS;
  response.write(opening);
  while (!response.destroyed) {
    if (!response.write(more)) await Promise.race([once(response, "drain"), once(response, "close")]);
    // NOTE: lets the loop see that the other side hung up.
    await pass(1);
  }
}

function sendFault({ response, wire }: Exchange, fault: PlayedFault): void {
  const headers: Record<string, string> = {};
  if (fault.retryAfterSeconds !== undefined) headers["retry-after"] = String(fault.retryAfterSeconds);
  if (fault.retryAfterMs !== undefined) headers["retry-after-ms"] = String(fault.retryAfterMs);
  response.writeHead(fault.status, { ...JSON_TYPE, ...headers }).end(JSON.stringify(wire.fault(fault)));
}

/** The error as this vendor writes it into a stream. */
function inStream(wire: Wire, fault: PlayedFault): Frame {
  const body = objectOf(wire.fault(fault));
  if (wire.name === "openai-responses") {
    const { message, code } = objectOf(body["error"]);
    return { event: "error", data: { type: "error", code, message, param: null, sequence_number: 0 } };
  }
  return wire.name === "anthropic" ? { event: "error", data: body } : { data: body };
}

function written({ event, data }: Frame): string {
  return `${event ? `event: ${event}\n` : ""}data: ${JSON.stringify(data)}\n\n`;
}

/** Waits, saying nothing, until the other side has had enough. */
async function hangUp(response: ServerResponse): Promise<void> {
  if (!response.destroyed) await once(response, "close");
}

/** Says again and again that it is there, until the other side has had enough. */
async function keepAlive(response: ServerResponse, ping: string): Promise<void> {
  while (!response.destroyed) {
    response.write(ping);
    await pass(PING_MS);
  }
}

/** After what was written has left. */
async function breakOff({ response, ...exchange }: Exchange): Promise<void> {
  exchange.cutting();
  await new Promise<void>((left) => response.write("", () => left()));
  response.socket?.resetAndDestroy();
}
