import type { ModelFault } from "./model-driver.ts";

/** Our own words for the same, which a driver puts before those of the provider. */
const OURS = /^.{0,60}? (?:could not be reached|did not understand the request|does not allow this key that)(?:: |\.$)/;
const OF_MACHINES: readonly (readonly [RegExp, string])[] = [
  [/\bECONNREFUSED\b/, "nothing answers at its address"],
  [/\b(?:ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b/, "its address cannot be found"],
  [/\b(?:ECONNRESET|EPIPE)\b|socket|other side closed|finish reason|broke off|terminated$/i, "the connection broke"],
];

/** What a provider said beyond what the kind of the fault says; what machines say to each other, in plain words: with a blank and in brackets, or nothing. */
export function inBrackets({ kind, message }: ModelFault): string {
  if (kind !== "bad_request" && kind !== "unavailable" && kind !== "no_access") return "";
  const detail = message.replace(OURS, "").replace(/\.$/, "");
  const plain = kind === "unavailable" ? OF_MACHINES.find(([words]) => words.test(detail))?.[1] : undefined;
  return detail === "" ? "" : ` (${plain ?? detail.slice(0, 200)})`;
}
