import { AppError, defineTool, named, said, type Context, type Said, type Tool } from "../platform/index.ts";
import { correctMemory } from "./correct-memory.ts";
import { forgetMemory } from "./forget-memory.ts";
import { getMemory } from "./list-memories.ts";
import { ByMemory, CorrectMemory, Recall, Remember, type Recollection } from "./model.ts";
import { recall } from "./recall.ts";
import { remember } from "./remember.ts";
import { areOfOthers } from "./voices-of.ts";

const PLACES = { person: "for one person", project: "for the project", workspace: "for the whole workspace" } as const;

const memoryOf = (ctx: Context, memoryId: string) =>
  named(memoryId, async () => {
    const { text, sourceKind, sourceId } = await getMemory(ctx, { memoryId });
    return { name: text, quotes: [memoryId, sourceKind === "message" ? sourceId : null] };
  });

/** Whether a memory that every agent is always given would read otherwise, or be given no longer. What is not there for who asks, or was replaced, nobody changes. */
export async function isCritical(ctx: Context, memoryId: string | undefined): Promise<boolean> {
  if (memoryId === undefined) return false;
  try {
    const { importance, supersededBy } = await getMemory(ctx, { memoryId });
    return importance === "critical" && supersededBy === null;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** What a new memory does besides: which one it takes the place of, and until when it holds. */
export async function besides(
  ctx: Context,
  { supersedes, expiresAt }: { supersedes?: string | undefined; expiresAt?: Date | null | undefined },
): Promise<Said> {
  const until = expiresAt ? `, until ${dayOf(expiresAt)}` : expiresAt === null ? ", for good" : "";
  return supersedes === undefined ? said`${until}` : said` instead of ${await memoryOf(ctx, supersedes)}${until}`;
}

const dayOf = (at: Date) => at.toLocaleString("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }) + " UTC";

export const memoryTools: readonly Tool[] = [
  defineTool({
    name: "memory_remember",
    title: "Remember",
    description:
      "Keep a fact, a preference or a rule that will matter later, in one plain sentence. Scope: person, project or workspace. Importance: critical is always given, low only when nothing else fits.",
    input: Remember,
    permission: "memory:write",
    effect: "write",
    // What is always given to every agent is as good as an instruction.
    governs: async ({ importance, supersedes }, ctx) => importance === "critical" || (await isCritical(ctx, supersedes)),
    says: async ({ text, scope, importance, ...more }, ctx) =>
      said`Remember ${PLACES[scope]}, as ${importance}: “${text}”${await besides(ctx, more)}`,
    run: (ctx, input, call) => remember(ctx, input, call),
  }),
  defineTool({
    name: "memory_recall",
    title: "Recall",
    description: "Find what is remembered about something, by meaning and by word. Ask as you would ask a colleague.",
    input: Recall,
    permission: "memory:read",
    effect: "read",
    taintsWith: ({ ofOthers }: Recollection & { ofOthers: boolean }) => ofOthers,
    says: ({ query }) => `Look for what is remembered about “${query}”`,
    async run(ctx, input, { taskId, paidBy: onBehalfOf }) {
      const found = await recall(ctx, input, { taskId, onBehalfOf });
      const memories = found.items.map(({ memory }) => memory);
      return { ...found, ofOthers: await areOfOthers(ctx, memories) };
    },
  }),
  defineTool({
    name: "memory_correct",
    title: "Correct a memory",
    description: "Put right what is remembered: the new text holds instead of the old one.",
    input: CorrectMemory,
    permission: "memory:write",
    effect: "write",
    governs: async ({ memoryId, importance }, ctx) => importance === "critical" || (await isCritical(ctx, memoryId)),
    async says({ memoryId, text, importance, expiresAt }, ctx) {
      const weight = importance === undefined ? "" : `, as ${importance}`;
      if (text === undefined) return said`Remember ${await memoryOf(ctx, memoryId)}${weight}${await besides(ctx, { expiresAt })}`;
      return said`Remember “${text}”${weight}${await besides(ctx, { supersedes: memoryId, expiresAt })}`;
    },
    run: (ctx, input, call) => correctMemory(ctx, input, call),
  }),
  defineTool({
    name: "memory_forget",
    title: "Forget",
    description: "Delete a memory for good, with what it replaced.",
    input: ByMemory,
    permission: "memory:write",
    effect: "irreversible",
    says: async ({ memoryId }, ctx) => said`Delete the memory ${await memoryOf(ctx, memoryId)} for good, with everything that it replaced`,
    run: async (ctx, input) => {
      await forgetMemory(ctx, input);
      return { forgotten: input.memoryId };
    },
  }),
];
