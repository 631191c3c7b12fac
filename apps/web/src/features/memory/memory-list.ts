import type { Memory } from "@openvibe/core/memory/model";

/** Each on a line of its own, the newest first, with whose it is, who said it and when. */
export function memoryList(memories: readonly Memory[], nameOf: (memberId: string) => string, whoseOf: (memory: Memory) => string): string {
  const lines = memories.map((memory) => {
    const { text, authorId, createdAt, expiresAt, sourceKind, byProgram, supersededBy } = memory;
    const who = sourceKind === "insight" ? "learned" : `${nameOf(authorId)}${byProgram ? ", by a program" : ""}`;
    const until = expiresAt ? `, until ${dayOf(expiresAt)}` : "";
    return `- ${text.trim().replaceAll(/\s*\n\s*/g, " ")} (${whoseOf(memory)}; ${who}, ${dayOf(createdAt)}${until}${supersededBy ? "; replaced" : ""})\n`;
  });
  return `# What is remembered\n\n${lines.join("")}`;
}

const dayOf = (time: Date) => time.toISOString().slice(0, 10);
