import { AppError } from "./errors.ts";

const NO_SPACE = new Set(["ENOSPC", "EDQUOT", "53100"]);
/** A zero byte in text, and in JSON. */
const NOT_STORABLE = new Set(["22021", "22P05"]);

/** The server shuts down, or the connection to it broke: by SQLSTATE, or by what the client library says. */
const LOST = /^(?:08|57P0)/;
const LOST_WORDS = /^(?:Connection terminated|Client has encountered a connection error|Connection ended unexpectedly)/;
const BROKEN_PIPES = new Set(["EPIPE", "ECONNRESET", "ECONNREFUSED"]);
/** Two transactions waited for each other. */
const ENTANGLED = new Set(["40P01", "40001"]);

/** The expected error behind a failure of disk or database that a person can mend; undefined for anything else. */
export function explainFault(thrown: unknown): AppError | undefined {
  if (thrown instanceof AppError) return thrown;
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const { code, stderr } = error as Error & { code?: unknown; stderr?: unknown };
    if (NO_SPACE.has(String(code)) || /No space left on device/.test(String(stderr)))
      return new AppError("unavailable", "The disk of the server is full. Free some space and try again.", { cause: thrown });
    const inStatement =
      "query" in error && error.cause instanceof Error && BROKEN_PIPES.has(String((error.cause as { code?: unknown }).code));
    if (inStatement || LOST.test(String(code)) || LOST_WORDS.test(error.message))
      return new AppError("unavailable", "The connection to the database broke. Try again in a moment.", { cause: thrown });
    if (ENTANGLED.has(String(code)))
      return new AppError("unavailable", "Others changed the same at the same moment. Try again.", { cause: thrown });
    // Half of a surrogate pair in JSON; under the same code as other input that no person wrote.
    const isHalfPair = code === "22P02" && /type json/.test(error.message);
    if (NOT_STORABLE.has(String(code)) || isHalfPair)
      return new AppError("bad_request", "The text holds a character that cannot be stored. Write it anew without copying it.", {
        cause: thrown,
      });
  }
  return undefined;
}
