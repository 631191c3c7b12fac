import type { FaultKind, ModelFault } from "@openvibe/core/gateway";
import { AppError } from "@openvibe/core/platform";
import { ModelFaultError, toFault } from "./fault-error.ts";
import { retryAfterOf } from "./retry-after.ts";

const LONGEST_MESSAGE = 300;
const CHAIN = 6;

const TOO_LONG =
  /context.?(?:length|window)|prompt is too long|input token count|too many tokens|maximum (?:context|prompt|input)|exceeds? the maximum number of tokens|request_too_large/i;
const NO_CREDIT =
  /insufficient_quota|credit balance|insufficient (?:credits?|funds|balance)|billing_(?:error|hard_limit)|payment required|(?:available|any|out of) credits|key limit exceeded|spending limit/i;
const REFUSED = /content_policy|content_filter|content filtering|responsible_ai|safety system|flagged as|PROHIBITED_CONTENT/i;
const WRONG_KEY =
  /api[_ ]key[_ ](?:not valid|invalid|expired)|API_KEY_INVALID|invalid[_ ]api[_ ]key|incorrect api key|authentication_error|UNAUTHENTICATED/i;
/** Of the key itself, where a 403 may as well be of one model, of what the key may do, or of the country. */
const KEY_REFUSED =
  /\b(?:key|token|credentials?)\b[^.]{0,40}\b(?:leaked|expired|revoked|disabled|deactivated|blocked|suspended|invalid|not valid|unknown)|\b(?:invalid|incorrect|missing|wrong|no|unknown) (?:api[ _-]?)?(?:key|token|credentials)\b|authentication (?:failed|required)|not authenticated|unregistered callers|API_KEY_[A-Z_]+_BLOCKED|CONSUMER_(?:INVALID|SUSPENDED)/i;
const OVERLOADED = /overloaded|UNAVAILABLE|server_is_busy|capacity/i;
/** Where nothing of that name is there: the model, and not the address. */
const NO_MODEL = /\bmodels?\b|no endpoints found/i;
const QUOTED = /(?<!\w)'[^'\n]*'(?!\w)|`[^`\n]*`/g;
const BROKEN_OFF = /stream ended without|premature close|terminated$/i;
const LIMITED = /rate_limit|RESOURCE_EXHAUSTED|too many requests/i;

const BY_STATUS: Readonly<Record<number, FaultKind>> = {
  401: "bad_key",
  402: "out_of_credit",
  403: "no_access",
  408: "timeout",
  413: "too_long",
  429: "rate_limited",
  499: "aborted",
  503: "overloaded",
  504: "timeout",
  522: "timeout",
  524: "timeout",
  529: "overloaded",
};

const BY_CODE: Readonly<Record<string, FaultKind>> = {
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  ETIMEDOUT: "timeout",
  UND_ERR_RES_EXCEEDED_MAX_SIZE: "malformed",
  ECONNREFUSED: "unavailable",
  ECONNRESET: "unavailable",
  ENOTFOUND: "unavailable",
  EAI_AGAIN: "unavailable",
  EHOSTUNREACH: "unavailable",
  ENETUNREACH: "unavailable",
  EPIPE: "unavailable",
  UND_ERR_SOCKET: "unavailable",
  UND_ERR_DESTROYED: "unavailable",
  UND_ERR_CLOSED: "unavailable",
  DEPTH_ZERO_SELF_SIGNED_CERT: "unavailable",
  CERT_HAS_EXPIRED: "unavailable",
};

const MALFORMED = new Set([
  "AI_JSONParseError",
  "AI_TypeValidationError",
  "AI_InvalidResponseDataError",
  "AI_EmptyResponseBodyError",
  "AI_NoObjectGeneratedError",
  "AI_NoContentGeneratedError",
]);
const OUR_REQUEST = new Set([
  "AI_UnsupportedFunctionalityError",
  "AI_InvalidPromptError",
  "AI_InvalidArgumentError",
  "AI_NoSuchModelError",
]);

const SAYS: Readonly<Record<FaultKind, string>> = {
  rate_limited: "asks to be called less often",
  overloaded: "is overloaded",
  unavailable: "could not be reached",
  timeout: "did not answer in time",
  bad_key: "does not accept the key",
  no_access: "does not allow this key that",
  out_of_credit: "has no credit left for this key",
  bad_request: "did not understand the request",
  refused: "refused to answer this",
  too_long: "cannot take a conversation that long",
  malformed: "gave an answer that could not be read",
  aborted: "was stopped",
};

