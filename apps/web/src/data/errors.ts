import { ORPCError } from "@orpc/client";

/** The request may never have arrived: worth trying again, unlike a refusal. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof ORPCError) return [502, 503, 504].includes(error.status);
  return error instanceof TypeError || (error instanceof DOMException && ["TimeoutError", "AbortError"].includes(error.name));
}

export function statusOf(error: unknown): number | undefined {
  return error instanceof ORPCError ? error.status : undefined;
}

/** Something expected, in words that may be shown, from elsewhere than an RPC. */
export class Refusal extends Error {}

/** What to show: the server's own words where it gave some. */
export function messageOf(error: unknown): string {
  // A proxy's 503 says nothing; ours says what could not be reached, such as a provider or a tool server.
  const said = error instanceof ORPCError && error.defined;
  if (!said && isUnreachable(error)) return "The server cannot be reached. Check that it runs, then try again.";
  if (error instanceof ORPCError) return fieldMessage(error) ?? error.message;
  return error instanceof Refusal ? error.message : "Something went wrong. Try again.";
}

/** Which field the server refuses, where it says so. */
export function fieldOf(error: unknown): string | undefined {
  const data: unknown = error instanceof ORPCError ? error.data : undefined;
  return typeof data === "object" && data !== null && "field" in data && typeof data.field === "string" ? data.field : undefined;
}

function fieldMessage(error: ORPCError<string, unknown>): string | undefined {
  const { data } = error;
  if (typeof data !== "object" || data === null || !("issues" in data) || !Array.isArray(data.issues)) return undefined;
  const [issue]: unknown[] = data.issues;
  return typeof issue === "object" && issue !== null && "message" in issue && typeof issue.message === "string" ? issue.message : undefined;
}
