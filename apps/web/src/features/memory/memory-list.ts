import type { Memory } from "@openvibe/core/memory/model";
import { IMPORTANCES } from "./words.ts";

/** Each on a line of its own, the newest first, with whose it is, how much it matters where that is not as usual, who said it and when. */
export function memoryList(memories: readonly Memory[], nameOf: (memberId: string) => string, whoseOf: (memory: Memory) => string): string {
  const lines = memories.map((memory) => {
    const { text, importance, authorId, createdAt, expiresAt, sourceKind, byProgram, supersededBy } = memory;
    const who = sourceKind === "insight" ? "learned" : `${nameOf(authorId)}${byProgram ? ", by a program" : ""}`;
    const weight = importance === "medium" ? "" : `${IMPORTANCES[importance].label.toLowerCase()}; `;
    const until = expiresAt ? `, until ${dayOf(expiresAt)}` : "";
    return `- ${text.trim().replaceAll(/\s*\n\s*/g, " ")} (${whoseOf(memory)}; ${weight}${who}, ${dayOf(createdAt)}${until}${supersededBy ? "; replaced" : ""})\n`;
  });
  return `# What is remembered\n\n${lines.join("")}`;
}

const dayOf = (time: Date) => time.toISOString().slice(0, 10);
