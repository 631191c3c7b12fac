import type { Logger } from "@openvibe/core/platform";
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
  body: { type: "error"; error: { type: string; message: string }; request_id: string };
}

/** In the shape that Anthropic's clients read. */
export function anthropicError(log: Logger, error: unknown, requestId: string): AnthropicError {
  const { code, status, message } = faultOf(log, error, requestId);
  return { status, body: { type: "error", error: { type: TYPES[code], message }, request_id: requestId } };
}
