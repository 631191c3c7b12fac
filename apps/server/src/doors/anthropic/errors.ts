import type { Logger } from "@openvibe/core/platform";
import type { FastifyReply, FastifyRequest } from "fastify";
import { faultOf, retryAfterOf, type ModelDoorFault } from "../model-fault.ts";

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
  headers: Record<string, string>;
  body: { type: "error"; error: { type: string; message: string; details?: Record<string, unknown> }; request_id: string };
}

/** In the shape that Anthropic's clients read. */
export function anthropicError(log: Logger, error: unknown, requestId: string): AnthropicError {
  const fault = faultOf(log, error, requestId);
  const { code, status, message, details } = fault;
  // NOTE: those that the format knows; what we note of a fault for ourselves stays here.
  const known = details?.["error_code"] === undefined ? {} : { details };
  const body = { type: "error" as const, error: { type: TYPES[code], message, ...known }, request_id: requestId };
  return { status, headers: retryAfterOf(fault), body };
}

export function replyInAnthropicWords(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, headers, body } = anthropicError(log, error, request.id);
  void reply.code(status).headers(headers).send(body);
}
