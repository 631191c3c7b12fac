import type { Logger } from "@openvibe/core/platform";
import type { FastifyReply, FastifyRequest } from "fastify";
import { faultOf, type ModelDoorFault } from "../model-fault.ts";

const TYPES: Readonly<Record<ModelDoorFault["code"], string>> = {
  bad_request: "invalid_request_error",
  unauthenticated: "authentication_error",
  forbidden: "permission_error",
  not_found: "not_found_error",
  conflict: "invalid_request_error",
  too_large: "request_too_large",
  too_many_requests: "rate_limit_error",
  unavailable: "api_error",
  over_budget: "billing_error",
  internal: "api_error",
};

export interface AnthropicError {
  status: number;
  body: { type: "error"; error: { type: string; message: string; details?: Record<string, unknown> }; request_id: string };
}

/** In the shape that Anthropic's clients read. */
export function anthropicError(log: Logger, error: unknown, requestId: string): AnthropicError {
  const { code, status, message, details } = faultOf(log, error, requestId);
  // NOTE: those that the format knows; what we note of a fault for ourselves stays here.
  const known = details?.["error_code"] === undefined ? {} : { details };
  return { status, body: { type: "error", error: { type: TYPES[code], message, ...known }, request_id: requestId } };
}

export function replyInAnthropicWords(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } = anthropicError(log, error, request.id);
  if (status === 429 || status === 503) reply.header("retry-after", "5");
  void reply.code(status).send(body);
}
