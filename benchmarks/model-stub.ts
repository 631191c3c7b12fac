/**
 * Started by benchmarks/gateway.ts: a provider in OpenAI's format that streams at an uneven pace, as models do, says in each piece when it was
 * sent, and writes as much as it is let to.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as pass } from "node:timers/promises";

const FIRST_MS = 100;
/** From half of it to one and a half; were they all alike, the timers of all streams would come to fire together, a burst that no provider sends. */
const BETWEEN_MS = 40;
/** What a piece says, as tokenizers count; with the pace above, about two hundred tokens a second. */
const TOKENS_A_PIECE = 8;

const server = createServer((request, response) => {
  const receivedAt = process.hrtime.bigint();
  void json(request).then((asked) => answer(response, receivedAt, (asked as { max_tokens: number }).max_tokens));
});

async function answer(response: ServerResponse, receivedAt: bigint, tokens: number): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (delta: object, more: object = {}) =>
    response.write(
      `data: ${JSON.stringify({ id: "stub", object: "chat.completion.chunk", created: 0, model: "stub", choices: [{ index: 0, delta, finish_reason: null }], ...more })}\n\n`,
    );
  await pass(FIRST_MS);
  send({ role: "assistant", content: `received ${receivedAt} sent ${process.hrtime.bigint()} ` });
  for (let piece = 1; piece < tokens / TOKENS_A_PIECE && !response.destroyed; piece += 1) {
    await pass(BETWEEN_MS * (0.5 + Math.random()));
    send({ content: `sent ${process.hrtime.bigint()} ` });
  }
  const usage = { prompt_tokens: 20, completion_tokens: tokens, total_tokens: 20 + tokens };
  send({}, { choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage });
  response.end("data: [DONE]\n\n");
}

server.listen(0, "127.0.0.1", () => process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
process.once("disconnect", () => process.exit(0));
