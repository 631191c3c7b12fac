import { defineTool, named, said, type Context, type Tool } from "../platform/index.ts";
import { correctMemory } from "./correct-memory.ts";
import { forgetMemory } from "./forget-memory.ts";
import { getMemory } from "./list-memories.ts";
import { ByMemory, CorrectMemory, Recall, Remember, type Recollection } from "./model.ts";
import { recall } from "./recall.ts";
import { remember } from "./remember.ts";

const PLACES = { person: "for one person", project: "for the project", workspace: "for the whole workspace" } as const;

const memoryOf = (ctx: Context, memoryId: string) =>
  named(memoryId, async () => {
    const { text, sourceKind, sourceId } = await getMemory(ctx, { memoryId });
    return { name: text, quotes: [sourceKind === "message" ? sourceId : null] };
  });

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
    governs: ({ importance }) => importance === "critical",
    says: ({ text, scope, importance }) => `Remember ${PLACES[scope]}, as ${importance}: “${text}”`,
    run: (ctx, input) => remember(ctx, input),
  }),
  defineTool({
    name: "memory_recall",
    title: "Recall",
    description: "Find what is remembered about something, by meaning and by word. Ask as you would ask a colleague.",
    input: Recall,
    permission: "memory:read",
    effect: "read",
    taintsWith: ({ items }: Recollection) => items.some(({ memory }) => memory.byProgram),
    says: ({ query }) => `Look for what is remembered about “${query}”`,
    run: (ctx, input) => recall(ctx, input),
  }),
  defineTool({
    name: "memory_correct",
    title: "Correct a memory",
    description: "Put right what is remembered: the new text holds instead of the old one.",
    input: CorrectMemory,
    permission: "memory:write",
    effect: "write",
    governs: ({ importance }) => importance === "critical",
    async says({ memoryId, text, importance }, ctx) {
      const memory = await memoryOf(ctx, memoryId);
      const weight = importance === undefined ? "" : `, as ${importance}`;
      return text === undefined ? said`Remember ${memory}${weight}` : said`Remember “${text}”${weight} instead of ${memory}`;
    },
    run: (ctx, input) => correctMemory(ctx, input),
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