/** What went wrong, whatever the vendor's words. `name` is how the provider is called in the message; `key` is cut out of it. */
export function faultOf(error: unknown, name = "The provider", key?: string): ModelFault {
  const chain = chainOf(error);
  const known = chain.find((each) => each instanceof ModelFaultError);
  if (known) return toFault(known);
  const kind = kindOf(chain);
  const status = chain.map(statusOf).find((each) => each !== undefined);
  const headers = chain.map((each) => fieldOf(each, "responseHeaders")).find((each) => each !== undefined);
  const retryAfterMs = retryAfterOf(headers as Record<string, string> | undefined, wordsOf(chain));
  const detail = kind === "bad_key" || kind === "aborted" ? "" : detailOf(chain, kind, key);
  return {
    kind,
    message: `${name} ${SAYS[kind]}${detail ? `: ${detail}` : "."}`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(status === undefined ? {} : { status }),
  };
}

function kindOf(chain: readonly unknown[]): FaultKind {
  const names = chain.map((each) => textOf(each, "name"));
  if (names.includes("AbortError")) return "aborted";
  if (names.includes("TimeoutError")) return "timeout";
  if (chain.some((each) => each instanceof AppError)) return "bad_request";
  const code = chain.map((each) => BY_CODE[textOf(each, "code")]).find((each) => each !== undefined);
  if (code) return code;
  const status = chain.map(statusOf).find((each) => each !== undefined);
  if (status !== undefined && status >= 400) return kindOfStatus(status, wordsOf(chain));
  if (BROKEN_OFF.test(wordsOf(chain))) return "unavailable";
  if (names.some((each) => MALFORMED.has(each))) return "malformed";
  if (names.some((each) => OUR_REQUEST.has(each))) return "bad_request";
  if (names.includes("AI_LoadAPIKeyError")) return "bad_key";
  const words = wordsOf(chain);
  if (OVERLOADED.test(words)) return "overloaded";
  if (LIMITED.test(words)) return "rate_limited";
  return "unavailable";
}

function kindOfStatus(status: number, words: string): FaultKind {
  const ofRequest = status === 400 || status === 422;
  // NOTE: what is wrong with a request is quoted in such an answer: a tool that is called as a fault is would turn the key off for everybody.
  const said = ofRequest ? words.replaceAll(QUOTED, "") : words;
  if (NO_CREDIT.test(said) && status < 500) return "out_of_credit";
  if (ofRequest) {
    if (WRONG_KEY.test(said)) return "bad_key";
    if (TOO_LONG.test(words)) return "too_long";
    return REFUSED.test(words) ? "refused" : "bad_request";
  }
  if (status === 403 && (WRONG_KEY.test(words) || KEY_REFUSED.test(words))) return "bad_key";
  if (status === 403 && REFUSED.test(words)) return "refused";
  if (status === 404 && NO_MODEL.test(words)) return "no_access";
  const known = BY_STATUS[status];
  if (known) return known;
  if (status >= 500) return OVERLOADED.test(words) ? "overloaded" : "unavailable";
  return TOO_LONG.test(words) ? "too_long" : "bad_request";
}

function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at = error; at !== undefined && at !== null && chain.length < CHAIN && !chain.includes(at); at = fieldOf(at, "cause"))
    chain.push(at);
  return chain;
}

function fieldOf(error: unknown, field: string): unknown {
  return typeof error === "object" && error !== null ? (error as Record<string, unknown>)[field] : undefined;
}

function textOf(error: unknown, field: string): string {
  const value = fieldOf(error, field);
  return typeof value === "string" ? value : "";
}

function statusOf(error: unknown): number | undefined {
  const status = fieldOf(error, "statusCode");
  return typeof status === "number" ? status : undefined;
}

/** Everything that was said about it, for a look at the words. */
function wordsOf(chain: readonly unknown[]): string {
  return chain
    .flatMap((each) => [textOf(each, "message"), textOf(each, "type"), textOf(each, "code"), textOf(each, "responseBody").slice(0, 4_000)])
    .join("\n");
}

/** The vendor's own sentence, where it has one that says more than we do. */
function detailOf(chain: readonly unknown[], kind: FaultKind, key: string | undefined): string {
  const first = chain[0];
  const said = typeof first === "string" ? first : textOf(first, "message");
  const isOutside = kind === "unavailable" || kind === "timeout";
  const text = isOutside ? textOf(chain.at(-1), "message") || said : said;
  return withoutKeys(text, key).replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_MESSAGE);
}

/** Vendors repeat keys in their errors, whole or in part. */
export function withoutKeys(text: string, key: string | undefined): string {
  const own = key && key.length >= 4 ? text.replaceAll(key, "[key]") : text;
  return own.replaceAll(/\b(?:sk|pk|rk|key|gsk|xai)-[\w*.-]{6,}|\bAIza[\w-]{10,}|\bBearer\s+\S+/g, "[key]");
}
