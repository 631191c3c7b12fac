import type { Difficulty } from "../gateway/index.ts";
import type { Tool } from "../platform/index.ts";
import type { CallResult } from "./call-tool.ts";

interface NextRound {
  isLast: boolean;
  tools: readonly Tool[];
  /** Of the round before. */
  results: readonly Pick<CallResult, "tool" | "outcome">[];
}

/** Code, and another way after something failed, are hard; the report that closes a turn is routine; all else is normal. */
export function difficultyOf({ isLast, tools, results }: NextRound): Difficulty {
  if (isLast) return "routine";
  const needsAnotherWay = results.some(({ outcome }) => outcome === "failed" || outcome === "mistaken");
  const isCode = results.some(({ tool }) => tools.some(({ name, code }) => code === true && name === tool));
  return needsAnotherWay || isCode ? "hard" : "normal";
}
