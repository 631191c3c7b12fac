import { may, type Actor, type Tool } from "../platform/index.ts";

export type Verdict = { kind: "run" } | { kind: "ask"; why: string } | { kind: "deny"; why: string };

export interface Question {
  tool: Tool;
  input: unknown;
  /** Whether this very call governs the workspace, as the tool says. */
  governs: boolean;
  /** The agent cut to the rights of the person it acts for. */
  actor: Actor;
  /** Words from outside have reached the model. */
  tainted: boolean;
  /** A call of it was begun before, and nobody knows whether it happened. */
  inDoubt?: boolean;
  asksForWrites: boolean;
}

const RUN: Verdict = { kind: "run" };

/** What becomes of a call. Plain code and no model decides it: a model that obeys every word it reads gets nothing more. */
export function judge({ tool, actor, governs, tainted, inDoubt, asksForWrites }: Question): Verdict {
  if (!may(actor, tool.permission))
    return { kind: "deny", why: `It needs ${tool.permission}, which the agent, or the person it acts for, does not have.` };
  if (governs)
    return tainted
      ? { kind: "deny", why: "What governs the workspace is out of reach while words from outside are in play." }
      : { kind: "ask", why: "It governs the workspace." };
  switch (tool.effect) {
    case "read":
      return tainted && tool.outward ? { kind: "ask", why: "Words from outside are in play, and this sends something out." } : RUN;
    case "write":
      if (tainted) return { kind: "ask", why: "Words from outside are in play." };
      if (inDoubt) return { kind: "ask", why: "It may have happened before." };
      return asksForWrites ? { kind: "ask", why: "This workspace wants to be asked." } : RUN;
    case "outside":
      return { kind: "ask", why: "It reaches beyond the workspace." };
    case "irreversible":
      return { kind: "ask", why: "It cannot be taken back." };
  }
}

/**
 * "Always allow" stands in for a person, but not for what cannot be taken back while words from outside are in play, nor for what governs or may
 * happen twice.
 */
export function mayStandIn({ tool, governs, tainted, inDoubt }: Question): boolean {
  return !governs && !inDoubt && !(tainted && tool.effect === "irreversible");
}
