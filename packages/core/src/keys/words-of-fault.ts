import { AppError, type ErrorCode } from "../platform/index.ts";
import type { FaultKind, ModelFault } from "./model-driver.ts";

/** Our own words for the same, which a driver puts before those of the provider. */
const OURS = /^.{0,60}? (?:could not be reached|did not understand the request|does not allow this key that)(?:: |\.$)/;
const OF_MACHINES: readonly (readonly [RegExp, string])[] = [
  [/\bECONNREFUSED\b/, "nothing answers at its address"],
  [/\b(?:ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b/, "its address cannot be found"],
  [/\b(?:ECONNRESET|EPIPE)\b|socket|other side closed|finish reason|broke off|terminated$/i, "the connection broke"],
];

/** What a provider said beyond what the kind of the fault says; what machines say to each other, in plain words: with a blank and in brackets, or nothing. */
function inBrackets({ kind, message, status, isLeftAlone }: ModelFault): string {
  // NOTE: of a key that is many workspaces' the number is all that is kept.
  if (isLeftAlone && message === "") return status === undefined ? "" : ` (${status})`;
  if (kind !== "bad_request" && kind !== "unavailable" && kind !== "no_access") return "";
  const detail = message.replace(OURS, "").replace(/\.$/, "");
  const plain = kind === "unavailable" ? OF_MACHINES.find(([words]) => words.test(detail))?.[1] : undefined;
  return detail === "" ? "" : ` (${plain ?? detail.slice(0, 200)})`;
}

/** Thrown where a provider's answer cannot be used. */
export class AnswerFault extends Error {
  readonly fault: ModelFault;

  constructor(kind: FaultKind, message: string) {
    super(message);
    this.fault = { kind, message };
  }
}

/** Worth another attempt with the same model. */
export const PASSING: ReadonlySet<FaultKind> = new Set(["rate_limited", "overloaded", "unavailable", "timeout", "malformed"]);
/** No other model is asked: the request is at fault, or nobody waits any more. */
export const FINAL: ReadonlySet<FaultKind> = new Set(["refused", "aborted"]);

const WORDS: Readonly<Record<FaultKind, readonly [code: ErrorCode, what: string, help: string]>> = {
  rate_limited: ["too_many_requests", "takes no more calls for the moment", " Try again in a minute."],
  overloaded: ["unavailable", "is overloaded", " Try again in a few minutes."],
  unavailable: ["unavailable", "could not be reached or broke off", " Try again."],
  timeout: ["unavailable", "did not answer in time", " Try again."],
  bad_key: ["unavailable", "refused the key", " An admin can check it in the settings under Models."],
  no_access: [
    "unavailable",
    "cannot be used with the key that is set up",
    " An admin can choose another model or key in the settings under Models.",
  ],
  out_of_credit: ["unavailable", "says that the account has no credit left", " An admin can check it with the provider."],
  bad_request: ["bad_request", "did not accept the request", ""],
  refused: ["bad_request", "declined to answer this", " Say it in another way."],
  too_long: ["too_large", "cannot take in that much text", " Shorten it, or begin a new thread."],
  malformed: ["unavailable", "gave an answer that cannot be read", " Try again."],
  aborted: ["unavailable", "was stopped", ""],
};

/** In plain words, with what the provider said where that helps; `details.fault` is the kind, `details.retryAfterMs` when to come again, where that is known. */
export function plainError(model: string, fault: ModelFault, cause?: unknown): AppError {
  const [code, what, help] = WORDS[fault.kind];
  const { kind, retryAfterMs, isLeftAlone } = fault;
  return new AppError(
    code,
    `The model ${model} ${what}${inBrackets(fault)}${isLeftAlone ? `${AGAIN}. It is asked again in a moment.` : `.${help}`}`,
    {
      cause,
      details: { fault: kind, model, reason: reasonOf(fault), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    },
  );
}

const AGAIN = ", several times in a row";

/** Why another model answered, as is said beside the name of the one that did not. */
export const reasonOf = (fault: ModelFault): string =>
  fault.isOurs ? OUR_LIMITS : `It ${WORDS[fault.kind][1]}${inBrackets(fault)}${fault.isLeftAlone ? AGAIN : ""}.`;
const OUR_LIMITS = "More calls wanted it than are let through at once or in a minute; an admin can raise the limits.";

/** The same of any error that kept a model from answering. */
export function reasonOfError({ message, details }: AppError): string {
  const { reason, model } = details ?? {};
  if (typeof reason === "string") return reason;
  return typeof model === "string" ? message.replace(`The model ${model} `, "It ") : message;
}
