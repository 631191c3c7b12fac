import { explainFault, type ErrorCode, type Logger } from "@openvibe/core/platform";
import { STATUS } from "../api/base.ts";

/** Where nobody knows it better. */
const RETRY_AFTER_SECONDS = 5;

export interface ModelDoorFault {
  /** "internal": a bug of ours, which is in the log. */
  code: ErrorCode | "internal";
  status: number;
  message: string;
  /** What a program may go by. */
  details?: Record<string, unknown> | undefined;
}

/** The header `retry-after` of what may go well later: as long as a limit, a pause that a provider asked for, or a model that is left alone lasts. */
export function retryAfterOf({ code, details }: ModelDoorFault): Record<string, string> {
  if (code !== "too_many_requests" && code !== "unavailable") return {};
  const ms = details?.["retryAfterMs"];
  return { "retry-after": String(typeof ms === "number" ? Math.max(1, Math.ceil(ms / 1_000)) : RETRY_AFTER_SECONDS) };
}

/** What a client of the doors of models may know of an error, before it is put into a vendor's shape. */
export function faultOf(log: Logger, error: unknown, requestId: string): ModelDoorFault {
  const known = explainFault(error);
  if (known) return { code: known.code, status: STATUS[known.code], message: known.message, details: known.details };
  const { statusCode: status, message } = error as { statusCode?: number; message?: string };
  if (status && status >= 400 && status < 500)
    return { code: status === 413 ? "too_large" : "bad_request", status, message: message ?? "This request could not be read." };
  log.error({ err: error, requestId }, "a request failed");
  return { code: "internal", status: 500, message: "Something went wrong on our side. It has been logged; try again in a moment." };
}
