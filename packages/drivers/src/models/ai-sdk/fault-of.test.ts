import { APICallError } from "@ai-sdk/provider";
import type { ModelFault } from "@openvibe/core/gateway";
import { AppError } from "@openvibe/core/platform";
import { expect, test } from "vitest";
import { ModelFaultError } from "./fault-error.ts";
import { faultOf } from "./fault-of.ts";

const KEY = "sk-proj-abcdefghijklmnop";

/** An error as a vendor's client throws it, from the body that the vendor's documentation shows. */
function answered(statusCode: number, body: object, responseHeaders: Record<string, string> = {}): APICallError {
  const { message = "" } = (body as { error?: { message?: string } }).error ?? {};
  return new APICallError({
    message,
    statusCode,
    responseHeaders,
    responseBody: JSON.stringify(body),
    url: "https://models.example/v1",
    requestBodyValues: { prompt: "a secret of the prompt" },
  });
}
const openai = (type: string | null, code: string | null, message: string) => ({ error: { message, type, code, param: null } });
const anthropic = (type: string, message: string) => ({ type: "error", error: { type, message } });
const google = (code: number, status: string, message: string, details: object[] = []) => ({ error: { code, status, message, details } });

test.each<[string, unknown, Partial<ModelFault>]>([
  [
    "OpenAI: too fast",
    answered(429, openai("requests", "rate_limit_exceeded", "Rate limit reached"), { "retry-after-ms": "840.5" }),
    { kind: "rate_limited", retryAfterMs: 840.5, status: 429 },
  ],
  [
    "OpenAI: nothing left",
    answered(
      429,
      openai("insufficient_quota", "insufficient_quota", "You exceeded your current quota, please check your plan and billing details."),
    ),
    { kind: "out_of_credit" },
  ],
  [
    "OpenAI: a wrong key, quoted",
    answered(401, openai("invalid_request_error", "invalid_api_key", `Incorrect API key provided: ${KEY}.`)),
    { kind: "bad_key", message: "Vendor does not accept the key." },
  ],
  [
    "OpenAI: too long",
    answered(400, openai("invalid_request_error", "context_length_exceeded", "This model's maximum context length is 128000 tokens.")),
    { kind: "too_long" },
  ],
  [
    "OpenAI: refused",
    answered(400, openai("image_generation_user_error", "content_policy_violation", "Your request was rejected by our safety system.")),
    { kind: "refused" },
  ],
  [
    "OpenAI: no such model",
    answered(404, openai("invalid_request_error", "model_not_found", "The model does not exist")),
    { kind: "no_access", status: 404 },
  ],
  [
    "Any: a wrong address",
    answered(404, openai("invalid_request_error", null, "404 page not found")),
    { kind: "bad_request", status: 404 },
  ],
  ["OpenAI: its fault", answered(500, openai("server_error", null, "The server had an error")), { kind: "unavailable" }],
  ["Anthropic: overloaded", answered(529, anthropic("overloaded_error", "Overloaded")), { kind: "overloaded", status: 529 }],
  [
    "Anthropic: no credit",
    answered(400, anthropic("invalid_request_error", "Your credit balance is too low to access the Anthropic API.")),
    { kind: "out_of_credit" },
  ],
  [
    "Anthropic: too long",
    answered(400, anthropic("invalid_request_error", "prompt is too long: 215000 tokens > 200000 maximum")),
    { kind: "too_long" },
  ],
  ["Anthropic: too large", answered(413, anthropic("request_too_large", "Request exceeds the maximum size")), { kind: "too_long" }],
  [
    "OpenAI: a model that is not this project's",
    answered(403, openai("invalid_request_error", "model_not_found", "Project `proj_1` does not have access to model `gpt-6.1-sol`")),
    {
      kind: "no_access",
      status: 403,
      message: "Vendor does not allow this key that: Project `proj_1` does not have access to model `gpt-6.1-sol`",
    },
  ],
  [
    "OpenAI: not in this country",
    answered(403, openai("request_forbidden", "unsupported_country_region_territory", "Country, region, or territory not supported")),
    { kind: "no_access" },
  ],
  [
    "Anthropic: not this one",
    answered(403, anthropic("permission_error", "Your API key does not have permission to use the specified resource")),
    { kind: "no_access" },
  ],
  ["Google: not this one", answered(403, google(403, "PERMISSION_DENIED", "The caller does not have permission")), { kind: "no_access" }],
  [
    "Google: a key that was found on the street",
    answered(403, google(403, "PERMISSION_DENIED", "Your API key was reported as leaked. Please use another API key.")),
    { kind: "bad_key" },
  ],
  [
    "Google: a key for other addresses",
    answered(
      403,
      google(403, "PERMISSION_DENIED", "Requests from referer <empty> are blocked.", [
        { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_HTTP_REFERRER_BLOCKED" },
      ]),
    ),
    { kind: "bad_key" },
  ],
  ["Any: the wrong key", answered(403, openai(null, "invalid_api_key", "Invalid API key")), { kind: "bad_key" }],
  [
    "Anthropic: a bad request",
    answered(400, anthropic("invalid_request_error", "messages: at least one message is required")),
    { kind: "bad_request" },
  ],
  ...["insufficient_quota", "api_key_invalid"].map((name): [string, unknown, Partial<ModelFault>] => [
    `OpenAI: a request with a tool that somebody called ${name}`,
    answered(
      400,
      openai("invalid_request_error", "invalid_function_parameters", `Invalid schema for function '${name}': it isn't an object.`),
    ),
    { kind: "bad_request" },
  ]),
  [
    "Google: too fast",
    answered(
      429,
      google(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", [
        { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "36.5s" },
      ]),
    ),
    { kind: "rate_limited", retryAfterMs: 36_500 },
  ],
  [
    "Google: a wrong key",
    answered(400, google(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.")),
    { kind: "bad_key" },
  ],
  [
    "Google: too long",
    answered(
      400,
      google(400, "INVALID_ARGUMENT", "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."),
    ),
    { kind: "too_long" },
  ],
  [
    "Google: overloaded",
    answered(503, google(503, "UNAVAILABLE", "The model is overloaded. Please try again later.")),
    { kind: "overloaded" },
  ],
  ["Google: too slow", answered(504, google(504, "DEADLINE_EXCEEDED", "Deadline expired")), { kind: "timeout" }],
  ["OpenRouter: nothing left", answered(402, openai(null, null, "Insufficient credits")), { kind: "out_of_credit" }],
  ["OpenRouter: the key's own limit", answered(403, openai(null, null, "Key limit exceeded (daily limit).")), { kind: "out_of_credit" }],
  [
    "xAI: nothing left",
    answered(429, { error: "Your team has either used all available credits or reached its monthly spending limit." }),
    { kind: "out_of_credit" },
  ],
  [
    "A proxy: a page of HTML",
    new APICallError({ message: "Bad Gateway", statusCode: 502, responseBody: "<html>502</html>", url: "", requestBodyValues: {} }),
    { kind: "unavailable", status: 502 },
  ],
  [
    "A name that nobody knows",
    Object.assign(new TypeError("fetch failed"), {
      cause: Object.assign(new Error("getaddrinfo ENOTFOUND models.example"), { code: "ENOTFOUND" }),
    }),
    { kind: "unavailable" },
  ],
  [
    "A refused address",
    Object.assign(new TypeError("fetch failed"), { cause: new AppError("bad_request", "10.0.0.1 is not a public address.") }),
    { kind: "bad_request" },
  ],
  ["A limit of ours", new DOMException("The operation was aborted due to timeout", "TimeoutError"), { kind: "timeout" }],
  ["Somebody stopped it", new DOMException("This operation was aborted", "AbortError"), { kind: "aborted" }],
  ["What was known before", new ModelFaultError({ kind: "refused", message: "No." }), { kind: "refused", message: "No." }],
  ["Anything", "what", { kind: "unavailable" }],
  ["Nothing", undefined, { kind: "unavailable" }],
])("%s", (_name, error, fault) => {
  const found = faultOf(error, "Vendor", KEY);
  expect(found).toMatchObject(fault);
  expect(found.message).not.toContain("sk-proj");
  expect(JSON.stringify(found)).not.toContain("a secret of the prompt");
});

test("how long to wait may be told as a date; nonsense is no time", () => {
  const told = (after: string) => faultOf(answered(429, {}, { "retry-after": after })).retryAfterMs;
  expect(told(new Date(Date.now() + 3_600_000).toUTCString())).toBeGreaterThan(3_000_000);
  expect(told(new Date(Date.now() - 3_600_000).toUTCString())).toBe(0);
  expect([told("2"), told("soon"), told("-1"), told("")]).toEqual([2_000, undefined, undefined, undefined]);
});
