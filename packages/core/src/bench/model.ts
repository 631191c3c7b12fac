import { z } from "zod";
import { Written } from "../cards/model.ts";
import { Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";
import { AgentName, Instructions } from "../registry/model.ts";

export const LONGEST_PROMPT = 8_000;
/** What an agent was asked, and the answer that it gave. */
export const PastPrompt = z.object({ answerId: z.string(), text: z.string(), askedAt: Time });
export type PastPrompt = z.infer<typeof PastPrompt>;
/** Newest first. */
export const ListPastPrompts = PageInput.extend({ agent: AgentName });
export type ListPastPrompts = z.infer<typeof ListPastPrompts>;

/** On words of one's own, or on the question that one of the agent's messages answered. */
export const TryInstructions = z
  .object({
    agent: AgentName,
    instructions: Instructions,
    prompt: Written.trim().max(LONGEST_PROMPT).default(""),
    answerId: z.string().optional(),
  })
  .refine(({ prompt, answerId }) => (prompt === "") !== (answerId === undefined), "Write a prompt, or choose one of its answers");
export type TryInstructions = z.input<typeof TryInstructions>;
export const Tried = z.object({
  text: z.string(),
  end: z.string(),
  /** What it called; of what would have changed something, only what would have been done is told. */
  calls: z.array(z.object({ tool: z.string(), says: z.string(), did: z.boolean(), outcome: z.string() })),
  rounds: z.number().int(),
  costMicros: z.number(),
  durationMs: z.number(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  writtenBy: z.string(),
  /** The model that was asked first, and did not answer. */
  insteadOf: z.string().nullable(),
});
export type Tried = z.infer<typeof Tried>;
export const Trial = z.object({ prompt: z.string(), current: Tried, draft: Tried });
export type Trial = z.infer<typeof Trial>;
