import { embed, languageModel } from "@openvibe/core/gateway";
import type { KeyBearer } from "@openvibe/core/keys";
import { AppError, type Context } from "@openvibe/core/platform";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { openMessagesDoor } from "./anthropic.ts";
import { replyInAnthropicWords } from "./anthropic/errors.ts";
import { leavingOf, openEventStream } from "./event-stream.ts";
import { listModels } from "./listed-models.ts";
import { enteredBy, MODELS_DOOR, parseBody, purposeOf, routeOptions, speaksAnthropic, type Entered } from "./model-access.ts";
import { chunker, wholeAnswer, type Framed } from "./openai/chat-answer.ts";
import { ChatRequest, toModelCall } from "./openai/chat-request.ts";
import { openAiError, type OpenAiError } from "./openai/errors.ts";
import type { DoorOptions } from "./options.ts";
import { respond } from "./responses.ts";
import { ResponsesRequest } from "./responses/responses-request.ts";

const EmbeddingRequest = z.object({
  model: z.string().min(1).max(200),
  input: z.union([
    z.string().min(1),
    z.array(z.string("must be a text: tokens are one model's own, and are not taken here").min(1)).min(1).max(2_048),
  ]),
  encoding_format: z.enum(["float", "base64"]).default("float"),
  dimensions: z.undefined("cannot be chosen here: leave it out, and each vector is as long as the model makes it").optional(),
});

/** The gateway in the formats of OpenAI and Anthropic, for hosted apps and outside tools: a virtual key is the right to it, with budgets and models of its own. */
export function openModelsDoor(app: FastifyInstance, { platform }: Pick<DoorOptions, "platform">): void {
  openMessagesDoor(app, { platform });
  void app.register((scope, _, done) => {
    scope.setErrorHandler((error, request, reply) => {
      if (speaksAnthropic(request)) return replyInAnthropicWords(platform.log, error, request, reply);
      const { status, headers, body } = openAiError(platform.log, error, request.id);
      void reply.code(status).headers(headers).send(body);
    });
    const options = routeOptions(platform);
    scope.post(`${MODELS_DOOR}chat/completions`, options, (request, reply) => {
      const { ctx, bearer } = enteredBy(request);
      return complete(ctx, bearer, parseBody(ChatRequest, request.body), request, reply);
    });
    scope.post(`${MODELS_DOOR}responses`, options, (request, reply) =>
      respond(enteredBy(request), parseBody(ResponsesRequest, request.body), request, reply),
    );
    scope.post(`${MODELS_DOOR}embeddings`, options, (request, reply) =>
      embeddings(enteredBy(request), parseBody(EmbeddingRequest, request.body), leavingOf(reply)),
    );
    listModels(scope, options);
    scope.all(`${MODELS_DOOR}*`, async (request, reply) => {
      const message = nothingAt(request);
      if (speaksAnthropic(request)) throw new AppError("not_found", message);
      const error = { message, type: "invalid_request_error", param: null, code: "unknown_url" };
      return reply.code(404).send({ error } satisfies OpenAiError["body"]);
    });
    done();
  });
}

async function complete(
  ctx: Context,
  bearer: KeyBearer,
  asked: ChatRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const model = languageModel(ctx, await purposeOf({ ctx, bearer }, asked.model, "api"));
  const leaving = leavingOf(reply);
  const call = { ...toModelCall(asked), abortSignal: leaving };
  const framed: Framed = { id: `chatcmpl-${request.id}`, created: Math.floor(Date.now() / 1000), model: asked.model };
  if (!asked.stream) return wholeAnswer(framed, await model.doGenerate(call));
  const parts = await model.doParts(call);
  const toChunks = chunker(framed, asked.stream_options?.include_usage === true);
  const events = openEventStream(reply);
  let first = true;
  for await (const part of parts) {
    if (part.type === "error") {
      if (!leaving.aborted) await events.send(JSON.stringify(openAiError(ctx.platform.log, part.error, request.id).body));
      events.end();
      return reply;
    }
    for (const chunk of toChunks(part)) {
      if (first) Object.assign((chunk as { choices: { delta: object }[] }).choices[0]?.delta ?? {}, { role: "assistant" });
      first = false;
      await events.send(JSON.stringify(chunk));
    }
    if (part.type !== "finish") continue;
    await events.send("[DONE]");
    events.end();
  }
  events.end();
  return reply;
}

async function embeddings(entered: Entered, { model, input, encoding_format }: z.infer<typeof EmbeddingRequest>, leaving: AbortSignal) {
  const texts = typeof input === "string" ? [input] : input;
  const { vectors, model: ref, tokens } = await embed(entered.ctx, await purposeOf(entered, model, "embed"), texts, leaving);
  const data = vectors.map((vector, index) => ({
    object: "embedding",
    index,
    embedding: encoding_format === "float" ? vector : base64(vector),
  }));
  return { object: "list", data, model: ref, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

function base64(vector: readonly number[]): string {
  return Buffer.from(new Float32Array(vector).buffer).toString("base64");
}

/** In place of the web app's own page, which a client cannot read. */
function nothingAt({ method, url }: FastifyRequest): string {
  return `Nothing answers to ${method} ${url.split("?")[0]}. There are chat/completions, responses, messages, embeddings and models.`;
}
