import type { Logger } from "@openvibe/core/platform";
import { faultOf, retryAfterOf, type ModelDoorFault } from "../model-fault.ts";

const TYPES: Readonly<Record<ModelDoorFault["code"], string>> = {
  bad_request: "invalid_request_error",
  unauthenticated: "authentication_error",
  forbidden: "permission_error",
  not_found: "not_found_error",
  conflict: "invalid_request_error",
  too_large: "invalid_request_error",
  too_many_requests: "rate_limit_error",
  unavailable: "api_error",
  over_budget: "insufficient_quota",
  internal: "server_error",
};
const CODES: Readonly<Partial<Record<ModelDoorFault["code"], string>>> = {
  unauthenticated: "invalid_api_key",
  not_found: "model_not_found",
  too_large: "context_length_exceeded",
  too_many_requests: "rate_limit_exceeded",
  over_budget: "insufficient_quota",
};

export interface OpenAiError {
  status: number;
  headers: Record<string, string>;
  body: { error: { message: string; type: string; param: string | null; code: string | null } };
}

/** In the shape that OpenAI's clients read. What is used up is 429 there, and what may be tried again 503. */
export function openAiError(log: Logger, error: unknown, requestId: string): OpenAiError {
  const fault = faultOf(log, error, requestId);
  const { code, status, message } = fault;
  const isSpent = code === "over_budget";
  return {
    status: isSpent ? 429 : status,
    // NOTE: what OpenAI's clients go by; they try every 429 again, and what is used up stays so.
    headers: isSpent ? { "x-should-retry": "false" } : retryAfterOf(fault),
    body: { error: { message, type: TYPES[code], param: null, code: CODES[code] ?? null } },
  };
}
