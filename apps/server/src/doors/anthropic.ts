import { estimateTokens, languageModel } from "@openvibe/core/gateway";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { anthropicError, replyInAnthropicWords } from "./anthropic/errors.ts";
import { eventsFor, wholeMessage, type Framed } from "./anthropic/messages-answer.ts";
import { CountRequest, MessagesRequest, toCounted, toModelCall } from "./anthropic/messages-request.ts";
import { leavingOf, openEventStream } from "./event-stream.ts";
import { enteredBy, MODELS_DOOR, parseBody, purposeOf, routeOptions, type Entered } from "./model-access.ts";
import type { DoorOptions } from "./options.ts";

/** The gateway in the format of Anthropic's Messages, for programs that speak no other; the same keys, budgets and routes. */
export function openMessagesDoor(app: FastifyInstance, { platform }: Pick<DoorOptions, "platform">): void {
  void app.register((scope, _, done) => {
    scope.setErrorHandler((error, request, reply) => replyInAnthropicWords(platform.log, error, request, reply));
    const options = routeOptions(platform);
    scope.post(`${MODELS_DOOR}messages`, options, (request, reply) =>
      converse(enteredBy(request), parseBody(MessagesRequest, request.body), request, reply),
    );
    scope.post(`${MODELS_DOOR}messages/count_tokens`, options, (request) => ({
      input_tokens: estimateTokens(toCounted(parseBody(CountRequest, request.body))),
    }));
    done();
  });
}

async function converse(entered: Entered, asked: MessagesRequest, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { ctx } = entered;
  const model = languageModel(ctx, await purposeOf(entered, asked.model, "api"));
  const leaving = leavingOf(reply);
  const call = { ...toModelCall(asked), abortSignal: leaving };
  const framed: Framed = { id: `msg_${request.id}`, model: asked.model, inputTokens: estimateTokens(call) };
  if (!asked.stream) return wholeMessage(framed, await model.doGenerate(call));
  const parts = await model.doParts(call);
  const toEvents = eventsFor(framed);
  const events = openEventStream(reply);
  for await (const part of parts) {
    if (part.type === "error") {
      if (!leaving.aborted) await events.send(JSON.stringify(anthropicError(ctx.platform.log, part.error, request.id).body), "error");
      break;
    }
    for (const event of toEvents(part)) await events.send(JSON.stringify(event), event.type);
    if (part.type === "finish") events.end();
  }
  events.end();
  return reply;
}
