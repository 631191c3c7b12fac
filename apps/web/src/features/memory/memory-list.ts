import type { Memory } from "@openvibe/core/memory/model";
import { SCOPES } from "./words.ts";

/** Each on a line of its own, the newest first, with whose it is, who said it and when. */
export function memoryList(memories: readonly Memory[], nameOf: (memberId: string) => string): string {
  const lines = memories.map(({ text, scope, authorId, createdAt, expiresAt, sourceKind, byProgram, supersededBy }) => {
    const who = sourceKind === "insight" ? "learned" : `${nameOf(authorId)}${byProgram ? ", by a program" : ""}`;
    const until = expiresAt ? `, until ${dayOf(expiresAt)}` : "";
    return `- ${text.trim().replaceAll(/\s*\n\s*/g, " ")} (${SCOPES[scope]}; ${who}, ${dayOf(createdAt)}${until}${supersededBy ? "; replaced" : ""})\n`;
  });
  return `# What is remembered\n\n${lines.join("")}`;
}

const dayOf = (time: Date) => time.toISOString().slice(0, 10);
