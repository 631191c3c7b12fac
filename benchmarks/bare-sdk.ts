/** Started by benchmarks/gateway.ts: the AI SDK behind a plain HTTP server and nothing else, the limit of any gateway that is built on it. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModelV4Prompt } from "@ai-sdk/provider";

const [stub = ""] = process.argv.slice(2);
const model = createOpenAICompatible({ name: "stub", baseURL: `${stub}/v1`, apiKey: "a-key-of-the-stub", includeUsage: true })("stub");

interface Asked {
  max_tokens: number;
  messages: { role: "system" | "user"; content: string }[];
}

const server = createServer((request, response) => void answer(request, response));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = JSON.parse(await text(request)) as Asked;
  const prompt: LanguageModelV4Prompt = asked.messages.map(({ role, content }) =>
    role === "system" ? { role, content } : { role, content: [{ type: "text", text: content }] },
  );
  const { stream } = await model.doStream({ prompt, maxOutputTokens: asked.max_tokens });
  response.writeHead(200, { "content-type": "text/event-stream" });
  for await (const part of stream)
    if (part.type === "text-delta")
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: part.delta } }] })}\n\n`);
  response.end("data: [DONE]\n\n");
}

server.listen(0, "127.0.0.1", () => process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
process.once("disconnect", () => process.exit(0));
