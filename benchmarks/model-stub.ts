/**
 * Started by benchmarks/gateway.ts: a provider in OpenAI's and Anthropic's formats that streams at an uneven pace, as models do, says in each
 * piece when it was sent, and writes as much as it is let to.
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
const PROMPT_TOKENS = 20;

interface Format {
  /** Of a piece of the answer, with what comes before the first. */
  piece(text: string, isFirst: boolean): object[];
  /** What is said when all pieces are. */
  end(outputTokens: number): object[];
  write: (event: object) => string;
  last: string;
}

const chunk = (delta: object, finish_reason: string | null = null, more: object = {}) => ({
  id: "stub",
  object: "chat.completion.chunk",
  created: 0,
  model: "stub",
  choices: [{ index: 0, delta, finish_reason }],
  ...more,
});

const OPENAI: Format = {
  piece: (content, isFirst) => [chunk(isFirst ? { role: "assistant", content } : { content })],
  end: (completion_tokens) => {
    const usage = { prompt_tokens: PROMPT_TOKENS, completion_tokens, total_tokens: PROMPT_TOKENS + completion_tokens };
    return [chunk({}, "stop", { usage })];
  },
  write: (event) => `data: ${JSON.stringify(event)}\n\n`,
  last: "data: [DONE]\n\n",
};

const begun = { id: "stub", type: "message", role: "assistant", model: "stub", content: [], stop_reason: null, stop_sequence: null };
const ANTHROPIC: Format = {
  piece: (text, isFirst) => [
    ...(isFirst
      ? [
          { type: "message_start", message: { ...begun, usage: { input_tokens: PROMPT_TOKENS, output_tokens: 0 } } },
          { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
        ]
      : []),
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text } },
  ],
  end: (output_tokens) => [
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens } },
    { type: "message_stop" },
  ],
  write: (event) => `event: ${(event as { type: string }).type}\ndata: ${JSON.stringify(event)}\n\n`,
  last: "",
};

const server = createServer((request, response) => {
  const receivedAt = process.hrtime.bigint();
  const format = request.url?.endsWith("/messages") ? ANTHROPIC : OPENAI;
  void json(request).then((asked) => answer(response, format, receivedAt, (asked as { max_tokens: number }).max_tokens));
});

async function answer(response: ServerResponse, format: Format, receivedAt: bigint, tokens: number): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (events: readonly object[]) => response.write(events.map(format.write).join(""));
  await pass(FIRST_MS);
  send(format.piece(`received ${receivedAt} sent ${process.hrtime.bigint()} `, true));
  for (let piece = 1; piece < tokens / TOKENS_A_PIECE && !response.destroyed; piece += 1) {
    await pass(BETWEEN_MS * (0.5 + Math.random()));
    send(format.piece(`sent ${process.hrtime.bigint()} `, false));
  }
  send(format.end(tokens));
  response.end(format.last);
}

server.listen(0, "127.0.0.1", () => process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
process.once("disconnect", () => process.exit(0));
