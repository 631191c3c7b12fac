import { languageModel } from "@openvibe/core/gateway";
import type { FastifyReply, FastifyRequest } from "fastify";
import { leavingOf, openEventStream } from "./event-stream.ts";
import { purposeOf, type Entered } from "./model-access.ts";
import { openAiError } from "./openai/errors.ts";
import { eventsFor, wholeResponse } from "./responses/responses-answer.ts";
import { toModelCall, type ResponsesRequest } from "./responses/responses-request.ts";

/** OpenAI's format of responses. Nothing is kept: a client sends the whole of what was said each time. */
export async function respond(entered: Entered, asked: ResponsesRequest, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { ctx } = entered;
  const model = languageModel(ctx, await purposeOf(entered, asked.model, "api"));
  const leaving = leavingOf(reply);
  const { call: asking, freeform } = toModelCall(asked);
  const call = { ...asking, abortSignal: leaving };
  const framed = { id: request.id, createdAt: Math.floor(Date.now() / 1000), model: asked.model, freeform };
  if (!asked.stream) return wholeResponse(framed, await model.doGenerate(call));
  const parts = await model.doParts(call);
  const answer = eventsFor(framed);
  const events = openEventStream(reply);
  for await (const part of parts) {
    const broken = part.type === "error" ? openAiError(ctx.platform.log, part.error, request.id).body.error : undefined;
    if (broken && leaving.aborted) break;
    const told = broken ? answer.fail({ code: broken.code ?? broken.type, message: broken.message }) : answer.take(part);
    for (const event of told) await events.send(JSON.stringify(event), event.type);
    if (broken) break;
    if (part.type === "finish") events.end();
  }
  events.end();
  return reply;
}
